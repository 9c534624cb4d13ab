"""The navigation that the templates show, at a constant cost for each page.

MkDocs' own navigation is a tree of all pages that is rendered for every page; with a thousand
accounts that is most of the build. Here a page gets the top-level entries and its siblings only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator.pages.kit.page import NavigationItem
from generator.site.generated_page import GeneratedPage

log = get_plugin_logger("playbook")

SECTIONS = {
    "home": "Home",
    "accounts": "Accounts",
    "people": "People",
    "roles": "Roles",
    "competencies": "Competencies",
    "methods": "Methods",
    "onboarding": "Onboarding",
    "reports": "Reports",
    "glossary": "Glossary",
    "guides": "Guides",
}
_MAX_SIBLINGS = 60
"""A longer list of hand-written pages in one section is left out, as nobody would scan it."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link; ``url`` is relative to the site's root, for the templates' ``url`` filter."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A top-level entry. ``open``: the current page belongs to it; only then it has ``pages``.

    ``group``: the heading of those pages (an account's name); empty if the entry's title suffices.
    """

    key: str
    title: str
    url: str
    current: bool = False
    open: bool = False
    group: str = ""
    pages: tuple[NavigationLink, ...] = ()


@dataclass(frozen=True, slots=True)
class PageNavigation:
    """The navigation of one page: the entries, and its breadcrumbs, outermost first."""

    entries: tuple[NavigationEntry, ...]
    breadcrumbs: tuple[NavigationLink, ...] = ()


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


def page_navigation(site: SiteNavigation, page: MkDocsPage | None, files: Files) -> PageNavigation:
    """The navigation of ``page``; ``None`` stands for templates without a page, such as 404."""
    if page is None:
        return PageNavigation(site.entries)
    if isinstance(page, GeneratedPage):
        source = page.source
        siblings = _links(source.siblings, page, files)
        group = _group(page)
        return PageNavigation(
            _opened(site.entries, source.section, page.url, group, siblings),
            _links(source.breadcrumbs, page, files),
        )
    key = section_key(page)
    pages = site.hand_written.get(key, ())
    siblings = tuple(
        NavigationLink(plain_title(other.title), other.url or "./", other is page)
        for other in pages
    )
    if not 1 < len(siblings) <= _MAX_SIBLINGS:
        siblings = ()
    entries = _opened(site.entries, key, page.url, "", siblings)
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


def _opened(
    entries: Sequence[NavigationEntry],
    key: str,
    url: str,
    group: str,
    pages: tuple[NavigationLink, ...],
) -> tuple[NavigationEntry, ...]:
    return tuple(
        _with_pages(entry, url or "./", group, pages) if entry.key == key else entry
        for entry in entries
    )


def _with_pages(
    entry: NavigationEntry, url: str, group: str, pages: tuple[NavigationLink, ...]
) -> NavigationEntry:
    """The entry of the current page; a section's own page is the entry, not one below it."""
    if any(page.url == entry.url for page in pages):
        group, pages = "", tuple(page for page in pages if page.url != entry.url)
    return NavigationEntry(entry.key, entry.title, entry.url, entry.url == url, True, group, pages)


def _links(
    items: Sequence[NavigationItem], page: GeneratedPage, files: Files
) -> tuple[NavigationLink, ...]:
    links = []
    for item in items:
        file = files.get_file_from_path(item.path)
        if file is None:
            log.warning(
                f"Page '{page.file.src_uri}' lists '{item.path}' in its navigation, "
                "but there is no such page."
            )
        else:
            links.append(NavigationLink(item.title, file.url, item.path == page.source.path))
    return tuple(links)


def _group(page: GeneratedPage) -> str:
    """The heading of the siblings of a page: the title of the first of them."""
    source = page.source
    if not source.siblings:
        return ""
    first = source.siblings[0].path
    if first == source.path:
        return source.title
    return next((item.title for item in source.breadcrumbs if item.path == first), "")


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
