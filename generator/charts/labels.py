"""Placement of labels beside points, without overlaps and inside the field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in units of the drawing."""

AreaToAvoid = tuple[Box, float]
"""An area that labels should avoid, and how many units further away they may be placed instead."""

_FIRST, _STEP, _APART = 8, 6, 12
"""Units from a point to the nearest labels, between rings, and between places of a ring."""

_EDGE = 1
"""Empty units at the edge of a label."""


@dataclass(frozen=True, slots=True)
class Label:
    """The place of a label: ``box`` and the side where its text begins (SVG's text-anchor)."""

    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """The anchor of the text."""
        left, _, right, _ = self.box
        return {"start": left, "end": right}.get(self.anchor, (left + right) / 2)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box of this size around a centre."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def place(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    field: Box,
    taken: Sequence[Box],
    reach: float,
    *,
    areas_to_avoid: Sequence[AreaToAvoid] = (),
) -> list[Label] | None:
    """A label of each size (width, height) at most ``reach`` from its point, or ``None``.

    Labels do not overlap each other or ``taken`` areas; in the order given, each takes the nearest
    free place, or one further away if that avoids one of ``areas_to_avoid``. ``None`` if any label
    finds no place.
    """
    found: list[Label] = []
    full = list(taken)
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        free = (
            (ring, label)
            for ring, label in _near(x, y, width, height, reach)
            if _free(label.box, field, full)
        )
        label = _best(free, areas_to_avoid)
        if label is None:
            return None
        found.append(label)
        full.append(label.box)
    return found


def _best(
    free: Iterable[tuple[float, Label]], areas_to_avoid: Sequence[AreaToAvoid]
) -> Label | None:
    """The label with the lowest cost: its distance plus penalties of areas to avoid.

    ``free``: sorted by distance.
    """
    best, least = None, inf
    for ring, label in free:
        if ring >= least:
            break
        left, top, right, bottom = label.box
        words = left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE
        cost = ring + sum(units for box, units in areas_to_avoid if overlap(words, box))
        if cost < least:
            best, least = label, cost
    return best


def _free(box: Box, field: Box, full: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    if left < field[0] or top < field[1] or right > field[2] or bottom > field[3]:
        return False
    # the newest labels are most likely to overlap
    return not any(overlap(box, other) for other in reversed(full))


def _near(
    x: float, y: float, width: float, height: float, reach: float
) -> Iterator[tuple[float, Label]]:
    for ring, across, down in _offsets(reach):
        middle = x + across * (width / 2 + ring), y + down * (height / 2 + ring)
        anchor = {1.0: "start", -1.0: "end"}.get(across, "middle")
        yield ring, Label(around(*middle, width, height), anchor)


@cache
def _offsets(reach: float) -> tuple[tuple[float, float, float], ...]:
    """Directions from a point to the near side of a label: the distance, and a unit vector.

    Ring by ring: first right, left, up and down, then more and more diagonal.
    """
    return tuple(
        (ring, across, down)
        for ring in range(_FIRST, int(reach) + 1, _STEP)
        for across, down in _directions(max(6, ring // _APART))
    )


def _directions(parts: int) -> Iterator[tuple[float, float]]:
    for part in range(parts + 1):
        for offset in (part / parts, -part / parts) if part else (0.0,):
            yield from ((1, offset), (-1, offset), (offset, -1), (offset, 1))
