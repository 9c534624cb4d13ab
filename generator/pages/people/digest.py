"""The week of one of our people as the text of a mail, for ``playbook digest``."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.calendar import CalendarEvent, events_of
from generator.analysis.cover import away_on
from generator.analysis.people import PersonPart, PersonWork
from generator.analysis.urgency import Urgent
from generator.model.stakeholders import Relationship
from generator.model.strategy import Promise
from generator.pages.account.this_week import MOST, task_and_whom
from generator.pages.kit.names import Names
from generator.text.formats import day_text, stop
from generator.text.spoken_days import weekday

WEEK = timedelta(days=6)
"""From the first day of a digest to its last."""

PROMISES = timedelta(days=30)
"""How far ahead promises are named: they take longer than a week to keep."""

_WIDTH = 76


@dataclass(frozen=True, slots=True)
class DigestPart:
    """A heading of a digest and its lines; ``nothing``: said where there are none, if anything."""

    title: str
    lines: tuple[str, ...]
    nothing: str = ""


def digest(names: Names, work: PersonWork, insights: Mapping[str, AccountInsight]) -> str:
    """The mail about the seven days from that of ``names`` on; ``insights``: by id of an account.

    It holds the person's own work, on accounts that the person holds the most urgent of others'
    too, and no figure about anybody.
    """
    first, name = names.as_of, work.person.name
    subject = f"Subject: {name}, your week from {day_text(first)}"  # of one line, however long
    lines = ["", f"{name}, your week from {_day(first)} to {_day(first + WEEK)}."]
    lines += _absences(names, work)
    for part in _parts(names, work, insights):
        if part.lines or part.nothing:
            lines += ["", part.title.upper(), *(part.lines or (part.nothing,))]
    return "\n".join((subject, *map(_wrapped, lines))) + "\n"


def _parts(
    names: Names, work: PersonWork, insights: Mapping[str, AccountInsight]
) -> Iterator[DigestPart]:
    held = [each for each in work.accounts if each.member or each.owns_plan or each.urgent]
    first = [line for part in held for line in _first(names, part, insights)]
    yield DigestPart("First", tuple(first), "Nothing is due from you on any account.")
    due = sorted(
        ((part, each) for part in work.accounts for each in _all_due(part)),
        key=lambda pair: (pair[1].on, pair[0].account.id, pair[1].what),
    )
    until = names.as_of + WEEK
    yield DigestPart(
        "Conversations due",
        tuple(
            _dated(part, each)
            for part, each in due
            if isinstance(each.item, Relationship) and each.on <= until
        ),
        "No conversation falls due this week.",
    )
    yield DigestPart(
        "Promises",
        tuple(
            _dated(part, each)
            for part, each in due
            if isinstance(each.item, Promise) and each.on <= names.as_of + PROMISES
        ),
    )
    yield DigestPart("For who is away", tuple(_covering(names, work, insights)))
    yield DigestPart("Meetings", tuple(_meetings(names, work, insights)))
    yield DigestPart("What changed", tuple(_changes(names, work)))


def _all_due(part: PersonPart) -> Iterator[Due]:
    yield from (each.due for each in part.urgent if each.due is not None)
    yield from part.later


def _first(names: Names, part: PersonPart, insights: Mapping[str, AccountInsight]) -> Iterator[str]:
    """What comes first on an account: to who holds it of all that is due, else of their own."""
    whole = part.owns_plan or part.role is not None
    found = insights[part.account.id].urgent if whole else part.urgent
    if not found:
        return
    yield f"{part.account.name}"
    for number, each in enumerate(found[:MOST], 1):
        who = "" if each.owner in (None, part.person) else f" ({names.person(each.owner or '')})"
        yield f"  {number}. {_what(part, each)}{_when(each, names.as_of)}{who}"


def _what(part: PersonPart, each: Urgent) -> str:
    return task_and_whom(part.account, each.due) if each.due else f"Get to know: {each.what}"


def _when(each: Urgent, as_of: date) -> str:
    """``, due 6 Nov 2026``; of what is late since when, and of what has no day why it matters."""
    if each.on is None:
        return f": {each.urgency.because}" if each.urgency.because else ""
    return f", {'overdue since' if each.on < as_of else 'due'} {day_text(each.on)}"


def _dated(part: PersonPart, due: Due) -> str:
    late = f" ({due.kind.late})" if due.overdue else ""
    return f"- {_day(due.on)}{late}, {part.account.name}: {task_and_whom(part.account, due)}"


def _covering(
    names: Names, work: PersonWork, insights: Mapping[str, AccountInsight]
) -> Iterator[str]:
    """What those for whom the person stands in had to do this week, while they are away."""
    until = names.as_of + WEEK
    for part in work.accounts:
        for cover in insights[part.account.id].covers:
            if cover.stand_in == work.person.id:
                for due in cover.due:
                    if due.owner == cover.person and names.as_of <= due.on <= until:
                        yield f"{_dated(part, due)} (for {names.person(cover.person)})"


def _meetings(
    names: Names, work: PersonWork, insights: Mapping[str, AccountInsight]
) -> Iterator[str]:
    people = {key: person.name for key, person in names.people.items()}
    found = [
        event
        for part in work.accounts
        for event in events_of(insights[part.account.id], people, names.as_of)
        if event.kind == "meeting" and work.person.id in event.people
    ]
    for each in sorted(found, key=lambda event: (_begins(event), event.uid)):
        if _begins(each) <= names.as_of + WEEK:
            yield f"- {_day(_begins(each))}{_hours(each)}, {each.title}"


def _begins(event: CalendarEvent) -> date:
    return event.first.date() if isinstance(event.first, datetime) else event.first


def _hours(event: CalendarEvent) -> str:
    """``, 10:00 to 10:45 in Dublin``: by the clock of the meeting's region."""
    if not isinstance(event.first, datetime):
        return ""
    town = str(event.first.tzinfo).rpartition("/")[2].replace("_", " ")
    return f", {event.first:%H:%M} to {event.last:%H:%M} in {town}"


def _changes(names: Names, work: PersonWork) -> Iterator[str]:
    """The versions of the last seven days of the accounts on which the person works."""
    since = names.as_of - WEEK
    for part in work.accounts:
        if not (part.member or part.owns_plan):
            continue
        for change in part.account.changes:
            if since <= change.on <= names.as_of:
                by = f" by {names.person(change.by)}" if change.by else ""
                what = " ".join(map(stop, change.what))
                yield f"- {part.account.name}, version {change.version}{by}: {what}"


def _absences(names: Names, work: PersonWork) -> Iterator[str]:
    """Who is away this week or next, the person or somebody for whom the person stands in."""
    soon = names.as_of + 2 * WEEK
    own = names.absences(work.person.id)
    if own and away_on(work.person, names.as_of, soon):
        yield f"You are {own[0]}: hand over with the stand-in brief of each account."
    for part in work.accounts:
        for other in part.stands_in_for:
            person = names.people.get(other)
            if away_on(person, names.as_of, soon):
                yield f"You stand in on {part.account.name} for {names.with_absences(other)}."


def _day(day: date) -> str:
    return f"{weekday(day)[:3]} {day_text(day)}"


def _wrapped(line: str) -> str:
    left = len(line) - len(line.lstrip())
    return textwrap.fill(
        line,
        _WIDTH,
        subsequent_indent=" " * (left + (3 if left else 2 if line.startswith("- ") else 0)),
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
