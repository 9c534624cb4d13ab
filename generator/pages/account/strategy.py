"""``/accounts/<id>/strategy/``: position, objectives, decisions and assumptions."""

from generator.analysis import AccountInsight
from generator.model.kinds import Account
from generator.model.strategy import Risk
from generator.pages.account import (
    money,
    plan,
    position,
    schemes,
    white_space,
)
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.plan import PromiseRow, objective_rows
from generator.pages.account.track import tracks
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page

_RANK = {"high": 3, "medium": 2, "low": 1}


def page(given: AccountInput) -> Page:
    """The strategy page of one account."""
    insight, names = given.insight, given.names
    account = insight.account
    picture = position.picture(insight)
    factors = position.factor_picture(insight)
    rows = schemes.stage_rows(given.methods, insight)
    heat, waterfall = white_space.picture(names, insight), money.picture(insight)
    values = {
        "picture": picture,
        "factors": factors,
        "standing": position.standing(names, insight),
        "position": _position(names, insight),
        "asks": schemes.leading_cell(given.methods, insight),
        "stages": rows,
        "others": schemes.other_schemes(names, insight),
        "objectives": objective_rows(names, insight),
        "decisions": sorted(account.decisions, key=lambda each: each.on, reverse=True),
        "assumptions": sorted(account.assumptions, key=lambda each: each.expires),
        **white_space.values(names, insight),
        "heat": heat,
        "swot": swot_lists(account),
        "risks": highest_risk_first(account),
        "ledgers": _ledgers(names, insight),
        "contracts": plan.contract_rows(names, insight),
        "promotion": schemes.promotion_in_words(insight, account.promotion)
        if account.promotion
        else "",
        "wallet": money.wallet(insight),
        "bars": money.waterfall(insight),
        "targets": money.targets(insight),
        "changes": money.changes_in_words(insight),
        "ahead": insight.money.plan,
        "growth_in_words": money.growth_in_words(insight),
        "opportunities": plan.opportunity_rows(insight),
        "pipeline_in_words": plan.pipeline_in_words(insight),
        "waterfall": waterfall,
    }
    return account_page(
        given,
        "strategy.md",
        f"Strategy: {account.name}",
        values,
        description=f"Where we stand with {account.name} and why, what we want, what we decided.",
        pictures=(picture, factors, *(row.picture for row in rows), heat, waterfall),
    )


def _position(names: Names, insight: AccountInsight) -> dict[str, object] | None:
    placement = insight.placement
    if placement is None:
        return None
    return {
        "why": position.why(placement),
        "moves": position.moves(insight),
        "moves_about": position.about(placement),
        "raters": position.raters(names, placement),
        "unverified": position.is_unverified(placement),
        "axes": [(axis, position.factor_rows(axis)) for axis in placement.axes],
        "tracks": tracks(names, insight),
    }


def _ledgers(names: Names, insight: AccountInsight) -> list[tuple[str, str, str, list[PromiseRow]]]:
    """Promises of both sides, ours first: title, to or from whom, number kept, rows.

    A side without promises is left out.
    """
    sides = (
        ("What we promised", "To", "us", insight.ours),
        ("What they promised", "From", "customer", insight.theirs),
    )
    return [
        (title, other, plan.kept_in_words(found), rows)
        for title, other, by, found in sides
        if (rows := plan.promise_rows(names, insight, by))
    ]


def highest_risk_first(account: Account) -> list[Risk]:
    """Risks by likelihood times impact."""
    return sorted(account.risks, key=lambda risk: -_RANK[risk.likelihood] * _RANK[risk.impact])


def swot_lists(account: Account) -> list[tuple[str, str, tuple[str, ...]]]:
    """The non-empty lists of the SWOT."""
    swot = account.swot
    if swot is None:
        return []
    named = (
        ("Strengths", "ours, in this account", swot.strengths),
        ("Weaknesses", "ours, in this account", swot.weaknesses),
        ("Opportunities", "outside us", swot.opportunities),
        ("Threats", "outside us", swot.threats),
    )
    return [(name, whose, points) for name, whose, points in named if points]
