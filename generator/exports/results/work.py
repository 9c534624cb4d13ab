"""Objectives and promises: how far they are."""

from decimal import Decimal

from generator.analysis.promises import Ledger
from generator.exports.record import Record, says
from generator.exports.source import Source


class ObjectiveProgress(Record):
    """One objective's figures, in its own unit."""

    objective: str = says("id of the objective")
    baseline: Decimal | None = says("value at the start", None)
    actual: Decimal | None = says("value now", None)
    target: Decimal | None = says("value to reach", None)
    way: Decimal | None = says("way from baseline to target in whole percent, 0 to 100", None)
    worked_out: bool = says("whether the playbook works the figures out; else they are written")
    actions_done: int = says("how many of its actions are done")
    actions: int = says("how many actions it has")
    overdue: bool = says("whether it is open and its day lies before `as_of`")


class PromiseLedger(Record):
    """Promises of one side, as they stand on `as_of`."""

    due: tuple[str, ...] = says("ids of promises that fell due, kept early ones among them", ())
    kept_exactly: tuple[str, ...] = says("ids of those that were kept exactly", ())
    overdue: tuple[str, ...] = says("ids of those whose day has passed and that are not kept", ())
    open: tuple[str, ...] = says("ids of those that are not yet due", ())
    share: Decimal | None = says("kept exactly in percent of due, a whole number", None)


class Promises(Record):
    """The ledger of promises."""

    ours: PromiseLedger = says("what we promised the customer")
    theirs: PromiseLedger = says("what the customer promised us")


def objectives(source: Source) -> tuple[ObjectiveProgress, ...]:
    """The progress of each objective, in their order."""
    return tuple(
        ObjectiveProgress(
            objective=each.objective.id,
            baseline=each.baseline,
            actual=each.actual,
            target=each.target,
            way=each.share,
            worked_out=each.derived,
            actions_done=each.actions_done,
            actions=each.actions_total,
            overdue=each.overdue,
        )
        for each in source.known.progress
    )


def promises(source: Source) -> Promises:
    """Both directions of the ledger."""
    return Promises(ours=_ledger(source.known.ours), theirs=_ledger(source.known.theirs))


def _ledger(found: Ledger) -> PromiseLedger:
    return PromiseLedger(
        due=tuple(promise.id for promise in found.due),
        kept_exactly=tuple(promise.id for promise in found.exact),
        overdue=tuple(promise.id for promise in found.overdue),
        open=tuple(promise.id for promise in found.open),
        share=found.share,
    )
