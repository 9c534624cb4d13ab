"""Where a rating places an account: axes, halves, cell, grey band."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from generator.model.method import Axis, Cell, Factor, Method
from generator.model.rating import Rating, Score

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class FactorResult:
    """A factor with its score; ``contribution`` is score x weight / 100, in points of the axis."""

    factor: Factor
    score: Score
    contribution: Decimal

    @property
    def anchor(self) -> str | None:
        """The written anchor at or below the score, the nearest one there is."""
        anchors = {int(key): text for key, text in self.factor.anchors.items()}
        reached = [score for score in anchors if score <= self.score.score]
        return anchors[max(reached)] if reached else None


@dataclass(frozen=True, slots=True)
class AxisResult:
    """An axis of one rating: the weighted mean of its scores, 1.00 to 10.00, half-even to 0.01."""

    axis: Axis
    value: Decimal
    factors: tuple[FactorResult, ...]

    @property
    def half(self) -> str:
        """``low`` or ``high``; at the cut is high."""
        return "high" if self.value >= self.axis.cut else "low"

    @property
    def half_name(self) -> str:
        """The method's own name of the half."""
        return self.axis.high if self.half == "high" else self.axis.low

    @property
    def grey(self) -> bool:
        """Whether the value lies within the grey band round the cut, both ends included."""
        return abs(self.value - self.axis.cut) <= self.axis.grey_band


@dataclass(frozen=True, slots=True)
class Placement:
    """What one rating says: the computed cell, and the cell used when somebody overrode it."""

    method: Method
    rating: Rating
    axes: tuple[AxisResult, ...]
    computed: Cell
    cell: Cell

    @property
    def overridden(self) -> bool:
        """Whether the cell used is not the computed one."""
        return self.computed.id != self.cell.id

    @property
    def grey(self) -> tuple[AxisResult, ...]:
        """Axes inside the grey band."""
        return tuple(axis for axis in self.axes if axis.grey)

    def axis(self, axis_id: str) -> AxisResult:
        """One axis by id; KeyError when the method has none of that id."""
        return {result.axis.id: result for result in self.axes}[axis_id]


def place(method: Method, rating: Rating) -> Placement | None:
    """The placement of a rating; ``None`` when the scores or cells do not cover the method."""
    axes = [_axis(axis, rating.scores.get(axis.id, {})) for axis in method.axes]
    complete = tuple(axis for axis in axes if axis is not None)
    if method.kind != "matrix" or len(complete) != len(axes) or not axes:
        return None
    halves = {result.axis.id: result.half for result in complete}
    computed = next((cell for cell in method.cells if cell.when == halves), None)
    if computed is None:
        return None
    chosen = rating.override.cell if rating.override else computed.id
    cell = next((cell for cell in method.cells if cell.id == chosen), computed)
    return Placement(method, rating, complete, computed, cell)


def _axis(axis: Axis, scores: Mapping[str, Score]) -> AxisResult | None:
    if any(factor.id not in scores for factor in axis.factors):
        return None
    results = tuple(
        FactorResult(factor, scores[factor.id], scores[factor.id].score * factor.weight / HUNDRED)
        for factor in axis.factors
    )
    total = sum((factor.weight for factor in axis.factors), Decimal(0))
    if total == 0:
        return None
    points = sum((result.contribution for result in results), Decimal(0))
    return AxisResult(axis, axis_value(points, total), results)


def axis_value(points: Decimal, weights: Decimal) -> Decimal:
    """Contributions over the sum of weights, brought to 100; half-even to 0.01."""
    return (points * HUNDRED / weights).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
