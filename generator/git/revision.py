"""Files of a revision, read from Git's objects; the working tree is not touched."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Self

from generator.findings.errors import UsageError
from generator.findings.finding import Finding, Location
from generator.git.run import GitError, definitions_of, git, is_none
from generator.reading.files import FOLDERS, PAGES, SourceFile, is_read, symlink
from generator.text.characters import shown
from generator.text.suggestions import did_you_mean

_PARSE = ("rev-parse", "--verify", "--quiet", "--end-of-options")

_FULL_NAME = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")

_MOST_REFS = 1000
"""Branches and tags among which a similar name is looked for."""

LINK, SUBMODULE = "120000", "160000"

FILE_MODES = ("100644", "100755")
"""Git's modes of regular files, as opposed to links and submodules."""


class ResolvedCommit(str):
    """The full id of a commit, with the name it was found by."""

    __slots__ = ("name",)
    name: str

    @classmethod
    def called(cls, commit: str, name: str) -> Self:
        """The commit with this id, for messages by this name."""
        found = cls(commit)
        found.name = name
        return found


def read_revision(root: Path, revision: str) -> tuple[SourceFile, ...]:
    """The definition files of a revision, in the form of :func:`read_tree`.

    ``revision``: anything Git resolves to a commit, such as ``main`` or ``HEAD~2``. Raises
    UsageError if Git, the repository or the commit is missing.
    """
    commit = commit_of(root, revision)
    try:
        wanted = {
            path: blob
            for mode, blob, path in listed(root, commit, FOLDERS)
            if mode in FILE_MODES and may_hold_definition(path)
        }
        contents = definitions_of(root, wanted.values())
    except GitError as error:
        raise _incomplete(revision, error) from error
    if not wanted:
        raise UsageError(f"the revision `{name_of(revision)}` holds no definition to compare with")
    return tuple(SourceFile(path, contents[blob]) for path, blob in sorted(wanted.items()))


def commit_of(root: Path, revision: str) -> ResolvedCommit:
    """The commit that a revision names, or is. Raises UsageError if there is none."""
    if isinstance(revision, ResolvedCommit):
        return revision
    if revision.startswith(("-", "^")) or not revision.strip():
        raise UsageError(f"`{shown(revision)}` is not a revision; name a branch, a tag or a commit")
    if ".." in revision:
        one, other = (each.strip(".") or "HEAD" for each in revision.split("..", 1))
        raise UsageError(
            f"`{shown(revision)}` is not a revision but two, and one is asked for; to compare "
            f"both, write `playbook diff {shown(one)} {shown(other)}`"
        )
    try:
        # In two steps, because `^{commit}` after `:/text` would be part of the text.
        is_full = _FULL_NAME.fullmatch(revision)
        full = revision if is_full else git(root, *_PARSE, revision).decode().strip()
        return ResolvedCommit.called(_peeled(root, full), revision)
    except GitError as error:
        _require_repository(root)
        if revision == "HEAD":
            raise UsageError(
                "there is no commit yet, so there is no earlier state; commit what there is first"
            ) from error
        raise UsageError(
            f"there is no revision `{shown(revision)}` here.{_similar(root, revision)} `git branch "
            "--all` and `git tag` list them; a shallow clone has only the newest commits (`git "
            "fetch --unshallow`)"
        ) from error


def _similar(root: Path, revision: str) -> str:
    """The branch or tag that may be meant."""
    try:
        names = git(root, "for-each-ref", f"--count={_MOST_REFS}", "--format=%(refname:short)")
    except GitError:
        return ""
    return shown(did_you_mean(revision, names.decode(errors="replace").split()))


@lru_cache(maxsize=64)
def _peeled(root: Path, name: str) -> str:
    """The commit of a full ref name or id; cached, as objects never change."""
    return git(root, *_PARSE, f"{name}^{{commit}}").decode().strip()


_OF_A_ROOT = ("mkdocs.yml", *FOLDERS)


def root_in_revisions(given: Path | None, here: Path, revisions: Iterable[str]) -> Path:
    """The root folder of some revisions, whatever is checked out.

    ``given``: the folder, if the user names it; else ``here`` or its nearest parent that contains
    mkdocs.yml and definitions in one of the revisions, or the top of the repository.
    Raises UsageError if there is no repository or revision.
    """
    if given is not None:
        if not given.is_dir():
            raise UsageError(f"{given} is not a folder; name another one")
        return given.resolve()
    commits = [commit_of(here, each) for each in revisions]
    above = [here, *here.parents]
    top = next((place for place, each in enumerate(above) if (each / ".git").exists()), 0)
    for folder in above[: top + 1]:
        for commit in commits:
            try:
                entries = git(folder, "ls-tree", "--name-only", "-z", commit, "--", *_OF_A_ROOT)
            except GitError as error:
                raise _incomplete(commit, error) from error
            if {"mkdocs.yml"} < set(entries.decode(errors="replace").split("\0")) - {""}:
                return folder
    return above[top]


def _require_repository(root: Path) -> None:
    try:
        git(root, "rev-parse", "--git-dir")
    except GitError as error:
        where = "is not in a Git repository" if is_none(error) else "is in one that Git cannot read"
        raise UsageError(f"{root} {where}, so there is no earlier state ({error})") from error


def _definitions_listed(root: Path, revision: str) -> tuple[tuple[str, str, str], ...]:
    """As :func:`listed`, of the folders of definitions. Raises UsageError as :func:`commit_of`."""
    commit = commit_of(root, revision)
    try:
        return listed(root, commit, FOLDERS)
    except GitError as error:
        raise _incomplete(revision, error) from error


def submodules(root: Path, revision: str) -> tuple[str, ...]:
    """Folders of a revision that are submodules, whose files are not part of our commits.

    Raises UsageError as :func:`commit_of`.
    """
    entries = _definitions_listed(root, revision)
    return tuple(f"{path}/" for mode, _, path in entries if mode == SUBMODULE)


_ELSEWHERE = {LINK: "this is a link", SUBMODULE: "this is a submodule, whose files are elsewhere"}


def links_in(root: Path, revision: str) -> tuple[Finding, ...]:
    """A finding for each link and each submodule among the definitions.

    Raises UsageError as :func:`commit_of`.
    """
    return tuple(
        symlink(Location(shown(path)), _ELSEWHERE[mode])
        for mode, _, path in _definitions_listed(root, revision)
        if mode in _ELSEWHERE and stands_among_definitions(path)
    )


def name_of(revision: str) -> str:
    """What messages call a revision: the name it was given."""
    return shown(revision.name if isinstance(revision, ResolvedCommit) else revision)


def _incomplete(revision: str, error: GitError) -> UsageError:
    return UsageError(
        f"the revision `{name_of(revision)}` is incomplete here ({error}); fetch all its files"
    )


@lru_cache(maxsize=8)
def listed(root: Path, commit: str, folders: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Mode, object and path below ``root`` of each entry in some folders of a commit.

    ``commit``: its full name. Raises GitError if parts of the commit are missing.
    """
    entries = git(root, "ls-tree", "-r", "-z", commit, "--", *folders).split(b"\0")
    found = []
    for entry in filter(None, entries):
        described, _, path = entry.partition(b"\t")
        mode, _, blob = described.decode().split()
        found.append((mode, blob, path.decode(errors="replace")))
    return tuple(found)


def may_hold_definition(path: str) -> bool:
    """Whether a path, relative to the repository, is read as a definition."""
    return stands_among_definitions(path) and is_read(path)


def stands_among_definitions(path: str) -> bool:
    """Whether a path, relative to the repository, is neither hidden nor among the pages."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and path != PAGES and not path.startswith(f"{PAGES}/")
