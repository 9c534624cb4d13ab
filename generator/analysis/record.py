"""What results are made of: figures, each with one sentence, its unit and its class.

A record is a frozen dataclass. Its figures are what data, the list of fields and comparisons hold,
under their keys and in the order in which the class declares them. A field that is no figure is
there for checks and pages alone.
"""

from collections.abc import Callable
from dataclasses import Field as DataField
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Annotated, Any, Final, TypeVar, dataclass_transform

from pydantic import BaseModel, Field, GetCoreSchemaHandler, WithJsonSchema, create_model
from pydantic_core import core_schema

from generator.findings.classification import Classification

_Made = TypeVar("_Made")
_Method = TypeVar("_Method", bound=Callable[..., object])

ById = Annotated[_Made, WithJsonSchema({"type": "string"})]
"""A definition that a record names by its id: ``method: ById[Method]``."""

CURRENCY: Final = "currency of the account"
"""The unit of amounts: they are never converted."""

_FIGURE: Final = "figure"
_FIGURES: Final = "__figures__"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a record.

    ``name``: of the attribute; ``key``: in data; ``kind``: its type; ``description``: meaning and
    range.
    """

    name: str
    key: str
    kind: Any
    description: str
    unit: str
    secrecy: Classification
    form: Callable[[Any], Any] | None = None

    def of(self, held: object) -> Any:
        """The figure of the record ``held``, as data holds it."""
        value = getattr(held, self.name)
        return self.form(value) if self.form else value


@dataclass(frozen=True, slots=True)
class _Declared:
    description: str
    key: str
    unit: str
    secrecy: Classification
    form: Callable[[Any], Any] | None = None


def figure(
    description: str,
    *,
    key: str = "",
    unit: str = "",
    secrecy: Classification = Classification.INTERNAL,
    form: Callable[[Any], Any] | None = None,
) -> Any:
    """A field that is a figure.

    ``key``: its name in data, where that is not the field's own; ``form``: makes of the value what
    data holds, and has that as its declared result.
    """
    return field(metadata={_FIGURE: _Declared(description, key, unit, secrecy, form)})


def money(description: str, *, key: str = "", form: Callable[[Any], Any] | None = None) -> Any:
    """A field that is an amount of the account's money."""
    return figure(
        description, key=key, unit=CURRENCY, secrecy=Classification.CONFIDENTIAL, form=form
    )


def derived(
    *,
    key: str = "",
    unit: str = "",
    secrecy: Classification = Classification.INTERNAL,
    form: Callable[[Any], Any] | None = None,
) -> Callable[[_Method], _Method]:
    """A property that is a figure as well; the first paragraph of its docstring is the sentence."""

    def declare(method: _Method) -> _Method:
        first = cleandoc(method.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        description = first[:1].lower() + first[1:].removesuffix(".")
        setattr(method, _FIGURE, _Declared(description, key, unit, secrecy, form))
        return method

    return declare


@dataclass_transform(frozen_default=True, field_specifiers=(figure, money, field))
def record(made: type[_Made]) -> type[_Made]:
    """The class as a record, with the figures of the records it is made from first."""
    found = (*figures_of(made), *_declared(made))
    finished = dataclass(frozen=True, slots=True)(made)
    setattr(finished, _FIGURES, found)
    setattr(finished, "__get_pydantic_core_schema__", classmethod(_schema))  # noqa: B010 - unknown to mypy
    return finished


def figures_of(made: type[object]) -> tuple[Figure, ...]:
    """The figures of a record, in their order; none of a class that is no record."""
    found: tuple[Figure, ...] = getattr(made, _FIGURES, ())
    return found


def _declared(made: type[object]) -> list[Figure]:
    found = []
    for name, value in vars(made).items():
        maker = value.fget if isinstance(value, property) else None
        held = value.metadata.get(_FIGURE) if isinstance(value, DataField) else None
        said: _Declared | None = getattr(maker, _FIGURE, held)
        if said is not None:
            source = said.form or maker
            kind = source.__annotations__["return"] if source else made.__annotations__[name]
            key = said.key or name
            found.append(
                Figure(name, key, kind, said.description, said.unit, said.secrecy, said.form)
            )
    return found


def _schema(
    made: type[object], _source: object, handler: GetCoreSchemaHandler
) -> core_schema.CoreSchema:
    """How pydantic describes a record that is written; it is checked nowhere."""
    fields: dict[str, Any] = {each.key: (each.kind, _field(each)) for each in figures_of(made)}
    shape: type[BaseModel] = create_model(made.__name__, __doc__=made.__doc__, **fields)
    written = core_schema.plain_serializer_function_ser_schema(
        lambda value: value, return_schema=handler.generate_schema(shape)
    )
    return core_schema.is_instance_schema(made, serialization=written)


def _field(said: Figure) -> Any:
    extra: dict[str, Any] = {"x-unit": said.unit} if said.unit else {}
    return Field(
        description=said.description, json_schema_extra={**extra, "x-class": said.secrecy.value}
    )
