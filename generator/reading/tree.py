"""Reads the definition files of a repository; only this module of the package uses the disk."""

import os
import stat
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.findings.finding import Finding, Location
from generator.model.kinds import KINDS, folder_of
from generator.reading.files import (
    FOLDERS,
    PAGES,
    YAML,
    SourceFile,
    case_collision,
    is_read,
    may_be_meant_as_definition,
    missing_account_file,
    not_a_file,
    stray_file,
    symlink,
    unreadable,
)
from generator.reading.source import MAX_BYTES, conflict_marker, decode
from generator.text.characters import STAND_IN

_OF_A_LINK = b"\0"
"""Stands for the content of a link, and is rejected by every reader."""


def read_tree(root: Path) -> tuple[tuple[SourceFile, ...], tuple[Finding, ...]]:
    """All YAML and note files below ``accounts/`` and ``content/``, by path, and problems.

    Links are never followed, so nothing outside the repository is read; an oversized file is read
    only far enough to report it. Hand-written pages are checked for content that must not be
    published: links and misplaced definitions.
    """
    files: list[SourceFile] = []
    findings: list[Finding] = []
    on_error = partial(_note_unreadable, root, findings)
    for folder in FOLDERS:
        top = root / folder
        if top.is_symlink():
            findings.append(symlink(Location(folder), f"`{folder}` is a link"))
            continue
        for here, folders, names in os.walk(top, onerror=on_error):
            place = Path(here).relative_to(root).as_posix()
            findings += _links(Path(here), place, folders) + _collisions(place, [*folders, *names])
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            visible = sorted(name for name in names if not name.startswith("."))
            if place == PAGES or place.startswith(f"{PAGES}/"):
                findings += _in_pages(Path(here), place, visible)
                continue
            findings += _without_account_file(place, visible)
            for name in visible:
                if is_read(name):
                    _read(Path(here) / name, f"{place}/{name}", files, findings)
    return tuple(sorted(files, key=lambda file: file.path)), tuple(findings)


def files_meant_as_definitions(root: Path, files: Mapping[str, bytes]) -> Iterator[SourceFile]:
    """All readable files that may be meant as definitions, whether they are read or not.

    ``files``: files that were just read as definitions, by path.
    """
    for folder in FOLDERS:
        for here, _, names in os.walk(root / folder):
            for name in names:
                path = (Path(here) / name).relative_to(root).as_posix()
                if path in files:
                    yield SourceFile(path, files[path])
                elif may_be_meant_as_definition(path):
                    found: list[SourceFile] = []
                    is_link = (Path(here) / name).is_symlink()
                    _read(Path(here) / name, path, found, [])
                    yield from [SourceFile(path, _OF_A_LINK)] if is_link else found


def _note_unreadable(root: Path, findings: list[Finding], error: OSError) -> None:
    """Add a finding for a folder that cannot be listed; a missing folder is empty."""
    if not isinstance(error, FileNotFoundError):
        where = Location(_printable(Path(error.filename).relative_to(root).as_posix()))
        findings.append(unreadable(where, f"cannot be read: {error.strerror}"))


def _in_pages(here: Path, place: str, names: list[str]) -> Iterator[Finding]:
    for name in names:
        where = Location(_printable(f"{place}/{name}"))
        if (here / name).is_symlink():
            yield symlink(where, "this file is a link")
        elif name.lower().endswith(".md"):
            yield from _in_page(here / name, f"{place}/{name}")
        elif name.lower().endswith(YAML):
            message = "a definition among the hand-written pages would be published as it is"
            yield stray_file(where, message)


def _in_page(path: Path, label: str) -> Iterator[Finding]:
    found: list[SourceFile] = []
    _read(path, label, found, [])
    for page in found:
        source, _ = decode(page.path, page.data)
        if source is not None:
            yield from conflict_marker(source, prose=True)


def _without_account_file(place: str, names: list[str]) -> Iterator[Finding]:
    kind, name = folder_of(f"{place}/") or ("", "")
    if not kind or not names or place != KINDS[kind].place_of(name):
        return
    main_file = f"{kind}.yaml"
    if main_file not in names:
        where = Location(_printable(place))
        yield missing_account_file(where, f"this folder has no `{main_file}`")


def _read(path: Path, label: str, files: list[SourceFile], findings: list[Finding]) -> None:
    where = Location(_printable(label))
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            findings.append(symlink(where, "this file is a link"))
        elif not stat.S_ISREG(mode):
            findings.append(not_a_file(where, "this is not a regular file"))
        else:
            with path.open("rb") as stream:
                files.append(SourceFile(where.path, stream.read(MAX_BYTES + 1)))
    except OSError as error:
        findings.append(unreadable(where, f"cannot be read: {error.strerror}"))


def _links(here: Path, place: str, folders: list[str]) -> list[Finding]:
    return [
        symlink(Location(_printable(f"{place}/{name}")), "this folder is a link")
        for name in folders
        if (here / name).is_symlink()
    ]


def _collisions(place: str, names: list[str]) -> list[Finding]:
    seen: dict[str, str] = {}
    findings = []
    for name in sorted(names):
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            where = Location(_printable(f"{place}/{name}"))
            message = f"`{_printable(name)}` and `{_printable(first)}` differ only in case"
            findings.append(case_collision(where, message))
    return findings


def _printable(name: str) -> str:
    """A path without characters that a terminal or JSON cannot show."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(each if each.isprintable() else STAND_IN for each in text)
