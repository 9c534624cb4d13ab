"""A heat map: shaded cells with figures, and sums at the edges."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.charts.svg import Drawing, Picture, cut, fits, lines, text_width

_NARROW, _WIDE, _EDGE = 480, 640, 8
_SIZE, _LINE = 14, 17
_TURNED = 150
_DARKEST = 0.4  # keeps figures readable in both palettes
_MOST_DESCRIBED = 24  # cells in the description; the tables beside the picture contain all
MOST = 12


@dataclass(frozen=True, slots=True)
class HeatGrid:
    """The content of a heat map; positions are (row, column) from 0.

    ``shades``: 0 to 1, for shaded cells only; ``figures``: text of the cells; ``row_sums``,
    ``column_sums`` and ``total``: at the edges, labelled ``sum_label``. ``marked``: cells in a
    thick frame. ``notes``: lines below, which explain the marks.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    shades: Mapping[tuple[int, int], Decimal]
    figures: Mapping[tuple[int, int], str]
    row_sums: Sequence[str]
    column_sums: Sequence[str]
    total: str
    sum_label: str
    marked: Collection[tuple[int, int]]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Measures:
    """Layout: position of the field, sizes, and whether headings are horizontal."""

    left: float
    top: float
    cell: float
    row: float
    width: int
    horizontal: bool


def heat(grid: HeatGrid, name: str, title: str) -> Picture:
    """The picture of at most 12 rows and columns; small ones are described cell by cell."""
    description = _in_words(grid, title)
    at = _measures(grid)
    notes = [part for note in grid.notes for part in lines(note, _SIZE, at.width - 2 * _EDGE, 3)]
    bottom = at.top + at.row * (len(grid.rows) + 1)
    height = int(bottom + _LINE * len(notes) + 2 * _EDGE)
    drawing = Drawing(at.width, height, title, description)
    _heads(drawing, grid, at)
    for row in range(len(grid.rows)):
        for column in range(len(grid.columns)):
            _cell(drawing, grid, at, (row, column))
    _sums(drawing, grid, at)
    for place in grid.marked:
        _frame(drawing, at, place)
    for index, note in enumerate(notes):
        y = bottom + _LINE * (index + 1) + 2
        drawing.text("pb-ink", _EDGE, y, note, size=_SIZE)
    return Picture(name, description, drawing.svg())


def _measures(grid: HeatGrid) -> _Measures:
    width = _NARROW if len(grid.columns) <= 5 else _WIDE
    left = 124.0
    cell = (width - left - _EDGE) / (len(grid.columns) + 1)
    heads = (*grid.columns, grid.sum_label)
    horizontal = all(fits(head, _SIZE, cell - 6, 3) for head in heads)
    tallest = max(text_width(cut(head, _SIZE, _TURNED), _SIZE) for head in heads)
    top = _LINE * 3 + _EDGE if horizontal else tallest + 2 * _EDGE
    room = left - 2 * _EDGE
    row = 44.0 if all(fits(head, _SIZE, room, 2) for head in grid.rows) else 58.0
    return _Measures(left, top, cell, row, width, horizontal)


def _heads(drawing: Drawing, grid: HeatGrid, at: _Measures) -> None:
    for column, head in enumerate((*grid.columns, grid.sum_label)):
        middle = at.left + at.cell * (column + 0.5)
        weight = "bold" if column == len(grid.columns) else "normal"
        if at.horizontal:
            lines_of_head = lines(head, _SIZE, at.cell - 6, 3)
            for index, line in enumerate(lines_of_head):
                y = at.top - 6 - _LINE * (len(lines_of_head) - 1 - index)
                drawing.text("pb-ink", middle, y, line, size=_SIZE, anchor="middle", weight=weight)
        else:
            words = cut(head, _SIZE, _TURNED)
            y = at.top - 6
            drawing.text("pb-ink", middle + 5, y, words, size=_SIZE, weight=weight, turn=-90)
    for row, head in enumerate((*grid.rows, grid.sum_label)):
        lines_of_head = lines(head, _SIZE, at.left - 2 * _EDGE, 3 if at.row > 44 else 2)
        weight = "bold" if row == len(grid.rows) else "normal"
        for index, line in enumerate(lines_of_head):
            y = at.top + at.row * (row + 0.5) + 5 + _LINE * (index - (len(lines_of_head) - 1) / 2)
            drawing.text("pb-ink", _EDGE, y, line, size=_SIZE, weight=weight)


def _cell(drawing: Drawing, grid: HeatGrid, at: _Measures, place: tuple[int, int]) -> None:
    row, column = place
    x, y = at.left + at.cell * column, at.top + at.row * row
    if shade := grid.shades.get(place):
        box = {"x": x, "y": y, "width": at.cell, "height": at.row}
        drawing.add("rect", "pb-arrow", {**box, "fill-opacity": float(shade) * _DARKEST})
    drawing.rectangle("pb-line", x, y, at.cell, at.row)
    weight = "bold" if place in grid.marked else "normal"
    words = grid.figures.get(place, "")
    middle = (x + at.cell / 2, y + at.row / 2 + 5)
    drawing.text("pb-ink", *middle, words, size=_SIZE, anchor="middle", weight=weight)


def _sums(drawing: Drawing, grid: HeatGrid, at: _Measures) -> None:
    right = at.left + at.cell * (len(grid.columns) + 0.5)
    below = at.top + at.row * (len(grid.rows) + 0.5) + 5
    sums = [
        *(
            (right, at.top + at.row * (row + 0.5) + 5, words)
            for row, words in enumerate(grid.row_sums)
        ),
        *(
            (at.left + at.cell * (column + 0.5), below, words)
            for column, words in enumerate(grid.column_sums)
        ),
        (right, below, grid.total),
    ]
    for x, y, words in sums:
        drawing.text("pb-ink", x, y, words, size=_SIZE, anchor="middle", weight="bold")


def _frame(drawing: Drawing, at: _Measures, place: tuple[int, int]) -> None:
    row, column = place
    x, y = at.left + at.cell * column, at.top + at.row * row
    drawing.rectangle("pb-strong", x + 2, y + 2, at.cell - 4, at.row - 4, stroke=3)


def _in_words(grid: HeatGrid, title: str) -> str:
    sums = f"{grid.sum_label}: {grid.total}"
    if len(grid.figures) > _MOST_DESCRIBED:
        return f"{title}. {sums}. {' '.join(grid.notes)}"
    rows = []
    for row, head in enumerate(grid.rows):
        cells = [
            f"{column_head} {grid.figures[row, column]}"
            for column, column_head in enumerate(grid.columns)
            if (row, column) in grid.figures
        ]
        rows.append(f"{head}: {', '.join(cells)}; {grid.sum_label.lower()} {grid.row_sums[row]}")
    return f"{title}. {'. '.join((*rows, sums))}. {' '.join(grid.notes)}"
