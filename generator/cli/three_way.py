"""What an upgrade does with each file, from what was written, what lies there, and what is new."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from rapidfuzz import fuzz

from generator.cli.init_record import kept
from generator.cli.write_files import link_above
from generator.git.run import GitError, merged
from generator.text.formats import counted

_ALIKE = 60
"""How alike, of 100, a new file is to one that is gone if it has only another name."""


class Does(StrEnum):
    """What happens to a file, in the order of the list that is printed."""

    NEW = "new"
    REPLACED = "replaced"
    MERGED = "merged"
    REMOVED = "removed"
    CONFLICT = "conflict"
    LEFT = "left alone"


@dataclass(frozen=True, slots=True)
class FileStep:
    """What happens to a file.

    ``data``: its new bytes; ``before``: its bytes now, ``None`` if it is not there; ``why``: the
    reason where that is not plain; ``marked``: the text with both sides of a conflict; ``former``:
    the path it had in the older version, if another.
    """

    path: str
    does: Does
    data: bytes | None = None
    before: bytes | None = None
    why: str = ""
    marked: bytes = b""
    former: str = ""

    @property
    def writes(self) -> bool:
        """Whether the file is changed."""
        return self.does not in (Does.CONFLICT, Does.LEFT)


class _OddError(Exception):
    """Something lies there that is not read, and so neither merged nor replaced."""


def planned(
    root: Path, then: Mapping[str, bytes], now: Mapping[str, bytes], names: tuple[str, str]
) -> tuple[FileStep, ...]:
    """A step for each file that the two versions write differently, unless it is done already.

    ``then``: what is kept of each file that was written, ``now``: what would be written today;
    ``names``: of the two versions, for marks. Nothing is written.
    """
    moved = _moved(root, then, now)
    taken = {*moved, *moved.values()}
    steps = [_move(root, old, new, then[old], now[new], names) for old, new in moved.items()]
    for path in sorted({*then, *now} - taken):
        base, wanted = then.get(path), now.get(path)
        if wanted is not None and base == kept(path, wanted):
            continue
        try:
            step = _step(path, _found(root, path), base, wanted, names)
        except _OddError as odd:
            step = FileStep(path, Does.LEFT, why=str(odd))
        if step:
            steps.append(step)
    order = list(Does)
    return tuple(sorted(steps, key=lambda each: (order.index(each.does), each.path)))


def _step(
    path: str, found: bytes | None, base: bytes | None, wanted: bytes | None, names: tuple[str, str]
) -> FileStep | None:
    """The step of one file; ``None`` if there is nothing to do and nothing to say."""
    if wanted == (None if found is None else _plain(found)):
        return None
    if found is None:
        gone = FileStep(path, Does.LEFT, why="you deleted it")
        return FileStep(path, Does.NEW, wanted) if base is None else gone
    untouched = base is not None and kept(path, _plain(found)) == base
    if wanted is None:
        why = "it is no longer written, but you changed it"
        return (
            FileStep(path, Does.REMOVED, before=found)
            if untouched
            else FileStep(path, Does.LEFT, why=why)
        )
    if untouched:
        return FileStep(path, Does.REPLACED, _as_found(wanted, found), found)
    if base is None:
        return FileStep(path, Does.LEFT, why="a file of your own has this name")
    return _merged(path, found, base, wanted, names)


def _merged(
    path: str, found: bytes, base: bytes, wanted: bytes, names: tuple[str, str]
) -> FileStep:
    labels = ("yours", *names)
    try:
        text, conflicts = merged(_plain(found), base, wanted, labels)
    except GitError:
        return FileStep(path, Does.CONFLICT, before=found, why="both changed, and it is no text")
    text = _as_found(text, found)
    if conflicts:
        why = f"both changed {counted(conflicts, 'place')}"
        return FileStep(path, Does.CONFLICT, before=found, why=why, marked=text)
    return FileStep(path, Does.MERGED, text, found)


def with_marks(steps: tuple[FileStep, ...]) -> tuple[FileStep, ...]:
    """The steps, with conflicts written into the files, both sides between marks."""
    return tuple(
        replace(step, does=Does.MERGED, data=step.marked, why="with marks to settle")
        if step.marked
        else step
        for step in steps
    )


def kept_after(
    steps: tuple[FileStep, ...], then: Mapping[str, bytes], now: Mapping[str, bytes]
) -> dict[str, bytes]:
    """What is kept of each file once the steps are done.

    Of a conflict that was left alone it is the older text, so that it is found again; a file of
    the user's own is not ours.
    """
    after = {path: kept(path, data) for path, data in now.items()}
    for step in steps:
        if step.path not in then and not step.writes:
            after.pop(step.path, None)
        if step.does is Does.CONFLICT:
            after[step.former or step.path] = then[step.former or step.path]
    return after


# Files on disk -----------------------------------------------------------------------------------
def _found(root: Path, path: str) -> bytes | None:
    """The bytes of a file, ``None`` if it is not there. Raises _OddError for anything else."""
    place = root / path
    try:
        if link := link_above(root, path):
            raise _OddError(f"{link} is a link")
        if not stat.S_ISREG(place.lstat().st_mode):
            raise _OddError("it is a link" if place.is_symlink() else "it is no file")
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _OddError(f"it cannot be read: {error.strerror}") from error


def _plain(data: bytes) -> bytes:
    """Text with the line ends that we write; a copy of the files may have those of Windows."""
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")


def _as_found(data: bytes, found: bytes) -> bytes:
    """New text with the line ends of the file that it replaces."""
    windows = b"\r\n" in found and b"\0" not in found + data
    return _plain(data).replace(b"\n", b"\r\n") if windows else data


# Files with another name -------------------------------------------------------------------------
def _moved(root: Path, then: Mapping[str, bytes], now: Mapping[str, bytes]) -> dict[str, str]:
    """Files that the new version writes under another name, if the user changed them."""
    gone = [path for path in then if path not in now and _is_changed(root, path, then[path])]
    added = [path for path in now if path not in then and _is_free(root, path)]
    found: dict[str, str] = {}
    for path in gone:
        text = then[path].decode("utf-8", "replace")
        likeness = {
            each: fuzz.ratio(text, now[each].decode("utf-8", "replace"), score_cutoff=_ALIKE)
            for each in added
            if each not in found.values() and Path(each).suffix == Path(path).suffix
        }
        best = max(likeness, key=lambda each: likeness[each], default=None)
        if best is not None and likeness[best]:
            found[path] = best
    return found


def _is_free(root: Path, path: str) -> bool:
    try:
        return _found(root, path) is None
    except _OddError:
        return False


def _is_changed(root: Path, path: str, base: bytes) -> bool:
    try:
        found = _found(root, path)
    except _OddError:
        return False
    return found is not None and kept(path, _plain(found)) != base


def _move(
    root: Path, old: str, new: str, base: bytes, wanted: bytes, names: tuple[str, str]
) -> FileStep:
    """The user's changes in the file of the new name; the old one goes."""
    found = _found(root, old) or b""
    step = _merged(new, found, base, wanted, names)
    why = f"it was {old}{'; ' * bool(step.why)}{step.why}"
    return replace(step, former=old, why=why)
