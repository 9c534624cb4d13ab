"""``/accounts/<id>/strategy/``: where we stand and why, what we want, what we decided and doubt."""

from generator.insight import AccountInsight
from generator.pages.account import ledger, money, plan, position, sensitivity, stages
from generator.pages.account.frame import account_page
from generator.pages.account.objectives import action_kinds, objective_rows
from generator.pages.account.track import tracks
from generator.pages.account.words import sees_amounts
from generator.pages.context import Context
from generator.pages.page import Page
from generator.pages.wording import counted


def page(context: Context, known: AccountInsight) -> Page:
    """The strategy page of one account."""
    account = known.account
    picture = position.picture(known)
    values = {
        "picture": picture,
        "standing": position.standing(context, known),
        "position": _position(context, known),
        "asks": _asks(context, known),
        "stages": list(stages.stage_rows(context, known)),
        "others": position.other_schemes(known),
        "objectives": objective_rows(context, known),
        "opportunities": plan.opportunity_rows(context, account),
        "decisions": plan.decision_rows(context, account),
        "assumptions": plan.assumption_rows(context, account),
        "space": money.white_space(context, known),
        "swot": plan.swot_lists(account),
        "risks": [plan.risk_row(context, risk) for risk in plan.heaviest_first(account)],
        "ledgers": _ledgers(context, known),
        "contracts": ledger.contract_rows(context, known),
        "promotion": stages.promotion_in_words(known, account.promotion)
        if account.promotion
        else "",
        "money": _money(context, known),
        "notes": plan.note_rows(account),
    }
    return account_page(
        context,
        known,
        "strategy.md",
        f"Strategy: {account.name}",
        values,
        description=f"Where we stand with {account.name} and why, what we want, what we decided.",
        pictures=(picture,) if picture else (),
    )


def _position(context: Context, known: AccountInsight) -> dict[str, object] | None:
    placement = known.placement
    if placement is None:
        return None
    return {
        "why": position.why(placement),
        "moves": sensitivity.moves(placement),
        "basis": position.basis(context, known, placement),
        "axes": position.axis_tables(placement),
        "tracks": tracks(known),
        "cell_doubt": placement.cell.doubt or "",
    }


def _asks(context: Context, known: AccountInsight) -> dict[str, object] | None:
    """What the cell asks for, and what we do."""
    placement = known.placement
    if placement is None:
        return None
    found = known.coverage
    network = "Nobody of ours is linked to anybody of theirs yet."
    if found.shape:
        shapes = {"bow-tie": "a bow-tie", "diamond": "a diamond"}
        ours = counted(found.our_people, "person of ours reaches", "people of ours reach")
        areas = counted(found.their_areas, "area")
        shape = shapes.get(found.shape, "between bow-tie and diamond")
        network = f"{ours} {areas} of theirs; the shape is {shape}."
    return {
        "cell": placement.cell,
        "network": network,
        "activity": action_kinds(known, context.insight.as_of)
        or "No action is written down, so nothing can be held against it.",
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
        "floor": money.margin_floor(known),
        "drivers": money.driver_rows(known),
        "amounts": sees_amounts(context),
    }
