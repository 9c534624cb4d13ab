"""What settings would change, as data: ``playbook what-if --format json``."""

from datetime import date
from decimal import Decimal
from typing import Literal

from generator.analysis.what_if import Move, Near, WhatIf
from generator.exports.record import Record, says
from generator.findings.classification import Edition


class SettingResult(Record):
    """A figure that is assumed to be another."""

    name: str = says("the full name of the figure, as --set takes it")
    before: Decimal = says("the figure as the definitions have it")
    after: Decimal = says("the figure assumed")


class CellChange(Record):
    """A cell before and after; the same id twice where nothing changes."""

    before: str = says("id of the cell as it is")
    after: str = says("id of the cell as it would be")


class BandChange(Record):
    """A band before and after; the same id twice where nothing changes."""

    before: str = says("id of the band in which the value lies")
    after: str = says("id of the band in which it would lie")


class BandBegin(Record):
    """Where a band would begin."""

    band: str = says("id of the band")
    from_: Decimal = says("where it would begin", alias="from")


class AxisChange(Record):
    """An axis before and after."""

    axis: str = says("id of the axis")
    before: Decimal = says("value as it is, 1.00 to 10.00")
    after: Decimal = says("value as it would be, 1.00 to 10.00")
    cut: Decimal | None = says("where the upper half would begin; of an axis of two bands", None)
    band: BandChange = says("the band it lies in: `low` or `high` of an axis with a cut")
    bands: tuple[BandBegin, ...] = says("where each band above the lowest would begin", ())
    grey_band: bool = says("whether the value would lie in the grey band round a border")


class MoveResult(Record):
    """An account, by one method, for which something would differ."""

    account: str = says("id of the account")
    method: str = says("id of the method")
    rated: date = says("day of the rating: the newest by this method")
    changes_cell: bool = says("whether the cell used would be another one")
    kept_by_override: bool = says("whether an override alone would keep the cell")
    cell: CellChange = says("the cell used")
    computed_cell: CellChange = says("the cell the scores lead to")
    axes: tuple[AxisChange, ...] = says("each axis of the method", ())


class NearResult(Record):
    """The account that comes closest to another cell."""

    account: str = says("id of the account")
    method: str = says("id of the method")
    axis: str = says("id of the axis on which it is closest")
    value: Decimal = says("its value there, with the settings")
    cut: Decimal = says("where the upper of two bands begins, with the settings")
    band: str = says("id of the band that begins there")
    gap: Decimal = says("distance of the two, 0 or more")
    across: str | None = says("id of the cell on the other side", None)


class WeightSum(Record):
    """An axis whose weights would not sum to 100; it is the mean over their sum all the same."""

    method: str = says("id of the method")
    axis: str = says("id of the axis")
    sum: Decimal = says("what the weights sum to, above 0")


class WhatIfDocument(Record):
    """What would follow from settings; nothing of it is written anywhere."""

    schema_: Literal["what-if/1"] = says("kind and version of this document", alias="schema")
    edition: Edition = says("for whom it was worked out")
    as_of: date = says("the day it was worked out for")
    settings: tuple[SettingResult, ...] = says("what is assumed")
    weight_sums: tuple[WeightSum, ...] = says("axes whose weights would not sum to 100", ())
    concerned: int = says("how many accounts have a rating by a method concerned")
    moves: tuple[MoveResult, ...] = says(
        "where anything would differ: by method, those that change cell first", ()
    )
    nearest: NearResult | None = says(
        "who comes closest to another cell; given when none gets there", None
    )


def what_if_document(found: WhatIf, edition: Edition, as_of: date) -> WhatIfDocument:
    """The document of a what-if."""
    return WhatIfDocument(
        schema_="what-if/1",
        edition=edition,
        as_of=as_of,
        settings=tuple(
            SettingResult(name=each.name, before=each.before, after=each.after)
            for each in found.assumed
        ),
        weight_sums=tuple(
            WeightSum(method=method.id, axis=axis.id, sum=total)
            for method, axis, total in found.sums
        ),
        concerned=found.concerned,
        moves=tuple(_move(move) for move in found.moves),
        nearest=_near(found.nearest) if found.nearest else None,
    )


def _move(move: Move) -> MoveResult:
    before, after = move.before, move.after
    return MoveResult(
        account=move.account.id,
        method=before.method.id,
        rated=before.rating.on,
        changes_cell=move.changes_cell,
        kept_by_override=move.kept_by_override,
        cell=CellChange(before=before.cell.id, after=after.cell.id),
        computed_cell=CellChange(before=before.computed.id, after=after.computed.id),
        axes=tuple(
            AxisChange(
                axis=other.axis.id,
                before=one.value,
                after=other.value,
                cut=other.axis.only_border,
                band=BandChange(before=one.band.id, after=other.band.id),
                bands=tuple(BandBegin(band=each.upper.id, from_=each.at) for each in other.borders),
                grey_band=other.grey,
            )
            for one, other in move.axes
        ),
    )


def _near(near: Near) -> NearResult:
    return NearResult(
        account=near.move.account.id,
        method=near.move.after.method.id,
        axis=near.axis.axis.id,
        value=near.axis.value,
        cut=near.border.at,
        band=near.border.upper.id,
        gap=near.gap,
        across=near.across.id if near.across else None,
    )
