"""All accounts together: sums, concentration, families, movement.

Sums include active accounts only, and only amounts in the edition's view. Shares are as
confidential as the amounts they are computed from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal, Protocol, get_args

from generator.analysis.currency import (
    CurrencyAmount,
    Member,
    NotConverted,
    Rates,
    Summed,
    add_up,
    convert,
    exact,
    families,
    heads,
    parents_of,
    rates,
    roll_up,
)
from generator.analysis.matrix import Placement
from generator.analysis.money import Contribution
from generator.analysis.movement import (
    SPAN,
    AccountMove,
    Decided,
    decisions,
    move,
    promotion_due,
    review_round,
)
from generator.analysis.white_space import space_of
from generator.model.company import Currencies
from generator.model.kinds import Account

PortfolioFigure = Literal["revenue", "contribution", "wallet", "white-space"]

FIGURES: tuple[PortfolioFigure, ...] = get_args(PortfolioFigure)

MOST_OF_IT = 80
"""Percent of the whole that a few accounts usually make up."""


class AccountResult(Protocol):
    """The part of an account's insight that is used here."""

    @property
    def account(self) -> Account:
        """The account."""

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Its placements, the leading one first."""

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """Its periods in view, oldest first."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration on a few accounts; shares in percent to 0.1.

    ``ranked``: ids with their shares, largest first; ``most``: how many of the largest make up 80 %
    or more.
    """

    currency: str
    ranked: tuple[tuple[str, Decimal], ...]
    largest: Decimal
    largest_three: Decimal
    most: int


@dataclass(frozen=True, slots=True)
class Rolled:
    """A family member's figures by (figure, currency): its own, and the total of its subtree.

    ``missing``: number of active accounts in the subtree without a value, by figure of ``total``.
    """

    member: Member
    own: Mapping[tuple[PortfolioFigure, str], Decimal]
    total: Mapping[tuple[PortfolioFigure, str], Decimal]
    missing: Mapping[PortfolioFigure, int]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Results for all accounts together.

    ``earlier``: 12 months before the day; ``moves``: each active account on both days;
    ``reviewed``: the earliest of their last reviews, ``fresh``: those rated since; ``decided``:
    selection decisions since ``earlier``; ``promotions``: triggers met; ``amounts``: of each active
    account; ``by_account`` and ``by_family``: concentration of revenue, one per currency of the
    sums.
    """

    earlier: date
    reviewed: date | None
    moves: tuple[AccountMove, ...]
    fresh: tuple[AccountMove, ...]
    decided: tuple[Decided, ...]
    promotions: tuple[Account, ...]
    rates: Rates | None
    amounts: Mapping[str, Mapping[PortfolioFigure, CurrencyAmount]]
    sums: Mapping[PortfolioFigure, Summed]
    by_account: tuple[Concentration, ...]
    by_family: tuple[Concentration, ...]
    families: tuple[tuple[Rolled, ...], ...]


def portfolio(
    found: Iterable[AccountResult], currencies: Currencies | None, as_of: date
) -> Portfolio:
    """Results for all accounts on a day; accounts may be in any order."""
    ordered = sorted(found, key=lambda each: (each.account.name.casefold(), each.account.id))
    active = [each for each in ordered if each.account.status == "active"]
    accounts = {each.account.id: each.account for each in ordered}
    earlier = SPAN.after(as_of, times=-1)
    reviewed = review_round((each.account for each in active), as_of)
    since = [move(each.account, each.placements, reviewed or as_of, as_of) for each in active]
    table = rates(currencies)
    amounts = {each.account.id: own_amounts(each, as_of) for each in active}
    sums: dict[PortfolioFigure, Summed] = {
        figure: add_up(((accounts[key], own.get(figure)) for key, own in amounts.items()), table)
        for figure in FIGURES
    }
    return Portfolio(
        earlier=earlier,
        reviewed=reviewed,
        moves=tuple(move(each.account, each.placements, earlier, as_of) for each in active),
        fresh=tuple(
            each for each in since if reviewed and each.now and each.now.rating.on > reviewed
        ),
        decided=decisions(accounts.values(), earlier, as_of),
        promotions=tuple(
            each.account for each in active if promotion_due(each.account, each.placements, as_of)
        ),
        rates=table,
        amounts=amounts,
        sums=sums,
        by_account=_concentrations(sums["revenue"], {}),
        by_family=_concentrations(sums["revenue"], heads(accounts)),
        families=_rolled(accounts, amounts, table),
    )


def own_amounts(result: AccountResult, as_of: date) -> dict[PortfolioFigure, CurrencyAmount]:
    """An account's own figures in the view, in its currency.

    Revenue and contribution of the newest period that has begun, on its last day; the customer's
    spending in our category (wallet) on the day of the estimate; white space, potential less
    current a year, on ``as_of``. No day is after ``as_of``, so no later rate is used.
    """
    account, found = result.account, {}
    begun = [each for each in result.contributions if each.period.starts <= as_of]

    def amount(value: Decimal, on: date) -> CurrencyAmount:
        return CurrencyAmount(value, account.currency, min(on, as_of))

    if begun:
        found["revenue"] = amount(begun[-1].period.revenue, begun[-1].period.ends)
        found["contribution"] = amount(begun[-1].amount, begun[-1].period.ends)
    if account.wallet is not None and account.wallet.total is not None:
        found["wallet"] = amount(account.wallet.total, account.wallet.on)
    space = space_of(account.white_space)
    if space.known:
        found["white-space"] = amount(space.open, as_of)
    return {figure: found[figure] for figure in FIGURES if figure in found}


def concentration(currency: str, values: Mapping[str, Decimal]) -> Concentration | None:
    """Concentration of a whole; ``None`` if the whole is zero.

    ``values``: by id, each zero or more.
    """
    with exact():
        whole = sum(values.values(), Decimal(0))
        if whole <= 0:
            return None
        ranked = sorted(values.items(), key=lambda each: (-each[1], each[0]))
        most, reached = 0, Decimal(0)
        while reached * 100 < whole * MOST_OF_IT:
            reached += ranked[most][1]
            most += 1
        first_three = sum((value for _, value in ranked[:3]), Decimal(0))
        return Concentration(
            currency=currency,
            ranked=tuple((key, _percent(value, whole)) for key, value in ranked),
            largest=_percent(ranked[0][1], whole),
            largest_three=_percent(first_three, whole),
            most=most,
        )


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def _concentrations(revenue: Summed, head: Mapping[str, str]) -> tuple[Concentration, ...]:
    """One per sum; accounts with the same ``head`` count as one."""
    found = []
    for each in revenue.sums:
        values: dict[str, Decimal] = {}
        with exact():
            for part in each.parts:
                key = head.get(part.account.id, part.account.id)
                values[key] = values.get(key, Decimal(0)) + part.converted.value
        found.append(concentration(each.currency, values))
    return tuple(each for each in found if each is not None)


def _rolled(
    accounts: Mapping[str, Account],
    amounts: Mapping[str, Mapping[PortfolioFigure, CurrencyAmount]],
    table: Rates | None,
) -> tuple[tuple[Rolled, ...], ...]:
    own: dict[str, dict[tuple[PortfolioFigure, str], Decimal]] = {}
    gaps: dict[str, dict[PortfolioFigure, Decimal]] = {}
    for key, figures in amounts.items():
        own[key] = {}
        gaps[key] = {}
        for figure in FIGURES:
            value = _in_sum(figures.get(figure), table)
            if value is None:
                gaps[key][figure] = Decimal(1)
            else:
                own[key][figure, value[0]] = value[1]
    parents = parents_of(accounts)
    totals, missing = roll_up(parents, own), roll_up(parents, gaps)

    def rolled(member: Member) -> Rolled:
        key = member.account.id
        counts = {figure: int(count) for figure, count in missing[key].items()}
        return Rolled(member, own.get(key, {}), totals[key], counts)

    return tuple(tuple(map(rolled, family)) for family in families(accounts))


def _in_sum(amount: CurrencyAmount | None, table: Rates | None) -> tuple[str, Decimal] | None:
    """Currency and value to add to a sum, or ``None`` if the amount cannot be added."""
    if amount is None or table is None:
        return (amount.currency, amount.value) if amount else None
    found = convert(table, amount)
    return None if isinstance(found, NotConverted) else (table.portfolio, found.value)
