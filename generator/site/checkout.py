"""Extracts the repository at an earlier commit to a temporary folder."""

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
from generator.history.folder import strays_in
from generator.history.later import PastGate, graph_since, head_of
from generator.model.definitions import Definitions
from generator.site.dates import iso_date
from generator.text.characters import shown

_OF_ITS_NAME = (
    *(errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL),
    *(errno.EISDIR, errno.ENOTDIR, errno.EEXIST),
)
"""Errors of a file's name rather than its content, when it is written."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commit to build from.

    ``day``: the requested day, else the UTC date on which the commit became part of its line;
    ``gate``: what limits what may be shown of it.
    """

    commit: str
    day: date
    gate: PastGate


def earlier(root: Path, at: str, today: Definitions) -> Earlier:
    """The commit for ``--at``: a revision, or the last commit on or before a day.

    ``today``: the current definitions. Raises UsageError if there is no such state.
    """
    day = iso_date(at)
    found = commit_on(root, day) if day else commit_of(root, at)
    head = head_of(root)
    gate = PastGate(today, found, graph_since(root, found, head), head, strays_in(root))
    return Earlier(found, day or day_of_commit(root, found), gate)


@contextmanager
def laid_out(root: Path, commit: str, docs: str | None) -> Iterator[Path]:
    """A temporary folder with the definitions and pages of a commit.

    ``docs``: the folder of hand-written pages, below ``root``; ``None`` if it is elsewhere. Raises
    UsageError if the commit has no definitions, or files that cannot be written.
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
