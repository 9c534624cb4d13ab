"""Effects on the plan: assumptions, stages, the trigger for another tier, the review."""

from datetime import date
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.movement import promotion_due
from generator.changes.effects.decisions import both
from generator.changes.effects.effect import ADDED, REMOVED, EffectTexts, Pair, compares
from generator.changes.score_evidence import change_of, change_of_all
from generator.changes.severity import hardly_differs
from generator.changes.text import cut
from generator.model.account import Note
from generator.model.common import Review
from generator.model.rating import StagePlacement
from generator.model.severities import Severity
from generator.model.strategy import (
    Assumption,
    Charter,
    Competitor,
    Promotion,
    PublishedFigure,
    rank,
)
from generator.text.formats import day_text, figure, listed, stop, words


@compares("plan", "account.review", "last")
def reviewed(pair: Pair, then: Review, now: Review) -> EffectTexts:
    """A newer day of the last review that none of the reviews written down has."""
    held = {each.on for each in pair.after.account.reviews_held}
    if now.last > then.last and held and now.last not in held:
        days = f"{day_text(then.last)} -> {day_text(now.last)}"
        text = f"The last review: {days}, but no review of that day is written down."
        yield Severity.MINOR, text, now.where


@compares("plan", "account.published", "figure", by="id")
def published(_pair: Pair, then: PublishedFigure, now: PublishedFigure) -> EffectTexts:
    """Another figure of the customer's own, and whether where it was published is the same."""
    same = (then.period, then.source) == (now.period, now.source)
    how = ", of the same period and source" if same else ""
    text = f"The customer's published figure “{now.what}”: {then.figure} -> {now.figure}{how}."
    yield Severity.MINOR, text


@compares("plan", "account.competitors", by="id", on=(REMOVED,))
def competitor_removed(_pair: Pair, then: Competitor, _now: None) -> EffectTexts:
    """A rival that the plan no longer watches."""
    yield Severity.MINOR, f"{then.name} is no longer among the competitors of the plan.", None


@compares("plan", "account.notes", by="title", on=(ADDED,))
def note_added(_pair: Pair, _then: None, now: Note) -> EffectTexts:
    """A new note, and how it begins; it may say anything of the account."""
    begins = " ".join(now.text.replace("#", " ").split())
    text = f"There is a new note, “{cut(now.title)}”"
    yield Severity.MINOR, stop(f"{text}: “{cut(begins)}”" if begins else text)


@compares("plan", "account.assumptions", "confidence expires", by="id")
def assumption(_pair: Pair, then: Assumption, now: Assumption) -> EffectTexts:
    """An assumption that is believed less, or was extended or firmed up without new evidence."""
    evidence = change_of(then.evidence, now.evidence)
    if (fall := rank(then.confidence) - rank(now.confidence)) and fall > 0:
        severity = Severity.MAJOR if fall > 1 else Severity.MINOR
        step = f"{then.confidence} -> {now.confidence}"
        yield severity, f"Believed less firmly, {step}, on {evidence} evidence: “{now.what}”."
    if evidence not in ("unchanged", "rewritten"):
        return
    how = []
    if rank(now.confidence) > rank(then.confidence):
        how.append(f"more firmly, {then.confidence} -> {now.confidence},")
    if now.expires > then.expires:
        how.append(f"until {day_text(now.expires)}")
    if how:
        how_much = " and ".join(how)
        yield (
            Severity.MINOR,
            f"Believed {how_much} on {evidence} evidence: “{now.what}”.",
        )


@compares("plan", "account.assumptions", by="id", on=(REMOVED,))
def assumption_removed(pair: Pair, then: Assumption, _now: None) -> EffectTexts:
    """An assumption that nobody will look at again."""
    yield Severity.MINOR, f"An assumption was removed {_when(then, pair.as_of)}: “{then.what}”."


def _when(removed: Assumption, as_of: date) -> str:
    day = day_text(removed.expires)
    if removed.expires < as_of:
        return f"although it was to be checked by {day}"
    return f"before the day it was to be checked, {day}"


_Stages = tuple[StagePlacement, ...]


@compares("strategy", "account.stages", "now method")
def stages(pair: Pair, before: _Stages, after: _Stages) -> EffectTexts:
    """A relationship that moves along its stage model."""
    older = {str(each.method): each for each in before}
    for now in after:
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
            way = "takes an exit" if now.now in ways_out else way
            step = f"{names[then.now]} -> {names[now.now]}"
            text = f"The relationship {way}: {step}, {_shown_by(then, now)}."
            yield Severity.MAJOR, text, now.where
            if then.target == now.now:
                text = f"The target stage is reached: {names[now.now]}."
                yield Severity.MINOR, text, now.where


def _shown_by(then: StagePlacement, now: StagePlacement) -> str:
    """What another stage rests on, as a clause."""
    day = f", judged on {day_text(now.on)}"
    if now.on <= then.on:
        day = ", judged on the same day" if now.on == then.on else f"{day}, earlier than before"
    return f"on {change_of_all(then.evidence, now.evidence)} evidence{day}"


@compares("strategy", "account.stages", "now on evidence method")
def stage_confirmed(_pair: Pair, before: _Stages, after: _Stages) -> EffectTexts:
    """A stage judged again without another outcome, and on what."""
    older = {str(each.method): each for each in before}
    for now in after:
        then = older.get(str(now.method))
        if then and then.now == now.now and then.on != now.on:
            new = change_of_all(then.evidence, now.evidence) == "new"
            text = f"The stage is the same, {_shown_by(then, now)}."
            yield Severity.PATCH if new else Severity.MINOR, text, now.where, str(now.method)


@compares("strategy", "account.stages", "by method")
def stage_day(pair: Pair, before: _Stages, after: _Stages) -> EffectTexts:
    """The day of a target stage that is put off."""
    older = {str(each.method): each for each in before}
    for now in after:
        then = older.get(str(now.method))
        if then and then.by and now.by and now.by > then.by:
            severity, how = pair.put_off(then.by, now.by)
            text = f"The target stage was put off: {how}."
            yield severity, text, now.where, str(now.method)


@compares("strategy", "account.charter", "field they_gain we_gain")
def charter(_pair: Pair, then: Charter | None, now: Charter | None) -> EffectTexts:
    """A charter that says something else of where we play and what each side gains."""
    if then is None or now is None:
        return
    says = (
        ("where we play", then.field, now.field),
        ("what the customer gains", then.they_gain, now.they_gain),
        ("what we gain", then.we_gain, now.we_gain),
    )
    clauses = [
        f"{what}, {both(one, other)}" for what, one, other in says if not hardly_differs(one, other)
    ]
    if clauses:
        yield (
            Severity.MAJOR,
            stop(f"The charter says something else: {'; '.join(clauses)}"),
            now.where,
        )


@compares("plan", "account.charter", "by")
def charter_day(pair: Pair, then: Charter | None, now: Charter | None) -> EffectTexts:
    """The day of the charter that is put off."""
    if then and now and then.by and now.by and now.by > then.by:
        severity, how = pair.put_off(then.by, now.by)
        text = f"The day of the charter was put off: {how}."
        yield severity, text, now.where


@compares(
    "strategy",
    "",
    "account.promotion account.tier placements.method.id placements.on placements.axes.value",
)
def promotion(pair: Pair, before: AccountInsight, after: AccountInsight) -> EffectTexts:
    """A trigger for another tier that is now met, no longer met or nearer, of an active account."""
    then, found = before.account.promotion, after.account.promotion
    was, now = (
        any(each.id == insight.account.id for each in state.portfolio.promotions)
        for state, insight in zip(pair.states, (before, after), strict=True)
    )
    if not before.account.status == after.account.status == "active":
        return
    if was == now:
        if then and found and not now and (eased := _eased(then, found)):
            text = f"The trigger for the tier {words(found.to)} asks for less: {listed(eased)}."
            yield Severity.MAJOR, text, found.where
        return
    if found is None:
        text = "The trigger for another tier was removed; it was met."
        yield Severity.MAJOR, text
    elif now:
        why = ""
        if then is not None and _lowered(pair, then, found):
            why = f", as it is lowered from {figure(then.at_least)} to {figure(found.at_least)}"
        text = f"The trigger for the tier {words(found.to)} is now met{why}; this needs a decision."
        yield Severity.MAJOR, text, found.where
    else:
        text = f"The trigger for the tier {words(found.to)} is no longer met."
        yield Severity.MINOR, text, found.where


def _eased(then: Promotion, now: Promotion) -> list[str]:
    """What a trigger on the same axis asks less of than before."""
    if then.axis != now.axis or then.to != now.to:
        return []
    steps = (
        ("at least", then.at_least, now.at_least),
        ("ratings in a row", Decimal(then.reviews), Decimal(now.reviews)),
    )
    return [f"{what} {figure(a)} -> {figure(b)}" for what, a, b in steps if b < a]


def _lowered(pair: Pair, then: Promotion, now: Promotion) -> bool:
    """Whether a trigger is met that would not be as it was, with the scores of today."""
    if then.axis != now.axis or then.at_least <= now.at_least:
        return False
    as_high = now.model_copy(update={"at_least": then.at_least})
    account = pair.after.account.model_copy(update={"promotion": as_high})
    return not promotion_due(account, pair.after.placements, pair.as_of)


@compares("plan", "next_review")
def review(pair: Pair, then: date, now: date) -> EffectTexts:
    """A review that is put off."""
    found = pair.after.account.review
    if now > then and found.last == pair.before.account.review.last:
        days = f"{day_text(then)} -> {day_text(now)}"
        yield Severity.MINOR, f"The next review moves without a review: {days}.", found.where
