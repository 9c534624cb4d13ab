"""Definitions kept in a cache as they were read: their values, and apart from these their places.

To take one from it costs a seventh of parsing and validating its files; nodes with their places are
built only when someone asks where a value is. They hold all classes, hence they lie in a folder of
their own and never in that of an edition.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from itertools import chain
from sys import intern
from typing import Any

from generator.cache.disk import Cache
from generator.findings.classification import Classification
from generator.findings.finding import Location
from generator.model.grammars import (
    Amount,
    Interval,
    OfficeHours,
    Percentage,
    Prose,
    Range,
    Reference,
    SemanticVersion,
)
from generator.model.item import Item
from generator.model.nodes import List, Map, Node, Text

KIND = "definitions"
"""Of the entries in the cache."""

_BY_TEXT: dict[type, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    date: (date.isoformat, date.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    Classification: (str, Classification),
    **{kind: (str, kind) for kind in (Decimal, Amount, Percentage, Prose)},
}
"""Values that are written as one text, with how they are written and read."""

_BY_PARTS = (Interval, OfficeHours, Range, SemanticVersion)

_ITEM = 0
"""What a list with values begins with if it is an item; else a number for its type."""

_TAGS = {kind: tag for tag, kind in enumerate((tuple, dict, Reference, *_BY_TEXT, *_BY_PARTS), 1)}

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def found(store: Cache, name: str) -> Item | None:
    """The definition that was kept under ``name``."""
    data = store.get(KIND, name)
    try:
        return None if data is None else _ItemReader(data).item()
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def keep(store: Cache, name: str, item: Item) -> Item:
    """Keep a definition; returns it as it will be found, which takes less memory."""
    try:
        data = _written(item)
    except KeyError:  # a type of values that nobody has foreseen
        return item
    store.put(KIND, name, data)
    return _ItemReader(data).item()


# Writing ----------------------------------------------------------------------------------------
class _Numbers(dict[Any, int]):
    """Numbers for things, in the order in which they are first asked for."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = len(self)
        return self[thing]


class _Writer:
    """Writes the values of one definition, and the nodes they were read from."""

    def __init__(self) -> None:
        self.shapes, self.kinds, self.paths = _Numbers(), _Numbers(), _Numbers()
        self.trees: list[Any] = []
        self._maps: dict[int, int] = {}

    def value(self, value: Any) -> Any:
        """As plain data; raises KeyError for a type without a tag."""
        if isinstance(value, Item):
            return [_ITEM, *self._item(value)]
        kind = type(value)
        return value if kind in _AS_THEY_ARE else [_TAGS[kind], *self._parts(value, kind)]

    def _parts(self, value: Any, kind: type) -> Iterable[Any]:
        if kind in _BY_TEXT:
            return (_BY_TEXT[kind][0](value),)
        if kind is Reference:
            return str(value), self.kinds[value.kinds], value.where and self._place(value.where)
        if is_dataclass(value):
            return (self.value(getattr(value, each.name)) for each in fields(value))
        entries = value if kind is tuple else chain.from_iterable(value.items())
        return map(self.value, entries)

    def _item(self, item: Item) -> Iterable[Any]:
        nodes, place = item.nodes, None
        if nodes is not None:
            if id(nodes) not in self._maps:  # of the whole, a note, an entry written as a text
                self.trees.append(self._node(nodes))
            place = [self._maps[id(nodes)], *self._place(item.where)]
        given, held = item.model_fields_set, item.__dict__
        defaults = _defaults(type(item))
        set_ = tuple(name for name in defaults if name in given)
        others = tuple(
            name
            for name, usual in defaults.items()
            if name not in given and held[name] is not usual
        )
        shape = self.shapes[_importable(type(item)), set_, others]
        return shape, place, *(self.value(held[name]) for name in (*set_, *others))

    def _place(self, where: Location) -> list[int]:
        path, line, column, length = where
        return [self.paths[path], line, column, length]

    def _node(self, node: Node) -> list[Any]:
        """Place and content of a node; of a text also how it was written, of a mapping its keys."""
        place = self._place(node.where)
        if isinstance(node, Text):
            return [*place, str(node), node.plain, node.cut]
        if isinstance(node, List):
            return [*place, [self._node(each) for each in node]]
        self._maps[id(node)] = len(self._maps)
        keys = {
            key: [*self._place(node.keys_at[key]), self._node(each)] for key, each in node.items()
        }
        return [*place, keys, node.flow]


def _written(item: Item) -> bytes:
    writer = _Writer()
    value = writer.value(item)
    head = [list(writer.paths), list(writer.kinds), list(writer.shapes), value]
    return _json(head) + b"\n" + zlib.compress(_json(writer.trees), 1)


def _json(plain: Any) -> bytes:
    return json.dumps(plain, separators=(",", ":")).encode()


def _importable(model: type[Item]) -> str:
    return f"{model.__module__}.{model.__qualname__}"


@cache
def _defaults(model: type[Item]) -> dict[str, Any]:
    """The default of each field, in order; ``None`` for one without, which is always given."""
    found = model.model_fields.items()
    return {name: None if info.is_required() else info.default for name, info in found}


# Reading ----------------------------------------------------------------------------------------
class _Sources:
    """The nodes that a definition was read from, built when someone asks for the first."""

    def __init__(self, data: bytes, paths: Sequence[str]) -> None:
        self._data, self._paths = data, paths
        self._maps: list[Map] = []

    def map(self, number: int) -> Map:
        """The mapping with this number."""
        if not self._maps:
            for tree in json.loads(zlib.decompress(self._data)):
                self._node(*tree)
            self._data = b""
        return self._maps[number]

    def _node(self, path: int, line: int, column: int, length: int, held: Any, *more: bool) -> Node:
        where = Location(self._paths[path], line, column, length)
        if isinstance(held, str):
            plain, cut = more
            return Text(held, where, plain=plain, cut=cut)
        if isinstance(held, list):
            entries = List(where)
            entries.extend(self._node(*each) for each in held)
            return entries
        (flow,) = more
        mapping = Map(where, flow=flow)
        self._maps.append(mapping)
        for name, (key_path, key_line, key_column, key_length, value) in held.items():
            key = intern(name)
            mapping[key] = self._node(*value)
            mapping.keys_at[key] = Location(self._paths[key_path], key_line, key_column, key_length)
        return mapping


class _Source:
    """The nodes of an item, as :class:`~generator.model.item.Source` says."""

    __slots__ = ("_number", "_sources", "where")

    def __init__(self, sources: _Sources, number: int, where: Location) -> None:
        self._sources, self._number, self.where = sources, number, where

    def read(self) -> Map:
        return self._sources.map(self._number)

    def __eq__(self, other: object) -> bool:
        return self.read() == (other.read() if isinstance(other, _Source) else other)

    __hash__ = None  # type: ignore[assignment]  # as that of the mapping it stands for


_Shape = tuple[type[Item], set[str], tuple[str, ...], dict[str, Any]]
"""A model, its fields that a file gave, those with a value in the entry, and all defaults."""


class _ItemReader:
    """Reads the values of one definition."""

    def __init__(self, data: bytes) -> None:
        head, _, trees = data.partition(b"\n")
        self._paths, kinds, shapes, self._whole = json.loads(head)
        self._kinds = [tuple(each) for each in kinds]
        self._shapes = [_shape(name, tuple(given), tuple(others)) for name, given, others in shapes]
        self._sources = _Sources(trees, self._paths)
        self._readers = {_TAGS[kind]: self._with_values(kind) for kind in _BY_PARTS}
        self._readers |= {_TAGS[kind]: cache(read) for kind, (_, read) in _BY_TEXT.items()}
        self._readers |= {
            _ITEM: self._item,
            _TAGS[tuple]: lambda *entries: tuple(map(self.value, entries)),
            _TAGS[dict]: self._dict,
            _TAGS[Reference]: self._reference,
        }

    def item(self) -> Item:
        """The definition."""
        return self._item(*self._whole[1:])

    def value(self, plain: Any) -> Any:
        """What was written as ``plain``."""
        return self._readers[plain[0]](*plain[1:]) if type(plain) is list else plain

    def _with_values(self, kind: type) -> Callable[..., Any]:
        return lambda *parts: kind(*map(self.value, parts))

    def _dict(self, *held: Any) -> dict[Any, Any]:
        values = map(self.value, held)
        return dict(zip(values, values, strict=True))

    def _reference(self, text: str, kinds: int, place: Sequence[int] | None) -> Reference:
        found = Reference(text)
        found.kinds = self._kinds[kinds]
        found.where = self._location(*place) if place else None
        return found

    def _location(self, path: int, *place: int) -> Location:
        return Location(self._paths[path], *place)

    def _item(self, shape: int, place: Sequence[int] | None, *values: Any) -> Item:
        model, given, names, defaults = self._shapes[shape]
        held = defaults.copy()
        for name, value in zip(names, values, strict=True):
            held[name] = self.value(value)
        source = None
        if place:
            source = _Source(self._sources, place[0], self._location(*place[1:]))
        return model.read_before(held, given, source)


def _shape(own: str, given: Sequence[str], others: Sequence[str]) -> _Shape:
    model = _models()[own]
    return model, set(given), (*given, *others), _defaults(model)


@cache
def _models() -> dict[str, type[Item]]:
    """All models by name."""
    found, waiting = {}, [Item]
    while waiting:
        model = waiting.pop()
        found[_importable(model)] = model
        waiting += model.__subclasses__()
    return found
