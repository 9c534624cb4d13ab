"""This week on an account: what comes first and why, whom to call, who falls due by rhythm."""

from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.urgency import (
    BLOCKS,
    BROKEN_PROMISE,
    LATE_ACTION,
    NOTICE,
    RHYTHM,
    VETO,
    Urgency,
    Urgent,
)
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.stakeholders import Relationship
from generator.pages.account.layout import post, stakeholder
from generator.pages.kit.links import Link, entry_path
from generator.text.formats import capital, small

MOST = 3
"""How many things come first; more would be a list again."""

MOST_CONTACTS = 2
"""How many contacts due by their rhythm are named beside them."""

_DO: dict[str, str] = {
    "objective": "Reach: {what}",
    "our promise": "Keep our promise: {what}",
    "their promise": "Ask for what they promised: {what}",
    "opportunity": "Get a decision on: {what}",
    "assumption": "Check whether it still holds: {what}",
    "decision": "Look again at: {what}",
    "contact": "Speak with: {post}, about: {what}",
}
"""What to do about something that is due, by its kind; else its own words say it."""

_WHY: dict[Urgency, str] = {
    BROKEN_PROMISE: "Overdue since",
    NOTICE: "Terms can be changed by giving notice until",
    BLOCKS: f"{capital(BLOCKS.because)}; due on",
    VETO: capital(VETO.because),
    LATE_ACTION: "Overdue since",
    RHYTHM: "Should have heard from us by",
}
"""Why something comes first, by its urgency; its day follows, if it has one."""


@dataclass(frozen=True, slots=True)
class First:
    """Something that comes first: what, why, by when and who, a person's id.

    ``item``: what is changed once it is done.
    """

    item: Item
    what: Link
    why: str
    on: date | None
    who: str | None


@dataclass(frozen=True, slots=True)
class FirstCall:
    """Whom ``caller``, one of our people, calls first; ``about``: what about, as a sentence."""

    whom: Link
    caller: str
    about: str


def first(insight: AccountInsight) -> list[First]:
    """The most urgent things, at most :data:`MOST`."""
    return [in_words(insight, each) for each in insight.urgent[:MOST]]


def in_words(insight: AccountInsight, found: Urgent) -> First:
    """Something to do, in words: what, and why it comes where it does."""
    account = insight.account
    part, place = _place(found)
    what = task(account, found.due) if found.due else f"Get to know: {found.what}"
    return First(
        found.item,
        Link(what, entry_path(account.id, part), place),
        _WHY.get(found.urgency, "Due on"),
        found.on,
        found.owner,
    )


def task(account: Account, due: Due) -> str:
    """What to do about something that is due, in words."""
    do = _DO.get(due.kind.name, "{what}")
    return do.format(what=due.what, post=post(account, due.stakeholder))


_PROMISED = {
    "our promise": "Keep our promise to the {post}: {what}",
    "their promise": "Ask the {post} for what was promised: {what}",
}


def task_and_whom(account: Account, due: Due) -> str:
    """What to do about something due; of a promise also to or from whom, where that is known."""
    if due.kind.name not in _PROMISED or due.stakeholder is None:
        return task(account, due)
    whom = small(post(account, due.stakeholder))
    return _PROMISED[due.kind.name].format(post=whom, what=due.what)


def _place(found: Urgent) -> tuple[str, str]:
    if found.due is None:
        return "stakeholder", f"stakeholder-{found.stakeholder}"
    return found.due.kind.part, found.due.place


def call(insight: AccountInsight) -> FirstCall | None:
    """Whom to call first and about what; ``None`` if nothing concerns a post that we know."""
    found = insight.first_call
    if found is None:
        return None
    account, urgent = insight.account, found.about
    where = Link(
        small(found.stakeholder.function),
        entry_path(account.id, "stakeholder"),
        f"stakeholder-{found.stakeholder.id}",
    )
    about = f"About: {urgent.what}"
    if urgent.urgency is VETO:
        unknown = stakeholder(account, urgent.stakeholder)
        boss = unknown is not None and unknown.reports_to == found.stakeholder.id
        about = f"About: an introduction to the {small(urgent.what)}"
        about += f", who reports to the {small(found.stakeholder.function)}" if boss else ""
    return FirstCall(where, found.caller, about)


def by_rhythm(insight: AccountInsight) -> list[tuple[Due, str]]:
    """Conversations due by their rhythm, each with the post in words, the most urgent first."""
    return [
        (each.due, post(insight.account, each.stakeholder))
        for each in insight.urgent
        if each.due is not None and isinstance(each.item, Relationship)
    ]
