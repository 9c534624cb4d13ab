"""``/accounts/<id>/onboarding/``: the first 90 days with this account, one list to tick.

It joins the path of the role with what the account adds. A line of the path has the entry it has on
the path's own page, kept with this account: who takes on a second one meets people anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from generator.insight import AccountInsight
from generator.pages.account.first_days import DAYS, Line, Parts, by_day
from generator.pages.account.frame import account_page, path_of
from generator.pages.checklists import Checklist, Entry, Task, points
from generator.pages.context import Context
from generator.pages.handbook_links import Link, onboarding_paths
from generator.pages.onboarding import MilestoneRow, ReadingRow, milestones
from generator.pages.onboarding_by_role import path_of_role
from generator.pages.page import Page


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the account with its entry in the checklist of the page."""

    line: Line
    entry: Entry


@dataclass(frozen=True, slots=True)
class Days:
    """One milestone: what the account adds, and in ``to_*`` what the path asks of everybody.

    ``anchor``: where it stands, here and on the page of the path; ``day``: days after the start.
    """

    anchor: str
    name: str
    day: int
    to_read: tuple[ReadingRow, ...] = ()
    to_meet: tuple[Task, ...] = ()
    to_do: tuple[Task, ...] = ()
    read: tuple[Point, ...] = ()
    meet: tuple[Point, ...] = ()
    know: tuple[Point, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What can be ticked, as it stands on the page."""
        reading = tuple(each.task for each in self.to_read)
        parts = (self.read, reading, self.meet, self.to_meet, self.to_do, self.know)
        return tuple(each.entry for part in parts for each in part)


def page(context: Context, known: AccountInsight) -> Page:
    """The first 90 days on one account; without a path for the role, what the account adds."""
    role = known.role
    path = path_of_role(context.catalog, role) if role else None
    asked = milestones(context.catalog, path) if path else []
    days = tuple(_days(context, known, asked))
    where = onboarding_paths(context.catalog)
    values = {
        "role": Link(role.name, f"roles/{role.id}/index.md") if role else None,
        "path": Link(path.name, where[path.id]) if path else None,
        "days": days,
        "checklist": path_of(known.account.id, "checklist.md"),
    }
    made = account_page(
        context,
        known,
        "onboarding.md",
        f"First days: {known.account.name}",
        values,
        description=f"What to read, whom to meet and what to know in the first days with "
        f"{known.account.name}.",
    )
    return replace(made, checklist=checklist(known, days))


def checklist(known: AccountInsight, days: Iterable[Days]) -> Checklist:
    """What the browser has to know about the first days."""
    account = known.account
    return Checklist(
        kind="first-days",
        id=str(account.id),
        name=f"First days with {account.name}",
        version=str(account.version),
        entries=tuple(entry for each in days for entry in each.entries),
        former=tuple(str(alias) for alias in account.aliases),
    )


def _days(context: Context, known: AccountInsight, asked: list[MilestoneRow]) -> Iterator[Days]:
    """The milestones in order, each with what the account adds by then.

    A part of the account goes to the first milestone at its day or later, else to the last one.
    """
    frames = [_of_path(each) for each in asked] or [_without_path(day) for day in DAYS]
    parts: list[list[Parts]] = [[] for _ in frames]
    for day, part in by_day(context, known):
        later = (place for place, each in enumerate(frames) if each.day >= day)
        parts[next(later, len(frames) - 1)].append(part)
    for frame, mine in zip(frames, parts, strict=True):
        read, meet, know = (
            _points(known, f"{frame.name}: {name}", chain(*(part[kind] for part in mine)))
            for kind, name in enumerate(("read", "meet", "know"))
        )
        yield replace(frame, read=read, meet=meet, know=know)


def _of_path(row: MilestoneRow) -> Days:
    milestone = row.milestone
    anchor = f"milestone-{milestone.id}"
    reading = tuple(row.reading)
    return Days(anchor, milestone.name, int(milestone.day), reading, row.meet, row.tasks)


def _without_path(day: int) -> Days:
    return Days(f"milestone-day-{day}", f"Day {day}", day)


def _points(known: AccountInsight, group: str, lines: Iterable[Line]) -> tuple[Point, ...]:
    all_lines = tuple(lines)
    named = ((line.id, line.text, line.former) for line in all_lines)
    made = points(group, str(known.account.version), named)
    return tuple(Point(line, entry) for line, entry in zip(all_lines, made, strict=True))
