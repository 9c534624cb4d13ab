"""Old states under today's classes: what is secret now was not meant to be told about the past."""

from typing import Any

from generator.definitions.definitions import Definitions
from generator.definitions.item import Item
from generator.editions import stricter
from generator.review.compare import named
from generator.review.differences import by_key, known_as


def reclassed(older: Definitions, today: Definitions) -> Definitions:
    """``older`` with each item at least as secret as it is in ``today``.

    Items are found again by what names them, definitions also by a former id. The fields' own
    classes are those of today's models in any case.
    """
    held = by_key(older)
    former = {known_as(key, item, held): item for key, item in by_key(today).items()}
    raised = {
        key: new
        for key, item in held.items()
        if key in former and (new := _raised(item, former[key])) is not item
    }
    return older.taking(raised) if raised else older


def _raised(older: Any, today: Any) -> Any:
    """``older`` itself where nothing in it is more secret today."""
    if isinstance(older, Item) and isinstance(today, Item):
        return _raised_item(older, today)
    if isinstance(older, tuple) and isinstance(today, tuple):
        known = dict(named(today))
        new = tuple(_raised(each, known.get(name)) for name, each in named(older))
        return older if all(a is b for a, b in zip(new, older, strict=True)) else new
    if isinstance(older, dict) and isinstance(today, dict):
        changed = {key: _raised(each, today.get(key)) for key, each in older.items()}
        return older if all(changed[key] is each for key, each in older.items()) else changed
    return older


def _raised_item(older: Item, today: Item) -> Item:
    changed: dict[str, Any] = {}
    if today.secrecy is not None:
        secrecy = stricter(today.secrecy, older.secrecy or today.secrecy)
        if secrecy is not older.secrecy:
            changed["secrecy"] = secrecy
    for name in type(older).model_fields:
        if name != "secrecy" and name in type(today).model_fields:
            value = getattr(older, name)
            new = _raised(value, getattr(today, name))
            if new is not value:
                changed[name] = new
    return older.model_copy(update=changed) if changed else older
