"""How often an account stays in its cell when every score varies within its confidence.

The model is ours. Each score takes every whole number within one point of itself when its
confidence is high, two when it is medium, three when it is low or not stated, as far as the scale
of 1 to 10 goes, and each of them equally often and independent of all other scores. Every
combination counts once, so the figure is exact and needs no chance. It says how firm the rating
is, not how likely the future: real doubts hang together, and none is spread so evenly.
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

MOST_FACTORS = 60  # of one axis; beyond, the counting would take seconds

_ONE = Fraction(1)

_FINEST = 10_000  # parts that the weights of an axis are brought to when they have more decimals


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
    """How often each cell comes out; the axes share no factor, so their shares multiply.

    Exact while the weights of an axis are multiples of one ten-thousandth of their sum; finer ones
    are rounded to that first. ``None`` for more than 60 factors on an axis. No weight is below 0.
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
    """The whole numbers that a score may as well be, by its confidence."""
    spread = {"high": 1, "medium": 2}.get(score.confidence or "", 3)
    return range(max(score.score - spread, 1), min(score.score + spread, 10) + 1)


def _band_shares(axis: AxisResult) -> dict[str, Fraction]:
    """By band: the share of all combinations of scores that puts the axis into it."""
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

    One whole number holds the counts of all sums, each in a group of bits of its own: a shift
    moves every count to a higher sum at once, and an addition adds them all.
    """
    bits = prod(spans).bit_length() + 1
    counts = 1
    for weight, span in zip(weights, spans, strict=True):
        counts = sum(counts << (bits * weight * step) for step in range(span))
    reached = counts >> (bits * max(points, 0))
    # The sum of all groups, as with nine and the digits of a decimal number.
    return reached % ((1 << bits) - 1)


def _whole(weights: Sequence[Decimal]) -> list[int]:
    """Weights as whole numbers in the same proportions, exact where ten thousand parts allow it."""
    exact = [Fraction(weight) for weight in weights]
    common = lcm(*(weight.denominator for weight in exact))
    whole = [int(weight * common) for weight in exact]
    divisor = gcd(*whole)
    if sum(whole) <= _FINEST * divisor:
        return [weight // divisor for weight in whole]
    return [round(weight * _FINEST / sum(exact)) for weight in exact]
