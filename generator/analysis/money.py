"""What the account brings: contribution after goods, terms and cost to serve, over periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from itertools import pairwise

from generator.model.kinds import Account
from generator.model.money import Period

DIGITS = 50
"""Enough for the largest amount over the smallest: rounding raises where digits run out."""

_ALIKE = Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Target:
    """What was aimed at against what was reached, in the account's currency.

    ``gap``: actual - aimed, below zero when missed; ``reached``: actual in percent of what was
    aimed at, to 0.1, ``None`` when that is nothing.
    """

    aimed: Decimal
    actual: Decimal
    gap: Decimal
    reached: Decimal | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One period: ``amount`` in the account's currency, ``share`` of revenue in percent to 0.1.

    ``by_driver``: parts of the cost to serve by driver id, in the order of the file;
    ``not_assigned``: the rest of it. Targets are ``None`` where none was set.
    """

    period: Period
    amount: Decimal
    share: Decimal | None
    by_driver: Mapping[str, Decimal]
    not_assigned: Decimal
    revenue_target: Target | None
    contribution_target: Target | None


@dataclass(frozen=True, slots=True)
class Change:
    """From one period to the next, in the account's currency: later - earlier.

    ``points``: change of the shares of revenue as they are shown, in percentage points;
    ``by_driver``: for drivers whose cost both periods name; ``alike``: whether the periods are
    about equally long (the longer at most a tenth longer), so that amounts can be compared.
    """

    before: Contribution
    after: Contribution
    revenue: Decimal
    amount: Decimal
    points: Decimal | None
    cost_to_serve: Decimal
    by_driver: Mapping[str, Decimal]
    alike: bool


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
    """Every period in view, oldest first."""
    periods = account.economics.periods if account.economics else ()
    return tuple(contribution(period) for period in sorted(periods, key=lambda each: each.starts))


def changes(found: tuple[Contribution, ...]) -> tuple[Change, ...]:
    """What changed from each period to the next; one fewer than there are periods."""
    return tuple(_change(before, after) for before, after in pairwise(found))


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` in percent of ``whole`` to 0.1, half to even; ``None`` of nothing."""
    if not whole:
        return None
    with localcontext(prec=DIGITS):
        return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def _target(aimed: Decimal | None, actual: Decimal) -> Target | None:
    if aimed is None:
        return None
    return Target(aimed, actual, actual - aimed, percent_of(actual, aimed))


def _change(before: Contribution, after: Contribution) -> Change:
    earlier, later = before.period, after.period
    shares = (before.share, after.share)
    lengths = sorted((each.ends - each.starts).days + 1 for each in (earlier, later))
    with localcontext(prec=DIGITS):
        return Change(
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
