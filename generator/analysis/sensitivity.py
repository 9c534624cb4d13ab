"""Sensitivity: the smallest change of a score or a weight that moves an account, and how often it
stays in its cell when scores vary within their confidence.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm, prod

from generator.analysis.matrix import (
    HUNDRED,
    AxisResult,
    BorderResult,
    FactorResult,
    Placement,
    axis_value,
)
from generator.analysis.record import ById, derived, figure, record
from generator.model.method import HIGHEST, LOWEST, Cell, Factor
from generator.model.rating import Score

_STEPS = 10  # weights change in steps of a tenth of a percentage point, from 0 to 100

MOST_FACTORS = 60  # per axis; counting more would take seconds

_ONE = Fraction(1)

_FINEST = 10_000  # resolution of an axis' weights if they have more decimals


@record
class ScoreMove:
    """A change of one score that leads to another cell."""

    factor: ById[Factor] = figure("id of the factor")
    before: int = figure("the score, 1 to 10")
    after: int = figure("the score that would be enough, 1 to 10")
    cell: ById[Cell] | None = figure("id of the cell the account would be in")

    @property
    def size(self) -> int:
        """How many points the score changes, 1 to 9."""
        return abs(self.after - self.before)


@record
class WeightMove:
    """A change of one weight that leads to another cell; the other weights stay.

    So they keep their proportions: the axis is a mean over the sum of its weights.
    """

    factor: ById[Factor] = figure("id of the factor")
    before: Decimal = figure("the weight in the method")
    after: Decimal = figure("the weight that would be enough, in steps of 0.1")
    share: Decimal = figure(
        "what the factor would then weigh in percent of the axis, to 0.1 away from what it weighs "
        "now, so that this much is enough",
        unit="percent",
    )
    cell: ById[Cell] | None = figure("id of the cell the account would be in")

    @property
    def size(self) -> Decimal:
        """How many percentage points the weight changes."""
        return abs(self.after - self.before)


def _at(border: BorderResult) -> Decimal:
    return border.at


@record
class AxisSensitivity:
    """What would carry the account across a border of one axis, to another cell."""

    axis: AxisResult = figure("id of the axis", form="axis.id")
    border: BorderResult = figure(
        "where the border is, the next one behind which there is another cell",
        form=_at,
    )

    @property
    @derived()
    def band(self) -> str:
        """Id of the band on its other side."""
        return (self.border.lower if self.border.above else self.border.upper).id

    scores: tuple[ScoreMove, ...] = figure(
        "the smallest changes of a single score that are enough; absent when none is"
    )
    together: int | None = figure(
        "how many scores it takes at least, each changed as far as the scale goes; absent when all "
        "are not enough",
        key="scores_needed",
    )
    weight: WeightMove | None = figure("the smallest change of a single weight")

    @property
    def beyond(self) -> Cell | None:
        """The cell on the other side of the border; ``None`` where the method has none."""
        return self.border.across


@record
class CellShare:
    """How often one cell comes out."""

    cell: ById[Cell] = figure("id of the cell")
    share: Decimal = figure("in percent of all combinations of scores, to 0.1", unit="percent")


@dataclass(frozen=True, slots=True)
class Survival:
    """Shares of all combinations, 0 to 1, exact: ``stays`` in ``cell``, the computed one.

    A model of our own. Each score takes every whole number within one point of itself if its
    confidence is high, two if medium, three if low or not stated, limited to the scale of 1 to 10,
    each with the same probability and independent of other scores. All combinations are counted, so
    the result is exact and needs no random numbers. It measures how firm a rating is, not how
    likely a future is: real uncertainties are correlated and not uniform.

    ``others``: the other cells it reaches, the likeliest first; together with ``stays`` they
    make 1, unless the method has no cell somewhere.
    """

    cell: Cell
    stays: Fraction
    others: tuple[tuple[Cell, Fraction], ...]

    @property
    def percent(self) -> Decimal:
        """``stays`` in percent, half-even to 0.1."""
        return in_percent(self.stays)


@record
class Sensitivity:
    """What would move the account, by the rating that decides its strategy.

    The lower border of an axis comes first. ``survival``: ``None`` when it is not worked out.
    """

    axes: tuple[AxisSensitivity, ...] = figure(
        "by axis, in the method's order; two of one axis where there is another cell on either side"
    )
    survival: Survival | None

    @property
    @derived(unit="percent")
    def stays(self) -> Decimal | None:
        """How often the computed cell survives when every score varies within its confidence, in
        percent to 0.1.
        """
        return self.survival.percent if self.survival else None

    @property
    @derived()
    def others(self) -> tuple[CellShare, ...]:
        """The other cells it reaches, most likely first."""
        found = self.survival.others if self.survival else ()
        return tuple(CellShare(cell, in_percent(share)) for cell, share in found)

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
    """The sensitivity of a placement's computed cell; overrides are ignored.

    ``None`` for a method with a negative weight, where a higher score lowers the axis.
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
    """The way from a placement along one axis to the other side of a border."""

    placement: Placement
    axis: AxisResult
    border: BorderResult

    def sensitivity(self) -> AxisSensitivity:
        return AxisSensitivity(
            self.axis, self.border, self._scores(), self._together(), self._weight()
        )

    def _crosses(self, points: Decimal, weights: Decimal) -> bool:
        return (self._value(points, weights) >= self.border.at) != self.border.above

    def _value(self, points: Decimal, weights: Decimal) -> Decimal:
        return axis_value(points, weights, self.axis.axis.borders)

    def _lands(self, points: Decimal, weights: Decimal) -> Cell | None:
        """The cell at these points, with the other axis unchanged; a step may skip a band."""
        bands = {each.axis.id: each.band.id for each in self.placement.axes}
        bands[self.axis.axis.id] = self.axis.axis.band_at(self._value(points, weights)).id
        return self.placement.method.cell_at(bands)

    def _scores(self) -> tuple[ScoreMove, ...]:
        """Only changes towards the border can cross it, because weights are not negative."""
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
        """Scores with the largest effect first, which needs the fewest changes."""
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
        """Find the smallest change by bisection: with more weight, the axis approaches the factor's
        score.

        The weights of the others must not all be 0: a single factor determines the axis.
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
        # Rounded to the far side of the border, so that typing it in is enough.
        way = ROUND_CEILING if after > before else ROUND_FLOOR
        share = (after * HUNDRED / (others + after)).quantize(Decimal("0.1"), way)
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


def in_percent(share: Fraction) -> Decimal:
    """A share of 0 to 1 in percent, half-even to 0.1."""
    return Decimal(round(share * 1000)) / 10


def survival(placement: Placement) -> Survival | None:
    """How often each cell results; axes share no factors, so their shares are multiplied.

    Exact if the weights of an axis are multiples of one ten-thousandth of their sum; others are
    rounded to that first. ``None`` for more than 60 factors on an axis. Weights must not be
    negative.
    """
    if any(len(axis.factors) > MOST_FACTORS for axis in placement.axes):
        return None
    bands = {axis.axis.id: _band_shares(axis) for axis in placement.axes}
    found: dict[str, Fraction] = {}
    for combination in placement.method.combinations:
        if (cell := placement.method.cell_at(combination)) is not None:
            share = prod((bands[axis][band] for axis, band in combination.items()), start=_ONE)
            found[cell.id] = found.get(cell.id, Fraction(0)) + share
    stays = found.get(placement.computed.id, Fraction(0))
    shares = [(cell, found.get(cell.id, Fraction(0))) for cell in placement.method.cells]
    others = [(cell, share) for cell, share in shares if share and cell.id != placement.computed.id]
    others.sort(key=lambda each: each[1], reverse=True)
    return Survival(placement.computed, stays, tuple(others))


def possible_scores(score: Score) -> range:
    """The whole numbers within the confidence of a score."""
    spread = {"high": 1, "medium": 2}.get(score.confidence or "", 3)
    return range(max(score.score - spread, 1), min(score.score + spread, 10) + 1)


def _band_shares(axis: AxisResult) -> dict[str, Fraction]:
    """By band: the share of score combinations that results in it."""
    scores = [possible_scores(result.score) for result in axis.factors]
    weights = _whole([result.factor.weight for result in axis.factors])
    total, combinations = sum(weights), prod(len(each) for each in scores)
    every = range(total, 10 * total + 1)
    start = sum(weight * each[0] for weight, each in zip(weights, scores, strict=True))
    spans = [len(each) for each in scores]

    def reaches(border: Decimal) -> Fraction:
        def is_there(points: int) -> bool:
            return axis_value(Decimal(points) / 100, Decimal(total), axis.axis.borders) >= border

        least = total + bisect_left(every, True, key=is_there)
        return Fraction(_at_least(least - start, weights, spans), combinations)

    reached = [_ONE, *(reaches(border) for border in axis.axis.borders), Fraction(0)]
    return {
        band.id: here - above
        for band, (here, above) in zip(axis.axis.scale, pairwise(reached), strict=True)
    }


def _at_least(points: int, weights: Sequence[int], spans: Sequence[int]) -> int:
    """How many combinations reach a sum, each factor adding 0 to span - 1 times its weight.

    One integer holds the counts of all sums, each in a fixed group of bits: a shift moves all
    counts to a higher sum at once, and an addition adds them all.
    """
    bits = prod(spans).bit_length() + 1
    counts = 1
    for weight, span in zip(weights, spans, strict=True):
        counts = sum(counts << (bits * weight * step) for step in range(span))
    reached = counts >> (bits * max(points, 0))
    # The sum of all groups, as modulo 9 gives the digit sum of a decimal number.
    return reached % ((1 << bits) - 1)


def _whole(weights: Sequence[Decimal]) -> list[int]:
    """Integer weights in the same proportions, exact up to a resolution of ten thousand."""
    exact = [Fraction(weight) for weight in weights]
    common = lcm(*(weight.denominator for weight in exact))
    whole = [int(weight * common) for weight in exact]
    divisor = gcd(*whole)
    if sum(whole) <= _FINEST * divisor:
        return [weight // divisor for weight in whole]
    return [round(weight * _FINEST / sum(exact)) for weight in exact]
