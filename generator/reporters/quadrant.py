"""Before and after on a matrix, as the diagram that forges draw from text (Mermaid)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from generator.definitions.models import Method
from generator.formats import figure
from generator.insight.matrix import AxisResult, Placement
from generator.reporters.forge import visible
from generator.review.consequences.position import by_method
from generator.review.review import Review

_LOWEST, _HIGHEST = Decimal(1), Decimal(10)
_MOST = 20
"""Accounts beyond which points hide one another."""
_LONGEST = 24
"""Characters of a name: longer ones lie over one another."""
# What ends a quoted text, or what the diagram reads as its own or as HTML inside one.
_ITS_OWN = str.maketrans({"&": " and ", '"': "'", "`": "'", **dict.fromkeys("<>{}#;%|\\", " ")})


@dataclass(frozen=True, slots=True)
class Moved:
    """An account by one method, before and after; ``None`` where it was or is not rated."""

    id: str
    name: str
    before: Placement | None
    after: Placement | None


def moved(review: Review) -> dict[str, list[Moved]]:
    """Accounts whose values differ, by method."""
    former = {
        each.id: each.former
        for each in review.differences
        if each.subject == "account" and each.former
    }
    found: dict[str, list[Moved]] = {}
    for account_id, known in review.after.insight.accounts.items():
        then = review.before.insight.accounts.get(former.get(account_id, account_id))
        older, newer = by_method(then, known)
        for placement in newer.values():
            before = older.get(placement.method.id)
            if before is None or _values(before) != _values(placement):
                entry = Moved(account_id, known.account.name, before, placement)
                found.setdefault(placement.method.id, []).append(entry)
    return found


def quadrant_chart(method: Method, entries: Iterable[Moved]) -> str:
    """The diagram's text for a matrix of two axes; empty where there is nothing to draw.

    A point is drawn from 0 to 1 on each axis with the cut in the middle, wherever the method has
    it, since the diagram knows no other; so distances on both sides of a cut may differ.
    """
    listed = list(entries)
    if len(method.axes) != 2 or len(listed) > _MOST:
        return ""
    upright, lying = method.axes
    lines = [
        "quadrantChart",
        f"    accTitle: {_plain(method.name)}, before and now",
        f"    x-axis {_text(f'{lying.name}: {lying.low}')} --> {_text(lying.high)}",
        f"    y-axis {_text(f'{upright.name}: {upright.low}')} --> {_text(upright.high)}",
    ]
    halves = (("high", "high"), ("low", "high"), ("low", "low"), ("high", "low"))
    for number, (across, up) in enumerate(halves, 1):
        cell = next((c for c in method.cells if c.when == {upright.id: up, lying.id: across}), None)
        if cell is not None:
            lines.append(f"    quadrant-{number} {_text(cell.name)}")
    names = [_name(each.name) for each in listed]
    for entry, name in zip(listed, names, strict=True):
        own = name if names.count(name) == 1 else f"{name} ({entry.id})"
        lines += _points(entry, own, upright.id, lying.id)
    return "\n".join(lines)


def _name(name: str) -> str:
    plain = _plain(name)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


def _points(entry: Moved, name: str, upright: str, lying: str) -> Iterator[str]:
    for when, placement in (("before", entry.before), ("now", entry.after)):
        # The method may have had other axes then.
        if placement and {upright, lying} <= {each.axis.id for each in placement.axes}:
            across, up = (figure(_share(placement.axis(axis))) for axis in (lying, upright))
            yield f"    {_text(f'{name}, {when}')}: [{across}, {up}]"


def _share(result: AxisResult) -> Decimal:
    """Where a value lies from 0 to 1, the cut at 0.5.

    The diagram knows 0 and 1 without decimals only.
    """
    cut, value = result.axis.cut, result.value
    if value < cut:
        share = (value - _LOWEST) / (cut - _LOWEST) / 2
    else:
        rest = _HIGHEST - cut
        share = Decimal("0.5") + ((value - cut) / rest / 2 if rest else Decimal(0))
    return min(max(share, Decimal(0)), Decimal(1)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def _text(value: str) -> str:
    """A quoted text of the diagram, which must not be empty."""
    return f'"{_plain(value)}"'


def _plain(value: str) -> str:
    return " ".join(visible(value).translate(_ITS_OWN).split()) or "-"


def _values(placement: Placement) -> list[Decimal]:
    return [each.value for each in placement.axes]
