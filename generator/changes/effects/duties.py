"""Effects on who does what and who meets: responsibilities, leads of regions, meetings, reviews."""

from generator.changes.compare import similarity
from generator.changes.effects.decisions import both
from generator.changes.effects.effect import ADDED, REMOVED, EffectTexts, Pair, compares
from generator.changes.severity import same_words
from generator.model.common import Review
from generator.model.profile import Meeting, Region, Responsibility
from generator.model.severities import Severity
from generator.text.formats import amounts, listed, money


@compares("people", "account.raci", by="activity", on=(REMOVED,))
def duty_removed(pair: Pair, then: Responsibility, _now: None) -> EffectTexts:
    """Something that is no responsibility any more, at least not by that name."""
    if then in _replaced(pair).values():
        return
    who = pair.person(then.accountable)
    text = f"The responsibility “{then.activity}” was removed; {who} was accountable for it"
    yield Severity.MINOR, f"{text}{_alone(pair, then, pair.before.account.currency)}.", None


@compares("people", "account.raci", by="activity", on=(ADDED,))
def duty_added(pair: Pair, _then: None, now: Responsibility) -> EffectTexts:
    """A new responsibility where others were removed: it may be one of them by another name.

    One with the same people stands for it. Else it is as grave as it would be of the removed one
    whose name is most like its own.
    """
    removed = _removed(pair)
    if then := _replaced(pair).get(now.activity):
        clauses, farther = _decides(pair, then, now)
        text = f"The responsibility “{then.activity}” is replaced by “{now.activity}”"
        who = f"{pair.person(now.accountable)} is still accountable"
        text = f"{text}, with the same people; {'; '.join((who, *clauses))}."
        yield Severity.MAJOR if farther else Severity.MINOR, text
    elif removed:
        most_alike = max(removed, key=lambda then: similarity(then.activity, now.activity))
        farther = _decides(pair, most_alike, now)[1]
        who = pair.person(now.accountable)
        text = f"The responsibility “{now.activity}” is new; {who} is accountable for it"
        text += _alone(pair, now, pair.after.account.currency)
        yield Severity.MAJOR if farther else Severity.MINOR, f"{text}."


def _removed(pair: Pair) -> list[Responsibility]:
    left = {each.activity for each in pair.after.account.raci}
    return [each for each in pair.before.account.raci if each.activity not in left]


def _replaced(pair: Pair) -> dict[str, Responsibility]:
    """By the name of a new responsibility, the removed one of the same people that it replaces."""
    known = {each.activity for each in pair.before.account.raci}
    removed, found = _removed(pair), dict[str, Responsibility]()
    for now in pair.after.account.raci:
        alike = [each for each in removed if _people(each) == _people(now)]
        if now.activity not in known and alike:
            then = max(alike, key=lambda each: similarity(each.activity, now.activity))
            removed.remove(then)
            found[now.activity] = then
    return found


def _people(duty: Responsibility) -> tuple[object, ...]:
    return duty.accountable, *map(set, (duty.responsible, duty.consulted, duty.informed))


def _alone(pair: Pair, duty: Responsibility, currency: str) -> str:
    """How far one decides alone, as the end of a sentence; empty if nothing is said of it."""
    clauses = []
    if duty.up_to is not None:
        clauses.append(f"alone up to {money(duty.up_to, currency)}")
    if duty.limit:
        clauses.append(f"the limit “{duty.limit}”")
    if duty.beyond:
        clauses.append(f"beyond that {pair.person(duty.beyond)}")
    return f" ({'; '.join(clauses)})" if clauses else ""


@compares("people", "account.raci", "accountable", by="activity")
def accountable(pair: Pair, then: Responsibility, now: Responsibility) -> EffectTexts:
    """Somebody else who answers for something."""
    names = [pair.person(each.accountable) for each in (now, then)]
    if names[0] == names[1]:
        names = [f"{pair.person(e.accountable)} ({e.accountable})" for e in (now, then)]
    text = f"{names[0]} is accountable for “{now.activity}” instead of {names[1]}."
    yield Severity.MINOR, text


@compares("people", "account.raci", "up_to beyond limit", by="activity")
def decides_alone(pair: Pair, then: Responsibility, now: Responsibility) -> EffectTexts:
    """How far somebody decides alone, and who decides beyond that; grave where it is farther."""
    clauses, farther = _decides(pair, then, now)
    if clauses:
        text = f"Who decides on “{now.activity}”: {'; '.join(clauses)}."
        yield Severity.MAJOR if farther else Severity.MINOR, text


def _decides(pair: Pair, then: Responsibility, now: Responsibility) -> tuple[list[str], bool]:
    """What differs in how far somebody decides alone, and whether it is farther."""
    clauses, farther = [], False
    currency = pair.after.account.currency
    if pair.before.account.currency == currency and then.up_to != now.up_to:
        if then.up_to is not None and now.up_to is not None:
            clauses.append(f"alone up to {' -> '.join(amounts((then.up_to, now.up_to), currency))}")
            farther = now.up_to > then.up_to
        elif then.up_to is not None:
            clauses.append(f"no amount any more; it was {money(then.up_to, currency)}")
            farther = True
    if then.limit and not now.limit:
        clauses.append(f"no limit any more; it was “{then.limit}”")
        farther = True
    elif then.limit and now.limit and not same_words(then.limit, now.limit):
        clauses.append(f"the limit {both(then.limit, now.limit)}")
    if then.beyond and then.beyond != now.beyond:
        whom = pair.person(now.beyond) if now.beyond else "nobody"
        clauses.append(f"beyond that {whom} instead of {pair.person(then.beyond)}")
    return clauses, farther


@compares("people", "account.regions", "lead", by="id")
def region_lead(pair: Pair, then: Region, now: Region) -> EffectTexts:
    """Somebody else who leads a region for us, or nobody."""
    if then.lead is None:
        return
    lead = pair.person(now.lead) if now.lead else "nobody"
    yield Severity.MINOR, f"{lead} leads {now.name} instead of {pair.person(then.lead)}."


@compares("people", "account.meetings", "every regions", by="id")
def meeting(pair: Pair, then: Meeting, now: Meeting) -> EffectTexts:
    """A meeting that is held less often, or without a region."""
    names = {e.id: e.name for each in (pair.before, pair.after) for e in each.account.regions}
    left = [names.get(each, each) for each in then.regions if each not in now.regions]
    clauses = [f"without {listed(left)}"] if left else []
    if now.every.after(pair.as_of) > then.every.after(pair.as_of):
        clauses.append(f"less often, every {then.every} -> every {now.every}")
    if clauses:
        yield Severity.MINOR, f"The meeting “{now.what}” is held {listed(clauses)}."


@compares("plan", "account.review", "every")
def review_rhythm(pair: Pair, then: Review, now: Review) -> EffectTexts:
    """A plan that is reviewed less often."""
    if now.every.after(pair.as_of) > then.every.after(pair.as_of):
        text = f"The plan is reviewed less often: every {then.every} -> every {now.every}."
        yield Severity.MINOR, text, now.where
