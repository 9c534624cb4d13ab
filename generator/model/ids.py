"""The ids that exist, by kind: global ones, and those inside one definition."""

import json
import re
from collections.abc import Collection, Container, Iterable, Mapping
from itertools import chain, count
from typing import Any

from generator.cache.memory import NO_MEMORY, Memory
from generator.model.definitions import Definitions
from generator.model.grammars import ID_PATTERN
from generator.model.item import Item
from generator.model.kinds import KINDS, Lists, kind_of_item
from generator.text.spellings import without_accents

Ids = Mapping[str, Mapping[str, Any]]

LONGEST_ID = 64
"""Characters."""


def id_from(text: str, longest: int = LONGEST_ID) -> str | None:
    """An id of the words of ``text``, as many as fit into ``longest`` characters.

    ``None`` if they make none. Accents go, ``ß`` becomes ``ss``.
    """
    folded = without_accents(text)
    made = ""
    for word in re.findall("[a-z0-9]+", folded.encode("ascii", "ignore").decode()):
        longer = f"{made}-{word}" if made else word[:longest]
        if len(longer) > longest:
            break
        made = longer
    return made if re.fullmatch(ID_PATTERN, made) else None


def free_id(wanted: str, taken: Container[str]) -> str:
    """``wanted``, with the first number from 2 behind it that makes it unlike those ``taken``."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(each for each in chain((wanted,), numbered) if each not in taken)


def name_of(found: object) -> str | None:
    """What readers call what has an id, or ``None`` if it has the id only."""
    names = (getattr(found, field, None) for field in ("name", "title", "function", "what"))
    return next((each for each in names if isinstance(each, str)), None)


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


IdsByKind = Mapping[str, Collection[str]]
"""Ids by kind."""


def global_names(definitions: Definitions, memory: Memory = NO_MEMORY) -> IdsByKind:
    """The keys of :func:`global_ids`, in one object while they are the same."""
    found = {kind: sorted(named) for kind, named in global_ids(definitions).items()}
    return memory.recall(_names_by_kind, json.dumps(found))


def _names_by_kind(names: str) -> IdsByKind:
    return {kind: frozenset(named) for kind, named in json.loads(names).items()}
