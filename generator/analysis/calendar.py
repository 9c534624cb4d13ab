"""What belongs in a calendar: due days, contacts by rhythm, meetings, absences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from generator.analysis.agenda import Due, contact, everything
from generator.analysis.cover import coming, last_day, stand_in_on
from generator.analysis.insight import AGENDA_DAYS, AccountInsight
from generator.analysis.meetings import hours_of, meeting_days, participants
from generator.model.company import Person
from generator.model.kinds import Account
from generator.model.profile import Meeting
from generator.model.stakeholders import Relationship
from generator.model.strategy import (
    Action,
    Assumption,
    Contract,
    Decision,
    Objective,
    Opportunity,
    Promise,
)
from generator.text.formats import day_text


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something in a calendar.

    ``uid``: the same in each calendar, as long as it is about the same; ``first``, ``last``: days,
    or instants with a time zone (``last`` is then its end); ``people``: ids of whom it concerns;
    ``overview``: whether it belongs in a calendar of all accounts; ``busy``: whether it takes time.
    """

    uid: str
    title: str
    first: date
    last: date
    text: str
    kind: str
    people: tuple[str, ...]
    overview: bool = False
    busy: bool = False


_OVERVIEW = (Objective, Promise, Contract, Opportunity, Assumption, Decision, Account)


def events_of(insight: AccountInsight, names: dict[str, str], as_of: date) -> list[CalendarEvent]:
    """The events of an account, the earliest first; ``names``: of our people by id.

    Days of what is open have no limit; contacts and meetings are named up to the day up to which
    the playbook looks ahead.
    """
    account = insight.account
    until = as_of + timedelta(days=AGENDA_DAYS)
    posts = {each.id: each.function for each in account.stakeholders}
    found = [
        _due(insight, each, _uid(each), posts, names)
        for each in everything(account, as_of)
        if not isinstance(each.item, Relationship)
    ]
    for link in account.relationships:
        for number, on in _contact_days(link, as_of, until):
            due = contact(link, on, as_of)
            uid = f"contact-{link.person}.{link.stakeholder}.{number}"
            found.append(_due(insight, due, uid, posts, names))
    for meeting in account.meetings:
        found += _meetings(insight, meeting, as_of, until)
    return sorted(found, key=lambda each: (_day(each.first), each.uid))


def absences_of(
    person: Person, stand_ins: tuple[tuple[str, str], ...], as_of: date
) -> Iterator[CalendarEvent]:
    """The absences of one of our people that are not over.

    ``stand_ins``: names of accounts and of who stands in there, for the text.
    """
    where = "; ".join(f"{account}: {name}" for account, name in stand_ins)
    for absence in coming(person, as_of):
        text = f"Stand-in: {where}" if where else "Nobody is named to stand in"
        text += "" if absence.until else f"; return date open as of {day_text(as_of)}"
        yield CalendarEvent(
            uid=f"absence-{person.id}.{absence.from_}.{absence.until or 'open'}",
            title=f"{person.name} is away",
            first=absence.from_,
            last=last_day(absence, as_of),
            text=text,
            kind="absence",
            people=(person.id,),
        )


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _uid(due: Due) -> str:
    match due.item:
        case Action() as action:
            return f"action-{due.anchor}.{action.id}"
        case Account():
            return "review"
        case _:
            own = getattr(due.item, "id", None)
            return f"{due.kind.name.replace(' ', '-')}-{own}" if own else due.kind.name


def _due(
    insight: AccountInsight, due: Due, uid: str, posts: dict[str, str], names: dict[str, str]
) -> CalendarEvent:
    label = f"{due.kind.label}: " if due.kind.label else ""
    side = posts.get(due.stakeholder or "", "")
    who = names.get(due.owner or "", due.owner or "nobody")
    stand_in = stand_in_on(insight.covers, due.owner or "", due.on)
    meanwhile = f", who is away; {names.get(stand_in, stand_in)} stands in" if stand_in else ""
    account = insight.account
    return CalendarEvent(
        uid=f"{uid}.{account.id}",
        title=f"{account.name}: {label}{due.what}"
        + (f" ({due.kind.toward} {side})" if side else ""),
        first=due.on,
        last=due.on,
        text=f"Who: {who}{meanwhile}",
        kind=due.kind.name,
        people=tuple(each for each in (due.owner, stand_in) if each),
        overview=isinstance(due.item, _OVERVIEW),
    )


def _contact_days(link: Relationship, as_of: date, until: date) -> Iterator[tuple[int, date]]:
    """The days on which two people speak, counted from the last one; the next one even if late."""
    number = 1
    while link.every and (day := link.every.after(link.last_contact, number)) <= until:
        if number == 1 or day >= as_of:
            yield number, day
        number += 1


def _meetings(
    insight: AccountInsight, meeting: Meeting, as_of: date, until: date
) -> Iterator[CalendarEvent]:
    """The days of a meeting that says one of them, with hours if it has them."""
    account = insight.account
    people = participants(account, meeting)
    days = meeting_days(account, meeting, as_of)
    for number, day, region in takewhile(lambda each: each[1] <= until, days):
        first, last = hours_of(meeting, region, day)
        yield CalendarEvent(
            uid=f"meeting-{meeting.id}-{number}.{account.id}",
            title=f"{account.name}: {meeting.what}",
            first=first,
            last=last,
            text=meeting.note or "",
            kind="meeting",
            people=tuple(dict.fromkeys((*people, *_stand_ins(insight, people, day)))),
            busy=isinstance(first, datetime),
        )


def _stand_ins(insight: AccountInsight, people: tuple[str, ...], day: date) -> Iterator[str]:
    found = (stand_in_on(insight.covers, each, day) for each in people)
    return (each for each in found if each)
