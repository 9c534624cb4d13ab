"""Detects changes to a built site, from sizes and times alone."""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache.disk import digest
from generator.cache.trees import FOLDER, states

STAMP = ".playbook-site.json"
"""What marks a folder as ours; written last, hence its content counts and not its time."""

UNFINISHED = ".playbook-unfinished"
"""What marks a folder that is being filled."""


def name_of(found: Iterable[tuple[str, str]]) -> str:
    """A name for how files lie in a folder; ``found``: in any order, as by ``states``."""
    return digest("\0".join(sorted(f"{path} {how}" for path, how in found)))


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """How files and folders lie in a site, by path from ``/``; see ``states``."""

    by_path: Mapping[str, str]

    @classmethod
    def of(cls, folder: Path) -> "SiteFiles":
        """Those of a site, without its stamp; none if one has another name, or nobody knows."""
        try:
            found = states(os.fspath(folder), without=(STAMP, UNFINISHED), alone=True)
            return cls(dict(found))
        except OSError:
            return cls({})

    def by_folder(self, above: str) -> dict[str, "SiteFiles"]:
        """What lies in each folder of a folder, by path from there; by the name of the folder."""
        start = f"{above}/"
        found: dict[str, dict[str, str]] = {}
        for path, how in self.by_path.items():
            if path.startswith(start):
                name, _, rest = path[len(start) :].partition("/")
                if rest:
                    found.setdefault(name, {})[f"/{rest}"] = how
                elif how == FOLDER:
                    found.setdefault(name, {})
        return {name: SiteFiles(held) for name, held in found.items()}

    def without(self, *folders: str) -> "SiteFiles":
        """All else than some folders."""
        inside = tuple(f"{each}/" for each in folders)
        found = self.by_path.items()
        return SiteFiles(
            {
                path: how
                for path, how in found
                if path not in folders and not path.startswith(inside)
            }
        )

    @property
    def name(self) -> str:
        """A name for all of it."""
        return name_of(self.by_path.items())

    def state(self, folder: Path) -> str:
        """As :func:`state_of`, of a folder in which files lie so."""
        try:
            return digest((folder / STAMP).read_bytes(), self.name)
        except OSError:
            return ""


def state_of(folder: Path) -> str:
    """A name for all that lies in a site's folder, the same before and after it is published.

    Empty if there is no such folder, or it cannot be read: then nobody knows.
    """
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return ""
        stamp = (folder / STAMP).read_bytes()
        found = states(os.fspath(folder), without=(STAMP, UNFINISHED))
        return digest(stamp, name_of(found))
    except OSError:
        return ""
