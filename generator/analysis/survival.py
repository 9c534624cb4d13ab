"""How often an account stays in its cell when scores vary within their confidence.

The model is ours. Each score takes every whole number within one point of itself if its confidence
is high, two if medium, three if low or not stated, limited to the scale of 1 to 10, each with the
same probability and independent of other scores. All combinations are counted, so the result is
exact and needs no random numbers. It measures how firm a rating is, not how likely a future is:
real uncertainties are correlated and not uniform.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm, prod

from generator.analysis.matrix import AxisResult, Placement, axis_value
from generator.model.method import Cell
from generator.model.rating import Score

MOST_FACTORS = 60  # per axis; counting more would take seconds

_ONE = Fraction(1)

_FINEST = 10_000  # resolution of an axis' weights if they have more decimals


@dataclass(frozen=True, slots=True)
class Survival:
    """Shares of all combinations, 0 to 1, exact: ``stays`` in ``cell``, the computed one.

    ``others``: the cells it reaches otherwise, the likeliest first; together with ``stays`` they
    make 1, unless the method has no cell somewhere.
    """

    cell: Cell
    stays: Fraction
    others: tuple[tuple[Cell, Fraction], ...]

    @property
    def percent(self) -> Decimal:
        """``stays`` in percent, half-even to 0.1."""
        return in_percent(self.stays)


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
            return axis_value(Decimal(points) / 100, Decimal(total)) >= border

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
