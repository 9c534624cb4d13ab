"""What a meeting brings, for ``playbook log`` and for pages that offer it to be written by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.model.item import Item
from generator.model.stakeholders import Relationship, Stakeholder
from generator.model.strategy import Action, Decision, HeldReview, Promise, Risk
from generator.text.formats import capital


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
    "conversation": Record(
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
    "review": Record(
        "a review that was held", HeldReview, "reviews_held", ("kind", "on", "by", "minutes")
    ),
    "risk": Record(
        "a risk",
        Risk,
        "risks",
        ("id", "what", "trigger", "likelihood", "impact", "response", "owner"),
    ),
    "post": Record(
        "a new post at the customer",
        Stakeholder,
        "stakeholders",
        ("id", "function", "area", "power", "interest", "known", "on"),
    ),
}
"""By the word for it: the customer's people, then what was said."""


@cache
def fields_to_write(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The fields to write of an entry by key, as in the schema that editors use.

    A choice that may be left open is left out: nobody is to make it by not changing it.
    """
    record = RECORDS[kind]
    schema = record.model.model_json_schema()
    found = {}
    for key in record.keys:
        field = schema["properties"][key]
        inner = field.get("anyOf", [{}])[0]
        if "enum" not in inner:
            found[key] = {**inner, **field}
    return found


@cache
def placeholders(kind: str) -> Mapping[str, str]:
    """What id and texts of an entry hold at first, to be changed, by key."""
    texts = {
        key: capital(field["description"])
        for key, field in fields_to_write(kind).items()
        if "maxLength" in field  # a text in the writer's own words
    }
    return {"id": f"new-{kind}", **texts} if "id" in RECORDS[kind].keys else texts
