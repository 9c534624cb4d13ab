"""Who is away from an account, what falls in that time, and what a stand-in has to know for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import takewhile

from generator.analysis.agenda import Due, contact, everything
from generator.analysis.coverage import Coverage, Covered
from generator.analysis.meetings import hours_of, meeting_days, participants
from generator.analysis.needs import holder
from generator.analysis.record import ById, figure, money, record
from generator.analysis.year import rhythm_days
from generator.model.company import Absence, Person
from generator.model.kinds import Account
from generator.model.profile import Meeting, Responsibility, TeamMember
from generator.model.stakeholders import STRENGTHS, Relationship, Stakeholder
from generator.model.strategy import Risk, rank

OPEN_DAYS = 90
"""How much of an absence without a last day is looked at."""

BEFORE_DAYS = 14
"""How long before an absence what falls due still has to be settled for it."""

FIRST_DAYS = 14
"""What falls due within so many days of an absence is a reason to call at its beginning."""


@record
class CoverCall:
    """A contact at the customer whom a stand-in calls in the first two days.

    ``due``: what of the absent person's falls due with this post, if that is the reason.
    """

    due: Due | None
    stakeholder: ById[Stakeholder] = figure("id of the post to call")
    about: str = figure("what about; may be empty")
    message: bool = figure(
        "whether that is what to say; if not, it is what the absent person works on with the post"
    )
    known: bool = figure("whether the stand-in knows the post")
    introduced_by: str | None = figure(
        "id of the colleague who knows the post best and is there, where the stand-in does not"
    )


@record
class Deciding:
    """Who answers for something while a colleague is away, and how far."""

    row: Responsibility
    activity: str = figure("what has to be done")
    by: str | None = figure("id of who decides meanwhile; none where nobody stands in")
    for_another: bool = figure("whether that is a stand-in")
    limit: str | None = figure("how far, in words")
    up_to: Decimal | None = money("largest amount that may be decided alone")
    beyond: str | None = figure(
        "id of who decides beyond that; of the stand-in while that person is away"
    )


@record
class CoverMeeting:
    """A meeting in which an absent person would have taken part."""

    meeting: Meeting
    what: str = figure("what it is about")
    on: date | None = figure("its day; absent where only its rhythm is written down")
    hours: str | None = figure("local hours with their time zone")


@record
class Cover:
    """An absence of one of our people, and what it means for the account.

    ``member``: the person's place in the team; ``None`` for somebody who is not in it.
    """

    member: TeamMember | None
    person: str = figure("id of who is away")
    first: date = figure("first day of the absence", key="from")
    last: date = figure("last day that is looked at; of an absence, if it has one", key="until")
    open_end: bool = figure("whether the absence has no last day yet")
    stand_in: str | None = figure("id of who stands in")
    stand_in_away: date | None = figure("first of these days on which that person is away as well")
    knows: tuple[ById[Stakeholder], ...] = figure("ids of the posts that the stand-in knows")
    introduce: tuple[ById[Stakeholder], ...] = figure(
        "ids of the posts that the absent person covers and the stand-in does not know, in the "
        "order of introductions"
    )
    before: tuple[Due, ...] = figure("what the absent person has to do just before, or late")
    late: tuple[Due, ...] = figure("what others had to do before and is overdue")
    due: tuple[Due, ...] = figure("everything that falls due in these days, whoever has to do it")
    meetings: tuple[CoverMeeting, ...] = figure("meetings of the absent person in these days")
    risks: tuple[ById[Risk], ...] = figure(
        "ids of the risks that the absent person watches, and of others with a high impact, the "
        "gravest first"
    )
    calls: tuple[CoverCall, ...] = figure("whom the stand-in calls in the first two days")
    deciding: tuple[Deciding, ...] = figure("who decides what meanwhile")


def covers(
    account: Account, people: Mapping[str, Person], coverage: Coverage, as_of: date
) -> tuple[Cover, ...]:
    """The absences from an account that are not over on ``as_of``, the earliest first.

    ``people``: our own by id. Of those who are not in the team only absences in which they have
    something to do.
    """
    team = {str(member.person): member for member in reversed(account.team)}
    absences = [
        (key, absence)
        for key in sorted(people, key=lambda key: (key not in team, key))
        for absence in coming(people[key], as_of)
    ]
    if not absences:
        return ()
    latest = max(last_day(absence, as_of) for _, absence in absences)
    open_things = _open(account, as_of, latest)
    owners = {each.owner for each in open_things}
    around = _WithTeam(account, people, coverage, as_of, team, open_things)
    found = (
        _cover(around, key, absence)
        for key, absence in absences
        if key in team or (key in owners and around.falls_due(key, absence))
    )
    return tuple(sorted(found, key=lambda each: each.first))


@dataclass(frozen=True, slots=True)
class _WithTeam:
    """An account, and what its absences are seen with.

    ``team``: its members by person; ``open_things``: see :func:`_open`, up to the last absence.
    """

    account: Account
    people: Mapping[str, Person]
    coverage: Coverage
    as_of: date
    team: Mapping[str, TeamMember]
    open_things: Sequence[Due]

    def open_until(self, last: date) -> list[Due]:
        """What is open up to a day."""
        return list(takewhile(lambda each: each.on <= last, self.open_things))

    def falls_due(self, person: str, absence: Absence) -> bool:
        """Whether something falls due to a person in the days of an absence."""
        within = self.open_until(last_day(absence, self.as_of))
        return any(each.owner == person and each.on >= absence.from_ for each in within)

    def backup(self, person: str) -> str | None:
        """Who stands in for a person, if somebody else is named."""
        member = self.team.get(person)
        return str(member.backup) if member and member.backup not in (None, person) else None


def coming(person: Person | None, as_of: date) -> Iterator[Absence]:
    """The absences of a person that are not over on ``as_of``."""
    for absence in person.away if person else ():
        if absence.touches(as_of, None):
            yield absence


def away_on(person: Person | None, first: date, last: date) -> date | None:
    """The first of the days from ``first`` to ``last`` on which a person is away, if any."""
    days = [
        max(first, absence.from_)
        for absence in (person.away if person else ())
        if absence.touches(first, last)
    ]
    return min(days, default=None)


def last_day(absence: Absence, as_of: date) -> date:
    """The last day of an absence; of one with an open end the last that is looked at."""
    return absence.until or max(absence.from_, as_of) + timedelta(days=OPEN_DAYS)


def introductions(coverage: Coverage, person: str, stand_in: str) -> tuple[Stakeholder, ...]:
    """The posts that ``person`` covers and ``stand_in`` does not know, to be introduced in order.

    First who decides, pays or holds a veto, then by power, then by how well ``person`` knows them.
    """

    def place(post: Covered) -> tuple[bool, int, int, str]:
        strength = max(
            STRENGTHS.index(link.strength) for link in post.relationships if link.person == person
        )
        return not post.key, -rank(post.stakeholder.power), -strength, post.stakeholder.id

    posts = (each for each in coverage.posts if person in each.people)
    unknown = (each for each in posts if stand_in not in each.people)
    return tuple(post.stakeholder for post in sorted(unknown, key=place))


def _cover(around: _WithTeam, person: str, absence: Absence) -> Cover:
    first, last = absence.from_, last_day(absence, around.as_of)
    stand_in = around.backup(person)
    open_things = around.open_until(last)
    mine = [each for each in open_things if each.owner == person]
    soon = first - timedelta(days=BEFORE_DAYS)
    posts = around.coverage.posts
    away = frozenset(key for key, each in around.people.items() if away_on(each, first, last))
    calls = _Calls(around, person, stand_in, away)
    return Cover(
        member=around.team.get(person),
        person=person,
        first=first,
        last=last,
        open_end=absence.until is None,
        stand_in=stand_in,
        stand_in_away=away_on(around.people.get(stand_in or ""), first, last),
        knows=tuple(each.stakeholder for each in posts if stand_in in each.people),
        introduce=introductions(around.coverage, person, stand_in) if stand_in else (),
        before=tuple(x for x in mine if x.on < first and (x.overdue or x.on >= soon)),
        late=tuple(x for x in open_things if x.on < first and x.overdue and x.owner != person),
        due=tuple(each for each in open_things if each.on >= first),
        meetings=tuple(_meetings(around.account, person, max(first, around.as_of), last)),
        risks=_risks(around.account, person),
        calls=calls.about([each for each in mine if each.on >= first], first),
        deciding=tuple(_deciding(around, away)),
    )


def stand_in_on(covers: Iterable[Cover], person: str, day: date) -> str | None:
    """Who stands in for a person on a day; ``None`` if the person is there, or nobody does."""
    away = (each for each in covers if each.person == person and each.first <= day <= each.last)
    return next((each.stand_in for each in away), None)


def _meetings(account: Account, person: str, first: date, last: date) -> Iterator[CoverMeeting]:
    """The meetings of a person from one day to another, the earliest first, those without last."""
    found: list[tuple[date | None, CoverMeeting]] = []
    for each in account.meetings:
        if person not in participants(account, each):
            continue
        if each.on is None:
            found.append((None, CoverMeeting(each, each.what, None, None)))
        days = takewhile(lambda found: found[1] <= last, meeting_days(account, each, first))
        for _, day, region in days:
            begins, ends = hours_of(each, region, day)
            hours = None
            if isinstance(begins, datetime) and isinstance(ends, datetime) and region:
                hours = f"{begins:%H:%M}-{ends:%H:%M} {region.time_zone}"
            found.append((day, CoverMeeting(each, each.what, day, hours)))
    in_order = sorted(found, key=lambda pair: (pair[0] is None, pair[0] or last, pair[1].what))
    return (each for _, each in in_order)


def _risks(account: Account, person: str) -> tuple[Risk, ...]:
    found = (each for each in account.risks if each.owner == person or each.impact == "high")
    return tuple(
        sorted(found, key=lambda each: (-rank(each.impact), -rank(each.likelihood), each.id))
    )


def _open(account: Account, as_of: date, last: date) -> list[Due]:
    """All that is open, and each contact by its rhythm, up to a day; the earliest first."""
    found = [each for each in everything(account, as_of) if not isinstance(each.item, Relationship)]
    end = last + timedelta(days=1)
    for link in account.relationships:
        found += (contact(link, on, as_of) for on in rhythm_days(link, as_of, end))
    within = (each for each in found if each.on <= last)
    return sorted(within, key=lambda each: (each.on, each.kind.name, each.what))


@dataclass(frozen=True, slots=True)
class _Calls:
    """Whom to call while ``person`` is away; ``away``: everybody who is, on some of the days."""

    around: _WithTeam
    person: str
    stand_in: str | None
    away: frozenset[str]

    def about(self, due: Iterable[Due], first: date) -> tuple[CoverCall, ...]:
        """As the handover says, then by power: what is due soon, and whom only the person knows."""
        account, posts = self.around.account, self.around.coverage.posts
        handed: dict[str, tuple[str, Due | None]] = {}
        held = holder(account, self.around.as_of)
        if account.handover and held and held.person == self.person:
            contacts = account.handover.hear_this_week
            handed = {str(named.stakeholder): (named.about, None) for named in contacts}
        other: dict[str, tuple[str, Due | None]] = {}
        for each in due:
            if each.stakeholder and each.on <= first + timedelta(days=FIRST_DAYS):
                other.setdefault(each.stakeholder, (each.what, each))
        for post in posts:
            own = next((link for link in post.relationships if link.person == self.person), None)
            if own and (post.key or len(post.people) == 1):
                other.setdefault(post.stakeholder.id, (own.purpose or "", None))
        known = {post.stakeholder.id: post for post in posts}
        by_power = sorted(
            (key for key in other if key in known and key not in handed),
            key=lambda key: (-rank(known[key].stakeholder.power), key),
        )
        return tuple(
            self._call(known[key], *{**other, **handed}[key], handed=key in handed)
            for key in (*(key for key in handed if key in known), *by_power)
        )

    def _call(self, post: Covered, about: str, due: Due | None, *, handed: bool) -> CoverCall:
        known = self.stand_in is not None and self.stand_in in post.people
        there = (each for each in post.people if each not in self.away)
        introduced_by = None if known else next(there, None)
        message = handed or not (due is None or isinstance(due.item, Relationship))
        return CoverCall(due, post.stakeholder, about, message, known, introduced_by)


def _deciding(around: _WithTeam, away: frozenset[str]) -> Iterator[Deciding]:
    for row in around.account.raci:
        by = _meanwhile(around, away, str(row.accountable))
        for_another = str(row.accountable) in away
        beyond = _meanwhile(around, away, str(row.beyond)) if row.beyond else None
        yield Deciding(row, row.activity, by, for_another, row.limit, row.up_to, beyond)


def _meanwhile(around: _WithTeam, away: frozenset[str], person: str) -> str | None:
    """A person who is there, or whoever stands in; none where that one is away too."""
    if person not in away:
        return person
    backup = around.backup(person)
    return None if backup in away else backup
