"""Effects of changing weights, cuts or scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from generator.analysis.insight import Insight
from generator.analysis.matrix import AxisResult, BorderResult, Placement, place
from generator.analysis.record import ById, derived, figure, record
from generator.analysis.settings import Assumed, Setting, assumed, newest
from generator.editions import Catalog
from generator.findings.errors import UsageError
from generator.model.kinds import Account, Method
from generator.model.method import Axis, Band, Cell
from generator.model.rating import Rating


@record
class CellChange:
    """A cell before and after; the same id twice where nothing changes."""

    before: ById[Cell] = figure("id of the cell as it is")
    after: ById[Cell] = figure("id of the cell as it would be")


@record
class BandChange:
    """A band before and after; the same id twice where nothing changes."""

    before: ById[Band] = figure("id of the band in which the value is")
    after: ById[Band] = figure("id of the band in which it would be")


@record
class BandBegin:
    """Where a band would begin."""

    band: ById[Band] = figure("id of the band")
    begins: Decimal = figure("where it would begin", key="from")


@record
class AxisChange:
    """An axis before and after."""

    axis: ById[Axis] = figure("id of the axis")
    before: Decimal = figure("value as it is, 1.00 to 10.00")
    after: Decimal = figure("value as it would be, 1.00 to 10.00")
    cut: Decimal | None = figure("where the upper half would begin; of an axis of two bands")
    band: BandChange = figure("the band it is in: `low` or `high` of an axis with a cut")
    bands: tuple[BandBegin, ...] = figure("where each band above the lowest would begin")
    grey: bool = figure(
        "whether the value would be in the grey band round a border", key="grey_band"
    )


def _axis_changes(axes: tuple[tuple[AxisResult, AxisResult], ...]) -> tuple[AxisChange, ...]:
    return tuple(
        AxisChange(
            axis=other.axis,
            before=one.value,
            after=other.value,
            cut=other.cut,
            band=BandChange(one.band, other.band),
            bands=tuple(BandBegin(each.upper, each.at) for each in other.borders),
            grey=other.grey,
        )
        for one, other in axes
    )


@record
class Move:
    """An account, by one method, for which something would differ.

    Its newest rating by the method ``before``, as it is, and ``after``, as it would be.
    """

    before: Placement
    after: Placement
    account: ById[Account] = figure("id of the account")

    @property
    @derived()
    def method(self) -> ById[Method]:
        """Id of the method."""
        return self.before.method

    @property
    @derived()
    def rated(self) -> date:
        """Day of the rating: the newest by this method."""
        return self.before.rating.on

    @property
    @derived()
    def changes_cell(self) -> bool:
        """Whether the cell used would be another one.

        An override keeps its cell.
        """
        return self.before.cell.id != self.after.cell.id

    @property
    @derived()
    def kept_by_override(self) -> bool:
        """Whether an override alone would keep the cell."""
        return self.before.computed.id != self.after.computed.id and not self.changes_cell

    @property
    @derived()
    def cell(self) -> CellChange:
        """The cell used."""
        return CellChange(self.before.cell, self.after.cell)

    @property
    @derived()
    def computed_cell(self) -> CellChange:
        """The cell the scores lead to."""
        return CellChange(self.before.computed, self.after.computed)

    @property
    @derived(form=_axis_changes)
    def axes(self) -> tuple[tuple[AxisResult, AxisResult], ...]:
        """Each axis of the method."""
        return tuple(zip(self.before.axes, self.after.axes, strict=True))

    @property
    def differs(self) -> bool:
        """Whether a figure, a band, the grey band or the cell differs."""
        figures = any(
            (one.value, one.band.id, one.grey) != (other.value, other.band.id, other.grey)
            for one, other in self.axes
        )
        return figures or self.before.computed.id != self.after.computed.id


@record
class Near:
    """The account that comes closest to another cell.

    ``border``: of an axis, which it would have to cross.
    """

    border: BorderResult
    move: Move = figure("id of the account", key="account", form="account.id")

    @property
    @derived()
    def method(self) -> ById[Method]:
        """Id of the method."""
        return self.move.method

    axis: AxisResult = figure("id of the axis on which it is closest", form="axis.id")

    @property
    @derived()
    def value(self) -> Decimal:
        """Its value there, with the settings."""
        return self.axis.value

    @property
    @derived()
    def cut(self) -> Decimal:
        """Where the upper of two bands begins, with the settings."""
        return self.border.at

    @property
    @derived()
    def band(self) -> ById[Band]:
        """Id of the band that begins there."""
        return self.border.upper

    @property
    @derived()
    def gap(self) -> Decimal:
        """Distance of the two, 0 or more."""
        return abs(self.border.gap)

    @property
    @derived()
    def across(self) -> ById[Cell] | None:
        """Id of the cell on the other side."""
        return self.border.across


@record
class WeightSum:
    """An axis whose weights would not sum to 100; it is the mean over their sum all the same."""

    method: ById[Method] = figure("id of the method")
    axis: ById[Axis] = figure("id of the axis")
    total: Decimal = figure("what the weights sum to, above 0", key="sum")


@record
class WhatIf:
    """What would follow from settings; nothing of it is written anywhere."""

    settings: tuple[Assumed, ...] = figure("what is assumed")
    weight_sums: tuple[WeightSum, ...] = figure("axes whose weights would not sum to 100")
    concerned: int = figure("how many accounts have a rating by a method concerned")
    moves: tuple[Move, ...] = figure(
        "where anything would differ: by method, those that change cell first"
    )
    nearest: Near | None = figure("who comes closest to another cell; given when none gets there")


def what_if(catalog: Catalog, insight: Insight, settings: Iterable[Setting]) -> WhatIf:
    """The effects of ``settings`` on the day and in the edition of ``insight``.

    Considers each account's newest rating of each method concerned. Raises UsageError for a setting
    that names no figure, has an invalid value, or repeats another.
    """
    if not insight.accounts:
        raise UsageError(
            f"the edition {catalog.edition.value} holds no account, so nothing can move"
        )
    found = tuple(assumed(setting, catalog.methods, insight) for setting in settings)
    names = [each.name for each in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError(f"{twice} is set twice: say it once")
    methods = {each.method: _changed_method(catalog.methods[each.method], found) for each in found}
    every = tuple(_moves(insight, methods, found))
    moves = tuple(move for move in every if move.differs)
    stays = not any(move.changes_cell for move in moves)
    return WhatIf(
        settings=found,
        weight_sums=tuple(_sums(methods.values())),
        concerned=len({move.account.id for move in every}),
        moves=tuple(sorted(moves, key=_order)),
        nearest=min(_distances(every), key=_closeness, default=None) if stays else None,
    )


def _changed_method(method: Method, found: Sequence[Assumed]) -> Method:
    """The method with its assumed weights and cuts.

    Raises UsageError if all weights are zero, or if bands would not be in order.
    """
    figures = {
        (each.axis, each.factor, each.band): each.after
        for each in found
        if each.account is None and each.method == method.id
    }
    axes = []
    for axis in method.axes:
        factors = tuple(
            factor.model_copy(
                update={"weight": figures.get((axis.id, factor.id, None), factor.weight)}
            )
            for factor in axis.factors
        )
        if not any(factor.weight for factor in factors):
            raise UsageError(
                f"every weight of `{axis.id}` would be 0: leave one above it, or the axis has no "
                "value"
            )
        axes.append(_with_borders(axis, figures).model_copy(update={"factors": factors}))
    return method.model_copy(update={"axes": tuple(axes)})


def _with_borders(
    axis: Axis, figures: Mapping[tuple[str, str | None, str | None], Decimal]
) -> Axis:
    if not axis.bands:
        return axis.model_copy(update={"cut": figures.get((axis.id, None, None), axis.cut)})
    lowest, *upper = axis.bands
    alone = len(upper) == 1
    moved = [
        band.model_copy(
            update={"from_": figures.get((axis.id, None, None if alone else band.id), band.from_)}
        )
        for band in upper
    ]
    found = axis.model_copy(update={"bands": (lowest, *moved)})
    for band, (one, other) in zip(moved[1:], pairwise(found.borders), strict=False):
        if one >= other:
            raise UsageError(
                f"`{band.id}` of `{axis.id}` would begin at {other:f}, not above {one:f}, where "
                "the band below it begins: set that one lower as well"
            )
    return found


def _changed_rating(account: Account, rating: Rating, found: Sequence[Assumed]) -> Rating:
    scores = {axis: dict(factors) for axis, factors in rating.scores.items()}
    for each in found:
        if each.account == account.id and each.method == rating.method and each.factor:
            score = scores[each.axis][each.factor]
            scores[each.axis][each.factor] = score.model_copy(update={"score": int(each.after)})
    return rating.model_copy(update={"scores": scores})


def _moves(
    insight: Insight, methods: Mapping[str, Method], found: Sequence[Assumed]
) -> Iterator[Move]:
    """All accounts affected by a setting, by method."""
    for own in insight.accounts.values():
        for method_id, before in newest(own).items():
            about = [each for each in found if each.method == method_id]
            if not any(each.account in (None, own.account.id) for each in about):
                continue
            rating = _changed_rating(own.account, before.rating, about)
            after = place(methods[method_id], rating)
            if after is not None:
                yield Move(before, after, own.account)


def _sums(methods: Iterable[Method]) -> Iterator[WeightSum]:
    for method in methods:
        for axis in method.axes:
            total = sum((factor.weight for factor in axis.factors), Decimal(0))
            if total != 100:
                yield WeightSum(method, axis, total)


def _order(move: Move) -> tuple[str, bool, bool, str]:
    method = move.before.method.name
    return method, not move.changes_cell, not move.kept_by_override, move.account.name


def _distances(moves: Iterable[Move]) -> Iterator[Near]:
    for move in moves:
        # An override keeps its cell regardless of the scores.
        for axis in move.after.axes if move.after.rating.override is None else ():
            for border in axis.exits():
                yield Near(border, move, axis)


def _closeness(near: Near) -> tuple[Decimal, str, str]:
    return near.gap, near.move.account.name, near.axis.axis.id
