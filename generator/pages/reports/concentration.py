"""Concentration of revenue, for ``/reports/portfolio/``; confidential."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.analysis import Insight
from generator.analysis.currency import SumPart
from generator.analysis.money import percent_of
from generator.analysis.portfolio import Concentration
from generator.charts import Picture
from generator.charts.bars import MOST_ROWS, ChartColumn, columns
from generator.model.kinds import Account
from generator.pages.reports.sums import amount
from generator.text import markdown as md
from generator.text.formats import counted


@dataclass(frozen=True, slots=True)
class ConcentrationRow:
    """An account's part of the sum of revenue; ``until``: the day of its amounts."""

    account: Account
    revenue: str
    share: str
    contribution: str
    margin: str
    until: date


@dataclass(frozen=True, slots=True)
class Table:
    """The accounts of one sum, largest first, with a picture and concentration in words.

    ``converted``: whether any amount was converted.
    """

    currency: str
    picture: Picture
    sentences: list[str]
    rows: list[ConcentrationRow]
    converted: bool


def in_one_sentence(insight: Insight) -> str:
    """Total revenue and the share of the largest accounts."""
    found = insight.portfolio
    revenue = found.sums["revenue"]
    if not revenue.sums:
        return "No revenue of an active account can be added up."
    totals = md.listed([amount(each.currency, each.total) for each in revenue.sums])
    counts = sum(len(each.parts) for each in revenue.sums)
    of = f"{counts} of {counted(counts + len(revenue.left_out), 'active account')}"
    text = f"Revenue of the newest periods: {totals} from {of}."
    for each in found.by_account:
        in_it = f" in {each.currency}" if len(revenue.sums) > 1 else ""
        text += f" The largest{in_it}, {_name(insight, each)}, makes {each.largest} % of it."
    return text


def tables(insight: Insight) -> list[Table]:
    """One table and picture per sum of revenue."""
    found = insight.portfolio
    by_account = {each.currency: each for each in found.by_account}
    by_family = {each.currency: each for each in found.by_family}
    return [
        _table(
            insight,
            each.currency,
            sorted(each.parts, key=lambda part: (-part.converted.value, part.account.id)),
            by_account.get(each.currency),
            by_family.get(each.currency),
        )
        for each in found.sums["revenue"].sums
    ]


def _table(
    insight: Insight,
    currency: str,
    parts: list[SumPart],
    by_account: Concentration | None,
    by_family: Concentration | None,
) -> Table:
    sums = insight.portfolio.sums["contribution"].sums
    contributions = {
        part.account.id: part for each in sums if each.currency == currency for part in each.parts
    }
    shares = dict(by_account.ranked) if by_account else {}
    return Table(
        currency=currency,
        picture=_picture(currency, parts, contributions),
        sentences=_sentences(insight, by_account, by_family),
        rows=[
            _account(part, contributions[part.account.id], currency, shares.get(part.account.id))
            for part in parts
        ],
        converted=any(part.converted.rate is not None for part in parts),
    )


def _picture(currency: str, parts: list[SumPart], contributions: Mapping[str, SumPart]) -> Picture:
    found = []
    for part in parts:
        whole, own = part.converted.value, contributions[part.account.id].converted.value
        words = f"{amount(currency, whole)}, of it {amount(currency, own)}"
        found.append(ChartColumn(part.account.name, whole, own, words))
    more = len(found) - MOST_ROWS
    return columns(
        found,
        ("Revenue", "Contribution after cost to serve"),
        f"revenue-{currency.lower()}.svg",
        f"Revenue and contribution by account, in {currency}",
        f"{counted(more, 'smaller account')} {'is' if more == 1 else 'are'} in the table only.",
    )


def _account(
    part: SumPart, contribution_part: SumPart, currency: str, share: Decimal | None
) -> ConcentrationRow:
    margin = percent_of(contribution_part.converted.amount.value, part.converted.amount.value)
    return ConcentrationRow(
        account=part.account,
        revenue=_both(part, currency),
        share=md.percent(share, 1) if share is not None else "none",
        contribution=amount(currency, contribution_part.converted.value),
        margin=md.percent(margin, 1) if margin is not None else "no revenue",
        until=part.converted.amount.on,
    )


def _both(part: SumPart, currency: str) -> str:
    """The converted amount, with the original one if in another currency."""
    found = part.converted
    converted = amount(currency, found.value)
    if found.rate is None:
        return converted
    return f"{converted} ({amount(found.amount.currency, found.amount.value)})"


def _sentences(
    insight: Insight, each: Concentration | None, family: Concentration | None
) -> list[str]:
    if each is None:
        return ["There is no revenue in the newest periods."]
    sentences = [
        f"The largest account, {_name(insight, each)}, makes {each.largest} % of the revenue."
    ]
    count = len(each.ranked)
    if count > 3:
        sentences.append(f"The largest three make {each.largest_three} %.")
    sentences.append(f"{each.most} of {counted(count, 'account')} make 80 % or more of it.")
    if family is not None and len(family.ranked) < count:
        sentences.append(
            "With accounts of one family taken together, the largest is "
            f"{_name(insight, family)} with {family.largest} %, and {family.most} of "
            f"{len(family.ranked)} make 80 % or more."
        )
    return sentences


def _name(insight: Insight, each: Concentration) -> str:
    return insight.accounts[each.ranked[0][0]].account.name
