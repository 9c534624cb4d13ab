"""Sums over accounts with their conversion, for ``/reports/portfolio/``; amounts are confidential.

Only used if the edition shows amounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.analysis.currency import LeftOut, SumPart, exact
from generator.analysis.portfolio import FIGURES, Portfolio, PortfolioFigure
from generator.model.company import Conversion
from generator.text import markdown as md

NAMES: Mapping[PortfolioFigure, str] = {
    "revenue": "Revenue",
    "contribution": "Contribution",
    "wallet": "Wallet",
    "white-space": "White space",
}
_MEANS: Mapping[PortfolioFigure, str] = {
    "revenue": "newest period of each account",
    "contribution": "revenue less goods, terms and cost to serve, same periods",
    "wallet": "what the customers spend a year in the categories we serve",
    "white-space": "what they could buy from us a year and do not",
}
_LACKS: Mapping[PortfolioFigure, str] = {
    "revenue": "no period is recorded",
    "contribution": "no period is recorded",
    "wallet": "no total is recorded",
    "white-space": "no potential is recorded",
}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SumRow:
    """One figure: a sum per currency, and the numbers of accounts included and left out."""

    name: str
    means: str
    total: str
    accounts: int
    left_out: int


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate that was used; ``old``: accounts for whose amounts it was too old."""

    rate: str
    on: date
    source: str
    used_for: str
    old: str


def amount(currency: str, value: Decimal) -> str:
    """An amount in short form, rounded to hundredths, with a leading minus sign."""
    with exact():
        return md.money(value.quantize(_CENT), currency)


def rows(found: Portfolio) -> list[SumRow]:
    """All figures with their sums."""
    rows = []
    for figure in FIGURES:
        summed = found.sums[figure]
        totals = [amount(each.currency, each.total) for each in summed.sums]
        rows.append(
            SumRow(
                name=NAMES[figure],
                means=_MEANS[figure],
                total=" + ".join(totals) or "not known",
                accounts=sum(len(each.parts) for each in summed.sums),
                left_out=len(summed.left_out),
            )
        )
    return rows


def how_converted(found: Portfolio, as_of: date) -> str:
    """One paragraph on how amounts of several currencies were converted, or why not."""
    used = sorted({each.currency for own in found.amounts.values() for each in own.values()})
    if found.rates is None:
        if len(used) > 1:
            return (
                "The portfolio has no currency, so nothing is converted: "
                f"each of {md.listed(used)} has a sum of its own."
            )
        return f"All amounts are in {used[0]}." if used else ""
    if set(used) <= {found.rates.portfolio}:
        return f"All amounts are in {found.rates.portfolio}."
    day = md.day_text(as_of)
    return (
        f"Sums are in {found.rates.portfolio}. Each amount is converted at the rate of its day, or "
        "the newest one before it: for revenue and contribution the last day of the period, for "
        f"the wallet the day of the estimate, for white space {day}, and none later than that. An "
        "amount without such a rate is left out."
    )


def left_out(found: Portfolio) -> list[str]:
    """Accounts left out of sums, with the reason; figures with the same reason are merged."""
    by_reason: dict[str, list[str]] = {}
    for figure in FIGURES:
        reasons: dict[str, list[str]] = {}
        for each in found.sums[figure].left_out:
            reasons.setdefault(_reason(figure, each), []).append(each.account.name)
        for reason, names in reasons.items():
            by_reason.setdefault(f"{md.listed(names)} ({reason})", []).append(NAMES[figure])
    return [
        f"{md.listed([figures[0], *(name.lower() for name in figures[1:])])}: {names_and_reason}"
        for names_and_reason, figures in by_reason.items()
    ]


def _reason(figure: PortfolioFigure, each: LeftOut) -> str:
    if each.why is None:
        return _LACKS[figure]
    unconverted = each.why.amount
    on = md.day_text(unconverted.on)
    if each.why.first is None:
        return f"there is no rate for {unconverted.currency}"
    first = md.day_text(each.why.first)
    return f"the amount is of {on}, the oldest rate for {unconverted.currency} of {first}"


def rates_used(found: Portfolio) -> list[RateRow]:
    """All rates used for sums, by currency and day."""
    used: dict[Conversion, dict[PortfolioFigure, list[SumPart]]] = {}
    for figure in FIGURES:
        for part in (part for each in found.sums[figure].sums for part in each.parts):
            if part.converted.rate is not None:
                parts = used.setdefault(part.converted.rate, {})
                parts.setdefault(figure, []).append(part)
    to = found.rates.portfolio if found.rates else ""
    in_order = sorted(used, key=lambda rate: (rate.from_, rate.on))
    return [_rate_row(rate, used[rate], to) for rate in in_order]


def _rate_row(rate: Conversion, used: Mapping[PortfolioFigure, list[SumPart]], to: str) -> RateRow:
    by_names: dict[str, list[str]] = {}
    for figure, parts in used.items():
        names = md.listed([part.account.name for part in parts])
        by_names.setdefault(names, []).append(NAMES[figure].lower())
    old = [part.account.name for parts in used.values() for part in parts if part.converted.old]
    return RateRow(
        rate=f"1 {rate.from_} = {to} {md.figure(rate.rate)}",
        on=rate.on,
        source=rate.source,
        used_for="; ".join(f"{md.listed(what)} of {names}" for names, what in by_names.items()),
        old=md.listed(list(dict.fromkeys(old))),
    )
