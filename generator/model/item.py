"""The base of every model, and how a field says what it is and who may see it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticUndefined

from generator.findings.classification import Classification, Subject
from generator.findings.finding import Location
from generator.model.nodes import Map

_NOWHERE = Location("")


def _field(secrecy: Classification) -> Any:
    def declare(description: str, default: Any = PydanticUndefined, **options: Any) -> Any:
        """A field of this class; ``description`` says meaning, unit and range."""
        extra: dict[str, Any] = {"x-class": secrecy.value}
        return Field(default, description=description, json_schema_extra=extra, **options)

    return declare


public = _field(Classification.PUBLIC)

internal = _field(Classification.INTERNAL)

confidential = _field(Classification.CONFIDENTIAL)

restricted = _field(Classification.RESTRICTED)


class Item(BaseModel):
    """Anything a file can hold: frozen, strict about its keys, and aware of its place."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=False
    )

    # What the item is about, where that differs from what holds it.
    subject: ClassVar[Subject | None] = None
    # Fields without which the item would say more than it did: it goes when an edition does not
    # hold what stands in one of them.
    requires_visible: ClassVar[tuple[str, ...]] = ()
    # Fields that together name an entry of a list, where neither an id nor its own words do.
    key_fields: ClassVar[tuple[str, ...]] = ()

    secrecy: Classification | None = Field(
        None,
        alias="class",
        description="raises the class of this item: who may see it",
        json_schema_extra={"x-class": Classification.PUBLIC.value},
    )
    _source: Map | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        item = handler(data)
        if isinstance(data, Map):
            item._source = data
        return item

    @property
    def where(self) -> Location:
        """Where the item begins."""
        return self._source.where if self._source else _NOWHERE

    @property
    def own_class(self) -> Classification:
        """The class of the item as a whole: public, unless it raises itself."""
        return self.secrecy or Classification.PUBLIC

    def at(self, key: str, *index: int | str) -> Location:
        """Where the value of ``key`` stands (and of what is inside it); else the item's own place.

        ``key`` is the key as written in the file.
        """
        node: Any = self._source.get(key) if self._source is not None else None
        place = node.where if node is not None else self.where
        for step in index:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
            place = node.where
        return place

    def key_at(self, key: str) -> Location:
        """Where ``key`` itself stands; else the item's place."""
        return self._source.keys_at.get(key, self.where) if self._source else self.where


def field_secrecy(owner: type[Item], field: str) -> Classification:
    """The class of a field; one that declares none is restricted."""
    extra = getattr(owner.model_fields[field], "json_schema_extra", None)
    declared = extra.get("x-class") if isinstance(extra, dict) else None
    return Classification(declared) if declared else Classification.RESTRICTED


@cache
def names_by_key(model: type[Item]) -> dict[str, str]:
    """The name of each field of a model by its key in the file."""
    return {info.alias or name: name for name, info in model.model_fields.items()}


def fields_of(item: Item) -> Iterator[tuple[str, str, Any]]:
    """Each field's name, its key in the file and its value."""
    return ((name, key, getattr(item, name)) for key, name in names_by_key(type(item)).items())
