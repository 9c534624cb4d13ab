"""Hours a month of relationships, meetings and actions, against the shares planned for accounts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from generator.model.grammars import Interval
from generator.model.kinds import Account
from generator.model.profile import Meeting
from generator.model.strategy import Action

FULL_TIME = 160
"""Hours a month of a full-time job: ours, a round figure of 40 hours a week."""

_A_YEAR: Mapping[str, Fraction] = {
    "day": Fraction(365),
    "week": Fraction(365, 7),
    "month": Fraction(12),
    "year": Fraction(1),
}
"""How often each unit of a rhythm fits into a year."""


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Hours a month, and what is planned for them.

    ``share``: working time planned for accounts, in percent of one full-time job; ``relationships``
    and ``meetings``: hours a month as far as they are stated; ``unstated``: how many of both say no
    hours. ``actions``: how many actions are open, ``implementation``: their hours a month until
    they are due, ``uncosted``: how many of them say no hours.
    """

    share: Decimal = Decimal(0)
    relationships: Fraction = Fraction(0)
    meetings: Fraction = Fraction(0)
    unstated: int = 0
    actions: int = 0
    implementation: Fraction = Fraction(0)
    uncosted: int = 0

    def __add__(self, other: "WorkHours") -> "WorkHours":
        return WorkHours(
            self.share + other.share,
            self.relationships + other.relationships,
            self.meetings + other.meetings,
            self.unstated + other.unstated,
            self.actions + other.actions,
            self.implementation + other.implementation,
            self.uncosted + other.uncosted,
        )

    @property
    def hours(self) -> Fraction:
        """Hours a month of relationships, meetings and actions together."""
        return self.relationships + self.meetings + self.implementation

    @property
    def balance(self) -> Fraction | None:
        """The part of relationships in the hours of relationships and actions, 0 to 1.

        ``None`` where neither says its hours, or where there are actions and none does.
        """
        both = self.relationships + self.implementation
        unknown = self.uncosted and not self.implementation
        return self.relationships / both if both and not unknown else None

    @property
    def planned(self) -> Fraction:
        """Hours a month in the shares."""
        return Fraction(self.share) * FULL_TIME / 100


def work_hours(accounts: Iterable[Account], as_of: date) -> dict[str, WorkHours]:
    """What the active accounts take of each of our people, by id."""
    found: dict[str, WorkHours] = {}
    for account in accounts:
        if account.status == "active":
            for person, part in _parts(account, as_of):
                found[person] = found.get(person, WorkHours()) + part
    return found


def together(found: Iterable[WorkHours]) -> WorkHours:
    """The sum."""
    return sum(found, WorkHours())


def grouped(
    found: Mapping[str, WorkHours], group: Callable[[str], str]
) -> dict[str, tuple[int, WorkHours]]:
    """How many people each group has, and their sum; ``group``: of a person, by id."""
    sums: dict[str, tuple[int, WorkHours]] = {}
    for person, part in found.items():
        count, held = sums.get(group(person), (0, WorkHours()))
        sums[group(person)] = count + 1, held + part
    return sums


OTHER_POSTS = "Other posts"


def by_post(
    found: Mapping[str, WorkHours], post: Callable[[str], str], *, people_shown: bool
) -> dict[str, tuple[int, WorkHours]]:
    """How many people hold each post, and their sum; ``post``: of a person, by id.

    ``people_shown``: whether figures about people may be. If not, posts whose time is that of at
    most one person are one sum, :data:`OTHER_POSTS`, with as many of the smallest other posts as
    make it that of several; and there is no sum where all of them do not.
    """
    if people_shown:
        return grouped(found, post)
    holders: dict[str, list[str]] = {}
    for person in found:
        holders.setdefault(post(person), []).append(person)
    smallest_last = sorted(holders, key=lambda name: (len(holders[name]), name), reverse=True)
    shown = [name for name in smallest_last if _is_of_several(found, holders[name])]
    others = {person for person in found if post(person) not in shown}
    while others and not _is_of_several(found, others):
        if not shown:
            return {}
        others.update(holders[shown.pop()])
    return grouped(found, lambda person: OTHER_POSTS if person in others else post(person))


def _is_of_several(found: Mapping[str, WorkHours], people: Iterable[str]) -> bool:
    """Whether the time of a sum is that of two or more, whoever else holds the post."""
    return sum(1 for each in people if found[each].share or found[each].hours) > 1


def _parts(account: Account, as_of: date) -> Iterator[tuple[str, WorkHours]]:
    for member in account.team:
        if not member.is_there(as_of):
            continue
        yield str(member.person), WorkHours(share=member.share_on(as_of) or Decimal(0))
        for meeting in account.meetings:
            if member.region is None or not meeting.regions or member.region in meeting.regions:
                hours = _hours_of(meeting)
                part = WorkHours(unstated=1) if hours is None else WorkHours(meetings=hours)
                yield str(member.person), part
    for link in account.relationships:
        if link.hours_a_month is None:
            yield str(link.person), WorkHours(unstated=1)
        else:
            yield str(link.person), WorkHours(relationships=Fraction(link.hours_a_month))
    for objective in account.objectives:
        if objective.status == "open":
            for action in objective.actions:
                if not action.done_by(as_of):
                    yield str(action.owner), _of_action(action, as_of)


def _of_action(action: Action, as_of: date) -> WorkHours:
    """An open action; its hours are spread evenly over the months until it is due, one at least."""
    if action.hours is None:
        return WorkHours(actions=1, uncosted=1)
    months = max(Fraction(1), (action.due - as_of).days * 12 / _A_YEAR["day"])
    return WorkHours(actions=1, implementation=Fraction(action.hours) / months)


def _hours_of(meeting: Meeting) -> Fraction | None:
    """Hours a month of a meeting; ``None`` if it does not say how long it takes."""
    if meeting.hours is None:
        return None
    start, end = meeting.hours.start, meeting.hours.end
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return Fraction(minutes, 60) * _times_a_month(meeting.every)


def _times_a_month(every: Interval) -> Fraction:
    return _A_YEAR[every.unit] / every.count / 12
