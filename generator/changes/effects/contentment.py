"""Effects on what the customer said: how content it is."""

from generator.analysis.expectations import Contentment
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares
from generator.model.severities import Severity
from generator.text.formats import day_text, percent


@compares("relationships", "contentment", "level", by="measure")
def contentment(_pair: Pair, then: Contentment, now: Contentment) -> EffectTexts:
    """Another newest answer; graver where it is a better one of the same day."""
    step = f"{percent(then.level)} -> {percent(now.level)}"
    restated = then.on == now.on
    day = f"the answer of {day_text(now.on)} itself" if restated else f"of {day_text(now.on)}"
    severity = Severity.MAJOR if restated and now.level > then.level else Severity.MINOR
    yield severity, f"Satisfaction, {now.measure}: {step}, {day}.", now.answer.where


@compares("relationships", "contentment", by="measure", on=(REMOVED,))
def contentment_removed(_pair: Pair, then: Contentment, _now: None) -> EffectTexts:
    """A measure without answers any more."""
    yield (
        Severity.MAJOR,
        f"No answer is left of the measure “{then.measure}”: it was {percent(then.level)}.",
    )
