"""Coherence of a plan with the strategy of the account's cell."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.analysis.record import ById, figure, record
from generator.editions import Catalog
from generator.model.common import ActionKind
from generator.model.grammars import Interval
from generator.model.kinds import Account, Method
from generator.model.method import Cell, Step
from generator.model.rating import StagePlacement
from generator.model.strategy import Action

_RECENT = Interval(12, "month")


@record
class Activity:
    """The actions of a plan compared with one cell.

    ``open``: not done, of open objectives; ``recent``: done in the last 12 months.
    ``contradicting``: actions without a kind contradict nothing, and completed ones cannot be
    undone. ``missing``: empty if an open or recent action is of any of the kinds.
    """

    open: tuple[Action, ...]
    recent: tuple[Action, ...]
    contradicting: tuple[ById[Action], ...] = figure(
        "ids of open actions of a kind that the cell refuses"
    )
    missing: tuple[ActionKind, ...] = figure(
        "kinds of action the cell wants, when the plan has none of them", key="lacking"
    )


@record
class StageAim:
    """A stage compared with the furthest step that the strategy needs.

    A step that ends the relationship goes beyond none.
    """

    stage: StagePlacement = figure("id of the stage model", key="method", form="method")
    furthest: ById[Step] | None = figure("id of the furthest step the strategy needs, if stated")
    goes_further: bool = figure("whether the target leads beyond it")
    stands_further: bool = figure("whether the stage today is beyond it")


@record
class StyleFit:
    """The style in which the relationship is managed, compared with the cell of the scores.

    ``fit``: ``over-designed`` or ``under-designed`` if the style is that of a cell of higher or
    lower bands; ``mismatched`` if it is that of another cell of the same height (Bensaou, Sloan
    Management Review, 1999: profile and style should match).
    """

    placement: Placement = figure("id of the method", key="method", form="method.id")
    managed: ById[Cell] = figure("id of the cell whose style it has", key="managed_as")
    fit: str = figure("matched, over-designed, under-designed or mismatched")


def _cells_of(placements: tuple[Placement, ...]) -> tuple[str, ...]:
    return tuple(each.cell.id for each in placements)


@record
class Coherence(Activity):
    """One coherent strategy: what holds the plan and its cells together, or does not.

    ``leading``: the placement whose cell decides the strategy; without it no actions are compared.
    ``unnamed_risks``: placements, the newest of each method.
    """

    leading: Placement | None
    stages: tuple[StageAim, ...] = figure("by stage model")
    styles: tuple[StyleFit, ...] = figure("of methods in which style and cell should match")
    unnamed_risks: tuple[Placement, ...] = figure(
        "ids of cells in which being is itself a risk that no risk of the account names",
        form=_cells_of,
    )


def coherence(
    catalog: Catalog, account: Account, placements: tuple[Placement, ...], as_of: date
) -> Coherence:
    """The coherence of an account with its cells; ``placements``: the leading one first."""
    leading = placements[0] if placements else None
    newest = newest_by_method(placements)
    named = {str(risk.from_cell) for risk in account.risks if risk.from_cell}
    compared = activity(account, leading.cell, as_of) if leading else Activity((), (), (), ())
    return Coherence(
        open=compared.open,
        recent=compared.recent,
        contradicting=compared.contradicting,
        missing=compared.missing,
        leading=leading,
        stages=tuple(_aim(catalog, stage, leading) for stage in account.stages),
        styles=tuple(_styles(newest)),
        unnamed_risks=tuple(
            placement
            for placement in newest
            if placement.cell.risk and placement.cell.id not in named
        ),
    )


def activity(account: Account, cell: Cell, as_of: date) -> Activity:
    """The account's actions compared with a cell, in the order of the file."""
    since = _RECENT.after(as_of, times=-1)
    still, recent = [], []
    for objective in account.objectives:
        for action in objective.actions:
            done = action.done_by(as_of)
            if done is None and objective.status == "open":
                still.append(action)
            elif done is not None and done >= since:
                recent.append(action)
    there = {action.kind for action in (*still, *recent)}
    return Activity(
        open=tuple(still),
        recent=tuple(recent),
        contradicting=tuple(action for action in still if action.kind in cell.refuses),
        missing=() if there & set(cell.wants) else cell.wants,
    )


def _aim(catalog: Catalog, stage: StagePlacement, leading: Placement | None) -> StageAim:
    method = catalog.methods.get(stage.method)
    wanted = leading.cell.furthest if leading else ()
    limit = next((str(each.step) for each in wanted if each.method == stage.method), None)
    step = next((each for each in method.steps if each.id == limit), None) if method else None
    if method is None or step is None:
        return StageAim(stage, None, goes_further=False, stands_further=False)
    ranks = _ranks(method)
    now, target = ranks.get(stage.now, 0), ranks.get(stage.target or stage.now, 0)
    return StageAim(
        stage=stage,
        furthest=step,
        goes_further=target > max(now, ranks[step.id]),
        stands_further=now > ranks[step.id],
    )


def _ranks(method: Method) -> dict[str, int]:
    """The rank of each step, from 1; a way out has rank 0."""
    return {step.id: 0 if step.way_out else rank for rank, step in enumerate(method.steps, 1)}


def _styles(newest: tuple[Placement, ...]) -> Iterator[StyleFit]:
    for placement in newest:
        managed_as = placement.rating.managed_as
        if managed_as is None or not placement.method.style_should_match:
            continue
        cells = {cell.id: cell for cell in placement.method.cells}
        managed = cells.get(managed_as.cell)
        if managed is not None:
            yield StyleFit(placement, managed, _fit(managed, placement))


def _fit(managed: Cell, placement: Placement) -> str:
    if managed.id == placement.computed.id:
        return "matched"
    more = _height(placement.method, managed) - _height(placement.method, placement.computed)
    if more == 0:
        return "mismatched"
    return "over-designed" if more > 0 else "under-designed"


def _height(method: Method, cell: Cell) -> Fraction:
    """The height of a cell: 1 for each axis in its highest band; the mean over its combinations."""
    ranks = {
        axis.id: {band.id: Fraction(rank, len(axis.scale) - 1) for rank, band in enumerate(scale)}
        for axis in method.axes
        if len(scale := axis.scale) > 1
    }
    heights = [
        sum((ranks[axis][band] for axis, band in bands.items()), Fraction(0))
        for bands in method.combinations
        if cell.lies_at(bands)
    ]
    return sum(heights, Fraction(0)) / len(heights) if heights else Fraction(0)
