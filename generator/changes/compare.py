"""The changes between two states of one definition of any kind.

List entries are matched by name (an id, the competency of a requirement, the text of a statement),
so their order does not matter; where it does, as in a scale, a reordering is a change of its own.
An entry with a new id is `renamed`, and its other differences are changes of that entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.changes.match import match_entries, match_renamed
from generator.findings.finding import Location
from generator.model.item import Item, fields_of

Kind = Literal["added", "removed", "renamed", "updated", "deprecated"]

# Fields about the state itself, not about what it defines.
APART = ("schema_", "version", "changes", "review", "approved")

# Lists whose order has a meaning.
IN_ORDER = ("scale", "steps")


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``path``: names of fields and entries.

    ``before`` is ``None`` for additions, ``after`` for removals; for a renamed entry they are its
    ids, and paths use the newer one. ``where``: the location in the newer state, or in the older
    one for removals.
    """

    kind: Kind
    path: tuple[str, ...]
    before: Any
    after: Any
    where: Location

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(self.path)}"


def compare(before: Item, after: Item, *, apart: tuple[str, ...] = APART) -> tuple[Change, ...]:
    """All changes from one state of a definition to another; empty if the content is the same.

    ``apart``: top-level fields to ignore.
    """
    if before is after:  # most are: a definition is loaded once for all states it is part of
        return ()
    return tuple(
        change
        for name, _, _ in fields_of(after)
        if name not in apart
        for change in _field(before, after, name)
    )


def same(before: Any, after: Any) -> bool:
    """Whether two values are equal, regardless of location and notation."""
    nowhere = Location("")
    return next(_values(before, after, ("",), (nowhere, nowhere)), None) is None


_Places = tuple[Location, Location]  # in the older state, in the newer one


def _items(before: Item, after: Item, path: tuple[str, ...]) -> Iterator[Change]:
    for name, _, _ in fields_of(after):
        yield from _field(before, after, name, path)


def _field(before: Item, after: Item, name: str, path: tuple[str, ...] = ()) -> Iterator[Change]:
    key = type(after).model_fields[name].alias or name
    older, newer = getattr(before, name), getattr(after, name)
    if older == newer:
        return
    yield from _values(older, newer, (*path, key), (before.at(key), after.at(key)))


def _values(before: Any, after: Any, path: tuple[str, ...], where: _Places) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Item) and isinstance(after, Item) and type(before) is type(after):
        yield from _items(before, after, path)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _mappings(before, after, path, where)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _lists(before, after, path, where)
    elif _absent(before):
        yield Change("added", path, None, after, where[1])
    elif _absent(after):
        yield Change("removed", path, before, None, where[0])
    elif path == ("status",) and after in ("deprecated", "retired"):
        yield Change("deprecated", path, before, after, where[1])
    elif len(path) > 1 and path[-1] == "id":
        yield Change("renamed", path, before, after, where[1])
    else:
        yield Change("updated", path, before, after, where[1])


def _absent(value: Any) -> bool:
    return value is None or value in ((), {})


def _mappings(
    before: dict[str, Any], after: dict[str, Any], path: tuple[str, ...], where: _Places
) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        yield from _values(before.get(key), after.get(key), (*path, str(key)), where)


def _lists(
    before: tuple[Any, ...], after: tuple[Any, ...], path: tuple[str, ...], where: _Places
) -> Iterator[Change]:
    old, new = match_entries(before, after)
    again = dict(match_renamed(old, new))
    found = {*new, *again}
    added = {name: value for name, value in new.items() if name not in {*old, *again.values()}}
    for name, value in new.items():
        if name in old:
            places = _place(old[name], where[0]), _place(value, where[1])
            yield from _values(old[name], value, (*path, name), places)
    for first, second in again.items():
        places = _place(old[first], where[0]), _place(new[second], where[1])
        yield from _values(old[first], new[second], (*path, second), places)
    for name, value in old.items():
        if name not in found:
            yield Change("removed", (*path, name), value, None, _place(value, where[0]))
    for name, value in added.items():
        yield Change("added", (*path, name), None, value, _place(value, where[1]))
    # If new entries were inserted, their positions are part of the change.
    stays = [again.get(name, name) for name in old if name in found]
    expected = [*stays, *added]
    if path[-1] in IN_ORDER and expected != list(new):
        yield Change("updated", (*path, "order"), tuple(old), tuple(new), where[1])


def _place(value: Any, where: Location) -> Location:
    return value.where if isinstance(value, Item) and value.where.path else where
