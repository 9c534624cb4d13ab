"""Stacked bars: the contributions of factors to an axis, with its borders."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts.svg import Drawing, Picture, text_width

_WIDTH, _MARGIN = 440, 8
_ROW, _BAR, _HEAD, _FOOT = 40, 12, 30, 72
_SIZE = 14
_FULL = Decimal(10)


@dataclass(frozen=True, slots=True)
class Bar:
    """One factor; ``adds``: points on the axis; ``how``: their calculation, ``25 % of 9``."""

    label: str
    adds: Decimal
    how: str


@dataclass(frozen=True, slots=True)
class BarGroup:
    """One axis: its ``value``, its borders as ``lines``, 0 to 10, and its ``band``."""

    label: str
    value: Decimal
    lines: tuple[Decimal, ...]
    band: str
    bars: tuple[Bar, ...]


def bars(groups: Sequence[BarGroup], name: str, title: str) -> Picture:
    """A bar per factor, each starting where the previous one ends, with lines for the borders.

    The pale part of a bar is the sum of those above it. The last bar of a group is the total, so
    the picture shows on which side of a border it ends and which factors it depends on. Each bar
    has its figures as text above it.
    """
    heights = [_HEAD + _ROW * len(group.bars) + _FOOT for group in groups]
    said = " ".join(_in_words(group) for group in groups)
    description = f"What each factor adds. {said}"
    drawing = Drawing(_WIDTH, sum(heights) + _MARGIN, title, description)
    top = float(_MARGIN)
    for group, height in zip(groups, heights, strict=True):
        _group(drawing, group, top)
        top += height
    return Picture(name, description, drawing.svg())


def _x(points: Decimal) -> float:
    within = min(max(points, Decimal(0)), _FULL)
    return _MARGIN + float(within / _FULL) * (_WIDTH - 2 * _MARGIN)


def _group(drawing: Drawing, group: BarGroup, top: float) -> None:
    heading = f"{group.label}: {group.value:.2f}, {group.band}"
    drawing.text(
        "pb-ink", _MARGIN, top + 18, _clipped(heading, 16, _x(_FULL)), size=16, weight="bold"
    )
    place, so_far = top + _HEAD, Decimal(0)
    for bar in group.bars:
        _labels(drawing, bar.label, f"{bar.how} = {bar.adds:.2f}", place)
        _bar(drawing, "pb-arrow", place + 20, so_far, so_far + bar.adds)
        _cut(drawing, group, place + 20)
        so_far += bar.adds
        place += _ROW
    _labels(drawing, "Together", f"{group.value:.2f}", place, weight="bold")
    _bar(drawing, "pb-strong", place + 20, Decimal(0), group.value)
    _cut(drawing, group, place + 20)
    _scale(drawing, group, place + 20 + _BAR)


def _labels(drawing: Drawing, left: str, right: str, place: float, weight: str = "normal") -> None:
    room = _x(_FULL) - _MARGIN - text_width(right, _SIZE) - 12
    words = _clipped(left, _SIZE, room)
    drawing.text("pb-ink", _MARGIN, place + 14, words, size=_SIZE, weight=weight)
    drawing.text("pb-ink", _x(_FULL), place + 14, right, size=_SIZE, anchor="end", weight=weight)


def _bar(drawing: Drawing, kind: str, top: float, start: Decimal, end: Decimal) -> None:
    """A bar on a track; a bar of zero length is drawn as a thin line."""
    left, width = _x(start), max(_x(end) - _x(start), 1)
    drawing.rectangle("pb-band", _MARGIN, top + _BAR / 2 - 1, _x(_FULL) - _MARGIN, 2)
    drawing.rectangle("pb-band", _MARGIN, top, left - _MARGIN, _BAR)
    stroke = {"stroke-width": 2} if kind == "pb-strong" else {}
    drawing.add("rect", kind, {"x": left, "y": top, "width": width, "height": _BAR, **stroke})


def _cut(drawing: Drawing, group: BarGroup, top: float) -> None:
    """Border lines beside bars only; across the whole group they would cross labels."""
    for line in group.lines:
        drawing.line("pb-strong", (_x(line), top - 3), (_x(line), top + _BAR + 3), 2)


def _scale(drawing: Drawing, group: BarGroup, top: float) -> None:
    drawing.text("pb-soft", _x(Decimal(0)), top + 18, "0", size=_SIZE)
    drawing.text("pb-soft", _x(_FULL), top + 18, "10", size=_SIZE, anchor="end")
    words = _lines(group)
    half = text_width(words, _SIZE) / 2 + 24
    about = sum(group.lines, Decimal(0)) / len(group.lines)
    middle = min(max(_x(about), _MARGIN + half), _x(_FULL) - half)
    drawing.text("pb-ink", middle, top + 18, words, size=_SIZE, anchor="middle")


def _lines(group: BarGroup) -> str:
    """``the line at 5.00``, ``the lines at 4.00 and 7.00``."""
    *first, last = [f"{line:.2f}" for line in group.lines]
    return f"the lines at {', '.join(first)} and {last}" if first else f"the line at {last}"


def _clipped(words: str, size: int, room: float) -> str:
    if text_width(words, size) <= room:
        return words
    letters = max(int(room / text_width("x", size)) - 1, 1)
    return words[:letters].rstrip() + "…"


def _in_words(group: BarGroup) -> str:
    each = ", ".join(f"{bar.label} {bar.adds:.2f}" for bar in group.bars)
    return (
        f"{group.label}: {each}; together {group.value:.2f}, {group.band}, against {_lines(group)}."
    )
