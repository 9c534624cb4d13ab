"""What the account's cells ask for, and whether the plan does it: leading and other methods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis import AccountInsight
from generator.analysis.coherence import Activity, StageAim, StyleFit
from generator.analysis.matrix import AxisResult, Placement
from generator.analysis.movement import newest_by_method
from generator.charts import Picture, ladder
from generator.model.common import ActionKind
from generator.model.kinds import Method
from generator.model.method import Cell, Step
from generator.model.rating import StagePlacement
from generator.model.strategy import Action, Promotion
from generator.pages.account.network import wider_than
from generator.pages.account.position import axis_in_words, override_in_words
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import are, capital, counted

_KINDS: tuple[ActionKind, ...] = ("invest", "develop", "maintain", "streamline")
FITS = {
    "over-designed": "Over-designed: more meetings and joint work than the ties call for.",
    "under-designed": "Under-designed: less care than the ties demand.",
    "mismatched": "Mismatched: as much effort as the ties call for, but of another sort.",
}


def leading_cell(
    methods: Mapping[str, Method], insight: AccountInsight
) -> dict[str, object] | None:
    """What the leading cell asks for, and our plan and actions; ``None`` without a rating."""
    found = insight.coherence
    if found.leading is None:
        return None
    return {
        "cell": found.leading.cell,
        "network": _network(methods, insight),
        "activity": activity_in_words(found, found.leading.cell),
    }


def _network(methods: Mapping[str, Method], insight: AccountInsight) -> str:
    found = insight.coverage
    if not found.shape:
        return "Our people have no relationship with theirs yet."
    shapes = {"bow-tie": "close to a bow-tie", "diamond": "a diamond"}
    ours = counted(found.our_people, "of our people has", "of our people have")
    areas = counted(found.their_areas, "area")
    shape = shapes.get(found.shape, "between bow-tie and diamond")
    wider = wider_than(methods, insight)
    more = f", more than {md.listed(wider)} needs" if wider else ""
    return f"{ours} contacts in {areas} at the customer; the shape is {shape}{more}."


# Activity -----------------------------------------------------------------------------------


def activity_in_words(found: Activity, cell: Cell) -> str:
    """``Star needs actions of the kind “invest”: 3 of 8 open actions are. ...``"""
    if not found.open and not found.recent:
        return "No action is recorded, so nothing can be compared with it."
    texts = [_fitting_actions(found, cell)]
    if against := found.contradicting:
        names = ", ".join(each.what.rstrip(".") for each in against)
        texts.append(f"{len(against)} {'goes' if len(against) == 1 else 'go'} against it: {names}.")
    neutral = [each for each in found.open if each.kind not in (*cell.wants, *cell.refuses)]
    if neutral:
        texts.append(f"{'The others' if len(neutral) > 1 else 'The other one'}: {_tally(neutral)}.")
    if found.recent:
        texts.append(f"Done in the last 12 months: {_tally(found.recent)}.")
    return " ".join(texts)


def _fitting_actions(found: Activity, cell: Cell) -> str:
    number = sum(action.kind in cell.wants for action in found.open)
    total = counted(len(found.open), "open action")
    also = "" if found.contradicting else ", and none goes against it"
    if not cell.wants:
        return f"{capital(total)}{also}."
    kinds = " or ".join(f"“{kind}”" for kind in cell.wants)
    needs = f"{cell.name} needs actions of the kind {kinds}"
    if number:
        return f"{needs}: {number} of {total} {are(number)}{also}."
    if found.missing:
        return f"{needs}, and the plan has none."
    return f"{needs}: none is open, but one was done recently."


def _tally(actions: Sequence[Action]) -> str:
    counts = [(sum(each.kind == kind for each in actions), f"“{kind}”") for kind in _KINDS]
    counts.append((sum(each.kind is None for each in actions), "of no named kind"))
    return md.listed([f"{number} {what}" for number, what in counts if number])


# Other schemes ------------------------------------------------------------------------------


def other_schemes(
    names: Names, insight: AccountInsight
) -> list[tuple[Method, str, tuple[str, ...]]]:
    """The newest placement by each other method, in one line, and its consequences."""
    styles = {each.placement.method.id: each for each in insight.coherence.styles}
    return [
        (
            each.method,
            _line(each, styles.get(each.method.id)),
            tuple(_consequences(names, insight, each, styles.get(each.method.id))),
        )
        for each in newest_by_method(insight.placements)[1:]
    ]


def _line(placement: Placement, style: StyleFit | None) -> str:
    differs = f", {style.fit}" if style and style.fit != "matched" else ""
    return f"{placement.method.name}: {placement.cell.name}{differs}"


def _consequences(
    names: Names, insight: AccountInsight, placement: Placement, style: StyleFit | None
) -> Iterator[str]:
    axes = md.listed([axis_in_words(axis) for axis in placement.axes])
    on = md.day_text(placement.rating.on)
    yield f"{axes}: {placement.computed.name}, rated on {on}."
    if override := override_in_words(names, placement):
        yield override
    yield f"{placement.cell.name} in general: {md.stop(placement.cell.strategy)}"
    if style:
        yield style_in_words(style)
    if placement.cell.risk:
        named = [risk for risk in insight.account.risks if risk.from_cell == placement.cell.id]
        risks = md.listed([f'"{risk.what}"' for risk in named])
        where = f"Named among the risks: {risks}." if named else "No risk of this plan names it."
        yield f"Being here is a risk. In general: {md.stop(placement.cell.risk)} {where}"


def style_in_words(style: StyleFit) -> str:
    """The management style, whether it fits the scores, and the evidence."""
    managed = style.placement.rating.managed_as
    shows = f" {md.stop(managed.evidence)}" if managed else ""
    computed = style.placement.computed.name
    managed_as = f"We manage it as {style.managed.name}"
    if style.fit == "matched":
        return f"{managed_as}, as the scores say.{shows}"
    return f"{managed_as}, where the scores say {computed}. {FITS[style.fit]}{shows}"


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage placement with its method and steps, which may be hidden from an edition.

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
    needed = f"{leading.cell.name} needs nothing closer than {aim.furthest.name}"
    if aim.goes_further:
        return f"The target goes further than the strategy needs: {needed}."
    if aim.stands_further:
        return f"The relationship has come further than the strategy needs: {needed}."
    return f"{needed}."


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
        return f"{rule} Not met: it is not rated yet."
    reached = 0
    for _, axis in results:
        if axis.value < promotion.at_least:
            break
        reached += 1
    day, latest = results[0]
    latest_text = f"the latest rating, of {md.day_text(day)}, gives {md.figure(latest.value, 2)}"
    if reached >= wanted:
        return f"{rule} Met: {latest_text}, and a decision is needed now."
    have = f"{reached} of {wanted} ratings reach it" if wanted > 1 else "it does not reach it"
    return f"{rule} Not met: {latest_text}; {have}."


def _axis(placement: Placement, axis_id: str) -> AxisResult | None:
    return next((each for each in placement.axes if each.axis.id == axis_id), None)
