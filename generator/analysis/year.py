"""Who plays when in the twelve months from a day: contacts by rhythm, and what falls due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.analysis.agenda import Due, everything
from generator.model.kinds import Account
from generator.model.stakeholders import Relationship
from generator.text.formats import month_begin, next_month

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A relationship with an agreed rhythm, and the days in the year on which the two speak."""

    link: Relationship
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class PlayedPart:
    """One of our people: by whom the account is played, and when."""

    person: str
    rhythms: tuple[Rhythm, ...]
    due: tuple[Due, ...]

    def contacts(self, month: date) -> int:
        """How many contacts fall in a month, given by its first day."""
        days = (day for rhythm in self.rhythms for day in rhythm.days)
        return sum(month_begin(day) == month for day in days)

    @property
    def all_contacts(self) -> int:
        """How many contacts fall in the twelve months."""
        return sum(len(rhythm.days) for rhythm in self.rhythms)

    def falls_due(self, month: date) -> int:
        """How much falls due in a month; what is overdue counts in none."""
        return sum(month_begin(each.on) == month and not each.overdue for each in self.due)

    @property
    def overdue(self) -> int:
        """How much is overdue."""
        return sum(each.overdue for each in self.due)


@dataclass(frozen=True, slots=True)
class TwelveMonths:
    """Twelve months, given by their first days, and everybody who has a part in them."""

    months: tuple[date, ...]
    parts: tuple[PlayedPart, ...]

    @property
    def end(self) -> date:
        """The last day."""
        return next_month(self.months[-1]) - timedelta(days=1)


def twelve_months(account: Account, as_of: date) -> TwelveMonths:
    """The twelve months from that of ``as_of``: the team as written, then others by id.

    Contacts go on from the last one, by their rhythm; a late one is made on ``as_of``.
    """
    months = _months(as_of)
    end = next_month(months[-1])
    due: dict[str, list[Due]] = {}
    for each in everything(account, as_of):
        if each.owner and not isinstance(each.item, Relationship) and each.on < end:
            due.setdefault(str(each.owner), []).append(each)
    rhythms: dict[str, list[Rhythm]] = {}
    for link in sorted(account.relationships, key=lambda link: (link.person, link.stakeholder)):
        if link.every:
            days = tuple(rhythm_days(link, as_of, end))
            rhythms.setdefault(str(link.person), []).append(Rhythm(link, days))
    team = [str(member.person) for member in account.team]
    others = sorted({*due, *rhythms} - set(team))
    return TwelveMonths(
        months,
        tuple(
            PlayedPart(
                person,
                tuple(rhythms.get(person, ())),
                tuple(sorted(due.get(person, ()), key=lambda each: (each.on, each.what))),
            )
            for person in (*team, *others)
        ),
    )


def rhythm_days(link: Relationship, as_of: date, end: date) -> Iterator[date]:
    """The days from ``as_of`` and before ``end`` on which two people speak, by their rhythm.

    A contact that is late is made on ``as_of``; none without a rhythm.
    """
    if link.every is None:
        return
    late, times = link.every.after(link.last_contact) < as_of, 1
    if late:
        yield as_of
    while (day := link.every.after(link.last_contact, times)) < end:
        if day >= as_of and not (late and day == as_of):
            yield day
        times += 1


def _months(as_of: date) -> tuple[date, ...]:
    found = [month_begin(as_of)]
    while len(found) < MONTHS:
        found.append(next_month(found[-1]))
    return tuple(found)
