"""The navigation that the templates show, at a constant cost for each page.

MkDocs' own navigation is a tree of all pages that is rendered for every page; with a thousand
accounts that is most of the build. Here a page gets the top-level entries and its siblings only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.pages.kit.page import NavigationItem, Page

SECTIONS = {
    "home": "Home",
    "accounts": "Accounts",
    "roles": "Roles",
    "competencies": "Competencies",
    "methods": "Methods",
    "onboarding": "Onboarding",
    "reports": "Reports",
    "glossary": "Glossary",
    "guides": "Guides",
}


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


def navigation_of(
    source: Page, url: str, entries: Sequence[NavigationEntry], targets: Mapping[str, str]
) -> PageNavigation:
    """The navigation of a generated page at ``url``.

    ``targets``: the address of each page by path; what it does not hold is left out.
    """
    siblings = _links(source.siblings, source.path, targets)
    return PageNavigation(
        opened(entries, source.section, url, _group(source), siblings),
        _links(source.breadcrumbs, source.path, targets),
    )


def listed_paths(source: Page) -> Iterator[str]:
    """The paths that the navigation of a generated page names."""
    for each in (*source.siblings, *source.breadcrumbs):
        yield each.path


def opened(
    entries: Sequence[NavigationEntry],
    key: str,
    url: str,
    group: str,
    pages: tuple[NavigationLink, ...],
) -> tuple[NavigationEntry, ...]:
    """The entries for the page at ``url``, of which that with ``key`` is open."""
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
    items: Sequence[NavigationItem], path: str, targets: Mapping[str, str]
) -> tuple[NavigationLink, ...]:
    return tuple(
        NavigationLink(item.title, targets[item.path], item.path == path)
        for item in items
        if item.path in targets
    )


def _group(source: Page) -> str:
    """The heading of the siblings of a page: the title of the first of them."""
    if not source.siblings:
        return ""
    first = source.siblings[0].path
    if first == source.path:
        return source.title
    return next((item.title for item in source.breadcrumbs if item.path == first), "")
