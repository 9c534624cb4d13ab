"""What each side expects of us on an account, with what shows it, and how content they are."""

from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.expectations import Contentment, Expectation, Expected
from generator.text import markdown as md

_WORDS: dict[Expected, tuple[str, str]] = {
    "understands": (
        "A deep understanding of the customer's business",
        "of those who decide, pay or hold a veto: one of us knows them, and what they want is "
        "confirmed",
    ),
    "plans": ("A strategy with concrete steps", "open objectives have an open action"),
    "coordinates": ("The promised service, coordinated", "open actions are on time"),
    "lasts": (
        "A strong relationship that lasts",
        "of those who decide, pay or hold a veto know two of us",
    ),
    "connects": ("Areas of both firms connected", "of the customer's areas know one of us"),
    "anticipates": ("Needs anticipated", "open objectives are the customer's or joint"),
    "proposes": ("Opportunities proposed, unasked", "open opportunities have been proposed to it"),
    "exact": ("What was agreed, kept exactly", "promises that fell due were kept exactly"),
    "interests": ("Its interests looked after", "recorded gains are confirmed by the customer"),
}
"""An expectation in a few words, and what shows it, behind how many of how many."""

SIDES = {"company": "Our company", "customer": "The customer"}


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """An expectation in words; ``shown``: what shows it, empty if nothing could."""

    expectation: Expectation
    side: str
    what: str
    shown: str


def expectation_rows(insight: AccountInsight) -> list[ExpectationRow]:
    """The expectations of both sides, each with what shows it."""
    return [_row(each) for each in insight.expectations]


def _row(each: Expectation) -> ExpectationRow:
    what, shown = _WORDS[each.name]
    counted = f"{each.shown} of {each.of} {shown}" if each.of else ""
    return ExpectationRow(each, SIDES[each.side], what, counted)


def change_in_words(found: Contentment) -> str:
    """``up 4 points``, ``down 10 points``, ``as before``, or that it is the first answer."""
    if found.change is None:
        return "first answer"
    if not found.change:
        return "as before"
    points = "point" if abs(found.change) == 1 else "points"
    return f"{'up' if found.change > 0 else 'down'} {md.figure(abs(found.change))} {points}"


def contentment_rows(insight: AccountInsight) -> list[tuple[Contentment, str]]:
    """How content the customer is by each measure, with its change in words."""
    return [(each, change_in_words(each)) for each in insight.contentment]
