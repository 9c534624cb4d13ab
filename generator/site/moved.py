"""A site that is changed where it lies, file by file.

All that differs lies beside it, complete, before the first of it is moved. Of a run that was
interrupted the next one moves the rest. Each file takes the place of the older one at once; a
folder that is made anew, as its files have other names, is missing for a moment.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.site.site_state import STAMP, UNFINISHED

_PLAN = ".playbook-moves.json"
"""Lies in the folder with what differs: which folders take the place of older ones, or go."""

_OLD = ".playbook-old"
"""Holds the older folders until all is moved."""


def plan_moves(new: Path, *, anew: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
    """Say that what lies in ``new`` is moved into a site, file by file.

    ``anew``: paths of folders in it that take the place of older ones as a whole; ``gone``: of
    folders of the site that go.
    """
    plan = {"anew": sorted(anew), "gone": sorted(gone)}
    (new / _PLAN).write_text(json.dumps(plan), encoding="utf-8")


def is_planned(new: Path) -> bool:
    """Whether what lies in a folder is to be moved into a site."""
    return (new / _PLAN).is_file()


def can_be_written(site: Path, paths: Iterable[str]) -> bool:
    """Whether the folders of some files of a site can be written."""
    folders = {os.path.dirname(path) for path in paths}  # noqa: PTH120 - of texts
    return all(os.access(site / folder, os.W_OK | os.X_OK) for folder in folders)


def move_in(new: Path, site: Path) -> None:
    """Move what lies in ``new`` into the site, or the rest of it after an interruption.

    Raises :class:`OSError`; then the site may have some of it.
    """
    plan = json.loads((new / _PLAN).read_text(encoding="utf-8"))
    old = new / _OLD
    old.mkdir(exist_ok=True)
    anew = {path: old / str(number) for number, path in enumerate(plan["anew"])}
    gone = {path: old / f"gone-{number}" for number, path in enumerate(plan["gone"])}
    for path, away in anew.items():
        if (new / path).exists():  # else it has been moved
            if (site / path).exists():
                (site / path).rename(away)
            (new / path).rename(site / path)
    for path, away in gone.items():
        if not away.exists() and (site / path).exists():
            (site / path).rename(away)
    for path in list(_files(new, {*anew, _OLD})):
        (new / path).replace(site / path)


def _files(new: Path, without: set[str]) -> Iterator[str]:
    """The files to be moved by themselves; ``without``: folders that are not looked into."""
    for here, folders, names in os.walk(new):
        inside = Path(here).relative_to(new)
        folders[:] = [name for name in folders if (inside / name).as_posix() not in without]
        for name in names:
            path = (inside / name).as_posix()
            if path not in (_PLAN, STAMP, UNFINISHED):
                yield path
