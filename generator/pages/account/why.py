"""Why an account has its cell, in sentences: what its strategy and history pages answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.analysis.matrix import Placement
from generator.history.timeline import DatedState
from generator.model.kinds import Account
from generator.model.strategy import Assumption
from generator.pages.account import position
from generator.pages.account.history import (
    NO_RATING,
    AssumptionRow,
    approval_rows,
    assumption_rows,
    last_of_each_version,
)
from generator.pages.account.layout import AccountInput, approval_in_words, post
from generator.pages.account.track import first_plan, tracks
from generator.text.formats import day_text, stop

NOT_RATED = "Not rated yet. Without a rating nobody can say what this account deserves."


@dataclass(frozen=True, slots=True)
class Explanation:
    """A question and its answer, a paragraph a sentence or more."""

    title: str
    paragraphs: tuple[str, ...]


def answers(given: AccountInput, questions: Sequence[str]) -> tuple[Explanation, ...]:
    """The answers to some of :data:`QUESTIONS`."""
    found = ((QUESTIONS[each][0], QUESTIONS[each][1](given)) for each in questions)
    return tuple(Explanation(title, tuple(paragraphs)) for title, paragraphs in found)


def _cell(given: AccountInput) -> Iterator[str]:
    placement, standing = (
        given.insight.placement,
        position.standing(given.names, given.insight),
    )
    if placement is None or standing is None:
        yield NOT_RATED
        return
    yield f"{placement.cell.name}. {standing.why}"
    if standing.override and placement.rating.override:
        yield f"{standing.override} {stop(placement.rating.override.because)}"
    yield from position.why(placement)
    if standing.grey:
        reason = placement.rating.grey_band_reason
        written = f"Why we place it here: {stop(reason)}" if reason else ""
        yield f"{standing.grey} {written or 'Why we place it here is not recorded yet.'}"


def _of_the_method(given: AccountInput) -> list[Placement]:
    """The placements by the method that decides, newest first."""
    now = given.insight.placement
    method = now.method.id if now else None
    return [each for each in given.insight.placements if each.method.id == method]


def _since(given: AccountInput) -> Iterator[str]:
    placements = _of_the_method(given)
    if not placements:
        yield NOT_RATED
        return
    cell = placements[0].cell
    same = list(takewhile(lambda each: each.cell.id == cell.id, placements))
    plan = first_plan(given.insight.account, same[-1].rating.on)
    began = f"{day_text(same[-1].rating.on)}{f', {plan} of the plan' if plan else ''}"
    before = placements[len(same) : len(same) + 1]
    came = f"; before that {before[0].cell.name}" if before else ", its first rating"
    yield f"{cell.name} since {began}{came}."
    track = next(
        each for each in tracks(given.names, given.insight) if each.method.id == _method(given)
    )
    for row in track.rows:
        where = f"{day_text(row.on)}{f', {row.plan}' if row.plan else ''}"
        yield f"{where}: {row.cell}. {row.movement}"
    yield track.how


def _method(given: AccountInput) -> str:
    return _of_the_method(given)[0].method.id


def _who(given: AccountInput) -> Iterator[str]:
    account, names, placement = given.insight.account, given.names, given.insight.placement
    if placement is not None:
        rating = placement.rating
        raters = position.raters(names, placement)
        yield f"Scored on {day_text(rating.on)} by {raters}; method: {placement.method.name}."
        if rating.verified:
            by = post(account, rating.verified.by)
            day = day_text(rating.verified.on)
            yield f"The customer's view was confirmed by the {by} on {day}."
        elif position.is_unverified(placement):
            yield "Nobody on the customer's side has confirmed the customer's view yet."
    owner = names.owner(account.owner)
    yield f"Owner: {owner}." if owner else "This edition does not show the owner."
    yield f"Version {account.version}: {stop(approval_in_words(names, account))}"
    states = last_of_each_version(given.record.timeline.states, account)
    for row in approval_rows(names, account, states):
        if row.version != str(account.version):
            rated = f"rated by {row.rated}" if row.rated != NO_RATING else NO_RATING
            yield f"Version {row.version}: {rated}; approval: {stop(row.approved)}"
    for each in sorted(account.decisions, key=lambda each: each.on, reverse=True):
        yield (
            f"Decided on {day_text(each.on)} by {names.person(each.by)}: {stop(each.what)} "
            f"{stop(each.because)}"
        )


def _evidence(given: AccountInput) -> Iterator[str]:
    placement = given.insight.placement
    if placement is None:
        yield NOT_RATED
        return
    for axis in placement.axes:
        for row, anchor, evidence in position.factor_rows(axis):
            seen = day_text(row.score.date or placement.rating.on)
            sure = row.score.confidence or "not stated"
            yield (
                f"{row.factor.name}, {row.score.score} of 10: {anchor} Evidence: {evidence}; seen "
                f"{seen}, confidence {sure}."
            )


def _beliefs(given: AccountInput) -> Iterator[str]:
    rows = assumption_rows(given.names, given.insight, given.record.timeline.states)
    yield from _then(given)
    current = [each for each in rows if each.in_plan]
    yield "Now:" if current else "Now: no assumption is written down."
    for row in current:
        expired = ", which is over" if given.names.past(row.newest.expires) else ""
        yield f"- {_believed(row.newest)}{expired}."
        yield from _course(row)
    gone = [each for each in rows if not each.in_plan]
    if gone:
        yield "No longer in the plan:"
    for row in gone:
        yield f"- {_believed(row.newest)}."
        yield from _course(row)
    yield from given.record.unseen


def _then(given: AccountInput) -> Iterator[str]:
    """What was believed when the account was first rated by the method that decides."""
    placements = _of_the_method(given)
    if not placements:
        return
    first = placements[-1].rating
    states = given.record.timeline.states
    found = next((each for each in states if _has(each, placements[-1])), None)
    plan = found.item if found else given.insight.account
    known = [each for each in plan.assumptions if each.since <= first.on]
    rated = f"When it was first rated, on {day_text(first.on)}"
    if found is None:
        rated += ", as today's files say"
    elif found.mark.day and found.mark.day > first.on:
        rated += f" (the oldest files with that rating are of {day_text(found.mark.day)})"
    yield f"{rated}:" if known else f"{rated}: no belief that we held by then is on record."
    yield from (f"- {_believed(each)}." for each in known)


def _has(state: DatedState, placement: Placement) -> bool:
    account: Account = state.item
    method, day = placement.method, placement.rating.on
    ids = (method.id, *method.aliases)
    return any(each.on == day and str(each.method) in ids for each in account.ratings)


def _believed(each: Assumption) -> str:
    since, until = day_text(each.since), day_text(each.expires)
    evidence = each.evidence.rstrip(".")
    return (
        f"{stop(each.what)} Since {since}; {each.confidence} confidence; it rests on: {evidence}; "
        f"to be looked at by {until}"
    )


def _course(row: AssumptionRow) -> Iterator[str]:
    for each in row.changes:
        day = day_text(each.on) if each.on else "Not committed yet"
        yield f"  {day}: {' '.join(filter(None, (each.text.replace(' → ', ' -> '), each.why)))}"


QUESTIONS: dict[str, tuple[str, Callable[[AccountInput], Iterator[str]]]] = {
    "cell": ("Why this cell", _cell),
    "since": ("Since when", _since),
    "who": ("By whom", _who),
    "beliefs": ("On what beliefs, then and now", _beliefs),
    "evidence": ("What the scores rest on", _evidence),
    "moves": ("What would move it", lambda given: iter(_moves(given))),
}
"""The questions by the word that asks for them: heading and answer."""

ALWAYS = ("cell", "since", "who", "beliefs")
"""What is answered where no question is asked."""


def _moves(given: AccountInput) -> list[str]:
    if given.insight.placement is None:
        return [NOT_RATED]
    about = position.about(given.insight.placement)
    return [*filter(None, (about,)), *position.moves(given.insight)] or ["That is not known."]
