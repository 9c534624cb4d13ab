"""What a folder holds, in lines for a digest.

Everything counts, read or not: hidden and misnamed files, links, what is no file at all.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterator

FILE, FOLDER, NOTHING = "file", "folder", "nothing"


def contents(top: str, *, without: Collection[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Path, type and content of ``top`` and of all below it, in an order of its own.

    Content is the digest of a file, whether a link leads to a folder (links are never followed),
    or why something cannot be read. Times do not count. ``without``: names that are passed over,
    with all below them.
    """
    waiting = [(top, "")]
    while waiting:
        path, label = waiting.pop()
        try:
            mode = os.lstat(path).st_mode
            if stat.S_ISREG(mode):
                with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a third faster
                    yield label, FILE, hashlib.sha256(stream.read()).hexdigest()
            elif stat.S_ISDIR(mode):
                names = sorted(os.listdir(path))  # noqa: PTH208 - the same
                yield label, FOLDER, ""
                waiting += [
                    (f"{path}{os.sep}{name}", f"{label}/{name}")
                    for name in reversed(names)
                    if name not in without
                ]
            else:
                is_link = stat.S_ISLNK(mode)
                kind = "link" if is_link else "other"
                yield label, kind, str(is_link and os.path.isdir(path))  # noqa: PTH112 - a text
        except FileNotFoundError:
            yield label, NOTHING, ""
        except OSError as error:
            yield label, "unreadable", str(error.errno)


def states(
    top: str, *, without: Collection[str] = (), alone: bool = False
) -> Iterator[tuple[str, str]]:
    """Path of everything below ``top`` with its type, size, time and number on the disk.

    They tell of any writing but one that hides itself. Nothing is opened. ``without``: names right
    below ``top`` that are passed over. Raises :class:`OSError`; if ``alone``, also where a file has
    another name, under which somebody may write into it.
    """
    waiting = [(top, "")]
    while waiting:
        folder, label = waiting.pop()
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda each: each.name)
        for entry in found:
            if not label and entry.name in without:
                continue
            path = f"{label}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield path, FOLDER
                waiting.append((entry.path, path))
                continue
            at = entry.stat(follow_symlinks=False)
            # Not the time of the last change of its state: giving a file a second name alters it.
            if alone and at.st_nlink != 1:
                raise OSError(errno.EMLINK, os.strerror(errno.EMLINK), entry.path)
            yield path, f"{at.st_mode} {at.st_size} {at.st_mtime_ns} {at.st_ino}"
