"""Finished pages kept for the next build.

A page is kept under the name of everything that it depends on: the page itself, its place in the
navigation, the settings of the site and the version of the program. Where another plugin or a
template of the site's own has a say, no page is kept, as nobody knows what that depends on.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator.cache.disk import Cache, digest
from generator.findings.classification import Edition
from generator.pages import PAGES
from generator.pages.kit.page import Page
from generator.site.linked import state_of_file
from generator.site.navigation import NavigationEntry, listed_paths
from generator.site.places import Place
from generator.site.relative import path_of
from generator.site.search_records import Searched, SearchName


class NotKeptError(Exception):
    """Something that was kept is not there any more."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A finished page without its text.

    ``key``: the name of everything that it depends on; ``digest``: of the page itself; ``state``:
    how its file was left in the site. ``anchors``: its own; ``links``: those it points to, by path,
    as MkDocs checks them: anchor and link; ``targets``: the address of each file that it links to,
    by path. ``searched``: what the search finds on it. ``line``: all this as it was left, if it is
    as it was.
    """

    place: Place
    key: str
    digest: str
    anchors: Sequence[str]
    links: Mapping[str, Mapping[str, str]]
    targets: Mapping[str, str]
    searched: Searched
    state: str = ""
    line: str = field(default="", compare=False, repr=False)

    def as_data(self) -> list[Any]:
        """As JSON has it, but for the place, the key and the digest of the page."""
        found = self.searched
        said = [found.count, found.digest, found.names]
        return [*said, self.anchors, self.links, self.targets]

    @classmethod
    def of(
        cls,
        data: Any,
        place: Place,
        key: str,
        own: str,
        *,
        load: Callable[[], bytes],
        state: str = "",
        line: str = "",
    ) -> "KeptPage":
        """Reads what :meth:`as_data` wrote; raises ValueError or TypeError for anything else.

        ``own``: the digest of the page; ``load``: gives what the search finds.
        """
        count, text, names, anchors, links, targets = data
        found = tuple(SearchName(*each) for each in names)
        searched = Searched(place.url, int(count), str(text), found, load)
        linked = tuple(anchors), dict(links), dict(targets)
        return cls(place, key, own, *linked, searched, state, line)


class PageCache:
    """The finished pages of a site in a cache.

    ``pages``: those of this build, by path; ``previous``: the last site, if its files are used.
    """

    def __init__(
        self,
        cache: Cache,
        edition: Edition,
        shown: str,
        previous: Path | None = None,
        last: Mapping[str, KeptPage] | None = None,
    ) -> None:
        """``shown``: a name for what all pages show, such as settings, the date and the entries of
        the navigation. ``previous``: the last site; ``last``: its pages, if they were read before.

        What the last build left in that is not read: how each file was left is kept too.
        """
        self.shown = shown
        self._cache = cache
        self._kind = f"{edition.value}/pages"
        self.previous = previous
        if previous is not None and last is None:
            last, _ = left_pages(cache, edition, previous)
        self._last = last or {}
        self.pages: dict[str, KeptPage] = {}

    def key(self, source: Page, own: str, place: Place, targets: Mapping[str, str]) -> str:
        """The name of everything that a page depends on; empty if its navigation leads nowhere.

        ``own``: its digest.
        """
        urls = [targets.get(path, "") for path in listed_paths(source)]
        if not all(urls):
            return ""  # MkDocs is told so whenever the page is made
        return digest(self.shown, own, *urls, repr(tuple(place)))

    def find(
        self,
        place: Place,
        key: str,
        own: str,
        *,
        targets: Mapping[str, str],
        again: Callable[[], bytes],
    ) -> tuple[KeptPage, str] | None:
        """A page as it was kept, if all that it links to is where it was, and its HTML.

        Empty, if its file lies in the last site as it was left there. ``own``: the digest of the
        page; ``again``: makes what the search finds on it, should that be nowhere to be found.
        """
        load = partial(_records, self._cache, self._kind, key, again)
        found, html = self._left(place, key, own, load), ""
        if found is None:
            found, html = self._kept(place, key, own, load)
        if found is None:
            return None
        if not all(path in targets for path in found.links):
            return None
        if any(targets.get(path) != url for path, url in found.targets.items()):
            return None
        self.pages[place.path] = found
        return found, html

    def _left(self, place: Place, key: str, own: str, load: Callable[[], bytes]) -> KeptPage | None:
        """What is known of a page if its file lies in the last site as it was left there."""
        row = self._last.get(place.path)
        if not key or row is None or row.key != key:
            return None
        if row.state != state_of_file(f"{self.previous}/{place.file}"):
            return None
        if not self._cache.has(self._kind, key):
            return None
        searched = replace(row.searched, load=load)
        return replace(row, place=place, digest=own, searched=searched, state="", line="")

    def _kept(
        self, place: Place, key: str, own: str, load: Callable[[], bytes]
    ) -> tuple[KeptPage | None, str]:
        data = self._cache.get(self._kind, key) if key else None
        try:
            head, _, html = (data or b"").split(b"\n", 2)
            return KeptPage.of(json.loads(head), place, key, own, load=load), html.decode()
        except (ValueError, TypeError):
            return None, ""

    def keep(
        self,
        place: Place,
        key: str,
        own: str,
        html: str,
        *,
        anchors: Iterable[str],
        links: Mapping[str, Mapping[str, str]],
        resolved: Iterable[str],
        searched: Searched,
        targets: Mapping[str, str],
    ) -> KeptPage | None:
        """Keep a page that was just made; ``None`` if one of its links leads nowhere.

        ``anchors``, ``links``, ``resolved``: as in a ``ConvertedPage``.
        """
        found: dict[str, str] = {}
        for path in filter(None, (path_of(link, place.path) for link in resolved)):
            if path not in targets:
                return None
            found[path] = targets[path]
        kept = KeptPage(place, key, own, tuple(sorted(anchors)), links, found, searched)
        self.pages[place.path] = kept
        if key:
            data = "\n".join((json.dumps(kept.as_data()), searched.load().decode(), html))
            self._cache.put(self._kind, key, data.encode(errors="xmlcharrefreplace"))
        return kept

    def leave(self, site: Path) -> str:
        """Say how the pages of a complete site, which is to be the next last one, were left.

        Returns a name for all that is said.
        """
        data = "\n".join(each.line or _line(each, site) for each in self.pages.values()).encode()
        self._cache.put(f"{self._kind}/left", digest(str(self.previous)), data)
        return digest(data)


def _line(kept: KeptPage, site: Path) -> str:
    """All that is known of a page of a site, on one line."""
    state = kept.state or state_of_file(f"{site}/{kept.place.file}", alone=False)
    return json.dumps((kept.place, kept.key, kept.digest, state, kept.as_data()))


def left_pages(cache: Cache, edition: Edition, site: Path) -> tuple[dict[str, KeptPage], str]:
    """The pages of a site as they were left, by path, and a name for all that was said of them.

    Nothing, if that is not known.
    """
    kind = f"{edition.value}/pages"
    data = cache.get(f"{kind}/left", digest(str(site))) or b""
    found: dict[str, KeptPage] = {}
    try:
        for line in data.decode().splitlines():
            place, key, own, state, said = json.loads(line)
            load = partial(_records, cache, kind, key, _not_kept)
            at = Place.of(place)
            found[at.path] = KeptPage.of(said, at, key, own, load=load, state=state, line=line)
    except (ValueError, TypeError):
        return {}, ""
    return found, digest(data)


def _records(cache: Cache, kind: str, key: str, again: Callable[[], bytes]) -> bytes:
    """What the search finds on a page, made ``again`` if it is not there any more."""
    parts = (cache.get(kind, key) or b"").split(b"\n", 2)
    return parts[1] if len(parts) == 3 else again()


def _not_kept() -> bytes:
    raise NotKeptError


def shown_by(entries: Sequence[NavigationEntry], *shown: str) -> str:
    """A name for what all pages show; ``entries``: of the navigation."""
    return digest(*shown, repr(tuple(entries)))


def digest_of(source: Page) -> str:
    """A name for all that a page says."""
    return source.digested(PAGES.digest_of)
