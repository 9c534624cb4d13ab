"""`playbook build --at`: the site as it stood, from Git alone, under today's classes."""

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
from tests.review.chronicle import GUIDE, NEW, repository, whole_story
from tests.review.history import git
from tests.scenarios.scenario import contents, replace

Build = Callable[..., tuple[int, str]]


@pytest.fixture
def story(real_root: Path, tmp_path: Path) -> Path:
    root = repository(tmp_path / "story", whole_story())
    shutil.copy(real_root / "mkdocs.yml", root)
    return root


@pytest.fixture
def build(story: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    def call(*arguments: str) -> tuple[int, str]:
        site = ("--site-dir", str(story.parent / "site"))
        code = run(["build", "--root", str(story), *site, *arguments])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def site_text(story: Path) -> str:
    pages = sorted((story.parent / "site").rglob("index.html"))
    return "\n".join(page.read_text("utf-8") for page in pages)


def test_the_site_shows_what_stood_on_a_day(story: Path, build: Build) -> None:
    replace(story / GUIDE, "Written anew.", "Not committed.")
    before = contents(story)
    code, said = build("--at", "2025-07-31")
    assert code == 0
    assert "As it stood on 31 Jul 2025" in said
    stamp = json.loads((story.parent / "site" / ".playbook-site.json").read_text("utf-8"))
    assert stamp["as_of"] == "2025-07-31"
    text = site_text(story)
    assert "Written in the first year." in text
    front = (story.parent / "site" / "index.html").read_text("utf-8")
    assert "This is how things stood on 31 Jul 2025, not how they stand today." in front
    assert (story.parent / "site" / "accounts" / "acme" / "index.html").is_file()
    assert not (story.parent / "site" / "accounts" / "acme-pumps").exists()
    assert "Cid Marsh" in text
    assert "Version 3" not in text
    # The risk was for everybody then; today it is confidential.
    assert "buy a rival" not in text
    assert contents(story) == before


def test_a_revision_has_its_own_day_unless_another_is_given(
    story: Path, build: Build
) -> None:
    code, said = build("--at", "HEAD~1", "--as-of", "2026-11-02", "--edition", "leadership")
    assert code == 0
    assert "As it stood on 1 Sep 2026" in said
    assert "as of 2026-11-02" in said
    assert "Written in the first year." in site_text(story)
    found = earlier(story, "HEAD~1", Definitions())
    assert (found.day, found.commit) == (
        date(2026, 9, 1),
        git(story, "rev-parse", "HEAD~1").strip(),
    )


def test_the_last_commit_of_a_day_counts_and_branches_do_not(story: Path) -> None:
    def subject(day: str) -> str:
        commit = earlier(story, day, Definitions()).commit
        return git(story, "log", "-1", "--format=%s", commit).strip()

    assert subject("2025-08-13") == "Renamed, and edited in the same commit (one)"
    assert subject("2025-08-20") == "Merge branch 'team' <img src=x> (one)"
    assert subject("2030-01-01") == "The guide (one)"


def test_an_earlier_site_says_how_much_is_withheld(story: Path, build: Build) -> None:
    strategy = story / NEW / "strategy.yaml"
    good = strategy.read_text("utf-8")
    without = good.replace("confidence: high", "confidence: low").replace("actual: 4", "actual: 5")
    for text in (f"{good}x: [class: confidential\n", without):
        strategy.write_text(text, "utf-8")
        git(story, "commit", "--quiet", "--all", "--message", "Work")
    code, said = build("--at", "HEAD~2", "--edition", "team")
    assert code == 0
    says = "2 lines are withheld, as later states do not say who may see what was there."
    assert says in said
    assert says in (story.parent / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("nowhere", "there is no revision `nowhere` here"),
        ("2024-12-31", "nothing was committed on or before 31 Dec 2024: the oldest commit here"),
        ("--quiet", "is no revision"),
        ("", "`` is no revision"),
        ("2025-13-01", "there is no revision `2025-13-01` here"),
    ],
)
def test_an_unknown_state_is_reported(build: Build, story: Path, at: str, says: str) -> None:
    code, said = build(f"--at={at}")
    assert code == 2
    assert says in said
    assert not (story.parent / "site").exists()


def test_a_state_with_errors_is_named(build: Build, story: Path) -> None:
    code, said = build("--at", "2025-11-03")
    assert code == 1
    assert "As it stood on 3 Nov 2025" in said
    assert f"{NEW}/account.yaml:6" in said
    assert not (story.parent / "site").exists()


def test_errors_of_today_stop_too_as_today_says_what_is_secret(story: Path, build: Build) -> None:
    replace(story / NEW / "account.yaml", "tier: key", "tier: huge")
    code, said = build("--at", "2025-07-31")
    assert code == 1
    assert "As it stood" not in said
    assert "huge" in said


def test_links_in_git_are_left_out_and_large_files_are_whole(story: Path) -> None:
    picture = b"\x89PNG" + bytes(2_000_000)
    (story / "content/pages/picture.png").write_bytes(picture)
    (story / "content/pages/away.md").symlink_to("/etc/passwd")
    git(story, "add", "--all")
    git(story, "commit", "--quiet", "--message", "Pictures")
    found = dict(files_of(story, git(story, "rev-parse", "HEAD").strip(), "content/pages"))
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
    says = pytest.raises(UsageError, match=re.escape(f"the file {named}"))
    with says, laid_out(Path(), "0" * 40, None):
        pass


def test_a_page_of_then_that_is_no_text_is_named(build: Build, story: Path) -> None:
    (story / GUIDE).write_bytes(b"# G\xfcide\n")
    git(story, "commit", "--all", "--quiet", "--message", "Another encoding")
    code, said = build("--at", "HEAD")
    assert code == 1
    assert "guide.md" in said
    assert "save the page as UTF-8" in said
