"""`playbook build --at`: an earlier site, from Git alone, under today's classes."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.errors import UsageError
from generator.git.snapshot import files_of
from generator.model.definitions import Definitions
from generator.site import checkout as time_travel
from generator.site.checkout import earlier, laid_out
from tests.review.chronicle import GUIDE, NEW, full_history, repository
from tests.review.history import git
from tests.scenarios.scenario import contents, replace

Build = Callable[..., tuple[int, str]]


@pytest.fixture
def history_root(real_root: Path, tmp_path: Path) -> Path:
    root = repository(tmp_path / "story", full_history())
    shutil.copy(real_root / "mkdocs.yml", root)
    return root


@pytest.fixture
def build(history_root: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    def call(*arguments: str) -> tuple[int, str]:
        site = ("--site-dir", str(history_root.parent / "site"))
        code = run(["build", "--root", str(history_root), *site, *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def site_text(history_root: Path) -> str:
    pages = sorted((history_root.parent / "site").rglob("index.html"))
    return "\n".join(page.read_text("utf-8") for page in pages)


def test_the_site_shows_what_stood_on_a_day(history_root: Path, build: Build) -> None:
    replace(history_root / GUIDE, "Written anew.", "Not committed.")
    before = contents(history_root)
    code, output = build("--at", "2025-07-31")
    assert code == 0
    assert "As it was on 31 Jul 2025" in output
    stamp = json.loads((history_root.parent / "site" / ".playbook-site.json").read_text("utf-8"))
    assert stamp["as_of"] == "2025-07-31"
    text = site_text(history_root)
    assert "Written in the first year." in text
    front = (history_root.parent / "site" / "index.html").read_text("utf-8")
    assert "This is how things stood on 31 Jul 2025, not how they stand today." in front
    assert (history_root.parent / "site" / "accounts" / "acme" / "index.html").is_file()
    assert not (history_root.parent / "site" / "accounts" / "acme-pumps").exists()
    assert "Cid Marsh" in text
    assert "Version 3" not in text
    # The risk was for everybody then; today it is confidential.
    assert "buy a rival" not in text
    assert contents(history_root) == before


@pytest.mark.slow
def test_a_revision_has_its_own_day_unless_another_is_given(
    history_root: Path, build: Build
) -> None:
    code, output = build("--at", "HEAD~1", "--as-of", "2026-11-02", "--edition", "leadership")
    assert code == 0
    assert "As it was on 1 Sep 2026" in output
    assert "as of 2026-11-02" in output
    assert "Written in the first year." in site_text(history_root)
    found = earlier(history_root, "HEAD~1", Definitions())
    assert (found.day, found.commit) == (
        date(2026, 9, 1),
        git(history_root, "rev-parse", "HEAD~1").strip(),
    )


def test_the_last_commit_of_a_day_counts_and_branches_do_not(history_root: Path) -> None:
    def subject(day: str) -> str:
        commit = earlier(history_root, day, Definitions()).commit
        return git(history_root, "log", "-1", "--format=%s", commit).strip()

    assert subject("2025-08-13") == "Renamed, and edited in the same commit (one)"
    assert subject("2025-08-20") == "Merge branch 'team' <img src=x> (one)"
    assert subject("2030-01-01") == "The guide (one)"


@pytest.mark.slow
def test_an_earlier_site_says_how_much_is_withheld(history_root: Path, build: Build) -> None:
    strategy = history_root / NEW / "strategy.yaml"
    good = strategy.read_text("utf-8")
    without = good.replace("confidence: high", "confidence: low").replace("actual: 4", "actual: 5")
    for text in (f"{good}x: [class: confidential\n", without):
        strategy.write_text(text, "utf-8")
        git(history_root, "commit", "--quiet", "--all", "--message", "Work")
    code, output = build("--at", "HEAD~2", "--edition", "team")
    assert code == 0
    expected = "2 lines are withheld, as later states do not say who may see what was there."
    assert expected in output
    assert expected in (history_root.parent / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("nowhere", "there is no revision `nowhere` here"),
        ("2024-12-31", "nothing was committed on or before 31 Dec 2024: the oldest commit here"),
        ("--quiet", "is not a revision"),
        ("", "`` is not a revision"),
        ("2025-13-01", "there is no revision `2025-13-01` here"),
    ],
)
def test_an_unknown_state_is_reported(
    build: Build, history_root: Path, at: str, expected: str
) -> None:
    code, output = build(f"--at={at}")
    assert code == 2
    assert expected in output
    assert not (history_root.parent / "site").exists()


def test_a_state_with_errors_is_named(build: Build, history_root: Path) -> None:
    code, output = build("--at", "2025-11-03")
    assert code == 1
    assert "As it was on 3 Nov 2025" in output
    assert f"{NEW}/account.yaml:6" in output
    assert not (history_root.parent / "site").exists()


def test_errors_of_today_stop_too_as_today_says_what_is_secret(
    history_root: Path, build: Build
) -> None:
    replace(history_root / NEW / "account.yaml", "tier: key", "tier: huge")
    code, output = build("--at", "2025-07-31")
    assert code == 1
    assert "As it was on" not in output
    assert "huge" in output


def test_links_in_git_are_left_out_and_large_files_are_whole(history_root: Path) -> None:
    picture = b"\x89PNG" + bytes(2_000_000)
    (history_root / "content/pages/picture.png").write_bytes(picture)
    (history_root / "content/pages/away.md").symlink_to("/etc/passwd")
    git(history_root, "add", "--all")
    git(history_root, "commit", "--quiet", "--message", "Pictures")
    found = dict(
        files_of(history_root, git(history_root, "rev-parse", "HEAD").strip(), "content/pages")
    )
    assert found["content/pages/picture.png"] == picture
    assert "content/pages/away.md" not in found
    assert f"{NEW}/account.yaml" in found


def test_a_commit_without_definitions_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "README")
    git(tmp_path, "commit", "--quiet", "--message", "Other things")
    with pytest.raises(UsageError, match="holds neither"):
        list(files_of(tmp_path, git(tmp_path, "rev-parse", "HEAD").strip()))


@pytest.mark.parametrize(
    ("paths", "named"),
    [
        (["content/pages/" + "\N{REPLACEMENT CHARACTER}" * 200], "content/pages/\ufffd"),
        (["content/a/x.md", "content/a"], "content/a of"),
        (["content/a", "content/a/x.md"], "content/a/x.md of"),
        (["content/\x1b[31m", "content/\x1b[31m/x"], "content/\ufffd[31m/x of"),
    ],
)
def test_a_file_that_no_disk_takes_is_named(
    paths: list[str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time_travel, "files_of", lambda *_: ((path, b"") for path in paths))
    refused = pytest.raises(UsageError, match=re.escape(f"the file {named}"))
    with refused, laid_out(Path(), "0" * 40, None):
        pass


@pytest.mark.slow
def test_a_page_of_then_that_is_no_text_is_named(build: Build, history_root: Path) -> None:
    (history_root / GUIDE).write_bytes(b"# G\xfcide\n")
    git(history_root, "commit", "--all", "--quiet", "--message", "Another encoding")
    code, output = build("--at", "HEAD")
    assert code == 1
    assert "guide.md" in output
    assert "save the page as UTF-8" in output
