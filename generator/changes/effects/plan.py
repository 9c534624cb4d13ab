"""Effects on the plan: assumptions, stages, the trigger for another tier, the review."""

from collections.abc import Iterator
from datetime import date

from generator.changes.effects.effect import Effect, Pair
from generator.model.severities import Severity
from generator.model.strategy import Assumption
from generator.text.formats import day_text, figure, words

_SURE = ("low", "medium", "high")


def plan(pair: Pair) -> Iterator[Effect]:
    """Effects of changes other than objectives and promises."""
    yield from _assumptions(pair)
    yield from _stages(pair)
    yield from _review(pair)


def promotion(pair: Pair, was: bool, now: bool) -> Iterator[Effect]:
    """A trigger for another tier that is now met or no longer met."""
    found, then = pair.after.account.promotion, pair.before.account.promotion
    if was == now:
        return
    if found is None:
        text = "There is no trigger for another tier any more; it was met."
        yield pair.say("strategy", Severity.MAJOR, text)
    elif now:
        lower = then is not None and then.axis == found.axis and then.at_least > found.at_least
        why = ""
        if then is not None and lower:
            why = f", as it is lowered from {figure(then.at_least)} to {figure(found.at_least)}"
        text = (
            f"The trigger for the tier {words(found.to)} is met now{why}; that asks for a decision."
        )
        yield pair.say("strategy", Severity.MAJOR, text, found.where)
    else:
        text = f"The trigger for the tier {words(found.to)} is no longer met."
        yield pair.say("strategy", Severity.MINOR, text, found.where)


def _assumptions(pair: Pair) -> Iterator[Effect]:
    older = {each.id: each for each in pair.before.account.assumptions}
    for now in pair.after.account.assumptions:
        then = older.pop(now.id, None)
        text = _firmer(then, now) if then else ""
        if text:
            yield pair.say("plan", Severity.MINOR, text, now.where)
    for removed in older.values():
        text = f"An assumption is gone {_when(removed, pair.as_of)}: “{removed.what}”."
        yield pair.say("plan", Severity.MINOR, text)


def _firmer(then: Assumption, now: Assumption) -> str:
    """An assumption that was extended or firmed up without new evidence."""
    if now.evidence != then.evidence:
        return ""
    how = []
    if _SURE.index(now.confidence) > _SURE.index(then.confidence):
        how.append(f"more firmly, {then.confidence} -> {now.confidence},")
    if now.expires > then.expires:
        how.append(f"until {day_text(now.expires)}")
    held = " and ".join(how)
    return f"Believed {held} on the evidence there was before: “{now.what}”." if how else ""


def _when(removed: Assumption, as_of: date) -> str:
    day = day_text(removed.expires)
    if removed.expires < as_of:
        return f"though it was to be looked at by {day}"
    return f"before the day it was to be looked at, {day}"


def _stages(pair: Pair) -> Iterator[Effect]:
    older = {str(each.method): each for each in pair.before.account.stages}
    for now in pair.after.account.stages:
        method = pair.catalog.methods.get(now.method)
        ids = (method.id, *method.aliases) if method else ()
        then = next((older[each] for each in ids if each in older), None)
        if then is None or method is None:
            continue
        names = {step.id: step.name for step in method.steps}
        ranks = {step.id: rank for rank, step in enumerate(method.steps)}
        ways_out = {step.id for step in method.steps if step.way_out}
        if then.now != now.now and {then.now, now.now} <= ranks.keys():
            way = "moves forward" if ranks[now.now] > ranks[then.now] else "moves back"
            way = "takes a way out" if now.now in ways_out else way
            text = f"The relationship {way}: {names[then.now]} -> {names[now.now]}."
            yield pair.say("strategy", Severity.MAJOR, text, now.where)
            if then.target == now.now:
                text = f"The stage aimed at is reached: {names[now.now]}."
                yield pair.say("strategy", Severity.MINOR, text, now.where)


def _review(pair: Pair) -> Iterator[Effect]:
    before, after = pair.before, pair.after
    if (
        after.next_review > before.next_review
        and after.account.review.last == before.account.review.last
    ):
        days = f"{day_text(before.next_review)} -> {day_text(after.next_review)}"
        text = f"The next review moves without a review: {days}."
        yield pair.say("plan", Severity.MINOR, text, after.account.review.where)
