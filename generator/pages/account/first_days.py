"""What an account adds to the first 90 days of a role: to read, to meet and to know.

Each line is known by the id of what it is about and by why it is there (``post-`` to know,
``open-`` to reach), not by its day: a path with other days keeps what was ticked.
"""

from dataclasses import dataclass

from generator.insight import AccountInsight
from generator.insight.agenda import Due
from generator.insight.coverage import Covered
from generator.pages import markdown as md
from generator.pages.account.due import due_row
from generator.pages.account.frame import path_of
from generator.pages.account.handover import contacts, start_with
from generator.pages.account.position import axis_in_words
from generator.pages.account.words import people
from generator.pages.checklists import fingerprint
from generator.pages.context import Context
from generator.pages.handbook_links import Link, competency_path

_NEXT = 3
"""How much of what falls due next belongs into a first day, besides what is overdue."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it is known by, where it leads, and what there is to it."""

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

DAYS = (1, 30, 60, 90)
"""By when the parts of an account belong to somebody new: first day to three months."""


def by_day(context: Context, known: AccountInsight) -> tuple[tuple[int, Parts], ...]:
    """What an account adds, each part with the day after the start by which it is done."""
    parts = (part(context, known) for part in (_first, _month, _two_months, _rest))
    return tuple(zip(DAYS, parts, strict=True))


def _first(context: Context, known: AccountInsight) -> Parts:
    account = known.account
    read = [
        Line("playbook", Link("The playbook", path_of(account.id)), "the account on one page"),
        Line(
            "handover", Link("The handover", path_of(account.id, "handover.md")), "what cannot wait"
        ),
    ]
    late = [due for due in known.agenda if due.on < context.insight.as_of]
    know = [_due(context, known, due) for due in known.agenda[: len(late) + _NEXT]]
    if account.charter:
        where = Link("Where we play", path_of(account.id))
        know.insert(0, Line("field", where, md.stop(account.charter.field)))
    named = contacts(context, known) or start_with(context, known)
    team = path_of(account.id, "team.md")
    meet = [
        Line(
            f"first-{row['id']}",
            Link(str(row["post"]), team, f"stakeholder-{row['id']}"),
            str(row.get("about") or f"covered now by {row['covered_by'] or 'nobody'}"),
        )
        for row in named
    ]
    return read, meet, know


def _due(context: Context, known: AccountInsight, due: Due) -> Line:
    """Something that falls due; an action, of which an objective has many, by its words too."""
    row = due_row(context, known.account, due)
    parts = ["due", due.kind.split()[-1], due.anchor or ""]
    if due.kind == "action":
        parts.append(fingerprint(due.what))
    link = Link(row.what, path_of(known.account.id, "strategy.md"), row.anchor)
    note = f"{row.label or 'due'}, {md.day_text(row.on)}"
    return Line("-".join(part for part in parts if part), link, note)


def _month(context: Context, known: AccountInsight) -> Parts:
    account = known.account
    team = path_of(account.id, "team.md")
    read = [Line("team", Link("The team", team), "who plays when, and who covers whom")]
    meet = [
        Line(
            f"colleague-{member.person}",
            Link(context.person(member.person), team),
            md.stop(member.does),
        )
        for member in account.team
        if not (known.holder and member.person == known.holder.person)
    ]
    key = [post for post in known.coverage.posts if post.key]
    know = [
        Line(f"post-{post.stakeholder.id}", _post(known, post), _how_covered(context, post))
        for post in key
    ]
    return read, meet, know


def _post(known: AccountInsight, post: Covered) -> Link:
    anchor = f"stakeholder-{post.stakeholder.id}"
    return Link(post.stakeholder.function, path_of(known.account.id, "team.md"), anchor)


def _how_covered(context: Context, post: Covered) -> str:
    roles = md.listed([md.words(each) for each in post.stakeholder.buying])
    by = people(context, [link.person for link in post.relationships])
    return f"{roles}; covered by {by}" if by else f"{roles}; covered by nobody yet"


def _two_months(_: Context, known: AccountInsight) -> Parts:
    account = known.account
    strategy = path_of(account.id, "strategy.md")
    read = [Line("strategy", Link("The strategy", strategy), "where it stands, and why")]
    know = []
    if placement := known.placement:
        axes = md.listed([axis_in_words(axis) for axis in placement.axes])
        why = Link(f"Why it is {placement.cell.name}", strategy, "rating")
        know.append(Line("rating", why, axes))
    know += [
        Line(
            f"assumption-{each.id}",
            Link(each.what, strategy, f"assumption-{each.id}"),
            f"believed until {md.day_text(each.expires)}",
        )
        for each in account.assumptions
    ]
    meet = [
        Line(
            f"open-{post.stakeholder.id}",
            _post(known, post),
            md.listed([md.words(each) for each in post.stakeholder.buying]),
        )
        for post in known.coverage.posts
        if not post.relationships
    ]
    return read, meet, know


def _rest(_: Context, known: AccountInsight) -> Parts:
    account = known.account
    strategy = path_of(account.id, "strategy.md")
    history = Link("The history", path_of(account.id, "history.md"))
    read = [Line("history", history, "how the plan came to be")]
    know = [
        Line(
            f"objective-{each.id}",
            Link(each.what, strategy, f"objective-{each.id}"),
            f"{each.whose}, due {md.day_text(each.due)}",
        )
        for each in account.objectives
        if each.status == "open"
    ]
    know += [
        Line(
            f"competency-{need.competency.id}",
            Link(need.competency.name, competency_path(need.competency.id)),
            f"{need.level.name}; this account asks for more than the role",
            tuple(f"competency-{alias}" for alias in need.competency.aliases),
        )
        for need in known.needs
        if need.raised
    ]
    return read, [], know
