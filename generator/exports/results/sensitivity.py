"""How firmly the scores hold the account in its cell."""

from decimal import Decimal

from generator.analysis.sensitivity import AxisSensitivity
from generator.analysis.survival import Survival, in_percent
from generator.exports.record import Record, says
from generator.exports.source import Source


class ScoreChange(Record):
    """A change of one score that leads to another cell."""

    factor: str = says("id of the factor")
    before: int = says("the score, 1 to 10")
    after: int = says("the score that would be enough, 1 to 10")
    cell: str | None = says("id of the cell the account would stand in", None)


class WeightChange(Record):
    """A change of one weight that leads to another cell; the other weights stay."""

    factor: str = says("id of the factor")
    before: Decimal = says("the weight in the method")
    after: Decimal = says("the weight that would be enough, in steps of 0.1")
    share: Decimal = says("what the factor would then weigh in percent of the axis, to 0.1")
    cell: str | None = says("id of the cell the account would stand in", None)


class AxisSensitivityResult(Record):
    """What would carry the account across a border of one axis, to another cell."""

    axis: str = says("id of the axis")
    border: Decimal = says("where the border lies, the next one behind which another cell lies")
    band: str = says("id of the band on its other side")
    scores: tuple[ScoreChange, ...] = says(
        "the smallest changes of a single score that are enough; absent when none is", ()
    )
    scores_needed: int | None = says(
        "how many scores it takes at least, each changed as far as the scale goes; absent when "
        "all are not enough",
        None,
    )
    weight: WeightChange | None = says("the smallest change of a single weight", None)


class CellShare(Record):
    """How often one cell comes out."""

    cell: str = says("id of the cell")
    share: Decimal = says("in percent of all combinations of scores, to 0.1")


class SensitivityResult(Record):
    """What would move the account, by the rating that decides its strategy."""

    axes: tuple[AxisSensitivityResult, ...] = says(
        "by axis, in the method's order; two of one axis where another cell lies on either side", ()
    )
    stays: Decimal | None = says(
        "how often the computed cell survives when every score varies within its confidence, in "
        "percent to 0.1",
        None,
    )
    others: tuple[CellShare, ...] = says("the cells it reaches otherwise, the likeliest first", ())


def sensitivity(source: Source) -> SensitivityResult | None:
    """The sensitivity of the deciding placement; ``None`` without a usable rating."""
    found = source.known.sensitivity
    if found is None:
        return None
    survival = found.survival
    return SensitivityResult(
        axes=tuple(_axis(each) for each in found.axes),
        stays=survival.percent if survival else None,
        others=_others(survival) if survival else (),
    )


def _others(survival: Survival) -> tuple[CellShare, ...]:
    return tuple(CellShare(cell=cell.id, share=in_percent(part)) for cell, part in survival.others)


def _axis(found: AxisSensitivity) -> AxisSensitivityResult:
    weight = found.weight
    return AxisSensitivityResult(
        axis=found.axis.axis.id,
        border=found.border.at,
        band=(found.border.lower if found.border.above else found.border.upper).id,
        scores=tuple(
            ScoreChange(
                factor=each.factor.id,
                before=each.before,
                after=each.after,
                cell=each.cell.id if each.cell else None,
            )
            for each in found.scores
        ),
        scores_needed=found.together,
        weight=WeightChange(
            factor=weight.factor.id,
            before=weight.before,
            after=weight.after,
            share=weight.share,
            cell=weight.cell.id if weight.cell else None,
        )
        if weight
        else None,
    )
