"""The pages: one module per kind, with its input in :data:`KINDS` and :class:`Page` objects as
output.

Templates do not filter, sort or compute: their modules do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import Any

from pydantic import TypeAdapter

from generator.pages import account, home, inputs, reports
from generator.pages.competency import competency as competencies
from generator.pages.competency import fit
from generator.pages.glossary import glossary
from generator.pages.kit.context import Context, Deferred
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.method import index as methods
from generator.pages.method import method
from generator.pages.onboarding import onboarding
from generator.pages.portfolio import portfolio
from generator.pages.role import role as roles


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: a function that yields its inputs, and one that makes pages from an input.

    Pages depend on their input only, so equal inputs give equal pages. ``of_all``: an edit nearly
    always changes them, so they are not remembered.
    """

    gets: Callable[[Context], Iterable[Any]]
    pages: Callable[[Any], Iterable[Page]]
    of_all: bool = False

    def of(self, context: Context) -> Iterator[Page]:
        """The pages of this kind in an edition."""
        for given in self.gets(context):
            if self.of_all:
                yield from self.pages(given)
            elif isinstance(given, Deferred):
                make = partial(self._made, given)
                yield from context.memory.keep(self.pages, given.parts, make, PAGES)
            else:
                values = (getattr(given, each.name) for each in fields(given))
                made = (self.pages, type(given), *values)
                yield from context.memory.recall(_made, *made, form=PAGES)

    def _made(self, given: Deferred[Any]) -> tuple[Page, ...]:
        return tuple(self.pages(given.make()))


def _made(
    pages: Callable[[Any], Iterable[Page]], given: type[Any], *values: object
) -> tuple[Page, ...]:
    return tuple(pages(given(*values)))


class _Pages:
    """Pages as JSON."""

    @cached_property
    def _adapter(self) -> TypeAdapter[tuple[Page, ...]]:
        return TypeAdapter(tuple[Page, ...])

    def dump(self, value: tuple[Page, ...]) -> bytes:
        return self._adapter.dump_json(value)

    def load(self, data: bytes) -> tuple[Page, ...]:
        return self._adapter.validate_json(data)


PAGES = _Pages()

KINDS = (
    PageKind(inputs.home, home.pages, of_all=True),
    PageKind(inputs.portfolio, portfolio.pages, of_all=True),
    PageKind(inputs.accounts, account.pages),
    PageKind(inputs.several_roles, roles.pages),
    PageKind(inputs.roles, roles.pages_of_role),
    PageKind(inputs.framework, competencies.pages),
    PageKind(inputs.competencies, competencies.pages_of_competency),
    PageKind(inputs.fit, fit.pages),
    PageKind(inputs.several_methods, methods.pages),
    PageKind(inputs.methods, method.pages),
    PageKind(inputs.onboarding, onboarding.pages),
    PageKind(inputs.reports, reports.pages, of_all=True),
    PageKind(inputs.glossary, glossary.pages),
    PageKind(inputs.sources, glossary.sources_page),
)


def all_pages(context: Context) -> tuple[Page, ...]:
    """All pages of the edition, by path."""
    found = [page for kind in KINDS for page in kind.of(context)]
    return tuple(sorted(found, key=lambda page: page.path))


__all__ = ["KINDS", "PAGES", "NavigationItem", "Page", "PageKind", "all_pages"]
