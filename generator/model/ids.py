"""Which ids exist, by kind; some only inside one account."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.model.kinds import KINDS, Lists, kind_of_item

Ids = Mapping[str, Mapping[str, Any]]


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    # The first of two with one id stands; a check reports the second.
    found: dict[str, Any] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found


def _in_lists(item: Item | None, lists: Lists) -> Ids:
    return {what: _by_id(_entries(item, path)) for path, what in lists}


def _entries(value: Any, path: tuple[str, ...]) -> Iterable[Any]:
    for field in path:
        value = getattr(value, field, None)
    return value or ()


def global_ids(definitions: Definitions) -> Ids:
    """kind -> id -> object, for everything that can be referred to from anywhere."""
    found: dict[str, Mapping[str, Any]] = {}
    for kind in KINDS.values():
        held = definitions.of_kind(kind.name)
        if kind.of_many:
            found[kind.name] = held
        found |= _in_lists(held.get(kind.name), kind.entries)
    return found


def own_ids(item: Item) -> Ids:
    """kind -> id -> object, for what only the definition itself refers to, such as its units."""
    return _in_lists(item, kind_of_item(item).own_entries)


def ids_in_scope(definitions: Definitions, root: Item, shared: Ids | None = None) -> Ids:
    """Every id a definition may refer to; ``shared`` saves working out the global ones again."""
    everywhere = shared if shared is not None else global_ids(definitions)
    own = own_ids(root)
    return {**everywhere, **own} if own else everywhere
