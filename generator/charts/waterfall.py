"""A waterfall chart from revenue over costs to the result, which may be negative."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts.svg import Drawing, Picture, cut, lines, text_width

_WIDTH, _EDGE, _GAP = 480, 8, 12
_SIZE, _LINE, _BAR = 14, 17, 20
_LABEL, _SAID = 160, 150
MOST_STEPS = 16


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A bar; ``said``: its amount as text; a ``total`` starts at zero, other steps subtract."""

    label: str
    amount: Decimal
    said: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class _Bar:
    """A positioned step; ``words``: the lines of its label, ``begin`` and ``end``: amounts."""

    step: WaterfallStep
    words: tuple[str, ...]
    middle: float
    begin: Decimal
    end: Decimal


def waterfall(steps: Sequence[WaterfallStep], name: str, title: str) -> Picture:
    """The picture of one or more steps, top to bottom; one currency, costs not negative.

    Amounts are written beside their bars. Totals are filled, costs are grey with an outline, a loss
    is an empty frame left of the zero line.
    """
    description = f"{title}: {'; '.join(f'{step.label} {step.said}' for step in steps)}."
    bars, height = _laid_out(steps)
    drawing = Drawing(_WIDTH, height, title, description)
    amount_width = min(max(text_width(step.said, _SIZE) * _bold(step) for step in steps), _SAID)
    said_end = _EDGE + _LABEL + _GAP + amount_width
    edges = [Decimal(0), *(bar.begin for bar in bars), *(bar.end for bar in bars)]
    low, span = min(edges), (max(edges) - min(edges)) or Decimal(1)

    def x(amount: Decimal) -> float:
        left = said_end + _GAP
        return left + float((amount - low) / span) * (_WIDTH - _EDGE - left)

    for bar, following in zip(bars, [*bars[1:], None], strict=True):
        _draw(drawing, bar, x(bar.begin), x(bar.end))
        _write(drawing, bar, said_end, amount_width)
        if following is not None:
            end, half = x(bar.end), _BAR / 2
            drawing.line("pb-line", (end, bar.middle + half), (end, following.middle - half))
    drawing.line("pb-strong", (x(Decimal(0)), _EDGE), (x(Decimal(0)), height - _EDGE), 1.5)
    return Picture(name, description, drawing.svg())


def _laid_out(steps: Sequence[WaterfallStep]) -> tuple[list[_Bar], int]:
    bars = []
    top, left = float(_EDGE), Decimal(0)
    for step in steps:
        begin, end = (Decimal(0), step.amount) if step.total else (left, left - step.amount)
        words = tuple(lines(step.label, _SIZE, _LABEL / _bold(step), 4))
        height = max(_LINE * len(words), _BAR) + _GAP
        bars.append(_Bar(step, words, top + height / 2, begin, end))
        top += height
        left = end
    return bars, int(top) + _EDGE


def _bold(step: WaterfallStep) -> float:
    """Relative text width of a step: larger for totals, which are bold."""
    return 1.1 if step.total else 1


def _draw(drawing: Drawing, bar: _Bar, begin: float, end: float) -> None:
    top, left, width = bar.middle - _BAR / 2, min(begin, end), max(abs(end - begin), 1)
    loss = bar.step.total and bar.end < 0
    if not loss:
        drawing.rectangle("pb-arrow" if bar.step.total else "pb-band", left, top, width, _BAR)
    place = {"x": left, "y": top, "width": width, "height": _BAR, "stroke-width": 2 if loss else 1}
    drawing.add("rect", "pb-strong" if loss else "pb-line", place)


def _write(drawing: Drawing, bar: _Bar, said_end: float, amount_width: float) -> None:
    weight = "bold" if bar.step.total else "normal"
    first = bar.middle + 5 - _LINE * (len(bar.words) - 1) / 2
    for index, line in enumerate(bar.words):
        drawing.text("pb-ink", _EDGE, first + _LINE * index, line, size=_SIZE, weight=weight)
    said = cut(bar.step.said, _SIZE, amount_width / _bold(bar.step))
    y = bar.middle + 5
    drawing.text("pb-ink", said_end, y, said, size=_SIZE, anchor="end", weight=weight)
