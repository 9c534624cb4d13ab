"""``/``: an entrance for each group of readers, due dates, and recent changes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.findings.classification import Edition
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import (
    ACCOUNTS,
    COMPARE,
    COMPETENCIES,
    DATA_ANCHOR,
    ONBOARDING,
    PEOPLE,
    REPORTS,
    ROLES,
    Link,
    person_path,
)
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, Page
from generator.pages.reports.recent import DAYS, Dated, News, urgent_besides
from generator.text import markdown as md
from generator.text.formats import counted, were

PATH = "index.md"
_MOST_ROWS = 15


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """The entrance for one group of readers: a sentence, and more links."""

    link: Link
    what: str
    also: list[Link]


@dataclass(frozen=True, slots=True)
class HomeInput:
    """The input of the home page.

    ``company``: our name, and whether it is ``fictional``; ``due``: what there is to do, the most
    urgent first; ``news``: recent changes, ``latest``: the newest change of all; ``began``: the day
    the handbook began, if it is said; ``newer_texts``: whether texts are newer than the site's day.
    The others: whether the edition has such pages.
    """

    names: Names
    company: str | None
    fictional: bool
    due: tuple[Dated, ...]
    news: tuple[News, ...]
    latest: News | None
    began: date | None
    newer_texts: bool
    has_accounts: bool
    has_competencies: bool
    has_onboarding: bool
    has_roles: bool


def pages(given: HomeInput) -> Iterator[Page]:
    """The home page, which exists in every edition."""
    news, rows = given.news, given.due
    folders = "accounts/ and content/" if given.has_accounts else "content/"
    page = handbook_page(
        given.names,
        "home.md.j2",
        PATH,
        "Account Playbook",
        {
            "what": _what(given),
            "today": _today(given),
            "entry_points": _entry_points(given),
            "days": DAYS,
            "due": rows[:_MOST_ROWS],
            "due_summary": f"On {md.day_text(given.names.as_of)}, {_due_summary(given.due)}",
            "more_due": max(0, len(rows) - _MOST_ROWS),
            "all_due": "reports/overdue.md" if given.has_accounts else "",
            "owners": any(row.owner for row in rows),
            "news": news[:_MOST_ROWS],
            "latest": None if news else given.latest,
            "began": _began(given),
            "more_news": max(0, len(news) - _MOST_ROWS),
        },
        section="home",
        foot=Footer(source=f"{folders}, as of {md.day_text(given.names.as_of)}"),
        description=_what(given),
    )
    people = tuple(given.names.people.values()) if given.names.show_people else ()
    names = Counter(each.name for each in people)
    by_name = sorted(
        (each.name if names[each.name] == 1 else f"{each.name} ({each.id})", person_path(each.id))
        for each in people
    )
    yield replace(page, readers=tuple(by_name))


def _what(given: HomeInput) -> str:
    at = f" at {given.company}" if given.company else ""
    holds = "accounts, roles and competencies" if given.has_accounts else "roles and competencies"
    made_up = " All companies and people are fictional." if given.fictional else ""
    return f"Key account management{at}: {holds} in one place.{made_up}"


def _began(given: HomeInput) -> date | None:
    """The day the handbook began, if nothing has changed since."""
    unchanged = given.latest is None and given.began and given.began <= given.names.as_of
    return given.began if unchanged else None


def _today(given: HomeInput) -> str:
    """The day all pages are of, and whether their texts are newer."""
    day = f"All dates and figures are as of {md.day_text(given.names.as_of)}"
    if not given.newer_texts:
        return f"{day}."
    return f"{day}. Some texts are newer; the list of changes below ends on that day."


def _entry_points(given: HomeInput) -> list[EntryPoint]:
    """The entrances that lead somewhere in this edition."""
    entry_points = [_role_entry_point(given)] if given.has_roles and _for_hr(given) else []
    if given.has_onboarding:
        entry_points.append(
            EntryPoint(
                Link("I am new here", ONBOARDING.path),
                "what to read, whom to meet and what to do in your first 90 days, by role.",
                [],
            )
        )
    if given.names.show_people and given.names.people:
        entry_points.append(
            EntryPoint(
                Link("I work on accounts", PEOPLE.path),
                "find your name: your accounts, what you must do by when, whom you stand in for.",
                [],
            )
        )
    if given.has_accounts:
        entry_points.append(
            EntryPoint(
                Link("I review a strategy", ACCOUNTS.path),
                "where every account stands, what changed and what needs a decision.",
                [Link("Findings", "reports/findings.md"), Link(REPORTS.title, REPORTS.path)],
            )
        )
    if given.has_roles and not _for_hr(given):
        entry_points.append(_role_entry_point(given))
    return entry_points


def _for_hr(given: HomeInput) -> bool:
    return given.names.edition is Edition.HR


def _role_entry_point(given: HomeInput) -> EntryPoint:
    """The entrance to the roles, first for HR, with links to the data."""
    also = [Link(COMPARE.title, COMPARE.path)]
    if given.has_competencies:
        also.append(Link(COMPETENCIES.title, COMPETENCIES.path))
    what = "what each role is for, what it must be good at and where it leads."
    if not _for_hr(given):
        return EntryPoint(Link("I look up a role", ROLES.path), what, also)
    also.append(Link("the roles as data", ROLES.path, DATA_ANCHOR))
    if given.has_competencies:
        also.append(Link("the competencies as data", COMPETENCIES.path, DATA_ANCHOR))
    return EntryPoint(Link("I work in HR and look up a role", ROLES.path), what, also)


def _due_summary(rows: Sequence[Dated]) -> str:
    """``2 things were overdue; 5 were due within 30 days.``, as the end of a sentence.

    In the past, as the browser marks what has become overdue since. What is urgent without being
    due by then is counted as well, so that the sentence counts every row.
    """
    overdue, coming = sum(bool(row.passed) for row in rows), sum(row.near for row in rows)
    urgent = urgent_besides(rows)
    if not overdue and not coming:
        return f"nothing was overdue, and nothing was due within {DAYS} days{urgent}."
    late = f"{counted(overdue, 'thing') if overdue else 'nothing'} {were(overdue)} overdue"
    next_up = f"{counted(coming, 'thing') if not overdue or not coming else coming} {were(coming)}"
    return f"{late}; {next_up} due within {DAYS} days{urgent}."
