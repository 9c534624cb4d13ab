"""The first days as short lists: day 1 to 5, then week by week, at most eight steps each.

A part of a path, or of what an account adds, has a day by which it is done. Its reading, meetings
and work are spread evenly over the days and weeks between the part before it and that day, so that
each of them holds something of everything. Where more than eight steps meet, the later ones
go to the next list that has room, if need be after the last one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from generator.model.learning import Milestone
from generator.pages.kit.checklists import ChecklistEntry
from generator.pages.kit.links import Link
from generator.pages.onboarding.paths import MilestoneRow

MOST = 8
"""Steps in one list."""

_WORKING_DAYS = 5
_WEEK = 7


@dataclass(frozen=True, slots=True)
class DayStep:
    """A line to tick. ``does``: its kind, one of :data:`VERBS`; ``link``: what it leads to, if any.

    ``text``: what stands after it. ``of_path``: whether it is a step of the role's path.
    """

    does: str
    entry: ChecklistEntry
    text: str = ""
    link: Link | None = None
    of_path: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Steps that are done by ``day`` (days after the start), in lists of one kind each.

    ``anchors``: that lead to its first list.
    """

    day: float
    lists: tuple[Sequence[DayStep], ...]
    milestone: Milestone | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One list: a day of the first week, or a week. ``ends``: milestones that end with it."""

    name: str
    steps: tuple[DayStep, ...]
    anchors: tuple[str, ...] = ()
    ends: tuple[Milestone, ...] = ()


@dataclass(slots=True)
class _Place:
    """A list that is being filled; ``steps``: with the place that each was meant for."""

    steps: list[tuple[int, DayStep]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    ends: list[Milestone] = field(default_factory=list)


CHECK = "Check whether it still holds:"

VERBS = ("Read", "Meet", "Tell", "Do", "Know", CHECK)
"""In this order the steps of a list stand; a path has only those to read, to meet and to do."""


def parts_of(path: Iterable[MilestoneRow]) -> tuple[Part, ...]:
    """The milestones of a path with their steps, by day."""
    return tuple(
        Part(
            float(row.milestone.day),
            (
                [
                    DayStep("Read", each.task.entry, each.why, each.link, of_path=True)
                    for each in row.reading
                ],
                [DayStep("Meet", each.entry, each.text, of_path=True) for each in row.meet],
                [DayStep("Do", each.entry, each.text, of_path=True) for each in row.tasks],
            ),
            row.milestone,
            anchors_of(str(row.milestone.id)),
        )
        for row in path
    )


def anchors_of(milestone: str) -> tuple[str, ...]:
    """The anchors of a milestone, among them that of its heading when it was a list of its own."""
    own = f"milestone-{milestone}"
    heading = re.fullmatch(r"day-(\d+)", milestone)
    return (own, milestone) if heading and int(heading[1]) > _WORKING_DAYS else (own,)


def by_day(*sequences: Iterable[Part]) -> tuple[Day, ...]:
    """The lists in order, none of them empty or longer than :data:`MOST`.

    ``sequences``: of parts in the order of their days. Of two with a step for the same day, that of
    the first sequence comes first. The heading of each entry is its list.
    """
    places: list[_Place] = []
    for parts in sequences:
        first = 0
        for part in parts:
            last = place_of(part.day)
            first = min(first, last)
            _fill(places, part, first, last)
            first = last + 1
    return tuple(_closed(list(_no_more_than_fit(places))))


def place_of(day: float) -> int:
    """The last list that is over by a day after the start: 0 for day 1, 5 for week 2."""
    weeks = int(day) // _WEEK
    if weeks > 1:
        return _WORKING_DAYS + weeks - 2
    return max(0, min(int(day), _WORKING_DAYS) - 1)


def name_of(place: int) -> str:
    """``Day 5``, ``Week 2``."""
    week = place - _WORKING_DAYS + 2
    return f"Day {place + 1}" if place < _WORKING_DAYS else f"Week {week}"


def _fill(places: list[_Place], part: Part, first: int, last: int) -> None:
    while len(places) <= last:
        places.append(_Place())
    steps = _mixed(part.lists)
    for number, step in enumerate(steps):
        place = first + number * (last - first + 1) // len(steps)
        places[place].steps.append((place, step))
    places[first].anchors += part.anchors
    if part.milestone is not None:
        places[last].ends.append(part.milestone)


def _mixed(lists: Iterable[Sequence[DayStep]]) -> list[DayStep]:
    """All steps, each list in its order and as far as the others at any point."""
    found = (
        (number / len(steps), kind, step)
        for kind, steps in enumerate(lists)
        for number, step in enumerate(steps)
    )
    return [step for _, _, step in sorted(found, key=lambda each: each[:2])]


def _no_more_than_fit(places: Iterable[_Place]) -> Iterator[_Place]:
    """The lists with what they have room for; the rest is carried on, by when it was meant."""
    carried: list[tuple[int, DayStep]] = []
    for each in places:
        waiting = sorted([*carried, *each.steps], key=_urgency)
        each.steps, carried = waiting[:MOST], waiting[MOST:]
        yield each
    while carried:
        yield _Place(carried[:MOST])
        carried = carried[MOST:]


def _urgency(meant: tuple[int, DayStep]) -> tuple[int, int]:
    place, step = meant
    return place, VERBS.index(step.does)


def _in_order(list_name: str) -> Callable[[DayStep], tuple[int, bool]]:
    """How a list is sorted; on day 1 the guides of a path say how to read the rest: they lead."""
    first = list_name == name_of(0)
    return lambda step: (VERBS.index(step.does), first and not step.of_path)


def _closed(places: Sequence[_Place]) -> Iterator[Day]:
    """The lists that hold something; what belongs to an empty one goes to a neighbour."""
    held = [number for number, each in enumerate(places) if each.steps]
    anchors: list[str] = []
    for number, each in enumerate(places):
        anchors += each.anchors
        if not each.steps:
            continue
        if number == held[-1]:
            anchors += chain.from_iterable(later.anchors for later in places[number + 1 :])
        after = next((later for later in held if later > number), len(places))
        ends = chain.from_iterable(later.ends for later in places[number:after])
        name = name_of(number)
        steps = sorted((step for _, step in each.steps), key=_in_order(name))
        yield Day(
            name,
            tuple(replace(step, entry=replace(step.entry, group=name)) for step in steps),
            tuple(anchors),
            tuple(ends),
        )
        anchors = []
