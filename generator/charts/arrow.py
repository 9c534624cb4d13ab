"""The way of a point over a drawing, with an arrow that leads to where it is now."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from generator.charts.svg import Drawing

Place = tuple[float, float]
"""Across and down, in units of the drawing."""

_LENGTH, _HALF = 9, 4.5
"""An arrowhead from tip to foot, and half its width."""
_SHAFT = 10
"""The least that shows before the head: a head alone points nowhere to the eye."""


def way(places: Sequence[Place], radius: float) -> list[Place]:
    """The places an arrow can show, oldest first: at least the newest, which is the last of all.

    Earlier places too near to the newest, drawn as a circle of ``radius``, are left out.
    """
    *before, newest = places
    while before and _apart(before[-1], newest) < radius + 1 + _LENGTH + _SHAFT:
        before.pop()
    return [*before, newest]


def head(shown: Sequence[Place], radius: float) -> list[Place]:
    """Tip and corners of the arrow to the newest place of a :func:`way`; none without an earlier.

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


def draw(drawing: Drawing, shown: Sequence[Place], radius: float) -> None:
    """Draw a :func:`way`: its lines, a dot at each earlier place, and the head of the arrow."""
    for start, end in pairwise(shown):
        drawing.line("pb-trail", start, end, 1.5)
        drawing.add("circle", "pb-arrow", {"cx": start[0], "cy": start[1], "r": 2.5})
    if corners := head(shown, radius):
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        drawing.add("polygon", "pb-arrow", {"points": points})


def _apart(one: Place, other: Place) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])
