"""An earlier state as a whole: the commit of a day, and every file of its definitions and pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.log import day_of
from generator.git.objects import contents_of, definitions_of, sizes_of
from generator.git.revision import FILE_MODES, commit_of, listed, may_hold_definition
from generator.git.run import GitError, git
from generator.reading.tree import FOLDERS
from generator.text.characters import shown
from generator.text.formats import day_text

_MIB = 1024 * 1024

_LARGEST = 100 * _MIB
"""Bytes of a file beside the definitions, such as a picture; forges take in none that is larger."""

_LOG = ("log", "--no-show-signature", "--encoding=UTF-8", "--format=%H %ct")


def commit_on(root: Path, day: date) -> str:
    """The last commit of the line of first parents on or before a day, in UTC.

    Raises UsageError when there is none.
    """
    head = commit_of(root, "HEAD")
    days = list(_days(root, "--first-parent", head))
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
    return next(day for _, day in _days(root, "-1", commit))


def _days(root: Path, *arguments: str) -> Iterator[tuple[str, date]]:
    try:
        output = git(root, *_LOG, *arguments).decode().splitlines()
    except GitError as error:
        raise UsageError(f"Git cannot tell what was committed when ({error})") from error
    for commit, _, seconds in (line.partition(" ") for line in output):
        yield commit, day_of(seconds)


def files_of(root: Path, commit: str, more: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Path below ``root`` and bytes of each file in the folders of definitions, and in ``more``.

    Links are left out; of a definition that is too large only as much is given as shows that.
    Raises UsageError when files are missing here, none is a definition, or another is too large.
    """
    wanted = dict.fromkeys((*FOLDERS, more)) if more else dict.fromkeys(FOLDERS)
    try:
        held = listed(root, commit, wanted)
        blobs = {path: blob for mode, blob, path in held if mode in FILE_MODES}
        if not any(path.partition("/")[0] in FOLDERS for path in blobs):
            raise UsageError(f"the commit {commit[:12]} holds neither accounts/ nor content/")
        read = {path: blob for path, blob in blobs.items() if may_hold_definition(path)}
        contents = definitions_of(root, read.values())
        yield from ((path, contents[blob]) for path, blob in read.items())
        yield from _others(root, {path: blobs[path] for path in blobs if path not in read})
    except GitError as error:
        raise UsageError(
            f"the commit {commit[:12]} is incomplete here ({error}); fetch it with all its files"
        ) from error


def _others(root: Path, blobs: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Files that are no definitions, in no order."""
    sizes = sizes_of(root, blobs.values())
    paths = defaultdict(list)
    for path, blob in blobs.items():
        paths[blob].append(path)
        if sizes[blob] > _LARGEST:
            raise UsageError(
                f"{shown(path)} had {sizes[blob] // _MIB:,} MiB then, and files "
                f"of up to {_LARGEST // _MIB} MiB are brought back; choose another state"
            )
    for blob, data in contents_of(root, sizes):
        yield from ((path, data) for path in paths[blob])
