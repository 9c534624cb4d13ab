"""What is wanted and believed: objectives, promises, assumptions, the stage aimed at."""

from collections.abc import Iterator

from generator.catalog import Catalog
from generator.definitions.item import Item
from generator.formats import day_text, figure
from generator.insight import AccountInsight
from generator.insight.matrix import Placement
from generator.insight.progress import Progress
from generator.review.consequences.consequence import Consequence, Topic, is_same
from generator.review.handbook_table import Weight


def plan(catalog: Catalog, before: AccountInsight, after: AccountInsight) -> Iterator[Consequence]:
    """What a change of the plan comes to; ``catalog``: the newer one, for names."""
    for found in (
        _objectives(before, after),
        _promises(before, after),
        _assumptions(before, after),
        _stages(catalog, before, after),
        _review(before, after),
    ):
        for topic, weight, says, item in found:
            yield Consequence(after.account.id, topic, weight, says, item.where)


_Said = Iterator[tuple[Topic, Weight, str, Item]]


def _objectives(before: AccountInsight, after: AccountInsight) -> _Said:
    older = {each.objective.id: each for each in before.progress}
    raised = _raised(before.placements, after.placements)
    for now in after.progress:
        then = older.get(now.objective.id)
        if then is None:
            continue
        objective = now.objective
        easier = _easier(then, now)
        if easier:
            yield "plan", Weight.MAJOR, f"“{objective.what}” {easier}.", objective
            if raised:
                says = f"Target lowered in the same change that raised the score: {raised}."
                yield "plan", Weight.MAJOR, says, objective
        if then.share != now.share and now.share is not None:
            way = f"{_percent(then.share)} -> {_percent(now.share)} of the way"
            yield "plan", Weight.PATCH, f"“{objective.what}”: {way}.", objective
        if then.overdue != now.overdue:
            late = "is overdue" if now.overdue else "is no longer overdue"
            yield "plan", Weight.MINOR, f"“{objective.what}” {late}.", objective


def _percent(share: object) -> str:
    return "not known" if share is None else f"{share} %"


def _easier(then: Progress, now: Progress) -> str:
    """How the result promised became smaller, in words; empty when it did not.

    A target lies on the side of the baseline it leads away from; without a baseline a higher one
    is taken for more.
    """
    if then.target is None or now.target is None or then.target == now.target:
        return ""
    down = then.baseline is not None and then.target < then.baseline
    if (now.target > then.target) != down:
        return ""
    unit = now.objective.metric.unit if now.objective.metric else ""
    values = f"the target goes from {figure(then.target)} to {figure(now.target)} {unit}".rstrip()
    if now.baseline is not None and (now.target > now.baseline) == down:
        return f"leads the other way now: {values}, and the start is {figure(now.baseline)}"
    return f"is easier to reach: {values}"


def _raised(before: tuple[Placement, ...], after: tuple[Placement, ...]) -> str:
    """The axis of the leading method that a new or changed rating raised, with its values."""
    if not before or not after or not is_same(before[0].method, after[0].method):
        return ""
    older = {each.axis.id: each.value for each in before[0].axes}
    for axis in after[0].axes:
        then = older.get(axis.axis.id)
        if then is not None and axis.value > then:
            return f"{axis.axis.name} {figure(then, 2)} -> {figure(axis.value, 2)}"
    return ""


def _promises(before: AccountInsight, after: AccountInsight) -> _Said:
    older = {each.id: each for each in before.account.promises}
    for now in after.account.promises:
        then = older.get(now.id)
        if then is None:
            continue
        if now.due > then.due and then.kept is None:
            days = f"{day_text(then.due)} -> {day_text(now.due)}"
            says = f"The day of a promise is put off: “{now.what}”, {days}."
            yield "plan", Weight.MINOR, says, now
        if now.kept and then.kept is None and (now.kept.on > now.due or not now.kept.exactly):
            how = "late" if now.kept.on > now.due else "not exactly as promised"
            yield "plan", Weight.MINOR, f"Kept {how}: “{now.what}”.", now
        if then.kept and now.kept is None:
            says = f"A promise that was kept is open again: “{now.what}”."
            yield "plan", Weight.MINOR, says, now
    left = {each.id for each in after.account.promises}
    for promise in before.account.promises:
        if promise.id not in left and promise.kept is None:
            says = f"A promise that was not kept is gone from the ledger: “{promise.what}”."
            yield "plan", Weight.MAJOR, says, promise


def _assumptions(before: AccountInsight, after: AccountInsight) -> _Said:
    older = {each.id: each for each in before.account.assumptions}
    for now in after.account.assumptions:
        then = older.get(now.id)
        if then and now.expires > then.expires and now.evidence == then.evidence:
            until = day_text(now.expires)
            says = f"Believed until {until} on the evidence there was before: “{now.what}”."
            yield "plan", Weight.MINOR, says, now


def _stages(catalog: Catalog, before: AccountInsight, after: AccountInsight) -> _Said:
    older = {str(each.method): each for each in before.account.stages}
    for now in after.account.stages:
        method = catalog.methods.get(now.method)
        known = (method.id, *method.aliases) if method else ()
        then = next((older[each] for each in known if each in older), None)
        if then is None or method is None:
            continue
        names = {step.id: step.name for step in method.steps}
        ranks = {step.id: rank for rank, step in enumerate(method.steps)}
        ways_out = {step.id for step in method.steps if step.way_out}
        if then.now != now.now and {then.now, now.now} <= ranks.keys():
            way = "moves forward" if ranks[now.now] > ranks[then.now] else "moves back"
            way = "takes a way out" if now.now in ways_out else way
            says = f"The relationship {way}: {names[then.now]} -> {names[now.now]}."
            yield "strategy", Weight.MAJOR, says, now
            if then.target == now.now:
                says = f"The stage aimed at is reached: {names[now.now]}."
                yield "strategy", Weight.MINOR, says, now


def _review(before: AccountInsight, after: AccountInsight) -> _Said:
    account = after.account
    if after.next_review > before.next_review and account.review.last == before.account.review.last:
        days = f"{day_text(before.next_review)} -> {day_text(after.next_review)}"
        says = f"The next review moves without a review: {days}."
        yield "plan", Weight.MINOR, says, account.review
