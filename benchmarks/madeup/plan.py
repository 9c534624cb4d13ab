"""What we want with the account and why."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from benchmarks.madeup.customer import Customer
from benchmarks.madeup.dice import Dice, words
from benchmarks.madeup.handbook import STAGES
from benchmarks.madeup.work import with_ids
from benchmarks.madeup.yaml_text import Value

_STRENGTHS = ("low", "medium", "high")


def strategy(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Charter, direction, ways of working, stage, decisions, doubts and what could happen."""
    found: dict[str, Value] = {}
    if dice.chance(95):
        found["charter"] = _charter(customer, dice)
    if dice.chance(95):
        found["direction"] = _direction(customer, dice)
    found["working"] = _working(customer, dice)
    found["stages"] = [_stage(customer, dice)]
    found["decisions"] = with_ids(_each(_decision, "decisions", customer, dice))
    found["assumptions"] = with_ids(_each(_assumption, "assumptions", customer, dice))
    found["risks"] = with_ids(_each(_risk, "risks", customer, dice))
    found["opportunities"] = with_ids(_each(_opportunity, "opportunities", customer, dice))
    found["competitors"] = _competitors(customer, dice)
    if customer.size.team:
        found["swot"] = {
            key: [customer.said(dice, text) for text in stock]
            for key, stock in words()["swot"].items()
        }
    elif dice.chance(30):
        found["promotion"] = {"to": "key", "axis": "potential", "at_least": 6, "reviews": "2"}
    return found


def _each(make: Any, stock: str, customer: Customer, dice: Dice) -> list[dict[str, Any]]:
    chosen = dice.some(words()[stock], dice.between(*customer.size.entries))
    return [make(each, customer, dice) for each in chosen]


def _charter(customer: Customer, dice: Dice) -> dict[str, Value]:
    stock = dice.pick(words()["charters"])
    return {
        "field": customer.said(dice, stock["field"]),
        "they_gain": customer.said(dice, stock["they"]),
        "we_gain": customer.said(dice, stock["we"]),
        "by": dice.day(200, 900),
    }


def _direction(customer: Customer, dice: Dice) -> dict[str, Value]:
    choice, because = dice.pick(list(words()["directions"].items()))
    return {
        "choice": choice,
        "because": customer.said(dice, because),
        "limits": customer.saying(dice, "limits", 2),
    }


def _working(customer: Customer, dice: Dice) -> dict[str, Value]:
    return {
        "customer_expects": customer.saying(dice, "expects", dice.between(2, 4)),
        "we_expect": customer.saying(dice, "asks", dice.between(2, 3)),
        "market": customer.said(dice, dice.pick(words()["markets"])),
        "culture": customer.said(dice, dice.pick(words()["cultures"])),
    }


def _stage(customer: Customer, dice: Dice) -> dict[str, Value]:
    now = dice.between(0, 2)
    found: dict[str, Value] = {"method": STAGES, "now": customer.handbook.stages[now]}
    if dice.chance(60):
        found["target"] = customer.handbook.stages[now + 1]
    found["on"] = dice.day(-200, -10)
    found["evidence"] = customer.saying(dice, "stage_evidence", 2)
    return found


def _decision(stock: Mapping[str, str], customer: Customer, dice: Dice) -> dict[str, Any]:
    on = dice.day(-700, -20)
    rejected: Sequence[Value] = [
        {
            "what": customer.said(dice, stock["rejected"]),
            "rejected_because": customer.said(dice, stock["rejected_because"]),
        }
    ]
    found: dict[str, Any] = {
        "what": customer.said(dice, stock["what"]),
        "on": on,
        "by": customer.anybody(dice),
        "because": customer.said(dice, stock["because"]),
        "rejected": rejected,
        "revisit_when": customer.said(dice, stock["revisit"]),
    }
    if dice.chance(60):
        found["revisit_on"] = dice.day(-10, 500)
    return found


def _assumption(stock: Mapping[str, str], customer: Customer, dice: Dice) -> dict[str, Any]:
    since = dice.day(-500, -20)
    return {
        "what": customer.said(dice, stock["what"]),
        "since": since,
        "evidence": customer.said(dice, stock["evidence"]),
        "confidence": dice.pick(_STRENGTHS),
        "expires": max(since, dice.day(-10, 300)) + timedelta(days=1),
        "owner": customer.anybody(dice),
        "if_wrong": customer.said(dice, stock["if_wrong"]),
    }


def _risk(stock: Mapping[str, str], customer: Customer, dice: Dice) -> dict[str, Any]:
    found = {
        "what": customer.said(dice, stock["what"]),
        "trigger": customer.said(dice, stock["trigger"]),
        "likelihood": dice.pick(_STRENGTHS),
        "impact": dice.pick(_STRENGTHS),
        "response": customer.said(dice, stock["response"]),
        "owner": customer.anybody(dice),
    }
    if dice.chance(5):
        found["class"] = "confidential"
    return found


def _opportunity(stock: Mapping[str, str], customer: Customer, dice: Dice) -> dict[str, Any]:
    return {
        "what": customer.said(dice, stock["what"]),
        "product": dice.pick(customer.products),
        "need": customer.said(dice, stock["need"]),
        "next_step": customer.said(dice, stock["next"]),
        "owner": customer.anybody(dice),
    }


def _competitors(customer: Customer, dice: Dice) -> list[Value]:
    found: list[Value] = []
    parts = words()["stems"]
    for stock in dice.some(words()["competitors"], 3 if customer.size.team else 1):
        found.append(
            {
                "id": stock["kind"].lower().replace(" ", "-"),
                "name": f"{dice.pick(parts['onsets'])}{dice.pick(parts['endings'])} "
                f"{stock['kind']} (fictional)",
                "stands": customer.said(dice, stock["stands"]),
                "strength": customer.said(dice, stock["strength"]),
                "weakness": customer.said(dice, stock["weakness"]),
                "answer": customer.said(dice, stock["answer"]),
            }
        )
    return found
