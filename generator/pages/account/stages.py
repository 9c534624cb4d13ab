"""Stages of the relationship, and the trigger for another tier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.coherence import StageAim
from generator.analysis.matrix import AxisResult, Placement
from generator.charts import Picture, ladder
from generator.model.kinds import Method
from generator.model.method import Step
from generator.model.rating import StagePlacement
from generator.model.strategy import Promotion
from generator.text import markdown as md
from generator.text.numerals import counted


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage placement with its method and steps, which an edition may not hold.

    ``moves``: each step on the way and what moving on requires; ``limit``: the furthest step the
    strategy needs, and whether the plan keeps to it; empty if no cell has a limit.
    """

    stage: StagePlacement
    method: Method | None
    now: Step | None
    target: Step | None
    moves: list[tuple[str, str]]
    limit: str
    picture: Picture | None


def stage_rows(methods: Mapping[str, Method], insight: AccountInsight) -> list[StageRow]:
    """The stage placements of the account, in the order of the file."""
    return [
        _row(methods, insight, aim, index) for index, aim in enumerate(insight.coherence.stages, 1)
    ]


def _row(
    methods: Mapping[str, Method], insight: AccountInsight, aim: StageAim, index: int
) -> StageRow:
    stage = aim.stage
    method = methods.get(stage.method)
    steps = {step.id: step for step in method.steps} if method else {}
    name = f"stage-{index}.svg" if index > 1 else "stage.svg"
    title = f"The stage of {insight.account.name}"
    return StageRow(
        stage=stage,
        method=method,
        now=steps.get(stage.now),
        target=steps.get(stage.target or ""),
        moves=list(_moves(list(steps.values()), stage)),
        limit=_limit(insight, aim),
        picture=ladder(method, name, title, stage.now, stage.target or "") if method else None,
    )


def _moves(steps: list[Step], stage: StagePlacement) -> Iterator[tuple[str, str]]:
    """The requirements of moving on, from the current step to the one before the target."""
    order = [step.id for step in steps]
    if stage.now not in order or stage.target not in order:
        return
    begin, end = order.index(stage.now), order.index(stage.target)
    way = steps[begin : begin + 1 if steps[begin].way_out else end]
    for step in () if steps[end].way_out else way:
        if step.moving_up:
            yield step.name, step.moving_up


def _limit(insight: AccountInsight, aim: StageAim) -> str:
    leading = insight.coherence.leading
    if leading is None or aim.furthest is None:
        return ""
    needed = f"{leading.cell.name} needs {aim.furthest.name} at most"
    if aim.goes_further:
        return f"The target goes further than the strategy needs: {needed}."
    if aim.stands_further:
        return f"The relationship has come further than the strategy needs: {needed}."
    within = "The target goes no further than the strategy needs" if aim.stage.target else ""
    return f"{within}: {needed}." if within else f"{needed}."


def promotion_in_words(insight: AccountInsight, promotion: Promotion) -> str:
    """Whether the trigger for another tier is met, by the newest ratings with the axis."""
    # Consecutive ratings are by one method: another may have an axis of the same name.
    knowing = [each for each in insight.placements if _axis(each, promotion.axis)]
    results = [
        (placement.rating.on, axis)
        for placement in knowing
        if placement.method.id == knowing[0].method.id
        and (axis := _axis(placement, promotion.axis))
    ]
    name = results[0][1].axis.name if results else md.sentence(promotion.axis)
    wanted = int(promotion.reviews)
    rule = (
        f"To tier {promotion.to} when {name} reaches {md.figure(promotion.at_least)} "
        f"at {counted(wanted, 'rating')}{' in a row' if wanted > 1 else ''}."
    )
    if not results:
        return f"{rule} Not met: no rating knows this axis yet."
    reached = 0
    for _, axis in results:
        if axis.value < promotion.at_least:
            break
        reached += 1
    day, latest = results[0]
    said = f"The latest rating, of {md.day_text(day)}, gives {md.figure(latest.value, 2)}"
    if reached >= wanted:
        return f"{rule} Met: {said[:1].lower()}{said[1:]}, and the trigger asks for a decision now."
    have = f"{reached} of {wanted} ratings reach it" if wanted > 1 else "it does not reach it"
    return f"{rule} Not met: {said[:1].lower()}{said[1:]}; {have}."


def _axis(placement: Placement, axis_id: str) -> AxisResult | None:
    return next((each for each in placement.axes if each.axis.id == axis_id), None)
