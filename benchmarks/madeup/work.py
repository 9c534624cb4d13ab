"""What was promised, planned and signed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from benchmarks.madeup.customer import Customer
from benchmarks.madeup.dice import TODAY, Dice, words
from benchmarks.madeup.names import numbered, slug
from benchmarks.madeup.yaml_text import Group, Value

_KINDS = ("invest", "develop", "maintain", "streamline")
_MEASURES = (
    ("% of the category", "share-of-wallet"),
    ("% of revenue", "contribution-share"),
    ("% of promises due", "promises-kept"),
)


def promises(customer: Customer, dice: Dice) -> dict[str, Value]:
    """The ledger, in the order of the due dates."""
    made = [_promise(customer, dice) for _ in range(dice.between(*customer.size.promises))]
    return {"promises": with_ids(sorted(made, key=lambda each: (each["due"], each["what"])))}


def _promise(customer: Customer, dice: Dice) -> dict[str, Any]:
    ours = dice.chance(75)
    made = dice.day(-800, -5)
    due = made + timedelta(days=dice.between(14, 160))
    found: dict[str, Any] = {
        "by": "us" if ours else "customer",
        "what": customer.said(
            dice, dice.pick(words()["promises_us" if ours else "promises_customer"])
        ),
        "made": made,
        "due": due,
        "owner": customer.anybody(dice),
        "stakeholder": dice.pick(customer.posts).id,
    }
    if due <= TODAY and dice.chance(97):
        exactly = dice.chance(93)
        moved = -dice.between(0, 9) if exactly else dice.between(1, 5)
        on = min(TODAY, max(made, due + timedelta(days=moved)))
        found["kept"] = {"on": on, "exactly": exactly}
        if not exactly:
            found["kept"]["note"] = customer.said(dice, dice.pick(words()["late_notes"]))
    return found


def objectives(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Objectives with metric and actions."""
    chosen = dice.some(words()["objectives"], dice.between(*customer.size.objectives))
    return {"objectives": with_ids([_objective(each, customer, dice) for each in chosen])}


def _objective(stock: dict[str, str], customer: Customer, dice: Dice) -> dict[str, Any]:
    target, baseline = dice.between(8, 60), dice.between(0, 7)
    written: Group = {
        "unit": stock["unit"],
        "baseline": baseline,
        "target": target,
        "actual": dice.between(baseline, target),
        "on": dice.day(-60, -2),
    }
    unit, measure = dice.pick(_MEASURES if customer.money else _MEASURES[2:])
    derived: Group = {"unit": unit, "measure": measure, "target": dice.between(6, 95)}
    actions = dice.some(words()["actions"], dice.between(1, 4))
    return {
        "whose": dice.pick(("ours", "theirs", "joint")),
        "what": customer.said(dice, stock["what"]),
        "because": customer.said(dice, stock["because"]),
        "metric": derived if dice.chance(30) else written,
        "due": dice.day(60, 800),
        "owner": customer.anybody(dice),
        "actions": with_ids([_action(each, customer, dice) for each in actions]),
    }


def _action(stock: str, customer: Customer, dice: Dice) -> dict[str, Any]:
    due = dice.day(-180, 200)
    found: dict[str, Any] = {
        "what": customer.said(dice, stock),
        "owner": customer.anybody(dice),
        "due": due,
    }
    if due < TODAY and dice.chance(94):
        found["done"] = min(TODAY, due - timedelta(days=dice.between(0, 8)))
    return {**found, "kind": dice.pick(_KINDS)}


def contracts(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Contracts with their notice."""
    made = []
    for what in customer.saying(dice, "contracts", 1 + customer.size.team + dice.chance(40)):
        starts = dice.day(-900, -30)
        made.append(
            {
                "what": what,
                "starts": starts,
                "ends": starts + timedelta(days=365 * dice.between(3, 5)),
                "notice": dice.pick(("3 months", "5 months", "6 months")),
                "renews": dice.chance(60),
                "owner": customer.anybody(dice),
            }
        )
    return {"contracts": with_ids(made)}


def with_ids(items: Sequence[dict[str, Any]]) -> list[Value]:
    """``items``, each with an id made from what it says; of two alike one gets a number."""
    ids = numbered(slug(" ".join(item["what"].split()[:6])) for item in items)
    return [{"id": item_id, **item} for item_id, item in zip(ids, items, strict=True)]
