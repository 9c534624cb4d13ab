"""The customer's people and who of ours covers them."""

from collections.abc import Sequence
from datetime import timedelta

from benchmarks.madeup.customer import Customer, Post
from benchmarks.madeup.dice import TODAY, Dice, words
from benchmarks.madeup.yaml_text import Flow, Group, Value

_STRENGTHS = ("low", "medium", "high")
_BUYING = ("decision-maker", "veto-holder", "economic-buyer", "technical-buyer", "influencer")
_MINOR = ("influencer", "gatekeeper", "user")
_RHYTHMS = (("1 month", 28), ("2 months", 59), ("3 months", 89), ("6 months", 150))
_STANCES = ("champion", "coach", "supporter", "supporter", "neutral", "neutral", "critic")


def contacts(customer: Customer, dice: Dice) -> dict[str, Value]:
    """Stakeholders and relationships."""
    stakeholders = [
        _stakeholder(customer, post, customer.posts[:index], dice)
        for index, post in enumerate(customer.posts)
    ]
    relationships: list[Value] = []
    for post in customer.posts:
        if dice.chance(90):
            covered = 1 + dice.chance(60) + dice.chance(25)
            people = dice.some(customer.team, covered)
            relationships += [_relationship(person.id, post.id, dice) for person in people]
    return {"stakeholders": stakeholders, "relationships": relationships}


def _stakeholder(customer: Customer, post: Post, above: Sequence[Post], dice: Dice) -> Group:
    found: dict[str, Value] = {"id": post.id, "function": post.function, "area": post.area}
    if above or len(customer.regions) == 1:
        site = dice.pick(customer.sites)
        found["region"] = site.region
        if dice.chance(50):
            found["unit"] = site.id
    met = dice.chance(90)
    found |= {
        "power": "high" if not above else dice.pick(_STRENGTHS),
        "interest": dice.pick(_STRENGTHS),
        "buying": Flow(dice.some(_BUYING if len(above) < 4 else _MINOR, dice.between(1, 2))),
        "stance": dice.pick(_STANCES) if met else "unknown",
        "known": "confirmed" if met else "assumed",
        "on": dice.day(-300, -5),
        "evidence": customer.said(dice, dice.pick(words()["stakeholder_evidence"])),
        "wants": customer.saying(dice, "wants", dice.between(1, 3)),
    }
    if above and dice.chance(80):
        found["reports_to"] = dice.pick(above[:4]).id
    if dice.chance(2):
        found["class"] = "confidential"
    return found


def _relationship(person: str, stakeholder: str, dice: Dice) -> Group:
    every, days = dice.pick(_RHYTHMS)
    last = dice.day(-150, -1) if dice.chance(4) else dice.day(-days, -1)
    return {
        "person": person,
        "stakeholder": stakeholder,
        "strength": dice.pick(("first-contact", "working", "working", "trusted")),
        "since": min(last, TODAY - timedelta(days=dice.between(60, 1100))),
        "last_contact": last,
        "every": every,
        "purpose": dice.said(dice.pick(words()["purposes"])),
    }
