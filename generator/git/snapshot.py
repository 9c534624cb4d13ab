"""All files of an earlier state, and the commit of a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.log import day_of
from generator.git.revision import FILE_MODES, commit_of, listed, may_hold_definition
from generator.git.run import GitError, contents_of, definitions_of, git, sizes_of
from generator.reading.files import FOLDERS
from generator.text.characters import shown
from generator.text.formats import day_text

_MIB = 1024 * 1024

_LARGEST = 100 * _MIB
"""Maximum bytes of a file that is no definition, such as a picture; forges accept no larger ones.
"""

_LOG = ("log", "--no-show-signature", "--encoding=UTF-8", "--format=%H %ct")


def commit_on(root: Path, day: date) -> str:
    """The last first-parent commit on or before a day, in UTC.

    Raises UsageError if there is none.
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
    """The UTC date on which a commit became part of its line."""
    return next(day for _, day in _days(root, "-1", commit))


def _days(root: Path, *arguments: str) -> Iterator[tuple[str, date]]:
    try:
        output = git(root, *_LOG, *arguments).decode().splitlines()
    except GitError as error:
        raise UsageError(f"Git cannot read the days of commits ({error})") from error
    for commit, _, seconds in (line.partition(" ") for line in output):
        yield commit, day_of(seconds)


def files_of(root: Path, commit: str, more: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Path below ``root`` and content of each file in the folders of definitions and in ``more``.

    Links are omitted; an oversized definition is truncated to a length that the reader rejects.
    Raises UsageError if files are missing, there are no definitions, or another file is too large.
    """
    wanted = tuple(dict.fromkeys((*FOLDERS, more))) if more else FOLDERS
    try:
        entries = listed(root, commit, wanted)
        blobs = {path: blob for mode, blob, path in entries if mode in FILE_MODES}
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
