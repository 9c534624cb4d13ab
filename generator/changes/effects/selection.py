"""Effects on how an account came to be, or not to be, a key account."""

from collections.abc import Iterator

from generator.changes.effects.decisions import both
from generator.changes.effects.effect import EffectTexts, Pair, compares
from generator.changes.severity import same_words
from generator.model.profile import Selection
from generator.model.severities import Severity
from generator.text.formats import day_text, stop

_Steps = tuple[Selection, ...]


@compares("strategy", "account.selection")
def selected(pair: Pair, before: _Steps, after: _Steps) -> EffectTexts:
    """A new step of the selection, by whom; grave where owners accept their own account."""
    rewritten = [now for _, now in _pairs(before, after)]
    for now in after:
        if now in rewritten:
            continue
        own = now.by == pair.after.account.owner and now.stage == "accepted"
        by = f"{pair.person(now.by)}{', who owns it,' if own else ''}"
        text = f"The account was {now.stage} by {by} on {day_text(now.on)}."
        yield Severity.MAJOR if own else Severity.MINOR, text, now.where


@compares("strategy", "account.selection")
def selection_changed(pair: Pair, before: _Steps, after: _Steps) -> EffectTexts:
    """A step of the selection that says something else than when it was taken."""
    for then, now in _pairs(before, after):
        clauses = []
        one, other = (" ".join(each.reasons) for each in (then, now))
        if not same_words(one, other):
            clauses.append(f"the reason {both(one, other)}")
        if then.by != now.by:
            clauses.append(f"decided by {pair.person(now.by)} instead of {pair.person(then.by)}")
        if then.on != now.on:
            clauses.append(f"on {day_text(now.on)}")
        if then.until != now.until:
            days = [
                f"until {day_text(each)}" if each else "without a last day"
                for each in (then.until, now.until)
            ]
            clauses.append(f"it holds {' -> '.join(days)}")
        if clauses:
            text = f"That the account was {then.stage} on {day_text(then.on)} says something else"
            yield Severity.MAJOR, stop(f"{text}: {', '.join(clauses)}"), now.where


def _pairs(before: _Steps, after: _Steps) -> Iterator[tuple[Selection, Selection]]:
    """Steps that are the same by stage and day; of a stage that lost its step, the new one."""
    newer = {(each.stage, each.on): each for each in after}
    older = {(each.stage, each.on): each for each in before}
    left = [each for key, each in newer.items() if key not in older]
    for key, then in older.items():
        now = newer.get(key) or next((each for each in left if each.stage == then.stage), None)
        if now:
            left = [each for each in left if each is not now]
            yield then, now
