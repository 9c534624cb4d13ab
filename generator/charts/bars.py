"""Bar charts: contributions of factors to an axis, amounts by account, and a waterfall."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.analysis.matrix import AxisResult
from generator.charts.svg import Drawing, Picture, cut, lines, text_width
from generator.text.formats import percent

_WIDTH, _MARGIN = 440, 8
_ROW, _BAR, _HEAD, _FOOT = 40, 12, 30, 72
_SIZE = 14
_FULL = Decimal(10)

_SIDE = 8

_COLUMN_ROW, _COLUMN_BAR, _OUTLINE = 48, 16, 1.5

_TOP = 40

_LABEL, _WORDS, _LEGEND = 15, 14, 14

MOST_ROWS = 20

_WATERFALL_WIDTH, _EDGE, _GAP = 480, 8, 12

_LINE, _STEP_BAR = 17, 20

_LABEL_WIDTH, _AMOUNT = 160, 150

MOST_STEPS = 16


def bars(axes: Sequence[AxisResult], name: str, title: str) -> Picture:
    """A bar per factor of each axis, from where the one before ends, with lines for the borders.

    The pale part of a bar is the sum of those above it. The last bar of an axis is the total, so
    the picture shows on which side of a border it ends and which factors it depends on. Each bar
    has its figures as text above it.
    """
    heights = [_HEAD + _ROW * len(axis.factors) + _FOOT for axis in axes]
    text = " ".join(map(_in_words, axes))
    description = f"What each factor adds. {text}"
    drawing = Drawing(_WIDTH, sum(heights) + _MARGIN, title, description)
    top = float(_MARGIN)
    for axis, height in zip(axes, heights, strict=True):
        _axis(drawing, axis, top)
        top += height
    return Picture(name, description, drawing.svg())


def _x(points: Decimal) -> float:
    within = min(max(points, Decimal(0)), _FULL)
    return _MARGIN + float(within / _FULL) * (_WIDTH - 2 * _MARGIN)


def _axis(drawing: Drawing, axis: AxisResult, top: float) -> None:
    heading = f"{axis.axis.name}: {axis.value:.2f}, {axis.band.label}"
    drawing.text("pb-ink", _MARGIN, top + 18, cut(heading, 16, _x(_FULL)), size=16, weight="bold")
    place, so_far = top + _HEAD, Decimal(0)
    for each in axis.factors:
        adds, how = each.contribution, f"{percent(each.factor.weight)} of {each.score.score}"
        _labels(drawing, each.factor.name, f"{how} = {adds:.2f}", place)
        _bar(drawing, "pb-arrow", place + 20, so_far, so_far + adds)
        _cut(drawing, axis, place + 20)
        so_far += adds
        place += _ROW
    _labels(drawing, "Together", f"{axis.value:.2f}", place, weight="bold")
    _bar(drawing, "pb-strong", place + 20, Decimal(0), axis.value)
    _cut(drawing, axis, place + 20)
    _scale(drawing, axis, place + 20 + _BAR)


def _labels(drawing: Drawing, left: str, right: str, place: float, weight: str = "normal") -> None:
    room = _x(_FULL) - _MARGIN - text_width(right, _SIZE) - 12
    words = cut(left, _SIZE, room)
    drawing.text("pb-ink", _MARGIN, place + 14, words, size=_SIZE, weight=weight)
    drawing.text("pb-ink", _x(_FULL), place + 14, right, size=_SIZE, anchor="end", weight=weight)


def _bar(drawing: Drawing, kind: str, top: float, start: Decimal, end: Decimal) -> None:
    """A bar on a track; a bar of zero length is drawn as a thin line."""
    left, width = _x(start), max(_x(end) - _x(start), 1)
    drawing.rectangle("pb-band", _MARGIN, top + _BAR / 2 - 1, _x(_FULL) - _MARGIN, 2)
    drawing.rectangle("pb-band", _MARGIN, top, left - _MARGIN, _BAR)
    drawing.rectangle(kind, left, top, width, _BAR, stroke=2 if kind == "pb-strong" else None)


def _cut(drawing: Drawing, axis: AxisResult, top: float) -> None:
    """Border lines beside bars only; across the whole axis they would cross labels."""
    for line in axis.axis.borders:
        drawing.line("pb-strong", (_x(line), top - 3), (_x(line), top + _BAR + 3), 2)


def _scale(drawing: Drawing, axis: AxisResult, top: float) -> None:
    drawing.text("pb-soft", _x(Decimal(0)), top + 18, "0", size=_SIZE)
    drawing.text("pb-soft", _x(_FULL), top + 18, "10", size=_SIZE, anchor="end")
    words = _lines(axis)
    half = text_width(words, _SIZE) / 2 + 24
    about = sum(axis.axis.borders, Decimal(0)) / len(axis.axis.borders)
    middle = min(max(_x(about), _MARGIN + half), _x(_FULL) - half)
    drawing.text("pb-ink", middle, top + 18, words, size=_SIZE, anchor="middle")


def _lines(axis: AxisResult) -> str:
    """``the line at 5.00``, ``the lines at 4.00 and 7.00``."""
    *first, last = [f"{line:.2f}" for line in axis.axis.borders]
    return f"the lines at {', '.join(first)} and {last}" if first else f"the line at {last}"


def _in_words(axis: AxisResult) -> str:
    each = ", ".join(f"{part.factor.name} {part.contribution:.2f}" for part in axis.factors)
    total = f"together {axis.value:.2f}, {axis.band.label}, against {_lines(axis)}"
    return f"{axis.axis.name}: {each}; {total}."


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
    text = "; ".join(f"{each.label}: {each.words}" for each in shown)
    description = f"{names[0]} and {names[1].lower()}. {text}.{f' {more}' if more else ''}"
    height = _TOP + _COLUMN_ROW * len(shown) + (30 if more else 10)
    drawing = Drawing(_WIDTH, height, title, description)
    _legend(drawing, names)
    low = min(Decimal(0), *(each.part for each in shown))
    high = max(Decimal(0), *(max(each.whole, each.part) for each in shown))
    for index, each in enumerate(shown):
        _column(drawing, each, _TOP + _COLUMN_ROW * index, low, (high - low) or Decimal(1))
    if more:
        drawing.text("pb-soft", _SIDE, height - 10, more, size=_WORDS)
    return Picture(name, description, drawing.svg())


def _legend(drawing: Drawing, names: tuple[str, str]) -> None:
    """An outlined bar for the whole, a filled one for the part: distinct without colour."""
    second = _SIDE + 38 + text_width(names[0], _LEGEND) + 24
    drawing.rectangle("pb-line", _SIDE, 10, 30, 14, stroke=_OUTLINE)
    drawing.text("pb-ink", _SIDE + 38, 22, names[0], size=_LEGEND)
    drawing.rectangle("pb-arrow", second, 13, 30, 8)
    drawing.text("pb-ink", second + 38, 22, names[1], size=_LEGEND)


def _column(drawing: Drawing, each: ChartColumn, top: float, low: Decimal, span: Decimal) -> None:
    width = _WIDTH - 2 * _SIDE

    def at(value: Decimal) -> float:
        return _SIDE + float((value - low) / span) * width

    room = width - text_width(each.words, _WORDS) - 12
    drawing.text("pb-ink", _SIDE, top + 14, cut(each.label, _LABEL, room), size=_LABEL)
    drawing.text("pb-soft", _WIDTH - _SIDE, top + 14, each.words, size=_WORDS, anchor="end")
    zero = at(Decimal(0))
    drawing.rectangle(
        "pb-line", zero, top + 20, at(each.whole) - zero, _COLUMN_BAR, stroke=_OUTLINE
    )
    end = at(each.part)
    drawing.rectangle("pb-arrow", min(zero, end), top + 24, abs(end - zero), _COLUMN_BAR - 8)
    if low < 0:
        drawing.line("pb-strong", (zero, top + 17), (zero, top + 23 + _COLUMN_BAR))


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A bar; ``text``: its amount as text; a ``total`` starts at zero, other steps subtract."""

    label: str
    amount: Decimal
    text: str
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
    description = f"{title}: {'; '.join(f'{step.label} {step.text}' for step in steps)}."
    bars, height = _laid_out(steps)
    drawing = Drawing(_WATERFALL_WIDTH, height, title, description)
    amount_width = min(max(text_width(step.text, _SIZE) * _bold(step) for step in steps), _AMOUNT)
    amount_end = _EDGE + _LABEL_WIDTH + _GAP + amount_width
    edges = [Decimal(0), *(bar.begin for bar in bars), *(bar.end for bar in bars)]
    low, span = min(edges), (max(edges) - min(edges)) or Decimal(1)

    def x(amount: Decimal) -> float:
        left = amount_end + _GAP
        return left + float((amount - low) / span) * (_WATERFALL_WIDTH - _EDGE - left)

    for bar, following in zip(bars, [*bars[1:], None], strict=True):
        _draw(drawing, bar, x(bar.begin), x(bar.end))
        _write(drawing, bar, amount_end, amount_width)
        if following is not None:
            end, half = x(bar.end), _STEP_BAR / 2
            drawing.line("pb-line", (end, bar.middle + half), (end, following.middle - half))
    drawing.line("pb-strong", (x(Decimal(0)), _EDGE), (x(Decimal(0)), height - _EDGE), 1.5)
    return Picture(name, description, drawing.svg())


def _laid_out(steps: Sequence[WaterfallStep]) -> tuple[list[_Bar], int]:
    bars = []
    top, left = float(_EDGE), Decimal(0)
    for step in steps:
        begin, end = (Decimal(0), step.amount) if step.total else (left, left - step.amount)
        words = tuple(lines(step.label, _SIZE, _LABEL_WIDTH / _bold(step), 4))
        height = max(_LINE * len(words), _STEP_BAR) + _GAP
        bars.append(_Bar(step, words, top + height / 2, begin, end))
        top += height
        left = end
    return bars, int(top) + _EDGE


def _bold(step: WaterfallStep) -> float:
    """Relative text width of a step: larger for totals, which are bold."""
    return 1.1 if step.total else 1


def _draw(drawing: Drawing, bar: _Bar, begin: float, end: float) -> None:
    top, left, width = bar.middle - _STEP_BAR / 2, min(begin, end), max(abs(end - begin), 1)
    loss = bar.step.total and bar.end < 0
    if not loss:
        drawing.rectangle("pb-arrow" if bar.step.total else "pb-band", left, top, width, _STEP_BAR)
    frame, stroke = ("pb-strong", 2) if loss else ("pb-line", 1)
    drawing.rectangle(frame, left, top, width, _STEP_BAR, stroke=stroke)


def _write(drawing: Drawing, bar: _Bar, amount_end: float, amount_width: float) -> None:
    weight = "bold" if bar.step.total else "normal"
    first = bar.middle + 5 - _LINE * (len(bar.words) - 1) / 2
    for index, line in enumerate(bar.words):
        drawing.text("pb-ink", _EDGE, first + _LINE * index, line, size=_SIZE, weight=weight)
    text = cut(bar.step.text, _SIZE, amount_width / _bold(bar.step))
    y = bar.middle + 5
    drawing.text("pb-ink", amount_end, y, text, size=_SIZE, anchor="end", weight=weight)
