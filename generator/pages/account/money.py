"""Money as far as the edition's view holds it: wallet, contribution, white space, drivers."""

from decimal import Decimal

from generator.definitions.models.money import WhiteSpace
from generator.insight import AccountInsight
from generator.pages import markdown as md
from generator.pages.account.words import unit
from generator.pages.context import Context

Row = dict[str, object]


def wallet(known: AccountInsight) -> Row | None:
    """Share of wallet in percent, with the amounts where the view holds them."""
    account, found = known.account, known.account.wallet
    if found is None:
        return None
    amounts = ""
    if found.ours is not None and found.total is not None:
        ours, total = (md.money(each, account.currency) for each in (found.ours, found.total))
        amounts = f"{ours} of {total} a year"
    return {
        "share": md.percent(known.released.share_of_wallet) or "not known",
        "amounts": amounts,
        "category": found.category,
        "on": found.on,
        "method": found.method,
        "source": found.source or "not stated",
        "confidence": found.confidence,
    }


def result_in_words(known: AccountInsight) -> str:
    """The newest contribution: ``EUR 600 k, 3.3 % of revenue``; empty where the view has none."""
    if not known.contributions:
        return ""
    latest = known.contributions[-1]
    share = f", {md.figure(latest.share)} % of revenue" if latest.share is not None else ""
    return f"{_signed(latest.amount, known.account.currency)}{share}"


def waterfall(known: AccountInsight) -> Row | None:
    """Revenue down to contribution, a column per period, oldest first; ``None`` without any."""
    found = known.contributions
    if not found:
        return None

    def row(name: str, amounts: list[Decimal]) -> Row:
        return {"name": name, "cells": [_signed(each, known.account.currency) for each in amounts]}

    periods = [each.period for each in found]
    return {
        "periods": [{"starts": each.starts, "ends": each.ends} for each in periods],
        "rows": [
            row("Revenue", [each.revenue for each in periods]),
            row("Goods", [-each.goods for each in periods]),
            row("Trade terms", [-each.terms for each in periods]),
            row("Cost to serve", [-each.cost_to_serve for each in periods]),
        ],
        "total": row("Contribution", [each.amount for each in found])["cells"],
        "shares": [
            f"{md.figure(each.share)} %" if each.share is not None else "no revenue"
            for each in found
        ],
        "sources": [each.source for each in periods if each.source],
    }


def _signed(value: Decimal, currency: str) -> str:
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return sign + md.money(abs(value), currency)


def margin_floor(known: AccountInsight) -> str:
    """The floor in percent; empty where there is none in view."""
    economics = known.account.economics
    if economics is None or economics.margin_floor is None:
        return ""
    return f"{md.figure(economics.margin_floor)} %"


def driver_rows(known: AccountInsight) -> list[Row]:
    """What drives the cost to serve, in the order of the file."""
    economics = known.account.economics
    return [
        {"what": each.what, "trend": each.trend or "not stated", "note": each.note or ""}
        for each in (economics.drivers if economics else ())
    ]


def white_space(context: Context, known: AccountInsight) -> Row:
    """What they could buy, by product and unit; with amounts where the view holds them.

    With amounts a row each, the widest gap first; without them a ``grid`` of products by units.
    """
    found = list(known.account.white_space)
    amounts = any(each.potential is not None for each in found)
    if amounts:
        found.sort(key=lambda each: -(_gap(each) or Decimal(0)))
    gaps = [gap for each in found if (gap := _gap(each)) is not None]
    currency = known.account.currency
    rows = [_white_space_row(context, known, each) for each in found]
    return {
        "amounts": amounts,
        "rows": rows,
        "grid": _grid(rows),
        "open": md.money(sum(gaps, Decimal(0)), currency) if gaps else "",
    }


def _gap(each: WhiteSpace) -> Decimal | None:
    """Potential less current (white space), a year; ``None`` where the potential is unknown."""
    return None if each.potential is None else each.potential - (each.current or Decimal(0))


def _grid(rows: list[Row]) -> Row:
    """Products by units, in the order of the file; a cell says what stands in the way."""
    units = list(dict.fromkeys(str(row["unit"]) for row in rows))
    notes: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        said = str(row["note"] or "nothing noted")
        notes.setdefault(str(row["product"]), {}).setdefault(str(row["unit"]), []).append(said)
    lines = [
        {"product": product, "cells": ["; ".join(by_unit.get(each, [])) for each in units]}
        for product, by_unit in notes.items()
    ]
    return {"units": units, "rows": lines}


def _white_space_row(context: Context, known: AccountInsight, each: WhiteSpace) -> Row:
    def amount(value: Decimal | None) -> str:
        return "" if value is None else _signed(value, known.account.currency)

    return {
        "product": context.catalog.name("product", each.product) or md.sentence(each.product),
        "unit": unit(known.account, each.unit) or "all",
        "potential": amount(each.potential),
        "current": amount(each.current),
        "open": amount(_gap(each)),
        "note": each.note or "",
    }
