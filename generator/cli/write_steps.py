"""Writes what an upgrade does, all of it or nothing."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.cli.three_way import FileStep
from generator.findings.errors import OutputError
from generator.site.write_together import link_above

_FOLDER = ".playbook"


def write_steps(root: Path, steps: Iterable[FileStep], record: Mapping[str, bytes]) -> None:
    """Change the files of ``steps`` below ``root``, and write ``record``.

    Every new text is on the disk before the first file changes, and what changed is put back if one
    cannot be. Raises OutputError; then all is as it was.
    """
    wanted: dict[str, bytes | None] = {}
    seen: dict[str, bytes | None] = {}
    for step in steps:
        if step.former:
            wanted[step.former] = None
        wanted[step.path] = step.data
        seen[step.former or step.path] = step.before
    wanted |= record
    with _as_output_error(root), tempfile.TemporaryDirectory(dir=root / _FOLDER) as folder:
        before = {path: _before(root, path) for path in wanted}
        for path, data in seen.items():
            if data != ((found := before[path]) and found[0]):
                raise OutputError(f"{path} has changed meanwhile; run the command again")
        staged = {
            path: _staged(Path(folder, str(number)), data, before[path])
            for number, (path, data) in enumerate(wanted.items())
            if data is not None
        }
        done: list[str] = []
        try:
            for path in wanted:
                done.append(path)
                _change(root, path, staged.get(path))
        except BaseException:
            for path in reversed(done):
                with suppress(OSError):
                    _put_back(root, path, before[path], Path(folder, "back"))
            raise


@contextmanager
def _as_output_error(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or root
        raise OutputError(f"{where}: {error.strerror}; everything is as it was") from error


Before = tuple[bytes, int]
"""The bytes and permissions of a file."""


def _before(root: Path, path: str) -> Before | None:
    """The file that lies there, ``None`` if there is none. Raises OutputError if it has to stay."""
    place = root / path
    if link := link_above(root, path):
        raise OutputError(f"{link} is a link: put the folder itself there; nothing was changed")
    try:
        mode = place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    # A replacement needs only the folder's permissions, but a read-only file should stay.
    if not stat.S_ISREG(mode) or not mode & stat.S_IWUSR or not os.access(place, os.W_OK):
        raise OutputError(f"{path} is write-protected: allow writing to it; nothing was changed")
    return place.read_bytes(), stat.S_IMODE(mode)


def _staged(place: Path, data: bytes, before: Before | None) -> Path:
    """A new text, with the permissions of the file that it will replace."""
    with place.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if before:
        place.chmod(before[1])
    return place


def _change(root: Path, path: str, new: Path | None) -> None:
    place = root / path
    if new is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        new.replace(place)
        return
    place.unlink(missing_ok=True)
    _remove_empty(root, place)


def _put_back(root: Path, path: str, before: Before | None, spare: Path) -> None:
    place = root / path
    if before is None:
        place.unlink(missing_ok=True)
        _remove_empty(root, place)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    _staged(spare, before[0], before).replace(place)


def _remove_empty(root: Path, place: Path) -> None:
    """Remove the folders above a file that hold nothing any more."""
    with suppress(OSError):
        for folder in place.parents:
            if folder == root:
                return
            folder.rmdir()
