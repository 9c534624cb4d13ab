"""A path in an older state, followed in the newer one: entries may be called otherwise there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.definitions.item import Item, fields_of
from generator.definitions.models.rating import Rating
from generator.review.compared.entries import matched, named, reworded
from generator.review.weighed.weights import same_but_day


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: its ``name`` in the newer state, and the values before and after."""

    name: str
    before: Any
    after: Any


def followed(before: Any, after: Any, path: Iterable[str]) -> tuple[Step, ...]:
    """The steps down a path as far as both states have them."""
    found: list[Step] = []
    for name in path:
        step = _step(before, after, name)
        if step is None:
            break
        found.append(step)
        before, after = step.before, step.after
    return tuple(found)


def _step(before: Any, after: Any, name: str) -> Step | None:
    if isinstance(before, Item) and isinstance(after, Item):
        one, other = _fields(before).get(name), _fields(after).get(name)
        return None if one is None or other is None else Step(name, one, other)
    if isinstance(before, tuple) and isinstance(after, tuple):
        old, new = matched(before, after)
        return _entry(old, new, name)
    if isinstance(before, dict) and isinstance(after, dict):
        there = name in before and name in after
        return Step(name, before[name], after[name]) if there else None
    return None


def _fields(item: Item) -> dict[str, Any]:
    return {key: value for _, key, value in fields_of(item)}


def _entry(old: dict[str, Any], new: dict[str, Any], name: str) -> Step | None:
    if name not in old:
        return None
    entry = old[name]
    now = name if name in new else dict(reworded(old, new)).get(name)
    if now is None and isinstance(entry, Rating):
        now = _redated(entry, new)
    return None if now is None else Step(now, entry, new[now])


def _redated(rating: Rating, new: dict[str, Any]) -> str | None:
    """The name of the rating with the same scores under another day."""
    return next((name for name, each in new.items() if same_but_day(rating, each)), None)


def value_at(item: Item, path: Iterable[str]) -> Any:
    """What lies at the end of a path of one state; ``None`` where nothing does."""
    value: Any = item
    for name in path:
        if isinstance(value, tuple):
            value = dict(named(value)).get(name)
        elif isinstance(value, Item | dict):
            value = (_fields(value) if isinstance(value, Item) else value).get(name)
        else:
            return None
    return value
