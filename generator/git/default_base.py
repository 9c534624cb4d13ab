"""The state that versions are compared with where nobody names one."""

from dataclasses import dataclass
from pathlib import Path

from generator.cache.clone_names import BRANCHES
from generator.findings.errors import UsageError
from generator.git.revision import ResolvedCommit
from generator.git.run import GitError, git


@dataclass(frozen=True, slots=True)
class NoBase:
    """Why there is nothing to compare with.

    ``settled``: whether that follows from what the clone knows by name, and not from Git's failure.
    """

    because: str
    settled: bool = True


def default_base(root: Path) -> ResolvedCommit | NoBase:
    """The commit from which the folder's branch parted from the main one, by the latter's name."""
    try:
        return _base(root)
    except (GitError, UsageError) as error:
        return NoBase(f"Git cannot say what there is ({error})", settled=False)


def _base(root: Path) -> ResolvedCommit | NoBase:
    if git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return NoBase("this clone is shallow, and `git fetch --unshallow` brings the rest")
    branch = _branch(root)
    if branch is None:
        return NoBase("there is no branch origin/main, main or master; name one with `--base`")
    ref, commit = branch
    name = ref.split("/", 2)[2]
    try:
        head = git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
    except GitError:
        return NoBase("there is no commit yet")
    if git(root, "rev-parse", "--symbolic-full-name", "HEAD").decode().strip() == ref:
        return NoBase(f"this is the branch {name} itself; name an earlier state with `--base`")
    try:
        parted = git(root, "merge-base", commit, head).decode().strip()
    except GitError:
        return NoBase(f"{name} and this branch have no commit in common")
    return ResolvedCommit.called(parted, name)


def _branch(root: Path) -> tuple[str, str] | None:
    """Full name and commit of the first branch that is there."""
    listed = git(root, "for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)", *BRANCHES)
    found = {}
    for line in listed.decode(errors="replace").splitlines():
        ref, commit, leads_to = line.split("\0")
        found[ref] = (leads_to or ref, commit)
    return next((found[ref] for ref in BRANCHES if ref in found), None)
