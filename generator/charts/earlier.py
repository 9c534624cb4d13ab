"""The earlier places of one point of a matrix, each with its day."""

from collections.abc import Sequence

from generator.charts.arrow import Place
from generator.charts.labels import Box, Shunned, around, place
from generator.charts.svg import Drawing, text_width

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
