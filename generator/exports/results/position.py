"""Where ratings place the account."""

from datetime import date
from decimal import Decimal
from typing import Literal

from generator.analysis.matrix import AxisResult, Placement
from generator.exports.record import Record, says
from generator.exports.source import Source


class FactorShare(Record):
    """What one factor adds to its axis."""

    factor: str = says("id of the factor")
    score: int = says("1 to 10")
    weight: Decimal = says("its weight in the method, as a share of the axis in percent")
    contribution: Decimal = says("score x weight / 100, in points of the axis")


class BandPosition(Record):
    """A band of an axis, and how far the account is from where it begins."""

    band: str = says("id of the band")
    name: str = says("what people call it")
    from_: Decimal | None = says(
        "where it begins; the lowest begins with the scale", None, alias="from"
    )
    gap: Decimal | None = says("value less where it begins: 0 or more where it is reached", None)


class AxisPosition(Record):
    """The account on one axis."""

    axis: str = says("id of the axis")
    value: Decimal = says("weighted mean of the scores, 1.00 to 10.00")
    half: Literal["low", "high"] | None = says(
        "high at the cut or above it; of an axis of two bands", None
    )
    cut: Decimal | None = says("where the upper half begins; of an axis of two bands", None)
    band: str = says("id of the band it lies in: `low` or `high` of an axis with a cut")
    bands: tuple[BandPosition, ...] = says("the bands of the axis, the lowest first", ())
    grey_band: bool = says(
        "whether the value lies so close to a border of its cell that it wants a reason"
    )
    factors: tuple[FactorShare, ...] = says("what the value is made of", ())


class MatrixPosition(Record):
    """What one rating says."""

    method: str = says("id of the method")
    method_version: str = says("version of the method it is worked out with")
    on: date = says("day of the rating")
    computed_cell: str = says("id of the cell the scores lead to")
    cell: str = says("id of the cell used: the computed one, unless somebody overrode it")
    overridden: bool = says("whether somebody chose another cell; the rating says who and why")
    axes: tuple[AxisPosition, ...] = says("the axes of the method", ())


def positions(source: Source) -> tuple[MatrixPosition, ...]:
    """One per rating that fits its method, the newest first."""
    return tuple(_position(placement) for placement in source.known.placements)


def _position(placement: Placement) -> MatrixPosition:
    return MatrixPosition(
        method=placement.method.id,
        method_version=str(placement.method.version),
        on=placement.rating.on,
        computed_cell=placement.computed.id,
        cell=placement.cell.id,
        overridden=placement.overridden,
        axes=tuple(_axis(axis) for axis in placement.axes),
    )


def _axis(result: AxisResult) -> AxisPosition:
    return AxisPosition(
        axis=result.axis.id,
        value=result.value,
        half=result.half,
        cut=result.axis.only_border,
        band=result.band.id,
        bands=tuple(
            BandPosition(
                band=band.id,
                name=band.label,
                from_=band.from_,
                gap=None if band.from_ is None else result.value - band.from_,
            )
            for band in result.axis.scale
        ),
        grey_band=result.grey,
        factors=tuple(
            FactorShare(
                factor=each.factor.id,
                score=each.score.score,
                weight=each.factor.weight,
                contribution=each.contribution,
            )
            for each in result.factors
        ),
    )
