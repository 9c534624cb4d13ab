"""Records: results made of figures, each with a description, a unit and a class.

A record is a frozen dataclass. Its figures appear in data files, the list of fields and
comparisons, under their keys and in the order of declaration. Other fields are used by checks and
pages only.
"""

from collections.abc import Callable
from dataclasses import Field as DataField
from dataclasses import dataclass, field, replace
from inspect import cleandoc
from operator import attrgetter
from typing import Annotated, Any, Final, TypeVar, dataclass_transform

from pydantic import BaseModel, Field, GetCoreSchemaHandler, WithJsonSchema, create_model
from pydantic_core import core_schema

from generator.findings.classification import Classification

_Record = TypeVar("_Record")
_Method = TypeVar("_Method", bound=Callable[..., object])

ById = Annotated[_Record, WithJsonSchema({"type": "string"})]
"""A definition that a record refers to by id: ``method: ById[Method]``."""

CURRENCY: Final = "currency of the account"
"""The unit of amounts, which are never converted."""

_FIGURE: Final = "figure"
_FIGURES: Final = "__figures__"


FigureForm = Callable[[Any], Any] | str | None
"""What a value becomes in data: what a function returns, or the text at an attribute path."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a record.

    ``name``: of the attribute; ``key``: in data; ``kind``: its type; ``description``: meaning and
    range; ``form``: converts the value for data.
    """

    description: str
    key: str
    unit: str
    secrecy: Classification
    form: FigureForm
    name: str = ""
    kind: Any = None

    def of(self, instance: object) -> Any:
        """The value of this figure in the record ``instance``, as in data."""
        value = getattr(instance, self.name)
        if isinstance(self.form, str):
            return attrgetter(self.form)(value)
        return self.form(value) if self.form else value


def figure(
    description: str,
    *,
    key: str = "",
    unit: str = "",
    secrecy: Classification = Classification.INTERNAL,
    form: FigureForm = None,
) -> Any:
    """Declare a field as a figure.

    ``key``: its name in data, if it differs from the field's; ``form``: see :data:`Form`; the
    declared return type of a function becomes the type in data.
    """
    return field(metadata={_FIGURE: Figure(description, key, unit, secrecy, form)})


def money(description: str, *, key: str = "", form: FigureForm = None) -> Any:
    """Declare a field as an amount of the account's money."""
    return figure(
        description, key=key, unit=CURRENCY, secrecy=Classification.CONFIDENTIAL, form=form
    )


def derived(
    *,
    key: str = "",
    unit: str = "",
    secrecy: Classification = Classification.INTERNAL,
    form: FigureForm = None,
) -> Callable[[_Method], _Method]:
    """Declare a property as a figure; the first paragraph of its docstring is the description."""

    def declare(method: _Method) -> _Method:
        first = cleandoc(method.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        description = first[:1].lower() + first[1:].removesuffix(".")
        setattr(method, _FIGURE, Figure(description, key, unit, secrecy, form))
        return method

    return declare


@dataclass_transform(frozen_default=True, field_specifiers=(figure, money, field))
def record(model: type[_Record]) -> type[_Record]:
    """Class decorator: makes a record, with the figures of its base records first."""
    found = (*figures_of(model), *_declared(model))
    finished = dataclass(frozen=True, slots=True)(model)
    setattr(finished, _FIGURES, found)
    setattr(finished, "__get_pydantic_core_schema__", classmethod(_schema))  # noqa: B010 - unknown to mypy
    return finished


def figures_of(model: type[object]) -> tuple[Figure, ...]:
    """The figures of a record, in order; none for other classes."""
    found: tuple[Figure, ...] = getattr(model, _FIGURES, ())
    return found


def _declared(model: type[object]) -> list[Figure]:
    found = []
    for name, value in vars(model).items():
        maker = value.fget if isinstance(value, property) else None
        instance = value.metadata.get(_FIGURE) if isinstance(value, DataField) else None
        given: Figure | None = getattr(maker, _FIGURE, instance)
        if given is not None:
            kind: Any = str
            if not isinstance(given.form, str):
                source = given.form or maker
                kind = source.__annotations__["return"] if source else model.__annotations__[name]
            found.append(replace(given, name=name, key=given.key or name, kind=kind))
    return found


def _schema(
    model: type[object], _source: object, handler: GetCoreSchemaHandler
) -> core_schema.CoreSchema:
    """Pydantic's schema for serializing a record; records are not validated."""
    shape: type[BaseModel] = create_model(
        model.__name__, __doc__=model.__doc__, **fields_in_data(model)
    )
    written = core_schema.plain_serializer_function_ser_schema(
        lambda value: value, return_schema=handler.generate_schema(shape)
    )
    return core_schema.is_instance_schema(model, serialization=written)


def fields_in_data(model: type[object]) -> dict[str, Any]:
    """The figures of a record as fields of a pydantic model, by key."""
    return {each.key: (each.kind, _field(each)) for each in figures_of(model)}


def _field(given: Figure) -> Any:
    extra: dict[str, Any] = {"x-unit": given.unit} if given.unit else {}
    return Field(
        description=given.description,
        json_schema_extra={**extra, "x-class": given.secrecy.value},
    )
