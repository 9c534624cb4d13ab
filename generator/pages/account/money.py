"""Money in the edition's view: wallet, contribution, targets, drivers."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.money import Contribution, PeriodChange, Target, changes, percent_of
from generator.analysis.opportunities import pipeline_in
from generator.charts.bars import MOST_STEPS, WaterfallStep
from generator.charts.bars import waterfall as draw
from generator.charts.svg import Picture
from generator.text import markdown as md

_NOT_ASSIGNED = "not assigned"


def wallet(insight: AccountInsight) -> tuple[str, str] | None:
    """Share of wallet in percent, and the amounts if in view."""
    account, found = insight.account, insight.account.wallet
    if found is None:
        return None
    amounts, share = "", insight.released.share_of_wallet
    if found.ours is not None and found.total is not None:
        ours, total = (md.money(each, account.currency) for each in (found.ours, found.total))
        amounts = f"{ours} of {total} a year"
    return md.percent(share) if share is not None else "not known", amounts


def is_known(insight: AccountInsight) -> bool:
    """Whether anything about money is in view."""
    account, known = insight.account, insight.account.economics
    return account.wallet is not None or (
        known is not None
        and (known.margin_floor is not None or bool(known.periods or known.plan or known.drivers))
    )


def result_in_words(insight: AccountInsight) -> str:
    """The newest contribution: ``EUR 600 k, 3.3 % of revenue``; empty if not in view."""
    if not insight.contributions:
        return ""
    latest = insight.contributions[-1]
    share = f", {_share(latest)} of revenue" if latest.share is not None else ""
    return f"{md.money(latest.amount, insight.account.currency)}{share}"


def growth_in_words(insight: AccountInsight, as_of: date) -> str:
    """How much of the growth planned for the next year open opportunities can bring in it."""
    currency = insight.account.currency
    years = [each for each in insight.money.plan if each.actual is None]
    if not years or years[0].before is None:
        return ""
    more = years[0].revenue - years[0].before
    brings = pipeline_in(insight.account, years[0].year, as_of)
    if more <= 0 or brings is None:
        return ""
    about = brings.quantize(Decimal(1).scaleb(max(brings.adjusted() - 2, 0)))
    return (
        f"The year to {md.day_text(years[0].year.ends)} is to grow by {md.money(more, currency)}. "
        f"Open opportunities, each by its probability, can bring about "
        f"{md.money(about.quantize(Decimal(1)), currency)} in that year. Business that comes every "
        "year counts from the day on which the customer decides."
    )


def objective_in_words(insight: AccountInsight) -> str:
    """Whether the revenue plan reaches the share of wallet aimed at, at today's spending.

    It is compared with the last planned year that ends by the day of the objective.
    """
    account, currency = insight.account, insight.account.currency
    total = account.wallet.total if account.wallet else None
    aims = [
        (each.target, each.objective.due)
        for each in insight.progress
        if each.objective.status == "open"
        and each.objective.metric is not None
        and each.objective.metric.measure == "share-of-wallet"
    ]
    if not total or not aims:
        return ""
    target, due = max(aims, key=lambda aim: aim[1])
    planned = [each for each in insight.money.plan if each.year.ends <= due]
    if target is None or not planned:
        return ""
    year, aimed = planned[-1].year, total * target / 100
    share = percent_of(year.revenue, total)
    if share is None:
        return ""
    gap = aimed - year.revenue
    reaches = "the plan reaches it"
    if gap > 0:
        reaches = f"the plan stays {md.money(gap, currency)} below it"
    return (
        f"The plan for the year to {md.day_text(year.ends)} is {md.percent(share, 1)} of the "
        f"{md.money(total, currency)} that the customer spends today. The objective for "
        f"{md.day_text(due)} is {md.percent(target)}, or {md.money(aimed, currency)}: {reaches}."
    )


def waterfall(insight: AccountInsight) -> list[tuple[str, list[str]]]:
    """Lines from revenue to contribution, each with a cell per period, oldest first."""
    found = insight.contributions

    def line(name: str, amounts: Iterable[Decimal | None]) -> tuple[str, list[str]]:
        cells = ["not split out" if each is None else _money(insight, each) for each in amounts]
        return name, cells

    def costs(name: str, amounts: Iterable[Decimal | None]) -> tuple[str, list[str]]:
        return line(name, (None if each is None else -each for each in amounts))

    if not found:
        return []
    periods = [each.period for each in found]
    parts = [
        costs(
            f"of which: {_driver(insight, driver)}", [each.by_driver.get(driver) for each in found]
        )
        for driver in dict.fromkeys(driver for each in found for driver in each.by_driver)
    ]
    rest = [costs(f"of which: {_NOT_ASSIGNED}", [each.not_assigned for each in found])]
    return [
        line("Revenue", [each.revenue for each in periods]),
        costs("Goods", [each.goods for each in periods]),
        costs("Trade terms", [each.terms for each in periods]),
        costs("Cost to serve", [each.cost_to_serve for each in periods]),
        *([*parts, *rest] if parts else []),
        line("Contribution", [each.amount for each in found]),
    ]


def picture(insight: AccountInsight) -> Picture | None:
    """The newest period as a waterfall; ``None`` without amounts in view."""
    if not insight.contributions:
        return None
    latest = insight.contributions[-1]
    period = latest.period
    costs = [("Goods", period.goods), ("Trade terms", period.terms)]
    served = [
        *(
            (f"Cost to serve: {_driver(insight, key)}", cost)
            for key, cost in latest.by_driver.items()
        ),
    ]
    if latest.not_assigned:
        served.append((f"Cost to serve: {_NOT_ASSIGNED}", latest.not_assigned))
    if not latest.by_driver or len(served) + 4 > MOST_STEPS:
        served = [("Cost to serve", period.cost_to_serve)]
    steps = (
        WaterfallStep("Revenue", period.revenue, _money(insight, period.revenue), total=True),
        *(WaterfallStep(label, cost, _money(insight, -cost)) for label, cost in (*costs, *served)),
        WaterfallStep(_result(latest), latest.amount, _money(insight, latest.amount), total=True),
    )
    return draw(steps, "contribution.svg", f"From revenue to contribution, {_days(latest)}")


def targets(insight: AccountInsight) -> list[tuple[str, str, Target]]:
    """Targets with actual values: period, name and figures, newest period first."""
    return [
        (_days(each), what, target)
        for each in reversed(insight.contributions)
        for what, target in (
            ("Revenue", each.revenue_target),
            ("Contribution", each.contribution_target),
        )
        if target is not None
    ]


def changes_in_words(insight: AccountInsight) -> list[tuple[date, list[str]]]:
    """The changes from period to period as sentences, newest first."""
    return [
        (each.after.period.ends, _change(insight, each))
        for each in reversed(changes(insight.contributions))
    ]


def _change(insight: AccountInsight, found: PeriodChange) -> list[str]:
    sentences = [
        f"Contribution {_moved(insight, found.amount)}{_points(found)}.",
        f"Revenue {_moved(insight, found.revenue)}; "
        f"cost to serve {_moved(insight, found.cost_to_serve)}.",
    ]
    moved = sorted(found.by_driver.items(), key=lambda each: -abs(each[1]))
    if moved:
        parts = [f"{_driver(insight, key)} {_moved(insight, cost)}" for key, cost in moved]
        if rest := found.cost_to_serve - sum(found.by_driver.values()):
            parts.append(f"everything else {_moved(insight, rest)}")
        sentences.append(f"By driver: {'; '.join(parts)}.")
    if not found.alike:
        sentences.append("The two periods differ in length, so compare shares rather than amounts.")
    return sentences


def _points(found: PeriodChange) -> str:
    if found.points is None:
        return ""
    if not found.points:
        return f" and stays at {_share(found.after)} of revenue"
    way = "up from" if found.points > 0 else "down from"
    points = md.figure(abs(found.points), 1)
    before, after = _share(found.before), _share(found.after)
    return f", to {after} of revenue, {way} {before} ({points} points)"


def _moved(insight: AccountInsight, amount: Decimal) -> str:
    if not amount:
        return "did not change"
    return f"{'rose' if amount > 0 else 'fell'} by {_money(insight, abs(amount))}"


def _driver(insight: AccountInsight, driver: str) -> str:
    economics = insight.account.economics
    names = {each.id: each.what for each in (economics.drivers if economics else ())}
    return names.get(driver) or md.sentence(driver)


def _result(found: Contribution) -> str:
    if found.share is None:
        return "Contribution"
    held_together = _share(found).replace(" ", "\N{NO-BREAK SPACE}")
    return f"Contribution, {held_together} of revenue"


def _share(found: Contribution) -> str:
    if found.share is None:
        return ""
    return md.percent(found.share)


def _days(found: Contribution) -> str:
    return f"{md.day_text(found.period.starts)} to {md.day_text(found.period.ends)}"


def _money(insight: AccountInsight, value: Decimal) -> str:
    return md.money(value, insight.account.currency)
