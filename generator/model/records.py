"""What a meeting brings, for ``playbook log`` and for pages that offer it to be written by hand."""

from dataclasses import dataclass

from generator.model.item import Item
from generator.model.stakeholders import Relationship, Stakeholder
from generator.model.strategy import Action, Decision, Promise, Risk


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as it is first written.

    ``called``: in a sentence, as in "Add a promise"; ``section``: the list of the account that
    holds it; ``inside``: the list within an entry of that, if it is there; ``keys``: what is
    written of it at first, in this order.
    """

    called: str
    model: type[Item]
    section: str
    keys: tuple[str, ...]
    inside: str = ""


RECORDS = {
    "contact": Record(
        "a relationship",
        Relationship,
        "relationships",
        ("person", "stakeholder", "strength", "since", "last_contact", "every", "purpose"),
    ),
    "promise": Record(
        "a promise",
        Promise,
        "promises",
        ("id", "by", "what", "made", "due", "owner", "stakeholder"),
    ),
    "action": Record(
        "an action", Action, "objectives", ("id", "what", "owner", "due", "kind"), "actions"
    ),
    "decision": Record("a decision", Decision, "decisions", ("id", "what", "on", "by", "because")),
    "risk": Record(
        "a risk",
        Risk,
        "risks",
        ("id", "what", "trigger", "likelihood", "impact", "response", "owner"),
    ),
    "post": Record(
        "a contact",
        Stakeholder,
        "stakeholders",
        ("id", "function", "area", "power", "interest", "known", "on"),
    ),
}
"""By the word for it: the customer's people, then what was said."""
