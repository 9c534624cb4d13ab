"""The gate of the past: what of an older state an edition may be shown (ADR 0013).

A value is shown where its class then, and the class of the same place in every state since, allow
it. A place that is gone allows: a deletion is told under the last class the place had. Where a
state since cannot be read, only what stands after it is shown. Both are done by raising classes and
by taking values of later states; the view of the edition then takes out what it may not see.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import product
from typing import Any

from generator.findings.classification import Edition, Secrecy, stricter
from generator.model.entries import has_key, name_of, named
from generator.model.item import Item
from generator.model.kinds import People

Place = tuple[str, ...]
"""Names of fields and of entries, from the definition or the nearest entry with an id down.

Empty for the definition itself. An entry with an id has the same place wherever in the definition
its list stands.
"""

Classes = Mapping[Place, Secrecy]

_EMPTY: tuple[Any, ...] = (None, (), {})

_ITSELF = ("schema_", "id", "aliases", "secrecy")
"""Fields that are no content: they name the item and class it."""


class For(Enum):
    """What an older state is shown for, and so what stands in for a value that is not shown."""

    COMPARISON = auto()
    """The value it has now, so that no change of it is told."""
    HISTORY = auto()
    """The value it has next."""
    SITE = auto()
    """Nothing, where the item can do without; else the value it has now."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A state of a definition that cannot be read, or not as a whole.

    ``fields``: what of it can be read; ``after``: the states after it that can be read, ``now``
    among them, the nearest first.
    """

    fields: Collection[str]
    after: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a state of a definition says of who may see it.

    ``classes``: of each item that is not for everybody; ``lists``: the strictest class of an entry
    without an id, by the place of its list; ``figures``: whether figures about our people may be
    shown.
    """

    classes: Classes = field(default_factory=dict)
    lists: Classes = field(default_factory=dict)
    figures: bool = True


NO_SECRETS = Secrets()


def secrets_of(item: Item) -> Secrets:
    """What a state says of who may see it."""
    lists = (
        (place[:-1], entry.secrecy) for place, entry in _entries(item) if entry.secrecy is not None
    )
    figures = not isinstance(item, People) or item.figures
    return Secrets(_strictest(_classes(item)), _strictest(lists), figures)


def together(secrets: Iterable[Secrets]) -> Secrets:
    """The strictest of what several states say."""
    found = tuple(each for each in secrets if each is not NO_SECRETS)
    return Secrets(
        _strictest(pair for each in found for pair in each.classes.items()),
        _strictest(pair for each in found for pair in each.lists.items()),
        all(each.figures for each in found),
    )


def under_all_names(secrets: Secrets, names: Mapping[str, Collection[str]]) -> Secrets:
    """``secrets`` with what is said of a place also for its other names.

    ``names``: for the id of a definition its other ones; an entry may be named by a reference.
    """

    def spread(classes: Classes) -> Classes:
        return _strictest(
            (other, secrecy)
            for place, secrecy in classes.items()
            for other in product(*((each, *names.get(each, ())) for each in place))
        )

    if not names:
        return secrets
    return Secrets(spread(secrets.classes), spread(secrets.lists), secrets.figures)


@dataclass(frozen=True, slots=True)
class Since:
    """What is known of a definition from a state on.

    ``secrets``: what the later states say, as far as they can be read; ``gaps``: those that cannot
    be read as a whole; ``now``: the state an older one is held against, ``None`` where it is gone.
    """

    secrets: Secrets = NO_SECRETS
    gaps: tuple[Gap, ...] = ()
    now: Item | None = None


@dataclass(frozen=True, slots=True)
class GatedItem:
    """An older state as it may be shown; ``allowed``: the same if every state could be read."""

    shown: Item
    allowed: Item


def harmless(edition: Edition) -> frozenset[Secrecy]:
    """Classes that hide nothing from an edition, whatever an item is about."""
    if edition is Edition.LEADERSHIP:
        return frozenset({Secrecy.PUBLIC, Secrecy.INTERNAL, Secrecy.CONFIDENTIAL})
    return frozenset({Secrecy.PUBLIC})


def gated(older: Item, since: Since, edition: Edition, purpose: For) -> GatedItem:
    """An older state of a definition as ``edition`` may be shown it."""
    allowed = _reclassed(older, since, harmless(edition), purpose)
    shown = allowed
    if edition is not Edition.LEADERSHIP:
        shown = _without_lost(shown, since)
        for gap in since.gaps:
            shown = _closed(shown, gap, since.now, purpose)
    return GatedItem(shown, allowed)


# Classes --------------------------------------------------------------------------------------
def _reclassed(older: Item, since: Since, open_to: Collection[Secrecy], purpose: For) -> Item:
    """``older`` with each item at least as secret as what stands at its place in later states.

    In a comparison, what is open now keeps its place and is as it is now: to call it new would be
    wrong.
    """
    classes = since.secrets.classes.items()
    raised = {place: secrecy for place, secrecy in classes if secrecy not in open_to}
    if raised and purpose is For.COMPARISON and since.now is not None:
        closed = {place for place, secrecy in _classes(since.now) if secrecy not in open_to}
        standing = {
            place: item
            for place, item in _items(since.now)
            if place in raised and place not in closed
        }
        older = _standing(older, (), standing)
        raised = {place: each for place, each in raised.items() if place not in standing}
    new = _raised(older, (), raised) if raised else older
    return new if since.secrets.figures else _without_figures(new)


def _strictest(classes: Iterable[tuple[Place, Secrecy]]) -> Classes:
    found: dict[Place, Secrecy] = {}
    for place, secrecy in classes:
        found[place] = stricter(secrecy, found.get(place, secrecy))
    return found


def _classes(
    value: Any, place: Place = (), floor: Secrecy = Secrecy.PUBLIC
) -> Iterator[tuple[Place, Secrecy]]:
    """The place of each item inside ``value`` that is not for everybody, with its class.

    ``floor``: the class of what holds it.
    """
    if isinstance(value, Item):
        floor = stricter(floor, value.own_class)
        if floor is not Secrecy.PUBLIC:
            yield place, floor
    for name, inner in _inside(value):
        yield from _classes(inner, _at(place, name, value, inner), floor)


def _items(value: Any, place: Place = ()) -> Iterator[tuple[Place, Item]]:
    """Each item inside ``value`` with its place."""
    if isinstance(value, Item):
        yield place, value
    for name, inner in _inside(value):
        yield from _items(inner, _at(place, name, value, inner))


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """What of a value may hold items, with its name in a place."""
    if isinstance(value, Item):
        for name in type(value).model_fields:
            if isinstance(inner := getattr(value, name), Item | tuple | dict):
                yield name, inner
    elif isinstance(value, tuple):
        yield from named(value) if value and isinstance(value[0], Item) else ()
    elif isinstance(value, dict):
        yield from ((str(key), inner) for key, inner in value.items())


def _at(place: Place, name: str, holder: Any, inner: Any) -> Place:
    """The place of ``inner``, which ``holder`` holds by a name."""
    is_entry = isinstance(holder, tuple) and isinstance(inner, Item) and has_key(inner)
    return (place[-1], name_of(inner)) if is_entry else (*place, name)


def _raised(value: Any, place: Place, classes: Classes) -> Any:
    """``value`` with items raised to the class of their place; itself where none is."""
    inner = {
        name: _raised(each, _at(place, name, value, each), classes) for name, each in _inside(value)
    }
    new = _with_inner(value, inner)
    secrecy = classes.get(place) if isinstance(new, Item) else None
    return new if secrecy is None else raised_to(new, secrecy)


def _standing(value: Any, place: Place, items: Mapping[Place, Item]) -> Any:
    """``value`` with other items at some places."""
    new = items.get(place) if isinstance(value, Item) else None
    if new is not None:
        return new
    inner = {
        name: _standing(each, _at(place, name, value, each), items) for name, each in _inside(value)
    }
    return _with_inner(value, inner)


def raised_to(item: Item, secrecy: Secrecy) -> Item:
    """``item`` with at least a class."""
    strictest = stricter(secrecy, item.secrecy or secrecy)
    return item if item.secrecy is strictest else item.model_copy(update={"secrecy": strictest})


def _with_inner(value: Any, inner: Mapping[str, Any]) -> Any:
    """``value`` with other parts, named as by :func:`_inside`; itself where they are the same."""
    parts = dict(_inside(value))
    if all(inner[name] is each for name, each in parts.items()):
        return value
    if isinstance(value, Item):
        return value.model_copy(update=dict(inner))
    if isinstance(value, tuple):
        return tuple(inner.values())
    return {key: inner[str(key)] for key in value}


def _without_figures(older: Item) -> Item:
    """``older`` without figures about our people."""
    if not isinstance(older, People):
        return older
    people = tuple(each.model_copy(update={"also_carries": None}) for each in older.people)
    return older.model_copy(update={"people": people})


# Entries without an id ------------------------------------------------------------------------
def _without_lost(older: Item, since: Since) -> Item:
    """``older`` with entries that nobody can follow as secret as any entry of their list since.

    An entry without an id is known by its words alone: where it does not stand now, it may be one
    of those that were made secret in between.
    """
    lists = since.secrets.lists
    if not lists:
        return older
    standing = {place for place, item in _entries(since.now) if item.secrecy is None}
    lost = {
        place: lists[place[:-1]]
        for place, _ in _entries(older)
        if place[:-1] in lists and place not in standing
    }
    raised: Item = _raised(older, (), lost) if lost else older
    return raised


def _entries(value: Any) -> Iterator[tuple[Place, Item]]:
    """Entries of lists that have no id, with their places."""
    yield from ((place, item) for place, item in _items(value) if place and not has_key(item))


# States that cannot be read -------------------------------------------------------------------
def _closed(older: Item, gap: Gap, now: Item | None, purpose: For) -> Item:
    """``older`` with nothing left but what stands after a state that cannot be read."""
    if not gap.after:
        return raised_to(older, Secrecy.CONFIDENTIAL)
    first = [each for each in gap.after if each is now and purpose is not For.HISTORY]
    later = [*first, *gap.after]
    update = _kept_fields(older, later, apart=gap.fields, empty=purpose is For.SITE)
    return older.model_copy(update=update) if update else older


def _kept_fields(
    older: Item, later: Sequence[Item], *, empty: bool, apart: Collection[str] = ()
) -> dict[str, Any]:
    """The fields of ``older`` that take another value: nothing if they can, and ``empty``."""
    update = {}
    for name, info in type(older).model_fields.items():
        if name in apart or name in _ITSELF:
            continue
        value = getattr(older, name)
        kept = _kept(value, [getattr(each, name, None) for each in later], empty=empty)
        if kept is not value:
            stands_in = empty and kept is getattr(later[0], name, None) and not info.is_required()
            update[name] = info.get_default(call_default_factory=True) if stands_in else kept
    return update


def _kept(value: Any, later: Sequence[Any], *, empty: bool) -> Any:
    """What may be shown of a value, of which ``later`` states hold others; else the first."""
    if value in _EMPTY or value in later:
        return value
    if isinstance(value, Item):
        same_kind = [each for each in later if type(each) is type(value)]
        if not same_kind:
            return raised_to(value, Secrecy.CONFIDENTIAL)
        update = _kept_fields(value, same_kind, empty=empty)
        return value.model_copy(update=update) if update else value
    if isinstance(value, tuple):
        lists = [each for each in later if isinstance(each, tuple)]
        return _kept_list(value, lists, empty=empty) or later[0]
    if isinstance(value, dict):
        maps = [each for each in later if isinstance(each, dict)]
        there = {key: [each[key] for each in maps if key in each] for key in value}
        return {
            key: _kept(each, there[key], empty=empty)
            for key, each in value.items()
            if there[key] or isinstance(each, Item)
        }
    return later[0]


def _kept_list(
    values: tuple[Any, ...], later: Sequence[tuple[Any, ...]], *, empty: bool
) -> tuple[Any, ...]:
    if values and isinstance(values[0], Item):
        lists = [dict(named(each)) for each in later]
        there = ((each, [a[name] for a in lists if name in a]) for name, each in named(values))
        return tuple(_kept(each, others, empty=empty) for each, others in there)
    standing = {each for held in later for each in held}
    return tuple(each for each in values if each in standing)
