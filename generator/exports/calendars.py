"""``/data/calendars/``: what falls due, contacts, meetings and absences, to be subscribed to.

Calendars as in RFC 5545, which calendar programs fetch again by themselves. The library escapes
what would be markup in them and folds long lines. The time of a stamp is the day of the build, so
that the same files and day give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from generator.analysis import AccountInsight, Insight
from generator.analysis.calendar import CalendarEvent, absences_of, events_of
from generator.analysis.office_hours import zone
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog, handbook_of
from generator.findings.classification import Classification, Subject, may_see
from generator.model.company import Person
from generator.model.kinds import Account

PORTFOLIO_CALENDAR = "data/calendars/portfolio.ics"

_DOMAIN = "account-playbook"
_END = "END:VCALENDAR\r\n"


class WrittenEvent(NamedTuple):
    """An event as text, the people whom it concerns, and the zone of its hours."""

    text: str
    people: tuple[str, ...]
    overview: bool
    zone: str


class _WrittenEvents:
    """Events as JSON, as writing them takes longer than all else about them.

    ``small``: those of a person, not of an account.
    """

    def __init__(self, *, small: bool) -> None:
        self.small = small

    def dump(self, value: tuple[WrittenEvent, ...]) -> bytes:
        return json.dumps(value).encode()

    def load(self, data: bytes) -> tuple[WrittenEvent, ...]:
        found = json.loads(data)
        return tuple(WrittenEvent(text, tuple(people), *rest) for text, people, *rest in found)


def account_calendar(account_id: str) -> str:
    """The path of the calendar of an account."""
    return f"data/calendars/accounts/{account_id}.ics"


def person_calendar(person_id: str) -> str:
    """The path of the calendar of one of our people."""
    return f"data/calendars/people/{person_id}.ics"


def has_calendars(accounts: Iterable[Account]) -> bool:
    """Whether a view with these accounts has calendars: one of them is not retired."""
    return any(each.is_running for each in accounts)


def calendars(
    catalog: Catalog, insight: Insight, memory: Memory = NO_MEMORY
) -> Iterator[tuple[str, str]]:
    """Path and text of each calendar of an edition: of accounts, of people, and of all accounts.

    None in an edition without accounts, and none of a retired account.
    """
    seen = may_see(catalog.edition, Subject.ACCOUNT, Classification.INTERNAL)
    running = [each for each in insight.accounts.values() if each.account.is_running]
    if not seen or not running:
        return
    handbook, as_of = handbook_of(catalog, memory), insight.as_of
    away = _absences(catalog, running, as_of, memory)
    of_person: dict[str, list[WrittenEvent]] = {}
    overview: list[WrittenEvent] = []
    for each in running:
        events = memory.recall(_events, each, handbook, as_of, form=_WrittenEvents(small=False))
        for event in events:
            for person in event.people:
                of_person.setdefault(person, []).append(event)
            if event.overview:
                overview.append(event)
        team = dict.fromkeys(str(member.person) for member in each.account.team)
        absent = [event for person in team for event in away.get(person, ())]
        yield (
            account_calendar(each.account.id),
            _calendar(memory, each.account.name, (*events, *absent), as_of),
        )
    covered = _covered(running)
    for key, person in catalog.ids["person"].items():
        others = [event for other in covered.get(key, ()) for event in away.get(other, ())]
        events = (*of_person.get(key, ()), *away.get(key, ()), *others)
        yield person_calendar(key), _calendar(memory, person.name, dict.fromkeys(events), as_of)
    yield PORTFOLIO_CALENDAR, _calendar(memory, "All accounts", overview, as_of)


def _absences(
    catalog: Catalog, accounts: Iterable[AccountInsight], as_of: date, memory: Memory
) -> dict[str, tuple[WrittenEvent, ...]]:
    """The absences of our people, by id of the person."""
    stand_ins: dict[str, dict[tuple[str, str], None]] = {}
    for each in accounts:
        for member in each.account.team:
            if member.backup and member.backup != member.person:
                name = catalog.name("person", member.backup) or str(member.backup)
                stand_ins.setdefault(str(member.person), {})[each.account.name, name] = None
    return {
        key: memory.recall(
            _absences_of,
            person,
            tuple(stand_ins.get(key, ())),
            as_of,
            form=_WrittenEvents(small=True),
        )
        for key, person in catalog.ids["person"].items()
    }


def _absences_of(
    person: Person, stand_ins: tuple[tuple[str, str], ...], as_of: date
) -> tuple[WrittenEvent, ...]:
    return tuple(written(event, as_of) for event in absences_of(person, stand_ins, as_of))


def _covered(accounts: Iterable[AccountInsight]) -> dict[str, dict[str, None]]:
    """For whom each of our people stands in, by id."""
    found: dict[str, dict[str, None]] = {}
    for each in accounts:
        for member in each.account.team:
            if member.backup and member.backup != member.person:
                found.setdefault(str(member.backup), {})[str(member.person)] = None
    return found


def _events(insight: AccountInsight, handbook: Catalog, as_of: date) -> tuple[WrittenEvent, ...]:
    people = handbook.ids["person"]
    names = {key: person.name for key, person in people.items()}
    return tuple(written(each, as_of) for each in events_of(insight, names, as_of))


def written(event: CalendarEvent, as_of: date) -> WrittenEvent:
    """An event as a component; one of days ends, as the format wants it, on the day after."""
    from icalendar import Event  # noqa: PLC0415 - no other command pays for it

    component = Event()
    component.add("uid", f"{event.uid}@{_DOMAIN}")
    component.add("dtstamp", datetime.combine(as_of, time(), UTC))
    component.add("summary", event.title)
    component.add("dtstart", event.first)
    timed = isinstance(event.first, datetime)
    component.add("dtend", event.last if timed else event.last + timedelta(days=1))
    if event.text:
        component.add("description", event.text)
    component.add("categories", [event.kind])
    component.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
    key = getattr(getattr(event.first, "tzinfo", None), "key", "")
    return WrittenEvent(component.to_ical().decode(), event.people, event.overview, key)


class _Text:
    """A text as it is."""

    small = True

    def dump(self, value: str) -> bytes:
        return value.encode()

    def load(self, data: bytes) -> str:
        return data.decode()


def _calendar(memory: Memory, name: str, events: Iterable[WrittenEvent], as_of: date) -> str:
    """A calendar with the zones that its hours need; daylight saving as in the pinned package.

    Without any event it holds a zone all the same, as a calendar has to hold something.
    """
    events = tuple(events)
    zones = sorted({each.zone for each in events if each.zone})
    zones = zones if events else ["Etc/UTC"]
    parts = (*(_zone(each, as_of) for each in zones), *(each.text for each in events))
    return memory.recall(_head, name, form=_Text()) + "".join(parts) + _END


def _head(name: str) -> str:
    from icalendar import Calendar, vText  # noqa: PLC0415 - no other command pays for it

    frame = Calendar()
    frame.add("prodid", "-//Account Playbook//EN")
    frame.add("version", "2.0")
    frame.add("x-wr-calname", vText(name))
    frame.add("x-published-ttl", "P1D")
    text: str = frame.to_ical().decode()
    return text.removesuffix(_END)


@cache
def _zone(name: str, as_of: date) -> str:
    from icalendar import Timezone  # noqa: PLC0415 - no other command pays for it

    first, last = as_of - timedelta(days=366), as_of + timedelta(days=3 * 366)
    found = Timezone.from_tzinfo(zone(name), name, first_date=first, last_date=last)
    for part in found.subcomponents:
        _from_the_clock_before(part)
    text: str = found.to_ical().decode()
    return text


def _from_the_clock_before(part: Any) -> None:
    """Days of a clock that goes forward, as the format wants them: by the clock before the change.

    The library writes them by the clock after it, an hour later; the other change is right.
    """
    gap = part["TZOFFSETTO"].td - part["TZOFFSETFROM"].td
    if gap > timedelta():
        days = [part["DTSTART"], *(part["RDATE"].dts if "RDATE" in part else ())]
        for each in days:
            each.dt -= gap
