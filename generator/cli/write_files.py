"""The one place that writes into a user's repository: all files of a command, or none.

New contents and the old files are first put into a folder beside them. Then each file takes its
place by one renaming, which needs no room on the disk, and every renaming can be undone. A journal
says what was begun, so that after a loss of power the next command that writes undoes it. Anyone
may have proposed such a folder: what no command of ours writes is not undone.
"""

import json
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PureWindowsPath

from generator.cli.options import find_root
from generator.cli.output import console
from generator.findings.errors import OutputError
from generator.text.characters import shown

if sys.platform != "win32":
    import fcntl

_FOLDER = ".playbook-writing-"
_JOURNAL = "journal.json"
_SHORT = re.compile(r"git~\d+")
_BUSY = "another command is writing just now: wait for it to end"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of a file.

    ``path``: below the root, with slashes; ``old``: its bytes as they were read, ``None`` if there
    was no file; ``new``: its new bytes, ``None`` to remove it.
    """

    path: str
    old: bytes | None
    new: bytes | None


def root_to_write(given: Path | None, *, write: bool = True) -> Path:
    """The root folder for a command that writes; what was interrupted there is undone first.

    ``write``: else it is a preview, which says so alone. Raises UsageError and OutputError.
    """
    root = find_root(given)
    if write:
        with _writing_alone(root):
            _undo_what_was_interrupted(root)
    elif _was_interrupted(root):
        console(stderr=True).print(
            "Another command is writing, or was interrupted. What was interrupted is undone before "
            "anything is written, which may change other things than are shown here."
        )
    return root


def write_files(root: Path, changes: Iterable[FileChange]) -> None:
    """Change files below ``root``, which keep their permissions.

    Raises OutputError if one was edited since it was read, is or lies behind a link, or cannot be
    written; then all are as they were.
    """
    wanted = [each for each in changes if each.old != each.new]
    if not wanted:
        return
    with _writing_alone(root):
        _undo_what_was_interrupted(root)
        for each in wanted:
            _check(root, each)
        try:
            stage = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=root))
        except OSError as error:
            raise _not_written(root, error) from error
        try:
            _put_aside(root, stage, wanted)
            _take_places(root, stage, wanted)
        except OSError as error:
            _undo_or_say(root, stage)
            raise _not_written(root, error) from error
        except BaseException:
            _undo_or_say(root, stage)
            raise
        _remove(stage)
    for each in wanted:
        if each.new is None:
            _remove_empty(root, root / each.path)


def leads_elsewhere(path: str) -> bool:
    """Whether a path, on any system, is none of a file of the repository's own below its root."""
    read = PureWindowsPath(path)
    # Windows ends a name before dots, spaces and the name of a stream, and calls `.git` `GIT~1`.
    names = [each.casefold().partition(":")[0].rstrip(". ") for each in read.parts]
    if not names or ".." in read.parts:
        return True
    return bool(read.anchor) or any(each == ".git" or _SHORT.fullmatch(each) for each in names)


def link_above(root: Path, path: str) -> str | None:
    """The outermost folder between ``root`` and a file that is a link, or ``None``."""
    folders = [each.as_posix() for each in reversed(Path(path).parents[:-1])]
    return next((each for each in folders if (root / each).is_symlink()), None)


def _not_written(root: Path, error: OSError) -> OutputError:
    where = str(error.filename2 or error.filename or root)
    where = str(root) if _FOLDER in where else where
    return OutputError(f"{where} cannot be written: {error.strerror or error}; nothing was written")


# One command at a time ---------------------------------------------------------------------------
@contextmanager
def _writing_alone(root: Path) -> Iterator[None]:
    """Keep other commands from writing below ``root``. Raises OutputError while one does."""
    release = _locked_by_system(root) or _locked_by_file(root / f"{_FOLDER}lock")
    try:
        yield
    finally:
        release()


def _locked_by_system(root: Path) -> Callable[[], None] | None:
    """What releases a lock that ends with the process, ``None`` where there is no such lock."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(root, os.O_RDONLY)
    except OSError as error:
        raise _not_written(root, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise OutputError(_BUSY) from None
        return None  # as on some drives of a network
    return lambda: os.close(handle)


def _locked_by_file(file: Path) -> Callable[[], None]:
    try:
        file.touch(exist_ok=False)
    except FileExistsError:
        raise OutputError(f"{_BUSY}. If there is none, delete {file.name}") from None
    except OSError as error:
        raise _not_written(file.parent, error) from error
    return lambda: file.unlink(missing_ok=True)


# Writing -----------------------------------------------------------------------------------------
def _check(root: Path, change: FileChange) -> None:
    """Raise OutputError where a file is not as it was read, or has to stay."""
    path, target = change.path, root / change.path
    try:
        if leads_elsewhere(path):
            raise OutputError(f"{path} leads out of the repository; nothing was written")
        if link := link_above(root, path) or (path if target.is_symlink() else None):
            raise OutputError(
                f"{link} is a link: put what it leads to in its place; nothing was written"
            )
        if change.old is None:
            if os.path.lexists(target):
                raise OutputError(f"{path} is there already; nothing was written, run it again")
            return
        mode = target.lstat().st_mode
        if not stat.S_ISREG(mode) or target.read_bytes() != change.old:
            raise OutputError(
                f"{path} has changed since it was read; nothing was written, run it again"
            )
        # A replacement needs only the folder's permissions, but a read-only file should stay.
        if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
            raise OutputError(
                f"{path} is write-protected: allow writing to it; nothing was written"
            )
    except OSError as error:
        raise OutputError(
            f"{path} cannot be read: {error.strerror}; nothing was written"
        ) from error


def _put_aside(root: Path, stage: Path, changes: Sequence[FileChange]) -> None:
    """Bring all new and old files, and then the journal, onto the disk."""
    folders: set[str] = set()
    for each in changes:
        target = root / each.path
        if each.new is not None:
            fresh = stage / "new" / each.path
            _bring_to_disk(fresh, each.new)
            if each.old is not None:
                fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        if each.old is None:
            above = [folder.as_posix() for folder in Path(each.path).parents]
            folders.update(folder for folder in above if not (root / folder).is_dir())
        else:
            _bring_to_disk(stage / "old" / each.path, each.old)
            shutil.copystat(target, stage / "old" / each.path)
    journal = {
        "created": [each.path for each in changes if each.old is None],
        "folders": sorted(folders, key=len, reverse=True),
        "written": {
            each.path: sha256(each.new).hexdigest() for each in changes if each.new is not None
        },
    }
    whole = stage / f"{_JOURNAL}.new"
    _bring_to_disk(whole, json.dumps(journal).encode())
    whole.replace(stage / _JOURNAL)  # half of it would tell what no command began


def _bring_to_disk(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _take_places(root: Path, stage: Path, changes: Sequence[FileChange]) -> None:
    for each in changes:
        target = root / each.path
        if each.new is None:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        (stage / "new" / each.path).replace(target)
    (stage / _JOURNAL).unlink()  # from here on it is done


def _remove_empty(root: Path, place: Path) -> None:
    """Remove the folders above a file that hold nothing any more."""
    with suppress(OSError):
        for folder in place.parents:
            if folder == root:
                return
            folder.rmdir()


def _remove(stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)


# What was interrupted ----------------------------------------------------------------------------
def _was_interrupted(root: Path) -> bool:
    return any((each / _JOURNAL).is_file() for each in _stages(root))


def _undo_what_was_interrupted(root: Path) -> None:
    """Undo what an earlier command began and could not end, and say so.

    Raises OutputError, before anything is changed, if no command of ours can have begun it, or if
    a file was edited since.
    """
    begun = _was_interrupted(root)
    for stage in _stages(root):
        _refuse_edited(root, stage)
    for stage in _stages(root):
        _undo_or_say(root, stage)
    if begun:
        console(stderr=True).print("A command that was interrupted while it wrote is undone.")


def _stages(root: Path) -> list[Path]:
    return [each for each in root.glob(f"{_FOLDER}*") if each.is_dir() and not each.is_symlink()]


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a journal tells: files kept, files created and folders created; digests of new bytes."""

    kept: tuple[str, ...]
    created: tuple[str, ...]
    folders: tuple[str, ...]
    written: dict[str, str]


def _begun(root: Path, stage: Path) -> _Begun | None:
    """What was begun, ``None`` for nothing.

    Raises OutputError for what no command of ours writes.
    """
    journal, old = stage / _JOURNAL, stage / "old"
    if not journal.is_file():
        return None
    about = stage.stat()
    if os.name == "posix" and (about.st_mode & 0o077 or about.st_uid != os.geteuid()):
        raise _not_ours(stage, "others may open it, and `playbook` lets nobody")
    try:
        held = json.loads(journal.read_text(encoding="utf-8"))
        created, folders = (
            tuple(str(each) for each in held[key]) for key in ("created", "folders")
        )
        written = dict(held["written"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _not_ours(stage, f"{_JOURNAL} cannot be read") from None
    inside = [old, *sorted(old.rglob("*"))] if old.exists() else []
    for each in (journal, *inside):
        if each.is_symlink():
            raise _not_ours(stage, f"{each.relative_to(stage).as_posix()} is a link")
    kept = tuple(each.relative_to(old).as_posix() for each in inside if each.is_file())
    for path in (*kept, *created, *folders):
        if leads_elsewhere(path) or link_above(root, path) or not path.isprintable():
            raise _not_ours(stage, f"`{shown(path[:200])}` leads out of the repository")
    return _Begun(kept, created, folders, written)


def _refuse_edited(root: Path, stage: Path) -> None:
    """Raise OutputError if a file is neither as it was nor as the interrupted command wrote it."""
    if not (begun := _begun(root, stage)):
        return
    for path in (*begun.kept, *begun.created):
        target = root / path
        if path not in begun.kept and _never_took_its_place(stage, path):
            continue
        if not target.is_file():
            continue
        now = target.read_bytes()
        as_it_was = path in begun.kept and now == (stage / "old" / path).read_bytes()
        if not as_it_was and begun.written.get(path) != sha256(now).hexdigest():
            raise OutputError(
                f"{path} was edited since a command was interrupted while it wrote; nothing was "
                f"changed. It is as before in {stage.name}/old: keep what you want, then delete "
                f"{stage.name}"
            )


def _never_took_its_place(stage: Path, created: str) -> bool:
    """Whether a file that was to be created is still put aside: one there is someone else's."""
    return (stage / "new" / created).exists()


def _not_ours(stage: Path, why: str) -> OutputError:
    return OutputError(
        f"{stage.name} was not left by `playbook`: {why}. Nothing was changed; look at that "
        "folder and delete it"
    )


def _undo_or_say(root: Path, stage: Path) -> None:
    try:
        _undo(root, stage)
    except OSError as error:
        raise OutputError(
            f"what was written in part cannot be undone yet: {error}. The files as they were are "
            f"in {stage.name}/old; the next command that writes tries again"
        ) from error


def _undo(root: Path, stage: Path) -> None:
    if begun := _begun(root, stage):
        for path in begun.created:
            if not _never_took_its_place(stage, path):
                (root / path).unlink(missing_ok=True)
        for path in begun.folders:
            folder = root / path
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        for path in begun.kept:  # the last: a file may have become a folder
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / "old" / path).replace(root / path)
        (stage / _JOURNAL).unlink()
    _remove(stage)
