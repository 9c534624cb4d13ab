"""The gate of the past, applied to all definitions of an older state."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.changes.diff import differences
from generator.checks import check_definitions
from generator.editions import Catalog, resolve, view
from generator.editions.catalog import Released
from generator.editions.past import (
    NO_SECRETS,
    For,
    Place,
    Since,
    gated,
    raised_to,
    secrets_of,
)
from generator.editions.view import without_dangling_references
from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.model.definitions import Definitions, Key, by_key, older_key, stands_in
from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.model.walk import REMOVED, Inside, items_by_name, parts, rewrite


@dataclass(frozen=True, slots=True)
class Gated:
    """An older state as an edition may see it.

    ``allowed``: the same as if all later states could be read; the difference is withheld, because
    those states may have made it secret. ``since``: what later states say of a definition, also
    of one with errors. ``inconsistent``: definitions that cannot be compared, as the values put in
    place of hidden ones refer to what the state does not have.
    """

    shown: Definitions
    allowed: Definitions
    since: Callable[[Key], Since] = lambda _: Since()
    inconsistent: frozenset[Key] = frozenset()

    def may_name(self, key: Key, edition: Edition, inside: Place = ()) -> bool:
        """Whether no later state keeps a definition from an edition, nor what is ``inside`` it."""
        since, subject = self.since(key), KINDS[key[0]].model.subject or Subject.HANDBOOK
        classes = (
            secrecy
            for place, secrecy in since.secrets.classes.items()
            if not place or (inside and place[: len(inside)] == inside)
        )
        read = (inside[0] in each.fields if inside else each.fields for each in since.gaps)
        return all(may_see(edition, subject, each) for each in classes) and all(read)


Gates = Callable[[Definitions, Definitions, Edition], tuple[Gated, Gated]]
"""What an edition may see of an older and of a newer state."""


def ungated(newest: Definitions) -> Gated:
    """A state without newer ones."""
    return Gated(newest, newest)


SinceThen = Callable[[Key, Item | None, Item | None], Since]
"""What is known of a definition since a state, by key, item then and item now; ``None`` for an item
that is missing or has errors."""


def gate(
    older: Definitions,
    since_then: SinceThen,
    edition: Edition,
    purpose: For,
    now: Definitions | None = None,
) -> Gated:
    """What may be shown of ``older``; ``now``: the state it is compared with, if newer."""
    held, newer = by_key(older), by_key(now) if now is not None else {}
    today = {older_key(key, item, held): item for key, item in newer.items()}
    shown: dict[Key, Item] = {}
    allowed: dict[Key, Item] = {}
    for key, item in held.items():
        found = gated(item, since_then(key, item, today.get(key)), edition, purpose)
        if found.shown is not item:
            shown[key] = found.shown
        if found.allowed is not item:
            allowed[key] = found.allowed
    open_to = older.taking(allowed) if allowed else older
    visible = older.taking(shown) if shown != allowed else open_to
    wrong = _inconsistent(visible, older) if visible is not open_to else {}
    if wrong:
        closed = {k: raised_to(each, Classification.CONFIDENTIAL) for k, each in wrong.items()}
        visible = visible.taking(closed)
    since = partial(_since_of, since_then, today)
    return Gated(visible, open_to, since, frozenset(wrong))


def _since_of(since_then: SinceThen, today: Mapping[Key, Item], key: Key) -> Since:
    return since_then(key, None, today.get(key))


def with_nothing_between(
    older: Definitions, newer: Definitions, edition: Edition
) -> tuple[Gated, Gated]:
    """Two states without others in between: what is secret in the newer was so in the older."""

    def since_then(_: Key, __: Item | None, now: Item | None) -> Since:
        return Since(secrets_of(now) if now is not None else NO_SECRETS, (), now)

    return gate(older, since_then, edition, For.COMPARISON, newer), ungated(newer)


def _inconsistent(shown: Definitions, older: Definitions) -> dict[Key, Item]:
    """Definitions of ``shown`` that became inconsistent as later values were substituted."""
    wrong = _errors(shown) - _errors(older)
    held = by_key(shown).items() if wrong else ()
    return {key: item for key, item in held if stands_in(item, wrong)}


def _errors(definitions: Definitions) -> set[str]:
    return {finding.where.path for finding in check_definitions(definitions)}


# What follows from what was taken out --------------------------------------------------------
PlaceIn = tuple[Key, tuple[str, ...]]
"""A definition, and the names of fields and entries to a place in it; none for all of it."""


def taken(own: Definitions, shown: Definitions) -> Iterator[PlaceIn]:
    """The lists and fields from which the gate took something, the innermost ones.

    ``own``: what the edition saw in the state itself. Lists that any definition may refer to, such
    as our people, are left out: what refers to a removed entry is a place of its own.
    """
    held = by_key(shown)
    for key, item in by_key(own).items():
        shared = {path for path, _ in KINDS[key[0]].entries}
        places = _taken(item, held[key]) if key in held else ((),)
        yield from ((key, each) for each in places if each not in shared)


def _taken(own: Any, shown: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if own == shown:
        return
    one, other = (dict(parts(each, items_by_name)) for each in (own, shown))
    if isinstance(own, Item) and type(own) is type(shown):
        for key in {**one, **other}.keys() - {"class"}:
            yield from _taken(one.get(key), other.get(key), (*path, key))
    elif one and one.keys() == other.keys():
        for key, each in one.items():
            yield from _taken(each, other[key], (*path, key))
    else:
        yield path


Pair = tuple[Catalog, Catalog]
"""The views of an older and of a newer state."""


def with_both_or_neither(own: Pair, shown: Pair) -> tuple[Pair, int]:
    """``shown`` without what one of them lacks and both held, and the number of such places.

    What refers to something that was taken goes with it. If the other state refers to something
    else there, it would be reported as new or removed. ``own``: what the edition saw in the states
    themselves.
    """
    older, newer = (by_key(each.definitions) for each in own)
    former = {key: older_key(key, item, older) for key, item in newer.items()}
    current = {then: key for key, then in former.items()}
    views, count = list(shown), 0
    while True:
        before = tuple(views)
        for side, ids in ((0, current), (1, former)):
            other = views[1 - side]
            held = by_key(other.definitions)
            gone = {
                (ids.get(key, key), path)
                for key, path in _gone(own[side].definitions, views[side].definitions)
            }
            places = {(key, path) for key, path in gone if _holds(held.get(key), path)}
            if places:
                views[1 - side] = with_nothing_at(places, other)
                count += len(places)
        if all(one.definitions == two.definitions for one, two in zip(before, views, strict=True)):
            return (views[0], views[1]), count


def _gone(own: Definitions, shown: Definitions) -> Iterator[PlaceIn]:
    held = by_key(shown)
    for key, item in by_key(own).items():
        yield from ((key, path) for path in _gone_from(item, held.get(key)))


def _gone_from(own: Any, shown: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Paths to the parts of ``own`` that ``shown`` lacks, the outermost ones."""
    if own in _EMPTY or own == shown:
        return
    entries = dict(parts(own, items_by_name)) if isinstance(own, tuple | dict) else {}
    if shown in _EMPTY and not entries:
        yield path
        return
    other = dict(parts(shown, items_by_name))
    for key, each in entries.items() or parts(own, items_by_name):
        yield from _gone_from(each, other.get(key), (*path, key))


def _holds(item: Item | None, path: tuple[str, ...]) -> bool:
    value: Any = item
    for key in path:
        value = dict(parts(value, items_by_name)).get(key)
    return value not in _EMPTY


_EMPTY: tuple[Any, ...] = (None, (), {})


def with_nothing_at(places: Collection[PlaceIn], catalog: Catalog) -> Catalog:
    """A view with nothing at some places, and without what refers to what stood there."""
    changed: dict[Key, Item | None] = {}
    for key, item in by_key(catalog.definitions).items():
        own = {path for its, path in places if its == key}
        left = rewrite(item, partial(_nothing_at, own), (), items_by_name) if own else item
        changed[key] = None if left is REMOVED else left
    seen = catalog.definitions.taking(changed)
    while (smaller := without_dangling_references(seen, catalog.definitions)) is not seen:
        seen = smaller
    released = {
        key: each
        for key, each in catalog.released.items()
        if key in seen.accounts and seen.accounts[key].wallet is not None
    }
    every = {key: released.get(key, Released()) for key in seen.accounts}
    return resolve(seen, catalog.edition, every, catalog.withheld)


def _nothing_at(
    places: Collection[tuple[str, ...]], _: Any, key: str, holder: Any, above: tuple[str, ...]
) -> Any:
    here = (*above, key) if holder is not None else ()
    return REMOVED if here in places else Inside(here)


def withheld(allowed: Definitions, shown: Catalog, hidden: frozenset[str]) -> int:
    """How many changes are withheld because later states could not be read.

    ``hidden``: ids that are not shown in any case.
    """
    more = view(allowed, shown.edition, without=hidden).definitions
    return sum(len(each.changes) or 1 for each in differences(more, shown.definitions))
