"""What an account adds to the first 90 days in a role: to read, to meet and to know.

Lines are identified by the id of their subject and their purpose (``post-`` to know, ``open-`` to
reach), not by their day, so marks survive changes of the path's days.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.coverage import Covered
from generator.model.kinds import Account
from generator.model.strategy import Action
from generator.pages.account.handover import contacts, start_with
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.plan import WHOSE
from generator.pages.account.position import axis_in_words
from generator.pages.kit.checklists import ChecklistEntry, Task, checklist_of, fingerprint, points
from generator.pages.kit.links import (
    POSITION,
    Link,
    account_path,
    competency_path,
    entry_path,
    role_path,
)
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.pages.onboarding.paths import MilestoneRow, ReadingRow
from generator.text import markdown as md

_NEXT = 3
"""Number of upcoming due entries on the first day, besides overdue ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its id, its link, and its text."""

    id: str
    link: Link
    note: str = ""
    former: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return f"{self.link.text}: {self.note}" if self.note else self.link.text


Parts = tuple[list[Line], list[Line], list[Line]]
"""What to read, whom to meet, what to know."""

DAYS = (1, 7, 30, 60, 90)
"""Days by which a new person should have completed the parts: first day to three months."""

_WEEK = 7

_UNKNOWN = "; none of our people know this person yet, so ask who can introduce you"


def by_day(names: Names, insight: AccountInsight) -> tuple[tuple[int, Parts], ...]:
    """What an account adds, each part with the day after the start by which it is due."""
    parts = (part(names, insight) for part in (_first, _week, _month, _two_months, _rest))
    return tuple(zip(DAYS, parts, strict=True))


def _first(names: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    read = [
        Line("playbook", Link("The playbook", account_path(account.id)), "the account on one page"),
        Line(
            "handover",
            Link("The handover", account_path(account.id, "handover.md")),
            "what cannot wait",
        ),
    ]
    late = [due for due in insight.agenda if due.on < names.as_of]
    know = [_due(account, due) for due in insight.agenda[: len(late) + _NEXT]]
    if account.charter:
        where = Link("Where we play", account_path(account.id))
        know.insert(0, Line("field", where, md.stop(account.charter.field)))
    return read, [], know


def _due(account: Account, due: Due) -> Line:
    """A due entry; an action, of which an objective has many, is identified by its text as well."""
    parts = ["due", due.kind.name.split()[-1], due.anchor or ""]
    if isinstance(due.item, Action):
        parts.append(fingerprint(due.what))
    link = Link(due.what, entry_path(account.id, due.kind.part), due.place)
    note = _when(due)
    return Line("-".join(part for part in parts if part), link, note)


def _when(due: Due) -> str:
    """``we promised, due on 16 Oct 2026 (overdue)``, as half a sentence."""
    label = due.kind.label
    text = f"{label[:1].lower()}{label[1:]}" if label else "due"
    joint = " on" if not label or due.kind.late == "expired" else ", due on"
    late = f" ({due.kind.late})" if due.overdue else ""
    return f"{text}{joint} {md.day_text(due.on)}{late}"


def _week(_: Names, insight: AccountInsight) -> Parts:
    meet = [
        Line(f"first-{post.stakeholder.id}", _post(insight, post), md.stop(about))
        for post, about in contacts(insight)
    ]
    return [], meet, []


def _month(names: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    team = account_path(account.id, "team.md")
    read = [Line("team", Link("The team", team), "who plays when, and who covers whom")]
    posts = [] if contacts(insight) else start_with(insight)
    meet = [
        Line(
            f"first-{post.stakeholder.id}",
            _post(insight, post),
            f"covered now by {_ours(names, post) or 'nobody'}",
        )
        for post in posts
    ]
    meet += [
        Line(
            f"colleague-{member.person}",
            Link(names.person(member.person), team),
            md.stop(member.does),
        )
        for member in account.team
        if not (insight.holder and member.person == insight.holder.person)
    ]
    key = [post for post in insight.coverage.posts if post.key]
    know = [
        Line(f"post-{post.stakeholder.id}", _post(insight, post), _how_covered(names, post))
        for post in key
    ]
    return read, meet, know


def _post(insight: AccountInsight, post: Covered) -> Link:
    anchor = f"stakeholder-{post.stakeholder.id}"
    return Link(post.stakeholder.function, account_path(insight.account.id, "team.md"), anchor)


def _ours(names: Names, post: Covered) -> str:
    return names.persons(link.person for link in post.relationships)


def _how_covered(names: Names, post: Covered) -> str:
    roles = md.listed([md.words(each) for each in post.stakeholder.buying])
    by = _ours(names, post)
    return f"{roles}; covered by {by}" if by else f"{roles}; covered by nobody yet"


def _two_months(names: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    strategy = account_path(account.id, "strategy.md")
    read = [Line("strategy", Link("The strategy", strategy), "where it stands, and why")]
    know = []
    if placement := insight.placement:
        axes = md.listed([axis_in_words(axis) for axis in placement.axes])
        where = account_path(account.id, POSITION)
        why = Link(f"Why it is {placement.cell.name}", where, "rating")
        know.append(Line("rating", why, axes))
    know += [
        Line(
            f"assumption-{each.id}",
            Link(each.what, entry_path(account.id, "assumption"), f"assumption-{each.id}"),
            f"check it again by {md.day_text(each.expires)}",
        )
        for each in account.assumptions
    ]
    meet = [
        Line(
            f"open-{post.stakeholder.id}",
            _post(insight, post),
            md.listed([*map(md.words, post.stakeholder.buying)]) + _way_in(names, insight, post),
        )
        for post in insight.coverage.posts
        if not post.relationships
    ]
    return read, meet, know


def _way_in(names: Names, insight: AccountInsight, post: Covered) -> str:
    """Who can introduce a newcomer to someone nobody knows: the superior's contacts, if any."""
    above = post.stakeholder.reports_to
    superior = next((each for each in insight.coverage.posts if each.stakeholder.id == above), None)
    people = list(dict.fromkeys(link.person for link in superior.relationships)) if superior else []
    if superior is None or not people:
        return _UNKNOWN
    *others, last = map(names.person, people)
    ask = f"{', '.join(others)} or {last}, who know" if others else f"{last}, who knows"
    return (
        f"; none of our people know this person yet. For an introduction ask {ask} the superior: "
        f"{superior.stakeholder.function}"
    )


def _rest(_: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    history = Link("The history", account_path(account.id, "history.md"))
    read = [Line("history", history, "how the plan came to be")]
    know = [
        Line(
            f"objective-{each.id}",
            Link(each.what, entry_path(account.id, "objective"), f"objective-{each.id}"),
            f"{WHOSE[each.whose]}, due {md.day_text(each.due)}",
        )
        for each in account.objectives
        if each.status == "open"
    ]
    know += [
        Line(
            f"competency-{need.competency.id}",
            Link(need.competency.name, competency_path(need.competency.id)),
            f"{need.level.name}; this account requires more than the role",
            tuple(f"competency-{alias}" for alias in need.competency.aliases),
        )
        for need in insight.needs
        if need.raised
    ]
    return read, [], know


@dataclass(frozen=True, slots=True)
class OnboardingPoint:
    """A line of the account with its entry in the page's checklist."""

    line: Line
    entry: ChecklistEntry


@dataclass(frozen=True, slots=True)
class Days:
    """One milestone: what the account adds, and in ``to_*`` what the path requires of everybody.

    ``anchor``: on this page, and on that of the path if it is ``of_path``; ``day``: days after the
    start.
    """

    anchor: str
    name: str
    day: int
    of_path: bool = True
    to_read: tuple[ReadingRow, ...] = ()
    to_meet: tuple[Task, ...] = ()
    to_do: tuple[Task, ...] = ()
    read: tuple[OnboardingPoint, ...] = ()
    meet: tuple[OnboardingPoint, ...] = ()
    know: tuple[OnboardingPoint, ...] = ()

    @property
    def entries(self) -> tuple[ChecklistEntry, ...]:
        """The entries that can be ticked, in page order."""
        reading = tuple(each.task for each in self.to_read)
        parts = (self.read, reading, self.meet, self.to_meet, self.to_do, self.know)
        return tuple(each.entry for part in parts for each in part)


def page(given: AccountInput) -> Page:
    """The first 90 days on one account; only the account's part if the role has no path."""
    insight, role = given.insight, given.insight.role
    days = tuple(_days(given.names, insight, given.milestones))
    values = {
        "role": Link(role.name, role_path(role.id)) if role else None,
        "path": given.path,
        "days": days,
        "checklist": account_path(insight.account.id, "checklist.md"),
    }
    page = account_page(
        given,
        "onboarding.md",
        f"First days: {insight.account.name}",
        values,
        description=f"What to read, whom to meet and what to know in the first days with "
        f"{insight.account.name}.",
    )
    entries = (entry for each in days for entry in each.entries)
    title = f"First days with {insight.account.name}"
    checklist = checklist_of("first-days", insight.account, entries, title=title)
    return replace(page, checklist=checklist)


def _days(
    names: Names, insight: AccountInsight, milestones: Sequence[MilestoneRow]
) -> Iterator[Days]:
    """The milestones in order, each with what the account adds.

    A part goes to the first milestone on its day or later, else to the last one.
    """
    milestones_of_path = [_of_path(each) for each in milestones] or [
        Days(f"milestone-day-{day}", f"Day {day}", day) for day in DAYS if day != _WEEK
    ]
    if not any(1 < each.day <= _WEEK for each in milestones_of_path):
        milestones_of_path.append(Days("first-week", "Week 1", _WEEK, of_path=False))
        milestones_of_path.sort(key=lambda each: each.day)
    parts: list[list[Parts]] = [[] for _ in milestones_of_path]
    for day, part in by_day(names, insight):
        later = (place for place, each in enumerate(milestones_of_path) if each.day >= day)
        parts[next(later, len(milestones_of_path) - 1)].append(part)
    for milestone, mine in zip(milestones_of_path, parts, strict=True):
        read, meet, know = (
            _points(insight, f"{milestone.name}: {name}", chain(*(part[kind] for part in mine)))
            for kind, name in enumerate(("read", "meet", "know"))
        )
        yield replace(milestone, read=read, meet=meet, know=know)


def _of_path(row: MilestoneRow) -> Days:
    milestone = row.milestone
    anchor = f"milestone-{milestone.id}"
    reading, meet, tasks = row.reading, row.meet, row.tasks
    return Days(anchor, milestone.name, int(milestone.day), True, reading, meet, tasks)


def _points(
    insight: AccountInsight, group: str, lines: Iterable[Line]
) -> tuple[OnboardingPoint, ...]:
    all_lines = tuple(lines)
    named = ((line.id, line.text, line.former) for line in all_lines)
    page = points(group, str(insight.account.version), named)
    return tuple(OnboardingPoint(line, entry) for line, entry in zip(all_lines, page, strict=True))
