"""The changes between two states of one definition of any kind.

List entries are matched by name (an id, the competency of a requirement, the text of a statement),
so their order does not matter; where it does, as in a scale, a reordering is a change of its own.
An entry with a new id is `renamed`, and its other differences are changes of that entry.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from rapidfuzz.distance import Indel

from generator.findings.finding import Location
from generator.model.common import Behaviour
from generator.model.company import Person
from generator.model.definitions import Key
from generator.model.entries import (
    NAMED_BY,
    name_of,
    named,
    naming,
    numbered,
    title_field,
)
from generator.model.item import Item, fields_of
from generator.model.profile import Region
from generator.model.strategy import Assumption, Objective, Opportunity, Risk
from generator.model.walk import walk

ChangeKind = Literal["added", "removed", "renamed", "updated", "deprecated"]

# Fields about the state itself, not about what it defines.
APART = ("schema_", "version", "changes", "review", "approved")

# Lists whose order has a meaning.
IN_ORDER = ("scale", "steps")

_Name = TypeVar("_Name", str, Key)

_Places = tuple[Location, Location]  # in the older state, in the newer one

_SAID_ONCE = (Assumption, Objective, Opportunity, Risk)
"""Entries that say in their title what they are about; a promise or decision may be given again."""

_HALF, _MOST = 0.5, 0.75
"""Required shares of equal content: with the same title, with a similar one."""

SIMILAR = 0.6
"""Share of common text from which two texts count as rewordings of one statement."""

_MOST_PAIRS = 2500
"""More pairs would not be read."""

_MOST_WORK = 50_000_000
"""Word count of one side times that of the other: takes less than a second."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``path``: names of fields and entries.

    ``before`` is ``None`` for additions, ``after`` for removals; for a renamed entry they are its
    ids, and paths use the newer one. ``where``: the location in the newer state, or in the older
    one for removals.
    """

    kind: ChangeKind
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
        for name, _, _ in fields_of(after):
            yield from _field(before, after, name, path)
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _values(before.get(key), after.get(key), (*path, str(key)), where)
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


def match_entries(
    before: Iterable[Any], after: Iterable[Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entries of two states by name; of several with the same name, equal ones are paired."""
    old, new = _by_name(before), _by_name(after)
    return _with_numbers(old, new), _with_numbers(new, old)


def _by_name(values: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for value in values:
        found[name_of(value)].append(value)
    return found


def _with_numbers(these: Mapping[str, list[Any]], those: Mapping[str, list[Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, entries in these.items():
        ordered = _equal_first(entries, those.get(name, ()))
        found |= {numbered(name, number): each for number, each in enumerate(ordered, 1)}
    return found


def _equal_first(entries: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
    """Entries of one name in the same order in both states, as far as possible."""
    if len(entries) < 2:
        return entries
    same = {repr(each) for each in others}
    return sorted(entries, key=lambda each: (repr(each) not in same, repr(each)))


def match_renamed(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of names of matching entries that exist in only one state each.

    Entries with ids match if little else differs, see :func:`_under_another_id`; those of which one
    has none if their texts are similar, closest first.
    """
    removed = {name: value for name, value in then.items() if name not in now}
    added = {name: value for name, value in now.items() if name not in then}
    prose, with_id = (
        [
            {said(value): name for name, value in each.items() if said(value)}
            for each in (removed, added)
        ]
        for said in (_text_of_prose, _text_under_id)
    )
    shares = {
        (old[one], new[other]): share
        for old, new in ((prose[0], prose[1]), (prose[0], with_id[1]), (with_id[0], prose[1]))
        for (one, other), share in similar_pairs([*old], [*new]).items()
    }
    return [*_under_another_id((then, now), removed, added), *closest(shares)]


def _text_of_prose(value: Any) -> str:
    """The text that alone names an entry; empty where something else does."""
    if isinstance(value, Item):
        named_by = (getattr(value, field, None) for field in NAMED_BY)
        is_named = value.key_fields or any(isinstance(each, str) for each in named_by)
        return "" if is_named else name_of(value)
    return value if isinstance(value, str) and " " in value else ""


def _text_under_id(value: Any) -> str:
    """The text of a statement that has an id, which it may have been given, or lost, since."""
    return value.says if isinstance(value, Behaviour) and value.id else ""


# Changed ids ------------------------------------------------------------------------------------
def _under_another_id(
    states: tuple[Mapping[str, Any], Mapping[str, Any]],
    removed: Mapping[str, Any],
    added: Mapping[str, Any],
) -> list[tuple[str, str]]:
    """Entries whose id changed, with both ids.

    A match needs the same title, no other entry with that title, and, of what may stand there once
    more, half of the content equal; or a similar title with the same figures, three quarters of the
    content equal, and no other candidate as close; or, whatever the title, for objectives the same
    metric and actions, for regions the same clock, hours and lead. In doubt there is no match.
    People are matched by exact names only, as similar names may be different people.
    """
    old, new = ({k: v for k, v in each.items() if _has_id(v)} for each in (removed, added))
    if not old or not new:
        return []
    counts = [Counter(title_key(each) for each in state.values()) for state in states]
    once = {title for title in counts[0] if counts[0][title] == counts[1][title] == 1}
    by_title = {title_key(each): name for name, each in new.items()}
    pairs = []
    for name, value in old.items():
        title = title_key(value)
        if title and title in once and title in by_title:
            other = new[by_title[title]]
            alone = isinstance(value, (Person, *_SAID_ONCE))
            if alone or share_of_equal_values(value, other) >= _HALF:
                pairs.append((name, by_title[title]))
    pairs += _nearest(*_unmatched(pairs, old, new))
    return [*pairs, *_same_but_for_words(*_unmatched(pairs, old, new))]


def _unmatched(
    pairs: Sequence[tuple[str, str]], old: Mapping[str, Item], new: Mapping[str, Item]
) -> tuple[dict[str, Item], dict[str, Item]]:
    olds, news = ({pair[side] for pair in pairs} for side in (0, 1))
    return (
        {name: each for name, each in old.items() if name not in olds},
        {name: each for name, each in new.items() if name not in news},
    )


def _same_but_for_words(old: Mapping[str, Item], new: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Objectives and regions that are the same under another name, where no other one may be."""
    alike = [
        (name, other)
        for name, one in old.items()
        for other, two in new.items()
        if _is_same_objective(one, two) or _is_same_region(one, two)
    ]
    uses = Counter((side, pair[side]) for pair in alike for side in (0, 1))
    return [pair for pair in alike if uses[0, pair[0]] == uses[1, pair[1]] == 1]


def _has_id(value: Any) -> bool:
    return isinstance(value, Item) and naming(value) == ("id",)


def title_key(value: Any) -> str:
    """The title of an entry with normalized white space; of a period, its days."""
    if not isinstance(value, Item):
        return ""
    fields = (title_field(value),) if title_field(value) else ("starts", "ends")
    words = (str(getattr(value, each)) for each in fields if getattr(value, each, None))
    return " ".join(" ".join(words).casefold().split())


def _nearest(old: Mapping[str, Item], new: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Pairs that are each other's unique closest match."""
    titles = [
        {name: title_key(each) for name, each in entries.items() if not isinstance(each, Person)}
        for entries in (old, new)
    ]
    alike = similar_pairs(*(tuple(dict.fromkeys(filter(None, each.values()))) for each in titles))
    near: dict[tuple[str, str], tuple[float, float]] = {}
    for first, one in titles[0].items():
        for second, other in titles[1].items():
            if (one, other) in alike and _figures(one) == _figures(other):
                share = share_of_equal_values(old[first], new[second])
                if share >= _MOST:
                    near[first, second] = alike[one, other], share
    return [pair for pair in near if _only_best(pair, near)]


def _only_best(pair: tuple[str, str], near: Mapping[tuple[str, str], tuple[float, float]]) -> bool:
    rivals = (key for key in near if key != pair and (key[0] == pair[0] or key[1] == pair[1]))
    return all(near[key] < near[pair] for key in rivals)


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _is_same_objective(one: Any, other: Any) -> bool:
    """Whether two objectives are measured and pursued in the same way, whatever their words."""
    if not isinstance(one, Objective) or not isinstance(other, Objective) or one.metric is None:
        return False
    return same(one.metric, other.metric) and same(one.actions, other.actions)


def _is_same_region(one: Any, other: Any) -> bool:
    """Whether two regions differ in nothing but their names."""
    if not isinstance(one, Region) or not isinstance(other, Region):
        return False
    own = {"id": other.id, "name": other.name, "also_called": other.also_called}
    return same(one.model_copy(update=own), other)


def share_of_equal_values(one: Item, other: Item) -> float:
    """The share, 0 to 1, of equal values in the same places, ignoring title and id.

    Dice's coefficient; 1 if neither has other content.
    """
    first, second = ({*_leaf_values(each)} for each in (one, other))
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 1.0


def _leaf_values(item: Item) -> Iterator[tuple[str, ...]]:
    apart = {("id",), ("class",), (title_field(item),)}
    for each in walk(item, _by_title):
        is_id = each.key == "id" and isinstance(each.holder, Item)
        if not is_id and not isinstance(each.value, Item | tuple | dict) and each.path not in apart:
            yield (*each.path, str(each.value))


def _by_title(entries: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Entries by name; by title if they have ids, which may differ as well."""
    for name, each in named(entries):
        yield (title_key(each) if _has_id(each) else "") or name, each


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


def closest(shares: Mapping[tuple[_Name, _Name], float]) -> list[tuple[_Name, _Name]]:
    """The closest pairs, with each name in at most one."""
    used: tuple[set[_Name], set[_Name]] = (set(), set())
    found = []
    for first, second in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if first not in used[0] and second not in used[1]:
            used[0].add(first)
            used[1].add(second)
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
    total = len(first) + len(second)
    return 2 * min(len(first), len(second)) / total if total else 1.0
