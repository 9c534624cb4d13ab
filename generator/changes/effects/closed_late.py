"""Effects on what is entered as done or kept long after the day on which it was."""

from collections.abc import Iterator
from datetime import date

from generator.changes.effects.effect import EffectTexts, Pair, compares, matched
from generator.model.severities import Severity
from generator.model.strategy import Objective, Promise
from generator.text.formats import day_text


@compares("plan", "account.objectives", "actions.done", by="id")
def done_long_ago(pair: Pair, then: Objective, now: Objective) -> EffectTexts:
    """Actions that the older state has open, done on a day that is long past."""
    for old, new in matched(then.actions, now.actions, "id"):
        if old and new and old.done is None:
            yield from _long_ago(pair, new.what, "done", new.done)


@compares("plan", "account.promises", "kept", by="id")
def kept_long_ago(pair: Pair, then: Promise, now: Promise) -> EffectTexts:
    """Promises that the older state has open, kept on a day that is long past."""
    if then.kept is None and now.kept:
        yield from _long_ago(pair, now.what, "kept", now.kept.on)


def _long_ago(pair: Pair, what: str, how: str, on: date | None) -> Iterator[tuple[Severity, str]]:
    every = pair.before.account.review.every
    if on and every.by_months_after(on) < pair.as_of:
        ago = f"more than a review period ({every}) ago"
        yield Severity.MINOR, f"“{what}” is entered as {how} on {day_text(on)}, {ago}."
