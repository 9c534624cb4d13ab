"""The accounts of a matrix: where they are and were, as a picture draws it and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.definitions.models import Method


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
