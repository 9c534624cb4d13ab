"""Old states under today's classes: what is secret now was not meant to be told about the past."""

from dataclasses import replace
from typing import Any

from generator.definitions.definitions import Definitions
from generator.definitions.item import Item
from generator.editions import Secrecy, stricter
from generator.review.differences import by_key
from generator.review.entries import named, reworded
from generator.review.renames import known_as


def reclassed(
    older: Definitions, today: Definitions, *, told: frozenset[Secrecy] = frozenset()
) -> Definitions:
    """``older`` with each item at least as secret as it is in ``today``.

    Items are found again by what names them, definitions also by a former id. The fields' own
    classes are those of today's models in any case. ``told``: classes that hide nothing from those
    it is for: an item that has one of them today stays as it was.
    """
    held = by_key(older)
    former = {known_as(key, item, held): item for key, item in by_key(today).items()}
    changed = {
        key: new
        for key, item in held.items()
        if key in former
        and item != former[key]
        and (new := raised(item, former[key], told=told)) is not item
    }
    return _without_figures(older.taking(changed) if changed else older, today)


def _without_figures(older: Definitions, today: Definitions) -> Definitions:
    """``older`` without figures about our people where today's files do not let them be shown."""
    held = older.people
    if held is None or not held.figures or today.people is None or today.people.figures:
        return older
    people = tuple(each.model_copy(update={"also_carries": None}) for each in held.people)
    return replace(older, people=held.model_copy(update={"people": people}))


def _raised(older: Any, today: Any, told: frozenset[Secrecy]) -> Any:
    """``older`` itself where nothing in it is more secret today."""
    if isinstance(older, Item) and isinstance(today, Item):
        return raised(older, today, told=told)
    if isinstance(older, tuple) and isinstance(today, tuple):
        known = _found_again(older, today)
        new = tuple(_raised(each, known.get(name), told) for name, each in named(older))
        return older if all(a is b for a, b in zip(new, older, strict=True)) else new
    if isinstance(older, dict) and isinstance(today, dict):
        changed = {key: _raised(each, today.get(key), told) for key, each in older.items()}
        return older if all(changed[key] is each for key, each in older.items()) else changed
    return older


def _found_again(older: tuple[Any, ...], today: tuple[Any, ...]) -> dict[str, Any]:
    """Today's entry for the name of each older one, also where its words have changed since."""
    then, now = dict(named(older)), dict(named(today))
    came = {
        name: each
        for name, each in now.items()
        if name not in then and isinstance(each, Item) and each.secrecy is not None
    }
    if came:
        gone = {name: each for name, each in then.items() if name not in now}
        now |= {first: came[second] for first, second in reworded(gone, came)}
    return now


def raised(older: Item, today: Item, *, told: frozenset[Secrecy] = frozenset()) -> Item:
    """``older`` with what it holds at least as secret as in ``today``; itself where it is.

    ``told``: classes to which nothing is raised.
    """
    changed: dict[str, Any] = {}
    if today.secrecy is not None and today.secrecy not in told:
        secrecy = stricter(today.secrecy, older.secrecy or today.secrecy)
        if secrecy is not older.secrecy:
            changed["secrecy"] = secrecy
    for name in type(older).model_fields:
        if name != "secrecy" and name in type(today).model_fields:
            value = getattr(older, name)
            new = _raised(value, getattr(today, name), told)
            if new is not value:
                changed[name] = new
    return older.model_copy(update=changed) if changed else older
