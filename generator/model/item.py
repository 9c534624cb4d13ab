"""Base class of all models; each field declares its meaning and its classification."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, Protocol, Self, TypeGuard, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticUndefined

from generator.findings.classification import Classification, Subject
from generator.findings.finding import Location
from generator.model.nodes import Map

_Answer = TypeVar("_Answer")

NOWHERE = Location("")
"""The place of an item that no file holds."""

_set = object.__setattr__  # items are frozen


def _field(secrecy: Classification) -> Any:
    def declare(
        description: str,
        default: Any = PydanticUndefined,
        *,
        happened: bool = False,
        **options: Any,
    ) -> Any:
        """A field of this class; ``description``: meaning, unit and range.

        ``happened``: it is the day of something that has happened, so never one to come.
        """
        extra: dict[str, Any] = {"x-class": secrecy.value}
        if happened:
            extra["x-happened"] = True
        return Field(default, description=description, json_schema_extra=extra, **options)

    return declare


public = _field(Classification.PUBLIC)

internal = _field(Classification.INTERNAL)

personnel = _field(Classification.PERSONNEL)

confidential = _field(Classification.CONFIDENTIAL)

restricted = _field(Classification.RESTRICTED)


class ReadLater(Protocol):
    """Nodes that are there when somebody asks for them."""

    @property
    def where(self) -> Location:
        """Where they begin."""

    def read(self) -> Map:
        """All of them."""


class Item(BaseModel):
    """Anything a file can hold: frozen, strict about its keys, and aware of its place."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        use_attribute_docstrings=False,
        defer_build=True,  # a command pays for the models it reads
    )

    # What the item is about, if that differs from its parent.
    subject: ClassVar[Subject | None] = None
    # Fields without which the item would state more than was meant: it is removed with them where
    # an edition does not include the value of one.
    requires_visible: ClassVar[tuple[str, ...]] = ()
    # Fields that together name an entry of a list, for items without an id.
    key_fields: ClassVar[tuple[str, ...]] = ()
    # Keys that people write and that have no place, each with the reason and what to do.
    refused: ClassVar[Mapping[str, str]] = {}

    secrecy: Classification | None = Field(
        None,
        alias="class",
        description="raises the class of this item: who may see it",
        json_schema_extra={"x-class": Classification.PUBLIC.value},
    )
    _source: Map | ReadLater | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        item = handler(data)
        if isinstance(data, Map):
            item._source = data
        return item

    @classmethod
    def read_before(cls, values: dict[str, Any], given: set[str], source: ReadLater | None) -> Self:
        """An item with the values of all its fields, which were valid when a file was read.

        ``given``: the names of fields that the file has.
        """
        item = cls.__new__(cls)
        _set(item, "__dict__", values)
        _set(item, "__pydantic_fields_set__", given)
        _set(item, "__pydantic_extra__", None)
        _set(item, "__pydantic_private__", {"_source": source})
        return item

    @property
    def nodes(self) -> Map | None:
        """The nodes that the item was read from; ``None`` if no file holds it."""
        source = self._read_from
        return source if source is None or isinstance(source, Map) else source.read()

    @property
    def where(self) -> Location:
        """The location of the item's first line."""
        source = self._read_from
        return source.where if source else NOWHERE

    @property
    def _read_from(self) -> Map | ReadLater | None:
        """``_source``, which pydantic itself takes ten times as long to find: it is asked often."""
        private = self.__pydantic_private__
        source: Map | ReadLater | None = private["_source"] if private else None
        return source

    @property
    def own_class(self) -> Classification:
        """The class of the item as a whole: public unless it declares a higher one."""
        return self.secrecy or Classification.PUBLIC

    def at(self, key: str, *index: int | str) -> Location:
        """The location of the value of ``key`` (or of a part of it), else of the item.

        ``key``: as written in the file.
        """
        source = self.nodes
        if source is None:
            return NOWHERE
        node: Any = source.get(key)
        place = source.where if node is None else node.where
        for step in index:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
            place = node.where
        return place

    def key_at(self, key: str) -> Location:
        """The location of ``key`` itself, else of the item."""
        source = self.nodes
        return source.keys_at.get(key, self.where) if source else self.where


class ByType(dict[type, _Answer]):
    """What ``of`` says of each type, asked once."""

    def __init__(self, of: Callable[[type], _Answer]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, kind: type) -> _Answer:
        answer = self[kind] = self._of(kind)
        return answer


_IS_ITEM = ByType(lambda kind: issubclass(kind, Item))


def is_item(value: object) -> TypeGuard[Item]:
    """Whether a value is an item; pydantic's answer is slow, and most values are texts."""
    return _IS_ITEM[type(value)]


def field_secrecy(owner: type[Item], field: str) -> Classification:
    """The class of a field; restricted if it declares none."""
    declared = _declared(owner, field, "x-class")
    return Classification(declared) if declared else Classification.RESTRICTED


def _declared(owner: type[Item], field: str, what: str) -> Any:
    extra = getattr(owner.model_fields[field], "json_schema_extra", None)
    return extra.get(what) if isinstance(extra, dict) else None


@cache
def days_past(model: type[Item]) -> tuple[tuple[str, str], ...]:
    """Name and key of each field of a model that is the day of something that has happened."""
    names = names_by_key(model).items()
    return tuple((name, key) for key, name in names if _declared(model, name, "x-happened"))


@cache
def names_by_key(model: type[Item]) -> dict[str, str]:
    """Field names of a model by their keys in files."""
    return {info.alias or name: name for name, info in model.model_fields.items()}


@cache
def known_keys() -> frozenset[str]:
    """The keys that any model has; others are words of whoever wrote the file."""
    waiting, found = [Item], set()
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        found |= set(names_by_key(model))
    return frozenset(found)


def fields_of(item: Item) -> Iterator[tuple[str, str, Any]]:
    """Each field's name, key in files, and value."""
    values = item.__dict__
    return ((name, key, values[name]) for key, name in names_by_key(type(item)).items())
