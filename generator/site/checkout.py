"""The repository as it stood at an earlier commit, laid out in a temporary place."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.changes.text import cut
from generator.findings.errors import UsageError
from generator.git.revision import commit_of
from generator.git.snapshot import commit_on, day_of_commit, files_of
from generator.history.later import Later, graph_since, head_of
from generator.history.strays import strays_in
from generator.model.definitions import Definitions
from generator.site.dates import iso_date
from generator.text.characters import shown

_OF_ITS_NAME = (
    *(errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL),
    *(errno.EISDIR, errno.ENOTDIR, errno.EEXIST),
)
"""What is wrong when the disk would take the bytes, but not under this name."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commit to build from.

    ``day``: the day that was asked for, else when the commit became part of the line, in UTC;
    ``later``: the states since, which say what is secret in this one.
    """

    commit: str
    day: date
    later: Later


def earlier(root: Path, at: str, today: Definitions) -> Earlier:
    """What ``--at`` names: a revision, or the last commit on or before a day.

    ``today``: the definitions as they are now. Raises UsageError when there is no such state.
    """
    day = iso_date(at)
    found = commit_on(root, day) if day else commit_of(root, at)
    head = head_of(root)
    later = Later(today, found, graph_since(root, found, head), head, strays_in(root))
    return Earlier(found, day or day_of_commit(root, found), later)


@contextmanager
def laid_out(root: Path, commit: str, docs: str | None) -> Iterator[Path]:
    """Give a folder with the definitions and pages of a commit; afterwards it is gone.

    ``docs``: where the hand-written pages are, below ``root``; ``None`` where they lie elsewhere.
    Raises UsageError when the commit holds no definition, or something that no disk takes.
    """
    with TemporaryDirectory(prefix="playbook-at-") as name:
        folder = Path(name).resolve()
        for path, data in files_of(root, commit, docs):
            _lay_out(folder, path, data)
        if docs is not None:
            (folder / docs).mkdir(parents=True, exist_ok=True)
        yield folder


def _lay_out(folder: Path, path: str, data: bytes) -> None:
    target = folder / path
    try:
        if target.resolve().is_relative_to(folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except OSError as error:
        if error.errno not in _OF_ITS_NAME:
            raise
        raise UsageError(
            f"the file {cut(shown(path))} of this state cannot be laid out here "
            f"({error.strerror}); choose another state"
        ) from error
