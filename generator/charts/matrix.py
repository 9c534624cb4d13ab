"""A matrix of two axes with its cells, the grey band and the accounts on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts.svg import Drawing, Picture, text_width
from generator.definitions.models import Method

_WIDTH, _HEIGHT = 520, 460
_LEFT, _TOP, _SIDE = 64, 16, 392
_LOW, _HIGH = Decimal(1), Decimal(10)
_LABEL = 15
MOST_LABELS = 50


@dataclass(frozen=True, slots=True)
class Point:
    """An account: ``track`` holds (vertical, horizontal) values, oldest first, 1 to 10."""

    label: str
    track: tuple[tuple[Decimal, Decimal], ...]


def matrix(method: Method, points: Sequence[Point], name: str, title: str) -> Picture:
    """The picture of a matrix; the first axis stands upright, the second lies.

    With more than 50 points labels give way: a list beside the picture names them.
    """
    vertical, horizontal = method.axes
    description = _in_words(method, points)
    drawing = Drawing(_WIDTH, _HEIGHT, title, description)
    _field(drawing, method)
    drawing.text("pb-ink", 18, _TOP + _SIDE / 2, vertical.name, anchor="middle", turn=-90)
    drawing.text("pb-ink", _LEFT + _SIDE / 2, _HEIGHT - 8, horizontal.name, anchor="middle")
    taken: list[tuple[float, float, float, float]] = []
    for point in points:
        _trail(drawing, point)
        x, y = _place(point.track[-1])
        taken.append((x - 7, y - 7, x + 7, y + 7))
    for point in points:
        x, y = _place(point.track[-1])
        drawing.add("circle", "pb-point", {"cx": x, "cy": y, "r": 6, "stroke-width": 1.5})
        if len(points) <= MOST_LABELS:
            _label(drawing, point.label, x, y, taken)
    return Picture(name, description, drawing.svg())


def _x(value: Decimal) -> float:
    return _LEFT + float((value - _LOW) / (_HIGH - _LOW)) * _SIDE


def _y(value: Decimal) -> float:
    return _TOP + _SIDE - float((value - _LOW) / (_HIGH - _LOW)) * _SIDE


def _place(at: tuple[Decimal, Decimal]) -> tuple[float, float]:
    return _x(at[1]), _y(at[0])


def _field(drawing: Drawing, method: Method) -> None:
    vertical, horizontal = method.axes
    drawing.rectangle("pb-area", _LEFT, _TOP, _SIDE, _SIDE)
    cut_x, cut_y = _x(horizontal.cut), _y(vertical.cut)
    band_x, band_y = (
        _x(horizontal.cut + horizontal.grey_band) - cut_x,
        cut_y - _y(vertical.cut + vertical.grey_band),
    )
    drawing.rectangle("pb-band", cut_x - band_x, _TOP, 2 * band_x, _SIDE)
    drawing.rectangle("pb-band", _LEFT, cut_y - band_y, _SIDE, 2 * band_y)
    drawing.line("pb-strong", (cut_x, _TOP), (cut_x, _TOP + _SIDE))
    drawing.line("pb-strong", (_LEFT, cut_y), (_LEFT + _SIDE, cut_y))
    drawing.add("rect", "pb-line", {"x": _LEFT, "y": _TOP, "width": _SIDE, "height": _SIDE})
    for cell in method.cells:
        right = cell.when.get(horizontal.id) == "high"
        above = cell.when.get(vertical.id) == "high"
        drawing.text(
            "pb-soft",
            _LEFT + _SIDE - 10 if right else _LEFT + 10,
            _TOP + 26 if above else _TOP + _SIDE - 12,
            cell.name,
            size=18,
            anchor="end" if right else "start",
            weight="bold",
        )
    _scale(drawing, method)


def _scale(drawing: Drawing, method: Method) -> None:
    vertical, horizontal = method.axes
    for value in (_LOW, horizontal.cut, _HIGH):
        drawing.text("pb-soft", _x(value), _TOP + _SIDE + 18, f"{value:g}", anchor="middle")
    for value in (_LOW, vertical.cut, _HIGH):
        drawing.text("pb-soft", _LEFT - 8, _y(value) + 4, f"{value:g}", anchor="end")
    middle = _TOP + _SIDE + 18
    quarter = _SIDE / 4
    drawing.text("pb-soft", _LEFT + quarter, middle, horizontal.low, anchor="middle")
    drawing.text("pb-soft", _LEFT + 3 * quarter, middle, horizontal.high, anchor="middle")
    drawing.text("pb-soft", _LEFT - 22, _TOP + 3 * quarter, vertical.low, anchor="middle", turn=-90)
    drawing.text("pb-soft", _LEFT - 22, _TOP + quarter, vertical.high, anchor="middle", turn=-90)


def _trail(drawing: Drawing, point: Point) -> None:
    for before, after in zip(point.track, point.track[1:], strict=False):
        start, end = _place(before), _place(after)
        drawing.line("pb-trail", start, end, 1.5)
        drawing.add("circle", "pb-arrow", {"cx": start[0], "cy": start[1], "r": 2.5})


def _label(
    drawing: Drawing, words: str, x: float, y: float, taken: list[tuple[float, float, float, float]]
) -> None:
    """Beside the point where nothing stands yet: the nearest of a spiral of places."""
    width, size = text_width(words, _LABEL), _LABEL
    for ring in range(1, 14):
        step = 4 + ring * 7
        for dx, dy, anchor in (
            (10, 4, "start"),
            (-10, 4, "end"),
            (0, -step - 3, "middle"),
            (0, step + 9, "middle"),
            (10, step, "start"),
            (10, -step, "start"),
            (-10, step, "end"),
            (-10, -step, "end"),
        ):
            left = x + dx - {"start": 0, "end": width, "middle": width / 2}[anchor]
            box = (left, y + dy - size, left + width, y + dy + 3)
            if box[0] < _LEFT or box[2] > _WIDTH or box[1] < _TOP or box[3] > _TOP + _SIDE:
                continue
            if any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            if abs(dy) > 20:
                drawing.line("pb-line", (x, y), (x + dx, y + dy - 4))
            drawing.text("pb-ink", x + dx, y + dy, words, size=size, anchor=anchor)
            return


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _in_words(method: Method, points: Sequence[Point]) -> str:
    vertical, horizontal = method.axes
    cells = ", ".join(
        f"{cell.name} ({vertical.name} {cell.when.get(vertical.id)}, "
        f"{horizontal.name} {cell.when.get(horizontal.id)})"
        for cell in method.cells
    )
    where = "; ".join(
        f"{point.label} at {point.track[-1][0]} and {point.track[-1][1]}" for point in points[:12]
    )
    more = f" and {len(points) - 12} more" if len(points) > 12 else ""
    return f"{method.name}: {cells}." + (f" {where}{more}." if where else "")
