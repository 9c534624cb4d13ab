"""Bars of amounts by account, each with its part that matters most."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts.svg import Drawing, Picture, cut, text_width

_WIDTH, _SIDE = 440, 8
_ROW, _BAR = 48, 16
_TOP = 40
_LABEL, _WORDS, _LEGEND = 15, 14, 14
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One account: ``whole`` is not negative, ``part`` may be; ``words`` is their label."""

    label: str
    whole: Decimal
    part: Decimal
    words: str


def columns(
    found: Sequence[ChartColumn], names: tuple[str, str], name: str, title: str, rest: str = ""
) -> Picture:
    """The picture of 1 to 20 columns in the order given.

    ``names``: labels of ``whole`` and ``part``. ``rest``: a line about omitted accounts, which the
    table beside the picture includes.
    """
    shown = found[:MOST_ROWS]
    more = rest if len(found) > len(shown) else ""
    said = "; ".join(f"{each.label}: {each.words}" for each in shown)
    description = f"{names[0]} and {names[1].lower()}. {said}.{f' {more}' if more else ''}"
    height = _TOP + _ROW * len(shown) + (30 if more else 10)
    drawing = Drawing(_WIDTH, height, title, description)
    _legend(drawing, names)
    low = min(Decimal(0), *(each.part for each in shown))
    high = max(Decimal(0), *(max(each.whole, each.part) for each in shown))
    for index, each in enumerate(shown):
        _row(drawing, each, _TOP + _ROW * index, low, (high - low) or Decimal(1))
    if more:
        drawing.text("pb-soft", _SIDE, height - 10, more, size=_WORDS)
    return Picture(name, description, drawing.svg())


def _legend(drawing: Drawing, names: tuple[str, str]) -> None:
    """An outlined bar for the whole, a filled one for the part: distinct without colour."""
    second = _SIDE + 38 + text_width(names[0], _LEGEND) + 24
    _open(drawing, (_SIDE, 10), (30, 14))
    drawing.text("pb-ink", _SIDE + 38, 22, names[0], size=_LEGEND)
    drawing.rectangle("pb-arrow", second, 13, 30, 8)
    drawing.text("pb-ink", second + 38, 22, names[1], size=_LEGEND)


def _row(drawing: Drawing, each: ChartColumn, top: float, low: Decimal, span: Decimal) -> None:
    width = _WIDTH - 2 * _SIDE

    def at(value: Decimal) -> float:
        return _SIDE + float((value - low) / span) * width

    room = width - text_width(each.words, _WORDS) - 12
    drawing.text("pb-ink", _SIDE, top + 14, cut(each.label, _LABEL, room), size=_LABEL)
    drawing.text("pb-soft", _WIDTH - _SIDE, top + 14, each.words, size=_WORDS, anchor="end")
    zero = at(Decimal(0))
    _open(drawing, (zero, top + 20), (at(each.whole) - zero, _BAR))
    end = at(each.part)
    drawing.rectangle("pb-arrow", min(zero, end), top + 24, abs(end - zero), _BAR - 8)
    if low < 0:
        drawing.line("pb-strong", (zero, top + 17), (zero, top + 23 + _BAR))


def _open(drawing: Drawing, at: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), (width, height) = at, size
    found = {"x": x, "y": y, "width": width, "height": height, "stroke-width": 1.5}
    drawing.add("rect", "pb-line", found)
