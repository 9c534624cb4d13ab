"""Which model and which field a path of keys and numbers leads to."""

import types
from typing import Any, get_args

from generator.model.item import Item, names_by_key
from generator.model.nodes import KeyPath


def known_keys_at(model: type[Item], path: KeyPath) -> list[str]:
    """The keys of the item at ``path``; none if no item is there."""
    owner = model_at(model, path)
    return list(names_by_key(owner)) if owner else []


def model_at(model: type[Item], path: KeyPath) -> type[Item] | None:
    """The model of the item at ``path``."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, Item) and isinstance(step, str):
            name = field_name(current, step)
            current = current.model_fields[name].annotation if name else None
        else:
            current = _inner(current, step)
        current = _unwrapped(current)
    return current if isinstance(current, type) and issubclass(current, Item) else None


def field_name(model: type[Item], key: str) -> str | None:
    """The field of a key in files."""
    return names_by_key(model).get(key)


def _unwrapped(annotation: Any) -> Any:
    """``X | None`` as ``X``."""
    if isinstance(annotation, types.UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation


def _inner(annotation: Any, step: int | str) -> Any:
    arguments = get_args(annotation)
    if not arguments:
        return None
    return arguments[0] if isinstance(step, int) else arguments[-1]
