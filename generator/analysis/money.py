"""Contribution of an account: revenue less goods, terms and cost to serve, by period."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from itertools import pairwise

from generator.analysis.record import CURRENCY, ById, derived, figure, money, record
from generator.findings.classification import Classification
from generator.model.kinds import Account
from generator.model.money import Period, PlannedYear

DIGITS = 50
"""Enough for the largest amount divided by the smallest."""

_ALIKE = Decimal("1.1")


@record
class Target:
    """What was aimed at against what was reached, in the account's currency."""

    aimed: Decimal = money("the target")
    actual: Decimal = money("the figure reached")
    gap: Decimal = money("actual less target; below zero when missed")
    reached: Decimal | None = figure(
        "actual in percent of the target, to 0.1",
        unit="percent",
        secrecy=Classification.CONFIDENTIAL,
    )


@record
class DriverShare:
    """A part of the cost to serve."""

    driver: str = figure("id of the driver")
    cost: Decimal = money("in the account's currency")


def _drivers(costs: Mapping[str, Decimal]) -> tuple[DriverShare, ...]:
    return tuple(DriverShare(driver, cost) for driver, cost in costs.items())


@record
class Contribution:
    """What the account left us in one period.

    ``by_driver``: by driver id, in the order of the file. Targets are ``None`` where none was set.
    """

    period: ById[Period] = figure("id of the period")

    @property
    @derived()
    def starts(self) -> date:
        """First day."""
        return self.period.starts

    @property
    @derived()
    def ends(self) -> date:
        """Last day."""
        return self.period.ends

    amount: Decimal = money(
        "revenue less goods, trade terms and cost to serve, in the account's currency"
    )
    share: Decimal | None = figure(
        "the amount in percent of revenue, to 0.1",
        unit="percent",
        secrecy=Classification.CONFIDENTIAL,
    )
    by_driver: Mapping[str, Decimal] = money(
        "parts of the cost to serve with their driver", form=_drivers
    )
    not_assigned: Decimal = money("the rest of the cost to serve")
    revenue_target: Target | None = money(
        "revenue against its target, where there is one", key="revenue"
    )
    contribution_target: Target | None = money("the amount against its target", key="contribution")


@record
class PeriodChange:
    """From one period to the next: later less earlier, in the account's currency.

    ``alike``: the longer is at most a tenth longer.
    """

    before: Contribution = figure("id of the earlier period", form="period.id")
    after: Contribution = figure("id of the later period", form="period.id")
    revenue: Decimal = money("change of revenue")
    amount: Decimal = money("change of the contribution")
    points: Decimal | None = figure(
        "change of its share of revenue, in percentage points",
        unit="percentage points",
        secrecy=Classification.CONFIDENTIAL,
    )
    cost_to_serve: Decimal = money("change of the cost to serve")
    by_driver: Mapping[str, Decimal] = money(
        "change by driver, where both periods name it", form=_drivers
    )
    alike: bool = figure("whether the periods are about equally long, so that amounts compare")


@record
class YearAhead:
    """A planned year against the year before it and its result, in the account's currency.

    ``growth`` is ``None`` where no year before it is in view, or where that has no revenue.
    """

    year: ById[PlannedYear] = figure("id of the planned year")

    @property
    @derived(unit=CURRENCY, secrecy=Classification.CONFIDENTIAL)
    def revenue(self) -> Decimal:
        """Net sales planned."""
        return self.year.revenue

    before: Decimal | None = money("revenue of the year before: reported, or else planned")
    actual: Decimal | None = money("revenue reported for the year, once it is")

    @property
    @derived(unit="percent", secrecy=Classification.CONFIDENTIAL)
    def growth(self) -> Decimal | None:
        """Planned revenue above the year before, in percent of that, to 0.1."""
        if self.before is None:
            return None
        return percent_of(self.revenue - self.before, self.before)


@record
class AccountMoney:
    """Money that follows from the definitions; amounts in the account's own currency."""

    currency: str = figure("ISO 4217 code of every amount of this account")
    share_of_wallet: Decimal | None = figure(
        "our part of what the customer spends in the category, in whole percent", unit="percent"
    )
    contributions: tuple[Contribution, ...] = figure("by period, the oldest first")
    changes: tuple[PeriodChange, ...] = figure("from each period to the next")
    plan: tuple[YearAhead, ...] = figure("the revenue plan by year, oldest first")


def contribution(period: Period) -> Contribution:
    """Revenue - goods - trade terms - cost to serve (customer profitability analysis)."""
    parts: dict[str, Decimal] = {}
    with localcontext(prec=DIGITS):
        amount = period.revenue - period.goods - period.terms - period.cost_to_serve
        for each in period.by_driver:
            parts[str(each.driver)] = parts.get(str(each.driver), Decimal(0)) + each.cost
        return Contribution(
            period=period,
            amount=amount,
            share=percent_of(amount, period.revenue),
            by_driver=parts,
            not_assigned=period.cost_to_serve - sum(parts.values(), Decimal(0)),
            revenue_target=_target(period.revenue_target, period.revenue),
            contribution_target=_target(period.contribution_target, amount),
        )


def contributions(account: Account) -> tuple[Contribution, ...]:
    """The contribution of each period in view, oldest first."""
    periods = account.economics.periods if account.economics else ()
    return tuple(contribution(period) for period in sorted(periods, key=lambda each: each.starts))


def planned_years(account: Account, reported: tuple[Contribution, ...]) -> tuple[YearAhead, ...]:
    """Each planned year with the revenue of the year before it; ``reported``: oldest first."""
    plan = account.economics.plan if account.economics else ()
    years = sorted(plan, key=lambda each: each.starts)
    periods = [each.period for each in reported]
    return tuple(
        YearAhead(
            year,
            _revenue_to(year.starts - timedelta(days=1), [*periods, *years]),
            _revenue_to(year.ends, periods),
        )
        for year in years
    )


def _revenue_to(day: date, years: Sequence[Period | PlannedYear]) -> Decimal | None:
    """The revenue of the first of ``years`` that ends on ``day``."""
    return next((each.revenue for each in years if each.ends == day), None)


def changes(found: tuple[Contribution, ...]) -> tuple[PeriodChange, ...]:
    """The change from each period to the next; one fewer than there are periods."""
    return tuple(_change(before, after) for before, after in pairwise(found))


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` in percent of ``whole`` to 0.1, rounded half-even; ``None`` if ``whole`` is 0."""
    if not whole:
        return None
    with localcontext(prec=DIGITS):
        return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def _target(aimed: Decimal | None, actual: Decimal) -> Target | None:
    if aimed is None:
        return None
    return Target(aimed, actual, actual - aimed, percent_of(actual, aimed))


def _change(before: Contribution, after: Contribution) -> PeriodChange:
    earlier, later = before.period, after.period
    shares = (before.share, after.share)
    lengths = sorted((each.ends - each.starts).days + 1 for each in (earlier, later))
    with localcontext(prec=DIGITS):
        return PeriodChange(
            before=before,
            after=after,
            revenue=later.revenue - earlier.revenue,
            amount=after.amount - before.amount,
            points=shares[1] - shares[0]
            if shares[0] is not None and shares[1] is not None
            else None,
            cost_to_serve=later.cost_to_serve - earlier.cost_to_serve,
            by_driver={
                driver: cost - before.by_driver[driver]
                for driver, cost in after.by_driver.items()
                if driver in before.by_driver
            },
            alike=lengths[1] <= lengths[0] * _ALIKE,
        )
