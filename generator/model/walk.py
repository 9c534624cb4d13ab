"""One walk over what models hold, and one way to make a changed copy of it.

A value is an item, a list, a mapping or a scalar. What it holds has a key: a field the key it has
in the file, an entry of a list its number or its name, an entry of a mapping its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.findings.classification import Classification, stricter
from generator.findings.finding import Location
from generator.model.entries import named
from generator.model.grammars import Reference
from generator.model.item import Item, field_secrecy, names_by_key
from generator.model.nodes import List, Map, Node

Keys = Callable[[tuple[Any, ...]], Iterable[tuple[str, Any]]]
"""The entries of a list, each with its key."""

_HOLDERS = (Item, tuple, dict)


def numbered(entries: tuple[Any, ...]) -> Iterable[tuple[str, Any]]:
    """The entries of a list with their numbers, from 0."""
    return zip(map(str, range(len(entries))), entries, strict=True)


def parts(value: object, keys: Keys = numbered) -> Iterable[tuple[str, Any]]:
    """What a value holds, in the order of the file, each with its key; nothing for a scalar."""
    if isinstance(value, Item):
        held = value.__dict__
        names = names_by_key(type(value)).items()
        return [(key, held[name]) for key, name in names if held[name] is not None]
    if isinstance(value, tuple):
        return keys(value) if value else ()
    return value.items() if isinstance(value, dict) else ()


def part_at(value: object, key: str) -> Any:
    """What a value holds under a key, entries of a list by name; ``None`` where it holds none."""
    return dict(parts(value, named)).get(key)


class Visit(NamedTuple):
    """A value on a walk, its key, and the visit of what holds it; ``None`` at the start."""

    value: Any
    key: str = ""
    above: "Visit | None" = None

    @property
    def holder(self) -> Any:
        """What holds the value; ``None`` at the start."""
        return self.above.value if self.above else None

    @property
    def path(self) -> tuple[str, ...]:
        """The keys from the start of the walk down to the value."""
        return (*self.above.path, self.key) if self.above else ()


def items_by_name(entries: tuple[Any, ...]) -> Iterable[tuple[str, Any]]:
    """The entries of a list of items with what names them; nothing for a list of scalars."""
    return named(entries) if any(isinstance(each, Item) for each in entries) else ()


def walk(value: object, keys: Keys = numbered) -> Iterator[Visit]:
    """Everything inside ``value``, itself first, in the order of the file.

    Fields without a value are left out; ``keys``: how entries of lists are called.
    """
    waiting = [Visit(value)]
    while waiting:
        visit = waiting.pop()
        yield visit
        if isinstance(visit.value, _HOLDERS):
            waiting += [Visit(each, key, visit) for key, each in parts(visit.value, keys)][::-1]


def items_in(value: object) -> Iterator[Item]:
    """Every item inside ``value``, itself first, in the order of the file."""
    return (each.value for each in walk(value) if isinstance(each.value, Item))


def references_in(value: object) -> Iterator[Reference]:
    """Every reference inside ``value``, in the order of the file."""
    return (each.value for each in walk(value) if isinstance(each.value, Reference))


# A changed copy -------------------------------------------------------------------------------
class _Removed:
    """Stands for a value that is taken out."""


REMOVED: Any = _Removed()


class Inside(NamedTuple):
    """Leaves a value as it is but for what it holds; ``context``: for whoever changes that."""

    context: Any = None


Change = Callable[[Any, str, Any, Any], Any]
"""What takes the place of a value, given its key, its holder and the context of that.

:data:`REMOVED` takes it out; :class:`Inside` leaves it and goes on with what it holds.
"""


def rewrite(value: Any, change: Change, context: Any = None, keys: Keys = numbered) -> Any:
    """A copy of ``value`` with other parts; itself where nothing changes.

    ``change``: is given ``value`` as well, with ``context`` and without a holder.

    A list or mapping loses what is taken out. A field takes its default; an item is GONE itself
    where a field has none, or where it would say something else without (``requires_visible``).
    """

    def inside(holder: Any, above: Any) -> Any:
        changed: dict[str, Any] = {}
        held = list(parts(holder, keys))
        for key, each in held:
            new = change(each, key, holder, above)
            if isinstance(new, Inside):
                new = inside(each, new.context) if isinstance(each, _HOLDERS) else each
            if new is not each:
                if isinstance(holder, Item) and _falls_with(holder, key, new):
                    return REMOVED
                changed[key] = new
        if not changed:
            return holder
        if isinstance(holder, Item):
            return _with_fields(holder, changed)
        pairs = [(key, changed.get(key, each)) for key, each in held]
        left = [(key, each) for key, each in pairs if each is not REMOVED]
        return dict(left) if isinstance(holder, dict) else tuple(each for _, each in left)

    new = change(value, "", None, context)
    return inside(value, new.context) if isinstance(new, Inside) else new


def _falls_with(item: Item, key: str, new: Any) -> bool:
    """Whether an item cannot do without a field, or would say something else."""
    name = names_by_key(type(item))[key]
    if name in item.requires_visible and (new is REMOVED or new == ()):
        return True
    return new is REMOVED and type(item).model_fields[name].is_required()


def _with_fields(item: Item, values: Mapping[str, Any]) -> Item:
    """``item`` with other values by key; a field that is gone takes its default."""
    names, fields = names_by_key(type(item)), type(item).model_fields
    changed = {names[key]: each for key, each in values.items()}
    for name in (name for name, each in changed.items() if each is REMOVED):
        changed[name] = fields[name].get_default(call_default_factory=True)
    return item.model_copy(update=changed)


# Classes --------------------------------------------------------------------------------------
def places_above_internal(value: object) -> dict[Location, Classification]:
    """Where values stand that not everybody who sees accounts may see, with their class."""
    places: dict[Location, Classification] = {}
    for visit in walk(value):
        item = visit.value
        if not isinstance(item, Item) or (source := item._source) is None:
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


def class_of(visit: Visit, floor: Classification) -> Classification:
    """The class of an item, at least ``floor``: its own, or that of what holds it."""
    above = class_of(visit.above, floor) if visit.above else floor
    raised = visit.value.secrecy if isinstance(visit.value, Item) else None
    return stricter(above, raised) if raised else above


def _note(node: Node, secrecy: Classification, places: dict[Location, Classification]) -> None:
    places[node.where] = stricter(places.get(node.where, secrecy), secrecy)
    inner = node.values() if isinstance(node, Map) else node if isinstance(node, List) else ()
    for each in inner:
        _note(each, secrecy, places)
