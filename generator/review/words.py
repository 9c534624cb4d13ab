"""A change in words: where it stands, and what it says, for people who never open the file."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from generator.definitions.grammars import Reference
from generator.definitions.item import Item, fields_of
from generator.formats import capital, day_text, figure, listed, stop, words
from generator.review.compare import Change
from generator.review.entries import named, naming

Names = Callable[[Reference], str | None]
"""The name people use for what a reference leads to; ``None`` where the edition holds no such."""

LONGEST = 160
"""Characters of a text that is quoted; whoever wants the whole opens the file."""
_SHORT = 80
"""Characters up to which both wordings of a text are quoted whole."""
_ROUND = 3
"""Words that are quoted on each side of what differs."""
_TITLES = ("name", "what", "function", "term", "title", "says", "activity", "question")
# One entry of a list, where taking an s away does not name it.
_ONE_OF = {
    "adds": "added competency",
    "away": "absence",
    "axes": "axis",
    "by_driver": "cost by driver",
    "changes": "version",
    "company": "company's expectation",
    "customer": "customer's expectation",
    "does": "duty",
    "economics": "economics",
    "faq": "question",
    "furthest": "furthest step",
    "hear_this_week": "contact",
    "kpis": "KPI",
    "leads_to": "next role",
    "organisation_expects": "what is expected of",
    "others": "span elsewhere",
    "people": "person",
    "promises": "promise",
    "raci": "responsibility",
    "ratings": "rating by",
    "rejected": "rejected option",
    "requires": "requirement",
    "says": "statement",
    "scale": "level",
    "stages": "stage on",
    "stakeholders": "post",
    "team": "team member",
    "white_space": "white space",
}
_LABELS = {
    "also_called": "other names",
    "aliases": "former ids",
    "approved": "approval",
    "buying": "part in decisions",
    "expects": "expectations",
    "faq": "questions",
    "kpis": "KPIs",
    "raci": "responsibilities",
    "refuses": "what it refuses",
    "scores": "",
    "swot": "SWOT",
    "wants": "what it wants",
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
        if not inside or not parts:
            parts.append(part)
        elif part:
            parts[-1] = f"{_one_of(parts[-1])} {part}"
    if change.kind == "updated" and _is_title(item, change.path):
        parts[-2:] = [_one_of(change.path[-3])]
    said_so = (_key(each) if each in change.path else each for each in parts)
    return ", ".join(each for each in said_so if each)


def _is_title(item: Item, path: tuple[str, ...]) -> bool:
    """Whether a path leads to the words by which an entry of a list is called."""
    values: list[Any] = [item]
    for step in path[:-1]:
        values.append(_step(values[-1], step, lambda _: None)[0])
    entry = values[-1]
    if len(path) < 3 or not isinstance(values[-2], tuple) or not isinstance(entry, Item):
        return False
    return path[-1] == _title_field(entry)


def sentence_of(item: Item, change: Change, names: Names) -> str:
    """A change as a sentence: what was added or removed, or the value before and after."""
    place = capital(place_of(item, change, names))
    if change.kind in ("added", "removed"):
        value = change.after if change.kind == "added" else change.before
        if isinstance(value, Item):
            return f"{place} {change.kind}."
        if _in_list(item, change.path):
            return f"{place}: {said(value, names)} {change.kind}."
        return stop(f"{place} {change.kind}: {said(value, names)}")
    return stop(f"{place}: {' -> '.join(_both(change.before, change.after, names))}")


def _both(before: Any, after: Any, names: Names) -> tuple[str, str]:
    """Two values in words; of two long texts what differs, with a few words round it."""
    texts = isinstance(before, str) and isinstance(after, str)
    if texts and not isinstance(after, Reference) and (" " in before or " " in after):
        one, other = _apart(" ".join(before.split()), " ".join(after.split()))
        return f"“{cut(one)}”", f"“{cut(other)}”"
    return said(before, names), said(after, names)


def _apart(before: str, after: str) -> tuple[str, str]:
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
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return f"{before}{' '.join(text[first:last])}{after}"


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
    return f"“{cut(text)}”" if isinstance(value, str) and " " in text else text


def title_of(item: Item, names: Names) -> str:
    """What people call an entry: its words or its name, else what names it."""
    field = _title_field(item)
    if field:
        return f"“{cut(' '.join(getattr(item, field).split()))}”"
    keys = naming(item) or tuple(name for name, _, _ in fields_of(item))
    values = (getattr(item, key, None) for key in keys)
    return cut(", ".join(said(each, names) for each in values if each not in (None, (), {})))


def _title_field(item: Item) -> str:
    """The field that holds the words by which an entry is called; empty where none does."""
    values = ((field, getattr(item, field, None)) for field in _TITLES)
    found = (
        field
        for field, value in values
        if isinstance(value, str) and not isinstance(value, Reference)
    )
    return next(found, "")


def cut(text: str) -> str:
    """``text`` with at most :data:`LONGEST` characters, cut between words where it has any."""
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _in_list(item: Item, path: tuple[str, ...]) -> bool:
    """Whether the last step of a path is an entry of a list."""
    value: Any = item
    for step in path[:-1]:
        value, _ = _step(value, step, lambda _: None)
    return isinstance(value, tuple)


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
    return _LABELS.get(step, words(step).replace("_", " "))


def _one_of(section: str) -> str:
    """``objectives`` as ``objective``."""
    known = _ONE_OF.get(section)
    if known:
        return known
    if section.endswith("ies"):
        return f"{_key(section.removesuffix('ies'))}y"
    return _key(section.removesuffix("s"))
