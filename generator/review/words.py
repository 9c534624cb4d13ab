"""A change in words: where it stands, and what it says, for people who never open the file."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from generator.definitions.grammars import Reference
from generator.definitions.item import Item, fields_of
from generator.formats import capital, day_text, figure, listed, words
from generator.review.compare import Change, named, naming

Names = Callable[[Reference], str | None]
"""The name people use for what a reference leads to; ``None`` where the edition holds no such."""

LONGEST = 160
"""Characters of a text that is quoted; whoever wants the whole opens the file."""
_TITLES = ("what", "name", "function", "term", "title", "says", "activity", "question")
_ONE_OF = {
    "adds": "added competency",
    "also_called": "other name",
    "aliases": "former id",
    "by_driver": "cost by driver",
    "changes": "version",
    "economics": "economics",
    "organisation_expects": "what is expected of",
    "people": "person",
    "promises": "promise",
    "raci": "responsibility",
    "stakeholders": "post",
    "swot": "SWOT",
    "team": "team member",
    "refuses": "what it refuses:",
    "wants": "what it wants:",
    "white_space": "white space",
}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def place_of(item: Item, change: Change, names: Names) -> str:
    """Where a change stands, as ``objective “Lead position in the category”, due``.

    ``item``: the state the change can be found in: the newer, or the older for what is gone.
    """
    parts: list[str] = []
    value: Any = item
    for step in change.path:
        inside = isinstance(value, tuple)
        value, part = _step(value, step, names)
        if inside and parts:
            parts[-1] = f"{_one_of(parts[-1])} {part}".rstrip()
        else:
            parts.append(part)
    return ", ".join(_key(each) if each in change.path else each for each in parts)


def sentence_of(item: Item, change: Change, names: Names) -> str:
    """A change as a sentence: what was added or removed, or the value before and after."""
    place = place_of(item, change, names)
    if change.kind == "added":
        return f"{capital(place)} added{_value(change.after, names)}."
    if change.kind == "removed":
        return f"{capital(place)} removed{_value(change.before, names)}."
    before, after = said(change.before, names), said(change.after, names)
    return f"{capital(place)}: {before} -> {after}."


def said(value: Any, names: Names) -> str:
    """A value in words, cut where it is long."""
    if isinstance(value, Item):
        return title_of(value, names)
    if isinstance(value, tuple):
        return cut(listed([said(each, names) for each in value]))
    if isinstance(value, dict):
        parts = [f"{_key(str(key))} {said(each, names)}" for key, each in value.items()]
        return cut(listed(parts))
    return _scalar(value, names)


def _scalar(value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, Reference):
        return names(value) or words(value)
    text = " ".join(str(value).split())
    return f"“{cut(text)}”" if " " in text else text


def title_of(item: Item, names: Names) -> str:
    """What people call an entry: its words or its name, else what names it."""
    for field in _TITLES:
        found = getattr(item, field, None)
        if isinstance(found, str) and not isinstance(found, Reference):
            return f"“{cut(' '.join(found.split()))}”"
    keys = naming(item) or tuple(name for name, _, _ in fields_of(item))
    values = (getattr(item, key, None) for key in keys)
    return cut(", ".join(said(each, names) for each in values if each not in (None, (), {})))


def cut(text: str) -> str:
    """``text`` with at most :data:`LONGEST` characters, cut between words where it has any."""
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _value(value: Any, names: Names) -> str:
    """What was added or removed, where its place does not say it already."""
    return "" if isinstance(value, Item) else f": {said(value, names)}"


def _step(value: Any, step: str, names: Names) -> tuple[Any, str]:
    """What lies one step further, and the words for the step."""
    if isinstance(value, Item):
        found = {key: inner for _, key, inner in fields_of(value)}.get(step)
        return found, step
    if isinstance(value, dict):
        return value.get(step), step
    if isinstance(value, tuple):
        entry = dict(named(value)).get(step)
        if isinstance(entry, Item):
            return entry, title_of(entry, names)
        return entry, "" if entry is not None else step
    return None, step


def _key(step: str) -> str:
    return words(step).replace("_", " ")


def _one_of(section: str) -> str:
    """``objectives`` as ``objective``."""
    known = _ONE_OF.get(section)
    if known:
        return known
    if section.endswith("ies"):
        return f"{_key(section.removesuffix('ies'))}y"
    return _key(section.removesuffix("s"))
