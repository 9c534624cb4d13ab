"""Effects on what the customer said: how content it is."""

from generator.analysis.expectations import Contentment
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares
from generator.model.severities import Severity
from generator.text.formats import day_text, percent


@compares("relationships", "contentment", "level on", by="measure")
def contentment(pair: Pair, then: Contentment, now: Contentment) -> EffectTexts:
    """Another answer; graver where it is better without a newer one, or in the place of an older.

    Nothing of a newer one that says the same.
    """
    step = f"{percent(then.level)} -> {percent(now.level)}"
    if now.on > then.on and _is_replaced(pair, then):
        how = f"answered on {day_text(now.on)}; the answer of {day_text(then.on)} is no longer kept"
        step = step if now.level != then.level else f"still {percent(now.level)}"
        severity = Severity.MAJOR if now.level > then.level else Severity.MINOR
        yield severity, f"Satisfaction, {now.measure}: {step}, {how}.", now.answer.where
        return
    if now.level == then.level:
        return
    if now.on == then.on:
        how = f"for the answer of {day_text(now.on)} itself"
    elif now.on < then.on:
        how = f"since the answer of {day_text(then.on)} is gone"
    else:
        how = f"answered on {day_text(now.on)}"
    better = now.on <= then.on and now.level > then.level
    severity = Severity.MAJOR if better else Severity.MINOR
    yield severity, f"Satisfaction, {now.measure}: {step}, {how}.", now.answer.where


def _is_replaced(pair: Pair, then: Contentment) -> bool:
    """Whether an answer is gone: a newer one stands beside it, where nothing is rewritten."""
    answers = {(each.measure, each.on) for each in pair.after.account.satisfaction}
    return (then.measure, then.on) not in answers


@compares("relationships", "contentment", by="measure", on=(REMOVED,))
def contentment_removed(_pair: Pair, then: Contentment, _now: None) -> EffectTexts:
    """A measure without answers any more."""
    text = f"Satisfaction, {then.measure}: no answer is left; it was {percent(then.level)}."
    yield Severity.MAJOR, text
