"""Conversion of amounts to the portfolio's currency at dated rates, and sums over families.

An amount is converted at the newest rate on or before its own day. Without such a rate it is not
converted, and sums list it as left out.

An account's figures never include those of the accounts below it; totals of a family add the
figures of each account once.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from typing import TypeVar

from generator.model.company import Conversion, Currencies
from generator.model.grammars import Interval
from generator.model.kinds import Account

RATE_AGE = Interval(12, "month")
"""Older rates are used, but reported as old."""

_DIGITS = 120
"""Enough for exact products and sums of the largest and smallest amounts allowed."""

Key = TypeVar("Key", bound=Hashable)


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


@dataclass(frozen=True, slots=True)
class Member:
    """An account in its family.

    ``below``: number of accounts below it, at any depth; ``depth``: number above it.
    """

    account: Account
    parent: Account | None
    below: int
    depth: int


def roll_up(
    parents: Mapping[str, str | None], own: Mapping[str, Mapping[Key, Decimal]]
) -> dict[str, dict[Key, Decimal]]:
    """For each id of ``parents``: its own figures plus those of everything below it.

    One step per id, from the leaves up. An unknown parent counts as none. Cycles are errors of the
    definitions; their ids get only figures from outside the cycle.
    """
    totals = {each: dict(own.get(each, {})) for each in parents}
    with exact():
        for child in _leaves_first(parents):
            parent = parents[child]
            if parent is None or parent not in totals:
                continue
            above = totals[parent]
            for key, value in totals[child].items():
                above[key] = above[key] + value if key in above else value
    return totals


def _leaves_first(parents: Mapping[str, str | None]) -> Iterator[str]:
    waiting = dict.fromkeys(parents, 0)
    for parent in parents.values():
        if parent in waiting:
            waiting[parent] += 1
    ready = [each for each in sorted(parents) if not waiting[each]]
    while ready:
        each = ready.pop()
        yield each
        parent = parents[each]
        if parent in waiting:
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)


def parents_of(accounts: Mapping[str, Account]) -> dict[str, str | None]:
    """The id of each account's parent, if it is one of ``accounts``."""
    return {
        key: str(account.parent) if account.parent in accounts else None
        for key, account in accounts.items()
    }


def families(accounts: Mapping[str, Account]) -> tuple[tuple[Member, ...], ...]:
    """Families of accounts, by name; each with the head first, then branch by branch."""
    parents = parents_of(accounts)
    one = {each: {"": Decimal(1)} for each in parents}
    below = {each: int(total[""]) - 1 for each, total in roll_up(parents, one).items()}
    children: dict[str, list[str]] = {}
    for each in _by_name(accounts, parents):
        parent = parents[each]
        if parent is not None:
            children.setdefault(parent, []).append(each)
    tops = [each for each in parents if parents[each] is None and each in children]

    def member(each: str, depth: int) -> Member:
        return Member(accounts[each], accounts.get(parents[each] or ""), below[each], depth)

    return tuple(
        tuple(member(each, depth) for each, depth in _branch(head, children))
        for head in _by_name(accounts, tops)
    )


def heads(accounts: Mapping[str, Account]) -> dict[str, str]:
    """The id of the top of each account's family; its own if it has no parent."""
    parents = parents_of(accounts)
    found: dict[str, str] = {}
    for each in reversed(list(_leaves_first(parents))):
        parent = parents[each]
        found[each] = found.get(parent, parent) if parent is not None else each
    return found


def _by_name(accounts: Mapping[str, Account], ids: Iterable[str]) -> list[str]:
    return sorted(ids, key=lambda each: (accounts[each].name.casefold(), each))


def _branch(head: str, children: Mapping[str, list[str]]) -> Iterator[tuple[str, int]]:
    pending = [(head, 0)]
    while pending:
        each, depth = pending.pop()
        yield each, depth
        pending.extend((child, depth + 1) for child in reversed(children.get(each, ())))
