"""Removal of dangling references after parts of definitions were taken out."""

from typing import Any

from generator.model.definitions import Definitions, Key, by_key
from generator.model.grammars import Reference
from generator.model.ids import Ids, global_ids, ids_in_scope
from generator.model.item import Item
from generator.model.walk import REMOVED, Inside, references_in, rewrite


def without_dangling_references(seen: Definitions, full: Definitions) -> Definitions:
    """``seen`` without references to objects that ``full`` has and ``seen`` has not."""
    shared, shared_full = global_ids(seen), global_ids(full)

    changed: dict[Key, Item | None] = {}
    for key, root in by_key(seen).items():
        original = full.of_kind(key[0])[key[1]]
        ids = ids_in_scope(seen, root, shared)
        left = without_references_to_removed(root, ids, ids_in_scope(full, original, shared_full))
        if left is not root:
            changed[key] = None if left is REMOVED else left
    return seen.taking(changed) if changed else seen


def without_references_to_removed(value: Any, ids: Ids, full: Ids) -> Any:
    """``value`` without references to removed objects, or REMOVED; copied only if changed."""

    def dangles(reference: Reference) -> bool:
        there = any(reference in ids.get(kind, {}) for kind in reference.kinds)
        return not there and any(reference in full.get(kind, {}) for kind in reference.kinds)

    def stays(part: Any, *_: Any) -> Any:
        if not isinstance(part, Reference):
            return Inside()
        return REMOVED if dangles(part) else part

    return rewrite(value, stays) if any(map(dangles, references_in(value))) else value
