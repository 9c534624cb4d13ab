"""This week on an account: what comes first and why, whom to call, who falls due by rhythm."""

from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.agenda import Due
from generator.analysis.urgency import (
    ASSUMPTION,
    BLOCKS,
    BROKEN_PROMISE,
    LATE_ACTION,
    NOTICE,
    RHYTHM,
    VETO,
    Urgency,
    Urgent,
)
from generator.model.stakeholders import Relationship
from generator.pages.account.layout import post
from generator.pages.kit.links import Link, entry_path
from generator.text import markdown as md

MOST = 3
"""How many things come first; more would be a list again."""

_WHY: dict[Urgency, str] = {
    BROKEN_PROMISE: "We promised it, and it was due on {day}",
    NOTICE: "After {day} its terms can no longer be changed by giving notice",
    BLOCKS: "Something due soon waits for it; due on {day}",
    VETO: "Can say no, and none of us has met this person",
    LATE_ACTION: "Was due on {day}",
    ASSUMPTION: "The plan rests on it; {past} on {day}",
    RHYTHM: "Should have heard from us by {day}",
}
"""Why something comes first, by its urgency; else only its day."""


@dataclass(frozen=True, slots=True)
class First:
    """Something that comes first: what, why and who; ``who`` is a person's id, or ``None``."""

    what: Link
    why: str
    who: str | None


@dataclass(frozen=True, slots=True)
class FirstCall:
    """Whom to call first; ``caller``: a person's id; ``about``: what about, as a sentence."""

    whom: Link
    caller: str
    about: str


def first(insight: AccountInsight) -> list[First]:
    """The most urgent things, at most :data:`MOST`."""
    return [_first(insight, each) for each in insight.urgent[:MOST]]


def _first(insight: AccountInsight, found: Urgent) -> First:
    account = insight.account
    about = post(account, found.stakeholder)
    who = f"{about}: " if found.urgency is RHYTHM else ""
    part, place = _place(found)
    why = _WHY.get(found.urgency, "Due on {day}")
    day, on = "", found.on
    if on:
        day = md.day_text(on)
    past = "expired" if found.due and found.due.overdue else "expires"
    return First(
        Link(f"{who}{found.what}", entry_path(account.id, part), place),
        why.format(day=day, past=past),
        found.owner,
    )


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
        found.stakeholder.function,
        entry_path(account.id, "stakeholder"),
        f"stakeholder-{found.stakeholder.id}",
    )
    about = f"Ask for an introduction to: {urgent.what}"
    if urgent.urgency is not VETO:
        about = f"It is about: {urgent.what}"
    return FirstCall(where, found.caller, about)


def by_rhythm(insight: AccountInsight) -> list[tuple[Due, str]]:
    """Contacts that fall due by their rhythm, each with the post in words; the earliest first."""
    return [
        (due, post(insight.account, due.stakeholder))
        for due in insight.agenda
        if isinstance(due.item, Relationship)
    ]
