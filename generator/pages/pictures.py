"""What pages hand to the pictures: names and figures, chosen here and only drawn there."""

from collections.abc import Iterable

from generator.charts import Point
from generator.definitions.models import Method
from generator.insight import AccountInsight


def points_on(accounts: Iterable[AccountInsight], method: Method) -> tuple[Point, ...]:
    """Each account rated by a matrix, with its way over the ratings, oldest first."""
    return tuple(point for point in (_point(known, method) for known in accounts) if point)


def _point(known: AccountInsight, method: Method) -> Point | None:
    upright, lying = (axis.id for axis in method.axes)
    track = tuple(
        (placement.axis(upright).value, placement.axis(lying).value)
        for placement in reversed(known.placements)
        if placement.method.id == method.id
    )
    return Point(known.account.name, track) if track else None
