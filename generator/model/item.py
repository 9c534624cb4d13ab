"""The base of every model, and how a field says what it is and who may see it."""

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticUndefined

from generator.findings.classification import Secrecy, Subject, stricter
from generator.findings.finding import Location
from generator.model.grammars import Reference
from generator.model.nodes import List, Map, Node

_NOWHERE = Location("")


def _field(secrecy: Secrecy) -> Any:
    def declare(description: str, default: Any = PydanticUndefined, **options: Any) -> Any:
        """A field of this class; ``description`` says meaning, unit and range."""
        extra: dict[str, Any] = {"x-class": secrecy.value}
        return Field(default, description=description, json_schema_extra=extra, **options)

    return declare


public = _field(Secrecy.PUBLIC)

internal = _field(Secrecy.INTERNAL)

confidential = _field(Secrecy.CONFIDENTIAL)

restricted = _field(Secrecy.RESTRICTED)


class Item(BaseModel):
    """Anything a file can hold: frozen, strict about its keys, and aware of its place."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=False
    )

    # What the item is about, where that differs from what holds it.
    subject: ClassVar[Subject | None] = None
    # Fields without which the item would say more than it did: it goes when an edition does not
    # hold what stands in one of them.
    falls_with: ClassVar[tuple[str, ...]] = ()
    # Fields that together name an entry of a list, where neither an id nor its own words do.
    named_by: ClassVar[tuple[str, ...]] = ()

    secrecy: Secrecy | None = Field(
        None,
        alias="class",
        description="raises the class of this item: who may see it",
        json_schema_extra={"x-class": Secrecy.PUBLIC.value},
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
    def own_class(self) -> Secrecy:
        """The class of the item as a whole: public, unless it raises itself."""
        return self.secrecy or Secrecy.PUBLIC

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


def field_secrecy(owner: type[Item], field: str) -> Secrecy:
    """The class of a field; one that declares none is restricted."""
    extra = getattr(owner.model_fields[field], "json_schema_extra", None)
    declared = extra.get("x-class") if isinstance(extra, dict) else None
    return Secrecy(declared) if declared else Secrecy.RESTRICTED


def fields_of(item: Item) -> Iterator[tuple[str, str, Any]]:
    """Each field's name, its key in the file and its value."""
    for name, info in type(item).model_fields.items():
        yield name, info.alias or name, getattr(item, name)


def places_above_internal(value: object) -> dict[Location, Secrecy]:
    """Where values stand that not everybody who sees accounts may see, with their class."""
    places: dict[Location, Secrecy] = {}
    _note_places(value, Secrecy.INTERNAL, places)
    return places


def _note_places(value: object, floor: Secrecy, places: dict[Location, Secrecy]) -> None:
    if isinstance(value, Item):
        own = stricter(floor, value.secrecy or floor)
        source = value._source
        if source is not None and own is not floor:
            _note_node(source, own, places)
        for name, key, inner in fields_of(value):
            declared = stricter(own, field_secrecy(type(value), name))
            if source is not None and key in source and declared is not own:
                _note_node(source[key], declared, places)
            _note_places(inner, own, places)
    elif isinstance(value, tuple):
        for inner in value:
            _note_places(inner, floor, places)
    elif isinstance(value, dict):
        for inner in value.values():
            _note_places(inner, floor, places)


def _note_node(node: Node, secrecy: Secrecy, places: dict[Location, Secrecy]) -> None:
    places[node.where] = stricter(places.get(node.where, secrecy), secrecy)
    inner = node.values() if isinstance(node, Map) else node if isinstance(node, List) else ()
    for each in inner:
        _note_node(each, secrecy, places)


def walk(value: object) -> Iterator[Item]:
    """Every item inside ``value``, itself first, in the order of the file."""
    if isinstance(value, Item):
        yield value
        for _, _, inner in fields_of(value):
            yield from walk(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from walk(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from walk(inner)


def references_in(value: object) -> Iterator[Reference]:
    """Every reference inside ``value``, in the order of the file."""
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, Item):
        for _, _, inner in fields_of(value):
            yield from references_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from references_in(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from references_in(key)
            yield from references_in(inner)
