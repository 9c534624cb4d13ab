"""Replaces definition files, each atomically, and none that is write-protected."""

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.findings.errors import OutputError
from generator.reading.files import SourceFile


def replace_files(root: Path, changes: Sequence[tuple[SourceFile, bytes]]) -> Iterator[SourceFile]:
    """Write new content to files below ``root``, one by one; yields each written file.

    ``changes``: files as read, and their new bytes. All are checked before the first is written: a
    file that has changed since, is outside the root or is write-protected stops everything. Raises
    OutputError, which states what was written; the rest is unchanged.
    """
    for file, _ in changes:
        _check(root, file)
    for done, (file, data) in enumerate(changes):
        try:
            _replace(root / file.path, data)
        except OSError as error:
            raise OutputError(
                f"{file.path} cannot be written: {error.strerror}. {done} of {len(changes)} files "
                "are rewritten, the others are as they were. Run the command again"
            ) from error
        yield file


def _check(root: Path, file: SourceFile) -> None:
    path = root / file.path
    try:
        mode = path.lstat().st_mode
        inside = path.parent.resolve().is_relative_to(root.resolve())
        same = stat.S_ISREG(mode) and inside and path.read_bytes() == file.data
    except OSError as error:
        raise OutputError(
            f"{file.path} cannot be read: {error.strerror}. Nothing was rewritten"
        ) from error
    if not same:
        raise OutputError(
            f"{file.path} has changed since it was read. Nothing was rewritten; run the command "
            "again"
        )
    # A replacement needs only the folder's permissions, but a read-only file should stay.
    if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise OutputError(
            f"{file.path} is write-protected. Nothing was rewritten; allow writing to it, then run "
            "the command again"
        )


def _replace(path: Path, data: bytes) -> None:
    """Replace a file atomically, keeping its permissions.

    An interruption leaves the old file and no temporary one.
    """
    # Definitions never begin with a dot, so incomplete files are not read.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(stat.S_IMODE(path.stat().st_mode))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
