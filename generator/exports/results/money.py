"""Share of wallet and contribution, as far as the edition's view holds them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from generator.analysis.money import Contribution, Target, changes
from generator.exports.record import Record, says
from generator.exports.source import Source


class TargetResult(Record):
    """What was aimed at against what was reached, in the account's currency."""

    aimed: Decimal = says("the target")
    actual: Decimal = says("the figure reached")
    gap: Decimal = says("actual less target; below zero when missed")
    reached: Decimal | None = says("actual in percent of the target, to 0.1", None)


class DriverShare(Record):
    """A part of the cost to serve."""

    driver: str = says("id of the driver")
    cost: Decimal = says("in the account's currency")


class PeriodContribution(Record):
    """What the account left us in one period."""

    period: str = says("id of the period")
    starts: date = says("first day")
    ends: date = says("last day")
    amount: Decimal = says(
        "revenue less goods, trade terms and cost to serve, in the account's currency"
    )
    share: Decimal | None = says("the amount in percent of revenue, to 0.1", None)
    by_driver: tuple[DriverShare, ...] = says("parts of the cost to serve with their driver", ())
    not_assigned: Decimal = says("the rest of the cost to serve")
    revenue: TargetResult | None = says("revenue against its target, where there is one", None)
    contribution: TargetResult | None = says("the amount against its target", None)


class PeriodChange(Record):
    """From one period to the next: later less earlier, in the account's currency."""

    before: str = says("id of the earlier period")
    after: str = says("id of the later period")
    revenue: Decimal = says("change of revenue")
    amount: Decimal = says("change of the contribution")
    points: Decimal | None = says("change of its share of revenue, in percentage points", None)
    cost_to_serve: Decimal = says("change of the cost to serve")
    by_driver: tuple[DriverShare, ...] = says("change by driver, where both periods name it", ())
    alike: bool = says("whether the periods are about equally long, so that amounts compare")


class MoneyResult(Record):
    """Money that follows from the definitions; amounts in the account's own currency."""

    currency: str = says("ISO 4217 code of every amount of this account")
    share_of_wallet: Decimal | None = says(
        "our part of what the customer spends in the category, in whole percent", None
    )
    contributions: tuple[PeriodContribution, ...] = says("by period, the oldest first", ())
    changes: tuple[PeriodChange, ...] = says("from each period to the next", ())


def money(source: Source) -> MoneyResult:
    """The account's figures of money."""
    known = source.known
    return MoneyResult(
        currency=known.account.currency,
        share_of_wallet=known.released.share_of_wallet,
        contributions=tuple(_period(each) for each in known.contributions),
        changes=tuple(
            PeriodChange(
                before=each.before.period.id,
                after=each.after.period.id,
                revenue=each.revenue,
                amount=each.amount,
                points=each.points,
                cost_to_serve=each.cost_to_serve,
                by_driver=_drivers(each.by_driver),
                alike=each.alike,
            )
            for each in changes(known.contributions)
        ),
    )


def _period(found: Contribution) -> PeriodContribution:
    return PeriodContribution(
        period=found.period.id,
        starts=found.period.starts,
        ends=found.period.ends,
        amount=found.amount,
        share=found.share,
        by_driver=_drivers(found.by_driver),
        not_assigned=found.not_assigned,
        revenue=_target(found.revenue_target),
        contribution=_target(found.contribution_target),
    )


def _drivers(costs: Mapping[str, Decimal]) -> tuple[DriverShare, ...]:
    return tuple(DriverShare(driver=driver, cost=cost) for driver, cost in costs.items())


def _target(found: Target | None) -> TargetResult | None:
    if found is None:
        return None
    return TargetResult(
        aimed=found.aimed, actual=found.actual, gap=found.gap, reached=found.reached
    )
