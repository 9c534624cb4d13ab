"""The field of a matrix: scales, borders and cell names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase

from generator.charts.labels import AreaToAvoid, Box, overlap
from generator.charts.svg import Drawing, fits, lines, text_width
from generator.model.kinds import Method
from generator.model.method import HIGHEST, LOWEST, Axis, Cell

_LEFT, _TOP, _SIDE, _STRIP = 64, 16, 392, 150
"""Left and top edge of the field, the length of its sides, and its height with one axis."""

_RIGHT, _BELOW, _STEP = 64, 52, 18
"""Space right of the field and below it, and between rows of scale labels."""

_SCALE = 15
"""Font size of scale labels."""

_NAMES = ((18, 1), (14, 2), (12, 3))
"""Font sizes of cell names, each with the maximum number of lines."""

_KEY = 14
"""Font size of the letter that replaces a name without space."""

_BOLD = 1.1
"""Width of bold text relative to normal text."""

_BESIDE_BAND, _BESIDE_LINE = 12, 30
"""How much further away a name may be placed to avoid the grey band, or the line in it."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A scale label: its position, or the axis' end it belongs to, and its row."""

    words: str
    at: float
    row: int


@dataclass(frozen=True, slots=True)
class CellName:
    """A cell's name in the field: its lines, or a letter that the list below explains."""

    cell: Cell
    words: tuple[str, ...]
    size: int
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> Box:
        """Its bounding box."""
        width = max(text_width(each, self.size) for each in self.words)
        left = {"end": self.x - width, "middle": self.x - width / 2}.get(self.anchor, self.x)
        bottom = self.y + (len(self.words) - 1) * (self.size + 3)
        return left, self.y - self.size, left + width, bottom + 4

    @property
    def key(self) -> str:
        """The letter that replaces the name, or an empty string."""
        return "" if " ".join(self.words) == " ".join(self.cell.name.split()) else self.words[0]


@dataclass(frozen=True, slots=True)
class Grid:
    """The layout of a matrix: the first of two axes is vertical, the last horizontal.

    ``field``: its bounding box; ``width`` and ``height``: of the picture, without a list below.
    """

    method: Method
    field: Box
    ticks: tuple[tuple[_Label, ...], tuple[_Label, ...]]
    bands: tuple[tuple[_Label, ...], tuple[_Label, ...]]

    @property
    def width(self) -> int:
        """The width of the picture."""
        return int(self.field[2]) + _RIGHT

    @property
    def height(self) -> int:
        """The height of the picture, including the name of the horizontal axis."""
        rows = max(label.row for label in (*self.ticks[0], *self.bands[0]))
        return int(self.field[3]) + _BELOW + _STEP * rows

    @property
    def horizontal(self) -> Axis:
        """The horizontal axis."""
        return self.method.axes[-1]

    @property
    def vertical(self) -> Axis | None:
        """The vertical axis; ``None`` for a matrix with one axis."""
        return self.method.axes[0] if len(self.method.axes) > 1 else None

    def place(self, values: Sequence[Decimal]) -> tuple[float, float]:
        """The position of an account with these values."""
        left, top, right, bottom = self.field
        x = _along(values[-1], left, right)
        return x, _along(values[0], bottom, top) if len(values) > 1 else (top + bottom) / 2

    @property
    def columns(self) -> list[float]:
        """Left edges of the horizontal axis' bands, and the right end."""
        return _edges(self.horizontal, self.field[0], self.field[2])

    @property
    def rows(self) -> list[float]:
        """Upper edges of the vertical axis' bands from the top, and the lower end."""
        _, top, _, bottom = self.field
        if self.vertical is None:
            return [top, bottom]
        return list(reversed(_edges(self.vertical, bottom, top)))

    @property
    def cells(self) -> list[list[Cell | None]]:
        """The cell of each square, row by row from the top."""
        vertical = self.vertical
        down = [{vertical.id: band.id} for band in reversed(vertical.scale)] if vertical else [{}]
        return [
            [
                self.method.cell_at({**row, self.horizontal.id: band.id})
                for band in self.horizontal.scale
            ]
            for row in down
        ]

    def lines(self) -> Iterator[tuple[Box, float]]:
        """Each line between two cells, vertical ones first, with the width of the grey band."""
        cells, columns, rows = self.cells, self.columns, self.rows
        unit = (self.field[2] - self.field[0]) / float(HIGHEST - LOWEST)
        for number, x in enumerate(columns[1:-1]):
            for first, last in _runs([row[number] is not row[number + 1] for row in cells]):
                yield (x, rows[first], x, rows[last]), float(self.horizontal.grey_band) * unit
        if self.vertical is None:
            return
        for number, y in enumerate(rows[1:-1]):
            pairs = zip(cells[number], cells[number + 1], strict=True)
            for first, last in _runs([one is not other for one, other in pairs]):
                reach = float(self.vertical.grey_band) * unit
                yield (columns[first], y, columns[last], y), reach

    def areas_to_avoid(self) -> list[AreaToAvoid]:
        """Areas that account names should avoid."""
        drawn = list(self.lines())
        bands: list[AreaToAvoid] = [(_widened(line, reach), _BESIDE_BAND) for line, reach in drawn]
        return bands + [(line, _BESIDE_LINE) for line, _ in drawn]

    def names(self, avoided: Sequence[Box]) -> list[CellName]:
        """The name of each cell, outside the ``avoided`` areas if possible.

        A cell in several positions is named in each.
        """
        rooms = list(self._rooms())
        if len(self.columns) == len(self.rows) == 3 and len(rooms) == 4:
            return self._in_corners()
        size, most = next(
            (each for each in _NAMES if all(_has_room(cell, box, *each) for cell, box in rooms)),
            _NAMES[-1],
        )
        letters, keys, found = iter(ascii_uppercase), dict[str, str](), list[CellName]()
        for cell, box in rooms:
            if _has_room(cell, box, size, most):
                words = tuple(lines(cell.name, size, _inner(box), most))
                found.append(self._best(cell, words, size, box, avoided))
            else:
                if cell.id not in keys:
                    keys[cell.id] = next(letters)
                found.append(self._best(cell, (keys[cell.id],), _KEY, box, avoided))
        return found

    def _in_corners(self) -> list[CellName]:
        """Names in the outer corners of four quadrants, as large as possible without overlap."""
        width = self.field[2] - self.field[0]
        longest = sorted((text_width(cell.name, 18) for cell in self.method.cells), reverse=True)
        size = 18 if sum(longest[:2]) * _BOLD < width - 30 else 14
        left, top, right, bottom = self.field
        found = []
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                x, anchor = (right - 10, "end") if column else (left + 10, "start")
                y = bottom - 12 if row else top + 26
                if cell is not None:
                    found.append(CellName(cell, (cell.name,), size, x, y, anchor))
        order = {cell.id: number for number, cell in enumerate(self.method.cells)}
        return sorted(found, key=lambda each: order[each.cell.id])

    def _rooms(self) -> Iterator[tuple[Cell, Box]]:
        """For each position of a cell the widest part of a row in it, from the top."""
        columns, rows, cells = self.columns, self.rows, self.cells
        left = {(r, c) for r, row in enumerate(cells) for c, cell in enumerate(row) if cell}
        while left:
            start = min(left)
            region = _region(start, cells)
            left -= region
            runs = [
                (row, first, last)
                for row in sorted({row for row, _ in region})
                for first, last in _runs([(row, each) in region for each in range(len(cells[0]))])
            ]
            row, first, last = max(runs, key=lambda run: columns[run[2]] - columns[run[1]])
            cell = cells[start[0]][start[1]]
            if cell is not None:
                yield cell, (columns[first], rows[row], columns[last], rows[row + 1])

    def _best(
        self, cell: Cell, words: tuple[str, ...], size: int, box: Box, avoided: Sequence[Box]
    ) -> CellName:
        left, top, right, bottom = box
        x, anchor = (left + right) / 2, "middle"
        if left == self.field[0]:
            x, anchor = left + 10, "start"
        elif right == self.field[2]:
            x, anchor = right - 10, "end"
        top, bottom = self._off_the_grey(top, bottom, len(words) * (size + 3) + 14)
        below = bottom - 10 - (len(words) - 1) * (size + 3)
        places = [top + size + 8, below]
        if box[3] == self.field[3] and self.vertical is not None:
            places.reverse()
        tried = [CellName(cell, words, size, x, y, anchor) for y in places]
        free = (each for each in tried if not any(overlap(each.box, other) for other in avoided))
        return next(free, tried[0])

    def _off_the_grey(self, top: float, bottom: float, height: float) -> tuple[float, float]:
        """The part of a row outside the grey bands, if a name of this height fits."""
        reach = max((reach for (_, y, _, foot), reach in self.lines() if y == foot), default=0.0)
        upper = top if top == self.field[1] else top + reach
        lower = bottom if bottom == self.field[3] else bottom - reach
        return (upper, lower) if lower - upper >= height else (top, bottom)

    def draw(self, drawing: Drawing, names: Sequence[CellName]) -> None:
        """Draw area, grey bands, lines, cell names and scales."""
        left, top, right, bottom = self.field
        drawing.rectangle("pb-area", left, top, right - left, bottom - top)
        drawn = list(self.lines())
        for line, reach in drawn:
            x, y, end, foot = _widened(line, reach)
            drawing.rectangle("pb-band", x, y, end - x, foot - y)
        for (x, y, end, foot), _ in drawn:
            drawing.line("pb-strong", (x, y), (end, foot))
        drawing.rectangle("pb-line", left, top, right - left, bottom - top)
        for name in names:
            for number, words in enumerate(name.words):
                y = name.y + number * (name.size + 3)
                drawing.text(
                    "pb-soft", name.x, y, words, size=name.size, anchor=name.anchor, weight="bold"
                )
        self._scales(drawing)

    def _scales(self, drawing: Drawing) -> None:
        left, top, right, bottom = self.field
        middle = (left + right) / 2
        if self.vertical is not None:
            name = self.vertical.name
            drawing.text("pb-ink", 18, (top + bottom) / 2, name, anchor="middle", turn=-90)
        drawing.text("pb-ink", middle, self.height - 8, self.horizontal.name, anchor="middle")

        def below(label: _Label) -> None:
            y = bottom + _STEP * (label.row + 1)
            drawing.text("pb-soft", label.at, y, label.words, anchor="middle")

        def next_to(label: _Label, distance: int, anchor: str, turn: int) -> None:
            x = left - distance - _STEP * label.row
            drawing.text("pb-soft", x, label.at, label.words, anchor=anchor, turn=turn)

        for label in self.ticks[0]:
            below(label)
        for label in self.ticks[1]:
            next_to(label, 8, "end", 0)
        for label in self.bands[0]:
            below(label)
        for label in self.bands[1]:
            next_to(label, 22, "middle", -90)


def grid_of(method: Method) -> Grid:
    """The layout of a matrix; overlapping scale labels are placed in separate rows."""
    vertical = method.axes[0] if len(method.axes) > 1 else None
    height = _SIDE if vertical else _STRIP
    # The vertical scale comes first: its width moves the field to the right.
    ticks, bands = _scale(vertical, _TOP + height, _TOP) if vertical else ((), ())
    left = _LEFT + _STEP * max((label.row for label in (*ticks, *bands)), default=0)
    across = _scale(method.axes[-1], left, left + _SIDE)
    field = (left, _TOP, left + _SIDE, _TOP + height)
    return Grid(method, field, (across[0], ticks), (across[1], bands))


def _scale(axis: Axis, start: float, end: float) -> tuple[tuple[_Label, ...], tuple[_Label, ...]]:
    """Labels of the ends and borders of an axis, and of its bands."""
    horizontal = end > start
    values = (LOWEST, *axis.borders, HIGHEST)
    edges = _edges(axis, start, end)
    ticks = [f"{value:g}" for value in values]
    names = [band.label for band in axis.scale]
    middles = [_middle(edges, number, start, end) for number in range(len(names))]
    tick = [text_width(each, _SCALE) if horizontal else float(_SCALE) for each in ticks]
    figure_rows, tick_rows = _stacked([], edges, tick)
    sizes = [text_width(each, _SCALE) for each in names]
    stacked, rows = _stacked(figure_rows, middles, sizes)
    if len(stacked) > len(figure_rows):
        # All names side by side are easier to read than some beside the figures.
        rows = [len(figure_rows) + row for row in _stacked([], middles, sizes)[1]]
    shift = 0 if horizontal else 4
    return (
        tuple(
            _Label(words, at + shift, row)
            for words, at, row in zip(ticks, edges, tick_rows, strict=True)
        ),
        tuple(_Label(words, at, row) for words, at, row in zip(names, middles, rows, strict=True)),
    )


def _middle(edges: Sequence[float], number: int, start: float, end: float) -> float:
    """The position of a band's name: evenly spaced if possible, else centred in the band."""
    low, high = sorted(edges[number : number + 2])
    even = start + (end - start) * (number + 0.5) / (len(edges) - 1)
    return even if low < even < high else (low + high) / 2


_Row = list[tuple[float, float]]


def _stacked(
    before: Sequence[_Row], middles: Sequence[float], sizes: Sequence[float]
) -> tuple[list[_Row], list[int]]:
    """The rows with labels of these sizes added, and the row of each label.

    A label goes into the first row in which it overlaps no other.
    """
    rows = [list(row) for row in before]
    found = []
    for middle, size in zip(middles, sizes, strict=True):
        start, end = middle - size / 2 - 3, middle + size / 2 + 3
        number = 0
        while number < len(rows) and any(start < e and s < end for s, e in rows[number]):
            number += 1
        if number == len(rows):
            rows.append([])
        rows[number].append((start, end))
        found.append(number)
    return rows, found


def _edges(axis: Axis, start: float, end: float) -> list[float]:
    return [start, *(_along(border, start, end) for border in axis.borders), end]


def _along(value: Decimal, start: float, end: float) -> float:
    return start + float((value - LOWEST) / (HIGHEST - LOWEST)) * (end - start)


def _widened(line: Box, reach: float) -> Box:
    """The strip on both sides of a line."""
    left, top, right, bottom = line
    if left == right:
        return left - reach, top, right + reach, bottom
    return left, top - reach, right, bottom + reach


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Ranges of consecutive flags that are set: start and end (exclusive)."""
    found: list[tuple[int, int]] = []
    for number, flag in enumerate(flags):
        if flag and found and found[-1][1] == number:
            found[-1] = found[-1][0], number + 1
        elif flag:
            found.append((number, number + 1))
    return found


def _region(start: tuple[int, int], cells: Sequence[Sequence[Cell | None]]) -> set[tuple[int, int]]:
    """All connected squares of the same cell, starting from one."""
    found, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        for near in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            inside = 0 <= near[0] < len(cells) and 0 <= near[1] < len(cells[0])
            if inside and near not in found and cells[near[0]][near[1]] is cells[row][column]:
                found.add(near)
                waiting.append(near)
    return found


def _inner(box: Box) -> float:
    return (box[2] - box[0] - 20) / _BOLD


def _has_room(cell: Cell, box: Box, size: int, most: int) -> bool:
    fitting = min(most, int((box[3] - box[1] - 14) // (size + 3)))
    return fitting > 0 and fits(cell.name, size, _inner(box), fitting)
