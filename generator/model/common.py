"""Models shared by several kinds of definition."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core.core_schema import CoreSchema

from generator.model.grammars import (
    CountedVersion,
    Date,
    Every,
    Id,
    Line,
    Origins,
    OwnerRef,
    Paragraph,
    PersonRef,
    SecureUrl,
    TextAsList,
    Url,
    Version,
    text_or,
)
from generator.model.item import Item, internal, public
from generator.model.nodes import Map, Text

Confidence = Literal["high", "medium", "low"]

Tier = Literal["global", "national", "key", "standard"]

TIERS: tuple[Tier, ...] = get_args(Tier)
"""Every tier, the highest first."""

KEY_TIERS = TIERS[: TIERS.index("key") + 1]
"""The tiers of key accounts, which count against capacity and have stricter checks."""

Structure = Literal["single", "hierarchical", "matrix"]

MarketContext = Literal[
    "globalising", "mature-market", "growing-market", "price-driven", "technology-driven"
]

ActionKind = Literal["invest", "develop", "maintain", "streamline"]


class Review(Item):
    """When the definition was last looked at as a whole, and how often it should be."""

    last: Date = public("day of the last review", happened=True)
    every: Every = public("how often it is reviewed")

    @property
    def due(self) -> date:
        """The day the next review is due."""
        return self.every.after(self.last)


class Approval(Item):
    """Who approved the current version."""

    by: PersonRef = internal("who approved it")
    on: Date = internal("day of the approval", happened=True)


class WebLink(Item):
    """Where more about something is kept, for readers who have access there."""

    key_fields = ("label",)

    label: Line = internal("what is there, in a word or two")
    url: SecureUrl = internal("its https address")


class OurReading(Item):
    """What we read into an article that leaves something open."""

    of: Origins = public("the article, or a list of them")
    shows: Line = public("what it says there")


class FactOrigin(Item):
    """What a fact rests on: an article, or our reading of one; nothing where it is ours."""

    origin: Origins = public("the article that says so, or a list of them", default=())
    reading: OurReading | None = public("the article that we read it into", default=None)


class Worded(Item):
    """Something that is said; a text alone says it as well."""

    says: Paragraph = public("the statement, in our own words")

    @model_validator(mode="wrap")
    @classmethod
    def _of_a_text(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(data, Text):
            text, data = data, Map(data.where)
            data["says"], data.keys_at["says"] = text, text.where
        return handler(data)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A group of keys, or a text."""
        return text_or(handler(schema), handler)


class Statement(Worded):
    """A statement and where it comes from: an article, our reading of one, the literature, or us.

    A text alone is a statement of our own.
    """

    origin: Origins = public("the article that says so, or a list of them", default=())
    reading: OurReading | None = public("the article that we read it into", default=None)
    source: Line | None = public("the literature that says so: author, work, year", default=None)
    doubt: Line | None = public("why it is doubtful, where it is", default=None)

    @property
    def ours(self) -> bool:
        """Whether it is our own, and not one of an article or of the literature."""
        return not self.origin and self.reading is None and self.source is None


class Support(Item):
    """A page elsewhere that helps to do what a statement asks for."""

    key_fields = ("url",)

    title: Line = public("what is there, in a few words")
    url: Url = public("its address")


class Behaviour(Worded):
    """One thing that can be observed; a text alone says it without an id, examples and support."""

    id: Id | None = public("short id: in other words it is still the same one", default=None)
    examples: tuple[Paragraph, ...] = public("what it looks like, one example each", default=())
    support: tuple[Support, ...] = public("pages elsewhere that help", default=())


class Duty(Statement, Behaviour):
    """One thing that a role does or answers for; a text alone is one of our own."""


Statements = Annotated[tuple[Statement, ...], TextAsList()]
"""Statements that are read as one text; a text alone is a single one of our own."""


def text_of(statements: Iterable[Worded]) -> str:
    """What statements say, in one paragraph."""
    return " ".join(each.says for each in statements)


class PublishedWork(Item):
    """A published work that a definition is adapted from, as its licence asks us to name it."""

    key_fields = ("url",)

    title: Line = public("its title")
    publisher: Line = public("who publishes it")
    url: Url = public("where it can be read")
    licence: Line = public("its licence, with the copyright notice where the licence asks for it")
    licence_url: Url | None = public("where the licence can be read", default=None)


class VersionChange(Item):
    """What one version changed, in words."""

    what: tuple[Paragraph, ...] = public("what changed, one point each", min_length=1)
    on: Date = public("day of the change", happened=True)
    because: Paragraph | None = public("why", default=None)


class HandbookChange(VersionChange):
    """One version of a role, competency or method."""

    key_fields = ("version",)

    version: Version = public("the version this change made")


class HandbookDefinition(Item):
    """What every role, competency and method has."""

    schema_: Line = public("kind and schema version of the file", alias="schema")
    id: Id = public("the file's name without its ending; never changes")
    name: Line = public("the name people use")
    aliases: tuple[Id, ...] = public("former ids, which redirect here", default=())
    version: Version = public("semantic version: raised requirement major, addition minor")
    status: Literal["draft", "active", "deprecated"] = public("draft, active or deprecated")
    owner: OwnerRef | None = internal("who answers for it: a function, or a person", default=None)
    review: Review = public("last review and rhythm")
    changes: tuple[HandbookChange, ...] = public("versions in words, newest first", default=())


class AccountChange(VersionChange):
    """One version of an account."""

    key_fields = ("version",)

    version: CountedVersion = internal("the version this change made")
    what: tuple[Paragraph, ...] = internal("what changed, one point each", min_length=1)
    on: Date = internal("day of the change", happened=True)
    by: PersonRef | None = internal("who made it", default=None)
    because: Paragraph | None = internal("why", default=None)
