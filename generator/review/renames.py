"""What has another id now: a rename is one change, and not one in each place that names it."""

from collections.abc import Mapping
from typing import Any

from generator.definitions.grammars import Reference
from generator.definitions.item import Item

Key = tuple[str, str]
"""A definition: its kind and its id; of what there is only one, the kind twice."""


def known_as(key: Key, item: Item, older: Mapping[Key, object]) -> Key:
    """The key a definition had in an older state: its own, or that of a former id."""
    former = ((key[0], alias) for alias in getattr(item, "aliases", ()))
    return key if key in older else next((each for each in former if each in older), key)


def renamed(older: Mapping[Key, Item], newer: Mapping[Key, Item]) -> dict[Key, str]:
    """Kind and former id of each definition that has another id now, with that id."""
    former = ((known_as(key, item, older), key) for key, item in newer.items())
    return {then: now[1] for then, now in former if then != now}


def following(value: Any, ids: Mapping[Key, str]) -> Any:
    """``value`` with each reference to a former id leading to the id of today; itself without."""
    if not ids:
        return value
    if isinstance(value, Reference):
        found = next((ids[kind, value] for kind in value.kinds if (kind, value) in ids), None)
        return value if found is None else _reference(found, value)
    if isinstance(value, Item):
        held = {name: getattr(value, name) for name in type(value).model_fields}
        new = {name: following(each, ids) for name, each in held.items()}
        changed = {name: each for name, each in new.items() if each is not held[name]}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        entries = tuple(following(each, ids) for each in value)
        return value if all(a is b for a, b in zip(entries, value, strict=True)) else entries
    if isinstance(value, dict):
        pairs = [(following(key, ids), following(each, ids)) for key, each in value.items()]
        same = all(a is b and c is d for (a, c), (b, d) in zip(pairs, value.items(), strict=True))
        return value if same else dict(pairs)
    return value


def _reference(name: str, former: Reference) -> Reference:
    reference = Reference(name)
    reference.kinds, reference.where = former.kinds, former.where
    return reference
