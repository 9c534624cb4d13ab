"""Coherent strategy: contradictions between a plan and the cell of its account."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from generator.analysis import AccountInsight, Insight
from generator.analysis.coherence import StyleFit
from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.checks.check import Absent, Basis, CheckArea, Same, objective_closed, only_the_day
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding, Location
from generator.model.common import HandbookChange
from generator.model.kinds import Method
from generator.model.method import Anchor, Counted
from generator.model.strategy import Action
from generator.text.formats import day_text

AREA = CheckArea("coherence")


def _left_with_its_objective(absent: Absent) -> str:
    return "" if "kind" in absent.changed else objective_closed("done")(absent)


@AREA.warning(
    "action-contradicts-cell",
    "An open action goes against the account's strategy.",
    "One account, one strategy: effort against it is taken from where the strategy needs it.",
    "Drop the action or correct its kind (`kind`); or choose another cell and say why "
    "(`override`).",
    rests_on=(Basis.METHOD,),
    follows=Same.PLACE,
    removal_fixes=(Action,),
    not_fixed=_left_with_its_objective,
)
def contradicting_action(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    found = insight.coherence
    for action in found.contradicting:
        cell = found.leading.cell.name if found.leading else ""
        message = f"{action.what.rstrip('.')}: an action to {action.kind}, which {cell} rules out."
        yield contradicting_action.at(action.at("kind"), message, about=_cell(found.leading))


def _done_later(absent: Absent) -> str:
    then, now = absent.account or (None, None)
    if then is None or now is None or now.coherence.leading is None:
        return ""
    leading, found = now.coherence.leading, now.coherence
    counted = [each for each in (*found.open, *found.recent) if each.kind in leading.cell.wants]
    actions = (each for objective in then.account.objectives for each in objective.actions)
    done = {each.id: each for each in actions if each.done_by(absent.insights[0].as_of)}
    for each in counted:
        was = done.get(each.id)
        if was is None or was.kind != each.kind or each.done in (None, was.done):
            return ""
    days = " and ".join(f"`{each.id}`, {day_text(each.done)}" for each in counted if each.done)
    return f"Only the day it was done is another one: {days}." if days else ""


@AREA.warning(
    "cell-wants-other-actions",
    "No action does what the account's strategy requires.",
    "A strategy without actions is only a name on a picture.",
    "Plan such an action, say of what kind the existing ones are (`kind`), or rate the account "
    "again.",
    rests_on=(Basis.METHOD,),
    follows=Same.DEFINITION,
    not_fixed=_done_later,
)
def missing_action(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    leading, found = insight.coherence.leading, insight.coherence
    if leading is None or not found.missing:
        return
    message = (
        f"{leading.cell.name} needs actions that {' or '.join(found.missing)}; "
        "none is open or was done in the last 12 months."
    )
    without_kind = sum(action.kind is None for action in found.open)
    if without_kind:
        message += f" Open actions without a `kind`: {without_kind}."
    yield missing_action.at(leading.rating.where, message, about=_cell(leading))


def _cell(placement: Placement | None) -> str:
    return placement.cell.id if placement else ""


@AREA.warning(
    "stage-beyond-strategy",
    "The target stage goes further than the cell's strategy needs.",
    "A closer relationship costs both sides; without a strategy that needs it, neither benefits.",
    "Aim lower or aim at no stage (`target`); or rate again and show why the account deserves "
    "more.",
    rests_on=(Basis.METHOD,),
    removal_fixes=(object,),
)
def stage_too_far(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    leading = insight.coherence.leading
    for aim in insight.coherence.stages:
        if leading and aim.goes_further and aim.furthest:
            message = (
                f"`{aim.stage.target}` is too close: {leading.cell.name} needs nothing closer "
                f"than {aim.furthest.name}."
            )
            yield stage_too_far.at(aim.stage.at("target"), message)


@AREA.warning(
    "cell-risk-unnamed",
    "The account's position is itself a risk, and the plan does not name it.",
    "A risk that is not named has no trigger, no response and no owner.",
    "Write it down as a risk (`from_cell`), with its trigger and its owner.",
    rests_on=(Basis.METHOD,),
)
def unnamed_risk(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for placement in insight.coherence.unnamed_risks:
        message = (
            f"being in {placement.cell.name} ({placement.method.name}) is a risk, and no risk "
            f"has `from_cell: {placement.cell.id}`."
        )
        yield unnamed_risk.at(placement.rating.where, message, about=_cell(placement))


@AREA.warning(
    "style-differs-from-cell",
    "An account is managed in the style of a cell other than its own.",
    "Over-designed wastes people's time; under-designed neglects relationships.",
    "Manage the relationship differently; or correct the scores or the style (`managed_as`).",
    rests_on=(Basis.METHOD,),
)
def other_style(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for style in insight.coherence.styles:
        managed = style.placement.rating.managed_as
        if managed is not None and style.fit != "matched":
            yield other_style.at(managed.at("cell"), _style(style))


def _style(style: StyleFit) -> str:
    computed = style.placement.computed.name
    return f"{style.fit}: managed as {style.managed.name}, the scores say {computed}."


def _figure_moved(absent: Absent) -> str:
    then, now = absent.account or (None, None)
    if then is None or now is None or "score" in absent.changed:
        return ""
    factor, side = absent.finding.about.split()
    for placement in newest_by_method(then.placements):
        for result in (each for axis in placement.axes for each in axis.factors):
            if result.factor.id == factor and result.factor.counted:
                figure = _figure(result.factor.counted, now)
                if figure is None:
                    return "There is nothing left to compare it with."
                if figure == _figure(result.factor.counted, then):
                    return "Its method compares the score with something else now."
                if side == "below":
                    return f"The account shows {figure} now; the score is unchanged."
    return ""


# Relationships and posts can be above what an edition sees: there they only seem to be missing.
@AREA.info(
    "score-against-anchor",
    "A score does not fit what the account's plan records.",
    "The written anchor says one thing and the score another: one point may move the account to "
    "another cell.",
    "Correct the score by its anchor (`score`); or bring contacts, relationships and wallet up to "
    "date (`stakeholders`, `relationships`, `wallet`).",
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.METHOD,),
    follows=Same.PLACE,
    not_fixed=_figure_moved,
)
def against_anchor(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for placement in newest_by_method(insight.placements):
        for result in (each for axis in placement.axes for each in axis.factors):
            counted, score = result.factor.counted, result.score
            figure = _figure(counted, insight) if counted else None
            crossed = _crossed(counted, score.score, figure)
            if counted and crossed:
                side, anchor = crossed
                message = (
                    f"{result.factor.name}: scored {score.score}, but {_COUNTED[counted.by]} is "
                    f"{figure}; a score of {anchor} fits {counted.anchors[anchor]}."
                )
                about = f"{result.factor.id} {side}"
                yield against_anchor.at(score.at("score"), message, about=about)


_COUNTED = {
    "functions-reached": "the number of functions reached",
    "key-posts-reached": "the percentage reached of those who decide, pay or hold a veto",
    "share-open": "the percentage of the wallet that is open",
}


def _figure(counted: Counted, insight: AccountInsight) -> int | None:
    """What the account's data say; ``None`` if they hold nothing of the kind."""
    found = insight.coverage
    if counted.by == "functions-reached":
        return found.their_areas or None
    if counted.by == "key-posts-reached":
        reached = [bool(post.relationships) for post in found.posts if post.key]
        return round(100 * sum(reached) / len(reached)) if reached else None
    share = insight.released.share_of_wallet
    return None if share is None else 100 - int(share)


def _crossed(
    counted: Counted | None, score: int, figure: int | None
) -> tuple[Literal["below", "above"], Anchor] | None:
    """The first anchor that the score lies on the other side of than the figure."""
    if counted is None or figure is None:
        return None
    for anchor, span in counted.anchors.items():
        if score >= int(anchor) and figure < span.low:
            return "above", anchor
        if score < int(anchor) and figure > span.high:
            return "below", anchor
    return None


@AREA.warning(
    "rating-before-method",
    "A rating or stage is older than the major version of its method.",
    "The method has changed since; the assessment answers a question that is no longer asked.",
    "Rate the account again by the current method.",
    rests_on=(Basis.METHOD,),
    follows=Same.SUBJECT,
    not_fixed=only_the_day,
)
def before_method(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for where, message, major, method in _older(insight, catalog, whole.as_of):
        if major:
            yield before_method.at(where, *message, about=method)


@AREA.info(
    "rating-before-version",
    "A rating or stage is older than the version of its method.",
    "The assessment could not consider what was added to the method since.",
    "Read what changed (`changes` of the method). Rate again now if a score or the stage would be "
    "different; otherwise at the next review.",
    rests_on=(Basis.METHOD,),
    follows=Same.SUBJECT,
    more_severe=before_method,
    not_fixed=only_the_day,
)
def before_version(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for where, message, major, method in _older(insight, catalog, whole.as_of):
        if not major:
            yield before_version.at(where, *message, about=method)


_Judged = tuple[Location, tuple[str | date, ...], bool, str]


def _older(insight: AccountInsight, catalog: Catalog, as_of: date) -> Iterator[_Judged]:
    """Assessments older than their method's version, whether its major version is newer, its id."""
    assessed = [
        (placement.method, placement.rating.on, placement.rating.at("on"))
        for placement in newest_by_method(insight.placements)
    ]
    assessed += [
        (catalog.methods[stage.method], stage.on, stage.at("on"))
        for stage in insight.account.stages
        if stage.method in catalog.methods
    ]
    for method, on, where in assessed:
        broken = [(by, major) for by, major in _changes(method, as_of) if on < by.on]
        if broken:
            by, major = broken[0]
            changed, rated = "Changed on ", ", after we rated on "
            yield where, (changed, by.on, rated, on, ": ", method.name, "."), major, method.id


def _changes(method: Method, as_of: date) -> Iterator[tuple[HandbookChange, bool]]:
    """The changes that introduced the major and minor version of a method that a day had.

    The first version requires no new assessment, and a patch changes wording only.
    """
    by_age = sorted(method.changes, key=lambda change: change.version)
    known = [each.version for each in by_age if each.on <= as_of]
    if not known:
        return
    major = [each for each in by_age if each.version.major == known[-1].major]
    minor = [each for each in major if each.version.minor == known[-1].minor]
    for versions, is_major in ((major, True), (minor, False)):
        if versions[0] is not by_age[0] or known[-1].major > 1:
            yield versions[0], is_major
