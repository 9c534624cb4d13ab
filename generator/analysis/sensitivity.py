"""What would move an account to another cell: the smallest change of one score or one weight."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from generator.analysis.matrix import (
    HUNDRED,
    AxisResult,
    BorderResult,
    FactorResult,
    Placement,
    axis_value,
)
from generator.analysis.survival import Survival, survival
from generator.model.method import Cell, Factor

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
    """What would carry one axis across a border behind which another cell lies.

    ``border``: the next such border in one direction. ``scores``: every change of one score that
    is enough and than which none is smaller, in the method's order; empty when no single score is
    enough. ``together``: how many scores it takes at least when each may change as far as the
    scale goes; ``None`` when all are not enough. ``weight``: the smallest change of one weight;
    ``None`` when none is enough.
    """

    axis: AxisResult
    border: BorderResult
    scores: tuple[ScoreMove, ...]
    together: int | None
    weight: WeightMove | None

    @property
    def beyond(self) -> Cell | None:
        """The cell on the other side of the border; ``None`` where the method has none."""
        return self.border.across


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How firmly the scores hold an account in its computed cell, by axis in the method's order.

    An axis has an entry for each direction in which it leads to another cell: the lower border
    first. ``survival``: how often the cell survives when all scores vary; ``None`` when not worked
    out.
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
        tuple(
            _Way(placement, axis, border).sensitivity()
            for axis in placement.axes
            for border in axis.exits()
        ),
        survival(placement),
    )


def _points(axis: AxisResult) -> Decimal:
    return sum((result.contribution for result in axis.factors), Decimal(0))


def _weights(axis: AxisResult) -> Decimal:
    return sum((result.factor.weight for result in axis.factors), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Way:
    """From a placement along one axis, to the other side of a border."""

    placement: Placement
    axis: AxisResult
    border: BorderResult

    def sensitivity(self) -> AxisSensitivity:
        return AxisSensitivity(
            self.axis, self.border, self._scores(), self._together(), self._weight()
        )

    def _crosses(self, points: Decimal, weights: Decimal) -> bool:
        return (axis_value(points, weights) >= self.border.at) != self.border.above

    def _lands(self, points: Decimal, weights: Decimal) -> Cell | None:
        """The cell at these points, the other axis as it is; a wide step may pass over a band."""
        bands = {each.axis.id: each.band.id for each in self.placement.axes}
        bands[self.axis.axis.id] = self.axis.axis.band_at(axis_value(points, weights)).id
        return self.placement.method.cell_at(bands)

    def _scores(self) -> tuple[ScoreMove, ...]:
        """Only a step towards the border can cross it, as no weight is below 0."""
        points, weights = _points(self.axis), _weights(self.axis)
        sign = -1 if self.border.above else 1
        for size in range(1, HIGHEST - LOWEST + 1):
            moves = []
            for each in self.axis.factors:
                after = each.score.score + sign * size
                total = points + sign * size * each.factor.weight / HUNDRED
                if LOWEST <= after <= HIGHEST and self._crosses(total, weights):
                    cell = self._lands(total, weights)
                    if cell is not self.placement.computed:
                        moves.append(ScoreMove(each.factor, each.score.score, after, cell))
            if moves:
                return tuple(moves)
        return ()

    def _together(self) -> int | None:
        """Those that can change the axis most come first: no other choice needs fewer."""
        points, weights = _points(self.axis), _weights(self.axis)
        end = LOWEST if self.border.above else HIGHEST
        reach = [
            (end - each.score.score) * each.factor.weight / HUNDRED for each in self.axis.factors
        ]
        for number, change in enumerate(sorted(reach, key=abs, reverse=True), start=1):
            points += change
            if self._crosses(points, weights):
                return number
        return None

    def _weight(self) -> WeightMove | None:
        tried = (self._one_weight(result) for result in self.axis.factors)
        return min((move for move in tried if move), key=lambda move: move.size, default=None)

    def _one_weight(self, changed: FactorResult) -> WeightMove | None:
        """The more a factor weighs, the nearer the axis comes to its score: halving finds the step.

        What the others weigh must be above 0: alone, a factor is the axis whatever it weighs.
        """
        before = changed.factor.weight
        points, others = _points(self.axis) - changed.contribution, _weights(self.axis) - before
        if others <= 0:
            return None

        def sums(step: int) -> tuple[Decimal, Decimal]:
            weight = Decimal(step) / _STEPS
            return points + changed.score.score * weight / HUNDRED, others + weight

        def crosses(step: int) -> bool:
            return self._crosses(*sums(step))

        step = _first_above(before, crosses)
        step = _first_below(before, crosses) if step is None else step
        if step is None:
            return None
        cell, after = self._lands(*sums(step)), Decimal(step) / _STEPS
        if cell is self.placement.computed:
            return None
        share = (after * HUNDRED / (others + after)).quantize(Decimal("0.1"))
        return WeightMove(changed.factor, before, after, share, cell)


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
