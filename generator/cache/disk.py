"""A cache on disk whose entries are named after everything that they depend on.

A lookup that fails in any way is a miss, never an error: a torn, altered or unreadable entry is as
good as none, and a disk that is full keeps nothing. Entries are bytes; nothing is executed. They
are signed with a key that lies outside the repository: what came with one is a miss as well.
"""

import hashlib
import hmac
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

FOLDER = ".cache/playbook"

NO_CACHE_VARIABLE = "PLAYBOOK_NO_CACHE"
"""Set in the environment, it does for every command what the option ``--no-cache`` does for one."""

MAX_BYTES = 1_000_000_000
"""Entries used longest ago are removed beyond this; a site of 1,000 accounts takes a third."""

_SIGNATURE_BYTES = 32

_NOT_IN_GIT = "# Made anew when it is missing; it may hold what an edition must not show.\n*\n"


def digest(*parts: str | bytes) -> str:
    """A name for what ``parts`` say, in this order; other parts have another name."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the key for signatures lies: in the folder for caches of whoever runs the program."""
    named = environment.get("XDG_CACHE_HOME", "")
    folder = Path(named) if os.path.isabs(named) else Path.home() / ".cache"  # noqa: PTH117
    return folder / "account-playbook" / "key"


class Cache:
    """The entries of one version of the program, in a folder of its own.

    Safe for several processes at once: entries are written beside their place and then moved there.
    Only its owner can read the folder, as entries hold what an edition shows, or all definitions.
    """

    def __init__(self, root: Path, version: str) -> None:
        """``root``: the repository; ``version``: of all code that works out what is kept."""
        self._all = root / FOLDER
        self._own = self._all / version[:16]
        self._secret = _secret()

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept as ``kind`` under ``key``; ``None`` if there is nothing sound."""
        if not self._secret:
            return None
        path = self._path(kind, key)
        try:
            with _opened(path) as stream:
                entry = stream.read()
        except OSError:
            return None
        data = entry[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(self._signature(kind, key, data), entry[:_SIGNATURE_BYTES]):
            return None
        with suppress(OSError):
            os.utime(path)  # used now, see `trim`
        return data

    def has(self, kind: str, key: str) -> bool:
        """Whether something lies there, sound or not; it then counts as used now."""
        path = self._path(kind, key) if self._secret else None
        if path is None or path.is_symlink():
            return False
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep ``data``, if the disk allows."""
        if not self._secret or not self._prepare():
            return
        path = self._path(kind, key)
        name = ""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            with os.fdopen(handle, "wb") as stream:
                stream.write(self._signature(kind, key, data))
                stream.write(data)
            Path(name).replace(path)
        except OSError:
            if name:
                with suppress(OSError):
                    Path(name).unlink()

    def _signature(self, kind: str, key: str, data: bytes) -> bytes:
        found = hashlib.blake2b(key=self._secret, digest_size=_SIGNATURE_BYTES)
        found.update(f"{kind}/{key}\n".encode())
        found.update(data)  # of megabytes in each run, for which a digest in an envelope is slow
        return found.digest()

    def trim(self, max_bytes: int = MAX_BYTES) -> int:
        """Remove what other versions kept, and beyond ``max_bytes`` what was used longest ago.

        Returns the number of bytes that remain.
        """
        if not self._secret or not self._is_ours():
            return 0
        for other in _listed(self._all):
            if other.name != self._own.name and other.is_dir(follow_symlinks=False):
                shutil.rmtree(other.path, ignore_errors=True)
        found = [(status.st_mtime_ns, path, status.st_size) for path, status in _files(self._own)]
        total = sum(size for _, _, size in found)
        for _, path, size in sorted(found):
            if total <= max_bytes:
                break
            with suppress(OSError):
                Path(path).unlink()
                total -= size
        return total

    def hidden(self, key: str) -> str:
        """A name for a key: nobody who is given the folder can try out what that was made from."""
        return hmac.digest(self._secret, key.encode(), "sha256").hex()

    def _path(self, kind: str, key: str) -> Path:
        name = self.hidden(key)
        return self._own / kind / name[:2] / name[2:]

    def _is_ours(self) -> bool:
        """Whether no folder of it is a link that leads elsewhere."""
        return not any(each.is_symlink() for each in (self._all.parent, self._all, self._own))

    def _prepare(self) -> bool:
        """Create the folder, out of Git; ``False`` if it cannot be used."""
        if not self._is_ours():
            return False
        ignore = self._all / ".gitignore"
        try:
            if not self._own.is_dir():
                self._own.mkdir(mode=0o700, parents=True)
                self._all.chmod(0o700)
            if not os.path.lexists(ignore):
                with ignore.open("x", encoding="utf-8", newline="\n") as stream:
                    stream.write(_NOT_IN_GIT)
        except FileExistsError:  # by another build
            return True
        except OSError:
            return False
        return True


class _NoCache(Cache):
    """Keeps nothing."""

    def __init__(self) -> None:
        self._secret = b""


NO_CACHE: Cache = _NoCache()


def clear(root: Path) -> int:
    """Remove the cache of the repository at ``root``; return the number of bytes it took.

    Raises :class:`OSError`.
    """
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return 0
    size = sum(status.st_size for _, status in _files(folder))
    shutil.rmtree(folder)
    return size


def _secret() -> bytes:
    """The key for signatures, made when it is missing; empty if it cannot be read or made."""
    try:
        path = key_file()
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(secrets.token_bytes(_SIGNATURE_BYTES))
            with suppress(FileExistsError):  # another build was faster
                os.link(name, path)
            Path(name).unlink()
        found = path.read_bytes()
    except (OSError, RuntimeError):  # the second without a home folder
        return b""
    return found if len(found) == _SIGNATURE_BYTES else b""


def _opened(path: Path) -> BinaryIO:
    """An entry, opened for reading; links are not followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _listed(folder: Path) -> Iterator[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        yield from sorted(entries, key=lambda each: each.name)


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [os.fspath(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    with suppress(OSError):
                        yield entry.path, entry.stat(follow_symlinks=False)
