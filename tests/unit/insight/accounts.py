"""Accounts, rates and placements made up for tests of the whole portfolio."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.analysis.matrix import Placement, place
from generator.analysis.money import Contribution, contributions
from generator.model.company import Currencies
from generator.model.kinds import Account, Method
from generator.model.rating import Rating

AS_OF = date(2026, 11, 2)


@dataclass(frozen=True)
class AccountFigures:
    """What the portfolio asks of an account's insight."""

    account: Account
    placements: tuple[Placement, ...] = ()
    contributions: tuple[Contribution, ...] = field(default=())


def account_figures(
    account_id: str, placements: tuple[Placement, ...] = (), /, **sections: object
) -> AccountFigures:
    """An active account in EUR with the sections given, written as in a file."""
    written = {
        "schema": "account/1",
        "id": account_id,
        "name": account_id.title(),
        "version": "1",
        "status": "active",
        "owner": "ada",
        "review": {"last": "2026-10-01", "every": "6 months"},
        "tier": "key",
        "sector": "industrial",
        "structure": "single",
        "currency": "EUR",
    }
    account = Account.model_validate(written | sections)
    return AccountFigures(account, placements, contributions(account))


def period(revenue: str, *, ends: str = "2026-09-30", cost: str = "0") -> dict[str, object]:
    """The economics section with one period of a year or less."""
    return {
        "periods": [
            {
                "id": "newest",
                "starts": f"{ends[:4]}-01-01",
                "ends": ends,
                "revenue": revenue,
                "goods": cost,
                "terms": "0",
                "cost_to_serve": "0",
            }
        ]
    }


def wallet(total: str, on: str = "2026-09-30") -> dict[str, str]:
    """The wallet section."""
    return {
        "category": "Seals",
        "total": total,
        "on": on,
        "method": "Counted",
        "confidence": "high",
    }


def table(*rates: tuple[str, str, str], portfolio: str = "EUR") -> Currencies:
    """Rates as (currency, rate, day)."""
    return Currencies.model_validate(
        {
            "portfolio": portfolio,
            "conversions": [
                {"from": currency, "rate": rate, "on": on, "source": "Made up"}
                for currency, rate, on in rates
            ],
        }
    )


def placement(on: str, potential: int, position: int, method: str = "matrix") -> Placement:
    """Where two scores of one to ten place an account, with cuts at 5."""
    rating = {
        "method": method,
        "on": on,
        "raters": ["sales"],
        "scores": {
            "potential": {"volume": {"score": potential}},
            "position": {"service": {"score": position}},
        },
    }
    found = place(_method(method), Rating.model_validate(rating))
    assert found is not None
    return found


def _method(method_id: str) -> Method:
    def axis(name: str, factor: str) -> dict[str, object]:
        factor_definition = {"id": factor, "name": factor.title(), "asks": "What?", "weight": "100"}
        return {
            "id": name,
            "name": name.title(),
            "asks": "What?",
            "cut": str(Decimal(5)),
            "grey_band": "0",
            "factors": [factor_definition],
        }

    def cell(name: str, potential: str, position: str) -> dict[str, object]:
        return {
            "id": name,
            "name": name.title(),
            "when": {"potential": potential, "position": position},
            "strategy": "This.",
            "relationship": "This.",
            "activity": "This.",
        }

    return Method.model_validate(
        {
            "schema": "method/1",
            "id": method_id,
            "name": method_id.title(),
            "version": "1.0.0",
            "status": "active",
            "review": {"last": "2026-10-01", "every": "12 months"},
            "kind": "matrix",
            "answers": "Where?",
            "axes": [axis("potential", "volume"), axis("position", "service")],
            "cells": [
                cell("strategic", "high", "high"),
                cell("star", "high", "low"),
                cell("status", "low", "high"),
                cell("streamline", "low", "low"),
            ],
        }
    )
