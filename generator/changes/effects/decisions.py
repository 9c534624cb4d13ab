"""Effects on what was decided: direction and its limits, tier, status, decisions, risks."""

from collections.abc import Iterator

from generator.changes.compare import closest, match_entries, similar_pairs
from generator.changes.effects.effect import ADDED, REMOVED, EffectTexts, Pair, compares
from generator.changes.names import names_among
from generator.changes.severity import same_words
from generator.changes.text import cut, pair_as_text
from generator.model.severities import Severity
from generator.model.strategy import Decision, Direction, Risk, rank
from generator.text.formats import day_text, stop, words


@compares("strategy", "account.direction", "choice")
def direction(_pair: Pair, then: Direction | None, now: Direction | None) -> EffectTexts:
    """Another direction of the post, the first one, or none any more."""
    if then is None and now is not None:
        yield Severity.MINOR, f"A direction was chosen: {now.choice}.", now.where
    elif then is not None and now is None:
        yield Severity.MAJOR, f"The direction was removed; it was {then.choice}."
    elif then is not None and now is not None:
        yield Severity.MAJOR, f"The direction: {then.choice} -> {now.choice}.", now.where


@compares("strategy", "account.direction", "limits")
def limits(_pair: Pair, then: Direction | None, now: Direction | None) -> EffectTexts:
    """Limits of the direction that are gone or say something else."""
    before, after = (_texts(each) for each in (then, now))
    gone = [each for each in before if each not in after]
    new = [each for each in after if each not in before]
    changed = dict(closest(similar_pairs(gone, new)))
    where = now.where if now else None
    for each in gone:
        if each not in changed:
            yield Severity.MAJOR, stop(f"A limit was removed: “{cut(each)}”"), where
        elif not same_words(each, changed[each]):
            text = stop(f"A limit was changed: {both(each, changed[each])}")
            yield Severity.MAJOR, text, where


def _texts(found: Direction | None) -> list[str]:
    return [" ".join(each.split()) for each in found.limits] if found else []


def both(before: str, after: str) -> str:
    """Two texts as quotations; of long ones what differs."""
    return " -> ".join(pair_as_text((before, after), ((), ()), names_among(()), ""))


@compares("strategy", "account.tier")
def tier(pair: Pair, then: str, now: str) -> EffectTexts:
    """Another tier."""
    text = f"The tier: {words(then)} -> {words(now)}."
    yield Severity.MAJOR, text, pair.after.account.at("tier")


@compares("strategy", "account.status")
def status(pair: Pair, then: str, now: str) -> EffectTexts:
    """Another status."""
    text = f"The status: {words(then)} -> {words(now)}."
    yield Severity.MAJOR, text, pair.after.account.at("status")


@compares("plan", "account.decisions", by="id", on=(ADDED,))
def decision_added(pair: Pair, _then: None, now: Decision) -> EffectTexts:
    """A decision that is new in the plan."""
    by, day = pair.person(now.by), day_text(now.on)
    day = f"{day}, a day to come" if now.on > pair.as_of else day
    yield Severity.MINOR, stop(f"Decided by {by} on {day}: “{cut(now.what)}”")


@compares("plan", "account.decisions", by="id", on=(REMOVED,))
def decision_removed(pair: Pair, then: Decision, _now: None) -> EffectTexts:
    """A decision that is no longer in the plan."""
    severity, new = _instead(pair)
    text = f"A decision of {day_text(then.on)} was removed{new}: “{then.what}”"
    yield severity, stop(text), None


@compares("plan", "account.decisions", "what because on by rejected revisit_when", by="id")
def decision_changed(pair: Pair, then: Decision, now: Decision) -> EffectTexts:
    """A decision that says something else under the same id."""
    clauses = []
    another = not same_words(then.what, now.what)
    if another:
        clauses.append(both(then.what, now.what))
    if not same_words(then.because, now.because):
        clauses.append(f"the reason {both(then.because, now.because)}")
    if then.by != now.by:
        names = [pair.person(now.by), pair.person(then.by)]
        if names[0] == names[1]:
            names = [f"{names[0]} ({each})" for each in (now.by, then.by)]
        clauses.append(f"decided by {' instead of '.join(names)}")
    if then.on != now.on:
        clauses.append(f"{day_text(then.on)} -> {day_text(now.on)}")
    clauses += _options(then, now)
    if clauses:
        severity, new = _instead(pair)
        severity = severity if then.by == now.by else Severity.MAJOR
        what = "" if another else f"“{now.what}”, "
        text = f"A decision of {day_text(then.on)} was changed{new}: {what}{', '.join(clauses)}"
        yield severity, stop(text)


def _options(then: Decision, now: Decision) -> Iterator[str]:
    """What differs in the options that were rejected, and in what would reopen the decision."""
    older, newer = match_entries(then.rejected, now.rejected)
    for name, option in older.items():
        other = newer.get(name)
        if other is None:
            yield f"the rejected option “{cut(option.what)}” is gone"
        elif not same_words(option.rejected_because, other.rejected_because):
            why = both(option.rejected_because, other.rejected_because)
            yield f"why “{cut(option.what)}” was rejected, {why}"
    yield from (
        f"“{cut(newer[each].what)}” was rejected too" for each in newer if each not in older
    )
    one, other = then.revisit_when, now.revisit_when
    if one and not other:
        yield f"nothing would reopen it any more; it was “{cut(one)}”"
    elif one and other and not same_words(one, other):
        yield f"what would reopen it, {both(one, other)}"


@compares("plan", "account.decisions", "revisit_on", by="id")
def revisit(pair: Pair, then: Decision, now: Decision) -> EffectTexts:
    """A decision that is looked at again later, or on no day any more."""
    one, other = then.revisit_on, now.revisit_on
    if one and other and other > one:
        severity, how = pair.put_off(one, other)
        yield severity, f"The decision “{now.what}” is to be looked at again later: {how}."
    elif one and not other:
        how = f"has no day any more to be looked at again; it was {day_text(one)}"
        yield Severity.MINOR, f"The decision “{now.what}” {how}."


NO_NEW_ONE = ", and no new one is shown"


def _instead(pair: Pair) -> tuple[Severity, str]:
    """How grave a lost decision is, and whether a new one is shown.

    The edition may not see a new one: nothing is said of what was written.
    """
    older = {each.id for each in pair.before.account.decisions}
    if any(each.id not in older for each in pair.after.account.decisions):
        return Severity.MINOR, ""
    return Severity.MAJOR, NO_NEW_ONE


@compares("plan", "account.risks", "likelihood impact", by="id")
def risk(_pair: Pair, then: Risk, now: Risk) -> EffectTexts:
    """A risk that is judged differently; grave where what was high is now low."""
    pairs = (
        ("likelihood", then.likelihood, now.likelihood),
        ("impact", then.impact, now.impact),
    )
    steps = [rank(other) - rank(one) for _, one, other in pairs]
    way = "lower" if max(steps) <= 0 else "higher" if min(steps) >= 0 else "differently"
    moved = ", ".join(f"{what} {one} -> {other}" for what, one, other in pairs if one != other)
    severity = Severity.MAJOR if min(steps) <= -2 else Severity.MINOR  # from high to low
    yield severity, f"A risk is judged {way}: “{now.what}” ({moved})."


@compares("plan", "account.risks", by="id", on=(REMOVED,))
def risk_removed(_pair: Pair, then: Risk, _now: None) -> EffectTexts:
    """A risk that nobody will watch any more."""
    severity = Severity.MAJOR if then.impact == "high" else Severity.MINOR
    grave = f"likelihood {then.likelihood}, impact {then.impact}"
    yield severity, f"A risk was removed: “{then.what}” ({grave}).", None
