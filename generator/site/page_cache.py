"""Finished pages kept for the next build.

A page is kept under the name of everything that it depends on: the page itself, its place in the
navigation, the settings of the site and the version of the program. Where another plugin or a
template of the site's own has a say, no page is kept, as nobody knows what that depends on.
"""

import json
import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from generator.cache.disk import Cache, digest
from generator.findings.classification import Edition
from generator.site.addresses import NAME as ADDRESSES
from generator.site.bundled import bundled
from generator.site.generated_page import GeneratedPage
from generator.site.navigation import SiteNavigation, page_navigation
from generator.site.search_records import Searched, SearchName, SearchRecord
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


@dataclass(frozen=True, slots=True)
class _KeptPage:
    """A finished page. ``searched``: what it gives to the search.

    ``anchors``: its own; ``links``: those it points to on other pages, by path, as MkDocs checks
    them: anchor and link; ``targets``: the address of each file that it links to, by path.
    """

    html: str
    searched: Searched
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]
    targets: Mapping[str, str]

    def as_bytes(self) -> bytes:
        """For the cache; :meth:`of_bytes` reads it."""
        head = {
            "records": self.searched.records,
            "names": self.searched.names,
            "anchors": sorted(self.anchors),
            "links": self.links,
            "targets": self.targets,
        }
        return f"{json.dumps(head)}\n{self.html}".encode(errors="xmlcharrefreplace")

    @classmethod
    def of_bytes(cls, data: bytes) -> "_KeptPage":
        """Reads what :meth:`as_bytes` wrote."""
        text, _, html = data.partition(b"\n")
        head = json.loads(text)
        return cls(
            html=html.decode(),
            searched=Searched(
                tuple(SearchRecord(*each) for each in head["records"]),
                tuple(SearchName(*each) for each in head["names"]),
            ),
            anchors=frozenset(head["anchors"]),
            links=head["links"],
            targets=head["targets"],
        )


class PageCache:
    """The finished pages of a site in a cache."""

    def __init__(
        self, cache: Cache, edition: Edition, site: SiteNavigation, shown: Iterable[str]
    ) -> None:
        """``site``: its navigation, with the titles of all hand-written pages; ``shown``: what all
        pages show beside it, such as settings and the date.
        """
        self._cache = cache
        self._kind = f"{edition.value}/pages"
        self._site = site
        self._shown = digest(*shown)

    def key(self, page: GeneratedPage, files: Files) -> str:
        """The name of everything that a page depends on."""
        around = (page.previous_page, page.next_page)
        return digest(
            self._shown,
            repr(page.source),
            repr(page_navigation(self._site, page, files)),
            repr([(each.url, each.title) for each in around if each is not None]),
            repr((page.url, page.file.dest_uri, page.edit_url, page.canonical_url)),
            repr((page.update_date, page.is_homepage)),
        )

    def finish(self, page: GeneratedPage, key: str, files: Files) -> Searched | None:
        """Finish ``page`` as it was kept, if all that it links to is where it was.

        Returns what it gives to the search, or ``None`` if it has to be made.
        """
        data = self._cache.get(self._kind, key)
        if data is None:
            return None
        try:
            kept = _KeptPage.of_bytes(data)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        there = {}
        for path in {*kept.targets, *kept.links}:
            file = files.get_file_from_path(path)
            if file is None or file.url != kept.targets.get(path, file.url):
                return None
            there[path] = file
        links = {there[path]: dict(found) for path, found in kept.links.items()}
        page.finish(kept.html, kept.anchors, links)
        return kept.searched

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
        links = {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()}
        anchors = frozenset(page.present_anchor_ids or ())
        kept = _KeptPage(html, searched, anchors, links, targets)
        self._cache.put(self._kind, key, kept.as_bytes())


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
