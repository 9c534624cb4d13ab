"""What a build leaves of a site, so that the next one can make what an edit changes, and no more.

It is everything that a small build asks of MkDocs: addresses, navigation and settings. It holds
no more than the site shows.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from generator.cache.disk import Cache, digest
from generator.cache.trees import FILE, FOLDER, contents
from generator.exports import Artifact
from generator.findings.classification import Edition
from generator.pages import Page
from generator.site.navigation import NavigationEntry
from generator.site.page_cache import KeptPage, left_pages
from generator.site.search_records import Searched, SearchName
from generator.site.theme_settings import ThemeSettings

Broken = frozenset[tuple[str, str, str]]
"""Links to anchors that are not there: the path of a page, that of the other one, the anchor."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """What is known of a hand-written page; as in a :class:`KeptPage`."""

    anchors: Sequence[str]
    links: Mapping[str, Mapping[str, str]]
    searched: Searched


@dataclass(frozen=True, slots=True)
class KeptSite:
    """A site that was built.

    ``around``: a name for all that it was made from beside definitions, see :func:`surroundings`;
    ``shape``: see :func:`shape_of`; ``shown``: as in a ``PageCache``. ``theme``, ``playbook``: what
    templates get on every page; ``entries``: of the navigation. ``targets``: the address of all
    that a link can lead to, by path. ``pages``, ``written``: generated and hand-written ones, by
    path. ``artifacts``: a digest of each data file, by path. ``broken``: links to anchors that are
    not there, as far as the settings let them pass. ``docs``: the folder of hand-written pages.
    ``source_url``, ``compare_url``: as for ``assemble``. ``remarks``: on the settings.
    """

    around: str
    shape: str
    shown: str
    theme: ThemeSettings
    playbook: Mapping[str, object]
    entries: tuple[NavigationEntry, ...]
    targets: Mapping[str, str]
    pages: Mapping[str, KeptPage]
    written: Mapping[str, WrittenPage]
    artifacts: Mapping[str, str]
    broken: Broken
    docs: str
    source_url: str
    compare_url: str
    remarks: tuple[str, ...] = ()


def surroundings(settings: Path, docs: str, *more: Path, root: Path) -> str:
    """A name for the settings of a site, its hand-written pages and ``more`` folders.

    ``settings``: `mkdocs.yml`; ``docs``: the folder of pages; ``root``: the repository. Empty if it
    cannot be said, as a link among the pages may lead anywhere.
    """
    try:
        found = [str(root.resolve()), str(settings), str(os.environ.get("SOURCE_DATE_EPOCH"))]
        data = settings.read_bytes()
    except OSError:
        return ""
    for top in (docs, *map(str, more)):
        for path, kind, content in contents(top):
            if top == docs and kind not in (FILE, FOLDER):
                return ""
            found.append(f"{top}{path} {kind} {content}")
    return digest(data, *found)


def shape_of(pages: Iterable[Page], artifacts: Iterable[Artifact], withheld: int) -> str:
    """A name for all that other pages and files of a site depend on.

    That are the paths of pages, pictures and data files, and redirects.
    """
    return digest(*_shape(pages), *(each.path for each in artifacts), str(withheld))


def _shape(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        names = page.picture_names or tuple(each.name for each in page.pictures)
        title = page.title * bool(page.former_paths)
        yield repr((page.path, names, page.former_paths, title))


def digests_of(artifacts: Iterable[Artifact]) -> dict[str, str]:
    """A digest of each data file, by path."""
    return {each.path: digest(each.text) for each in artifacts}


def broken_links(pages: Mapping[str, KeptPage], written: Mapping[str, WrittenPage]) -> Broken:
    """The links of all pages to anchors that are not there, as MkDocs would find them."""
    every: dict[str, KeptPage | WrittenPage] = {**pages, **written}
    wanted: dict[str, dict[str, list[str]]] = {}
    for path, page in every.items():
        for other, anchors in page.links.items():
            for anchor in anchors:
                wanted.setdefault(other, {}).setdefault(anchor, []).append(path)
    return frozenset(
        (path, other, anchor)
        for other, anchors in wanted.items()
        if other in every
        for anchor in anchors.keys() - set(every[other].anchors)
        for path in anchors[anchor]
    )


# On disk ----------------------------------------------------------------------------------------
def keep_site(
    site: KeptSite, cache: Cache, edition: Edition, target: Path, *, state: str, pages: str
) -> None:
    """Keep what is known of the site at ``target``, but for its generated pages.

    ``state``: how its files were left; ``pages``: the name of what was said of these.
    """
    data = {
        "state": state,
        "pages": pages,
        "around": site.around,
        "shape": site.shape,
        "shown": site.shown,
        "theme": [site.theme.folders, site.theme.config, site.theme.version, site.theme.home],
        "playbook": site.playbook,
        "entries": [astuple(each) for each in site.entries],
        "targets": site.targets,
        "written": {path: _as_data(page) for path, page in site.written.items()},
        "artifacts": site.artifacts,
        "broken": sorted(site.broken),
        "docs": site.docs,
        "source_url": site.source_url,
        "compare_url": site.compare_url,
        "remarks": site.remarks,
    }
    cache.put(f"{edition.value}/site", digest(str(target)), json.dumps(data).encode())


def kept_site(cache: Cache, edition: Edition, target: Path) -> tuple[KeptSite, str] | None:
    """What is known of the site at ``target``, and how its files were left; ``None`` if nothing."""
    text = cache.get(f"{edition.value}/site", digest(str(target)))
    if text is None:
        return None
    pages, name = left_pages(cache, edition, target)
    try:
        data = json.loads(text)
        state, said = str(data.pop("state")), data.pop("pages")
        folders, *theme = data.pop("theme")
        site = KeptSite(
            theme=ThemeSettings(tuple(folders), *theme),
            entries=tuple(NavigationEntry(*each) for each in _with_tuples(data.pop("entries"))),
            pages=pages,
            written={path: _page(*each) for path, each in data.pop("written").items()},
            broken=frozenset((*each,) for each in data.pop("broken")),
            remarks=tuple(data.pop("remarks")),
            **data,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return (site, state) if said == name else None


def _with_tuples(entries: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """Entries of the navigation as they were; those that all pages share have none below them."""
    for *rest, pages in entries:
        yield [*rest, tuple(pages)]


def _as_data(page: WrittenPage) -> list[Any]:
    found = page.searched
    said = [found.url, found.count, found.digest, found.names, found.load().decode()]
    return [list(page.anchors), page.links, said]


def _page(anchors: list[str], links: Any, said: Any) -> WrittenPage:
    url, count, text, names, records = said
    found = tuple(SearchName(*each) for each in names)
    searched = Searched(url, count, text, found, records.encode)
    return WrittenPage(tuple(anchors), links, searched)
