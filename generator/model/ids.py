"""The ids that exist, by kind: global ones, and those inside one definition."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.definitions import Definitions
from generator.model.item import Item
from generator.model.kinds import KINDS, Lists, kind_of_item

Ids = Mapping[str, Mapping[str, Any]]


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    # The first of two entries with the same id counts; a check reports the second.
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
    """kind -> id -> object, for everything that any definition may refer to."""
    found: dict[str, Mapping[str, Any]] = {}
    for kind in KINDS.values():
        items = definitions.of_kind(kind.name)
        if kind.of_many:
            found[kind.name] = items
        found |= _in_lists(items.get(kind.name), kind.entries)
    return found


def own_ids(item: Item) -> Ids:
    """kind -> id -> object, for what only the definition itself may refer to, such as its units."""
    return _in_lists(item, kind_of_item(item).own_entries)


def ids_in_scope(root: Item, shared: Ids) -> Ids:
    """All ids a definition may refer to; ``shared``: the result of :func:`global_ids`."""
    own = own_ids(root)
    return {**shared, **own} if own else shared
