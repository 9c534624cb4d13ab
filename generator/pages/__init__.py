"""One module per kind of page: view and insight in, :class:`Page` out.

A page never filters, sorts or computes in its template: its module does.
"""

from generator.pages import account, home, reports
from generator.pages.competency import competency as competencies
from generator.pages.competency import fit
from generator.pages.glossary import glossary, sources
from generator.pages.kit.context import Context
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.method import index as methods
from generator.pages.onboarding import onboarding
from generator.pages.portfolio import portfolio
from generator.pages.role import index as roles

_KINDS = (
    home.pages,
    portfolio.pages,
    account.pages,
    roles.pages,
    competencies.pages,
    fit.pages,
    methods.pages,
    onboarding.pages,
    reports.pages,
    glossary.pages,
    sources.pages,
)


def all_pages(context: Context) -> tuple[Page, ...]:
    """Every page of the edition, by path."""
    found = [page for kind in _KINDS for page in kind(context)]
    return tuple(sorted(found, key=lambda page: page.path))


__all__ = ["NavigationItem", "Page", "all_pages"]
