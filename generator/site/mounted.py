"""Output folders that cannot be exchanged, such as mount points: filled from within."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.site.site_state import STAMP, UNFINISHED

NEW, OLD = ".staging-new", ".staging-old"
"""Folders inside such a folder: what is being made, and what was there."""

_NOT_OURS = (NEW, OLD, "lost+found")
"""``lost+found`` is what a new file system begins with."""

_MOUNTS = Path("/proc/self/mountinfo")


def is_filled_from_within(target: Path) -> bool:
    """Whether a folder cannot be replaced by another: it is a mount point, or its parent folder
    cannot be written.
    """
    if not target.is_dir():
        return False
    return _is_mounted(target) or not os.access(target.parent, os.W_OK)


def _is_mounted(target: Path) -> bool:
    """Whether a folder is a mount point; of a part of the same file system only Linux knows."""
    if os.path.ismount(target):
        return True
    try:
        lines = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return False
    points = (re.sub(rb"\\(\d{3})", _unescaped, line.split(b" ")[4]) for line in lines)
    return os.fsencode(target) in points


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)])


def entries_of(folder: Path) -> Iterator[Path]:
    """What lies in a folder but for what an interrupted run or a new file system left."""
    return (entry for entry in folder.iterdir() if entry.name not in _NOT_OURS)


def fill(new: Path, target: Path, old: Path) -> None:
    """Move the content of ``new`` into ``target``, and what was there into ``old``.

    Both are inside ``target``. The stamp is there all the time, so that an interrupted run is known
    for ours. Raises OSError; then the former content is back.
    """
    old.mkdir()
    (old / UNFINISHED).touch()
    try:
        if not (target / STAMP).exists():
            shutil.copyfile(new / STAMP, target / STAMP)
        for entry in [each for each in entries_of(target) if each.name != STAMP]:
            entry.rename(old / entry.name)
        for entry in [each for each in new.iterdir() if each.name != STAMP]:
            entry.rename(target / entry.name)
        (new / STAMP).replace(target / STAMP)
    except BaseException:
        restore(target, old)
        raise


def restore(target: Path, old: Path) -> None:
    """Put back what :func:`fill` had moved away when it was interrupted."""
    for entry in [each for each in old.iterdir() if each.name != UNFINISHED]:
        place = target / entry.name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        entry.replace(place)
