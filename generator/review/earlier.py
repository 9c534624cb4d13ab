"""An earlier state as a whole: the commit of a day, and every file of its definitions and pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.definitions.tree import FOLDERS
from generator.diagnostics import UsageError
from generator.formats import day_text
from generator.review.git import GitError, git
from generator.review.log import day_of
from generator.review.revision import FILE_MODES, commit_of, contents_of

_LOG = ("log", "--no-show-signature")


def commit_on(root: Path, day: date) -> str:
    """The last commit of the line of first parents on or before a day, in UTC.

    Raises UsageError when there is none.
    """
    head = commit_of(root, "HEAD")
    told = git(root, *_LOG, "--first-parent", "--format=%H %ct", head).decode().splitlines()
    days = [(commit, day_of(seconds)) for commit, _, seconds in (x.partition(" ") for x in told)]
    found = next((commit for commit, its in days if its <= day), None)
    if found is None:
        raise UsageError(
            f"nothing was committed on or before {day_text(day)}: the oldest commit here is of "
            f"{day_text(days[-1][1])}; a shallow clone has only the newest (`git fetch "
            "--unshallow`)"
        )
    return found


def day_of_commit(root: Path, commit: str) -> date:
    """When a commit became part of its line, in UTC."""
    return day_of(git(root, *_LOG, "-1", "--format=%ct", commit).decode().strip())


def files_of(root: Path, commit: str, more: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Path below ``root`` and bytes of each file in the folders of definitions, and in ``more``.

    Links are left out. Raises UsageError when files are missing here, or none is a definition.
    """
    try:
        prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
        wanted = dict.fromkeys((*FOLDERS, more)) if more else dict.fromkeys(FOLDERS)
        folders = [f"{prefix}{each}" for each in wanted]
        listed = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)
        blobs = {path.removeprefix(prefix): blob for path, blob in _files(listed)}
        contents = contents_of(root, blobs.values(), longest=None)
    except GitError as error:
        raise UsageError(
            f"the commit {commit[:12]} is incomplete here ({error}); fetch it with all its files"
        ) from error
    if not any(path.partition("/")[0] in FOLDERS for path in blobs):
        raise UsageError(f"the commit {commit[:12]} holds neither accounts/ nor content/")
    yield from ((path, contents[blob]) for path, blob in blobs.items())


def _files(listed: bytes) -> Iterator[tuple[str, str]]:
    for entry in listed.split(b"\0"):
        described, _, path = entry.partition(b"\t")
        if described:
            mode, _, blob = described.decode().split()
            if mode in FILE_MODES:
                yield path.decode(errors="replace"), blob
