"""What would move an account to another cell: the smallest change of one score or one weight."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from generator.analysis.matrix import HUNDRED, AxisResult, FactorResult, Placement, axis_value
from generator.analysis.survival import Survival, survival
from generator.model.method import Axis, Cell, Factor

LOWEST, HIGHEST = 1, 10  # the scale of the scores

_STEPS = 10  # weights are tried in steps of a tenth of a percentage point, 0 to 100


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """One score changed from ``before`` to ``after``, whole points within 1 to 10.

    ``cell``: where the account is then; ``None`` when the method has no cell there.
    """

    factor: Factor
    before: int
    after: int
    cell: Cell | None

    @property
    def size(self) -> int:
        """How many points the score changes, 1 to 9."""
        return abs(self.after - self.before)


@dataclass(frozen=True, slots=True)
class WeightMove:
    """One weight changed from ``before`` to ``after``, a multiple of 0.1 within 0 to 100.

    The other weights stay as they are, and so keep their proportions: the axis is a mean over
    the sum of its weights. ``share``: what the factor then weighs in percent of the axis, to 0.1.
    """

    factor: Factor
    before: Decimal
    after: Decimal
    share: Decimal
    cell: Cell | None

    @property
    def size(self) -> Decimal:
        """How many percentage points the weight changes."""
        return abs(self.after - self.before)


@dataclass(frozen=True, slots=True)
class AxisSensitivity:
    """What would carry one axis across its line.

    ``scores``: every change of one score that is enough and than which none is smaller, in the
    method's order; empty when no single score is enough. ``together``: how many scores it takes
    at least when each may change as far as the scale goes; ``None`` when all are not enough.
    ``weight``: the smallest change of one weight; ``None`` when none is enough. ``beyond``: the
    cell on the other side.
    """

    axis: AxisResult
    beyond: Cell | None
    scores: tuple[ScoreMove, ...]
    together: int | None
    weight: WeightMove | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How firmly the scores hold an account in its computed cell, by axis in the method's order.

    ``survival``: how often the cell survives when all scores vary; ``None`` when not worked out.
    """

    axes: tuple[AxisSensitivity, ...]
    survival: Survival | None

    @property
    def score(self) -> ScoreMove | None:
        """The smallest change of one score on any axis; the method's order decides a tie."""
        moves = [move for axis in self.axes for move in axis.scores]
        return min(moves, key=lambda move: move.size, default=None)

    @property
    def weight(self) -> WeightMove | None:
        """The smallest change of one weight on any axis; the method's order decides a tie."""
        moves = [axis.weight for axis in self.axes if axis.weight]
        return min(moves, key=lambda move: move.size, default=None)


def sensitivity(placement: Placement) -> Sensitivity | None:
    """What would move a placement out of its computed cell; an override changes nothing here.

    ``None`` for a method with a weight below 0, where more of a score would be less of the axis.
    """
    results = [result for axis in placement.axes for result in axis.factors]
    if any(result.factor.weight < 0 for result in results):
        return None
    return Sensitivity(
        tuple(_axis(placement, axis) for axis in placement.axes), survival(placement)
    )


def neighbour(placement: Placement, across: AxisResult) -> Cell | None:
    """The cell on the other side of one axis' line."""
    halves = {axis.axis.id: axis.half for axis in placement.axes}
    halves[across.axis.id] = "low" if across.half == "high" else "high"
    return next((cell for cell in placement.method.cells if cell.when == halves), None)


def _axis(placement: Placement, axis: AxisResult) -> AxisSensitivity:
    beyond = neighbour(placement, axis)
    return AxisSensitivity(
        axis, beyond, _score_moves(axis, beyond), _together(axis), _weight_move(axis, beyond)
    )


def _points(axis: AxisResult) -> Decimal:
    return sum((result.contribution for result in axis.factors), Decimal(0))


def _weights(axis: AxisResult) -> Decimal:
    return sum((result.factor.weight for result in axis.factors), Decimal(0))


def _high(axis: Axis, points: Decimal, weights: Decimal) -> bool:
    return axis_value(points, weights) >= axis.cut


def _score_moves(axis: AxisResult, beyond: Cell | None) -> tuple[ScoreMove, ...]:
    """Only a step towards the line can cross it, as no weight is below 0."""
    points, weights, high = _points(axis), _weights(axis), axis.half == "high"
    sign = -1 if high else 1
    for size in range(1, HIGHEST - LOWEST + 1):
        moves = tuple(
            ScoreMove(each.factor, each.score.score, each.score.score + sign * size, beyond)
            for each in axis.factors
            if LOWEST <= each.score.score + sign * size <= HIGHEST
            and _high(axis.axis, points + sign * size * each.factor.weight / HUNDRED, weights)
            != high
        )
        if moves:
            return moves
    return ()


def _together(axis: AxisResult) -> int | None:
    """Those that can change the axis most come first: no other choice needs fewer."""
    points, weights, high = _points(axis), _weights(axis), axis.half == "high"
    end = LOWEST if high else HIGHEST
    reach = [(end - each.score.score) * each.factor.weight / HUNDRED for each in axis.factors]
    for number, change in enumerate(sorted(reach, key=abs, reverse=True), start=1):
        points += change
        if _high(axis.axis, points, weights) != high:
            return number
    return None


def _weight_move(axis: AxisResult, beyond: Cell | None) -> WeightMove | None:
    tried = (_one_weight(axis, result, beyond) for result in axis.factors)
    return min((move for move in tried if move), key=lambda move: move.size, default=None)


def _one_weight(axis: AxisResult, changed: FactorResult, beyond: Cell | None) -> WeightMove | None:
    """The more a factor weighs, the nearer the axis comes to its score, so halving finds the step.

    What the others weigh must be above 0: alone, a factor is the axis whatever it weighs.
    """
    before, high = changed.factor.weight, axis.half == "high"
    points, others = _points(axis) - changed.contribution, _weights(axis) - before
    if others <= 0:
        return None

    def crosses(step: int) -> bool:
        weight = Decimal(step) / _STEPS
        total = points + changed.score.score * weight / HUNDRED
        return _high(axis.axis, total, others + weight) != high

    step = _first_above(before, crosses)
    step = _first_below(before, crosses) if step is None else step
    if step is None:
        return None
    after = Decimal(step) / _STEPS
    share = (after * HUNDRED / (others + after)).quantize(Decimal("0.1"))
    return WeightMove(changed.factor, before, after, share, beyond)


def _first_above(before: Decimal, crosses: Callable[[int], bool]) -> int | None:
    lowest = int((before * _STEPS).to_integral_value(ROUND_FLOOR)) + 1
    steps = range(lowest, 100 * _STEPS + 1)
    place = bisect_left(steps, True, key=crosses)
    return steps[place] if place < len(steps) else None


def _first_below(before: Decimal, crosses: Callable[[int], bool]) -> int | None:
    highest = int((before * _STEPS).to_integral_value(ROUND_CEILING)) - 1
    steps = range(min(highest, 100 * _STEPS), -1, -1)
    place = bisect_left(steps, True, key=crosses)
    return steps[place] if place < len(steps) else None
