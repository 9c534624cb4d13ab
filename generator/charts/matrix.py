"""The way of a point over a drawing, with an arrow that leads to where it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import hypot

from generator.charts.labels import Box, Label, Shunned, around, place
from generator.charts.svg import Drawing, Picture, text_width
from generator.model.kinds import Method
from generator.model.method import Cell

Place = tuple[float, float]
"""Across and down, in units of the drawing."""

_LENGTH, _HALF = 9, 4.5
"""An arrowhead from tip to foot, and half its width."""

_SHAFT = 10
"""The least that shows before the arrow_head: a arrow_head alone points nowhere to the eye."""


def arrow_path(places: Sequence[Place], radius: float) -> list[Place]:
    """The places an arrow can show, oldest first: at least the newest, which is the last of all.

    Earlier places too near to the newest, drawn as a circle of ``radius``, are left out.
    """
    *before, newest = places
    while before and _apart(before[-1], newest) < radius + 1 + _LENGTH + _SHAFT:
        before.pop()
    return [*before, newest]


def arrow_head(shown: Sequence[Place], radius: float) -> list[Place]:
    """Tip and corners of the arrow to the newest place of an :func:`arrow_path`, if there is one.

    The tip keeps clear of the circle of ``radius`` at its place.
    """
    if len(shown) < 2:
        return []
    (x0, y0), (x, y) = shown[-2:]
    length = _apart((x0, y0), (x, y))
    ahead, aside = (x - x0) / length, (y - y0) / length
    tip, foot = radius + 1, radius + 1 + _LENGTH
    back = (x - foot * ahead, y - foot * aside)
    return [
        (x - tip * ahead, y - tip * aside),
        (back[0] - _HALF * aside, back[1] + _HALF * ahead),
        (back[0] + _HALF * aside, back[1] - _HALF * ahead),
    ]


def draw_arrow(drawing: Drawing, shown: Sequence[Place], radius: float) -> None:
    """Draw an :func:`arrow_path`: its lines, a dot at each earlier place, and the arrow's head."""
    for start, end in pairwise(shown):
        drawing.line("pb-trail", start, end, 1.5)
        drawing.add("circle", "pb-arrow", {"cx": start[0], "cy": start[1], "r": 2.5})
    if corners := arrow_head(shown, radius):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        drawing.add("polygon", "pb-arrow", {"points": points})


def _apart(one: Place, other: Place) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


_DOT, _LETTERS, _REACH = 2.5, 12, 30
"""Radius of a dot, size of the letters of a day, and how far from its dot the day may stand."""


def earlier_places(
    drawing: Drawing,
    places: Sequence[Place],
    days: Sequence[str],
    field: Box,
    taken: Sequence[Box],
    *,
    shunned: Sequence[Shunned],
    radius: float,
) -> None:
    """Draw a dot with its day for each of ``places`` but the last, the oldest first.

    Left out are a dot under the point of ``radius`` at the last place, and a day that finds no
    room inside the ``field`` beside what is ``taken``. ``shunned``: what days had better not cover.
    """
    dots = [around(*at, 2 * _DOT, 2 * _DOT) for at in places[:-1]]
    full = [*taken, *dots]
    for (x, y), day in zip(places[:-1], days, strict=False):
        if abs(x - places[-1][0]) < radius and abs(y - places[-1][1]) < radius:
            continue
        drawing.add("circle", "pb-arrow", {"cx": x, "cy": y, "r": _DOT})
        size = text_width(day, _LETTERS) + 4, _LETTERS + 2
        found = place([(x, y)], [size], field, full, _REACH, shunned=shunned)
        if found:
            label = found[0]
            full.append(label.box)
            middle = (label.box[1] + label.box[3]) / 2 + _LETTERS * 0.36
            drawing.text(
                "pb-soft pb-halo", label.x, middle, day, size=_LETTERS, anchor=label.anchor
            )


@dataclass(frozen=True, slots=True)
class Point:
    """An account: ``track`` holds (vertical, horizontal) values, oldest first, 1 to 10.

    ``page``: a relative link to it, as in Markdown. ``note``: what to know beyond its name.
    ``days``: when it was at each place of its track; they are drawn where it is the only account.
    """

    label: str
    track: tuple[tuple[Decimal, Decimal], ...]
    page: str = ""
    note: str = ""
    days: tuple[str, ...] = ()


def in_words(method: Method, points: Sequence[Point]) -> str:
    """The picture for who does not see it: cells, where the accounts are, and where one was."""
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
    before = f" {_course(points[0])}" if len(points) == 1 and len(points[0].days) > 1 else ""
    return f"{method.name}: {cells}." + (f" {where}{more}.{before}" if where else "")


def _course(point: Point) -> str:
    """Where it was before, the newest first."""
    course = list(zip(point.days, point.track, strict=True))[-2::-1]
    return (
        "Before: " + "; ".join(f"{up} and {across} on {day}" for day, (up, across) in course) + "."
    )


_WIDTH, _HEIGHT = 520, 460

_LEFT, _TOP, _SIDE = 64, 16, 392

_FIELD: Box = (_LEFT, _TOP, _LEFT + _SIDE, _TOP + _SIDE)

_LOW, _HIGH = Decimal(1), Decimal(10)

_RADIUS = 6

_NAME, _NUMBER, _LINE, _CELL, _LONG_CELL = 15, 13, 14, 18, 14
"""Sizes of letters: a name beside a point, a number there, a line of the list, a cell.

Cells with long names have smaller letters.
"""

_NEARBY, _ANYWHERE = 44, 2 * _SIDE
"""How far from its point a name may stand, and a number."""

_BESIDE_BAND, _BESIDE_LINE = 12, 30
"""How much further away a name may stand to keep off the grey band, and off the line in it."""

_ROW, _TWO_COLUMNS = 20, _WIDTH / 2 - 34

MOST_LABELS = 50


def matrix(method: Method, points: Sequence[Point], name: str, title: str) -> Picture:
    """The picture of a matrix; the first axis stands upright, the second lies.

    Names stand beside the points; where they would meet, each point has a number and a list below
    the field names them. With more than 50 points names give way: the page has a list.
    """
    description = in_words(method, points)
    places = [_place(point.track[-1]) for point in points]
    ways = [arrow_path([_place(each) for each in point.track], _RADIUS) for point in points]
    taken = [*_cell_names(method), *_points_taken(places, ways)]
    labels, numbered = _labels(points, places, taken, _shunned(method))
    drawing = Drawing(
        _WIDTH, _HEIGHT + (_list_height(points) if numbered else 0), title, description
    )
    _field(drawing, method)
    for way in ways:
        draw_arrow(drawing, way, _RADIUS)
    if len(points) == 1:
        _past(drawing, method, points[0], [*taken, *(label.box for label in labels)])
    for at, label in zip(places, labels, strict=False):
        _leader(drawing, at, label)
    for index, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        with drawing.goal(
            f"{point.label}: {point.note}" if point.note else point.label, point.page
        ):
            drawing.add("circle", "pb-point", {"cx": x, "cy": y, "r": _RADIUS, "stroke-width": 1.5})
            if numbered:
                _words(drawing, labels[index], str(index + 1), _NUMBER)
                _list_line(drawing, points, index)
            elif labels:
                _words(drawing, labels[index], point.label, _NAME)
    return Picture(name, description, drawing.svg())


def _labels(
    points: Sequence[Point],
    places: Sequence[tuple[float, float]],
    taken: Sequence[Box],
    shunned: Sequence[Shunned],
) -> tuple[list[Label], bool]:
    """Places for names, else for numbers; whether they are for numbers. None for many points."""
    if len(points) > MOST_LABELS:
        return [], False
    names = [_size(point.label, _NAME) for point in points]
    for shun in (shunned, ()):
        if (named := place(places, names, _FIELD, taken, _NEARBY, shunned=shun)) is not None:
            return named, False
    numbers = [_size(str(index + 1), _NUMBER) for index in range(len(points))]
    numbered = place(places, numbers, _FIELD, taken, _ANYWHERE)
    # a field so full that numbers have to cover points and arrows: 50 of them always fit
    return numbered or place(places, numbers, _FIELD, (), _ANYWHERE) or [], True


def _past(drawing: Drawing, method: Method, point: Point, taken: Sequence[Box]) -> None:
    track, shunned = [_place(each) for each in point.track], _shunned(method)
    earlier_places(drawing, track, point.days, _FIELD, taken, shunned=shunned, radius=_RADIUS)


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
    for left, top, right, bottom in _bands(method):
        drawing.rectangle("pb-band", left, top, right - left, bottom - top)
    drawing.line("pb-strong", (cut_x, _TOP), (cut_x, _TOP + _SIDE))
    drawing.line("pb-strong", (_LEFT, cut_y), (_LEFT + _SIDE, cut_y))
    drawing.add("rect", "pb-line", {"x": _LEFT, "y": _TOP, "width": _SIDE, "height": _SIDE})
    size = _cell_size(method)
    for cell in method.cells:
        x, y, anchor = _corner(method, cell)
        drawing.text("pb-soft", x, y, cell.name, size=size, anchor=anchor, weight="bold")
    _scale(drawing, method)


def _corner(method: Method, cell: Cell) -> tuple[float, float, str]:
    """Where the name of a cell stands, and its anchor."""
    vertical, horizontal = method.axes
    right = cell.when.get(horizontal.id) == "high"
    above = cell.when.get(vertical.id) == "high"
    x = _LEFT + _SIDE - 10 if right else _LEFT + 10
    return x, _TOP + 26 if above else _TOP + _SIDE - 12, "end" if right else "start"


def _cell_size(method: Method) -> int:
    """As large as leaves the names of two cells beside each other apart."""
    longest = sorted((text_width(cell.name, _CELL) for cell in method.cells), reverse=True)
    bold = 1.1
    return _CELL if sum(longest[:2]) * bold < _SIDE - 30 else _LONG_CELL


def _cell_names(method: Method) -> list[Box]:
    boxes, size = [], _cell_size(method)
    for cell in method.cells:
        x, y, anchor = _corner(method, cell)
        width = text_width(cell.name, size)
        left = x - width if anchor == "end" else x
        boxes.append((left, y - size, left + width, y + 4))
    return boxes


def _scale(drawing: Drawing, method: Method) -> None:
    vertical, horizontal = method.axes
    drawing.text("pb-ink", 18, _TOP + _SIDE / 2, vertical.name, anchor="middle", turn=-90)
    drawing.text("pb-ink", _LEFT + _SIDE / 2, _HEIGHT - 8, horizontal.name, anchor="middle")
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


def _leader(drawing: Drawing, at: tuple[float, float], label: Label) -> None:
    """A line from a point to its label where they are apart."""
    left, top, right, bottom = label.box
    near = min(max(at[0], left), right), min(max(at[1], top), bottom)
    if hypot(near[0] - at[0], near[1] - at[1]) > 2 * _RADIUS:
        drawing.line("pb-line", at, near)


def _words(drawing: Drawing, label: Label, words: str, size: int) -> None:
    middle = (label.box[1] + label.box[3]) / 2 + size * 0.36
    drawing.text("pb-ink pb-halo", label.x, middle, words, size=size, anchor=label.anchor)


def _size(words: str, letters: int) -> tuple[float, float]:
    return text_width(words, letters) + 5, letters + 3


def _points_taken(
    places: Sequence[tuple[float, float]], ways: Sequence[Sequence[tuple[float, float]]]
) -> list[Box]:
    """What labels keep clear of: each point, and the arrow that leads to it."""
    circles = [around(*at, 14, 14) for at in places]
    heads = [zip(*head, strict=True) for way in ways if (head := arrow_head(way, _RADIUS))]
    return circles + [(min(across), min(down), max(across), max(down)) for across, down in heads]


def _bands(method: Method) -> tuple[Box, Box]:
    """The grey band along either cut, the upright one first."""
    vertical, horizontal = method.axes
    left, right = (_x(horizontal.cut + side * horizontal.grey_band) for side in (-1, 1))
    top, bottom = (_y(vertical.cut + side * vertical.grey_band) for side in (1, -1))
    return (left, _TOP, right, _TOP + _SIDE), (_LEFT, top, _LEFT + _SIDE, bottom)


def _shunned(method: Method) -> list[Shunned]:
    vertical, horizontal = method.axes
    upright, lying = _x(horizontal.cut), _y(vertical.cut)
    lines = ((upright, _TOP, upright, _TOP + _SIDE), (_LEFT, lying, _LEFT + _SIDE, lying))
    return [
        *((band, _BESIDE_BAND) for band in _bands(method)),
        *((line, _BESIDE_LINE) for line in lines),
    ]


def _list_height(points: Sequence[Point]) -> int:
    return _ROW * (-(-len(points) // _columns(points)) + 1)


def _columns(points: Sequence[Point]) -> int:
    longest = max(text_width(point.label, _LINE) for point in points)
    return 2 if longest <= _TWO_COLUMNS else 1


def _list_line(drawing: Drawing, points: Sequence[Point], index: int) -> None:
    """Number and name below the field, column by column."""
    columns = _columns(points)
    rows = -(-len(points) // columns)
    column, row = divmod(index, rows)
    x, y = 8 + column * _WIDTH / 2, _HEIGHT + _ROW * (row + 1)
    drawing.text("pb-ink", x + 18, y, str(index + 1), size=_LINE, anchor="end")
    words = _shortened(points[index].label, _WIDTH / columns - 34)
    drawing.text("pb-ink", x + 26, y, words, size=_LINE)


def _shortened(words: str, width: float) -> str:
    while text_width(words, _LINE) > width:
        words = f"{words[:-2].rstrip()}…"
    return words
