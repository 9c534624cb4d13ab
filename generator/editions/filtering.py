"""What is left of a definition when parts of it are taken out, and references to what is gone."""

from typing import Any

from generator.model.definitions import Definitions, Key, by_key
from generator.model.grammars import Reference
from generator.model.ids import Ids, global_ids, known_ids
from generator.model.item import Item


class _Gone:
    """Stands for a value the edition does not hold."""


GONE: Any = _Gone()


def put(changed: dict[str, Any], item: Item, name: str, kept: Any) -> bool:
    """Notes a field's new value; a field that is gone takes its default.

    False where it has none, or where the item would say something else without the field.
    """
    info = type(item).model_fields[name]
    if kept is GONE and info.is_required():
        return False
    if name in type(item).falls_with and (kept is GONE or kept == ()):
        return False
    changed[name] = info.get_default(call_default_factory=True) if kept is GONE else kept
    return True


def kept_tuple(value: tuple[Any, ...], inner: list[Any]) -> tuple[Any, ...]:
    """``value`` without the entries that are gone; ``inner``: what is left of each."""
    same = all(a is b for a, b in zip(inner, value, strict=True))
    return value if same else tuple(each for each in inner if each is not GONE)


def kept_dict(value: dict[Any, Any], inner: dict[Any, Any]) -> dict[Any, Any]:
    """The same for a mapping."""
    if all(inner[key] is each for key, each in value.items()):
        return value
    return {key: each for key, each in inner.items() if each is not GONE}


def pruned(seen: Definitions, full: Definitions) -> Definitions:
    """``seen`` without references to what ``full`` holds and ``seen`` does not."""
    shared, shared_full = global_ids(seen), global_ids(full)

    changed: dict[Key, Item | None] = {}
    for key, root in by_key(seen).items():
        original = full.of_kind(key[0])[key[1]]
        known = known_ids(seen, root, shared)
        kept = without_gone(root, known, known_ids(full, original, shared_full))
        if kept is not root:
            changed[key] = None if kept is GONE else kept
    return seen.taking(changed) if changed else seen


def without_gone(value: Any, known: Ids, full: Ids) -> Any:
    """``value`` unless it refers to something gone; items are copied only when they change."""
    if isinstance(value, Reference):
        there = any(value in known.get(kind, {}) for kind in value.kinds)
        was = any(value in full.get(kind, {}) for kind in value.kinds)
        return GONE if was and not there else value
    if isinstance(value, tuple):
        return kept_tuple(value, [without_gone(each, known, full) for each in value])
    if isinstance(value, dict):
        return kept_dict(value, {k: without_gone(each, known, full) for k, each in value.items()})
    if isinstance(value, Item):
        return _in_item(value, known, full)
    return value


def _in_item(item: Item, known: Ids, full: Ids) -> Any:
    changed: dict[str, Any] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        kept = without_gone(value, known, full)
        if kept is not value and not put(changed, item, name, kept):
            return GONE
    return item.model_copy(update=changed) if changed else item
