"""Finished pages kept for the next build.

A page is kept under the name of everything that it depends on: the page itself, its place in the
navigation, the settings of the site and the version of the program. Where another plugin or a
template of the site's own has a say, no page is kept, as nobody knows what that depends on.
"""

import json
import os
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from generator.cache.disk import Cache, digest
from generator.findings.classification import Edition
from generator.pages import PAGES
from generator.site.addresses import NAME as ADDRESSES
from generator.site.bundled import bundled
from generator.site.generated_page import GeneratedPage
from generator.site.linked import state_of_file
from generator.site.navigation import SiteNavigation
from generator.site.search_records import Searched, SearchName
from generator.site.settings import PLUGIN, THEMES_SEARCH

_NOT_IN_PAGES = (
    *("plugins", "hooks", "theme", "site_dir", "docs_dir", "config_file_path", "watch", "dev_addr"),
    *("markdown_extensions", "mdx_configs"),  # these of hand-written pages, which are always made
)
"""Settings that no generated page shows, or that are looked at apart."""

_OTHERS = frozenset({THEMES_SEARCH})
"""Plugins that leave generated pages alone."""

_LEADS_ELSEWHERE = re.compile(rb"INHERIT|![A-Za-z!<]")
"""In ``mkdocs.yml``: a file to inherit from, a variable of the environment, a function."""

_READS_NO_FILES = re.compile(
    r"(markdown\.extensions\.)?(abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code"
    r"|footnotes|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc)"
    r"|pymdownx\.(arithmatex|betterem|blocks\.\w+|caret|critic|details|emoji|escapeall|extra"
    r"|fancylists|highlight|inlinehilite|keys|magiclink|mark|progressbar|quotes|saneheaders"
    r"|smartsymbols|striphtml|superfences|tabbed|tasklist|tilde)"
)
"""Extensions for hand-written pages that look at the page alone; the others may read any file."""


class _KeptPage(NamedTuple):
    """A finished page without its text. ``size``, ``digest``: of its records in the search.

    ``names``: those it has there; ``anchors``: its own; ``links``: those it points to on other
    pages, by path, as MkDocs checks them: anchor and link; ``targets``: the address of each file
    that it links to, by path.
    """

    size: int
    digest: str
    names: tuple[SearchName, ...]
    anchors: tuple[str, ...]
    links: Mapping[str, Mapping[str, str]]
    targets: Mapping[str, str]

    @classmethod
    def of(cls, plain: Any) -> "_KeptPage":
        """Reads what JSON made of it; raises ValueError or TypeError for anything else."""
        count, text, names, anchors, links, targets = plain
        found = tuple(SearchName(*each) for each in names)
        return cls(int(count), str(text), found, tuple(anchors), dict(links), dict(targets))


class PageCache:
    """The finished pages of a site in a cache.

    What the last build left in the site's folder is not read: how each file was left is kept too.
    """

    def __init__(
        self,
        cache: Cache,
        edition: Edition,
        site: SiteNavigation,
        shown: Iterable[str],
        previous: Path | None = None,
    ) -> None:
        """``site``: its navigation, with the titles of all hand-written pages; ``shown``: what all
        pages show beside it, such as settings and the date. ``previous``: the last site.
        """
        self._cache = cache
        self._kind = f"{edition.value}/pages"
        self._shown = digest(*shown, repr(site.entries))
        self._previous = previous
        self._last = self._read_left() if previous else {}
        self._now: dict[str, tuple[str, _KeptPage]] = {}

    def key(self, page: GeneratedPage, files: Files) -> str:
        """The name of everything that a page depends on; empty if its navigation leads nowhere."""
        around = (page.previous_page, page.next_page)
        listed = (*page.source.siblings, *page.source.breadcrumbs)
        urls = [files.src_uris[each.path].url for each in listed if each.path in files.src_uris]
        if len(urls) != len(listed):
            return ""  # MkDocs is told so whenever the page is made
        return digest(
            self._shown,
            page.source.digest or PAGES.digest_of(page.source),
            *urls,
            repr([(each.url, each.title) for each in around if each is not None]),
            repr((page.url, page.file.dest_uri, page.edit_url, page.canonical_url)),
            repr((page.update_date, page.is_homepage)),
        )

    def finish(
        self,
        page: GeneratedPage,
        key: str,
        files: Files,
        again: Callable[[], bytes],
    ) -> Searched | None:
        """Finish ``page`` as it was kept, if all that it links to is where it was.

        Returns what it gives to the search, or ``None`` if it has to be made. ``again``: makes its
        records, should they be asked for and nowhere to be found.
        """
        place = page.file.dest_uri
        left = self._left(place, key)
        kept, html = (left, "") if left else self._kept(key)
        if kept is None:
            return None
        there = {}
        for path in {*kept.targets, *kept.links}:
            file = files.src_uris.get(path)
            if file is None or file.url != kept.targets.get(path, file.url):
                return None
            there[path] = file
        links = {there[path]: dict(found) for path, found in kept.links.items()}
        page.finish(html, kept.anchors, links)
        page.left = f"{self._previous}/{place}" if left else ""
        self._now[place] = key, kept
        load = partial(self._records, key, again)
        return Searched(page.url, kept.size, kept.digest, kept.names, load)

    def _left(self, place: str, key: str) -> _KeptPage | None:
        """What is known of a page if its file lies in the last site as it was left there."""
        known, state, plain = self._last.get(place, ("", "", None))
        if not key or known != key or state != state_of_file(f"{self._previous}/{place}"):
            return None
        return _KeptPage.of(plain) if self._cache.has(self._kind, key) else None

    def _kept(self, key: str) -> tuple[_KeptPage | None, str]:
        data = self._cache.get(self._kind, key) if key else None
        try:
            head, _, html = (data or b"").split(b"\n", 2)
            return _KeptPage.of(json.loads(head)), html.decode()
        except (ValueError, TypeError):
            return None, ""

    def _records(self, key: str, again: Callable[[], bytes]) -> bytes:
        parts = (self._cache.get(self._kind, key) or b"").split(b"\n", 2)
        return parts[1] if len(parts) == 3 else again()

    def keep(
        self, key: str, html: str, page: GeneratedPage, searched: Searched, files: Files
    ) -> None:
        """Keep a page that was just made, unless one of its links leads nowhere."""
        targets: dict[str, str] = {}
        for link in page.resolved:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            path = posixpath.join(posixpath.dirname(page.file.src_uri), unquote(parts.path))
            file = files.get_file_from_path(posixpath.normpath(path))
            if file is None or file.inclusion.value < InclusionLevel.NOT_IN_NAV.value:
                return
            targets[file.src_uri] = file.url
        if not key:
            return
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        anchors = tuple(sorted(page.present_anchor_ids or ()))
        found = (searched.count, searched.digest, searched.names)
        kept = _KeptPage(*found, anchors, links, targets)
        data = "\n".join((json.dumps(kept), searched.load().decode(), html))
        self._cache.put(self._kind, key, data.encode(errors="xmlcharrefreplace"))
        self._now[page.file.dest_uri] = key, kept

    def leave(self, site: Path) -> None:
        """Say how the pages of a complete site, which is to be the next last one, were left."""
        if self._previous is None:
            return
        rows = {
            place: (key, state_of_file(f"{site}/{place}", alone=False), kept)
            for place, (key, kept) in self._now.items()
        }
        name = digest(str(self._previous))
        self._cache.put(f"{self._kind}/left", name, json.dumps(rows).encode())

    def _read_left(self) -> dict[str, Any]:
        data = self._cache.get(f"{self._kind}/left", digest(str(self._previous)))
        return dict(json.loads(data)) if data else {}


def is_all_ours(config: MkDocsConfig, ours: object) -> bool:
    """Whether nothing but our plugin (``ours``) and its theme may change the generated pages."""
    return not (_others_have_a_say(config, ours) or _has_own_templates(config))


def depends_on_files_alone(path: Path, config: MkDocsConfig) -> bool:
    """Whether a site follows from its definitions, its pages and ``mkdocs.yml`` (``path``).

    Not if a program named there has a say, or the file itself refers to something else.
    """
    return not (
        _others_have_a_say(config, config.plugins.get(PLUGIN))
        or config.theme.custom_dir
        or any(
            name != ADDRESSES and _READS_NO_FILES.fullmatch(name) is None
            for name in config.markdown_extensions
        )
        or _LEADS_ELSEWHERE.search(path.read_bytes())
    )


def _others_have_a_say(config: MkDocsConfig, ours: object) -> bool:
    others = {name for name, each in config.plugins.items() if each is not ours} - _OTHERS
    # A setting with an address in memory says nothing of what it does.
    return bool(others or config.hooks or " at 0x" in settings_of(config))


def settings_of(config: MkDocsConfig) -> str:
    """All settings that a generated page may show."""
    said = {key: value for key, value in config.items() if key not in _NOT_IN_PAGES}
    theme = config.theme
    contents = (config.mdx_configs.get("toc") or {}).get("title")
    shown = (theme.name, str(theme.locale), sorted(theme.items()), contents)
    return repr((sorted(said.items()), *shown))


def _has_own_templates(config: MkDocsConfig) -> bool:
    """Whether a folder of the site changes the theme's templates."""
    theirs = Path(config.theme.custom_dir).resolve() if config.theme.custom_dir else None
    if theirs is None or theirs == bundled("overrides").resolve():
        return False
    walked = os.walk(theirs, followlinks=True)
    return any(name.endswith((".html", ".svg", ".xml")) for _, _, names in walked for name in names)
