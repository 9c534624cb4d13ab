"""Effects on what is ahead: opportunities, the pipeline and the revenue plan."""

from decimal import Decimal

from generator.analysis.money import YearAhead
from generator.analysis.opportunities import Pipeline
from generator.changes.effects.effect import REMOVED, EffectTexts, Pair, compares
from generator.model.severities import Severity
from generator.model.strategy import Opportunity
from generator.text.formats import day_text
from generator.text.formats import money as amount


@compares("plan", "account.opportunities", "stage closes", by="id")
def opportunity(pair: Pair, then: Opportunity, now: Opportunity) -> EffectTexts:
    """How an opportunity ended, or that its day was put off after it had passed."""
    what = f"The opportunity “{now.what}”"
    if now.decided and now.stage != then.stage:
        yield Severity.MINOR, f"{what} is {now.stage}.", now.where
    elif then.decided and not now.decided:
        yield Severity.MAJOR, f"{what} was {then.stage} and is open again.", now.where
    elif then.closes and now.closes and then.closes < pair.as_of and then.closes < now.closes:
        days = f"{day_text(then.closes)} -> {day_text(now.closes)}"
        yield Severity.MINOR, f"{what} was not decided in time: {days}.", now.where


@compares("plan", "account.opportunities", by="id", on=(REMOVED,))
def opportunity_removed(_pair: Pair, then: Opportunity, _now: None) -> EffectTexts:
    """An open opportunity that nobody has won or lost."""
    if not then.decided:
        yield Severity.MAJOR, f"“{then.what}” is gone, neither won nor lost."


@compares("money", "pipeline", "amount weighted")
def pipeline(pair: Pair, then: Pipeline, now: Pipeline) -> EffectTexts:
    """What open opportunities would bring."""
    if pair.before.account.currency == pair.after.account.currency:
        sums = [
            f"{_sum(pair, then, then.amount)} -> {_sum(pair, now, now.amount)}",
            f"by probability {_sum(pair, then, then.weighted)} -> {_sum(pair, now, now.weighted)}",
        ]
        known = sums if then.weighted != now.weighted else sums[:1]
        yield Severity.MINOR, f"Open opportunities, a year: {'; '.join(known)}."


@compares("money", "money.plan", "revenue", by="year")
def planned_revenue(pair: Pair, then: YearAhead, now: YearAhead) -> EffectTexts:
    """The revenue planned for a year."""
    currency = pair.after.account.currency
    if pair.before.account.currency == currency:
        sums = f"{amount(then.revenue, currency)} -> {amount(now.revenue, currency)}"
        severity = Severity.MAJOR if now.revenue < then.revenue else Severity.MINOR
        text = f"Revenue planned for the year to {day_text(now.year.ends)}: {sums}."
        yield severity, text, now.year.where


def _sum(pair: Pair, found: Pipeline, value: Decimal | None) -> str:
    if value is None:
        return "not known" if found.open else "none open"
    return amount(value, pair.after.account.currency)
