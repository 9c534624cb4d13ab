"""Conversion of amounts to the portfolio's currency at dated rates.

An amount is converted at the newest rate on or before its own day. Without such a rate it is not
converted, and sums list it as left out.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext

from generator.model.company import Conversion, Currencies
from generator.model.grammars import Interval
from generator.model.kinds import Account

RATE_AGE = Interval(12, "month")
"""Older rates are used, but reported as old."""

_DIGITS = 120
"""Enough for exact products and sums of the largest and smallest amounts allowed."""


@dataclass(frozen=True, slots=True)
class CurrencyAmount:
    """An amount of one account on a day, in the account's currency."""

    value: Decimal
    currency: str
    on: date


@dataclass(frozen=True, slots=True)
class Rates:
    """The conversion table: ``portfolio``: currency of sums; rates oldest first."""

    portfolio: str
    by_currency: Mapping[str, tuple[Conversion, ...]]


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in the currency of a sum: exact, not rounded.

    ``rate``: the rate used, ``None`` if the currency is the sum's own; ``old``: whether the rate
    was older than 12 months on the day of the amount.
    """

    amount: CurrencyAmount
    value: Decimal
    rate: Conversion | None = None
    old: bool = False


@dataclass(frozen=True, slots=True)
class NotConverted:
    """An amount without a rate on or before its day; ``first``: day of the oldest rate, if any."""

    amount: CurrencyAmount
    first: date | None


@dataclass(frozen=True, slots=True)
class SumPart:
    """One account's contribution to a sum."""

    account: Account
    converted: Converted


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An account that is not part of a sum; ``why``: ``None`` if it has no amount."""

    account: Account
    why: NotConverted | None


@dataclass(frozen=True, slots=True)
class Sum:
    """The exact total of its parts, all in ``currency``."""

    currency: str
    total: Decimal
    parts: tuple[SumPart, ...]


@dataclass(frozen=True, slots=True)
class Summed:
    """Amounts of many accounts: one sum, or one per currency without a conversion table."""

    sums: tuple[Sum, ...]
    left_out: tuple[LeftOut, ...]


def exact() -> AbstractContextManager[Context]:
    """A decimal context in which products and sums of amounts and rates are exact."""
    return localcontext(prec=_DIGITS)


def rates(currencies: Currencies | None) -> Rates | None:
    """The conversion table for lookups, or ``None`` if none is defined."""
    if currencies is None:
        return None
    found: dict[str, list[Conversion]] = {}
    for each in sorted(currencies.conversions, key=lambda each: (each.on, each.rate)):
        found.setdefault(each.from_, []).append(each)
    return Rates(currencies.portfolio, {key: tuple(each) for key, each in found.items()})


def rate_on(table: Rates, currency: str, day: date) -> Conversion | None:
    """The newest rate of a currency on or before a day, or ``None``."""
    dated = table.by_currency.get(currency, ())
    index = bisect_right(dated, day, key=lambda each: each.on)
    return dated[index - 1] if index else None


def is_old(rate: Conversion, day: date) -> bool:
    """Whether a rate is older than 12 months on a day."""
    return RATE_AGE.after(rate.on) < day


def convert(table: Rates, amount: CurrencyAmount) -> Converted | NotConverted:
    """Convert an amount at the newest rate on or before its day."""
    if amount.currency == table.portfolio:
        return Converted(amount, amount.value)
    rate = rate_on(table, amount.currency, amount.on)
    if rate is None:
        dated = table.by_currency.get(amount.currency, ())
        return NotConverted(amount, dated[0].on if dated else None)
    with exact():
        return Converted(amount, amount.value * rate.rate, rate, is_old(rate, amount.on))


def add_up(amounts: Iterable[tuple[Account, CurrencyAmount | None]], table: Rates | None) -> Summed:
    """The sum of one amount per account, in the portfolio's currency.

    Without a table there is one sum per currency.
    """
    parts: dict[str, list[SumPart]] = {}
    left_out = []
    for account, amount in amounts:
        if amount is None:
            left_out.append(LeftOut(account, None))
            continue
        found = convert(table, amount) if table else Converted(amount, amount.value)
        if isinstance(found, NotConverted):
            left_out.append(LeftOut(account, found))
            continue
        currency = table.portfolio if table else amount.currency
        parts.setdefault(currency, []).append(SumPart(account, found))
    sums = (_sum(currency, parts[currency]) for currency in sorted(parts))
    return Summed(tuple(sums), tuple(left_out))


def _sum(currency: str, parts: list[SumPart]) -> Sum:
    with exact():
        total = sum((part.converted.value for part in parts), Decimal(0))
    return Sum(currency, total, tuple(parts))
