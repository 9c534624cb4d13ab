"""``/accounts/<id>/strategy/``: where we stand and why, what we want, what we decided and doubt."""

from generator.analysis import AccountInsight
from generator.pages.account import (
    ledger,
    money,
    plan,
    position,
    schemes,
    sensitivity,
    stages,
    white_space,
)
from generator.pages.account.layout import account_page
from generator.pages.account.names import sees_amounts
from generator.pages.account.objectives import objective_rows
from generator.pages.account.track import tracks
from generator.pages.kit.context import Context
from generator.pages.kit.page import Page


def page(context: Context, known: AccountInsight) -> Page:
    """The strategy page of one account."""
    account = known.account
    picture = position.picture(known)
    factors = position.factor_picture(known)
    rows = stages.stage_rows(context, known)
    heat, waterfall = white_space.picture(context, known), money.picture(known)
    values = {
        "picture": picture,
        "factors": factors,
        "standing": position.standing(context, known),
        "position": _position(context, known),
        "asks": schemes.asks(known),
        "stages": rows,
        "others": schemes.other_schemes(context, known),
        "objectives": objective_rows(context, known),
        "opportunities": plan.opportunity_rows(context, account),
        "decisions": plan.decision_rows(context, account),
        "assumptions": plan.assumption_rows(context, account),
        "space": white_space.white_space(context, known),
        "heat": heat,
        "swot": plan.swot_lists(account),
        "risks": [plan.risk_row(context, risk) for risk in plan.heaviest_first(account)],
        "ledgers": _ledgers(context, known),
        "contracts": ledger.contract_rows(context, known),
        "promotion": stages.promotion_in_words(known, account.promotion)
        if account.promotion
        else "",
        "money": _money(context, known),
        "waterfall": waterfall,
        "notes": plan.note_rows(account),
    }
    return account_page(
        context,
        known,
        "strategy.md",
        f"Strategy: {account.name}",
        values,
        description=f"Where we stand with {account.name} and why, what we want, what we decided.",
        pictures=tuple(
            each
            for each in (picture, factors, *(row.picture for row in rows), heat, waterfall)
            if each
        ),
    )


def _position(context: Context, known: AccountInsight) -> dict[str, object] | None:
    placement = known.placement
    if placement is None:
        return None
    return {
        "why": position.why(placement),
        "moves": sensitivity.moves(known),
        "moves_about": sensitivity.about(placement),
        "basis": position.basis(context, known, placement),
        "axes": position.axis_tables(placement),
        "tracks": tracks(context, known),
        "cell_doubt": placement.cell.doubt or "",
    }


def _ledgers(context: Context, known: AccountInsight) -> list[dict[str, object]]:
    """The promises of both sides, ours first; a side without promises is left out."""
    sides = (
        ("What we promised", "To", "us", known.ours),
        ("What they promised", "From", "customer", known.theirs),
    )
    return [
        {
            "title": title,
            "other_side": other,
            "kept": ledger.kept_in_words(found),
            "rows": rows,
        }
        for title, other, by, found in sides
        if (rows := ledger.promise_rows(context, known, by))
    ]


def _money(context: Context, known: AccountInsight) -> dict[str, object]:
    return {
        "wallet": money.wallet(known),
        "waterfall": money.waterfall(known),
        "targets": money.target_rows(known),
        "changes": money.change_rows(known),
        "floor": money.margin_floor(known),
        "drivers": money.driver_rows(known),
        "amounts": sees_amounts(context),
    }
