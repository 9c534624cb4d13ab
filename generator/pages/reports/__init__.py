"""``/reports/``: reports for senior account management, one module each.

Only in editions with accounts.
"""

from collections.abc import Iterator
from functools import partial

from generator.pages.kit.context import Deferred
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import REPORTS, FileLink
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.reports import (
    capacity,
    findings,
    freshness,
    overdue,
    portfolio,
    progress,
    relationships,
    satisfaction,
)
from generator.pages.reports.report import Report, ReportsInput
from generator.text import markdown as md
from generator.text.formats import capital, listed

_MODULES = (
    *(portfolio, progress, relationships, satisfaction),
    *(capacity, freshness, overdue, findings),
)


def pages(given: ReportsInput) -> Iterator[Page | Deferred[Page]]:
    """The list, and each report as what it is made from."""
    reports = [found for module in _MODULES if (found := module.report(given))]
    other_pages = (
        NavigationItem("All reports", REPORTS.path),
        *(NavigationItem(report.title, report.path) for report in reports),
    )
    foot = Footer(source=f"accounts/ and content/, as of {md.day_text(given.names.as_of)}")
    yield handbook_page(
        given.names,
        "reports/index.md.j2",
        REPORTS.path,
        REPORTS.title,
        {"reports": reports},
        foot=foot,
        siblings=other_pages,
        description=f"{capital(listed([report.title.lower() for report in reports]))}.",
    )
    for report in reports:
        parts = (given.names, report, given.files.get(report.name, ()), other_pages, foot)
        yield Deferred(parts, partial(_page, *parts))


def _page(
    names: Names,
    report: Report,
    files: tuple[FileLink, ...],
    other_pages: tuple[NavigationItem, ...],
    foot: Footer,
) -> Page:
    return handbook_page(
        names,
        f"reports/{report.name}.md.j2",
        report.path,
        report.title,
        {
            "opening": report.opening,
            "further": report.further,
            "next": report.next,
            "pictures": report.pictures,
            "files": files,
            **report.values,
        },
        foot=foot,
        siblings=other_pages,
        breadcrumbs=(REPORTS,),
        description=report.asks,
        pictures=report.pictures,
        synonyms=[(report.title, report.found_by)] if report.found_by else (),
    )
