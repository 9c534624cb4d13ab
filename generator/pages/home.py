"""``/``: an entrance for each group of readers, due dates, and recent changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.editions import Catalog
from generator.findings.classification import Edition
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import (
    ACCOUNTS,
    COMPARE,
    COMPETENCIES,
    DATA_ANCHOR,
    ONBOARDING,
    REPORTS,
    ROLES,
    Link,
)
from generator.pages.kit.page import Footer, Page
from generator.pages.reports.recent import changed, due, latest
from generator.text import markdown as md
from generator.text.formats import are, capital, counted

PATH = "index.md"
DAYS = 30
_MOST_ROWS = 15


@dataclass(frozen=True, slots=True)
class Door:
    """The entrance for one group of readers: a sentence, and more links."""

    link: Link
    what: str
    also: list[Link]


def pages(context: Context) -> Iterator[Page]:
    """The home page, which exists in every edition."""
    catalog = context.catalog
    overdue, coming = due(context, DAYS)
    news = changed(context, DAYS)
    rows = [*overdue, *coming]
    yield handbook_page(
        context.names,
        "home.md.j2",
        PATH,
        "Account Playbook",
        {
            "what": _what(catalog),
            "doors": _doors(catalog),
            "days": DAYS,
            "due": rows[:_MOST_ROWS],
            "due_summary": _due_summary(len(overdue), len(coming)),
            "more_due": max(0, len(rows) - _MOST_ROWS),
            "all_due": "reports/overdue.md" if catalog.accounts else "",
            "owners": any(row.owner for row in rows),
            "news": news[:_MOST_ROWS],
            "latest": None if news else latest(context),
            "more_news": max(0, len(news) - _MOST_ROWS),
        },
        section="home",
        foot=Footer(source=f"{_folders(catalog)}, as of {md.day_text(context.insight.as_of)}"),
        description=_what(catalog),
    )


def _folders(catalog: Catalog) -> str:
    return "accounts/ and content/" if catalog.accounts else "content/"


def _what(catalog: Catalog) -> str:
    organisation = catalog.definitions.organisation
    at = f" at {organisation.name}" if organisation else ""
    holds = "accounts, roles and competencies" if catalog.accounts else "roles and competencies"
    made_up = (
        " All companies and people are made up." if organisation and organisation.fictional else ""
    )
    return f"Key account management{at}: {holds} in one place, checked and up to date.{made_up}"


def _doors(catalog: Catalog) -> list[Door]:
    """The entrances that lead somewhere in this edition."""
    doors = [_role_door(catalog)] if catalog.roles and _for_hr(catalog) else []
    if catalog.definitions.onboarding:
        doors.append(
            Door(
                Link("I am new here", ONBOARDING.path),
                "what to read, whom to meet and what to do in your first 90 days, by role.",
                [],
            )
        )
    if catalog.accounts:
        doors.append(
            Door(
                Link("I review a strategy", ACCOUNTS.path),
                "where every account stands, what changed and what needs a decision.",
                [Link("Findings", "reports/findings.md"), Link(REPORTS.title, REPORTS.path)],
            )
        )
    if catalog.roles and not _for_hr(catalog):
        doors.append(_role_door(catalog))
    return doors


def _for_hr(catalog: Catalog) -> bool:
    return catalog.edition is Edition.HR


def _role_door(catalog: Catalog) -> Door:
    """The entrance to the roles, first for HR, with links to the data."""
    also = [Link(COMPARE.title, COMPARE.path)]
    if catalog.competencies:
        also.append(Link(COMPETENCIES.title, COMPETENCIES.path))
    what = "what each role is for, what it must be good at and where it leads."
    if not _for_hr(catalog):
        return Door(Link("I look up a role", ROLES.path), what, also)
    also.append(Link("the roles as data", ROLES.path, DATA_ANCHOR))
    if catalog.competencies:
        also.append(Link("the competencies as data", COMPETENCIES.path, DATA_ANCHOR))
    return Door(Link("I work in HR and look up a role", ROLES.path), what, also)


def _due_summary(overdue: int, coming: int) -> str:
    """``2 things are overdue and 5 fall due by 2 Dec 2026.``"""
    if not overdue and not coming:
        return f"Nothing is overdue, and nothing falls due in the next {DAYS} days."
    late = f"{capital(counted(overdue, 'thing'))} {are(overdue)} overdue"
    verb = "falls" if coming < 2 else "fall"
    next_up = f"{counted(coming, 'thing') if not overdue or not coming else coming} {verb} due"
    if not overdue:
        late = "Nothing is overdue"
    return f"{late}; {next_up} in the next {DAYS} days."
