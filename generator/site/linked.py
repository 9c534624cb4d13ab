"""Files of the new site that the one before holds byte for byte, linked instead of written.

What is written twice must not be linked: it would change the site before, which may have to stay.
"""

import os
import shutil
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from generator.cache.trees import states
from generator.site.site_state import name_of


def write_or_link(path: str, data: bytes, old: str | None) -> None:
    """Write ``data`` to a new file at ``path``, or link it to ``old`` if that is the same.

    The folder has to be there. To create a file takes ten times as long as to link one, of which a
    site has one for each section.
    """
    if old is not None and holds(old, data):
        with suppress(OSError):
            os.link(old, path, follow_symlinks=False)
            return
    Path(path).write_bytes(data)


def holds(path: str, data: bytes) -> bool:
    """Whether a regular file that has no other name holds exactly ``data``."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or (status.st_nlink, status.st_size) != (1, len(data)):
            return False
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a third faster
            return stream.read() == data
    except OSError:
        return False


def state_of_file(path: str, *, alone: bool = True) -> str:
    """How a regular file lies there, see :func:`~generator.cache.trees.states`; else empty.

    ``alone``: only if it has no other name, under which somebody may write into it.
    """
    try:
        at = os.lstat(path)
    except OSError:
        return ""
    if not stat.S_ISREG(at.st_mode) or (alone and at.st_nlink != 1):
        return ""
    return f"{at.st_mode} {at.st_size} {at.st_mtime_ns} {at.st_ino}"


def put_again(path: str, old: str) -> None:
    """Put a file of the site before, ``old``, in its place in the new one."""
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - twice as fast
    try:
        os.link(old, path, follow_symlinks=False)
    except OSError:
        shutil.copyfile(old, path, follow_symlinks=False)


def put(path: str, data: bytes, old: str) -> None:
    """Put a file in its place; ``old``: where the site before may hold the same."""
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - twice as fast
    write_or_link(path, data, old)


def link_folder(old: Path, new: Path, left: str) -> bool:
    """Link all files of ``old`` into ``new`` if it is as it was left; ``left``: its state then.

    ``new`` must not be there yet, and is not if this gives up.
    """
    try:
        if state(old, alone=True) != left:
            return False
        for folder, _, names in os.walk(old):
            here = f"{new}{folder.removeprefix(os.fspath(old))}"
            os.makedirs(here)  # noqa: PTH103 - of thousands of files
            for name in names:
                os.link(f"{folder}/{name}", f"{here}/{name}", follow_symlinks=False)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        return False
    return True


def empty(folder: Path, *names: str) -> None:
    """Remove what lies in a folder, but for these names."""
    for each in folder.iterdir():
        if each.name in names:
            continue
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def state(folder: Path, *, alone: bool = False, without: Collection[str] = ()) -> str:
    """A name for all that lies in a folder, see :func:`~generator.cache.trees.states`."""
    return name_of(states(os.fspath(folder), without=without, alone=alone))
