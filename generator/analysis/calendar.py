"""What belongs in a calendar: due days, contacts by rhythm, meetings, absences."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, takewhile

from generator.analysis.agenda import Due, contact, everything
from generator.analysis.cover import coming, last_day
from generator.analysis.insight import AGENDA_DAYS, AccountInsight
from generator.analysis.office_hours import zone
from generator.analysis.turns import turns
from generator.model.company import Person
from generator.model.kinds import Account
from generator.model.profile import Meeting, Region
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
        _due(account, each, _uid(each), posts, names)
        for each in everything(account, as_of)
        if not isinstance(each.item, Relationship)
    ]
    for link in account.relationships:
        for number, on in _contact_days(link, as_of, until):
            due = contact(link, on, as_of)
            uid = f"contact-{link.person}.{link.stakeholder}.{number}"
            found.append(_due(account, due, uid, posts, names))
    for meeting in account.meetings:
        found += _meetings(account, meeting, as_of, until)
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
    account: Account, due: Due, uid: str, posts: dict[str, str], names: dict[str, str]
) -> CalendarEvent:
    label = f"{due.kind.label}: " if due.kind.label else ""
    side = posts.get(due.stakeholder or "", "")
    who = names.get(due.owner or "", due.owner or "nobody")
    return CalendarEvent(
        uid=f"{uid}.{account.id}",
        title=f"{account.name}: {label}{due.what}"
        + (f" ({due.kind.toward} {side})" if side else ""),
        first=due.on,
        last=due.on,
        text=f"Who: {who}",
        kind=due.kind.name,
        people=(due.owner,) if due.owner else (),
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
    account: Account, meeting: Meeting, as_of: date, until: date
) -> Iterator[CalendarEvent]:
    """The days of a meeting that says one of them, with hours if it has them."""
    people = tuple(
        str(each.person)
        for each in account.team
        if each.region is None or not meeting.regions or each.region in meeting.regions
    )
    days = meeting_days(account, meeting, as_of)
    for number, day, region in takewhile(lambda each: each[1] <= until, days):
        first, last = _hours(meeting, region, day)
        yield CalendarEvent(
            uid=f"meeting-{meeting.id}-{number}.{account.id}",
            title=f"{account.name}: {meeting.what}",
            first=first,
            last=last,
            text=meeting.note or "",
            kind="meeting",
            people=people,
            busy=isinstance(first, datetime),
        )


def meeting_days(
    account: Account, meeting: Meeting, as_of: date
) -> Iterator[tuple[int, date, Region | None]]:
    """The days of a meeting from ``as_of`` on, without end; none if it does not say one of them.

    Each with its number in the rhythm, and the region by whose clock its hours are: the first one,
    or another one each time if it rotates, so that nobody is worse off twice in a row. ``None``
    for a meeting without a region where the account has several: which was meant may be withheld.
    """
    begin = meeting.on
    if begin is None:
        return
    own = [each for each in account.regions if each.id in meeting.regions]
    regions = own or [each for each in account.regions if len(account.regions) == 1]
    days = (meeting.every.after(begin, number) if number else begin for number in count())
    found: Iterator[tuple[date, Region | None]]
    if meeting.rotates and meeting.hours and regions:
        found = ((each.on, each.host) for each in turns(regions, meeting.hours, days))
    else:
        found = ((day, regions[0] if regions else None) for day in days)
    for number, (day, region) in enumerate(found):
        if day >= as_of:
            yield number, day, region


def _hours(meeting: Meeting, region: Region | None, day: date) -> tuple[date, date]:
    """When a meeting on a day begins and ends; the day itself without hours or a clock."""
    if meeting.hours is None or region is None:
        return day, day
    clock = zone(region.time_zone)
    return (
        datetime.combine(day, meeting.hours.start, clock),
        datetime.combine(day, meeting.hours.end, clock),
    )
