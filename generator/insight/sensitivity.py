"""What a small change of one score would do to a placement."""

from decimal import Decimal

from generator.definitions.models.method import Cell
from generator.insight.matrix import AxisResult, FactorResult, Placement, axis_value


def neighbour(placement: Placement, across: AxisResult) -> Cell | None:
    """The cell on the other side of one axis' line."""
    halves = {axis.axis.id: axis.half for axis in placement.axes}
    halves[across.axis.id] = "low" if across.half == "high" else "high"
    return next((cell for cell in placement.method.cells if cell.when == halves), None)


def crosses(axis: AxisResult, changed: FactorResult, steps: int) -> bool:
    """Whether the axis changes its half when one score changes by ``steps`` points.

    A score that would leave 1 to 10 crosses nothing.
    """
    if not 1 <= changed.score.score + steps <= 10:
        return False
    weights = sum((result.factor.weight for result in axis.factors), Decimal(0))
    points = sum((result.contribution for result in axis.factors), Decimal(0))
    value = axis_value(points + steps * changed.factor.weight / 100, weights)
    return (value >= axis.axis.cut) != (axis.half == "high")
