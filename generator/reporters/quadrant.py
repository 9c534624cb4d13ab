"""Before and after on a matrix, as the diagram that forges draw from text (Mermaid)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from generator.charts.svg import text_width
from generator.definitions.models import Method
from generator.formats import figure
from generator.insight.matrix import AxisResult, Placement
from generator.reporters.forge import visible
from generator.review.consequences.position import by_method
from generator.review.review import Review

_LOWEST, _HIGHEST = Decimal(1), Decimal(10)
MOST = 20
"""Accounts beyond which points hide one another."""
_PLOT, _LETTERS = 464, 12
"""Width of the plot and size of its letters, as the diagram is drawn; names stand under points."""
_LONGEST = 160
"""Width of a name: longer ones lie over one another."""
_LINE, _HIGH, _WIDEST = Decimal("0.04"), Decimal("0.08"), Decimal("0.28")
"""Of the height what a name needs, and its edges; of the width the widest edge."""
_UNNAMED = "\N{MIDDLE DOT}"
UNNAMED = "A point without a name is where the account beside it stood before."
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

    The cut is in the middle, wherever the method has it, since the diagram knows no other; so
    distances on both sides of a cut may differ. The ends of the scales lie as far inside as the
    names need. Of two points whose names would lie over one another only the later is named.
    """
    listed = list(entries)
    if len(method.axes) != 2 or len(listed) > MOST:
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
        lines += _drawn(_points(entry, own, upright.id, lying.id))
    return "\n".join(lines)


def has_unnamed(chart: str) -> bool:
    """Whether a diagram has a point without a name."""
    return f'"{_UNNAMED}": [' in chart


def _name(name: str) -> str:
    plain = shorter = _plain(name)
    while text_width(f"{shorter}…", _LETTERS) > _LONGEST:
        shorter = shorter[:-1].rstrip()
    return plain if shorter == plain else f"{shorter}…"


def _half(words: str) -> Decimal:
    """Half the width of a name, of the plot's: a careful estimate."""
    return Decimal(text_width(words, _LETTERS) * 1.1 / 2 / _PLOT)


@dataclass(frozen=True, slots=True)
class _Point:
    """A name and the place of its point, from 0 to 1 on both axes."""

    name: str
    across: Decimal
    up: Decimal


def _points(entry: Moved, name: str, upright: str, lying: str) -> list[_Point]:
    found = []
    edge = min(_half(f"{name}, before"), _WIDEST)
    for when, placement in (("before", entry.before), ("now", entry.after)):
        # The method may have had other axes then.
        if placement and {upright, lying} <= {each.axis.id for each in placement.axes}:
            across = _inside(_share(placement.axis(lying)), edge)
            up = _inside(_share(placement.axis(upright)), _HIGH)
            found.append(_Point(f"{name}, {when}", across, up))
    return found


def _drawn(points: list[_Point]) -> Iterator[str]:
    for number, point in enumerate(points):
        hidden = any(_overlap(point, later) for later in points[number + 1 :])
        name = _UNNAMED if hidden else point.name
        yield f"    {_text(name)}: [{figure(point.across)}, {figure(point.up)}]"


def _overlap(one: _Point, other: _Point) -> bool:
    wide = _half(one.name) + _half(other.name)
    return abs(one.across - other.across) < wide and abs(one.up - other.up) < _LINE


def _share(result: AxisResult) -> Decimal:
    """Where a value lies from 0 to 1, the cut at 0.5."""
    cut, value = result.axis.cut, result.value
    if value < cut:
        return max((value - _LOWEST) / (cut - _LOWEST) / 2, Decimal(0))
    rest = _HIGHEST - cut
    return min(Decimal("0.5") + ((value - cut) / rest / 2 if rest else Decimal(0)), Decimal(1))


def _inside(share: Decimal, edge: Decimal) -> Decimal:
    """``share`` with ``edge`` free at both ends; below the cut stays below it when rounded."""
    place = (edge + share * (1 - 2 * edge)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return min(place, Decimal("0.49")) if share < Decimal("0.5") else place


def _text(value: str) -> str:
    """A quoted text of the diagram, which must not be empty."""
    return f'"{_plain(value)}"'


def _plain(value: str) -> str:
    return " ".join(visible(value).translate(_ITS_OWN).split()) or "-"


def _values(placement: Placement) -> list[Decimal]:
    return [each.value for each in placement.axes]
