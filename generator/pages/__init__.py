"""The pages: one module per kind, with its input in :data:`KINDS` and :class:`Page` objects as
output.

Templates do not filter, sort or compute: their modules do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from generator.pages import account, home, inputs, reports
from generator.pages.competency import competency as competencies
from generator.pages.competency import fit
from generator.pages.glossary import glossary
from generator.pages.kit.context import Context
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.method import index as methods
from generator.pages.method import method
from generator.pages.onboarding import onboarding
from generator.pages.portfolio import portfolio
from generator.pages.role import role as roles


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: a function that yields its inputs, and one that makes pages from an input.

    Pages depend on their input only, so equal inputs give equal pages.
    """

    gets: Callable[[Context], Iterable[Any]]
    pages: Callable[[Any], Iterable[Page]]

    def of(self, context: Context) -> Iterator[Page]:
        """The pages of this kind in an edition."""
        for given in self.gets(context):
            values = (getattr(given, each.name) for each in fields(given))
            yield from context.memory.recall(_made, self.pages, type(given), *values)


def _made(
    pages: Callable[[Any], Iterable[Page]], given: type[Any], *values: object
) -> tuple[Page, ...]:
    return tuple(pages(given(*values)))


KINDS = (
    PageKind(inputs.home, home.pages),
    PageKind(inputs.portfolio, portfolio.pages),
    PageKind(inputs.accounts, account.pages),
    PageKind(inputs.several_roles, roles.pages),
    PageKind(inputs.roles, roles.pages_of_role),
    PageKind(inputs.framework, competencies.pages),
    PageKind(inputs.competencies, competencies.pages_of_competency),
    PageKind(inputs.fit, fit.pages),
    PageKind(inputs.several_methods, methods.pages),
    PageKind(inputs.methods, method.pages),
    PageKind(inputs.onboarding, onboarding.pages),
    PageKind(inputs.reports, reports.pages),
    PageKind(inputs.glossary, glossary.pages),
    PageKind(inputs.sources, glossary.sources_page),
)


def all_pages(context: Context) -> tuple[Page, ...]:
    """All pages of the edition, by path."""
    found = [page for kind in KINDS for page in kind.of(context)]
    return tuple(sorted(found, key=lambda page: page.path))


__all__ = ["KINDS", "NavigationItem", "Page", "PageKind", "all_pages"]
