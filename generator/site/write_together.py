"""Writes many files as one: all of them, or, whatever happens in between, none.

New contents and the old files are first put into a folder beside them. Then each file takes its
place by one renaming, which needs no room on the disk, and every renaming can be undone. A journal
says what was begun, so that after a loss of power the next run undoes it.
"""

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.findings.errors import OutputError

_FOLDER = ".playbook-import-"

_JOURNAL = "journal.json"


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


def undo_what_was_interrupted(root: Path) -> bool:
    """Undo what an earlier run began and could not end; says whether there was anything."""
    stages = [each for each in root.glob(f"{_FOLDER}*") if each.is_dir() and not each.is_symlink()]
    begun = [each for each in stages if (each / _JOURNAL).is_file()]
    for stage in stages:
        _undo_or_say(root, stage)
    return bool(begun)


def _undo_or_say(root: Path, stage: Path) -> None:
    try:
        _undo(root, stage)
    except (OSError, ValueError, KeyError) as error:
        raise OutputError(
            f"an import was interrupted and cannot be undone yet: {error}. The files as they were "
            "are in "
            f"{stage.name}/old; the next import tries again"
        ) from error


def _check(root: Path, target: Path, path: str, old: bytes | None) -> None:
    try:
        if not target.parent.resolve().is_relative_to(root.resolve()):
            raise OutputError(f"{path} is outside of the repository; nothing was written")
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
    journal = {"created": created, "folders": sorted(folders, key=len, reverse=True)}
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


def _undo(root: Path, stage: Path) -> None:
    journal = stage / _JOURNAL
    if journal.is_file():
        held = json.loads(journal.read_text(encoding="utf-8"))
        for kept in sorted((stage / "old").rglob("*")):
            if kept.is_file():
                kept.replace(root / kept.relative_to(stage / "old"))
        for path in held["created"]:
            # What is still put aside never took its place: a file there would be someone else's.
            if not (stage / "new" / path).exists():
                (root / path).unlink(missing_ok=True)
        for path in held["folders"]:
            folder = root / path
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        journal.unlink()
    _remove(stage)


def _remove(stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
