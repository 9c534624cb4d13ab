"""What if a weight, a cut or a score were another: who would move. Nothing is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.catalog import Catalog
from generator.definitions.models import Account, Method
from generator.definitions.models.method import Axis, Cell
from generator.definitions.models.rating import Rating
from generator.diagnostics import UsageError
from generator.insight.matrix import AxisResult, Placement, place
from generator.insight.sensitivity import neighbour
from generator.insight.what_if_settings import Assumed, Setting, assumed, newest
from generator.insight.whole import Insight


@dataclass(frozen=True, slots=True)
class Move:
    """An account by one method: its newest rating as it is, and as it would be."""

    account: Account
    before: Placement
    after: Placement

    @property
    def axes(self) -> tuple[tuple[AxisResult, AxisResult], ...]:
        """Each axis of the method, before and after."""
        return tuple(zip(self.before.axes, self.after.axes, strict=True))

    @property
    def differs(self) -> bool:
        """Whether a figure, a half, the grey band or the cell is another one."""
        figures = any(
            (one.value, one.half, one.grey) != (other.value, other.half, other.grey)
            for one, other in self.axes
        )
        return figures or self.before.computed.id != self.after.computed.id

    @property
    def changes_cell(self) -> bool:
        """Whether the cell used is another one; an override keeps its cell."""
        return self.before.cell.id != self.after.cell.id

    @property
    def kept_by_override(self) -> bool:
        """Whether the scores would lead elsewhere and the override alone keeps the cell."""
        return self.before.computed.id != self.after.computed.id and not self.changes_cell


@dataclass(frozen=True, slots=True)
class Near:
    """How far an account is from another cell: ``gap`` is the distance of one axis to its cut.

    ``across`` is the cell on the other side, ``None`` where the method has none there.
    """

    move: Move
    axis: AxisResult
    gap: Decimal
    across: Cell | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What settings would change.

    ``sums``: axes whose weights would not sum to 100, with their sum. ``moves``: accounts by
    method for which anything differs; those that change cell first, then by name. ``concerned``:
    how many accounts were looked at. ``nearest``: who comes closest to another cell, when none
    gets there.
    """

    assumed: tuple[Assumed, ...]
    sums: tuple[tuple[Method, Axis, Decimal], ...]
    moves: tuple[Move, ...]
    concerned: int
    nearest: Near | None


def what_if(catalog: Catalog, insight: Insight, settings: Iterable[Setting]) -> WhatIf:
    """What would follow from ``settings`` on the day and in the edition of ``insight``.

    Each account is looked at by its newest rating of each method concerned. Raises UsageError for
    a setting that names nothing, has an unusable value, or says the same figure twice.
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
        assumed=found,
        sums=tuple(_sums(methods.values())),
        moves=tuple(sorted(moves, key=_order)),
        concerned=len({move.account.id for move in every}),
        nearest=min(_distances(every), key=_closeness, default=None) if stays else None,
    )


def _changed_method(method: Method, found: Sequence[Assumed]) -> Method:
    """The method with its assumed weights and cuts. Raises UsageError for weights all zero."""
    figures = {(each.axis, each.factor): each.after for each in found if _is_of(each, method)}
    axes = []
    for axis in method.axes:
        factors = tuple(
            factor.model_copy(update={"weight": figures.get((axis.id, factor.id), factor.weight)})
            for factor in axis.factors
        )
        if not any(factor.weight for factor in factors):
            raise UsageError(
                f"every weight of `{axis.id}` would be 0: leave one above it, or the axis has no "
                "value"
            )
        cut = figures.get((axis.id, None), axis.cut)
        axes.append(axis.model_copy(update={"factors": factors, "cut": cut}))
    return method.model_copy(update={"axes": tuple(axes)})


def _is_of(each: Assumed, method: Method) -> bool:
    return each.account is None and each.method == method.id


def _changed_rating(account: Account, rating: Rating, found: Sequence[Assumed]) -> Rating:
    """The rating with the scores assumed for it."""
    scores = {axis: dict(factors) for axis, factors in rating.scores.items()}
    for each in found:
        if each.account == account.id and each.method == rating.method and each.factor:
            score = scores[each.axis][each.factor]
            scores[each.axis][each.factor] = score.model_copy(update={"score": int(each.after)})
    return rating.model_copy(update={"scores": scores})


def _moves(
    insight: Insight, methods: Mapping[str, Method], found: Sequence[Assumed]
) -> Iterator[Move]:
    """Every account a setting is about, by each method concerned."""
    for known in insight.accounts.values():
        for method_id, before in newest(known).items():
            about = [each for each in found if each.method == method_id]
            if not any(each.account in (None, known.account.id) for each in about):
                continue
            rating = _changed_rating(known.account, before.rating, about)
            after = place(methods[method_id], rating)
            if after is not None:
                yield Move(known.account, before, after)


def _sums(methods: Iterable[Method]) -> Iterator[tuple[Method, Axis, Decimal]]:
    for method in methods:
        for axis in method.axes:
            total = sum((factor.weight for factor in axis.factors), Decimal(0))
            if total != 100:
                yield method, axis, total


def _order(move: Move) -> tuple[str, bool, bool, str]:
    method = move.before.method.name
    return method, not move.changes_cell, not move.kept_by_override, move.account.name


def _distances(moves: Iterable[Move]) -> Iterator[Near]:
    for move in moves:
        # Whatever the scores, an override keeps its cell.
        for axis in move.after.axes if move.after.rating.override is None else ():
            gap = abs(axis.value - axis.axis.cut)
            yield Near(move, axis, gap, neighbour(move.after, axis))


def _closeness(near: Near) -> tuple[Decimal, str, str]:
    return near.gap, near.move.account.name, near.axis.axis.id
