"""Effects on the position of an account, and on the fit of its plan to the cell."""

from collections.abc import Iterator
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.coherence import Coherence, StageAim, StyleFit
from generator.analysis.matrix import HUNDRED, AxisResult, Placement, axis_value
from generator.analysis.movement import newest_by_method
from generator.changes.compare import match_entries, same
from generator.changes.effects.decisions import both
from generator.changes.effects.effect import (
    ADDED,
    CHANGED,
    REMOVED,
    EffectTexts,
    Pair,
    compares,
    is_same,
    some,
)
from generator.changes.severity import same_words
from generator.findings.finding import Location
from generator.model.rating import Rating
from generator.model.severities import Severity
from generator.text.formats import counted, day_text, figure, listed, stop

_Ratings = tuple[Rating, ...]


@compares(
    "position",
    "placements",
    "cell.id axes.band.id axes.value axes.grey",
    by="method",
    on=(CHANGED, ADDED, REMOVED),
    pick=newest_by_method,
)
def position(pair: Pair, then: Placement | None, now: Placement | None) -> EffectTexts:
    """Changes of the newest placement by each method, most severe for the leading method."""
    leading = pair.after.placement or pair.before.placement
    found = now or then
    if found is None or leading is None:
        return
    decides = leading.method.id == found.method.id
    # A line of the older state would lead to something else in the newer one.
    where = found.rating.where if now else Location(found.rating.where.path)
    for text, severity in _placed(then, now):
        yield severity if decides else min(severity, Severity.MINOR), text, where


def by_method(
    before: AccountInsight | None, after: AccountInsight
) -> tuple[dict[str, Placement], dict[str, Placement]]:
    """The newest placements in two states by the current id of their method."""
    newer = newest_by_method(after.placements)
    older = newest_by_method(before.placements) if before else ()
    ids = {alias: each.method.id for each in newer for alias in each.method.aliases}
    then = {ids.get(each.method.id, each.method.id): each for each in older}
    return then, {each.method.id: each for each in newer}


def cell_and_values(placement: Placement | None) -> tuple[object, ...]:
    """The cell of a placement and its value on each axis; empty for none."""
    if placement is None:
        return ()
    return placement.cell.id, *((axis.axis.id, axis.value) for axis in placement.axes)


def _placed(before: Placement | None, after: Placement | None) -> Iterator[tuple[str, Severity]]:
    if after is None and before is not None:
        yield (
            f"The rating by {before.method.name} was removed; it gave {before.cell.name}.",
            _HEAVY,
        )
    elif after is not None and before is None:
        values = listed([f"{axis.axis.name} {figure(axis.value, 2)}" for axis in after.axes])
        yield f"First rating by {after.method.name}: {after.cell.name} ({values}).", _HEAVY
    elif after is not None and before is not None:
        yield from _moved(before, after)


def _moved(before: Placement, after: Placement) -> Iterator[tuple[str, Severity]]:
    older = {each.axis.id: each for each in before.axes}
    pairs = [(older[each.axis.id], each) for each in after.axes if each.axis.id in older]
    moves = before.cell.id != after.cell.id
    cells = f"{before.cell.name} -> {after.cell.name}"
    crossing = [_crossed(one, other) for one, other in pairs if one.band.id != other.band.id]
    if crossing:
        near = ", inside the grey band" if after.grey else ""
        stays_by = "by its override" if after.overridden else "nevertheless"
        rest = f", {cells}" if moves else f", but stays in {after.cell.name} {stays_by}"
        yield f"{listed(crossing)}{rest}{near}.", _HEAVY if moves else Severity.MINOR
    elif moves:
        yield f"{cells}{_without_crossing(before, after)}.", _HEAVY
    shifted = [
        f"{one.axis.name} {_values(one, other)}"
        for one, other in pairs
        if one.value != other.value and one.band.id == other.band.id
    ]
    if shifted:
        stays = "" if moves or crossing else f", stays {after.cell.name}"
        yield f"{listed(shifted)}{stays}.", Severity.MINOR
    for one, other in pairs:
        if one.grey != other.grey and one.band.id == other.band.id:
            way, inside = ("enters", other) if other.grey else ("leaves", one)
            border = figure(inside.near[0].at, 2)
            text = f"{other.axis.name} {way} the grey band round {border}{_as_moved(one, other)}."
            yield text, Severity.MINOR
    if any(a.value != b.value for a, b in pairs) and same(before.rating, after.rating):
        yield (
            f"The scores are the same; {after.method.name} weighs them differently.",
            Severity.MINOR,
        )


_HEAVY = Severity.MAJOR


def _as_moved(before: AxisResult, after: AxisResult) -> str:
    """That the border moved, and not the account, as a clause."""
    was, cut = before.axis.only_border, after.axis.only_border
    if before.value != after.value or was == cut or was is None or cut is None:
        return ""
    return f", as the cut moved {figure(was, 2)} -> {figure(cut, 2)}"


def _without_crossing(before: Placement, after: Placement) -> str:
    """Why the cell changed though no value crossed a border."""
    if after.overridden:
        return f" by an override; the scores say {after.computed.name}"
    if before.overridden:
        return ", as the override was removed"
    return f": {after.method.name} gives these scores another cell"


def _values(before: AxisResult, after: AxisResult) -> str:
    return f"{figure(before.value, 2)} -> {figure(after.value, 2)}{_each_alone(before, after)}"


def _each_alone(before: AxisResult, after: AxisResult) -> str:
    """Where both weights and scores moved, the value with one of the two as before, in brackets."""
    older, newer = ({e.factor.id: e for e in each.factors} for each in (before, after))
    if older.keys() != newer.keys():
        return ""
    pairs = [(older[each], newer[each]) for each in newer]
    if all(a.weight == b.weight for a, b in pairs):
        return ""
    if all(a.score.score == b.score.score for a, b in pairs):
        return ""
    weights, scores = (
        axis_value(sum(points, Decimal(0)), sum(total, Decimal(0)), each.axis.borders)
        for points, total, each in (
            (
                [a.score.score * b.weight / HUNDRED for a, b in pairs],
                [b.weight for _, b in pairs],
                after,
            ),
            (
                [b.score.score * a.weight / HUNDRED for a, b in pairs],
                [a.weight for a, _ in pairs],
                before,
            ),
        )
    )
    alone = f"{figure(weights, 2)} by the new weights alone, {figure(scores, 2)} by the new scores"
    return f" ({alone} alone)"


def _crossed(before: AxisResult, after: AxisResult) -> str:
    name, cut = after.axis.name, after.axis.only_border
    bands = f"from {before.band.label} to {after.band.label}"
    if before.value == after.value:
        how = f"the cut is now {figure(cut, 2)}" if cut is not None else f"moves {bands}"
        return f"{name} stays {figure(after.value, 2)}, but {how}"
    if before.axis.borders != after.axis.borders:
        return f"{name} {_values(before, after)}: {_with_borders(before, after)}"
    how = f"crosses the cut of {figure(cut, 2)}" if cut is not None else f"moves {bands}"
    return f"{name} {_values(before, after)}: {how}"


def _with_borders(before: AxisResult, after: AxisResult) -> str:
    """How value and borders moved past each other, and which of the two would have done it."""
    was, cut = before.axis.only_border, after.axis.only_border
    alone = is_moved_by_borders(before, after)
    if was is None or cut is None:
        how = "as" if alone else "and"
        return f"now {after.band.label} instead of {before.band.label}, {how} borders moved"
    sides = ("above", "below") if after.value >= cut else ("below", "above")
    former = f" ({sides[1]} the former one)" if alone else ""
    return f"now {sides[0]} the cut, which moved {figure(was, 2)} -> {figure(cut, 2)}{former}"


def is_moved_by_borders(before: AxisResult, after: AxisResult) -> bool:
    """Whether a value is in another band only because the borders of its axis moved."""
    moved = before.band.id != after.band.id
    return moved and before.axis.band_at(after.value).id == before.band.id


@compares("position", "account.ratings", "override method on")
def override(pair: Pair, before: _Ratings, after: _Ratings) -> EffectTexts:
    """Who approved a cell that the scores do not give, and why; grave where that is rewritten."""
    older, newer = match_entries(before, after)
    owner = pair.after.account.owner
    for name, rating in newer.items():
        then, now = older[name].override if name in older else None, rating.override
        if now is None or then == now:
            continue
        by = (
            f"{pair.person(now.approved_by)}{', who owns the account' * (now.approved_by == owner)}"
        )
        day = day_text(rating.on)
        if then is None:
            yield Severity.MINOR, f"The override of {day} is approved by {by}.", now.where
            continue
        clauses = []
        if then.approved_by != now.approved_by:
            clauses.append(f"approved by {by}, instead of {pair.person(then.approved_by)}")
        if not same_words(then.because, now.because):
            clauses.append(f"the reason {both(then.because, now.because)}")
        if clauses:
            text = f"The override of {day} was changed: {'; '.join(clauses)}"
            yield Severity.MAJOR, stop(text), now.where


@compares("position", "placement", "method.id")
def decider(_pair: Pair, then: Placement | None, now: Placement | None) -> EffectTexts:
    """Another method that decides the strategy."""
    if then and now and not is_same(then.method, now.method):
        text = (
            f"{now.method.name} now decides the strategy instead of {then.method.name}: "
            f"{then.cell.name} -> {now.cell.name}."
        )
        yield Severity.MAJOR, text, now.rating.where


@compares("strategy", "coherence", "contradicting.id")
def contradicting(_pair: Pair, then: Coherence, now: Coherence) -> EffectTexts:
    """Actions of kinds that the cell refuses."""
    if now.leading is None:
        return
    cell, where = now.leading.cell, now.leading.rating.where
    was = {each.id for each in then.contradicting}
    new = [f"“{each.what}”" for each in now.contradicting if each.id not in was]
    if new:
        verb = "contradicts" if len(new) == 1 else "contradict"
        count = counted(len(new), "action")
        text = f"{count} now {verb} the strategy of {cell.name}: {some(new)}."
        yield Severity.MAJOR, text, where
    if was and not now.contradicting:
        yield Severity.MINOR, "No action contradicts the strategy any more.", where


@compares("strategy", "coherence", "missing")
def missing(_pair: Pair, then: Coherence, now: Coherence) -> EffectTexts:
    """Actions of kinds that the cell wants."""
    if now.leading is None:
        return
    cell, where = now.leading.cell, now.leading.rating.where
    if now.missing and not then.missing:
        kinds = " or ".join(now.missing)
        text = f"{cell.name} requires actions of the kind {kinds}; there is none."
        yield Severity.MAJOR, text, where
    if then.missing and not now.missing and cell.wants:
        text = f"There is now an action of a kind that {cell.name} requires."
        yield Severity.MINOR, text, where


@compares("strategy", "coherence.stages", "goes_further", by="stage.method", on=(CHANGED, ADDED))
def stage_aim(pair: Pair, then: StageAim | None, now: StageAim) -> EffectTexts:
    """A stage aimed at that goes further than the cell needs."""
    if now.goes_further and now.furthest:
        text = f"The target stage goes beyond {now.furthest.name}, the furthest the cell needs."
        yield Severity.MINOR, text, now.stage.where
    elif then is not None and then.goes_further:
        text = "The target stage no longer goes beyond what the cell needs."
        yield Severity.MINOR, text, _of_rating(pair)


_RISKS = "coherence.unnamed_risks"


@compares("strategy", _RISKS, by="cell", on=(ADDED,))
def risk_unnamed(_pair: Pair, _then: None, now: Placement) -> EffectTexts:
    """A cell that is itself a risk, which the account does not name."""
    text = f"The cell {now.cell.name} is itself a risk, and no risk of the account names it."
    yield Severity.MINOR, text, now.rating.where


@compares("strategy", _RISKS, by="cell", on=(REMOVED,))
def risk_named(pair: Pair, then: Placement, _now: None) -> EffectTexts:
    """A cell that is itself a risk, which the account now names, unless it has left the cell."""
    if then.cell.id in {each.cell.id for each in newest_by_method(pair.after.placements)}:
        text = f"The risk of being in {then.cell.name} is now named."
        yield Severity.MINOR, text, _of_rating(pair)


@compares("strategy", "coherence.styles", "fit", by="placement.method")
def style(_pair: Pair, then: StyleFit, now: StyleFit) -> EffectTexts:
    """The management style compared with the cell, by each method that requires a match."""
    method, where = now.placement.method.name, now.placement.rating.where
    text = f"Management style by {method}: {then.fit} -> {now.fit}."
    yield Severity.MINOR, text, where


def _of_rating(pair: Pair) -> Location | None:
    """The place of the rating that decides the strategy."""
    placement = pair.after.placement
    return placement.rating.where if placement else None
