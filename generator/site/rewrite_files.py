"""Definition files written anew where they stand: each at once, and none that somebody protects."""

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.findings.errors import OutputError
from generator.reading.tree import SourceFile


def replace_files(root: Path, changes: Sequence[tuple[SourceFile, bytes]]) -> Iterator[SourceFile]:
    """Give files below ``root`` a new text, one by one; yields each that is done.

    ``changes``: a file as it was read, and its new bytes. All are looked at before the first is
    written: one that has changed since, that leads out of the root or that may not be written
    stops everything. Raises OutputError, which says what is done; the rest is as it was.
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
    # The rights of the folder would do for a replacement, but the file says that it is to stay.
    if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise OutputError(
            f"{file.path} is write-protected. Nothing was rewritten; allow writing to it, then run "
            "the command again"
        )


def _replace(path: Path, data: bytes) -> None:
    """Put a new text in the place of a file, with the rights the file had.

    Until then the old one stands; an interruption leaves it there, and no other file behind.
    """
    # Definitions never begin with a dot, so nothing reads the new text before it is complete.
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
