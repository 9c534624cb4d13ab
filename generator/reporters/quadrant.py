"""Positions before and after as a Mermaid quadrant chart, which forges render from text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby

from generator.analysis.matrix import Placement
from generator.changes.comparison import Comparison
from generator.charts.svg import text_width
from generator.model.kinds import Method
from generator.model.method import HIGHEST, LOWEST, Axis
from generator.text.forge import visible
from generator.text.formats import figure

_CUT = Decimal("0.5")
"""The fixed position of the diagram's borders."""
MOST = 20
"""With more accounts, points would cover each other."""
_SIDE, _END = Decimal("0.12"), Decimal("0.08")
"""Free space at both ends of the horizontal and of the vertical axis, for short labels."""
_PLOT, _LETTERS, _CELL_LETTERS = 464, 12, 16
"""Width and height of the plot and font sizes, as rendered by Mermaid."""
_DOT, _LINE = Decimal("0.011"), Decimal("0.036")
"""Relative to the plot: the radius of a point, and the distance from its centre to the bottom of
its label, which is also that from the upper edge of a cell to the bottom of its name.
"""
_LONGEST = 160
"""Maximum width of a name that fits anywhere."""
_SHARED_LABEL = " "
"""The label of a point that shares the one beside it."""
_SHARED = (
    "Points close together share a label, which names them from left to right, "
    "or from below where one is above the other."
)
_RECUT = "Where a cut has moved, all points are placed by the new one."
# Characters that end a quoted text, or that Mermaid interprets in one.
_SYNTAX = str.maketrans({"&": " and ", '"': "'", "`": "'", **dict.fromkeys("<>{}#;%|\\", " ")})


@dataclass(frozen=True, slots=True)
class Moved:
    """An account by one method, before and after; ``None`` if it was or is not rated."""

    id: str
    name: str
    before: Placement | None
    after: Placement | None


def moved(review: Comparison) -> dict[str, list[Moved]]:
    """Accounts with changed values, by method."""
    found: dict[str, list[Moved]] = {}
    for account_id, insight in review.after.insight.accounts.items():
        older, newer = review.placements(account_id)
        for placement in newer.values():
            before = older.get(placement.method.id)
            if before is None or _values(before) != _values(placement):
                entry = Moved(account_id, insight.account.name, before, placement)
                found.setdefault(placement.method.id, []).append(entry)
    return found


def quadrant_chart(method: Method, entries: Sequence[Moved]) -> str:
    """The diagram of a matrix with four quadrants; empty if there is nothing to draw.

    All points use one scale, so higher values are further out. Borders are always in the middle, as
    Mermaid supports no others, so distances on both sides of a border may have different scales. A
    name that would be cut off or overlap is replaced by a number, see :func:`legend`.
    """
    if not _drawable(method, entries):
        return ""
    vertical, horizontal = method.axes
    lines = [
        "quadrantChart",
        f"    accTitle: {_plain(method.name)}, before and now",
        f"    x-axis {_halves(horizontal)}",
        f"    y-axis {_halves(vertical)}",
    ]
    lines += [f"    quadrant-{number} {_text(name)}" for number, name in _cells(method).items()]
    points = _points(method, entries)
    labels = {label.under: label.text for label in _labels(method, points)}
    for point in points:
        label = labels.get(point, _SHARED_LABEL)
        lines.append(f'    "{label}": [{figure(point.across)}, {figure(point.up)}]')
    return "\n".join(lines)


def legend(method: Method, entries: Sequence[Moved]) -> list[tuple[str, str]]:
    """The numbers in the diagram for the same arguments, with their accounts."""
    if not _drawable(method, entries):
        return []
    labels = _labels(method, _points(method, entries))
    return [(each.text, "; ".join(_names(each.points))) for each in labels if each.text.isdecimal()]


def remarks(method: Method, entries: Sequence[Moved]) -> Iterator[str]:
    """Sentences that prevent misreading of the diagram."""
    if not _drawable(method, entries):
        return
    if any(len(each.points) > 1 for each in _labels(method, _points(method, entries))):
        yield _SHARED
    if is_recut(method, entries):
        yield _RECUT


def names(entries: Sequence[Moved]) -> dict[str, str]:
    """Unambiguous names of accounts by id: with the id if another account has the same name."""
    every = Counter(each.name for each in entries)
    return {
        each.id: f"{each.name} ({each.id})" if every[each.name] > 1 else each.name
        for each in entries
    }


def overrides(entries: Sequence[Moved]) -> Iterator[str]:
    """Sentences about accounts whose cell does not follow from their scores."""
    name = names(entries)
    for entry in entries:
        for verb, placed in (("stood", entry.before), ("stands", entry.after)):
            if placed and placed.overridden:
                yield f"By its override {name[entry.id]} {verb} in {placed.cell.name}."


def is_recut(method: Method, entries: Iterable[Moved]) -> bool:
    """Whether a border of the method lay elsewhere when an account was placed before."""
    borders = {axis.id: axis.borders for axis in method.axes}
    axes = [each.axis for entry in entries if entry.before for each in entry.before.axes]
    return any(axis.borders != borders.get(axis.id, axis.borders) for axis in axes)


def is_of_quadrants(method: Method) -> bool:
    """Whether Mermaid supports the matrix: two axes with two bands each."""
    return len(method.axes) == 2 and all(len(axis.scale) == 2 for axis in method.axes)


def _drawable(method: Method, entries: Sequence[Moved]) -> bool:
    return is_of_quadrants(method) and len(entries) <= MOST


def _cells(method: Method) -> dict[int, str]:
    """Cell names by Mermaid's quadrant number: anticlockwise, from the upper right."""
    vertical, horizontal = method.axes
    found = {}
    for number, (across, up) in enumerate(((1, 1), (0, 1), (0, 0), (1, 0)), 1):
        bands = {horizontal.id: horizontal.scale[across].id, vertical.id: vertical.scale[up].id}
        if (cell := method.cell_at(bands)) is not None:
            found[number] = cell.name
    return found


# Points --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Point:
    """An account's position at one time, from 0 to 1 on both axes.

    ``short``: its name in the diagram; ``name``: in the legend; ``values``: the position before it
    was rounded, across and up.
    """

    short: str
    name: str
    when: str
    across: Decimal
    up: Decimal
    values: tuple[Decimal, Decimal]


def _points(method: Method, entries: Sequence[Moved]) -> list[_Point]:
    vertical, horizontal = method.axes
    short = [_name(each.name) for each in entries]
    found = []
    for entry, drawn in zip(entries, short, strict=True):
        which = "" if short.count(drawn) == 1 else f" ({entry.id})"
        for when, placement in (("before", entry.before), ("now", entry.after)):
            # The method may have had other axes then.
            if placement and {vertical.id, horizontal.id} <= {
                each.axis.id for each in placement.axes
            }:
                values = (placement.axis(horizontal.id).value, placement.axis(vertical.id).value)
                across = _place(values[0], horizontal, _SIDE)
                up = _place(values[1], vertical, _END)
                names = f"{drawn}{which}", f"{entry.name}{which}"
                found.append(_Point(*names, when, across, up, values))
    return found


def _place(value: Decimal, axis: Axis, edge: Decimal) -> Decimal:
    """A value's position, with ``edge`` free at both ends; rounded down within its band."""
    place = edge + _share(value, axis.borders[0]) * (1 - 2 * edge)
    return place.quantize(Decimal("0.01"), ROUND_FLOOR)


def _share(value: Decimal, cut: Decimal) -> Decimal:
    """The position of a value from 0 to 1, with the border in the middle."""
    if value < cut:
        return max((value - LOWEST) / (cut - LOWEST) * _CUT, Decimal(0))
    rest = HIGHEST - cut
    return min(_CUT + ((value - cut) / rest * _CUT if rest else Decimal(0)), Decimal(1))


# Labels --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Box:
    left: Decimal
    right: Decimal
    low: Decimal
    high: Decimal

    def overlaps(self, other: "_Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.high <= other.low or other.high <= self.low)

    def inside(self) -> bool:
        return min(self.left, self.low) >= 0 and max(self.right, self.high) <= 1


@dataclass(frozen=True, slots=True)
class _PointLabel:
    """A name or a number below a point, for all of its ``points``."""

    text: str
    under: _Point
    points: list[_Point]

    def box(self) -> _Box:
        half = _half(self.text, _LETTERS)
        across, up = self.under.across, self.under.up
        return _Box(across - half, across + half, up - _LINE, up - _DOT)

    def over(self, others: Iterable[_Box]) -> bool:
        box = self.box()
        return any(box.overlaps(each) for each in others)


def _labels(method: Method, points: list[_Point]) -> list[_PointLabel]:
    """A label for each group of points, in the order of their accounts."""
    number = "0" * len(str(len(points)))
    labels = [
        replace(each, points=sorted(each.points, key=lambda point: point.values))
        for each in _numbered(points, number)
    ]
    labels.sort(key=lambda each: min(points.index(point) for point in each.points))
    fixed = [*(_dot(point) for point in points), *_titles(method)]
    # Current positions take precedence over earlier ones.
    for label in sorted(labels, key=lambda each: all(p.when != "now" for p in each.points)):
        names = list(_names(label.points, short=True))
        named = replace(label, text=names[0])
        others = [each.box() for each in labels if each is not label]
        if len(names) == 1 and named.box().inside() and not named.over((*fixed, *others)):
            labels[labels.index(label)] = named
    numbers = iter(range(1, len(labels) + 1))
    return [
        replace(each, text=str(next(numbers))) if each.text == number else each for each in labels
    ]


def _numbered(points: list[_Point], number: str) -> list[_PointLabel]:
    """A number for each point, shared with neighbours below which there is no space.

    Labels are below points, so processing from below finds every overlap.
    """
    labels: list[_PointLabel] = []
    for point in sorted(points, key=lambda each: (each.up, each.across)):
        label = _PointLabel(number, point, [point])
        for other in labels:
            if label.over((other.box(), *(_dot(each) for each in other.points))):
                other.points.append(point)
                break
        else:
            labels.append(label)
    return labels


def _names(points: list[_Point], *, short: bool = False) -> Iterator[str]:
    """The accounts of these points, with the times they were there."""
    for name, those in groupby(points, key=lambda each: each.short if short else each.name):
        yield f"{name}, {' and '.join(each.when for each in those)}"


def _dot(point: _Point) -> _Box:
    across, up = point.across, point.up
    return _Box(across - _DOT, across + _DOT, up - _DOT, up + _DOT)


def _titles(method: Method) -> Iterator[_Box]:
    """The cell names, at the upper edge of their cells."""
    for number, name in _cells(method).items():
        middle = Decimal("0.75") if number in (1, 4) else Decimal("0.25")
        top = Decimal(1) if number in (1, 2) else _CUT
        half = _half(_plain(name), _CELL_LETTERS)
        yield _Box(middle - half, middle + half, top - _LINE, top)


def _half(words: str, letters: int) -> Decimal:
    """Half the width of a text relative to the plot; an upper estimate."""
    return Decimal(text_width(words, letters) * 1.1 / 2 / _PLOT)


# Texts ---------------------------------------------------------------------------------------


def _halves(axis: Axis) -> str:
    low, high = axis.scale
    return f"{_text(f'{axis.name}: {low.label}')} --> {_text(high.label)}"


def _name(name: str) -> str:
    plain = shorter = _plain(name)
    while text_width(f"{shorter}…", _LETTERS) > _LONGEST:
        shorter = shorter[:-1].rstrip()
    return plain if shorter == plain else f"{shorter}…"


def _text(value: str) -> str:
    """A quoted text, which Mermaid does not allow to be empty."""
    return f'"{_plain(value)}"'


def _plain(value: str) -> str:
    return " ".join(visible(value).translate(_SYNTAX).split()) or "-"


def _values(placement: Placement) -> list[Decimal]:
    return [each.value for each in placement.axes]
