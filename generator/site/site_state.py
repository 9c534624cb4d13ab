"""Detects changes to a built site, from sizes and times alone."""

import os
import stat
from pathlib import Path

from generator.cache.disk import digest
from generator.cache.trees import states

STAMP = ".playbook-site.json"
"""What marks a folder as ours; written last, hence its content counts and not its time."""

UNFINISHED = ".playbook-unfinished"
"""What marks a folder that is being filled."""


def state_of(folder: Path) -> str:
    """A name for all that lies in a site's folder, the same before and after it is published.

    Empty if there is no such folder, or it cannot be read: then nobody knows.
    """
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return ""
        stamp = (folder / STAMP).read_bytes()
        found = states(os.fspath(folder), without=(STAMP, UNFINISHED))
        return digest(stamp, *(f"{path} {state}" for path, state in found))
    except OSError:
        return ""
