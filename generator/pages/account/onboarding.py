"""What an account adds to the first 90 days in a role: to read, to meet and tell, to know.

Lines are identified by the id of their subject and their purpose (``post-`` to know, ``open-`` to
reach), not by their day, so marks survive changes of the days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.coverage import Covered
from generator.model.kinds import Account
from generator.model.profile import TeamMember
from generator.model.strategy import Action, Assumption, Contract, Decision
from generator.pages.account.handover import contacts, start_with
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.plan import WHOSE, contract_rows
from generator.pages.account.position import axis_in_words
from generator.pages.kit.checklists import checklist_of, fingerprint, points
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
from generator.pages.onboarding.days import (
    CHECK,
    DayStep,
    Part,
    anchors_of,
    by_day,
    parts_of,
    place_of,
)
from generator.text import markdown as md
from generator.text.formats import small

_NEXT = 3
"""Number of upcoming due entries in the first week, besides overdue ones."""


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A line of a list: its id, its link, and its text; ``does``: its verb, if not its list's."""

    id: str
    link: Link
    note: str = ""
    former: tuple[str, ...] = ()
    does: str = ""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return f"{self.link.text}: {self.note}" if self.note else self.link.text


Parts = tuple[list[ChecklistLine], list[ChecklistLine], list[ChecklistLine]]
"""What to read, whom to meet, what to know."""

_WEEK = 5

_MONTH, _TWO_MONTHS = 30, 60

DAYS = (1, _WEEK, _MONTH, _TWO_MONTHS, 90)
"""Days by which a new person should have completed the parts: first day to three months."""

_DOES = ("Read", "Meet", "Know")

_UNKNOWN = "; none of our people know this person yet, so ask who can introduce you"


def _first(_: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    read = [
        ChecklistLine(
            "playbook", Link("The playbook", account_path(account.id)), "the account on one page"
        ),
        ChecklistLine(
            "handover",
            Link("The handover", account_path(account.id, "handover.md")),
            "what cannot wait",
        ),
    ]
    return read, [], []


def _falls_due(names: Names, insight: AccountInsight) -> Iterator[ChecklistLine]:
    account = insight.account
    if account.charter:
        where = Link("Where we play", account_path(account.id))
        yield ChecklistLine("field", where, md.stop(account.charter.field))
    for due in _first_due(names, insight):
        if not isinstance(due.item, Contract):  # among what is read that week
            yield _due(account, due)


def _first_due(names: Names, insight: AccountInsight) -> list[Due]:
    """What the first week names: everything overdue, and what comes next."""
    late = [due for due in insight.agenda if due.on < names.as_of]
    return list(insight.agenda[: len(late) + _NEXT])


def _due(account: Account, due: Due) -> ChecklistLine:
    """A due entry; an action, of which an objective has many, is identified by its text as well."""
    parts = ["due", due.kind.name.split()[-1], due.anchor or ""]
    if isinstance(due.item, Action):
        parts.append(fingerprint(due.what))
    link = Link(due.what, entry_path(account.id, due.kind.part), due.place)
    own = "-".join(part for part in parts if part)
    if isinstance(due.item, Assumption):
        former = (f"assumption-{due.item.id}",)
        return ChecklistLine(own, link, _when(due), former, does=CHECK)
    if isinstance(due.item, Decision):
        return ChecklistLine(own, link, _when(due), (f"decision-{due.item.id}",), does=CHECK)
    return ChecklistLine(own, link, _when(due))


def _when(due: Due) -> str:
    """``we promised, due on 16 Oct 2026 (overdue)``, as half a sentence."""
    label = due.kind.label
    text = f"{label[:1].lower()}{label[1:]}" if label else "due"
    joint = " on" if not label or due.kind.late == "expired" else ", due on"
    late = f" ({due.kind.late})" if due.overdue else ""
    return f"{text}{joint} {md.day_text(due.on)}{late}"


def _week(names: Names, insight: AccountInsight) -> Parts:
    know = [
        *_falls_due(names, insight),
        *_assumptions(names, insight, 0, _MONTH),
        *_decisions(names, insight, 0, _MONTH),
    ]
    return list(_contracts(names, insight)), list(_tell(names, insight)), know


def _contracts(names: Names, insight: AccountInsight) -> Iterator[ChecklistLine]:
    """The contracts that run, to be read before their days for notice pass, the next one first."""
    for row in contract_rows(names, insight):
        contract = row.contract
        if row.state == "ended" or contract.starts > names.as_of:
            continue
        place = f"contract-{contract.id}"
        where = Link(contract.what, entry_path(insight.account.id, "contract"), place)
        day = md.day_text(row.notice_day)
        note = f"last day to give notice: {day}{f' ({row.state})' if row.state else ''}"
        yield ChecklistLine(
            place, where, f"the contract itself; {note}", (f"due-notice-{contract.id}",)
        )


def _tell(names: Names, insight: AccountInsight) -> Iterator[ChecklistLine]:
    """Whom to tell what in the first week, each after the colleague who knows that post best."""
    introduce = _introduce(insight)
    met = set()
    for post, about in contacts(insight):
        member = introduce.get(post.stakeholder.id)
        if member is not None and member.person not in met:
            met.add(member.person)
            yield _colleague(names, insight, member)
        place = f"first-{post.stakeholder.id}"
        yield ChecklistLine(place, _post(insight, post), md.stop(about), does="Tell")


def _introduce(insight: AccountInsight) -> dict[str, TeamMember]:
    """By post to tell something in the first week: the other member who knows it best, if any."""
    others = {str(member.person): member for member in _others(insight)}
    return {
        post.stakeholder.id: others[person]
        for post, _ in contacts(insight)
        for person in post.people[::-1]
        if person in others
    }


def _others(insight: AccountInsight) -> list[TeamMember]:
    """The members of the team besides the one who holds the account."""
    holder = insight.holder.person if insight.holder else None
    return [member for member in insight.account.team if member.person != holder]


def _colleague(names: Names, insight: AccountInsight, member: TeamMember) -> ChecklistLine:
    team = account_path(insight.account.id, "team.md")
    does = md.stop(member.does)
    return ChecklistLine(
        f"colleague-{member.person}", Link(names.person(member.person), team), does
    )


def _assumptions(
    names: Names, insight: AccountInsight, after: int, until: float = inf
) -> Iterator[ChecklistLine]:
    """The assumptions that expire in a span of days, those that the first week names left out."""
    named = {id(due.item) for due in _first_due(names, insight)}
    for each in sorted(insight.account.assumptions, key=lambda one: one.expires):
        if after < (each.expires - names.as_of).days <= until and id(each) not in named:
            anchor = f"assumption-{each.id}"
            where = Link(each.what, entry_path(insight.account.id, "assumption"), anchor)
            note = f"an assumption, expires on {md.day_text(each.expires)}"
            yield ChecklistLine(anchor, where, note, does=CHECK)


def _decisions(
    names: Names, insight: AccountInsight, after: int, until: float = inf
) -> Iterator[ChecklistLine]:
    """The decisions looked at again in a span of days, those that the first week names left out."""
    named = {id(due.item) for due in _first_due(names, insight)}
    again = [(each.revisit_on, each) for each in insight.account.decisions if each.revisit_on]
    for day, each in sorted(again, key=lambda one: one[0]):
        if after < (day - names.as_of).days <= until and id(each) not in named:
            place = f"decision-{each.id}"
            where = Link(each.what, entry_path(insight.account.id, "decision"), place)
            note = f"a decision to revisit on {md.day_text(day)}"
            yield ChecklistLine(place, where, note, does=CHECK)


def _month(names: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    team = account_path(account.id, "team.md")
    read = [ChecklistLine("team", Link("The team", team), "who plays when, and who covers whom")]
    posts = [] if contacts(insight) else start_with(insight)
    meet = [
        ChecklistLine(
            f"first-{post.stakeholder.id}",
            _post(insight, post),
            f"covered now by {_ours(names, post) or 'nobody'}",
        )
        for post in posts
    ]
    met = {member.person for member in _introduce(insight).values()}
    meet += [
        _colleague(names, insight, member)
        for member in _others(insight)
        if member.person not in met
    ]
    key = [post for post in insight.coverage.posts if post.key]
    know = [
        ChecklistLine(
            f"post-{post.stakeholder.id}", _post(insight, post), _how_covered(names, post)
        )
        for post in key
    ]
    return (
        read,
        meet,
        [
            *know,
            *_assumptions(names, insight, _MONTH, _TWO_MONTHS),
            *_decisions(names, insight, _MONTH, _TWO_MONTHS),
        ],
    )


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
    read = [ChecklistLine("strategy", Link("The strategy", strategy), "where it stands, and why")]
    know = []
    if placement := insight.placement:
        axes = md.listed([axis_in_words(axis) for axis in placement.axes])
        where = account_path(account.id, POSITION)
        why = Link(f"Why it is {placement.cell.name}", where, "rating")
        know.append(ChecklistLine("rating", why, axes))
    know += _assumptions(names, insight, _TWO_MONTHS)
    know += _decisions(names, insight, _TWO_MONTHS)
    meet = [
        ChecklistLine(
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
    people = dict.fromkeys(superior.people) if superior else {}
    if superior is None or not people:
        return _UNKNOWN
    mine = insight.holder.person if insight.holder else ""
    *others, last = map(names.person, [each for each in people if each != mine] or people)
    ask = f"{', '.join(others)} or {last}, who know" if others else f"{last}, who knows"
    return (
        f"; none of our people know this person yet. For an introduction ask {ask} the "
        f"{small(superior.stakeholder.function)}, to whom this person reports"
    )


def _rest(_: Names, insight: AccountInsight) -> Parts:
    account = insight.account
    history = Link("The history", account_path(account.id, "history.md"))
    read = [ChecklistLine("history", history, "how the plan came to be")]
    know = [
        ChecklistLine(
            f"objective-{each.id}",
            Link(each.what, entry_path(account.id, "objective"), f"objective-{each.id}"),
            f"{WHOSE[each.whose]}, due {md.day_text(each.due)}",
        )
        for each in account.objectives
        if each.status == "open"
    ]
    know += [
        ChecklistLine(
            f"competency-{need.competency.id}",
            Link(need.competency.name, competency_path(need.competency.id)),
            f"{need.level.name}; this account requires more than the role",
            tuple(f"competency-{alias}" for alias in need.competency.aliases),
        )
        for need in insight.needs
        if need.raised
    ]
    return read, [], know


_NINETY_DAYS = 90
"""Of lists that end later, because the account has more than fits, only the beginning is open."""


def page(given: AccountInput) -> Page:
    """The first 90 days on one account; only the account's part if the role has no path."""
    insight, role = given.insight, given.insight.role
    required = parts_of(given.milestones)
    days = by_day(_parts(given.names, insight, anchored=not required), required)
    values = {
        "role": Link(role.name, role_path(role.id)) if role else None,
        "path": given.path,
        "days": days,
        "in_full": place_of(_NINETY_DAYS) + 1,
        "checklist": account_path(insight.account.id, "checklist.md"),
    }
    page = account_page(
        given,
        "onboarding.md",
        f"First days: {insight.account.name}",
        values,
        description=f"What to read, whom to meet and what to know in the first days with "
        f"{insight.account.name}.",
        layout="days",
    )
    steps = [step for day in days for step in day.steps]
    checklist = checklist_of(
        "first-days",
        insight.account,
        (step.entry for step in steps),
        title=f"First days with {insight.account.name}",
    )
    if given.shared is not None:
        of_path = tuple(step.entry.id for step in steps if step.of_path)
        checklist = replace(checklist, shared=replace(given.shared, entries=of_path))
    return replace(page, checklist=checklist)


def _parts(names: Names, insight: AccountInsight, *, anchored: bool) -> Iterator[Part]:
    """What the account adds; ``anchored``: with the anchors that milestones have otherwise."""
    made = (part(names, insight) for part in (_first, _week, _month, _two_months, _rest))
    for day, part in zip(DAYS, made, strict=True):
        lists = [_steps(insight, *each) for each in zip(_DOES, part, strict=True)]
        if day == _WEEK:
            anchors: tuple[str, ...] = ("first-week",)
        else:
            anchors = anchors_of(f"day-{day}") if anchored else ()
        yield Part(day, tuple(lists), anchors=anchors)


def _steps(insight: AccountInsight, does: str, lines: Iterable[ChecklistLine]) -> list[DayStep]:
    all_lines = tuple(lines)
    named = ((line.id, line.text, line.former) for line in all_lines)
    entries = points("", str(insight.account.version), named)
    return [
        DayStep(line.does or does, entry, line.note, line.link)
        for line, entry in zip(all_lines, entries, strict=True)
    ]
