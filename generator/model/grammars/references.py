"""References: ids of things defined elsewhere."""

from collections.abc import Callable
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from generator.findings.finding import Location
from generator.model.grammars.base import Written, as_text, read_as
from generator.model.nodes import List


class Reference(Written, str):
    """An id of something defined elsewhere; ``kinds``: its possible kinds, ``where``: its place."""

    __slots__ = ("kinds", "where")

    kinds: tuple[str, ...]
    where: Location | None

    @classmethod
    def parser(cls, *kinds: str) -> Callable[[object], "Reference"]:
        """A parser for references to ``kinds``."""

        def parse(value: object) -> Reference:
            text = as_text(value, f"the id of a {' or '.join(kinds)}")
            reference = cls(text)
            reference.kinds = kinds
            reference.where = getattr(value, "where", None)
            return reference

        return parse

    @classmethod
    def to(cls, *kinds: str) -> PlainValidator:
        """The validator of a field that refers to one of ``kinds``."""
        return PlainValidator(cls.parser(*kinds))


_EXAMPLES = {
    "area": "selling",
    "competency": "negotiation",
    "level": "expert",
    "person": "ada-smith",
    "role": "kam",
}
"""An id of a kind, for messages and editors; of another kind one that begins with ``some-``."""


def _ref_schema(*kinds: str) -> WithJsonSchema:
    # Editors parse `origin: 000` as a number.
    return read_as(
        {
            "type": ["string", "integer"],
            "description": f"id of a {' or '.join(kinds)}",
            "examples": [_EXAMPLES.get(kinds[0], f"some-{kinds[0]}")],
        }
    )


AccountRef = Annotated[Reference, Reference.to("account"), _ref_schema("account")]

RoleRef = Annotated[Reference, Reference.to("role"), _ref_schema("role")]

PostRef = Annotated[Reference, Reference.to("role", "post"), _ref_schema("role", "post")]

CompetencyRef = Annotated[Reference, Reference.to("competency"), _ref_schema("competency")]

LevelRef = Annotated[Reference, Reference.to("level"), _ref_schema("level")]

AreaRef = Annotated[Reference, Reference.to("area"), _ref_schema("area")]

MethodRef = Annotated[Reference, Reference.to("method"), _ref_schema("method")]

PersonRef = Annotated[Reference, Reference.to("person"), _ref_schema("person")]

FunctionRef = Annotated[Reference, Reference.to("function"), _ref_schema("function")]

OwnerRef = Annotated[
    Reference, Reference.to("person", "function"), _ref_schema("person", "function")
]

ProductRef = Annotated[Reference, Reference.to("product"), _ref_schema("product")]


def _origins(value: object) -> tuple[Reference, ...]:
    parse = Reference.parser("source")
    return tuple(parse(each) for each in value) if isinstance(value, List) else (parse(value),)


Origins = Annotated[
    tuple[Reference, ...],
    PlainValidator(_origins),
    read_as(
        {
            "type": ["string", "integer", "array"],
            "items": {"type": ["string", "integer"]},
            "minItems": 1,
            "uniqueItems": True,
            "description": "the source article, or a list of them",
        }
    ),
]

TermRef = Annotated[Reference, Reference.to("term"), _ref_schema("term")]

# Scope: one account
StakeholderRef = Annotated[Reference, Reference.to("stakeholder"), _ref_schema("stakeholder")]

RegionRef = Annotated[Reference, Reference.to("region"), _ref_schema("region")]

UnitRef = Annotated[Reference, Reference.to("unit"), _ref_schema("unit")]

DriverRef = Annotated[Reference, Reference.to("driver"), _ref_schema("driver")]

PeriodRef = Annotated[Reference, Reference.to("period"), _ref_schema("period")]

PromiseRef = Annotated[Reference, Reference.to("promise"), _ref_schema("promise")]

DecisionRef = Annotated[Reference, Reference.to("decision"), _ref_schema("decision")]

ObjectiveRef = Annotated[Reference, Reference.to("objective"), _ref_schema("objective")]
