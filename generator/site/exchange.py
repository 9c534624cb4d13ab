"""Two folders change places: at once where the system can, else by two renames."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_OFFERED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def put_in_place(new: Path, target: Path, aside: Path) -> None:
    """Make ``new`` the folder at ``target``; what was there goes to ``new``'s place or ``aside``.

    All three are on one file system. Where folders can be exchanged no reader ever finds
    ``target`` missing; elsewhere there is a moment between two renames, which
    :func:`finish_interrupted` ends should the machine stop right then. Raises :class:`OSError`.
    """
    if not target.exists():
        new.rename(target)
        return
    if exchange(new, target):
        return
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise


def finish_interrupted(new: Path, target: Path, aside: Path) -> None:
    """End a change of places that stopped between its two renames: the new folder goes in.

    Does nothing unless ``target`` is missing and ``aside`` is there.
    """
    if target.exists() or not aside.exists():
        return
    (new if new.exists() else aside).rename(target)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; ``False`` when this system cannot do that.

    Raises :class:`OSError` when it could but was refused.
    """
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if not rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE):
        return True
    error = ctypes.get_errno()
    if error in _NOT_OFFERED:
        return False
    raise OSError(error, os.strerror(error), str(one), None, str(other))
