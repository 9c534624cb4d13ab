"""The navigation of a site, worked out from what MkDocs knows of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator.site.generated_page import GeneratedPage
from generator.site.navigation import (
    SECTIONS,
    NavigationEntry,
    NavigationLink,
    PageNavigation,
    listed_paths,
    navigation_of,
    opened,
)

log = get_plugin_logger("playbook")

_MAX_SIBLINGS = 60
"""A longer list of hand-written pages in one section is left out, as nobody would scan it."""


@dataclass(frozen=True, slots=True)
class SiteNavigation:
    """The navigation that all pages share. ``hand_written``: pages by key of entry, in order."""

    entries: tuple[NavigationEntry, ...]
    hand_written: dict[str, tuple[MkDocsPage, ...]]


def site_navigation(navigation: Navigation, files: Files) -> SiteNavigation:
    """The top-level entries: existing sections of ours, then further hand-written ones.

    To be called after all pages are rendered, because hand-written ones have no title before.
    """
    entries = {entry.key: entry for entry in _sections(files)}
    hand_written: dict[str, tuple[MkDocsPage, ...]] = {}
    for item in navigation.items:
        if isinstance(item, GeneratedPage):
            continue
        pages = tuple(page for page in _pages(item) if not isinstance(page, GeneratedPage))
        key = section_key(pages[0]) if pages else plain_title(item.title)
        url = pages[0].url or "./" if pages else getattr(item, "url", "")
        if url:
            entries.setdefault(key, NavigationEntry(key, plain_title(item.title), url))
        if pages:
            hand_written[key] = (*hand_written.get(key, ()), *pages)
    return SiteNavigation(tuple(entries.values()), hand_written)


def page_navigation(
    site: SiteNavigation, page: MkDocsPage | None, targets: Mapping[str, str]
) -> PageNavigation:
    """The navigation of ``page``; ``None`` stands for templates without a page, such as 404.

    ``targets``: the address of each page by path.
    """
    if page is None:
        return PageNavigation(site.entries)
    if isinstance(page, GeneratedPage):
        for path in listed_paths(page.source):
            if path not in targets:
                log.warning(
                    f"Page '{page.file.src_uri}' lists '{path}' in its navigation, "
                    "but there is no such page."
                )
        return navigation_of(page.source, page.url, site.entries, targets)
    key = section_key(page)
    pages = site.hand_written.get(key, ())
    siblings = tuple(
        NavigationLink(plain_title(other.title), other.url or "./", other is page)
        for other in pages
    )
    if not 1 < len(siblings) <= _MAX_SIBLINGS:
        siblings = ()
    entries = opened(site.entries, key, page.url, "", siblings)
    parent = next((entry for entry in entries if entry.open and not entry.current), None)
    return PageNavigation(entries, (NavigationLink(parent.title, parent.url),) if parent else ())


def _sections(files: Files) -> Iterator[NavigationEntry]:
    pages = {file.src_uri: file for file in files.documentation_pages()}
    for key, title in SECTIONS.items():
        paths = ("index.md",) if key == "home" else (f"{key}/index.md", f"{key}.md")
        for path in paths:
            if path in pages:
                yield NavigationEntry(key, title, pages[path].url)
                break


def _pages(item: StructureItem) -> Iterator[MkDocsPage]:
    if isinstance(item, MkDocsPage):
        yield item
    for child in getattr(item, "children", None) or ():
        yield from _pages(child)


def section_key(page: MkDocsPage) -> str:
    """The section of a page; a hand-written one has its topmost folder, or its name at the top."""
    if isinstance(page, GeneratedPage):
        return page.source.section
    folder, slash, _ = page.file.src_uri.partition("/")
    if slash:
        return folder
    return "home" if page.file.name == "index" else page.file.name


def plain_title(title: str | None) -> str:
    """A hand-written page's title as text; MkDocs stores it as HTML."""
    return Markup(title or "").striptags()  # noqa: S704 - only to strip the markup
