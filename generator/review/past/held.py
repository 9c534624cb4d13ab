"""What one state of a definition holds, place by place, with who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.definitions.item import Item, field_secrecy
from generator.editions import Secrecy, stricter
from generator.review.compared.entries import named

Place = tuple[str, ...]
"""Names of fields and of entries, from the definition down; empty for the definition itself."""

Field = tuple[Place, str]
"""An item's place and one of its fields."""


@dataclass(frozen=True, slots=True)
class Held:
    """Items and texts of a state, with their effective classes.

    ``items``: by place; ``texts``: the fields that hold a text of several words, see
    :func:`as_words`.
    """

    items: Mapping[Place, tuple[Item, Secrecy]] = field(default_factory=dict)
    texts: Mapping[str, Mapping[Field, Secrecy]] = field(default_factory=dict)


def held_in(item: Item) -> Held:
    """What a definition holds."""
    items: dict[Place, tuple[Item, Secrecy]] = {}
    texts: dict[str, dict[Field, Secrecy]] = {}
    _note(item, (), Secrecy.PUBLIC, items, texts)
    return Held(items, texts)


def as_words(value: object) -> str:
    """A text of several words, however it is spaced; empty for anything else."""
    return " ".join(value.split()) if type(value) is str and " " in value else ""


_Items = dict[Place, tuple[Item, Secrecy]]
_Texts = dict[str, dict[Field, Secrecy]]


def _note(item: Item, place: Place, floor: Secrecy, items: _Items, texts: _Texts) -> None:
    own = stricter(floor, item.own_class)
    items[place] = item, own
    held = item.__dict__
    for name, secrecy in _classes(type(item), own):
        value = held[name]
        if type(value) is str:
            if " " in value:
                texts.setdefault(as_words(value), {})[place, name] = secrecy
        elif isinstance(value, tuple | dict | Item):
            _note_inside(value, ((*place, name), (place, name)), secrecy, items, texts)


def _note_inside(
    value: Any, at: tuple[Place, Field], secrecy: Secrecy, items: _Items, texts: _Texts
) -> None:
    """What a field holds; ``at``: the place of the value, and the field."""
    place, own = at
    if isinstance(value, Item):
        _note(value, place, secrecy, items, texts)
    elif isinstance(value, tuple):
        for name, each in named(value) if value and isinstance(value[0], Item) else ():
            _note(each, (*place, name), secrecy, items, texts)
        for each in value:
            if text := as_words(each):
                texts.setdefault(text, {})[own] = secrecy
    elif isinstance(value, dict):
        for key, each in value.items():
            _note_inside(each, ((*place, str(key)), own), secrecy, items, texts)
    elif text := as_words(value):
        texts.setdefault(text, {})[own] = secrecy


@cache
def _classes(model: type[Item], own: Secrecy) -> tuple[tuple[str, Secrecy], ...]:
    """Each field of an item of class ``own`` with its effective class."""
    declared = ((name, field_secrecy(model, name)) for name in model.model_fields)
    return tuple((name, stricter(own, each)) for name, each in declared if name != "secrecy")
