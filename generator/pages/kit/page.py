"""The result of page modules, and page footers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.charts import Picture
from generator.model.item import Item
from generator.pages.kit.checklists import Checklist
from generator.pages.kit.tables import ComparedTable, SortableTable


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link in the section's navigation; ``path``: as in :class:`Page`."""

    title: str
    path: str


class _ReadLater:
    """The base of what is there in part, and read when somebody asks for more."""

    __slots__ = ("_read",)
    _read: Callable[[], Any]

    if not TYPE_CHECKING:  # which would take any name for a field

        def __getattr__(self, name: str) -> Any:
            """Called for a field that is not there yet."""
            known = {each.name for each in fields(self)}
            if name not in known:
                raise AttributeError(f"{type(self).__name__} has no `{name}`")
            found = self._read()
            object.__delattr__(self, "_read")
            for each in known.difference(PageOutline._fields):
                object.__setattr__(self, each, getattr(found, each))
            return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Page(_ReadLater):
    """One generated page, before any site engine sees it.

    ``path``: Markdown path inside the site, ``accounts/acme/strategy.md``; ``index.md`` for a
    folder's own page. ``title``: plain text, not encoded. ``markdown``: the body in our subset,
    starting with its one level-1 heading. ``source``: the definition file behind it, relative to
    the repository, or ``None``. ``section``: the top-level navigation entry it belongs to
    (``accounts``, ``roles``, ``competencies``, ``methods``, ``onboarding``, ``reports``,
    ``glossary``, ``home``). ``siblings``: the pages beside it (an account's or a role's own
    pages), in reading order. ``breadcrumbs``: the pages above it, outermost first, without home.
    ``boost``: search weight among pages of its kind, 1.0 is neutral. ``description``: one plain
    sentence for search engines and link previews. ``former_paths``: paths it had under former ids,
    which redirect. ``pictures``: files beside the page, which its Markdown shows as
    ``![alt](name)``.
    ``synonyms``: a heading of the page, as plain text, and words that search takes as its equals.
    ``repeated``: headings, likewise, of sections that repeat other pages, for search to leave out.
    ``sortable``: which of its tables readers sort and filter. ``compared``: which of them set
    things side by side, for readers to choose from. ``structured``: what the page says to programs,
    as JSON-LD without its own address. ``off_paper``: anchors of the sections that are left out
    when the page is printed.
    ``checklist``: what readers fill in on the page, if it is a list to fill in. ``readers``: names
    and paths of the pages of people, one of whom may be the reader, who then finds their work here.
    ``layout``: how the
    site places its sections on a wide screen; empty for one below the other. ``digest``: of all
    this, once it is known, and ``picture_names``: of ``pictures``, if it was read from a cache.
    """

    path: str
    title: str
    markdown: str
    source: str | None = None
    section: str = "home"
    siblings: tuple[NavigationItem, ...] = ()
    breadcrumbs: tuple[NavigationItem, ...] = ()
    boost: float = 1.0
    description: str = ""
    former_paths: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    repeated: tuple[str, ...] = ()
    sortable: tuple[SortableTable, ...] = ()
    compared: tuple[ComparedTable, ...] = ()
    structured: Mapping[str, object] | None = None
    off_paper: tuple[str, ...] = ()
    checklist: Checklist | None = None
    readers: tuple[tuple[str, str], ...] = ()
    layout: str = ""
    digest: str = field(default="", init=False, compare=False, repr=False)
    picture_names: tuple[str, ...] = field(default=(), init=False, compare=False, repr=False)

    @classmethod
    def read_later(cls, outline: "PageOutline", read: Callable[[], "Page"]) -> "Page":
        """A page of which the outline is there; ``read`` gives it when somebody asks for more."""
        page = cls.__new__(cls)
        for name, value in zip(PageOutline._fields, outline, strict=True):
            _set(page, name, value)
        if not outline.picture_names:
            _set(page, "pictures", ())
        _set(page, "_read", read)
        return page

    def digested(self, digest: Callable[["Page"], str]) -> str:
        """The name for all that it says; ``digest`` is asked once in the life of a page."""
        if not self.digest:
            _set(self, "digest", digest(self))
        return self.digest


_set = object.__setattr__  # pages are frozen


class PageOutline(NamedTuple):
    """What other pages and the site depend on; fields as in :class:`Page`."""

    path: str
    title: str
    former_paths: tuple[str, ...]
    digest: str
    picture_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """The footer of a page: owner, version and review."""

    source: str | None = None
    owner: str | None = None
    version: str | None = None
    approved: str | None = None
    reviewed: object | None = None
    next_review: object | None = None
    history: str | None = None

    def of_page(self, path: str) -> "Footer":
        """The footer on the page at ``path``, without links to that page itself."""
        return replace(self, history=None) if self.history == path else self


def source_of(item: Item) -> str | None:
    """The source file of a definition."""
    return item.where.path or None
