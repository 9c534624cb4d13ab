"""The customer's people and which of our people cover them.

Stakeholders are people: ids name functions, names and contact data have no field, and there is no
free text about a person's character.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal, get_args

from generator.model.common import WebLink
from generator.model.grammars import (
    Date,
    Effort,
    Every,
    Id,
    Line,
    Paragraph,
    PersonRef,
    RegionRef,
    StakeholderRef,
    SystemName,
    UnitRef,
)
from generator.model.item import Item, internal
from generator.model.strategy import Strength

BuyingRole = Literal[
    "decision-maker",
    "veto-holder",
    "economic-buyer",
    "technical-buyer",
    "influencer",
    "gatekeeper",
    "user",
]

Stance = Literal[
    "sponsor", "champion", "coach", "supporter", "neutral", "critic", "detractor", "unknown"
]

WITH_US: tuple[Stance, ...] = ("sponsor", "champion", "coach", "supporter")
AGAINST_US: tuple[Stance, ...] = ("critic", "detractor")


RelationshipStrength = Literal["first-contact", "working", "trusted"]

STRENGTHS: tuple[RelationshipStrength, ...] = get_args(RelationshipStrength)

_NO_NAMES = "a post is named by its function: who holds it changes, and stays in the CRM"

_NO_ADDRESSES = "how to reach them stays in the CRM: write its record as `external_id` or `links`"


class Stakeholder(Item):
    """A post on the customer's side that matters to us, by function and never by name."""

    refused: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("name", "first_name", "last_name", "full_name"), _NO_NAMES),
        **dict.fromkeys(("email", "phone", "mobile", "telephone", "linkedin"), _NO_ADDRESSES),
        "title": "the post is its `function`",
        "job_title": "the post is its `function`",
    }

    id: Id = internal("functional id, never a person's name")
    function: Line = internal("the post")
    area: Line = internal("the customer's function it belongs to, as in Purchasing or Operations")
    region: RegionRef | None = internal("the region it belongs to", default=None)
    unit: UnitRef | None = internal("the unit it belongs to", default=None)
    power: Strength = internal("power over our business there (Mendelow)")
    interest: Strength = internal("interest in our business there (Mendelow)")
    buying: tuple[BuyingRole, ...] = internal("part played in a decision", default=())
    stance: Stance = internal("towards us", default="unknown")
    known: Literal["assumed", "confirmed"] = internal("whether this was confirmed")
    on: Date = internal("day of this judgement", happened=True)
    evidence: Paragraph | None = internal("what it rests on", default=None)
    wants: tuple[Line, ...] = internal("what this post is measured by or asks for", default=())
    reports_to: StakeholderRef | None = internal("the post above it", default=None)
    outside: Line | None = internal(
        "whom the post works for where that is not the customer: an adviser, a partner, an agency",
        default=None,
    )
    external_id: dict[SystemName, Line] = internal(
        "its id in other systems, by a short name of each system", default={}
    )
    links: tuple[WebLink, ...] = internal("pages about it in other systems", default=())

    @property
    def stance_text(self) -> str:
        """The stance as it stands in a sentence."""
        return "stance unknown" if self.stance == "unknown" else self.stance


class Relationship(Item):
    """A relationship between one of our people and one of the customer's."""

    key_fields = ("person", "stakeholder")

    person: PersonRef = internal("which of our people")
    stakeholder: StakeholderRef = internal("the customer's post")
    strength: RelationshipStrength = internal("how well it works")
    known: Literal["assumed", "confirmed"] | None = internal(
        "whether the customer's side confirmed how well it works", default=None
    )
    target: RelationshipStrength | None = internal("how well it should work", default=None)
    since: Date = internal("since when", happened=True)
    last_contact: Date = internal("day of the last exchange", happened=True)
    every: Every | None = internal("how often they should speak", default=None)
    hours_a_month: Effort | None = internal("our hours a month for it", default=None)
    purpose: Line | None = internal("what the two work on", default=None)

    @property
    def above_target(self) -> int:
        """Steps by which it works better than it should, negative for worse; 0 without an aim."""
        if self.target is None:
            return 0
        return STRENGTHS.index(self.strength) - STRENGTHS.index(self.target)
