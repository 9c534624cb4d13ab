"""Values in words, with their units, for people who never open the file."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from generator.definitions.grammars import Amount, Percentage, Reference
from generator.definitions.item import Item, fields_of
from generator.definitions.models.strategy import Metric
from generator.formats import day_text, figure, listed, money, percent, words
from generator.review.compared.entries import naming, title_field

Names = Callable[[Reference], str | None]
"""The name people use for what a reference leads to; ``None`` where the edition holds no such."""

LONGEST = 160
"""Characters of a text that is quoted; whoever wants the whole opens the file."""
_SHORT = 80
"""Characters up to which both wordings of a text are quoted whole."""
_ROUND = 3
"""Words that are quoted on each side of what differs."""
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
_PARTS = {"cell": "cells", "now": "steps", "step": "steps", "target": "steps"}
"""Fields with the id of a part of a method, and where the method holds it."""
Holders = Sequence[Any]
"""What a value stands in, from the definition down; it says in which unit the value is."""


def both_said(
    values: tuple[Any, Any], holders: tuple[Holders, Holders], names: Names, key: str = ""
) -> tuple[str, str]:
    """Two values in words; of two long texts what differs, with a few words round it.

    A unit that both have stands after the second. What both are called is told apart by its ids.
    ``key``: the field in the last item of ``holders``.
    """
    before, after = values
    texts = isinstance(before, str) and isinstance(after, str)
    if texts and not isinstance(after, Reference) and (" " in before or " " in after):
        one, other = _apart(" ".join(before.split()), " ".join(after.split()))
        return f"“{cut(one)}”", f"“{cut(other)}”"
    units = [unit_after(*each) for each in zip(values, holders, strict=True)]
    if units[0] == units[1]:
        units[0] = ""
    words = (said(each, names, its, key) for each, its in zip(values, holders, strict=True))
    one, other = (f"{each}{unit}" for each, unit in zip(words, units, strict=True))
    if one == other and isinstance(before, str) and isinstance(after, str):
        return f"{one} ({before})", f"{other} ({after})"
    return one, other


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


def said(value: Any, names: Names, holders: Holders = (), key: str = "") -> str:
    """A value in words, cut where it is long; an amount with its currency where a holder has it.

    ``key``: the field in the last item of ``holders``.
    """
    if isinstance(value, Item):
        return title_of(value, names)
    if isinstance(value, tuple):
        return cut(listed([said(each, names, holders, key) for each in value]))
    if isinstance(value, dict):
        parts = [f"{key_said(str(key))} {said(each, names)}" for key, each in value.items()]
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
    """What stands behind a number with a unit: `` stores``, and of ``% of orders`` the rest."""
    if not isinstance(value, Decimal) or not (unit := _unit(holders)):
        return ""
    rest = unit.removeprefix("%").strip()
    return f" {rest}" if rest else ""


def _unit(holders: Holders) -> str:
    """The unit of the numbers of a metric; empty where there is none."""
    return holders[-1].unit if holders and isinstance(holders[-1], Metric) else ""


def _term(value: str, names: Names, holders: Holders, key: str) -> str:
    """A keyword as words, a part of a method by its name; empty for anything else."""
    items = [each for each in holders if isinstance(each, Item)]
    fields = type(items[-1]).model_fields if items else {}
    field = next((each for name, each in fields.items() if (each.alias or name) == key), None)
    if field is None:
        return ""
    if _one_of_some(field.annotation):
        return words(value)
    methods = (getattr(each, "method", None) for each in reversed(items))
    method = next((each for each in methods if isinstance(each, Reference)), None)
    if key not in _PARTS or method is None:
        return ""
    return part_said(method, _PARTS[key], value, names)


def _one_of_some(annotation: Any) -> bool:
    """Whether an annotation holds keywords; those that are keys of a mapping do not count."""
    parts = get_args(annotation)[get_origin(annotation) is dict :]
    return get_origin(annotation) is Literal or any(map(_one_of_some, parts))


def _scalar(value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Reference):
        return names(value) or words(value)
    text = " ".join(str(value).split())
    return f"“{cut(text)}”" if isinstance(value, str) and " " in text else text


def title_of(item: Item, names: Names) -> str:
    """What people call an entry: its words or its name, else what names it."""
    field = title_field(item)
    if field:
        return f"“{cut(' '.join(getattr(item, field).split()))}”"
    keys = naming(item) or tuple(name for name, _, _ in fields_of(item))
    values = ((key, getattr(item, key, None)) for key in keys)
    held = ((key, each) for key, each in values if each not in (None, (), {}))
    # In a list of what names an entry nothing has to be set apart.
    return cut(", ".join(said(each, names, (item,), key).strip("“”") for key, each in held))


def cut(text: str) -> str:
    """``text`` with at most :data:`LONGEST` characters, cut between words where it has any."""
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def part_said(method: str, group: str, part: str, names: Names) -> str:
    """The name of an axis, factor, cell or step; its id as words where nobody knows it."""
    wanted = Reference(f"{method}/{group}/{part}")
    wanted.kinds, wanted.where = ("part",), None
    return names(wanted) or words(part)


def key_said(step: str) -> str:
    """The name of a field, or of a key of one's own, in words."""
    return _LABELS.get(step, words(step).replace("_", " "))
