"""Effects on what was written down as having happened, and says something else now."""

from collections.abc import Iterable, Iterator

from generator.changes.compare import closest, match_entries, similar_pairs
from generator.changes.effects.decisions import both
from generator.changes.effects.effect import EffectTexts, Pair, compares, matched
from generator.changes.severity import same_words
from generator.changes.text import cut
from generator.model.profile import Handover
from generator.model.severities import Severity
from generator.model.strategy import DeliveredValue, HeldReview, Objective
from generator.text.formats import day_text, listed, stop

_Reviews = tuple[HeldReview, ...]


@compares("plan", "account.reviews_held")
def review_rewritten(pair: Pair, before: _Reviews, after: _Reviews) -> EffectTexts:
    """The record of a review that was held: it is gone, or says something else."""
    older, newer = match_entries(before, after)
    for name, then in older.items():
        now = newer.get(name)
        which = f"the {then.kind} review of {day_text(then.on)}"
        if now is None:
            yield Severity.MAJOR, f"The record of {which} was removed.", None
        elif clauses := [*_in_review(pair, then, now)]:
            text = f"The record of {which} was changed: {'; '.join(clauses)}"
            yield Severity.MINOR, stop(text), now.where


def _in_review(pair: Pair, then: HeldReview, now: HeldReview) -> Iterator[str]:
    if then.by != now.by:
        yield f"led by {pair.person(now.by)} instead of {pair.person(then.by)}"
    posts = {
        str(each.id): each.function
        for state in (pair.before, pair.after)
        for each in state.account.stakeholders
    }
    ours = ([pair.person(who) for who in (each.by, *each.people)] for each in (then, now))
    sides = (
        tuple(ours),
        (_named(posts, then.stakeholders), _named(posts, now.stakeholders)),
    )
    for was, present in sides:
        if gone := [each for each in was if each not in present]:
            yield f"no longer with {listed(gone)}"
        if came := [each for each in present if each not in was]:
            yield f"now with {listed(came)}"
    if not same_words(then.minutes, now.minutes):
        yield f"what was said, {both(then.minutes, now.minutes)}"


def _named(names: dict[str, str], ids: Iterable[str]) -> list[str]:
    return [names.get(each, each) for each in ids]


@compares("plan", "account.objectives", "actions.what", by="id")
def action_rewritten(_pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """Actions that were done and are said to have been something else."""
    for old, new in matched(then.actions, now.actions, "id"):
        if old and new and old.done and new.done and not same_words(old.what, new.what):
            text = f"An action that was done says something else: {both(old.what, new.what)}"
            yield Severity.MINOR, stop(text), new.where


@compares("plan", "account.delivered", "what proof on", by="id")
def gain_rewritten(_pair: Pair, then: DeliveredValue, now: DeliveredValue) -> EffectTexts:
    """A gain of the customer's that is said to have been another one, or proved otherwise."""
    clauses = []
    if not same_words(then.what, now.what):
        clauses.append(both(then.what, now.what))
    if not same_words(then.proof, now.proof):
        clauses.append(f"the proof {both(then.proof, now.proof)}")
    if then.on != now.on:
        clauses.append(f"{day_text(then.on)} -> {day_text(now.on)}")
    if clauses:
        text = f"A gain that was delivered says something else: “{cut(now.what)}”, "
        yield Severity.MINOR, stop(f"{text}{'; '.join(clauses)}"), now.where


@compares("people", "account.handover", "read_first beliefs")
def handover(_pair: Pair, then: Handover | None, now: Handover | None) -> EffectTexts:
    """What whoever comes next was to know, and no longer reads."""
    older, newer = (
        [*each.read_first, *each.beliefs] if each is not None else [] for each in (then, now)
    )
    gone = [each for each in older if each not in newer]
    again = dict(closest(similar_pairs(gone, [each for each in newer if each not in older])))
    for each in gone:
        if each not in again:
            text = f"The person who takes over no longer reads: “{cut(each)}”"
            yield Severity.MINOR, stop(text), now.where if now else None
