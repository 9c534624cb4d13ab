"""The gate of the past: what of an older state an edition may see (ADR 0013).

A value is shown if its class then, and the class of the same place in every later state, allow it.
A removed place allows: a deletion is shown under the last class the place had. If a later state
cannot be read, only what is unchanged after it is shown. Both work by raising classes and by
substituting later values; the view of the edition then removes what it may not see.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import reduce
from typing import Any

from generator.editions.places import (
    FieldPlace,
    all_names,
    entries_without_id,
    holder_of,
    items_of,
    may_have_moved,
    place_below,
    place_by_id,
    place_of,
)
from generator.editions.secrets import (
    NO_SECRETS,
    Secrets,
    class_at,
    raise_classes,
    strictest,
    with_class_at_least,
)
from generator.findings.classification import (
    Classification,
    Edition,
    Subject,
    may_see,
    stricter,
)
from generator.model.entries import has_id, has_key, named
from generator.model.item import Item
from generator.model.kinds import People
from generator.model.walk import (
    REMOVED,
    Inside,
    Visit,
    items_by_name,
    rewrite,
)

_EMPTY: tuple[Any, ...] = (None, (), {})

_ITSELF = ("schema_", "id", "aliases", "secrecy")
"""Fields that are no content: they identify and classify the item."""


class Purpose(Enum):
    """The purpose of showing an older state, which determines what replaces a withheld value."""

    COMPARISON = auto()
    """Its current value, so that no change is shown."""
    HISTORY = auto()
    """Its next value."""
    SITE = auto()
    """Nothing, if the item is valid without; else its current value."""


@dataclass(frozen=True, slots=True)
class UnreadableState:
    """A state of a definition that cannot be read completely.

    ``fields``: its readable fields; ``after``: the readable states after it, nearest first,
    including ``now``.
    """

    fields: Collection[str]
    after: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class LaterStates:
    """What the states later than another one say about a definition.

    ``secrets``: from readable later states; ``unreadable``: states that cannot be read completely;
    ``now``: the state that an older one is compared with, ``None`` if the definition was removed.
    ``standing``: places that stand in all of them, see :func:`standing_places`; ``names``: other
    ids of a definition, by id.
    """

    secrets: Secrets = NO_SECRETS
    unreadable: tuple[UnreadableState, ...] = ()
    now: Item | None = None
    standing: Collection[FieldPlace] = frozenset()
    names: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GatedItem:
    """An older state as it may be shown; ``allowed``: the same as if all states could be read."""

    shown: Item
    allowed: Item


def gate_item(older: Item, later: LaterStates, edition: Edition, purpose: Purpose) -> GatedItem:
    """An older state of a definition as ``edition`` may see it."""
    allowed = _reclassify(older, later, edition, purpose)
    shown = allowed
    if edition is not Edition.LEADERSHIP:
        shown = _restrict_unmatched(shown, later)
        for state in later.unreadable:
            shown = _reduce(shown, state, later.now, purpose)
    return GatedItem(shown, allowed)


# Classification ---------------------------------------------------------------------------------
def _reclassify(older: Item, later: LaterStates, edition: Edition, purpose: Purpose) -> Item:
    """``older`` with each item at least as restricted as its place in later states.

    In a comparison, an item that is visible now is replaced by its current content instead: it
    would be wrong to report it as new.
    """
    may_hide = any(
        not may_see(edition, subject, secrecy)
        for secrecy in {*later.secrets.classes.values()}
        for subject in Subject
    )
    hidden = {
        place: (visit, secrecy)
        for visit, place, secrecy in (_later_classes(older, later) if may_hide else ())
        if not may_see(edition, _subject_of(visit), secrecy)
    }
    raised = {place: secrecy for place, (_, secrecy) in hidden.items()}
    if raised and purpose is Purpose.COMPARISON and later.now is not None:
        now = _now(later.now, later.names)
        current: dict[FieldPlace, list[Item]] = {}
        for place, (visit, _) in hidden.items():
            found = now.get(place) or now.get(place_by_id(visit), [])
            items = [each.value for each in found]
            if items and all(_is_visible(each, edition) for each in found):
                current[place] = items if place else [_with_id_of(older, items[-1])]
        older = _replace_items(older, current)
        raised = {place: each for place, each in raised.items() if place not in current}
    new = raise_classes(older, raised) if raised else older
    return new if later.secrets.figures else _without_figures(new)


def _later_classes(
    older: Item, later: LaterStates
) -> Iterator[tuple[Visit, FieldPlace, Classification]]:
    """The items of ``older`` that are not public in later states, their places and classes.

    Where the place of an item does not stand in each of them, its id counts wherever it stands.
    """
    classes, by_id = later.secrets.classes, later.secrets.by_id
    for visit in items_of(older):
        place = place_of(visit)
        found = [classes[place]] if place in classes else []
        other = place_by_id(visit) if by_id else ()
        if other in by_id and may_have_moved(visit, later.standing):
            found.append(by_id[other])
        if found:
            yield visit, place, reduce(stricter, found)


def _now(item: Item, names: Mapping[str, Collection[str]]) -> Mapping[FieldPlace, list[Visit]]:
    """The items of the current state by their places, under all names."""
    found: dict[FieldPlace, list[Visit]] = {}
    for visit in items_of(item):
        for place in {place_of(visit), place_by_id(visit)}:
            for name in all_names(place, names):
                found.setdefault(name, []).append(visit)
    return found


def _is_visible(visit: Visit, edition: Edition) -> bool:
    return may_see(edition, _subject_of(visit), class_at(visit))


def _subject_of(visit: Visit) -> Subject:
    """What a visited part of a definition is about."""
    own = type(visit.value).subject if isinstance(visit.value, Item) else None
    return own or (_subject_of(visit.above) if visit.above else Subject.HANDBOOK)


def _with_id_of(older: Item, now: Item) -> Item:
    """``now`` under the id of ``older``, so that a changed id is still reported."""
    ids = {name: getattr(older, name) for name in ("id", "aliases") if hasattr(older, name)}
    return now.model_copy(update=ids)


def _replace_items(value: Item, items: Mapping[FieldPlace, Sequence[Item]]) -> Item:
    """``value`` with the items at some places replaced.

    Entries without an id are replaced one after the other. Where there are more of them than
    replacements, such as two notes of one title of which one is left, the others are removed.
    """
    replacements = {place: iter(each) for place, each in items.items()}

    def change(part: Any, key: str, holder: Any, above: FieldPlace) -> Any:
        here = above if holder is None else place_below(above, key, holder, part)
        if not isinstance(part, Item) or here not in items:
            return Inside(here)
        is_numbered = isinstance(holder, tuple) and not has_id(part)
        return next(replacements[here], REMOVED) if is_numbered else items[here][-1]

    new: Item = rewrite(value, change, (), items_by_name)
    return new


def _without_figures(older: Item) -> Item:
    if not isinstance(older, People):
        return older
    people = tuple(each.model_copy(update={"also_carries": None}) for each in older.people)
    return older.model_copy(update={"people": people})


# Entries without an id --------------------------------------------------------------------------
def _restrict_unmatched(older: Item, later: LaterStates) -> Item:
    """``older`` with unmatched entries as restricted as any later entry of their list.

    An entry without an id is identified only by its words, such as the title of a note: if it does
    not exist in every later state, it may be one that was made secret in between. Where only its
    words name it, it may have moved to the list of another entry before.
    """
    lists = later.secrets.lists
    if not lists:
        return older
    by_words = strictest((place[-2:], each) for place, each in later.secrets.classes.items())
    unmatched = {}
    for visit in entries_without_id(older):
        place, holder = place_of(visit), holder_of(visit)
        if place in later.standing:
            continue
        found = lists.get(place[:-1])
        if holder and holder not in later.standing:  # it may have another id since
            every = (each for other, each in lists.items() if other[-1] == place[-2])
            found = reduce(stricter, every, Classification.PUBLIC)
        if not has_key(visit.value) and (elsewhere := by_words.get(place[-2:])):
            found = stricter(found or elsewhere, elsewhere)
        if found and found is not Classification.PUBLIC:  # which would be told as a class given
            unmatched[place] = found
    return raise_classes(older, unmatched) if unmatched else older


# Unreadable states ------------------------------------------------------------------------------
def _reduce(older: Item, state: UnreadableState, now: Item | None, purpose: Purpose) -> Item:
    """``older`` without what is not the same after an unreadable state."""
    if not state.after:
        return with_class_at_least(older, Classification.CONFIDENTIAL)
    first = [each for each in state.after if each is now and purpose is not Purpose.HISTORY]
    later = [*first, *state.after]
    update = _reduced_fields(older, later, readable=state.fields, empty=purpose is Purpose.SITE)
    return older.model_copy(update=update) if update else older


def _reduced_fields(
    older: Item, later: Sequence[Item], *, empty: bool, readable: Collection[str] = ()
) -> dict[str, Any]:
    """New values for fields of ``older``: empty if allowed and possible, else later ones.

    ``readable``: fields that stay as they are.
    """
    update = {}
    for name, info in type(older).model_fields.items():
        if name in readable or name in _ITSELF:
            continue
        value = getattr(older, name)
        new = _reduced(value, [getattr(each, name, None) for each in later], empty=empty)
        if new is not value:
            replaced = new is getattr(later[0], name, None)
            clear = empty and replaced and not info.is_required()
            update[name] = info.get_default(call_default_factory=True) if clear else new
    return update


def _reduced(value: Any, later: Sequence[Any], *, empty: bool) -> Any:
    """The part of a value that is also in ``later`` ones; if there is none, the first of them."""
    if value in _EMPTY or value in later:
        return value
    if isinstance(value, Item):
        same_type = [each for each in later if type(each) is type(value)]
        if not same_type:
            return with_class_at_least(value, Classification.CONFIDENTIAL)
        update = _reduced_fields(value, same_type, empty=empty)
        return value.model_copy(update=update) if update else value
    if isinstance(value, tuple):
        lists = [each for each in later if isinstance(each, tuple)]
        return _reduced_list(value, lists, empty=empty) or later[0]
    if isinstance(value, dict):
        maps = [each for each in later if isinstance(each, dict)]
        values = {key: [each[key] for each in maps if key in each] for key in value}
        return {
            key: _reduced(each, values[key], empty=empty)
            for key, each in value.items()
            if values[key] or isinstance(each, Item)
        }
    return later[0]


def _reduced_list(
    entries: tuple[Any, ...], later: Sequence[tuple[Any, ...]], *, empty: bool
) -> tuple[Any, ...]:
    if entries and isinstance(entries[0], Item):
        lists = [dict(named(each)) for each in later]
        return tuple(
            _reduced(entry, [each[name] for each in lists if name in each], empty=empty)
            for name, entry in named(entries)
        )
    remaining = {entry for each in later for entry in each}
    return tuple(each for each in entries if each in remaining)
