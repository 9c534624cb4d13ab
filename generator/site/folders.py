"""Output folders and their atomic replacement: by exchange if supported, else by two renames.

A folder that is a mount point is filled from within, which is not atomic: see
:mod:`generator.site.mounted`.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator import __version__
from generator.exports import Artifact
from generator.findings.classification import Edition
from generator.findings.errors import OutputError
from generator.pages.kit.page import Page
from generator.site.mounted import NEW, OLD, entries_of, fill, is_filled_from_within, restore
from generator.site.moved import is_planned, move_in
from generator.site.site_state import STAMP, UNFINISHED

if sys.platform != "win32":
    import fcntl

_AT_FDCWD = -100

_RENAME_EXCHANGE = 2

_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}

_SOURCES = ("accounts", "content", "generator", "overrides", "tests", ".git")

_GENERATOR = "account-playbook"

OutputKind = Literal["site", "markdown"]

_DESCRIPTIONS = {"site": "a built site", "markdown": "a Markdown tree"}


def replace_folder(new: Path, target: Path, aside: Path) -> None:
    """Move ``new`` to ``target``; the previous content moves to ``new`` or ``aside``.

    All three must be on one file system. If folders can be exchanged, ``target`` is never missing;
    else there is a moment between two renames, from which :func:`finish_interrupted` recovers.
    Raises :class:`OSError`.
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
    """Complete a replacement that was interrupted between its two renames.

    Does nothing unless ``target`` is missing and ``aside`` exists.
    """
    if target.exists() or not aside.exists():
        return
    (new if new.exists() else aside).rename(target)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; ``False`` if the system does not support it.

    Raises :class:`OSError` if the exchange fails.
    """
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if not rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE):
        return True
    error = ctypes.get_errno()
    if error in _NOT_SUPPORTED:
        return False
    raise OSError(error, os.strerror(error), str(one), None, str(other))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Marks a folder as created by us; states only what it was made from."""

    kind: OutputKind
    edition: Edition
    as_of: date

    def write(self, folder: Path) -> None:
        """Write the stamp into ``folder``."""
        fields = {
            "as_of": self.as_of.isoformat(),
            "edition": self.edition.value,
            "generator": _GENERATOR,
            "kind": self.kind,
            "version": __version__,
        }
        text = json.dumps(fields, indent=2, sort_keys=True) + "\n"
        (folder / STAMP).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def replacing(target: Path, root: Path, stamp: Stamp) -> Iterator[Path]:
    """Yields an empty folder to fill, which is then stamped and replaces ``target``.

    ``root``: the repository, whose sources must not be overwritten. If the body raises, the new
    content is removed and ``target`` is unchanged. If :func:`~generator.site.moved.plan_moves` was
    called, it is moved into ``target`` instead, which keeps the rest. Raises :class:`OutputError`
    if ``target`` was not created by us, another build is writing it, or the file system fails.
    """
    target = output_folder(target, root, stamp.kind)
    within = is_filled_from_within(target)
    staging = target / NEW if within else target.with_name(f".staging-{target.name}")
    aside = target / OLD if within else target.with_name(f".staging-{target.name}~")
    with _as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _recover(staging, target, aside)
        staging.mkdir()
        with _locked(staging, target):
            try:
                (staging / UNFINISHED).touch()
                yield staging
                stamp.write(staging)
                (staging / UNFINISHED).unlink()
                if is_planned(staging):
                    _change(staging, target)
                else:
                    (fill if within else replace_folder)(staging, target, aside)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
                if target.exists():
                    shutil.rmtree(aside, ignore_errors=True)


def _change(staging: Path, target: Path) -> None:
    try:
        move_in(staging, target)
    except OSError as error:
        raise OutputError(
            f"{error.filename or target}: {error.strerror or error}; {target} holds some files of "
            "this build and others of the one before: build it again"
        ) from error


def output_folder(target: Path, root: Path, kind: OutputKind) -> Path:
    """``target`` as an absolute path, if it may be created or replaced.

    Raises :class:`OutputError` with reason and remedy if it may not.
    """
    if target.is_symlink():
        raise OutputError(f"{target} is a symbolic link: name the folder it points to")
    path = target.resolve()
    root = root.resolve()
    if path == root or path in root.parents:
        raise OutputError(f"{target} holds the definitions: choose a folder of its own, like site")
    for source in _SOURCES:
        if path.is_relative_to(root / source):
            raise OutputError(
                f"{target} is inside {source}/, which holds sources: choose another folder"
            )
    if path.exists():
        _require_ours(path, kind, target)
    return path


def _require_ours(path: Path, kind: OutputKind, named: Path) -> None:
    if not path.is_dir():
        raise OutputError(f"{named} is a file: choose a folder")
    entries = {entry.name for entry in entries_of(path)}
    if not entries:
        return
    found = _stamped_kind(path)
    if found is None:
        raise OutputError(
            f"{named} holds files that are not ours, and they would be lost: "
            "choose another folder, or empty this one yourself"
        )
    if found != kind:
        raise OutputError(
            f"{named} holds {_DESCRIPTIONS.get(found, 'something else that we made')}, not "
            f"{_DESCRIPTIONS[kind]}: choose another folder, or remove this one yourself"
        )
    if ".git" in entries:
        raise OutputError(
            f"{named} is a Git working tree, whose .git would be lost: build into another folder "
            "and copy the result"
        )


def _stamped_kind(folder: Path) -> str | None:
    """The kind in the folder's stamp; ``None`` without a valid stamp."""
    stamp = folder / STAMP
    if stamp.is_symlink() or not stamp.is_file():
        return None
    try:
        fields = json.loads(stamp.read_text(encoding="utf-8"))
    except ValueError:
        return None
    if not isinstance(fields, dict) or fields.get("generator") != _GENERATOR:
        return None
    return str(fields.get("kind"))


def _recover(staging: Path, target: Path, aside: Path) -> None:
    """Complete or undo an interrupted run."""
    for leftover in (staging, aside):
        if leftover.is_symlink() or (leftover.exists() and not _is_leftover(leftover)):
            raise OutputError(f"{leftover} is in the way and not ours: move it elsewhere")
    if staging.exists():
        with _locked(staging, target):
            if not (staging / UNFINISHED).exists():
                if is_planned(staging):
                    with suppress(OSError):  # then it is built as a whole
                        move_in(staging, target)
                else:
                    finish_interrupted(staging, target, aside)
            shutil.rmtree(staging, ignore_errors=True)
    finish_interrupted(staging, target, aside)
    if aside.exists() and aside.parent == target:
        restore(target, aside)
    if aside.exists():
        shutil.rmtree(aside)


def _is_leftover(folder: Path) -> bool:
    return folder.is_dir() and (
        (folder / UNFINISHED).exists()
        or _stamped_kind(folder) is not None
        or not any(folder.iterdir())
    )


@contextmanager
def _locked(staging: Path, target: Path) -> Iterator[None]:
    """Lock the staging folder; the system releases the lock when the process ends."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(staging, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(
                f"another build is writing {target} just now: wait for it to end"
            ) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def _as_output_error(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or target
        raise OutputError(f"{where}: {error.strerror or error}; {target} is as it was") from error


def write_tree(
    pages: Iterable[Page],
    target: Path,
    *,
    root: Path,
    stamp: Stamp,
    artifacts: Iterable[Artifact] = (),
) -> int:
    """Write ``pages`` and data files below ``target``; return the number of pages.

    ``artifacts``: the data files pages link to. ``root``: the repository; ``stamp``: what they were
    made from, of kind ``markdown``. As with the site, the folder is replaced atomically, and only
    if it was created by us. Raises :class:`OutputError`.
    """
    count = 0
    with replacing(target, root, stamp) as staging:
        for page in pages:
            file = staging / page.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page.markdown, encoding="utf-8", newline="\n")
            for picture in page.pictures:
                (file.parent / picture.name).write_text(picture.svg, encoding="utf-8", newline="\n")
            count += 1
        for artifact in artifacts:
            file = staging / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(artifact.text, encoding="utf-8", newline="")
    return count
