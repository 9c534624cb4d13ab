"""An older state of a definition under the classes of the newer ones.

A state takes over from the next newer one, which has taken over from those after it. What stands at
its place gets the class it has there. What does not is looked for among what came, wherever that
stands: by its id, and by what it is called. A text that only something more secret holds since is
not told either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.definitions.item import Item
from generator.editions import Secrecy, stricter
from generator.review.compared.entries import named, naming, title_field
from generator.review.compared.likeness import ALIKE, alike
from generator.review.past.held import Field, Held, Place, as_words, held_in

Told = frozenset[Secrecy]
"""Classes that hide nothing from those something is for."""

_MOST_PAIRS = 100_000
"""Beyond it everything that went counts as what came: nobody could look through it either."""

_Changed = dict[Place, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Newer:
    """What is known of everything newer than a state of a definition.

    ``held``: what the next newer state holds; ``places``, ``texts``: classes of all that newer
    states hold, as the nearest of them has it; ``closed``: something between the state and the next
    could not be read, so that only what stands in both may be told.
    """

    held: Held
    places: Mapping[Place, Secrecy] = field(default_factory=dict)
    texts: Mapping[str, Mapping[Field, Secrecy]] = field(default_factory=dict)
    closed: bool = False


def before(item: Item) -> Newer:
    """What is known to a state before ``item``, the newest."""
    held = held_in(item)
    return Newer(held, {place: own for place, (_, own) in held.items.items()}, held.texts)


def step_back(older: Item, newer: Newer | None, *, told: Told = frozenset()) -> tuple[Item, Newer]:
    """A state with what it holds at least as secret as later, and what is known to one before it.

    ``newer``: ``None`` for the newest; ``told``: classes to which nothing is raised.
    """
    if newer is None:
        return older, before(older)
    if newer.held.items[()][0] is older and not newer.closed:
        return older, newer
    held = held_in(older)
    item = _raised(older, held, newer, told)
    held = held if item is older else held_in(item)
    places = {**newer.places, **{place: own for place, (_, own) in held.items.items()}}
    return item, Newer(held, places, {**newer.texts, **held.texts})


def raised(older: Item, newer: Newer, *, told: Told = frozenset()) -> Item:
    """``older`` with what it holds at least as secret as later; itself where it is.

    ``told``: classes to which nothing is raised.
    """
    return _raised(older, held_in(older), newer, told)


def _raised(older: Item, then: Held, newer: Newer, told: Told) -> Item:
    now = newer.held.items
    changed: _Changed = {}
    for place, (same, _) in now.items():
        if same.secrecy is not None and same.secrecy not in told and place in then.items:
            _raise(changed, place, then, same.secrecy)
    lost = {place: each for place, each in then.items.items() if place not in now}
    for place, secrecy in _lost(lost, then, newer, told):
        _raise(changed, place, then, secrecy)
    for (place, name), texts in _secret_texts(then, newer, told).items():
        item, today = then.items[place][0], now[place][0] if place in now else None
        if today is None or type(today) is not type(item):
            _raise(changed, place, then, texts.secrecy)
        else:
            value = _reworded(getattr(item, name), getattr(today, name), texts.texts)
            changed.setdefault(place, {})[name] = value
    if not changed:
        return older
    ways = {place[:length] for place in changed for length in range(len(place) + 1)}
    secret: Item = _rebuilt(older, (), changed, ways)
    return secret


def _raise(changed: _Changed, place: Place, then: Held, secrecy: Secrecy) -> None:
    own = then.items[place][0].secrecy
    known = changed.get(place, {}).get("secrecy", own)
    new = stricter(secrecy, known or secrecy)
    if new is not own:
        changed.setdefault(place, {})["secrecy"] = new


def _rebuilt(value: Any, place: Place, changed: _Changed, ways: set[Place]) -> Any:
    if place not in ways:
        return value
    if isinstance(value, tuple):
        return tuple(_rebuilt(x, (*place, name), changed, ways) for name, x in named(value))
    if isinstance(value, dict):
        return {k: _rebuilt(x, (*place, str(k)), changed, ways) for k, x in value.items()}
    inner = (name for name in type(value).model_fields if (*place, name) in ways)
    update = {n: _rebuilt(getattr(value, n), (*place, n), changed, ways) for n in inner}
    return value.model_copy(update={**update, **changed.get(place, {})})


# What is no longer at its place ---------------------------------------------------------------

_Seen = Mapping[Place, tuple[Item, Secrecy]]


def _lost(lost: _Seen, then: Held, newer: Newer, told: Told) -> Iterator[tuple[Place, Secrecy]]:
    """Places whose items are found again as something more secret, with the class they get."""
    came = [
        each
        for place, each in newer.held.items.items()
        if place not in then.items and each[1] not in told
    ]
    many = len(lost) * len(came) > _MOST_PAIRS
    for place, (item, own) in lost.items():
        secret = [each for each in came if each[1].rank > own.rank]
        found = [secrecy for other, secrecy in secret if many or _is_the_same(item, other)]
        known = newer.places.get(place)
        if known is not None and known not in told:
            found.append(known)
        if newer.closed:
            found.append(Secrecy.CONFIDENTIAL)
        strictest = max(found, key=lambda each: each.rank, default=own)
        if strictest.rank > own.rank:
            yield place, strictest


def _is_the_same(one: Item, other: Item) -> bool:
    """Whether an item may be another one, elsewhere, under another id or of another kind."""
    with_ids = naming(one) == ("id",) == naming(other)
    if type(one) is type(other) and with_ids and getattr(one, "id", 0) == getattr(other, "id", 1):
        return True
    first, second = _title(one), _title(other)
    return bool(first and second) and alike(first, second) >= ALIKE


def _title(item: Item) -> str:
    return str(getattr(item, title_field(item), "")).casefold() if title_field(item) else ""


# What only something more secret says since ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of one field that may not be told, and the strictest class of them."""

    texts: frozenset[str]
    secrecy: Secrecy


def _secret_texts(then: Held, newer: Newer, told: Told) -> Mapping[Field, _Texts]:
    found: dict[Field, _Texts] = {}
    for text, holders in then.texts.items():
        secrecy = _class_of(text, holders, newer)
        if secrecy is None or secrecy in told:
            continue
        for place, own in holders.items():
            if secrecy.rank > own.rank:
                known = found.get(place, _Texts(frozenset(), secrecy))
                strictest = stricter(known.secrecy, secrecy)
                found[place] = _Texts(known.texts | {text}, strictest)
    return found


def _class_of(text: str, holders: Mapping[Field, Secrecy], newer: Newer) -> Secrecy | None:
    """The class a text has since; ``None`` where no other place holds it than did then."""
    since = newer.texts.get(text, {})
    if newer.closed and text not in newer.held.texts:
        return Secrecy.CONFIDENTIAL
    if since.keys() <= holders.keys():
        return None
    return min(since.values(), key=lambda each: each.rank)


def _reworded(value: Any, today: Any, texts: Iterable[str]) -> Any:
    """A field without ``texts``; where it is one of them, as it is worded ``today``."""
    if isinstance(value, tuple):
        return tuple(each for each in value if as_words(each) not in texts)
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if as_words(each) not in texts}
    return today
