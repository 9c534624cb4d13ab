"""What we believed: where each assumption comes from and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.analysis import AccountInsight
from generator.changes.compare import compare
from generator.changes.text import names_among, sentence_of
from generator.findings.classification import Edition
from generator.history.timeline import State
from generator.model.ids import own_ids
from generator.model.kinds import Account
from generator.model.strategy import Assumption
from generator.pages.account.names import post_of_ours
from generator.pages.kit.context import Context
from generator.text.formats import listed, stop

MOST = 8
"""Assumptions that are told; what is believed today stands on the page of the strategy anyway."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of an assumption: what changed, with which version and why, in sentences."""

    on: date | None
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class Belief:
    """An assumption from its origin on; ``held``: whether it still stands in the plan.

    ``plan``: the version it came with, empty where Git does not reach back to it; ``by``: the role
    of who checks it, and in leadership the name.
    """

    what: str
    since: date
    plan: str
    evidence: str
    confidence: str
    by: str
    held: bool
    turns: tuple[Turn, ...]


def beliefs(context: Context, known: AccountInsight, states: Sequence[State]) -> list[Belief]:
    """Every assumption that is known of, those of today first, then the newest first."""
    account = known.account
    order: dict[str, None] = dict.fromkeys(each.id for each in account.assumptions)
    for state in reversed(states):
        order |= dict.fromkeys(each.id for each in state.item.assumptions)
    return [_belief(context, account, states, each) for each in order]


def _of(account: Account, assumption_id: str) -> Assumption | None:
    return next((each for each in account.assumptions if each.id == assumption_id), None)


def _belief(
    context: Context, account: Account, states: Sequence[State], assumption_id: str
) -> Belief:
    stood = [(state, found) for state in states if (found := _of(state.item, assumption_id))]
    now = _of(account, assumption_id)
    first, last = (stood[0][1], stood[-1][1]) if stood else (now, now)
    newest = now or last
    if newest is None or first is None:
        raise ValueError(f"{assumption_id} stands in no state")
    return Belief(
        what=newest.what,
        since=first.since,
        plan=_origin(states, stood),
        evidence=stop(first.evidence),
        confidence=first.confidence,
        by=_role(context, account, newest.owner),
        held=now is not None,
        turns=tuple(_turns(context, account, states, assumption_id)),
    )


def _origin(states: Sequence[State], stood: Sequence[tuple[State, Assumption]]) -> str:
    if not stood or stood[0][0] is states[0]:
        return ""
    return f"with version {stood[0][0].item.version}"


def _role(context: Context, account: Account, person_id: str) -> str:
    """What somebody is on the account; their name is for leadership."""
    member = next((each for each in account.team if each.person == person_id), None)
    role = context.catalog.name("role", member.role) if member else None
    said = role or post_of_ours(context, person_id) or (member.does if member else "")
    if context.catalog.edition is Edition.LEADERSHIP:
        return f"{context.person(person_id)}, {said}" if said else context.person(person_id)
    return said or "somebody of ours"


def _turns(
    context: Context, account: Account, states: Sequence[State], assumption_id: str
) -> Iterator[Turn]:
    """Each change after the first state in which it stood."""
    course = [*((each.mark.day, each.item) for each in states), (None, account)]
    held = False
    for (_, before), (on, after) in pairwise(course):
        older, newer = _of(before, assumption_id), _of(after, assumption_id)
        held = held or older is not None
        if held and (says := _changed(context, older, newer, after)):
            yield Turn(on, says, _why(account, before, after))


def _changed(
    context: Context, older: Assumption | None, newer: Assumption | None, account: Account
) -> str:
    if older is None:
        return "Believed again." if newer else ""
    if newer is None:
        return "No longer believed, or settled."
    names = names_among([context.catalog.ids, own_ids(account)])
    changes = compare(older, newer)
    return " ".join(
        sentence_of(older, newer, each, names) for each in changes if each.path != ("owner",)
    )


def _why(today: Account, before: Account, after: Account) -> str:
    """The reason the plan gives: what was decided in the same step, and why the version came."""
    known = {each.id for each in before.decisions}
    decided = [f"“{each.what}”" for each in after.decisions if each.id not in known]
    said = f"Decided: {listed(decided)}. " if decided else ""
    if before.version == after.version:
        return f"{said}Within version {after.version}."
    change = next((each for each in today.changes if each.version == after.version), None)
    because = f": {stop(change.because)}" if change and change.because else "."
    return f"{said}With version {after.version}{because}"
