"""What the account brings: contribution after goods, terms and cost to serve."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from generator.definitions.models import Account
from generator.definitions.models.money import Period

_DIGITS = 50
"""Enough for the largest amount over the smallest: rounding raises where digits run out."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One period: ``amount`` in the account's currency, ``share`` of revenue in percent to 0.1."""

    period: Period
    amount: Decimal
    share: Decimal | None


def contribution(period: Period) -> Contribution:
    """Revenue - goods - trade terms - cost to serve (customer profitability analysis)."""
    amount = period.revenue - period.goods - period.terms - period.cost_to_serve
    share = None
    if period.revenue:
        with localcontext(prec=_DIGITS):
            share = (amount / period.revenue * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return Contribution(period, amount, share)


def contributions(account: Account) -> tuple[Contribution, ...]:
    """Every period in view, oldest first."""
    periods = account.economics.periods if account.economics else ()
    return tuple(contribution(period) for period in sorted(periods, key=lambda each: each.starts))
