"""Places of items in a definition, by which states of different times are compared (ADR 0013)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from generator.model.entries import has_id, has_key, name_of, naming
from generator.model.item import Item, is_item
from generator.model.walk import Visit, items_by_name, walk

_MOST_IDS = 4
"""More words are a text: to try each of them under other names would take for ever."""

FieldPlace = tuple[str, ...]
"""Names of fields and entries, from the definition down; empty for the definition itself."""


def items_of(value: Item | None) -> Iterator[Visit]:
    """All items in ``value``, itself included."""
    return (each for each in walk(value, items_by_name) if is_item(each.value))


def place_of(visit: Visit) -> FieldPlace:
    """The place of a visited part of a definition."""
    if visit.above is None:
        return ()
    return place_below(place_of(visit.above), visit.key, visit.holder, visit.value)


def place_below(place: FieldPlace, name: str, holder: Any, inner: Any) -> FieldPlace:
    """The place of ``inner``, a part of ``holder``."""
    is_entry = isinstance(holder, tuple) and isinstance(inner, Item) and has_key(inner)
    return (*place, name_of(inner) if is_entry else name)


def place_by_id(visit: Visit) -> FieldPlace:
    """Its place from the nearest entry that ids name, in whatever list of that field.

    Entries may move, and a factor is the same on another axis. It is the same for several items
    where their ids are unique only within their list.
    """
    above = visit.above
    if above is None:
        return ()
    if isinstance(above.value, dict) and isinstance(visit.value, dict):
        return place_by_id(above)
    is_entry = isinstance(above.value, tuple) and is_item(visit.value)
    if is_entry and has_id(visit.value):
        return (above.key, name_of(visit.value))
    return place_below(place_by_id(above), visit.key, above.value, visit.value)


def may_have_moved(visit: Visit, standing: Collection[FieldPlace]) -> bool:
    """Whether a visited item may stand somewhere else in later states, see :func:`standing_places`.

    What only refers to something is another entry in another list, unless what holds it may have
    another id.
    """
    if place_of(visit) in standing:
        return False
    refers = isinstance(visit.holder, tuple) and naming(visit.value) != ("id",)
    return not refers or holder_of(visit) not in standing


def all_names(place: FieldPlace, names: Mapping[str, Collection[str]]) -> Iterator[FieldPlace]:
    """A place under all names of what it is named by; an entry may be named by several ids."""

    def variants(name: str) -> Iterator[str]:
        ids = name.split(" ")
        if len(ids) > _MOST_IDS:
            return iter((name,))
        return map(" ".join, product(*((each, *names.get(each, ())) for each in ids)))

    return product(*map(variants, place))


# Entries without an id --------------------------------------------------------------------------
def standing_places(
    states: Iterable[Iterable[Item]], names: Mapping[str, Collection[str]]
) -> frozenset[FieldPlace]:
    """Places that stand in each of some states, under any of their names.

    Only of entries, and of what :func:`place_by_id` gives another place. Their own
    class makes no difference: it counts at their place. ``states``: the definition in each of them,
    under any of its ids; empty where it was removed. ``names``: as for :func:`extended_to_aliases`.
    """
    return in_each(places_standing_in(items, names) for items in states)


def in_each(states: Iterable[frozenset[FieldPlace]]) -> frozenset[FieldPlace]:
    """The places that are in each of some states; none without a state."""
    found = list(states)
    return frozenset.intersection(*found) if found else frozenset()


def places_standing_in(
    items: Iterable[Item], names: Mapping[str, Collection[str]]
) -> frozenset[FieldPlace]:
    """The places of one state, see :func:`standing_places`."""
    return frozenset(
        name
        for item in items
        for visit in items_of(item)
        for place in [place_of(visit)]
        if isinstance(visit.holder, tuple) or place != place_by_id(visit)
        for name in all_names(place, names)
    )


def entries_without_id(value: Item | None) -> Iterator[Visit]:
    """Entries of lists that have no id."""
    return filter(_is_entry, items_of(value))


def holder_of(visit: Visit) -> FieldPlace:
    """The place of the entry that a visited one stands in, or of the definition."""
    at = visit.above
    while at is not None and not (isinstance(at.holder, tuple) and is_item(at.value)):
        at = at.above
    return place_of(at) if at else ()


def entries_around(visit: Visit) -> Iterator[Visit]:
    """Those that a visited item is, or is part of."""
    at: Visit | None = visit
    while at is not None:
        if _is_entry(at):
            yield at
        at = at.above


def _is_entry(visit: Visit) -> bool:
    return isinstance(visit.holder, tuple) and is_item(visit.value) and not has_id(visit.value)
