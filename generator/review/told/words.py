"""A change in words: where it stands, and what it says, for people who never open the file."""

from typing import Any

from generator.definitions.item import Item, fields_of
from generator.definitions.models.rating import Rating
from generator.formats import capital, stop
from generator.review.compared.compare import Change
from generator.review.compared.entries import named, title_field
from generator.review.told.values import (
    Names,
    both_said,
    key_said,
    part_said,
    said,
    title_of,
    unit_after,
)

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
    "offer": "product",
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


def place_of(item: Item, change: Change, names: Names) -> str:
    """Where a change stands, as ``objective “Lead position in the category”, due``.

    ``item``: the state the change can be found in: the newer, or the older for what is gone.
    """
    parts: list[str] = []
    value: Any = item
    rating: Rating | None = None
    for step in change.path:
        inside = isinstance(value, tuple)
        rating = value if isinstance(value, Rating) else rating
        if rating and isinstance(value, dict):
            group = "axes" if value is rating.scores else "factors"
            value, part = value.get(step), part_said(rating.method, group, step, names)
        else:
            value, part = _step(value, step, names)
        if not inside or not parts:
            parts.append(part)
        elif part:
            parts[-1] = f"{_one_of(parts[-1])} {part}"
    if change.kind == "updated" and _is_title(item, change.path):
        parts[-2:] = [_one_of(change.path[-3])]
    said_so = (key_said(each) if each in change.path else each for each in parts)
    return ", ".join(each for each in said_so if each)


def _is_title(item: Item, path: tuple[str, ...]) -> bool:
    """Whether a path leads to the words by which an entry of a list is called."""
    holders = _holders(item, path)
    if len(path) < 3 or not isinstance(holders[-2], tuple) or not isinstance(holders[-1], Item):
        return False
    return path[-1] == title_field(holders[-1])


def sentence_of(before: Item | None, after: Item | None, change: Change, names: Names) -> str:
    """A change as a sentence: what was added or removed, or the value before and after.

    ``before``, ``after``: the definition in both states; the one that holds the value is needed.
    """
    if change.kind not in ("added", "removed") and before is not None and after is not None:
        place = capital(place_of(after, change, names))
        older, newer = (_holders(each, change.path) for each in (before, after))
        if older[-1] is None:  # an entry that was called otherwise
            older = (before, *newer[1:])
        both = change.before, change.after
        if isinstance(newer[-1], tuple) and isinstance(change.after, tuple):  # another order
            values = tuple(map(_called, both, (older[-1], newer[-1])))
        else:
            values = both_said(both, (older, newer), names, _field(newer, change.path))
        return stop(f"{place}: {' -> '.join(values)}")
    item = after if change.kind == "added" else before
    value: Any = change.after if change.kind == "added" else change.before
    if item is None:
        raise ValueError(f"{change}: the state that holds the value is missing")
    place, holders = capital(place_of(item, change, names)), _holders(item, change.path)
    if isinstance(value, Item):
        return f"{place} {change.kind}."
    key = _field(holders, change.path)
    words = f"{said(value, names, holders, key)}{unit_after(value, holders)}"
    if isinstance(holders[-1], tuple):
        return f"{place}: {words} {change.kind}."
    return stop(f"{place} {change.kind}: {words}")


def _called(order: tuple[str, ...], entries: tuple[Any, ...]) -> str:
    """The entries of a list in an order, by what they are called."""
    known = {name: getattr(each, title_field(each) or "id", name) for name, each in named(entries)}
    return ", ".join(known.get(each, each) for each in order)


def _field(holders: tuple[Any, ...], path: tuple[str, ...]) -> str:
    """The field of the last item on the way down to a value."""
    items = (step for holder, step in zip(holders, path, strict=False) if isinstance(holder, Item))
    return list(items)[-1]


def _holders(item: Item, path: tuple[str, ...]) -> tuple[Any, ...]:
    """The definition and what lies on the way down to the holder of a value."""
    values: list[Any] = [item]
    for step in path[:-1]:
        values.append(_step(values[-1], step, lambda _: None)[0])
    return tuple(values)


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


def _one_of(section: str) -> str:
    """``objectives`` as ``objective``."""
    known = _ONE_OF.get(section)
    if known:
        return known
    if section.endswith("ies"):
        return f"{key_said(section.removesuffix('ies'))}y"
    return key_said(section.removesuffix("s"))
