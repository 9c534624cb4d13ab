"""Matching of list entries in two states.

Entries are matched by name (an id, the competency of a requirement, the text of a statement), not
by order; renamed ones by content.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz.distance import Indel

from generator.model.company import Person
from generator.model.entries import (
    _NAMED_BY,
    _numbered,
    name_of,
    named,
    naming,
    title_field,
)
from generator.model.item import Item
from generator.model.walk import walk

_HALF, _MOST = 0.5, 0.75
"""Required shares of equal content: with the same title, with a similar one."""

SIMILAR = 0.6
"""Share of common text from which two texts count as rewordings of one statement."""

_MOST_PAIRS = 2500
"""More pairs would not be read."""

_MOST_WORK = 50_000_000
"""Word count of one side times that of the other: takes less than a second."""


def match_entries(
    before: Iterable[Any], after: Iterable[Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entries of two states by name; of several with the same name, equal ones are paired."""
    old, new = _by_name(before), _by_name(after)
    return _told_apart(old, new), _told_apart(new, old)


def _by_name(values: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for value in values:
        found[name_of(value)].append(value)
    return found


def _told_apart(these: Mapping[str, list[Any]], those: Mapping[str, list[Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, entries in these.items():
        ordered = _equal_first(entries, those.get(name, ()))
        found |= {_numbered(name, number): each for number, each in enumerate(ordered, 1)}
    return found


def _equal_first(entries: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
    """Entries of one name in the same order in both states, as far as possible."""
    if len(entries) < 2:
        return entries
    same = {repr(each) for each in others}
    return sorted(entries, key=lambda each: (repr(each) not in same, repr(each)))


def match_renamed(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of names of matching entries that exist in only one state each.

    Entries with ids match if little else differs, see :func:`_under_another_id`; those without if
    their texts are similar, closest first.
    """
    removed = {name: value for name, value in then.items() if name not in now}
    added = {name: value for name, value in now.items() if name not in then}
    prose = (
        [name for name, value in each.items() if _is_prose(value)] for each in (removed, added)
    )
    return [
        *_under_another_id((then, now), removed, added),
        *closest(similar_pairs(*prose)),
    ]


def _is_prose(value: Any) -> bool:
    if isinstance(value, Item):
        return not value.key_fields and not any(
            isinstance(getattr(value, field, None), str) for field in _NAMED_BY
        )
    return isinstance(value, str) and " " in value


# Changed ids ------------------------------------------------------------------------------------
def _under_another_id(
    states: tuple[Mapping[str, Any], Mapping[str, Any]],
    removed: Mapping[str, Any],
    added: Mapping[str, Any],
) -> list[tuple[str, str]]:
    """Entries whose id changed, with both ids.

    A match needs the same title, no other entry with that title, and half of the content equal; or
    a similar title with the same figures, three quarters of the content equal, and no other
    candidate as close. In doubt there is no match. People are matched by exact names only, as
    similar names may be different people.
    """
    lost, found = ({k: v for k, v in each.items() if _has_id(v)} for each in (removed, added))
    if not lost or not found:
        return []
    counts = [Counter(_title(each) for each in state.values()) for state in states]
    once = {title for title in counts[0] if counts[0][title] == counts[1][title] == 1}
    by_title = {_title(each): name for name, each in found.items()}
    pairs = []
    for name, value in lost.items():
        title = _title(value)
        if title and title in once and title in by_title:
            other = found[by_title[title]]
            if isinstance(value, Person) or _held_alike(value, other) >= _HALF:
                pairs.append((name, by_title[title]))
    taken = {name for pair in pairs for name in pair}
    rest = ({k: v for k, v in each.items() if k not in taken} for each in (lost, found))
    return [*pairs, *_nearest(*rest)]


def _has_id(value: Any) -> bool:
    return isinstance(value, Item) and naming(value) == ("id",)


def _title(value: Any) -> str:
    """The title of an entry with normalized white space; of a period, its days."""
    if not isinstance(value, Item):
        return ""
    fields = (title_field(value),) if title_field(value) else ("starts", "ends")
    words = (str(getattr(value, each)) for each in fields if getattr(value, each, None))
    return " ".join(" ".join(words).casefold().split())


def _nearest(lost: Mapping[str, Item], found: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Pairs that are each other's unique closest match."""
    titles = [
        {name: _title(each) for name, each in entries.items() if not isinstance(each, Person)}
        for entries in (lost, found)
    ]
    alike = similar_pairs(*(tuple(dict.fromkeys(filter(None, each.values()))) for each in titles))
    near: dict[tuple[str, str], tuple[float, float]] = {}
    for first, one in titles[0].items():
        for second, other in titles[1].items():
            if (one, other) in alike and _figures(one) == _figures(other):
                held = _held_alike(lost[first], found[second])
                if held >= _MOST:
                    near[first, second] = alike[one, other], held
    return [pair for pair in near if _only_best(pair, near)]


def _only_best(pair: tuple[str, str], near: Mapping[tuple[str, str], tuple[float, float]]) -> bool:
    rivals = (key for key in near if key != pair and (key[0] == pair[0] or key[1] == pair[1]))
    return all(near[key] < near[pair] for key in rivals)


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _held_alike(one: Item, other: Item) -> float:
    """The share, 0 to 1, of equal values in the same places, ignoring title and id.

    Dice's coefficient; 1 if neither has other content.
    """
    first, second = ({*_values(each)} for each in (one, other))
    both = len(first) + len(second)
    return 2 * len(first & second) / both if both else 1.0


def _values(item: Item) -> Iterator[tuple[str, ...]]:
    apart = {("id",), ("class",), (title_field(item),)}
    for each in walk(item, _by_title):
        is_id = each.key == "id" and isinstance(each.holder, Item)
        if not is_id and not isinstance(each.value, Item | tuple | dict) and each.path not in apart:
            yield (*each.path, str(each.value))


def _by_title(entries: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Entries by name; by title if they have ids, which may differ as well."""
    for name, each in named(entries):
        yield (_title(each) if _has_id(each) else "") or name, each


def similar_pairs(former: Sequence[str], newer: Sequence[str]) -> dict[tuple[str, str], float]:
    """Pairs of similar texts with their similarity, 0 to 1.

    Empty if comparing all would take too long.
    """
    if len(former) * len(newer) > _MOST_PAIRS:
        return {}
    words = {text: text.split() for text in (*former, *newer)}
    pairs = [
        (first, second)
        for first in former
        for second in newer
        if _at_most(words[first], words[second]) >= SIMILAR
    ]
    if sum(len(words[first]) * len(words[second]) for first, second in pairs) > _MOST_WORK:
        return {}
    shares = {pair: similarity(*pair) for pair in pairs}
    return {pair: share for pair, share in shares.items() if share >= SIMILAR}


def closest(shares: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """The closest pairs, with each text in at most one."""
    taken: tuple[set[str], set[str]] = (set(), set())
    found = []
    for first, second in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            found.append((first, second))
    return found


def similarity(one: str, other: str) -> float:
    """Word-based similarity of two texts, 0 to 1; symmetric.

    Twice the length of the longest common subsequence of words, divided by the total number of
    words: the normalized Indel similarity.
    """
    return Indel.normalized_similarity(one.split(), other.split())


def _at_most(first: Sequence[str], second: Sequence[str]) -> float:
    """An upper limit of :func:`similarity` for texts of these lengths."""
    both = len(first) + len(second)
    return 2 * min(len(first), len(second)) / both if both else 1.0
