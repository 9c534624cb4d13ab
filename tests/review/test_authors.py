"""Who changed a plan: known by name, or by the handle that a forge writes into the address."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.git.authors import Author, author, authors_since, dropped_since
from tests.examples import spread
from tests.review.history import committed, git
from tests.review.test_gate import ZETA, Edit, HistoryRepository, removed, zeta
from tests.scenarios.scenario import BASE, copy_of, replace

STRATEGY = "accounts/acme-pumps/strategy.yaml"
NOBODY = frozenset[str]()


@pytest.mark.parametrize(
    ("address", "handles"),
    [
        ("ada@example.org", NOBODY),
        ("ada-blum@users.noreply.github.com", {"ada-blum"}),
        ("12345+ada-blum@users.noreply.github.com", {"ada-blum", "12345+ada-blum"}),
        ("7-ada.blum@users.noreply.gitlab.example", {"ada.blum", "7-ada.blum"}),
        ("Ada-Blum@noreply.git.example", {"ada-blum"}),
        ("ada-blum@users.noreply.github.com.", {"ada-blum"}),
        ("ada-blum@evil.example", NOBODY),
        ("noreply@github.com", NOBODY),
        ("", NOBODY),
    ],
)
def test_the_address_of_a_forge_holds_the_handle(address: str, handles: set[str]) -> None:
    assert author("Ada", address) == Author("Ada", frozenset(handles))


def change(root: Path, name: str, address: str) -> None:
    """A person's commit, as a forge makes it of an edit on its pages."""
    replace(root / STRATEGY, "service: {score: 5,", "service: {score: 7,")
    who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}
    whoever = {"GIT_COMMITTER_NAME": "Forge", "GIT_COMMITTER_EMAIL": "noreply@forge.example"}
    subprocess.run(
        ["git", "-C", str(root), "commit", "--quiet", "--all", "--message", "Edit"],
        env={**os.environ, **who, **whoever, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
    )


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("name", "address", "is_reported"),
    [
        ("Ada Blum", "ada@example.org", False),
        ("hiker77", "77+Ada-Blum@users.noreply.github.com", False),
        ("hiker77", "ada-blum@example.org", True),
        ("hiker77", "77+ben@users.noreply.github.com", True),
        ("Ada\x02Blum", "x", True),
    ],
)
def test_an_owner_is_known_under_another_name(
    name: str, address: str, is_reported: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "plan")
    replace(root / "content/people.yaml", "id: ada,", "id: ada, handle: ada-blum,")
    committed(root)
    change(root, name, address)
    assert run(["diff", "HEAD~1", "HEAD", "--root", str(root), "--as-of", "2026-11-02"]) == 0
    assert ("[changed-by-another]" in capsys.readouterr().out) is is_reported
    assert set(authors_since(root, "HEAD~1")) == {STRATEGY}


@pytest.mark.few(1)
@pytest.mark.parametrize("style", spread(["github", "gitlab", "sarif", "json"], 2))
@pytest.mark.parametrize("last", [removed, zeta("class: confidential\n", "global")])
def test_that_something_unseen_was_changed_by_another_is_not_told(
    style: str, last: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = HistoryRepository(committed(copy_of(BASE, tmp_path / "plan")), capsys)
    history.commit({ZETA: zeta()})
    history.commit({ZETA: zeta("class: confidential\n")})
    history.commit({ZETA: last})
    asked = ("check", "--base", "s0", "--format", style, "--edition")
    assert "by-another" in history.run(*asked, "leadership")
    for edition in ("team", "hr", "public"):
        assert "by-another" not in history.run(*asked, edition)


def test_what_others_changed_is_told_where_the_edition_sees_all_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where something is hidden in it, nobody can say that the author changed what is in view."""
    root = copy_of(BASE, tmp_path / "plan")
    hidden = "  - {id: quiet, class: confidential, what: Quiet, trigger: Some., likelihood: low, "
    hidden += "impact: low, response: Wait., owner: ada}\n"
    replace(root / STRATEGY, "risks:\n", f"risks:\n{hidden}")
    committed(root)
    replace(root / STRATEGY, "response: Wait.", "response: Wait on.")
    replace(root / STRATEGY, "response: Show the cost of a leak.", "response: Show more.")
    lines = (root / STRATEGY).read_text("utf-8").splitlines()
    line = next(number for number, each in enumerate(lines, 1) if "Wait on." in each)
    git(root, "commit", "--all", "--quiet", "--message", "Edit")
    asked = ["check", "--base", "HEAD~1", "--root", str(root), "--format", "github"]
    for edition, number in (("team", 0), ("leadership", 1)):
        run([*asked, "--as-of", "2026-11-02", "--edition", edition])
        said = capsys.readouterr().out.splitlines()
        found = [each for each in said if "(changed-by-another)" in each]
        assert len(found) == number
        assert all(f"file={STRATEGY},line={line}," in each for each in found)


@pytest.mark.few(2)
@pytest.mark.parametrize("who", ["the owner", "another", "both"])
@pytest.mark.parametrize("what", ["hidden", "open", "both"])
def test_who_changed_what_is_hidden_makes_no_difference(
    who: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "plan")
    hidden = "  - {id: quiet, class: confidential, what: Quiet, trigger: Some., likelihood: low, "
    hidden += "impact: low, response: Wait., owner: ada}\n"
    replace(root / STRATEGY, "risks:\n", f"risks:\n{hidden}")
    committed(root)
    names = {"the owner": ("Ada Blum",) * 2, "another": ("Zed",) * 2, "both": ("Ada Blum", "Zed")}
    replace(root / STRATEGY, "response: Show the cost of a leak.", "response: Show more.")
    git(root, "commit", "--all", "--quiet", "--author", f"{names[who][0]} <a@x>", "--message", "1")
    if what != "open":
        replace(root / STRATEGY, "response: Wait.", "response: Wait on.")
        git(root, "commit", "--all", "--quiet", "--author", f"{names[who][1]} <b@x>", "-m", "2")
    git(root, "tag", "two")
    base = "HEAD~2" if what != "open" else "HEAD~1"
    for command in (["diff", base, "two"], ["check", "--base", base, "--format", "github"]):
        run([*command, "--root", str(root), "--edition", "team", "--as-of", "2026-11-02"])
        printed = capsys.readouterr().out
        assert "Zed" not in printed
        assert "changed-by-another" not in printed


@pytest.mark.parametrize("name", ["Zoe Zander", "zoe  ZANDER", "Somebody"])
def test_who_is_not_in_view_has_no_name_below_leadership(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "plan")
    zoe = "people:\n  - {id: zoe, name: Zoe Zander, function: sales, class: confidential}\n"
    replace(root / "content/people.yaml", "people:\n", zoe)
    committed(root)
    replace(root / "content/people.yaml", zoe, "people:\n")
    replace(root / STRATEGY, "response: Show the cost of a leak.", "response: Show more.")
    git(root, "commit", "--all", "--quiet", "--author", f"{name} <z@x>", "--message", "Edit")
    for edition in ("team", "leadership"):
        run(["diff", "HEAD~1", "HEAD", "--root", str(root), "--edition", edition])
        printed = capsys.readouterr().out
        assert ("whose name is not shown" in printed) is (edition == "team")
        assert (name[:3] in printed) is (edition == "leadership")


def test_that_an_open_plan_was_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    history = HistoryRepository(committed(copy_of(BASE, tmp_path / "plan")), capsys)
    history.commit({ZETA: zeta()})
    history.commit({ZETA: zeta(tier="global")})
    assert "by-another" in history.run("check", "--base", "s0", "--format", "github")


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("command", "asked", "is_reported"),
    [
        ("diff HEAD~1 HEAD", "", True),
        ("diff HEAD~1", "someone, else", True),
        ("check --base HEAD~1", "", True),
        ("check --base HEAD~1", "someone @Ben-Cole", False),
        ("check --base HEAD~1", None, False),
    ],
)
def test_who_is_named_has_to_have_approved(
    command: str,
    asked: str | None,
    is_reported: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = copy_of(BASE, tmp_path / "plan")
    replace(root / "content/people.yaml", "id: ben\n", "id: ben\n    handle: ben-cole\n")
    committed(root)
    replace(root / "accounts/acme-pumps/account.yaml", "{by: ada, on", "{by: ben, on")
    change(root, "Ada Blum", "ada@example.org")
    options = ["--root", str(root), "--as-of", "2026-11-02"]
    options += [] if asked is None else ["--approved-by", asked]
    assert run([*command.split(), *options]) == 0
    assert ("[approval-not-confirmed]" in capsys.readouterr().out) is is_reported


def test_who_approved_is_asked_of_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "plan")
    assert run(["check", "--approved-by", "ada", "--root", str(root)]) == 2
    assert "name --base as well" in capsys.readouterr().err


ECONOMICS = "accounts/acme-pumps/economics.yaml"


@pytest.mark.few(2)
@pytest.mark.parametrize("way", ["ours", "resolved", "restored", "both kept", "base moved on"])
def test_a_merge_that_leaves_out_the_base_is_found(way: str, tmp_path: Path) -> None:
    root = committed(copy_of(BASE, tmp_path / "plan"))
    git(root, "switch", "--quiet", "--create", "work")
    replace(root / STRATEGY, "service: {score: 5,", "service: {score: 7,")
    git(root, "commit", "--quiet", "--all", "--message", "Work")
    git(root, "switch", "--quiet", "main")
    replace(root / STRATEGY, "target: 3, actual: 6", "target: 3, actual: 5")
    replace(root / ECONOMICS, "category: Seals a year", "category: All seals a year")
    git(root, "commit", "--quiet", "--all", "--message", "Read again")
    git(root, "switch", "--quiet", "work")
    strategy = [] if way == "both kept" else ["--strategy", "ours"]
    git(root, "merge", "--quiet", *strategy, "--message", "Merge", "main")
    if way == "resolved":  # by hand, to something that neither side had
        replace(root / ECONOMICS, "category: Seals a year", "category: Every seal")
        git(root, "commit", "--quiet", "--all", "--amend", "--message", "Merge")
    if way == "restored":
        git(root, "checkout", "--quiet", "main", "--", ECONOMICS)
        git(root, "commit", "--quiet", "--message", "Restored")
    if way == "base moved on":
        git(root, "switch", "--quiet", "main")
        replace(root / ECONOMICS, "category: All seals a year", "category: Seals")
        git(root, "commit", "--quiet", "--all", "--message", "Shorter")
        git(root, "switch", "--quiet", "work")
    every = {STRATEGY, ECONOMICS}
    left_out = {"ours": every, "both kept": set[str]()}.get(way, {STRATEGY})
    assert set(dropped_since(root, "main", "HEAD")) == left_out
    assert STRATEGY in authors_since(root, "main")


@pytest.mark.parametrize("name", ["Ada \1 Blum", "Ada\2Blum", "\udce9 Blum", "Ada\\x01"])
def test_a_merge_by_whatever_name_is_found(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = committed(copy_of(BASE, tmp_path / "plan"))
    git(root, "config", "log.showSignature", "true")
    git(root, "switch", "--quiet", "--create", "work")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Work")
    git(root, "switch", "--quiet", "main")
    replace(root / STRATEGY, "target: 3, actual: 6", "target: 3, actual: 5")
    odd = root / "accounts/acme-pumps" / os.fsdecode(b"\xe9.txt")
    odd.write_text("Odd.\n", "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Read again")
    git(root, "switch", "--quiet", "work")
    monkeypatch.setenv("GIT_AUTHOR_NAME", name)
    git(root, "merge", "--quiet", "--strategy", "ours", "--message", "Merge", "main")
    assert STRATEGY in dropped_since(root, "main", "HEAD")
