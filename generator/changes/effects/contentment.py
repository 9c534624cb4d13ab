"""Effects on what the customer said: how content it is."""

from generator.analysis.expectations import Contentment
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares
from generator.model.severities import Severity
from generator.text.formats import day_text, percent


@compares("relationships", "contentment", "level", by="measure")
def contentment(_pair: Pair, then: Contentment, now: Contentment) -> EffectTexts:
    """Another answer; graver where it is better without a newer one."""
    step = f"{percent(then.level)} -> {percent(now.level)}"
    if now.on == then.on:
        how = f"for the answer of {day_text(now.on)} itself"
    elif now.on < then.on:
        how = f"since the answer of {day_text(then.on)} is gone"
    else:
        how = f"answered on {day_text(now.on)}"
    better = now.on <= then.on and now.level > then.level
    severity = Severity.MAJOR if better else Severity.MINOR
    yield severity, f"Satisfaction, {now.measure}: {step}, {how}.", now.answer.where


@compares("relationships", "contentment", by="measure", on=(REMOVED,))
def contentment_removed(_pair: Pair, then: Contentment, _now: None) -> EffectTexts:
    """A measure without answers any more."""
    text = f"Satisfaction, {then.measure}: no answer is left; it was {percent(then.level)}."
    yield Severity.MAJOR, text
