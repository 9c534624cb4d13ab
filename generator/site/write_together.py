"""Writes many files as one: all of them, or, whatever happens in between, none.

New contents and the old files are first put into a folder beside them. Then each file takes its
place by one renaming, which needs no room on the disk, and every renaming can be undone. A journal
says what was begun, so that after a loss of power the next run undoes it. Anyone may have proposed
such a folder: what no import writes is not undone.
"""

import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PureWindowsPath

from generator.findings.errors import OutputError
from generator.text.characters import shown

if sys.platform != "win32":
    import fcntl

_FOLDER = ".playbook-import-"

_JOURNAL = "journal.json"

_BUSY = "another import is writing just now: wait for it to end"


def write_together(root: Path, changes: Sequence[tuple[str, bytes | None, bytes]]) -> None:
    """Write files below ``root``: path, content as it was read (``None``: new), and new content.

    Raises OutputError if one has changed since or cannot be written; then all are as they were.
    """
    for path, old, _ in changes:
        _check(root, root / path, path, old)
    try:
        stage = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=root))
    except OSError as error:
        raise OutputError(f"{root} cannot be written: {error.strerror}") from error
    try:
        _put_aside(root, stage, changes)
        _take_places(root, stage, [path for path, _, _ in changes])
    except OSError as error:
        _undo_or_say(root, stage)
        raise OutputError(
            f"nothing was written: {error.strerror or error}. All files are as they were"
        ) from error
    except BaseException:
        _undo_or_say(root, stage)
        raise
    _remove(stage)


@contextmanager
def writing_alone(root: Path) -> Iterator[None]:
    """Keep other imports from writing below ``root``. Raises OutputError while one does."""
    release = _locked_by_system(root) or _locked_by_file(root / f"{_FOLDER}lock")
    try:
        yield
    finally:
        release()


def _locked_by_system(root: Path) -> Callable[[], None] | None:
    """What releases a lock that ends with the process, ``None`` where there is no such lock."""
    if sys.platform == "win32":
        return None
    handle = os.open(root, os.O_RDONLY)
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
        raise OutputError(f"{file.parent} cannot be written: {error.strerror}") from error
    return lambda: file.unlink(missing_ok=True)


def was_interrupted(root: Path) -> bool:
    """Whether an earlier run began something and did not end."""
    return any((each / _JOURNAL).is_file() for each in _stages(root))


def undo_what_was_interrupted(root: Path) -> bool:
    """Undo what an earlier run began and could not end; says whether there was anything.

    Raises OutputError, before anything is changed, if no import can have begun it, or if a file was
    edited since.
    """
    begun = was_interrupted(root)
    for stage in _stages(root):
        _refuse_edited(root, stage)
    for stage in _stages(root):
        _undo_or_say(root, stage)
    return begun


def _stages(root: Path) -> list[Path]:
    return [each for each in root.glob(f"{_FOLDER}*") if each.is_dir() and not each.is_symlink()]


def _undo_or_say(root: Path, stage: Path) -> None:
    try:
        _undo(root, stage)
    except OSError as error:
        raise OutputError(
            f"an import was interrupted and cannot be undone yet: {error}. The files as they were "
            "are in "
            f"{stage.name}/old; the next import tries again"
        ) from error


def leads_elsewhere(path: str) -> bool:
    """Whether a path, on any system, is none of a file of the repository's own below its root."""
    read = PureWindowsPath(path)
    names = [each.casefold() for each in read.parts]
    return bool(read.anchor) or not names or not {"..", ".git"}.isdisjoint(names)


def link_above(root: Path, path: str) -> str | None:
    """The outermost folder between ``root`` and a file that is a link, or ``None``."""
    folders = [each.as_posix() for each in reversed(Path(path).parents[:-1])]
    return next((each for each in folders if (root / each).is_symlink()), None)


def _check(root: Path, target: Path, path: str, old: bytes | None) -> None:
    try:
        if leads_elsewhere(path) or link_above(root, path):
            raise OutputError(f"{path} leads out of the repository; nothing was written")
        if old is None:
            if os.path.lexists(target):
                raise OutputError(f"{path} is there already; nothing was written, run it again")
            return
        mode = target.lstat().st_mode
        if not stat.S_ISREG(mode) or target.read_bytes() != old:
            raise OutputError(
                f"{path} has changed since it was read; nothing was written, run it again"
            )
        if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
            raise OutputError(f"{path} is write-protected; nothing was written")
    except OSError as error:
        raise OutputError(
            f"{path} cannot be read: {error.strerror}; nothing was written"
        ) from error


def _put_aside(root: Path, stage: Path, changes: Sequence[tuple[str, bytes | None, bytes]]) -> None:
    created: list[str] = []
    folders: list[str] = []
    for path, old, new in changes:
        fresh = stage / "new" / path
        fresh.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("xb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        if old is None:
            created.append(path)
            above = Path(path).parents
            folders += [
                each.as_posix()
                for each in above
                if not (root / each).exists() and each.as_posix() not in folders
            ]
            continue
        fresh.chmod(stat.S_IMODE((root / path).stat().st_mode))
        kept = stage / "old" / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / path, kept)
        with kept.open("r+b") as copy:  # the journal promises it
            os.fsync(copy.fileno())
    journal = {
        "created": created,
        "folders": sorted(folders, key=len, reverse=True),
        "written": {path: sha256(new).hexdigest() for path, _, new in changes},
    }
    with (stage / _JOURNAL).open("x", encoding="utf-8") as text:
        json.dump(journal, text)
        text.flush()
        os.fsync(text.fileno())


def _take_places(root: Path, stage: Path, paths: Sequence[str]) -> None:
    for path in paths:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (stage / "new" / path).replace(target)
    (stage / _JOURNAL).unlink()  # from here on it is done


def _begun(root: Path, stage: Path) -> tuple[list[str], list[str], list[str]] | None:
    """Files kept, files created and folders created by what was begun, ``None`` for nothing.

    Raises OutputError for what no import writes.
    """
    journal, old = stage / _JOURNAL, stage / "old"
    if not journal.is_file():
        return None
    try:
        held = json.loads(journal.read_text(encoding="utf-8"))
        created, folders = ([str(each) for each in held[key]] for key in ("created", "folders"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _not_ours(stage, f"{_JOURNAL} cannot be read") from None
    inside = [old, *sorted(old.rglob("*"))] if old.exists() else []
    for each in (journal, *inside):
        if each.is_symlink():
            raise _not_ours(stage, f"{each.relative_to(stage).as_posix()} is a link")
    kept = [each.relative_to(old).as_posix() for each in inside if each.is_file()]
    for path in (*kept, *created, *folders):
        if leads_elsewhere(path) or link_above(root, path) or not path.isprintable():
            raise _not_ours(stage, f"`{shown(path[:200])}` leads out of the repository")
    return kept, created, folders


def _refuse_edited(root: Path, stage: Path) -> None:
    """Raise OutputError if a file is neither as it was nor as the interrupted import wrote it."""
    begun = _begun(root, stage)
    if begun is None:
        return
    kept, created, _ = begun
    written = json.loads((stage / _JOURNAL).read_text(encoding="utf-8")).get("written")
    digests = written if isinstance(written, dict) else {}
    for path in (*kept, *created):
        target, old = root / path, stage / "old" / path
        never_begun = path in created and (stage / "new" / path).exists()
        if never_begun or not target.is_file():
            continue
        now = target.read_bytes()
        as_it_was = path in kept and now == old.read_bytes()
        if not as_it_was and digests.get(path) != sha256(now).hexdigest():
            raise OutputError(
                f"{path} was edited since an import was interrupted; nothing was changed. It is as "
                f"before in {stage.name}/old: keep what you want, then delete {stage.name}"
            )


def _not_ours(stage: Path, why: str) -> OutputError:
    return OutputError(
        f"{stage.name} is no trace of an import: {why}. Nothing was changed; look at that folder "
        "and delete it"
    )


def _undo(root: Path, stage: Path) -> None:
    if begun := _begun(root, stage):
        kept, created, folders = begun
        for path in kept:
            (stage / "old" / path).replace(root / path)
        for path in created:
            # What is still put aside never took its place: a file there would be someone else's.
            if not (stage / "new" / path).exists():
                (root / path).unlink(missing_ok=True)
        for path in folders:
            folder = root / path
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        (stage / _JOURNAL).unlink()
    _remove(stage)


def _remove(stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
