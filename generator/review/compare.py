"""The changes between two states of one definition, whatever its kind.

Lists are compared by what names their entries (an id, the competency a requirement is about, the
words of a statement), so that their order does not matter; where it does, as in a scale, a change
of order is a change of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.definitions.item import Item, fields_of
from generator.diagnostics import Location

Kind = Literal["added", "removed", "renamed", "updated", "deprecated"]

# Says something about the state itself, not about what it defines.
APART = ("schema_", "version", "changes", "review", "approved")
_NAMED_BY = ("id", "competency", "role", "driver", "region", "language", "term", "product")
_WORDED_BY = ("says", "text", "what")
# Lists whose order carries the meaning.
IN_ORDER = ("scale", "steps")
_ALIKE = 0.6
"""Share of common text from which two wordings are one statement said differently."""
_MOST_PAIRS = 2500
"""Beyond it nobody reads the pairs."""
_MOST_WORK = 50_000_000
"""Of words of one text times words of the other: about a second at most, whatever they say."""


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


def compare(before: Item, after: Item, *, apart: tuple[str, ...] = APART) -> tuple[Change, ...]:
    """Every change from one state of a definition to another; empty for the same content.

    ``apart``: fields of the definition itself that are not looked at.
    """
    return tuple(
        change
        for name, _, _ in fields_of(after)
        if name not in apart
        for change in _field(before, after, name)
    )


def _items(before: Item, after: Item, path: tuple[str, ...]) -> Iterator[Change]:
    for name, _, _ in fields_of(after):
        yield from _field(before, after, name, path)


def _field(before: Item, after: Item, name: str, path: tuple[str, ...] = ()) -> Iterator[Change]:
    key = type(after).model_fields[name].alias or name
    older, newer = getattr(before, name), getattr(after, name)
    yield from _values(older, newer, (*path, key), after.at(key))


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
    elif path == ("status",) and after in ("deprecated", "retired"):
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
    old, new = dict(named(before)), dict(named(after))
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


def named(values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each entry of a list with what names it in a path; an entry said twice gets a number."""
    seen: dict[str, int] = {}
    for value in values:
        name = _name(value)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), value


def _name(value: Any) -> str:
    if isinstance(value, Item):
        fields = naming(value) or tuple(name for name, _, _ in fields_of(value))
        found = (getattr(value, field) for field in fields)
        return " ".join(str(each) for each in found if not _absent(each))
    return str(value)


def naming(item: Item) -> tuple[str, ...]:
    """The fields whose values name an entry of a list; none where only the whole of it does."""
    if item.named_by:
        return item.named_by
    known = (*_NAMED_BY, *_WORDED_BY)
    return next(((each,) for each in known if isinstance(getattr(item, each, None), str)), ())


def _reworded(gone: Mapping[str, Any], came: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of entries without an id that say nearly the same, the closest first.

    None where looking for them would be too much work.
    """
    if len(gone) * len(came) > _MOST_PAIRS:
        return []
    words = {name: name.split() for names in (gone, came) for name in names}
    pairs = [
        (first, second)
        for first in gone
        for second in came
        if _is_prose(gone[first])
        and _is_prose(came[second])
        and _at_most(words[first], words[second]) >= _ALIKE
    ]
    if sum(len(words[first]) * len(words[second]) for first, second in pairs) > _MOST_WORK:
        return []
    shares = {pair: alike(*pair) for pair in pairs}
    found: list[tuple[str, str]] = []
    for first, second in sorted(pairs, key=lambda pair: (-shares[pair], pair)):
        fresh = all(first != one and second != other for one, other in found)
        if shares[first, second] >= _ALIKE and fresh:
            found.append((first, second))
    return found


def _is_prose(value: Any) -> bool:
    if isinstance(value, Item):
        return not value.named_by and not any(
            isinstance(getattr(value, field, None), str) for field in _NAMED_BY
        )
    return isinstance(value, str) and " " in value


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, word by word; symmetric.

    The words they have in common in the same order, twice, by the words of both. Of texts of many
    thousand words the order does not count.
    """
    first, second = one.split(), other.split()
    if not first or not second:
        return float(first == second)
    if len(first) * len(second) > _MOST_WORK:
        common = (Counter(first) & Counter(second)).total()
    else:
        common = _in_common(first, second)
    return 2 * common / (len(first) + len(second))


def _at_most(first: Sequence[str], second: Sequence[str]) -> float:
    """What :func:`alike` cannot be above for texts of this length."""
    both = len(first) + len(second)
    return 2 * min(len(first), len(second)) / both if both else 1.0


def _in_common(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest common subsequence, in words.

    A row of the table is one number and each of its bits a word of ``first`` (Hyyro, "Bit-parallel
    LCS-length computation revisited", 2004): hundreds of times faster than cell by cell.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(first):
        places[word] = places.get(word, 0) | 1 << place
    full = row = (1 << len(first)) - 1
    for word in second:
        if found := row & places.get(word, 0):
            row = (row + found | row - found) & full
    return len(first) - row.bit_count()
