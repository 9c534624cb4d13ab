"""What is left of a value when parts of it go; copies are made only where something went."""

from typing import Any

from generator.definitions.item import Item


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
