"""What a clone knows by name is read without Git, and a check that rests on it runs again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache.clone_names import clone_names, is_clone
from tests.review.history import committed, git


def _commit(root: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Second")


def _fetched(root: Path) -> None:
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")


def _with_default(root: Path) -> None:
    git(root, "update-ref", "refs/remotes/origin/trunk", "HEAD")
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")


def _went_on(root: Path) -> None:
    tree = git(root, "rev-parse", "HEAD^{tree}").strip()
    commit = git(root, "commit-tree", "-m", "Another", tree).strip()
    git(root, "update-ref", "refs/heads/main", commit)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a commit": _commit,
    "another branch": lambda root: git(root, "switch", "--quiet", "--create", "other"),
    "the main branch": _went_on,
    "no main branch": lambda root: git(root, "branch", "--delete", "--force", "main"),
    "a fetched branch": _fetched,
    "the default branch of the origin": _with_default,
    "a shallow clone": lambda root: (root / ".git/shallow").write_text("0" * 40),
    "a detached commit": lambda root: git(root, "switch", "--quiet", "--detach"),
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("x")
    git(committed(tmp_path), "switch", "--quiet", "--create", "mine")
    return tmp_path


@pytest.mark.few(4)
@pytest.mark.parametrize("change", CHANGES)
def test_what_the_base_depends_on_is_in_the_names(clone: Path, change: str) -> None:
    before = list(clone_names(clone))
    assert before == list(clone_names(clone))
    CHANGES[change](clone)
    assert list(clone_names(clone)) != before


def test_packed_names_are_read_as_well(clone: Path) -> None:
    git(clone, "pack-refs", "--all")
    before = list(clone_names(clone))
    _went_on(clone)
    git(clone, "pack-refs", "--all")
    assert list(clone_names(clone)) != before


def test_a_second_working_tree_shares_the_branches(clone: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(clone, "worktree", "add", "--quiet", str(tree), "-b", "theirs")
    assert is_clone(tree)
    before = list(clone_names(tree))
    assert before[0] == "ref: refs/heads/theirs"
    _went_on(clone)
    assert list(clone_names(tree)) != before


def test_outside_git_there_are_no_names(tmp_path: Path) -> None:
    assert not is_clone(tmp_path)
    assert list(clone_names(tmp_path)) == []
