"""``/accounts/<id>/onboarding/``: the first 90 days of the role, for this account."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.definitions.models import Onboarding
from generator.definitions.models.learning import Milestone
from generator.insight import AccountInsight
from generator.insight.coverage import Covered
from generator.pages import markdown as md
from generator.pages.account.due import due_row
from generator.pages.account.frame import account_page, path_of
from generator.pages.account.handover import contacts, start_with
from generator.pages.account.position import axis_in_words
from generator.pages.account.words import people
from generator.pages.context import Context
from generator.pages.handbook_links import Link, competency_path, onboarding_paths
from generator.pages.page import Page
from generator.pages.wording import counted

_NEXT = 3
"""How much of what falls due next belongs into a first day, besides what is overdue."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: where it leads, and what there is to it."""

    link: Link
    note: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """What this account adds to one milestone of the path."""

    milestone: Milestone
    read: list[Line]
    meet: list[Line]
    know: list[Line]
    tasks: str


def page(context: Context, known: AccountInsight) -> Page:
    """The first 90 days on one account; without a path for the role it says so."""
    path = path_for(context, known)
    role = known.role
    where = onboarding_paths(context.catalog)
    values = {
        "role": Link(role.name, f"roles/{role.id}/index.md") if role else None,
        "path": Link(path.name, where[path.id]) if path else None,
        "days": list(_days(context, known, path)) if path else [],
        "checklist": path_of(known.account.id, "checklist.md"),
    }
    return account_page(
        context,
        known,
        "onboarding.md",
        f"First days: {known.account.name}",
        values,
        description=f"What to read, whom to meet and what to know in the first days with "
        f"{known.account.name}.",
    )


def path_for(context: Context, known: AccountInsight) -> Onboarding | None:
    """The onboarding path of the role that holds the account, or ``None``."""
    role = known.role
    paths = context.catalog.definitions.onboarding.values()
    return next((path for path in paths if role and path.role == role.id), None)


def _days(context: Context, known: AccountInsight, path: Onboarding) -> Iterator[Days]:
    """The milestones in order, each with its part of what the account adds."""
    milestones = sorted(path.milestones, key=lambda each: each.day)
    parts = [part(context, known) for part in (_first, _month, _two_months, _rest)]
    for place, milestone in enumerate(milestones):
        last = place == len(milestones) - 1
        mine = parts[place:] if last else parts[place : place + 1]
        read, meet, know = ([line for part in mine for line in part[kind]] for kind in range(3))
        tasks = len(milestone.read) + len(milestone.meet) + len(milestone.tasks)
        yield Days(milestone, read, meet, know, counted(tasks, "point") if tasks else "")


_Parts = tuple[list[Line], list[Line], list[Line]]
"""What to read, whom to meet, what to know."""


def _first(context: Context, known: AccountInsight) -> _Parts:
    account = known.account
    strategy = path_of(account.id, "strategy.md")
    read = [
        Line(Link("The playbook", path_of(account.id)), "the account on one page"),
        Line(Link("The handover", path_of(account.id, "handover.md")), "what cannot wait"),
    ]
    late = [due for due in known.agenda if due.on < context.insight.as_of]
    know = [
        Line(Link(row.what, strategy, row.anchor), f"{row.label or 'due'}, {md.day_text(row.on)}")
        for row in (due_row(context, due) for due in known.agenda[: len(late) + _NEXT])
    ]
    if account.charter:
        field = Line(Link("Where we play", path_of(account.id)), md.stop(account.charter.field))
        know.insert(0, field)
    named = contacts(context, known) or start_with(context, known)
    team = path_of(account.id, "team.md")
    meet = [
        Line(
            Link(str(row["post"]), team, f"stakeholder-{row['id']}"),
            str(row.get("about") or f"covered now by {row['covered_by'] or 'nobody'}"),
        )
        for row in named
    ]
    return read, meet, know


def _month(context: Context, known: AccountInsight) -> _Parts:
    account = known.account
    team = path_of(account.id, "team.md")
    read = [Line(Link("The team", team), "who plays when, and who covers whom")]
    meet = [
        Line(Link(context.person(member.person), team), md.stop(member.does))
        for member in account.team
        if not (known.holder and member.person == known.holder.person)
    ]
    key = [post for post in known.coverage.posts if post.key]
    know = [Line(_post(known, post), _how_covered(context, post)) for post in key]
    return read, meet, know


def _post(known: AccountInsight, post: Covered) -> Link:
    anchor = f"stakeholder-{post.stakeholder.id}"
    return Link(post.stakeholder.function, path_of(known.account.id, "team.md"), anchor)


def _how_covered(context: Context, post: Covered) -> str:
    roles = md.listed([md.words(each) for each in post.stakeholder.buying])
    by = people(context, [link.person for link in post.relationships])
    return f"{roles}; covered by {by}" if by else f"{roles}; covered by nobody yet"


def _two_months(_: Context, known: AccountInsight) -> _Parts:
    account = known.account
    strategy = path_of(account.id, "strategy.md")
    read = [Line(Link("The strategy", strategy), "where it stands, and why")]
    know = []
    if placement := known.placement:
        axes = md.listed([axis_in_words(axis) for axis in placement.axes])
        know.append(Line(Link(f"Why it is {placement.cell.name}", strategy, "rating"), axes))
    know += [
        Line(
            Link(each.what, strategy, f"assumption-{each.id}"),
            f"believed until {md.day_text(each.expires)}",
        )
        for each in account.assumptions
    ]
    meet = [
        Line(_post(known, post), md.listed([md.words(each) for each in post.stakeholder.buying]))
        for post in known.coverage.posts
        if not post.relationships
    ]
    return read, meet, know


def _rest(_: Context, known: AccountInsight) -> _Parts:
    account = known.account
    strategy = path_of(account.id, "strategy.md")
    read = [Line(Link("The history", path_of(account.id, "history.md")), "how the plan came to be")]
    know = [
        Line(
            Link(each.what, strategy, f"objective-{each.id}"),
            f"{each.whose}, due {md.day_text(each.due)}",
        )
        for each in account.objectives
        if each.status == "open"
    ]
    know += [
        Line(
            Link(need.competency.name, competency_path(need.competency.id)),
            f"{need.level.name}; this account asks for more than the role",
        )
        for need in known.needs
        if need.raised
    ]
    return read, [], know
