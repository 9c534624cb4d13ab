"""The changes between two states of one definition, whatever its kind.

Lists are compared by what names their entries (an id, the competency a requirement is about, the
words of a statement), so that their order does not matter; where it does, as in a scale, a change
of order is a change of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from generator.definitions.item import Item, fields_of
from generator.diagnostics import Location

Kind = Literal["added", "removed", "renamed", "updated", "deprecated"]

# Says something about the state itself, not about what it defines.
_APART = ("schema_", "version", "changes", "review", "approved")
_NAMED_BY = ("id", "competency", "role", "driver", "region", "language", "term", "product")
_WORDED_BY = ("says", "text", "what")
# Lists whose order carries the meaning.
IN_ORDER = ("scale", "steps")
_ALIKE = 0.6
"""Share of common text from which two wordings are one statement said differently."""
_MOST_PAIRS = 2500
"""Beyond it nobody reads the pairs, and looking for them would take minutes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``path`` holds field names and the names of entries.

    ``before`` is ``None`` for what was added, ``after`` for what was removed; ``where`` is the
    place in the newer state, or the older one's for what is gone.
    """

    kind: Kind
    path: tuple[str, ...]
    before: Any
    after: Any
    where: Location

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(self.path)}"


def compare(before: Item, after: Item) -> tuple[Change, ...]:
    """Every change from one state of a definition to another; empty for the same content."""
    return tuple(_items(before, after, ()))


def _items(before: Item, after: Item, path: tuple[str, ...]) -> Iterator[Change]:
    older = {name: value for name, _, value in fields_of(before)}
    for name, key, value in fields_of(after):
        if not path and name in _APART:
            continue
        yield from _values(older.get(name), value, (*path, key), after.at(key))


def _values(before: Any, after: Any, path: tuple[str, ...], where: Location) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Item) and isinstance(after, Item) and type(before) is type(after):
        yield from _items(before, after, path)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _mappings(before, after, path, where)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _lists(before, after, path, where)
    elif _absent(before):
        yield Change("added", path, None, after, where)
    elif _absent(after):
        yield Change("removed", path, before, None, where)
    elif path == ("status",) and after == "deprecated":
        yield Change("deprecated", path, before, after, where)
    else:
        yield Change("updated", path, before, after, where)


def _absent(value: Any) -> bool:
    return value is None or value in ((), {})


def _mappings(
    before: dict[str, Any], after: dict[str, Any], path: tuple[str, ...], where: Location
) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        yield from _values(before.get(key), after.get(key), (*path, str(key)), where)


def _lists(
    before: tuple[Any, ...], after: tuple[Any, ...], path: tuple[str, ...], where: Location
) -> Iterator[Change]:
    old, new = dict(_named(before)), dict(_named(after))
    gone = {name: value for name, value in old.items() if name not in new}
    came = {name: value for name, value in new.items() if name not in old}
    for name, value in new.items():
        if name in old:
            yield from _values(old[name], value, (*path, name), _place(value, where))
    for first, second in _reworded(gone, came):
        place = _place(came[second], where)
        yield from _values(gone[first], came[second], (*path, second), place)
        del gone[first], came[second]
    for name, value in gone.items():
        yield Change("removed", (*path, name), value, None, where)
    for name, value in came.items():
        yield Change("added", (*path, name), None, value, _place(value, where))
    stayed = [name for name in old if name in new]
    if path[-1] in IN_ORDER and stayed != [name for name in new if name in old]:
        yield Change("updated", (*path, "order"), tuple(old), tuple(new), where)


def _place(value: Any, where: Location) -> Location:
    return value.where if isinstance(value, Item) and value.where.path else where


def _named(values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each entry with what names it; an entry said twice gets a number."""
    seen: dict[str, int] = {}
    for value in values:
        name = _name(value)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), value


def _name(value: Any) -> str:
    if isinstance(value, Item):
        for field in (*_NAMED_BY, *_WORDED_BY):
            found = getattr(value, field, None)
            if isinstance(found, str):
                return found
        return " ".join(str(each) for _, _, each in fields_of(value) if not _absent(each))
    return str(value)


def _reworded(gone: dict[str, Any], came: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of entries without an id that say nearly the same, the closest first."""
    if len(gone) * len(came) > _MOST_PAIRS:
        return []
    pairs = [
        (alike(first, second), first, second)
        for first in gone
        for second in came
        if _is_prose(gone[first]) and _is_prose(came[second])
    ]
    found: list[tuple[str, str]] = []
    for share, first, second in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        fresh = all(first != one and second != other for one, other in found)
        if share >= _ALIKE and fresh:
            found.append((first, second))
    return found


def _is_prose(value: Any) -> bool:
    if isinstance(value, Item):
        return not any(isinstance(getattr(value, field, None), str) for field in _NAMED_BY)
    return isinstance(value, str) and " " in value


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, word by word; symmetric."""
    first, second = sorted((one.split(), other.split()))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
