"""Places of items in a definition, by which states of different times are compared (ADR 0013)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from generator.model.entries import has_id, has_key, name_of
from generator.model.item import Item
from generator.model.walk import Visit, is_item, items_by_name, walk

Place = tuple[str, ...]
"""Names of fields and entries, from the definition or the nearest entry with an id down.

Empty for the definition itself. An entry with an id has the same place in every list of the
definition.
"""


def items_of(value: Item | None) -> Iterator[Visit]:
    """All items in ``value``, itself included."""
    return (each for each in walk(value, items_by_name) if is_item(each.value))


def place_of(visit: Visit) -> Place:
    """The place of a visited part of a definition."""
    if visit.above is None:
        return ()
    return place_below(place_of(visit.above), visit.key, visit.holder, visit.value)


def place_below(place: Place, name: str, holder: Any, inner: Any) -> Place:
    """The place of ``inner``, a part of ``holder``."""
    if isinstance(holder, dict) and isinstance(inner, dict):
        return place  # scores of one axis: a factor is the same on another one
    is_entry = isinstance(holder, tuple) and isinstance(inner, Item) and has_key(inner)
    return (place[-1], name_of(inner)) if is_entry else (*place, name)


def all_names(place: Place, names: Mapping[str, Collection[str]]) -> Iterator[Place]:
    """A place under all names of what it is named by; an entry may be named by several ids."""

    def variants(name: str) -> Iterator[str]:
        words = ((word, *names.get(word, ())) for word in name.split(" "))
        return map(" ".join, product(*words))

    return product(*map(variants, place))


# Entries without an id --------------------------------------------------------------------------
def standing_entries(
    states: Iterable[Iterable[Item]], names: Mapping[str, Collection[str]]
) -> frozenset[Place]:
    """Places of entries without an id that stand in each of some states, under any of their names.

    Their own class makes no difference: it counts at their place. ``states``: the definition in
    each of them, under any of its ids; empty where it was removed. ``names``: as for
    :func:`extended_to_aliases`.
    """
    found = [
        {
            place
            for item in items
            for entry in entries_without_id(item)
            for place in all_names(place_of(entry), names)
        }
        for items in states
    ]
    return frozenset(set.intersection(*found)) if found else frozenset()


def entries_without_id(value: Item | None) -> Iterator[Visit]:
    """Entries of lists that have no id."""
    return filter(_is_entry, items_of(value))


def entries_around(visit: Visit) -> Iterator[Visit]:
    """Those that a visited item is, or is part of."""
    at: Visit | None = visit
    while at is not None:
        if _is_entry(at):
            yield at
        at = at.above


def _is_entry(visit: Visit) -> bool:
    return isinstance(visit.holder, tuple) and is_item(visit.value) and not has_id(visit.value)
