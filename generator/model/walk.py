"""A generic walk over models, and a generic rewrite into a changed copy.

A value is an item, a list, a mapping or a scalar. Its parts have keys: a field the key it has in
the file, an entry of a list its number or its name, an entry of a mapping its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.findings.classification import Classification, stricter
from generator.findings.finding import Location
from generator.model.entries import named
from generator.model.grammars import Reference
from generator.model.item import ByType, Item, field_secrecy, is_item, names_by_key
from generator.model.nodes import List, Map, Node

Keys = Callable[[tuple[Any, ...]], Iterable[tuple[str, Any]]]
"""Iterates over the entries of a list with their keys."""


def numbered(entries: tuple[Any, ...]) -> Iterable[tuple[str, Any]]:
    """Entries of a list with their numbers, from 0."""
    return zip(map(str, range(len(entries))), entries, strict=True)


def parts(value: object, keys: Keys = numbered) -> Iterable[tuple[str, Any]]:
    """The parts of a value with their keys, in the order of the file; none for a scalar."""
    if is_item(value):
        values = value.__dict__
        names = names_by_key(type(value)).items()
        return [(key, values[name]) for key, name in names if values[name] is not None]
    if isinstance(value, tuple):
        return keys(value) if value else ()
    return value.items() if isinstance(value, dict) else ()


def part_at(value: object, key: str) -> Any:
    """The part of a value with this key (entries of a list by name), or ``None``."""
    return dict(parts(value, named)).get(key)


class Visit(NamedTuple):
    """A visited value, its key, and the visit of its parent; ``None`` at the start."""

    value: Any
    key: str = ""
    above: "Visit | None" = None

    @property
    def holder(self) -> Any:
        """The parent of the value; ``None`` at the start."""
        return self.above.value if self.above else None

    @property
    def path(self) -> tuple[str, ...]:
        """The keys from the start of the walk to the value."""
        return (*self.above.path, self.key) if self.above else ()


def items_by_name(entries: tuple[Any, ...]) -> Iterable[tuple[str, Any]]:
    """Entries of a list of items with their names; none for a list of scalars."""
    return named(entries) if any(map(is_item, entries)) else ()


def walk(value: object, keys: Keys = numbered) -> Iterator[Visit]:
    """Visit ``value`` and everything in it, depth first, in the order of the file.

    Fields without a value are skipped; ``keys``: how entries of lists are named.
    """
    waiting = [Visit(value)]
    while waiting:
        visit = waiting.pop()
        yield visit
        if _PARTS[type(visit.value)]:
            waiting += [Visit(each, key, visit) for key, each in parts(visit.value, keys)][::-1]


def values_in(value: object) -> Iterator[Any]:
    """``value`` and everything in it, as :func:`walk` without places, which takes a third."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        yield each
        inside = _PARTS[type(each)]
        if inside is not None:
            waiting += inside(each)


def _parts_of(kind: type) -> Callable[[Any], Iterable[Any]] | None:
    """What gives the parts of a value of this type, the last first; ``None`` for a scalar."""
    if issubclass(kind, tuple):
        return reversed
    if issubclass(kind, dict):
        return lambda value: reversed(value.values())
    if not issubclass(kind, Item):
        return None
    names = tuple(reversed(names_by_key(kind).values()))

    def fields(item: Item) -> list[Any]:
        values = item.__dict__
        return [part for name in names if (part := values[name]) is not None]

    return fields


_PARTS = ByType(_parts_of)


def items_in(value: object) -> Iterator[Item]:
    """All items in ``value``, itself included, in the order of the file."""
    return filter(is_item, values_in(value))


def references_in(value: object) -> Iterator[Reference]:
    """All references in ``value``, in the order of the file; half the time of a look at all."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        inside = _PARTS[type(each)]
        if inside is not None:
            waiting += inside(each)
        elif isinstance(each, Reference):
            yield each


# Changed copies ---------------------------------------------------------------------------------
class _Removed:
    """Marks a value as removed."""


REMOVED: Any = _Removed()


class Inside(NamedTuple):
    """Keep a value but rewrite its parts; ``context`` is passed to the change function.

    ``scalars``: whether those among its parts may change as well.
    """

    context: Any = None
    scalars: bool = True


Rewriter = Callable[[Any, str, Any, Any], Any]
"""Returns the replacement of a value, given its key, its parent and the parent's context.

Returns :data:`REMOVED` to remove it, :class:`Inside` to keep it and continue with its parts.
"""


def rewrite(value: Any, change: Rewriter, context: Any = None, keys: Keys = numbered) -> Any:
    """A copy of ``value`` with replaced parts, or ``value`` itself if nothing changes.

    ``change``: is called for ``value`` too, with ``context`` and without a parent.

    Removed entries leave their list or mapping. A removed field takes its default; if it has none,
    or if the item would state something else without it (``requires_visible``), the item is
    removed.
    """

    def inside(holder: Any, above: Any, scalars: bool) -> Any:
        changed: dict[str, Any] = {}
        entries = list(parts(holder, keys))
        for key, each in entries:
            if not scalars and _PARTS[type(each)] is None:
                continue
            new = change(each, key, holder, above)
            if isinstance(new, Inside):
                new = inside(each, *new) if _PARTS[type(each)] else each
            if new is not each:
                if isinstance(holder, Item) and _is_removed_with(holder, key, new):
                    return REMOVED
                changed[key] = new
        if not changed:
            return holder
        if isinstance(holder, Item):
            return _with_fields(holder, changed)
        pairs = [(key, changed.get(key, each)) for key, each in entries]
        left = [(key, each) for key, each in pairs if each is not REMOVED]
        return dict(left) if isinstance(holder, dict) else tuple(each for _, each in left)

    new = change(value, "", None, context)
    return inside(value, *new) if isinstance(new, Inside) else new


def _is_removed_with(item: Item, key: str, new: Any) -> bool:
    """Whether an item has to be removed with a field."""
    name = names_by_key(type(item))[key]
    if name in item.requires_visible and (new is REMOVED or new == ()):
        return True
    return new is REMOVED and type(item).model_fields[name].is_required()


def _with_fields(item: Item, values: Mapping[str, Any]) -> Item:
    """A copy of ``item`` with new values by key; removed fields take their defaults."""
    names, fields = names_by_key(type(item)), type(item).model_fields
    changed = {names[key]: each for key, each in values.items()}
    for name in (name for name, each in changed.items() if each is REMOVED):
        changed[name] = fields[name].get_default(call_default_factory=True)
    return item.model_copy(update=changed)


# Classification ---------------------------------------------------------------------------------
def places_above_internal(value: object) -> dict[Location, Classification]:
    """The location and class of values that are not visible to everybody who sees accounts."""
    places: dict[Location, Classification] = {}
    for visit in walk(value):
        item = visit.value
        if not isinstance(item, Item) or (source := item.nodes) is None:
            continue
        own = class_of(visit, Classification.INTERNAL)
        if own is not Classification.INTERNAL:
            _note(source, own, places)
        for key, name in names_by_key(type(item)).items():
            if key in source:
                declared = stricter(own, field_secrecy(type(item), name))
                if declared is not own:
                    _note(source[key], declared, places)
    return places


def ids_above_internal(value: object) -> dict[str, Classification]:
    """The id and class of values that are not visible to everybody who sees accounts.

    With former ids, and keys of mappings; if several values have an id, the strictest class.
    """
    ids: dict[str, Classification] = {}
    for visit in walk(value):
        own = _with_declared(visit)
        if own is Classification.INTERNAL:
            continue
        names = [getattr(visit.value, "id", ""), *getattr(visit.value, "aliases", ())]
        if isinstance(visit.holder, dict):
            names.append(visit.key)
        for name in map(str, filter(None, names)):
            ids[name] = stricter(ids.get(name, own), own)
    return ids


def _with_declared(visit: Visit) -> Classification:
    """The class of a visited value, at least internal, with the classes that fields declare."""
    above = _with_declared(visit.above) if visit.above else Classification.INTERNAL
    if isinstance(visit.holder, Item):
        name = names_by_key(type(visit.holder))[visit.key]
        above = stricter(above, field_secrecy(type(visit.holder), name))
    return stricter(above, visit.value.own_class) if isinstance(visit.value, Item) else above


def class_of(visit: Visit, floor: Classification) -> Classification:
    """The class of an item, at least ``floor``: its own, or that of its parent."""
    above = class_of(visit.above, floor) if visit.above else floor
    raised = visit.value.secrecy if isinstance(visit.value, Item) else None
    return stricter(above, raised) if raised else above


def _note(node: Node, secrecy: Classification, places: dict[Location, Classification]) -> None:
    places[node.where] = stricter(places.get(node.where, secrecy), secrecy)
    inner = node.values() if isinstance(node, Map) else node if isinstance(node, List) else ()
    for each in inner:
        _note(each, secrecy, places)
