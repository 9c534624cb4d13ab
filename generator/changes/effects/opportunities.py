"""Effects on what is ahead: opportunities, the pipeline and the revenue plan."""

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from generator.analysis.money import YearAhead
from generator.analysis.opportunities import Pipeline
from generator.changes.effects.effect import ADDED, REMOVED, EffectTexts, Pair, compares, some
from generator.changes.score_evidence import change_of
from generator.changes.severity import same_words
from generator.model.money import PlannedYear
from generator.model.severities import Severity
from generator.model.strategy import DeliveredValue, Opportunity, SalesStage
from generator.text.formats import amounts, day_text, listed, percent
from generator.text.formats import money as amount


@compares("plan", "account.opportunities", "stage closes probability", by="id")
def opportunity(pair: Pair, then: Opportunity, now: Opportunity) -> EffectTexts:
    """How an opportunity ended, that its day was put off after it had passed, how likely it is."""
    what = f"The opportunity “{now.what}”"
    if now.decided and now.stage != then.stage:
        yield Severity.MINOR, f"{what} is {now.stage}{_other_amount(pair, then, now)}.", now.where
    elif then.decided and not now.decided:
        yield Severity.MAJOR, f"{what} was {then.stage} and is open again.", now.where
    elif then.closes and now.closes and then.closes < pair.as_of and then.closes < now.closes:
        days = f"{day_text(then.closes)} -> {day_text(now.closes)}"
        yield Severity.MINOR, f"{what} was not decided in time: {days}.", now.where
    elif not now.decided and (back := _back(pair, then, now)):
        yield *back, now.where
        return
    one, other = then.probability, now.probability
    if one is not None and other is not None and one != other:
        way = "more" if other > one else "less"
        stage = "at the same stage" if then.stage == now.stage else _stages(then, now)
        step = f"{percent(one)} -> {percent(other)}, {stage}"
        yield Severity.MINOR, f"{what} is judged {way} likely: {step}.", now.where


def _stages(then: Opportunity, now: Opportunity) -> str:
    return f"stage {then.stage or 'not said'} -> {now.stage or 'not said'}"


def _other_amount(pair: Pair, then: Opportunity, now: Opportunity) -> str:
    """That it ends with another amount, as a clause."""
    currency = pair.after.account.currency
    same = pair.before.account.currency == currency
    if not same or then.amount is None or now.amount is None or then.amount == now.amount:
        return ""
    return f", with another amount: {' -> '.join(amounts((then.amount, now.amount), currency))}"


def _back(pair: Pair, then: Opportunity, now: Opportunity) -> tuple[Severity, str] | None:
    """That the sale is farther off, by its stage or its day; grave if it is judged more likely."""
    stages = get_args(SalesStage)
    clauses = []
    if then.stage and now.stage and stages.index(now.stage) < stages.index(then.stage):
        clauses.append(f"goes back a stage, {then.stage} -> {now.stage}")
    if then.closes and now.closes and (far := pair.far_off(then.closes, now.closes)):
        days = f"{day_text(then.closes)} -> {day_text(now.closes)}"
        clauses.append(f"is to be decided later {far}, {days}")
    if not clauses:
        return None
    one, other = then.probability, now.probability
    likelier = one is not None and other is not None and other > one
    if one is not None and other is not None and one != other:
        clauses.append(
            f"is judged {'more' if likelier else 'less'} likely, {percent(one)} -> {percent(other)}"
        )
    severity = Severity.MAJOR if likelier else Severity.MINOR
    return severity, f"The opportunity “{now.what}” {listed(clauses)}."


@compares("plan", "account.opportunities", by="id", on=(ADDED,))
def opportunity_added(pair: Pair, _then: None, now: Opportunity) -> EffectTexts:
    """An opportunity that is in the plan only since it is decided, or instead of a lost one."""
    if now.decided:
        yield Severity.MINOR, f"The opportunity “{now.what}” is new in the plan, as {now.stage}."
        return
    older = {each.id: each for each in pair.before.account.opportunities}
    for each in pair.after.account.opportunities:
        was = older.get(each.id)
        ended = was is not None and not was.decided and each.stage == "lost"
        if ended and same_words(each.need, now.need):
            text = (
                f"“{now.what}” is new in the plan, with the need of “{each.what}”, which is lost."
            )
            yield Severity.MINOR, text


@compares("plan", "account.opportunities", by="id", on=(REMOVED,))
def opportunity_removed(_pair: Pair, then: Opportunity, _now: None) -> EffectTexts:
    """An open opportunity that nobody has won or lost."""
    if not then.decided:
        stage = f" at the stage {then.stage}" if then.stage else ""
        text = f"“{then.what}” is no longer in the plan; it was open{stage}, neither won nor lost."
        yield Severity.MAJOR, text


@compares("money", "pipeline", "amount weighted once once_weighted")
def pipeline(pair: Pair, then: Pipeline, now: Pipeline) -> EffectTexts:
    """What open opportunities would bring, a year and once."""
    if pair.before.account.currency != pair.after.account.currency:
        return
    for often, amounts_of in (("a year", _yearly), ("once", _once)):
        both = amounts_of(then), amounts_of(now)
        sums = zip(("", "by probability "), *both, strict=True)
        known = [
            f"{what}{' -> '.join(_sums(pair, (then, now), (one, other), both))}"
            for what, one, other in sums
            if one != other
        ]
        if known:
            why = _moved_by(pair, once=amounts_of is _once)
            yield Severity.MINOR, f"Open opportunities, {often}: {'; '.join(known)}{why}."


def _moved_by(pair: Pair, *, once: bool) -> str:
    """Which opportunities move the sums of one kind, as a clause."""
    older, newer = (
        {each.id: each for each in state.account.opportunities}
        for state in (pair.before, pair.after)
    )
    found = []
    for key in dict.fromkeys((*newer, *older)):
        then, now = older.get(key), newer.get(key)
        counted, counts = (
            each is not None and not each.decided and each.once == once for each in (then, now)
        )
        if now is None or then is None:
            if counted or counts:
                what, how = (then, "is gone") if then else (now, "is new")
                found.append(f"“{what.what if what else key}” {how}")
        elif counted and counts:
            if (then.amount, then.probability) != (now.amount, now.probability):
                found.append(f"“{now.what}” counts for {_more(then, now)}")
        elif counted or counts:
            found.append(f"“{now.what}” {_as_now(then, now)}")
    return f", as {some(found)}" if found else ""


def _as_now(then: Opportunity, now: Opportunity) -> str:
    """Why an opportunity counts in another sum than before, or in none."""
    if now.decided:
        return f"is {now.stage}"
    if then.decided:
        return "is open again"
    return "comes once now" if now.once else "comes every year now"


def _more(then: Opportunity, now: Opportunity) -> str:
    one, other = (
        (each.amount or 0) * (each.probability if each.probability is not None else 100)
        for each in (then, now)
    )
    return "more" if other > one else "less" if other < one else "as much"


_Sums = tuple[Decimal | None, Decimal | None]
"""An amount, and the same by probability."""


def _yearly(found: Pipeline) -> _Sums:
    return found.amount, found.weighted


def _once(found: Pipeline) -> _Sums:
    return found.once, found.once_weighted


@compares("money", "money.plan", "revenue", by="year")
def planned_revenue(pair: Pair, then: YearAhead, now: YearAhead) -> EffectTexts:
    """The revenue planned for a year."""
    yield from _planned(pair, "Revenue", now.year, (then.revenue, now.revenue))


@compares("money", "money.plan", "year.contribution", by="year")
def planned_contribution(pair: Pair, then: YearAhead, now: YearAhead) -> EffectTexts:
    """The contribution planned for a year."""
    sums = then.year.contribution, now.year.contribution
    yield from _planned(pair, "Contribution", now.year, sums)


@compares("money", "money.plan", by="year", on=(REMOVED,))
def plan_year_removed(pair: Pair, then: YearAhead, _now: None) -> EffectTexts:
    """A year that is no longer planned; grave where it is not over."""
    year, unit = then.year, pair.before.account.currency
    sums = [f"revenue {amount(then.revenue, unit)}"]
    if year.contribution is not None:
        sums.append(f"contribution {amount(year.contribution, unit)}")
    severity = Severity.MAJOR if year.ends >= pair.as_of else Severity.MINOR
    text = f"The year to {day_text(year.ends)} is no longer planned; it was {listed(sums)}."
    yield severity, text, None


def _planned(
    pair: Pair, what: str, year: PlannedYear, sums: tuple[Decimal | None, Decimal | None]
) -> EffectTexts:
    currency, (one, other) = pair.after.account.currency, sums
    if pair.before.account.currency != currency:
        return
    both = amounts((one, other), currency) if one is not None and other is not None else ()
    steps = both or ["not known" if each is None else amount(each, currency) for each in sums]
    lower = one is not None and (other is None or other < one)
    text = f"{what} planned for the year to {day_text(year.ends)}: {' -> '.join(steps)}."
    yield Severity.MAJOR if lower else Severity.MINOR, text, year.where


def _sums(
    pair: Pair, found: tuple[Pipeline, Pipeline], values: _Sums, own: tuple[_Sums, _Sums]
) -> Iterator[str]:
    """Two sums in words. One that is missing is none where all amounts are of the other kind."""
    currency, (one, other) = pair.after.account.currency, values
    if one is not None and other is not None:
        yield from amounts((one, other), currency)
        return
    for each, value, (total, _) in zip(found, values, own, strict=True):
        known = each.amount is not None or each.once is not None
        none = "none" if total is None and known else "not known" if each.open else "none open"
        yield none if value is None else amount(value, currency)


@compares("plan", "account.delivered", by="id", on=(REMOVED,))
def delivered_removed(pair: Pair, then: DeliveredValue, _now: None) -> EffectTexts:
    """A gain of the customer's that the plan no longer shows, and whether it was confirmed."""
    posts = {each.id: each.function for each in pair.before.account.stakeholders}
    by = posts.get(then.confirmed_by or "")
    confirmed = f", confirmed by {by}" if by else ""
    text = f"A gain that was delivered was removed: “{then.what}”{confirmed}."
    yield Severity.MAJOR if by else Severity.MINOR, text, None


@compares("plan", "account.delivered", "confirmed_by", by="id")
def gain_unconfirmed(pair: Pair, then: DeliveredValue, now: DeliveredValue) -> EffectTexts:
    """A gain that nobody at the customer confirms any more."""
    posts = {each.id: each.function for each in pair.before.account.stakeholders}
    by = posts.get(then.confirmed_by or "")
    if by and not now.confirmed_by:
        text = f"The gain “{now.what}” is no longer confirmed by the customer; {by} did."
        yield Severity.MINOR, text, now.where


@compares("money", "account.delivered", "worth", by="id")
def delivered(pair: Pair, then: DeliveredValue, now: DeliveredValue) -> EffectTexts:
    """A gain of the customer's that is worth more on the same proof."""
    currency = pair.after.account.currency
    if pair.before.account.currency != currency or then.worth is None or now.worth is None:
        return
    if now.worth > then.worth and change_of(then.proof, now.proof) in ("unchanged", "rewritten"):
        how = change_of(then.proof, now.proof)
        step = " -> ".join(amounts((then.worth, now.worth), currency))
        signed = now.confirmed_by is not None and now.confirmed_by == then.confirmed_by
        also = ", with the same confirmation" if signed else ""
        text = f"The gain “{now.what}” is worth more, {step}, on {how} proof{also}."
        yield Severity.MAJOR, text, now.where
