"""Effects on the position of an account, and on the fit of its plan to the cell."""

from collections.abc import Iterator, Sequence

from generator.analysis import AccountInsight
from generator.analysis.coherence import Activity
from generator.analysis.matrix import AxisResult, Placement
from generator.analysis.movement import newest_by_method
from generator.changes.compare import same
from generator.changes.effects.effect import Effect, is_same, some
from generator.findings.finding import Location
from generator.model.severities import Severity
from generator.model.strategy import Action
from generator.text.formats import counted, figure, listed


def position(before: AccountInsight, after: AccountInsight) -> Iterator[Effect]:
    """Changes of the newest placement by each method, the leading method first."""
    older, newer = by_method(before, after)
    leading = after.placement or before.placement
    for method_id in (*newer, *(each for each in older if each not in newer)):
        decides = leading is not None and leading.method.id == method_id
        for text, severity in _placed(older.get(method_id), newer.get(method_id)):
            found = newer.get(method_id) or older[method_id]
            where = found.rating.where
            limited = severity if decides else min(severity, Severity.MINOR)
            yield Effect(after.account.id, "position", limited, text, where)
    yield from _decider(before, after)
    yield from _strategy(before, after)
    yield from _styles(before, after)


def by_method(
    before: AccountInsight | None, after: AccountInsight
) -> tuple[dict[str, Placement], dict[str, Placement]]:
    """The newest placements in two states by the current id of their method."""
    newer = newest_by_method(after.placements)
    older = newest_by_method(before.placements) if before else ()
    ids = {alias: each.method.id for each in newer for alias in each.method.aliases}
    then = {ids.get(each.method.id, each.method.id): each for each in older}
    return then, {each.method.id: each for each in newer}


def stands(placement: Placement | None) -> tuple[object, ...]:
    """Where a placement lies: its cell and the value on each axis; empty for none."""
    if placement is None:
        return ()
    return placement.cell.id, *((axis.axis.id, axis.value) for axis in placement.axes)


def _placed(before: Placement | None, after: Placement | None) -> Iterator[tuple[str, Severity]]:
    if after is None and before is not None:
        yield f"No rating by {before.method.name} any more; it stood in {before.cell.name}.", _HEAVY
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
        kept = "by its override" if after.overridden else "all the same"
        rest = f", {cells}" if moves else f", but stays in {after.cell.name} {kept}"
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
            yield f"{other.axis.name} {way} the grey band round {border}.", Severity.MINOR
    if any(a.value != b.value for a, b in pairs) and same(before.rating, after.rating):
        yield (
            f"The scores are the same; {after.method.name} weighs them differently.",
            Severity.MINOR,
        )


_HEAVY = Severity.MAJOR


def _without_crossing(before: Placement, after: Placement) -> str:
    """Why the cell changed though no value crossed a border."""
    if after.overridden:
        return f" by an override; the scores say {after.computed.name}"
    if before.overridden:
        return ", as the override is gone"
    return f": {after.method.name} gives these scores another cell"


def _values(before: AxisResult, after: AxisResult) -> str:
    return f"{figure(before.value, 2)} -> {figure(after.value, 2)}"


def _crossed(before: AxisResult, after: AxisResult) -> str:
    name, cut = after.axis.name, after.axis.only_border
    bands = f"from {before.band.label} to {after.band.label}"
    if before.value == after.value:
        how = f"the cut is {figure(cut, 2)} now" if cut is not None else f"moves {bands}"
        return f"{name} stays {figure(after.value, 2)}, but {how}"
    how = f"crosses the cut of {figure(cut, 2)}" if cut is not None else f"moves {bands}"
    return f"{name} {_values(before, after)}: {how}"


def _decider(before: AccountInsight, after: AccountInsight) -> Iterator[Effect]:
    one, other = before.placement, after.placement
    if one and other and not is_same(one.method, other.method):
        text = (
            f"{other.method.name} decides the strategy now, not {one.method.name}: "
            f"{one.cell.name} -> {other.cell.name}."
        )
        where = other.rating.where
        yield Effect(after.account.id, "position", Severity.MAJOR, text, where)


def _strategy(before: AccountInsight, after: AccountInsight) -> Iterator[Effect]:
    """The plan compared with what the cell asks for, before and after."""
    account = after.account
    one, other = before.coherence, after.coherence
    where = other.leading.rating.where if other.leading else account.where

    def say(text: str, severity: Severity, at: Location = where) -> Effect:
        return Effect(account.id, "strategy", severity, text, at)

    if other.leading and other.activity:
        yield from (say(*found) for found in _activity(one.activity, other.activity, other.leading))
    too_far = {each.stage.method for each in one.stages if each.goes_further}
    for aim in other.stages:
        if aim.goes_further and aim.stage.method not in too_far and aim.furthest:
            text = (
                f"The stage aimed at goes beyond {aim.furthest.name}, the furthest the cell needs."
            )
            yield say(text, Severity.MINOR, aim.stage.where)
        if aim.stage.method in too_far and not aim.goes_further:
            yield say(
                "The stage aimed at no longer goes beyond what the cell needs.", Severity.MINOR
            )
    unnamed = {each.cell.id for each in one.unnamed_risks}
    for placement in other.unnamed_risks:
        if placement.cell.id not in unnamed:
            text = f"To stand in {placement.cell.name} is itself a risk, and no risk names it."
            yield say(text, Severity.MINOR, placement.rating.where)
    still = {each.cell.id for each in other.unnamed_risks}
    stands = {each.cell.id for each in newest_by_method(after.placements)}
    for placement in one.unnamed_risks:
        if placement.cell.id in stands - still:
            yield say(
                f"The risk of standing in {placement.cell.name} is named now.", Severity.MINOR
            )


def _styles(before: AccountInsight, after: AccountInsight) -> Iterator[Effect]:
    """The management style compared with the cell, by each method that requires a match."""
    older = {each.placement.method.id: each for each in before.coherence.styles}
    for now in after.coherence.styles:
        method = now.placement.method
        ids = (method.id, *method.aliases)
        then = next((older[each] for each in ids if each in older), None)
        if then is not None and then.fit != now.fit:
            text = f"The style of management by {method.name}: {then.fit} -> {now.fit}."
            where = now.placement.rating.where
            yield Effect(after.account.id, "strategy", Severity.MINOR, text, where)


def _activity(
    before: Activity | None, after: Activity, leading: Placement
) -> Iterator[tuple[str, Severity]]:
    was = {each.id for each in before.contradicting} if before else set()
    new = [each for each in after.contradicting if each.id not in was]
    cell = leading.cell.name
    if new:
        verb = "contradicts" if len(new) == 1 else "contradict"
        count = counted(len(new), "action")
        yield f"{count} now {verb} the strategy of {cell}: {_whats(new)}.", Severity.MAJOR
    if was and not after.contradicting:
        yield "No action contradicts the strategy any more.", Severity.MINOR
    if after.missing and not (before and before.missing):
        kinds = " or ".join(after.missing)
        yield f"{cell} asks for actions of the kind {kinds}; there is none.", Severity.MAJOR
    if before and before.missing and not after.missing and leading.cell.wants:
        yield f"There is now an action of a kind that {cell} asks for.", Severity.MINOR


def _whats(actions: Sequence[Action]) -> str:
    return some([f"“{each.what}”" for each in actions])
