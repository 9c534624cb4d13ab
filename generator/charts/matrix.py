"""Pictures of methods: accounts on a matrix, with arrows from earlier positions, and ladders."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import hypot

from generator.charts.grid import Grid, grid_of
from generator.charts.labels import Box, Label, around, place
from generator.charts.svg import Drawing, Picture, cut, text_width
from generator.model.kinds import Method
from generator.model.method import Cell, Step

DrawnAt = tuple[float, float]
"""Position in units of the drawing."""

_LENGTH, _HALF = 9, 4.5
"""Length of an arrowhead, and half its width."""

_SHAFT = 10
"""Minimum visible shaft: a head alone shows no direction."""

_DOT, _LETTERS, _REACH = 2.5, 12, 30
"""Radius of a dot, font size of a day, and maximum distance of a day from its dot."""

_RADIUS = 6

_NAME, _NUMBER, _LINE = 15, 13, 14
"""Font sizes: a name beside a point, a number there, a line of the list."""

_NEARBY, _ANYWHERE = 44, 784
"""Maximum distance of a name and of a number from its point."""

_ROW = 20

MOST_LABELS = 50

_WIDTH, _STEP, _BAR, _INSET, _GAP = 440, 46, 36, 10, 14


def _arrow_path(places: Sequence[DrawnAt]) -> list[DrawnAt]:
    """The positions an arrow connects, oldest first, ending with the newest.

    Earlier positions too close to the circle of the newest for a visible arrow are left out.
    """
    *before, newest = places
    while before and _distance(before[-1], newest) < _RADIUS + 1 + _LENGTH + _SHAFT:
        before.pop()
    return [*before, newest]


def _arrow_head(shown: Sequence[DrawnAt]) -> list[DrawnAt]:
    """Tip and corners of the arrowhead at the end of an :func:`_arrow_path`, if there is one.

    The tip stays outside the circle of the newest position.
    """
    if len(shown) < 2:
        return []
    (x0, y0), (x, y) = shown[-2:]
    length = _distance((x0, y0), (x, y))
    ahead, aside = (x - x0) / length, (y - y0) / length
    tip, foot = _RADIUS + 1, _RADIUS + 1 + _LENGTH
    back = (x - foot * ahead, y - foot * aside)
    return [
        (x - tip * ahead, y - tip * aside),
        (back[0] - _HALF * aside, back[1] + _HALF * ahead),
        (back[0] + _HALF * aside, back[1] - _HALF * ahead),
    ]


def _draw_arrow(drawing: Drawing, shown: Sequence[DrawnAt]) -> None:
    """Draw an :func:`_arrow_path`: lines, a dot at each earlier position, and the arrowhead."""
    for start, end in pairwise(shown):
        drawing.line("pb-trail", start, end, 1.5)
        drawing.add("circle", "pb-arrow", {"cx": start[0], "cy": start[1], "r": 2.5})
    if corners := _arrow_head(shown):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        drawing.add("polygon", "pb-arrow", {"points": points})


def _distance(one: DrawnAt, other: DrawnAt) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


@dataclass(frozen=True, slots=True)
class Point:
    """An account: ``track``: its values on the matrix' axes, oldest first, 1 to 10.

    ``page``: a relative link to it, as in Markdown. ``note``: additional text. ``days``: the dates
    of its track; drawn if it is the only account.
    """

    label: str
    track: tuple[tuple[Decimal, ...], ...]
    page: str = ""
    note: str = ""
    days: tuple[str, ...] = ()


def in_words(method: Method, points: Sequence[Point]) -> str:
    """The text alternative: cells, positions of accounts, and earlier positions of a single one."""
    cells = ", ".join(f"{cell.name} ({_position_in_words(method, cell)})" for cell in method.cells)
    where = "; ".join(f"{point.label} at {_values(point.track[-1])}" for point in points[:12])
    more = f" and {len(points) - 12} more" if len(points) > 12 else ""
    before = f" {_course(points[0])}" if len(points) == 1 and len(points[0].days) > 1 else ""
    return f"{method.name}: {cells}." + (f" {where}{more}.{before}" if where else "")


def _position_in_words(method: Method, cell: Cell) -> str:
    """``Potential high, Position low``; several bands with ``or``, several positions separated."""
    return "; ".join(
        ", ".join(
            f"{axis.name} {' or '.join(axis.labels(place[axis.id]))}"
            for axis in method.axes
            if axis.id in place
        )
        for place in cell.places
    )


def _values(values: Sequence[Decimal]) -> str:
    return " and ".join(str(value) for value in values)


def _course(point: Point) -> str:
    """Earlier positions, newest first."""
    course = list(zip(point.days, point.track, strict=True))[-2::-1]
    return "Before: " + "; ".join(f"{_values(values)} on {day}" for day, values in course) + "."


def matrix(method: Method, points: Sequence[Point], name: str, title: str) -> Picture:
    """The picture of a matrix; the first of two axes is vertical, the last horizontal.

    Names are beside their points; if they would overlap, points are numbered and a list below the
    field names them. Above 50 points names are omitted, as the page has a list. A cell whose name
    does not fit gets a letter, which the list explains too.
    """
    description, grid = in_words(method, points), grid_of(method)
    places = [grid.place(point.track[-1]) for point in points]
    ways = [_arrow_path([grid.place(each) for each in point.track]) for point in points]
    points_taken = _points_taken(places, ways)
    names = grid.names(points_taken)
    taken = [*(each.box for each in names), *points_taken]
    labels, numbered = _labels(points, places, grid, taken)
    cells = dict.fromkeys((each.key, each.cell.name) for each in names if each.key)
    entries = [*cells, *((str(n), each.label) for n, each in enumerate(points, 1) if numbered)]
    listing = _List(grid, entries)
    drawing = Drawing(grid.width, grid.height + listing.height, title, description)
    grid.draw(drawing, names)
    for way in ways:
        _draw_arrow(drawing, way)
    if len(points) == 1:
        _draw_history(drawing, grid, points[0], [*taken, *(label.box for label in labels)])
    for at, label in zip(places, labels, strict=False):
        _leader(drawing, at, label)
    for index in range(len(cells)):
        listing.draw_line(drawing, index)
    for index, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        with drawing.goal(
            f"{point.label}: {point.note}" if point.note else point.label, point.page
        ):
            drawing.add("circle", "pb-point", {"cx": x, "cy": y, "r": _RADIUS, "stroke-width": 1.5})
            if numbered:
                _words(drawing, labels[index], str(index + 1), _NUMBER)
                listing.draw_line(drawing, len(cells) + index)
            elif labels:
                _words(drawing, labels[index], point.label, _NAME)
    return Picture(name, description, drawing.svg())


def _labels(
    points: Sequence[Point], places: Sequence[DrawnAt], grid: Grid, taken: Sequence[Box]
) -> tuple[list[Label], bool]:
    """Places of names or else numbers, and whether they are numbers; empty for many points."""
    if len(points) > MOST_LABELS:
        return [], False
    field = grid.field
    names = [_size(point.label, _NAME) for point in points]
    for areas in (grid.areas_to_avoid(), ()):
        if (named := place(places, names, field, taken, _NEARBY, areas_to_avoid=areas)) is not None:
            return named, False
    numbers = [_size(str(index + 1), _NUMBER) for index in range(len(points))]
    numbered = place(places, numbers, field, taken, _ANYWHERE)
    # in a full field numbers may cover points and arrows; 50 of them always fit
    return numbered or place(places, numbers, field, (), _ANYWHERE) or [], True


def _draw_history(drawing: Drawing, grid: Grid, point: Point, taken: Sequence[Box]) -> None:
    """Draw a dot with its day for each earlier position, oldest first.

    Omitted: dots under the point itself, and days without space outside ``taken`` areas.
    """
    *earlier, newest = (grid.place(each) for each in point.track)
    full = [*taken, *(around(*at, 2 * _DOT, 2 * _DOT) for at in earlier)]
    avoided = grid.areas_to_avoid()
    for (x, y), day in zip(earlier, point.days, strict=False):
        if abs(x - newest[0]) < _RADIUS and abs(y - newest[1]) < _RADIUS:
            continue
        drawing.add("circle", "pb-arrow", {"cx": x, "cy": y, "r": _DOT})
        size = text_width(day, _LETTERS) + 4, _LETTERS + 2
        found = place([(x, y)], [size], grid.field, full, _REACH, areas_to_avoid=avoided)
        for label in found or ():
            full.append(label.box)
            _words(drawing, label, day, _LETTERS, "pb-soft")


def _leader(drawing: Drawing, at: DrawnAt, label: Label) -> None:
    """A line from a point to its label if they are apart."""
    left, top, right, bottom = label.box
    near = min(max(at[0], left), right), min(max(at[1], top), bottom)
    if _distance(at, near) > 2 * _RADIUS:
        drawing.line("pb-line", at, near)


def _words(drawing: Drawing, label: Label, words: str, size: int, kind: str = "pb-ink") -> None:
    middle = (label.box[1] + label.box[3]) / 2 + size * 0.36
    drawing.text(f"{kind} pb-halo", label.x, middle, words, size=size, anchor=label.anchor)


def _size(words: str, letters: int) -> tuple[float, float]:
    return text_width(words, letters) + 5, letters + 3


def _points_taken(places: Sequence[DrawnAt], ways: Sequence[Sequence[DrawnAt]]) -> list[Box]:
    """Areas labels must not cover: points and their arrows."""
    circles = [around(*at, 14, 14) for at in places]
    heads = [zip(*head, strict=True) for way in ways if (head := _arrow_head(way))]
    return circles + [(min(across), min(down), max(across), max(down)) for across, down in heads]


@dataclass(frozen=True, slots=True)
class _List:
    """The list below the field that explains letters and numbers."""

    grid: Grid
    entries: Sequence[tuple[str, str]]

    @property
    def height(self) -> int:
        """In units of the drawing; 0 if empty."""
        return _ROW * (self._rows + 1) if self.entries else 0

    @property
    def _columns(self) -> int:
        longest = max(text_width(words, _LINE) for _, words in self.entries)
        return 2 if longest <= self.grid.width / 2 - 34 else 1

    @property
    def _rows(self) -> int:
        return -(-len(self.entries) // self._columns)

    def draw_line(self, drawing: Drawing, index: int) -> None:
        """Draw one entry, column by column."""
        key, words = self.entries[index]
        width = self.grid.width / self._columns
        column, row = divmod(index, self._rows)
        x, y = 8 + column * width, self.grid.height + _ROW * (row + 1)
        drawing.text("pb-ink", x + 18, y, key, size=_LINE, anchor="end")
        drawing.text("pb-ink", x + 26, y, cut(words, _LINE, width - 34), size=_LINE)


def ladder(method: Method, name: str, title: str, now: str = "", target: str = "") -> Picture:
    """The picture of a method of steps, lowest at the bottom; ``now`` and ``target``: step ids.

    A way out of the relationship is not a rung: it is drawn below the steps.
    """
    rungs = [step for step in method.steps if not step.way_out]
    exits = [step for step in method.steps if step.way_out]
    marks = {target: " (target)", now: " (now)"}
    description = f"{method.name}, lowest first: {_step_names(rungs, marks)}."
    if exits:
        description += f" Out of any of them: {_step_names(exits, marks)}."
    gap = _GAP if exits else 0
    drawing = Drawing(_WIDTH, _STEP * len(method.steps) + 16 + gap, title, description)
    bottom = drawing.height - 8 - _STEP * len(exits) - gap
    for index, step in enumerate(rungs):
        top = bottom - _STEP * (index + 1)
        words = f"{index + 1}. {step.name}"
        _bar(drawing, step, (8 + index * _INSET, top), words, marks.get(step.id, ""))
    for index, step in enumerate(exits):
        top = bottom + gap + _STEP * index
        _bar(drawing, step, (8, top), f"Way out: {step.name}", marks.get(step.id, ""))
    return Picture(name, description, drawing.svg())


def _bar(drawing: Drawing, step: Step, at: tuple[float, float], words: str, mark: str) -> None:
    left, top = at
    width, now = _WIDTH - left - 8, mark == " (now)"
    drawing.rectangle("pb-band" if mark else "pb-area", left, top, width, _BAR)
    frame, stroke = ("pb-strong", 2) if now else ("pb-line", 1)
    drawing.rectangle(frame, left, top, width, _BAR, stroke=stroke)
    weight = "bold" if mark else "normal"
    drawing.text("pb-ink", left + 12, top + 23, words + mark, size=16, weight=weight)
    if step.also_called:
        drawing.text("pb-soft", _WIDTH - 20, top + 23, step.also_called[0], size=12, anchor="end")


def _step_names(steps: list[Step], marks: dict[str, str]) -> str:
    return ", ".join(step.name + marks.get(step.id, "") for step in steps)
