"""``/accounts/<id>/onboarding/``: the first 90 days of the role, for this account, to tick."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from generator.definitions.models import Onboarding
from generator.definitions.models.learning import Milestone
from generator.insight import AccountInsight
from generator.pages.account.first_days import Line, quarters
from generator.pages.account.frame import account_page, path_of
from generator.pages.checklists import Checklist, Entry, points
from generator.pages.context import Context
from generator.pages.handbook_links import Link, onboarding_paths
from generator.pages.page import Page
from generator.pages.wording import counted


@dataclass(frozen=True, slots=True)
class Point:
    """A line with its entry in the checklist of the page."""

    line: Line
    entry: Entry


@dataclass(frozen=True, slots=True)
class Days:
    """What this account adds to one milestone of the path."""

    milestone: Milestone
    read: tuple[Point, ...]
    meet: tuple[Point, ...]
    know: tuple[Point, ...]
    tasks: str


def page(context: Context, known: AccountInsight) -> Page:
    """The first 90 days on one account; without a path for the role it says so."""
    path = path_for(context, known)
    role = known.role
    where = onboarding_paths(context.catalog)
    days = tuple(_days(context, known, path)) if path else ()
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


def checklist(known: AccountInsight, days: Iterable[Days]) -> Checklist | None:
    """What the browser has to know about the first days; ``None`` where there is no path."""
    account = known.account
    entries = tuple(
        point.entry for each in days for part in (each.read, each.meet, each.know) for point in part
    )
    if not entries:
        return None
    return Checklist(
        kind="first-days",
        id=str(account.id),
        name=f"First days with {account.name}",
        version=str(account.version),
        entries=entries,
        former=tuple(str(alias) for alias in account.aliases),
    )


def path_for(context: Context, known: AccountInsight) -> Onboarding | None:
    """The onboarding path of the role that holds the account, or ``None``."""
    role = known.role
    paths = context.catalog.definitions.onboarding.values()
    return next((path for path in paths if role and path.role == role.id), None)


def _days(context: Context, known: AccountInsight, path: Onboarding) -> Iterator[Days]:
    """The milestones in order, each with its part of what the account adds."""
    milestones = sorted(path.milestones, key=lambda each: each.day)
    parts = quarters(context, known)
    for place, milestone in enumerate(milestones):
        last = place == len(milestones) - 1
        mine = parts[place:] if last else parts[place : place + 1]
        read, meet, know = (
            _points(known, f"{milestone.name}: {name}", chain(*(part[kind] for part in mine)))
            for kind, name in enumerate(("read", "meet", "know"))
        )
        tasks = len(milestone.read) + len(milestone.meet) + len(milestone.tasks)
        yield Days(milestone, read, meet, know, counted(tasks, "point") if tasks else "")


def _points(known: AccountInsight, group: str, lines: Iterable[Line]) -> tuple[Point, ...]:
    all_lines = tuple(lines)
    named = ((line.id, line.text, line.former) for line in all_lines)
    made = points(group, str(known.account.version), named)
    return tuple(Point(line, entry) for line, entry in zip(all_lines, made, strict=True))
