"""Old states under today's classes: what is secret now was not meant to be told about the past."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.definitions.definitions import Definitions
from generator.definitions.item import Item
from generator.editions import Secrecy
from generator.review.compared.differences import by_key
from generator.review.compared.gone import likeness
from generator.review.compared.likeness import ALIKE, alike
from generator.review.compared.renames import Key, known_as
from generator.review.past.newer import Newer, Told, before, raised

_NOTHING: Mapping[Key, Newer] = {}


def reclassed(
    older: Definitions,
    today: Definitions,
    *,
    told: Told = frozenset(),
    since: Mapping[Key, Newer] = _NOTHING,
) -> Definitions:
    """``older`` with each item at least as secret as it is in ``today``.

    A definition is found again by its id or a former one; one that is gone also in a secret one
    that came and says mostly the same. The fields' own classes are those of today's models in any
    case. ``told``: classes that hide nothing from those it is for: an item that has one of them
    today stays as it was. ``since``: what is known of the states between the two, by the key in
    ``older``.
    """
    held, now = by_key(older), by_key(today)
    former = {known_as(key, item, held): item for key, item in now.items()}
    changed: dict[Key, Item] = {}
    for key, item in held.items():
        newer = since.get(key)
        if newer is None and key in former and item != former[key]:
            newer = before(former[key])
        if newer is not None and (new := raised(item, newer, told=told)) is not item:
            changed[key] = new
    gone = {key: item for key, item in held.items() if key not in former}
    came = {key: item for key, item in former.items() if key not in held}
    secret = {
        key: item
        for key, item in came.items()
        if item.secrecy is not None and item.secrecy not in told
    }
    changed |= _became_secret({key: changed.get(key, item) for key, item in gone.items()}, secret)
    return _without_figures(older.taking(changed) if changed else older, today)


def _became_secret(gone: Mapping[Key, Item], came: Mapping[Key, Item]) -> dict[Key, Item]:
    """Definitions that are gone with the class of what they seem to have become."""
    found: dict[Key, Item] = {}
    for key, other in _pairs(gone, came):
        now = came[other].secrecy or Secrecy.PUBLIC
        held = found.get(key, gone[key])
        if held.secrecy is None or now.rank > held.secrecy.rank:
            found[key] = held.model_copy(update={"secrecy": now})
    return found


def _pairs(gone: Mapping[Key, Item], came: Mapping[Key, Item]) -> Iterator[tuple[Key, Key]]:
    if not gone or not came:
        return
    yield from ((lost, other) for other, lost in likeness(gone, came))
    for key, item in gone.items():
        for other, secret in came.items():
            names = [str(getattr(each, "name", "")).casefold() for each in (item, secret)]
            if key[0] == other[0] and all(names) and alike(*names) >= ALIKE:
                yield key, other


def _without_figures(older: Definitions, today: Definitions) -> Definitions:
    """``older`` without figures about our people where today's files do not let them be shown."""
    held = older.people
    if held is None or not held.figures or today.people is None or today.people.figures:
        return older
    people = tuple(each.model_copy(update={"also_carries": None}) for each in held.people)
    return replace(older, people=held.model_copy(update={"people": people}))
