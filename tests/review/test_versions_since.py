"""Where nobody names a base, versions are compared with where the branch parted from main."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.reading import load
from generator.reading.parse import read
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of, replace

ROLE = "content/roles/kam.yaml"
RULE = "[version-too-low]"
Said = Callable[..., tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A branch `mine` at the commit of `main`."""
    root = copy_of(BASE, tmp_path / "repository")
    replace(root / ROLE, "level: expert", "level: basic")
    git(committed(root), "switch", "--quiet", "--create", "mine")
    return root


@pytest.fixture
def said(root: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    def call(*options: str, at: Path = root) -> tuple[int, str]:
        code = run(["check", "--root", str(at), "--as-of", "2026-11-02", *options])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, printed.out

    return call


def raised(root: Path) -> None:
    """A requirement raised, the version left as it is."""
    replace(root / ROLE, "level: basic", "level: expert")


def compared_with(text: str) -> str:
    """The branch in the line about the comparison, or why there is none."""
    line = text.splitlines()[-2]
    begin = "The versions of the handbook are compared with "
    assert line.startswith(begin), text
    return line.removeprefix(begin).partition(" (")[0]


def test_a_raised_requirement_is_a_warning(root: Path, said: Said) -> None:
    code, out = said()
    assert (code, compared_with(out)) == (0, "main")
    assert RULE not in out
    raised(root)
    code, out = said()
    assert (code, compared_with(out)) == (0, "main")
    assert f"warning {RULE}" in out
    assert "level: Basic -> Expert (the requirement is raised)" in out


@pytest.mark.parametrize("options", [("--strict",), ("--base", "main")], ids=["strict", "base"])
def test_it_is_an_error_where_a_change_is_decided(
    root: Path, said: Said, options: tuple[str, ...]
) -> None:
    raised(root)
    code, out = said(*options)
    assert code == 1
    assert f"error {RULE}" in out


def test_none_leaves_it_out(root: Path, said: Said) -> None:
    raised(root)
    code, out = said("--base", "none", "--strict")
    assert code == 0
    assert RULE not in out
    assert "are compared with" not in out


def test_what_was_described_is_enough(root: Path, said: Said) -> None:
    raised(root)
    replace(root / ROLE, "\nversion: 1.0.0", "\nversion: 2.0.0")
    assert RULE not in said()[1]


def test_the_branch_of_the_origin_comes_first(root: Path, said: Said) -> None:
    raised(root)
    git(root, "commit", "--quiet", "--all", "--message", "Raised")
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    _, out = said()
    assert (compared_with(out), RULE in out) == ("origin/main", False)
    git(root, "update-ref", "refs/remotes/origin/trunk", "main")
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    _, out = said()
    assert (compared_with(out), RULE in out) == ("origin/trunk", True)


def test_what_the_main_branch_got_since_does_not_count(root: Path, said: Said) -> None:
    git(root, "switch", "--quiet", "main")
    raised(root)
    git(root, "commit", "--quiet", "--all", "--message", "Raised without a version")
    git(root, "switch", "--quiet", "mine")
    assert RULE not in said()[1]


def test_a_removed_and_a_new_definition(root: Path, said: Said) -> None:
    second = root / "content/roles/second.yaml"
    second.write_text((root / ROLE).read_text().replace("id: kam", "id: second"))
    assert "has the name of" not in said()[1]  # the one it is like is still there
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Second")
    git(root, "branch", "--force", "main")
    second.unlink()
    assert "warning [deleted-while-active]" in said()[1]


def _on_main(root: Path) -> None:
    git(root, "switch", "--quiet", "main")


def _shallow(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD")
    (root / ".git/shallow").write_text(commit)


def _without_branch(root: Path) -> None:
    git(root, "branch", "--delete", "--force", "main")


def _apart(root: Path) -> None:
    git(root, "switch", "--quiet", "--orphan", "new")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Another beginning")
    git(root, "restore", "--source", "mine", "--worktree", ".")


def _no_commit(root: Path) -> None:
    git(root, "switch", "--quiet", "--orphan", "new")
    git(root, "restore", "--source", "mine", "--worktree", ".")


def _no_git(root: Path) -> None:
    (root / ".git").rename(root.parent / "was-git")


WITHOUT: dict[str, tuple[Callable[[Path], object], str]] = {
    "on the branch itself": (_on_main, "this is the branch main itself"),
    "shallow": (_shallow, "this clone is shallow"),
    "no such branch": (_without_branch, "there is no branch origin/main, main or master"),
    "nothing in common": (_apart, "main and this branch have no commit in common"),
    "no commit": (_no_commit, "there is no commit yet"),
    "outside Git": (_no_git, "this folder is in no Git repository"),
}


@pytest.mark.few(3)
@pytest.mark.parametrize("case", WITHOUT)
def test_what_is_not_compared_is_said(root: Path, said: Said, case: str) -> None:
    change, because = WITHOUT[case]
    change(root)
    raised(root)
    code, out = said("--strict")
    assert code == 0
    assert compared_with(out).startswith(f"nothing: {because}")


def test_a_broken_clone_is_asked_again(root: Path, said: Said) -> None:
    head = (root / ".git/HEAD").read_bytes()
    (root / ".git/HEAD").write_text("nonsense\n")
    assert compared_with(said()[1]).startswith("nothing: Git cannot say")
    (root / ".git/HEAD").write_bytes(head)
    assert compared_with(said()[1]) == "main"


def test_reports_for_programs_quote_nothing_of_the_past(root: Path, said: Said) -> None:
    raised(root)
    rows = json.loads(said("--format", "json")[1])["findings"]
    (row,) = (each for each in rows if each["rule"] == "version-too-low")
    assert row["message"] == "A definition changed more than its version says."
    assert row["level"] == "warning"


def test_of_the_base_only_what_differs_is_read_and_only_once(
    root: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLAYBOOK_NO_CACHE", raising=False)
    parsed = []

    def counted(path: str, data: bytes) -> object:
        parsed.append(path)
        return read(path, data)

    monkeypatch.setattr(load, "read", counted)
    said()
    parsed.clear()
    raised(root)
    said()
    assert parsed == [ROLE]  # as it is; as it was is known from before
