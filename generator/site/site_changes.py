"""Lays out what a small build changes of a site, and says how all of its files will lie then."""

from pathlib import Path

from generator.cache.disk import Cache
from generator.cache.trees import FOLDER, states
from generator.findings.classification import Edition
from generator.site.linked import holds, state_of_file
from generator.site.moved import can_be_written, plan_moves
from generator.site.search_index import FOLDER as SEARCH
from generator.site.search_index import NAMES, write_search
from generator.site.site_state import SiteFiles
from generator.site.small_build import SmallBuild

_NAMES = f"{SEARCH}/{NAMES}"


def may_be_changed(target: Path, made: SmallBuild) -> bool:
    """Whether what a small build made can be moved into the site at ``target``."""
    return can_be_written(target, (*made.files, _NAMES))


def lay_out(
    made: SmallBuild,
    files: SiteFiles,
    staging: Path,
    target: Path,
    *,
    cache: Cache,
    edition: Edition,
) -> SiteFiles:
    """Lay out in ``staging`` what differs from the site at ``target``, with the plan to move it.

    ``files``: how its files lie. Returns how they will lie. Raises SearchError, and NotKeptError if
    what is searched is not there any more.
    """
    differing = {
        path: data for path, data in made.files.items() if not holds(f"{target}/{path}", data)
    }
    for path, data in differing.items():
        file = staging / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    there = files.by_folder(f"/{SEARCH}")
    kind = f"{edition.value}/search"
    is_anew = write_search(staging, made.searched(), cache, kind, target, there=there)
    anew = [f"{SEARCH}/{name}" for name, written in is_anew.items() if written]
    gone = [f"{SEARCH}/{name}" for name in there if name not in is_anew]
    plan_moves(staging, anew=anew, gone=gone)
    left = dict(files.without(*(f"/{folder}" for folder in (*anew, *gone))).by_path)
    for path in (*differing, _NAMES):
        left[f"/{path}"] = state_of_file(f"{staging}/{path}")
    for folder in anew:
        left[f"/{folder}"] = FOLDER
        left |= {f"/{folder}{path}": how for path, how in states(f"{staging}/{folder}")}
    return SiteFiles(left)
