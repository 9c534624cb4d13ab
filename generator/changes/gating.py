"""The gate of the past, applied to all definitions of an older state."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.changes.diff import differences
from generator.checks import check_definitions
from generator.editions import Catalog, resolve, view
from generator.editions.catalog import Released
from generator.editions.past import LaterStates, Purpose, gate_item
from generator.editions.places import FieldPlace, standing_places
from generator.editions.secrets import secrets_of, with_class_at_least
from generator.editions.view import without_dangling_references
from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.model.definitions import Definitions, Key, by_key, has_file_in, older_key
from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.model.walk import REMOVED, Inside, items_by_name, parts, rewrite


@dataclass(frozen=True, slots=True)
class Gated:
    """An older state as an edition may see it.

    ``allowed``: the same as if all later states could be read; the difference is withheld, because
    those states may have made it secret. ``later``: the later states of a definition, also of one
    with errors. ``inconsistent``: definitions that cannot be compared, because the values
    substituted for hidden ones refer to what the state does not have.
    """

    shown: Definitions
    allowed: Definitions
    later: Callable[[Key], LaterStates] = lambda _: LaterStates()
    inconsistent: frozenset[Key] = frozenset()

    def may_name(self, key: Key, edition: Edition, place: FieldPlace = ()) -> bool:
        """Whether no later state hides a definition, or a place in it, from an edition."""
        later, subject = self.later(key), KINDS[key[0]].model.subject or Subject.HANDBOOK
        classes = (
            secrecy
            for other, secrecy in later.secrets.classes.items()
            if not other or (place and other[: len(place)] == place)
        )
        readable = (place[0] in each.fields if place else each.fields for each in later.unreadable)
        return all(may_see(edition, subject, each) for each in classes) and all(readable)


Gates = Callable[[Definitions, Definitions, Edition], tuple[Gated, Gated]]
"""What an edition may see of an older and of a newer state."""


def all_visible(newest: Definitions) -> Gated:
    """A state without later ones, of which nothing is withheld."""
    return Gated(newest, newest)


LaterStatesOf = Callable[[Key, Item | None, Item | None], LaterStates]
"""The later states of a definition by key, its item in the older state, and its current item.

An item is ``None`` if it is missing or has errors.
"""


def gate(
    older: Definitions,
    later_of: LaterStatesOf,
    edition: Edition,
    purpose: Purpose,
    now: Definitions | None = None,
) -> Gated:
    """What may be shown of ``older``; ``now``: the state it is compared with, if newer."""
    items, newer = by_key(older), by_key(now) if now is not None else {}
    current = {  # either of the two may have the id of the other among its former ones
        key: newer[its]
        for key, item in items.items()
        if (its := older_key(key, item, newer)) in newer
    }
    current |= {older_key(key, item, items): item for key, item in newer.items()}
    shown: dict[Key, Item] = {}
    allowed: dict[Key, Item] = {}
    for key, item in items.items():
        gated = gate_item(item, later_of(key, item, current.get(key)), edition, purpose)
        if gated.shown is not item:
            shown[key] = gated.shown
        if gated.allowed is not item:
            allowed[key] = gated.allowed
    all_allowed = older.with_items(allowed) if allowed else older
    visible = older.with_items(shown) if shown != allowed else all_allowed
    inconsistent = _inconsistent(visible, older) if visible is not all_allowed else {}
    if inconsistent:
        visible = visible.with_items(
            {
                key: with_class_at_least(item, Classification.CONFIDENTIAL)
                for key, item in inconsistent.items()
            }
        )

    def later(key: Key) -> LaterStates:
        return later_of(key, None, current.get(key))

    return Gated(visible, all_allowed, later, frozenset(inconsistent))


def gate_adjacent(older: Definitions, newer: Definitions, edition: Edition) -> tuple[Gated, Gated]:
    """The gates of two states without others between them: only the newer one hides anything."""

    def later_of(_: Key, __: Item | None, now: Item | None) -> LaterStates:
        if now is None:
            return LaterStates()
        return LaterStates(secrets_of(now), (), now, standing_places([[now]], {}))

    return gate(older, later_of, edition, Purpose.COMPARISON, newer), all_visible(newer)


def _inconsistent(shown: Definitions, older: Definitions) -> dict[Key, Item]:
    """Definitions of ``shown`` that became inconsistent as later values were substituted."""
    wrong = _files_with_errors(shown) - _files_with_errors(older)
    items = by_key(shown).items() if wrong else ()
    return {key: item for key, item in items if has_file_in(item, wrong)}


def _files_with_errors(definitions: Definitions) -> set[str]:
    return {finding.where.path for finding in check_definitions(definitions)}


# What depends on withheld content ---------------------------------------------------------------
DefinitionPlace = tuple[Key, tuple[str, ...]]
"""A definition, and the names of fields and entries to a place in it; none for all of it."""

CatalogPair = tuple[Catalog, Catalog]
"""The views of an older and of a newer state."""


def changed_places(full: CatalogPair, shown: CatalogPair) -> frozenset[DefinitionPlace]:
    """The innermost lists and fields that the gate changed in either state, under the ids of both.

    ``full``: what the edition sees of the states without the gate. Lists that any definition may
    refer to, such as our people, are left out: references to a removed entry are places of their
    own.
    """
    older, newer = (by_key(each.definitions) for each in full)
    ids = {key: older_key(key, item, older) for key, item in newer.items()}
    ids |= {former: key for key, former in ids.items() if former != key}
    places = (
        place
        for one, other in zip(full, shown, strict=True)
        for place in _changed_places(one.definitions, other.definitions)
    )
    return frozenset((each, path) for key, path in places for each in (key, ids.get(key, key)))


def _changed_places(full: Definitions, shown: Definitions) -> Iterator[DefinitionPlace]:
    items = by_key(shown)
    for key, item in by_key(full).items():
        shared = {path for path, _ in KINDS[key[0]].entries}
        places = _changed_in(item, items[key]) if key in items else ((),)
        yield from ((key, each) for each in places if each not in shared)


def _changed_in(full: Any, shown: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if full == shown:
        return
    before, after = (dict(parts(each, items_by_name)) for each in (full, shown))
    if isinstance(full, Item) and type(full) is type(shown):
        for key in {**before, **after}.keys() - {"class"}:
            yield from _changed_in(before.get(key), after.get(key), (*path, key))
    elif before and before.keys() == after.keys():
        for key, each in before.items():
            yield from _changed_in(each, after[key], (*path, key))
    else:
        yield path


def withhold_in_both(full: CatalogPair, shown: CatalogPair) -> tuple[CatalogPair, int]:
    """``shown`` without what is withheld in one of them only, and the number of such places.

    A reference to something withheld is removed with it. If the other state refers to something
    else there, it would otherwise be reported as added or removed. ``full``: what the edition sees
    of the states without the gate.
    """
    older, newer = (by_key(each.definitions) for each in full)
    former = {key: older_key(key, item, older) for key, item in newer.items()}
    current = {then: key for key, then in former.items()}
    views, count = list(shown), 0
    while True:
        previous = tuple(views)
        for side, ids in ((0, current), (1, former)):
            other = views[1 - side]
            items = by_key(other.definitions)
            removed = {
                (ids.get(key, key), path)
                for key, path in _removed_places(full[side].definitions, views[side].definitions)
            }
            places = {(key, path) for key, path in removed if _has_value(items.get(key), path)}
            if places:
                views[1 - side] = without_places(places, other)
                count += len(places)
        if all(a.definitions == b.definitions for a, b in zip(previous, views, strict=True)):
            return (views[0], views[1]), count


def _removed_places(full: Definitions, shown: Definitions) -> Iterator[DefinitionPlace]:
    items = by_key(shown)
    for key, item in by_key(full).items():
        yield from ((key, path) for path in _removed_from(item, items.get(key)))


def _removed_from(full: Any, shown: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Paths to the outermost parts of ``full`` that ``shown`` does not have."""
    if full in _EMPTY or full == shown:
        return
    entries = dict(parts(full, items_by_name)) if isinstance(full, tuple | dict) else {}
    if shown in _EMPTY and not entries:
        yield path
        return
    other = dict(parts(shown, items_by_name))
    for key, each in entries.items() or parts(full, items_by_name):
        yield from _removed_from(each, other.get(key), (*path, key))


def _has_value(item: Item | None, path: tuple[str, ...]) -> bool:
    value: Any = item
    for key in path:
        value = dict(parts(value, items_by_name)).get(key)
    return value not in _EMPTY


_EMPTY: tuple[Any, ...] = (None, (), {})


def without_places(places: Collection[DefinitionPlace], catalog: Catalog) -> Catalog:
    """A view with some places removed, and everything that referred to their content."""
    changed: dict[Key, Item | None] = {}
    for key, item in by_key(catalog.definitions).items():
        paths = {path for its, path in places if its == key}
        left = rewrite(item, partial(_without, paths), (), items_by_name) if paths else item
        changed[key] = None if left is REMOVED else left
    seen = catalog.definitions.with_items(changed)
    while (smaller := without_dangling_references(seen, catalog.definitions)) is not seen:
        seen = smaller
    released = {
        key: Released() if account.wallet is None else catalog.released.get(key, Released())
        for key, account in seen.accounts.items()
    }
    return resolve(seen, catalog.edition, released, catalog.withheld)


def _without(
    paths: Collection[tuple[str, ...]], _: Any, key: str, holder: Any, above: tuple[str, ...]
) -> Any:
    here = (*above, key) if holder is not None else ()
    return REMOVED if here in paths else Inside(here)


def count_withheld(allowed: Definitions, shown: Catalog, hidden: frozenset[str]) -> int:
    """How many changes are withheld because later states could not be read.

    ``hidden``: ids that are not shown in any case.
    """
    more = view(allowed, shown.edition, without=hidden).definitions
    return sum(len(each.changes) or 1 for each in differences(more, shown.definitions))
