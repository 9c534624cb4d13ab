"""Money figures that are outdated or look like typing errors."""

from collections.abc import Iterator
from decimal import Decimal

from generator.analysis import AccountInsight, Insight
from generator.analysis.freshness import GOOD_FOR
from generator.checks.check import Absent, CheckArea, put_off
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding
from generator.model.grammars import Amount, Interval
from generator.model.walk import walk
from generator.text.formats import money

AREA = CheckArea("money")

_LONGEST = Interval(13, "month")
_ABSURD = Decimal(10) ** 12
_TIMES = 10
_ROUNDED = Decimal("0.05")
"""How far two estimates of one amount may lie apart by their rounding, as a part of it."""


@AREA.warning(
    "wallet-old",
    "The estimate of the customer's spending is more than a year old.",
    "The share of wallet may be out of date: customers change their budgets every year.",
    "Estimate it again with the customer, and write down the day (`wallet.on`).",
)
def wallet_old(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    wallet = insight.account.wallet
    if wallet and GOOD_FOR.after(wallet.on) < whole.as_of:
        message = "the share of wallet was estimated on "
        yield wallet_old.at(wallet.at("on"), message, wallet.on, ".")


def _fewer_potentials(absent: Absent) -> str:
    _, now = absent.account or (None, None)
    if now is None:
        return ""
    total = now.space.total
    if not total.known:
        return "No potential is written down any more."
    if total.unknown:
        return "The potential of a row of the white space was removed."
    return ""


@AREA.warning(
    "wallet-and-potential-differ",
    "Wallet and white space give two amounts for one customer, and no reason.",
    "Who plans with the larger one promises business that the smaller one says is not there.",
    "Correct the wallet (`total`) or the white space (`potential`), or say what of the wallet "
    "nobody can win from us (`difference_reason`).",
    needs=Classification.CONFIDENTIAL,
    not_fixed=_fewer_potentials,
)
def wallet_differs(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    wallet, found = insight.account.wallet, insight.space.total
    if wallet is None or not wallet.total or wallet.difference_reason or not found.known:
        return
    # Where a potential is not known, the sum says nothing.
    if not found.unknown and abs(found.potential - wallet.total) > _ROUNDED * wallet.total:
        currency = insight.account.currency
        wanted, total = (money(each, currency) for each in (found.potential, wallet.total))
        message = f"the potential adds up to {wanted} a year, the wallet is {total}."
        place = wallet.at("total")
        yield wallet_differs.at(place, message, secrecy=Classification.CONFIDENTIAL)


@AREA.warning(
    "amount-absurd",
    "An amount is larger than 1,000 bn.",
    "No customer spends that much; most likely `k`, `m` or `bn` is wrong.",
    "Write the amount in the account's currency, once and with one unit (`6.3 m`).",
    needs=Classification.CONFIDENTIAL,
    removal_fixes=(object,),
)
def amount_absurd(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for each in walk(insight.account):
        if isinstance(each.value, Amount) and each.value > _ABSURD:
            message, where = f"`{each.key}` is larger than 1,000 bn.", each.holder.at(each.key)
            yield amount_absurd.at(where, message, secrecy=Classification.CONFIDENTIAL)


@AREA.warning(
    "costs-many-times-revenue",
    "The costs of a period are more than ten times its revenue.",
    "Most likely revenue and costs are in different units, and the result is wrong.",
    "Check the units of the period's amounts (`k`, `m`, `bn`).",
    needs=Classification.CONFIDENTIAL,
)
def costs_absurd(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for found in insight.contributions:
        period = found.period
        costs = period.revenue - found.amount
        # Before the first sale there may be only costs.
        if period.revenue and costs > _TIMES * period.revenue:
            message = f"the costs of `{period.id}` are more than ten times its revenue."
            yield costs_absurd.at(
                period.at("revenue"), message, secrecy=Classification.CONFIDENTIAL
            )


@AREA.warning(
    "period-too-long",
    "A period is longer than 13 months.",
    "Its amounts cannot be compared with those of a year; most likely one date is wrong.",
    "Correct its first or last day (`starts`, `ends`), or split it into years.",
    needs=Classification.CONFIDENTIAL,
)
def period_long(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for found in insight.contributions:
        period = found.period
        # `ends` is the last day of the period, not the first after it.
        if period.ends >= _LONGEST.after(period.starts):
            message = f"`{period.id}` is longer than 13 months."
            yield period_long.at(period.at("ends"), message, secrecy=Classification.CONFIDENTIAL)


@AREA.warning(
    "planned-year-over",
    "A year of the revenue plan is over, and what it brought is not written down.",
    "Nobody can say whether the plan was met, and the years after it build on it.",
    "Enter its result in `periods`, with the same last day.",
    needs=Classification.CONFIDENTIAL,
    not_fixed=put_off("", ends="The planned year now ends on {}."),
)
def planned_year_over(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for each in insight.money.plan:
        year = each.year
        if year.ends < whole.as_of and each.actual is None:
            message = f"`{year.id}` ended on ", year.ends, ", and no result is reported."
            yield planned_year_over.at(
                year.at("ends"), *message, secrecy=Classification.CONFIDENTIAL
            )


@AREA.warning(
    "period-not-over",
    "The result of a period is written before the period is over.",
    "A part of a year is compared with whole years, or an estimate is taken for a result.",
    "Write it when the period is over; or enter the last day that the figures cover (`ends`).",
    needs=Classification.CONFIDENTIAL,
)
def period_not_over(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for found in insight.contributions:
        period = found.period
        if period.ends > whole.as_of:
            message = f"`{period.id}` ends on ", period.ends, ", and its result is written already."
            yield period_not_over.at(
                period.at("ends"), *message, secrecy=Classification.CONFIDENTIAL
            )
