"""Puts together the site of a small build, and says how all of its files will lie then."""

import os
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

from generator.cache.disk import Cache
from generator.cache.trees import FOLDER, states
from generator.findings.classification import Edition
from generator.site.linked import holds, state_of_file
from generator.site.page_cache import NotKeptError
from generator.site.search_index import FOLDER as SEARCH
from generator.site.search_index import NAMES, write_search
from generator.site.site_state import SiteFiles
from generator.site.small_build import SmallBuild

_NAMES = f"{SEARCH}/{NAMES}"


def lay_out(
    made: SmallBuild,
    files: SiteFiles,
    staging: Path,
    target: Path,
    *,
    cache: Cache,
    edition: Edition,
) -> SiteFiles:
    """Put the site into ``staging``: what differs from that at ``target``, and links to the rest.

    ``files``: how the files at ``target`` lie. Returns how those of the new site do. Raises
    SearchError, and NotKeptError if what is searched or linked is not there any more.
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
    anew = [f"/{SEARCH}/{name}" for name, written in is_anew.items() if written]
    gone = [f"/{SEARCH}/{name}" for name in there if name not in is_anew]
    stays = files.without(*anew, *gone)
    written = [f"/{path}" for path in (*differing, _NAMES)]
    _link(stays, written, target, staging)
    left = dict(stays.by_path)
    left |= {path: state_of_file(f"{staging}{path}") for path in written}
    for folder in anew:
        left[folder] = FOLDER
        left |= {f"{folder}{path}": how for path, how in states(f"{staging}{folder}")}
    return SiteFiles(left)


def _link(files: SiteFiles, but: Container[str], target: Path, staging: Path) -> None:
    """Link the files of a site, but for some, which must not be: the older ones would change."""
    try:
        for path, how in files.by_path.items():
            if how == FOLDER:
                with suppress(FileExistsError):
                    os.mkdir(f"{staging}{path}")  # noqa: PTH102 - of thousands
            elif path not in but:
                os.link(f"{target}{path}", f"{staging}{path}", follow_symlinks=False)
    except OSError as error:
        raise NotKeptError from error
