"""Placement of an account by a rating: bands, distances to borders, and the cell."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Literal

from generator.analysis.record import ById, derived, figure, record
from generator.model.grammars import SemanticVersion
from generator.model.method import Axis, Band, Cell, Factor, Method
from generator.model.rating import Rating, Score

HUNDRED = Decimal(100)

_SHOWN = Decimal("0.01")  # the digits of a value on an axis


def _points(score: Score) -> int:
    return score.score


@record
class FactorResult:
    """What one factor adds to its axis."""

    factor: ById[Factor] = figure("id of the factor")
    score: Score = figure("1 to 10", form=_points)

    @property
    @derived(unit="percent")
    def weight(self) -> Decimal:
        """Its weight in the method, as a share of the axis in percent."""
        return self.factor.weight

    contribution: Decimal = figure("score x weight / 100, in points of the axis")


@dataclass(frozen=True, slots=True)
class BorderResult:
    """A border of an axis, seen from a value on it.

    ``gap``: value - border; 0 or more is in the upper of the two bands. ``across``: the cell on the
    other side of the border, with the other axis unchanged; ``None`` if the method has none.
    ``decides``: whether that is not the computed cell.
    """

    at: Decimal
    lower: Band
    upper: Band
    gap: Decimal
    across: Cell | None
    decides: bool

    @property
    def above(self) -> bool:
        """Whether the value is at the border or above it."""
        return self.gap >= 0


@record
class BandResult:
    """A band of an axis, and how far the account is from where it begins."""

    band: str = figure("id of the band")
    name: str = figure("what people call it")
    begins: Decimal | None = figure("where it begins; the lowest begins with the scale", key="from")
    gap: Decimal | None = figure("value less where it begins: 0 or more where it is reached")


@record
class AxisResult:
    """The account on one axis.

    ``value`` is rounded half-even to 0.01, yet never across a border (see ``axis_value``);
    ``borders``: every border of the axis, the lowest first.
    """

    borders: tuple[BorderResult, ...]
    axis: ById[Axis] = figure("id of the axis")
    value: Decimal = figure("weighted mean of the scores, 1.00 to 10.00")

    @property
    @derived()
    def half(self) -> Literal["low", "high"] | None:
        """High at the cut or above it; of an axis of two bands."""
        return None if self.cut is None else "high" if self.value >= self.cut else "low"

    @property
    @derived()
    def cut(self) -> Decimal | None:
        """Where the upper half begins; of an axis of two bands."""
        return self.axis.only_border

    band: ById[Band] = figure("id of the band it is in: `low` or `high` of an axis with a cut")

    @property
    @derived()
    def bands(self) -> tuple[BandResult, ...]:
        """The bands of the axis, the lowest first."""
        return tuple(
            BandResult(
                each.id,
                each.label,
                each.from_,
                None if each.from_ is None else self.value - each.from_,
            )
            for each in self.axis.scale
        )

    @property
    def near(self) -> tuple[BorderResult, ...]:
        """Borders of the cell whose grey band contains the value, limits included."""
        grey = self.axis.grey_band
        return tuple(each for each in self.borders if each.decides and abs(each.gap) <= grey)

    @property
    @derived(key="grey_band")
    def grey(self) -> bool:
        """Whether the value is so close to a border of its cell that it needs a reason."""
        return bool(self.near)

    factors: tuple[FactorResult, ...] = figure("what the value is made of")

    @property
    def nearest(self) -> BorderResult:
        """The closest border; the lower one of two at the same distance."""
        return min(self.borders, key=lambda each: abs(each.gap))

    def exits(self) -> Iterator[BorderResult]:
        """The next border in each direction with another cell behind it."""
        decisive = [each for each in self.borders if each.decides]
        yield from [each for each in decisive if each.above][-1:]
        yield from [each for each in decisive if not each.above][:1]


@record
class Placement:
    """The result of one rating."""

    rating: Rating
    method: ById[Method] = figure("id of the method")

    @property
    @derived()
    def method_version(self) -> SemanticVersion:
        """Version of the method it is worked out with."""
        return self.method.version

    @property
    @derived()
    def on(self) -> date:
        """Day of the rating."""
        return self.rating.on

    computed: ById[Cell] = figure("id of the cell the scores lead to", key="computed_cell")
    cell: ById[Cell] = figure("id of the cell used: the computed one, unless overridden")

    @property
    @derived()
    def overridden(self) -> bool:
        """Whether another cell was chosen; the rating states by whom and why."""
        return self.computed.id != self.cell.id

    axes: tuple[AxisResult, ...] = figure("the axes of the method")

    @property
    def grey(self) -> tuple[AxisResult, ...]:
        """Axes inside the grey band round a border of the cell."""
        return tuple(axis for axis in self.axes if axis.grey)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The value on each axis, in the order of the method."""
        return tuple(axis.value for axis in self.axes)

    def axis(self, axis_id: str) -> AxisResult:
        """An axis by id. Raises KeyError if the method has none with this id."""
        return {result.axis.id: result for result in self.axes}[axis_id]


def place(method: Method, rating: Rating) -> Placement | None:
    """The placement of a rating; ``None`` if scores or cells do not cover the method."""
    scored = [_scored(axis, rating.scores.get(axis.id, {})) for axis in method.axes]
    complete = [each for each in scored if each is not None]
    if method.kind != "matrix" or len(complete) != len(scored) or not scored:
        return None
    bands = {axis.id: axis.band_at(value).id for axis, value, _ in complete}
    computed = method.cell_at(bands)
    if computed is None:
        return None
    axes = tuple(
        AxisResult(
            borders=tuple(_borders(method, computed, bands, axis, value)),
            axis=axis,
            value=value,
            band=axis.band_at(value),
            factors=factors,
        )
        for axis, value, factors in complete
    )
    chosen = rating.override.cell if rating.override else computed.id
    cell = next((cell for cell in method.cells if cell.id == chosen), computed)
    return Placement(rating, method, computed, cell, axes)


def _borders(
    method: Method, computed: Cell, bands: Mapping[str, str], axis: Axis, value: Decimal
) -> Iterator[BorderResult]:
    scale = axis.scale
    for lower, upper, border in zip(scale, scale[1:], axis.borders, strict=False):
        other = lower if value >= border else upper
        across = method.cell_at({**bands, axis.id: other.id})
        yield BorderResult(border, lower, upper, value - border, across, across is not computed)


_Scored = tuple[Axis, Decimal, tuple[FactorResult, ...]]


def _scored(axis: Axis, scores: Mapping[str, Score]) -> _Scored | None:
    if not axis.scale or any(factor.id not in scores for factor in axis.factors):
        return None
    results = tuple(
        FactorResult(factor, scores[factor.id], scores[factor.id].score * factor.weight / HUNDRED)
        for factor in axis.factors
    )
    total = sum((factor.weight for factor in axis.factors), Decimal(0))
    if total == 0:
        return None
    points = sum((result.contribution for result in results), Decimal(0))
    return axis, axis_value(points, total, axis.borders), results


def axis_value(points: Decimal, weights: Decimal, borders: Collection[Decimal]) -> Decimal:
    """The mean of the contributions, weighted; rounded half-even to 0.01.

    Where that would carry it across one of the borders, it is rounded to its own side: 4.996 stays
    below a cut at 5 and reads 4.99. So what reaches a border does so before it is rounded.
    """
    exact = points * HUNDRED / weights
    value = exact.quantize(_SHOWN, ROUND_HALF_EVEN)
    if any(exact < border <= value for border in borders):
        return exact.quantize(_SHOWN, ROUND_FLOOR)
    if any(value < border <= exact for border in borders):
        return exact.quantize(_SHOWN, ROUND_CEILING)
    return value
