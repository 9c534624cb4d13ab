"""Texts of changes, for people who do not read the files."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from generator.changes.compare import Change
from generator.changes.names import ReferenceNames
from generator.model.common import VersionChange
from generator.model.entries import named, naming, title_field
from generator.model.grammars import Amount, Percentage, Reference
from generator.model.item import Item, fields_of, names_by_key
from generator.model.rating import Rating
from generator.model.strategy import Metric
from generator.model.walk import part_at
from generator.text.formats import (
    capital,
    day_text,
    figure,
    listed,
    money,
    percent,
    shortened,
    stop,
    words,
)
from generator.text.units import unit_for

LONGEST = 160
"""Maximum length of a quoted text in characters."""

_SHORT = 80
"""Maximum length at which both texts are quoted completely."""

_HEAD = 4
"""Words with which a long text begins, which say what it is about."""

_ROUND = 3
"""Number of words quoted around a difference."""

_LABELS = {
    "also_called": "other names",
    "aliases": "former ids",
    "approved": "approval",
    "buying": "part in decisions",
    "expects": "expectations",
    "faq": "questions",
    "kpis": "KPIs",
    "last_contact": "last conversation",
    "raci": "responsibilities",
    "refuses": "what it refuses",
    "scores": "",
    "swot": "SWOT",
    "wants": "what it wants",
}

_PARTS = {"cell": "cells", "now": "steps", "step": "steps", "target": "steps"}
"""Fields that contain ids of parts of a method, and where the method declares them."""

Holders = Sequence[Any]
"""The items around a value, from the definition inwards; they determine its unit."""


def pair_as_text(
    values: tuple[Any, Any], holders: tuple[Holders, Holders], names: ReferenceNames, key: str
) -> tuple[str, str]:
    """Two values in words; for long texts, the difference with some context.

    A common unit is added to the second only. Values with equal names are distinguished by their
    ids. ``key``: the field in the last item of ``holders``.
    """
    before, after = values
    texts = isinstance(before, str) and isinstance(after, str)
    if texts and not isinstance(after, Reference) and (" " in before or " " in after):
        one, other = _excerpts(" ".join(before.split()), " ".join(after.split()))
        return f"“{cut(one)}”", f"“{cut(other)}”"
    units = [unit_after(*each) for each in zip(values, holders, strict=True)]
    if units[0] == units[1]:
        units[0] = ""
    states = zip(values, (names.before, names), holders, strict=True)
    words = (as_text(each, its_names, its, key) for each, its_names, its in states)
    one, other = (f"{each}{unit}" for each, unit in zip(words, units, strict=True))
    if one == other and isinstance(before, str) and isinstance(after, str):
        return f"{one} ({before})", f"{other} ({after})"
    return one, other


def _excerpts(before: str, after: str) -> tuple[str, str]:
    if max(len(before), len(after)) <= _SHORT:
        return before, after
    one, other = before.split(), after.split()
    pairs = list(zip(one, other, strict=False))
    start = next((place for place, (a, b) in enumerate(pairs) if a != b), len(pairs))
    ends = list(zip(reversed(one[start:]), reversed(other[start:]), strict=False))
    end = next((place for place, (a, b) in enumerate(ends) if a != b), len(ends))
    return _excerpt(one, start, end), _excerpt(other, start, end)


def _excerpt(text: list[str], start: int, end: int) -> str:
    first, last = max(start - _ROUND, 0), min(len(text) - end + _ROUND, len(text))
    first = first if first > _HEAD else 0
    before = f"{' '.join(text[:_HEAD])} … " if first else ""
    after = " …" if last < len(text) else ""
    return f"{before}{' '.join(text[first:last])}{after}"


def as_text(value: Any, names: ReferenceNames, holders: Holders = (), key: str = "") -> str:
    """A value in words, shortened if long; an amount with its currency if a holder has it.

    ``key``: the field in the last item of ``holders``.
    """
    if isinstance(value, Item):
        return title_of(value, names)
    if isinstance(value, tuple):
        return cut(listed([as_text(each, names, holders, key) for each in value]))
    if isinstance(value, dict):
        parts = [f"{key_name(str(key))} {as_text(each, names)}" for key, each in value.items()]
        return cut(listed(parts))
    if isinstance(value, Decimal):
        return _number(value, holders)
    term = _term(value, names, holders, key) if isinstance(value, str) else ""
    return term or _scalar(value, names)


def _number(value: Decimal, holders: Holders) -> str:
    if isinstance(value, Amount):
        currencies = (getattr(each, "currency", None) for each in reversed(holders))
        currency = next(filter(None, currencies), None)
        return money(value, currency, whole=True) if currency else figure(value)
    in_percent = isinstance(value, Percentage) or _unit(holders).startswith("%")
    return percent(value) if in_percent else figure(value)


def unit_after(value: Any, holders: Holders) -> str:
    """The unit after a number: `` stores``; for ``% of orders`` only what follows the sign."""
    if not isinstance(value, Decimal) or not (unit := _unit(holders)):
        return ""
    rest = unit.removeprefix("%").strip()
    rest = unit_for(value, rest) if rest == unit else rest
    return f" {rest}" if rest else ""


def _unit(holders: Holders) -> str:
    """The unit of a metric's numbers, or an empty string."""
    return holders[-1].unit if holders and isinstance(holders[-1], Metric) else ""


def _term(value: str, names: ReferenceNames, holders: Holders, key: str) -> str:
    """A keyword as words, or the name of a part of a method; empty for other values."""
    items = [each for each in holders if isinstance(each, Item)]
    model = type(items[-1]) if items else Item
    name = names_by_key(model).get(key)
    if name is None:
        return ""
    if _one_of_some(model.model_fields[name].annotation):
        return words(value)
    methods = (getattr(each, "method", None) for each in reversed(items))
    method = next((each for each in methods if isinstance(each, Reference)), None)
    if key not in _PARTS or method is None:
        return ""
    return part_name(method, _PARTS[key], value, names)


def _one_of_some(annotation: Any) -> bool:
    """Whether an annotation has keywords as values; keys of mappings do not count."""
    parts = get_args(annotation)[get_origin(annotation) is dict :]
    return get_origin(annotation) is Literal or any(map(_one_of_some, parts))


def _scalar(value: Any, names: ReferenceNames) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Reference):
        return names(value) or words(value)
    text = " ".join(str(value).split())
    return f"“{cut(text)}”" if isinstance(value, str) and " " in text else text


def title_of(item: Item, names: ReferenceNames) -> str:
    """The display name of an entry: its text or title, else its name in a path."""
    field = title_field(item)
    if field:
        title = getattr(item, field)
        quoted = f"“{cut(' '.join(title.split()))}”"
        return names.distinct(title, getattr(item, "id", ""), quoted)
    keys = naming(item) or tuple(name for name, _, _ in fields_of(item))
    values = ((key, getattr(item, key, None)) for key in keys)
    non_empty = ((key, each) for key, each in values if each not in (None, (), {}))
    # In a list of entry names, nothing needs quotation marks.
    return cut(", ".join(as_text(each, names, (item,), key).strip("“”") for key, each in non_empty))


def cut(text: str) -> str:
    """``text`` in at most :data:`LONGEST` characters."""
    return shortened(text, LONGEST)


def part_name(method: str, group: str, part: str, names: ReferenceNames) -> str:
    """The name of an axis, factor, cell or step; if unknown, its id as words."""
    wanted = Reference(f"{method}/{group}/{part}")
    wanted.kinds, wanted.where = ("part",), None
    return names(wanted) or words(part)


def key_name(step: str) -> str:
    """The name of a field, or of a user-defined key, as words."""
    return _LABELS.get(step, words(step).replace("_", " "))


# Singular nouns that are not the plural without "s".
_ONE_OF = {
    "adds": "extra competency",
    "adapted_from": "source",
    "away": "absence",
    "axes": "axis",
    "by_driver": "cost by driver",
    "changes": "version",
    "company": "company's expectation",
    "customer": "customer's expectation",
    "delivered": "delivered gain",
    "does": "duty",
    "economics": "economics",
    "faq": "question",
    "furthest": "furthest step",
    "hear_this_week": "contact",
    "kpis": "KPI",
    "later_shares": "share from",
    "leads_to": "next role",
    "means": "meaning",
    "organisation_expects": "what is expected of",
    "offer": "product",
    "others": "span elsewhere",
    "people": "person",
    "promises": "promise",
    "published": "published figure",
    "raci": "responsibility",
    "ratings": "rating by",
    "rejected": "rejected option",
    "requires": "requirement",
    "reviews_held": "review",
    "says": "statement",
    "scale": "level",
    "stages": "stage on",
    "stakeholders": "contact",
    "team": "team member",
    "weaknesses": "weakness",
    "white_space": "white space",
}


def place_of(item: Item, change: Change, names: ReferenceNames) -> str:
    """The place of a change, as ``objective “Lead position in the category”, due``.

    ``item``: the newer state, or the older one for removals.
    """
    parts: list[str] = []
    value: Any = item
    above: Any = None
    rating: Rating | None = None
    for step in change.path:
        inside = isinstance(value, tuple)
        in_mapping = inside and isinstance(above, dict)
        above = value
        rating = value if isinstance(value, Rating) else rating
        if rating and isinstance(value, dict):
            group = "axes" if value is rating.scores else "factors"
            value, part = value.get(step), part_name(rating.method, group, step, names)
        else:
            value, part = _step(value, step, names)
        if in_mapping and part:
            parts[-1] = f"{key_name(parts[-1])}: {part}"
        elif not inside or not parts:
            parts.append(part)
        elif part:
            parts[-1] = f"{_one_of(parts[-1])} {part}"
    if change.kind == "updated" and _is_title(item, change.path):
        in_mapping = isinstance(_holders(item, change.path)[-3], dict)
        parts[-2:] = [change.path[-3] if in_mapping else _one_of(change.path[-3])]
    names_in_path = (key_name(each) if each in change.path else each for each in parts)
    return ", ".join(each for each in names_in_path if each)


def _is_title(item: Item, path: tuple[str, ...]) -> bool:
    """Whether a path leads to the title of a list entry."""
    holders = _holders(item, path)
    if len(path) < 3 or not isinstance(holders[-2], tuple) or not isinstance(holders[-1], Item):
        return False
    return path[-1] == title_field(holders[-1])


def sentence_of(
    before: Item | None, after: Item | None, change: Change, names: ReferenceNames
) -> str:
    """A change as a sentence: what was added or removed, or the values before and after.

    ``before``, ``after``: the definition in both states; the one that contains the value is
    required.
    """
    if change.kind not in ("added", "removed") and before is not None and after is not None:
        place = capital(place_of(after, change, names))
        older, newer = (_holders(each, change.path) for each in (before, after))
        if older[-1] is None:  # an entry with a former title
            older = (before, *newer[1:])
        pair = change.before, change.after
        if isinstance(newer[-1], tuple) and isinstance(change.after, tuple):  # a changed order
            values = tuple(map(_called, pair, (older[-1], newer[-1])))
        else:
            values = pair_as_text(pair, (older, newer), names, _field(newer, change.path))
        return stop(f"{place}: {' -> '.join(values)}")
    item = after if change.kind == "added" else before
    value: Any = change.after if change.kind == "added" else change.before
    if item is None:
        raise ValueError(f"{change}: the state that holds the value is missing")
    names = names if change.kind == "added" else names.before
    place, holders = capital(place_of(item, change, names)), _holders(item, change.path)
    if isinstance(value, VersionChange):
        return f"{place} {change.kind}{_said_of(value)}."
    if isinstance(value, Item):
        return f"{place} {change.kind}."
    key = _field(holders, change.path)
    words = f"{as_text(value, names, holders, key)}{unit_after(value, holders)}"
    if isinstance(holders[-1], tuple):
        return f"{place}: {words} {change.kind}."
    return stop(f"{place} {change.kind}: {words}")


def _said_of(version: VersionChange) -> str:
    """What a version brought and why, in the author's words: of each the first sentence."""
    firsts = [_first(each) for each in (*version.what, version.because or "")]
    what, because = cut("; ".join(firsts[:-1])), cut(firsts[-1])
    said = f": “{what}”" if what else ""
    return f"{said}, because: “{because}”" if because else said


def _first(text: str) -> str:
    """The first sentence of a text, without its full stop."""
    return _FIRST.split(" ".join(text.split()))[0].rstrip(".")


_FIRST = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
"""Between two sentences."""


def _called(order: tuple[str, ...], entries: tuple[Any, ...]) -> str:
    """The titles of the entries of a list, in an order."""
    titles = {name: getattr(each, title_field(each) or "id", name) for name, each in named(entries)}
    return ", ".join(titles.get(each, each) for each in order)


def _field(holders: tuple[Any, ...], path: tuple[str, ...]) -> str:
    """The name of the last item's field on a path."""
    items = (step for holder, step in zip(holders, path, strict=False) if isinstance(holder, Item))
    return list(items)[-1]


def _holders(item: Item, path: tuple[str, ...]) -> tuple[Any, ...]:
    """The definition and the items on the path to a value's parent."""
    values: list[Any] = [item]
    for step in path[:-1]:
        values.append(part_at(values[-1], step))
    return tuple(values)


def _step(value: Any, step: str, names: ReferenceNames) -> tuple[Any, str]:
    """The value one step further on a path, and the name of the step."""
    found = part_at(value, step)
    if found is None or not isinstance(value, tuple):
        return found, step
    return found, title_of(found, names) if isinstance(found, Item) else ""


def _one_of(section: str) -> str:
    """The singular: ``objectives`` as ``objective``."""
    titles = _ONE_OF.get(section)
    if titles:
        return titles
    if section.endswith("ies"):
        return f"{key_name(section.removesuffix('ies'))}y"
    return key_name(section.removesuffix("s"))
