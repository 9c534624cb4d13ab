"""Progress of an objective, from written or computed figures."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from generator.analysis.money import Contribution
from generator.analysis.promises import Ledger
from generator.analysis.record import ById, figure, record
from generator.editions import Released
from generator.model.strategy import Action, Metric, Objective


@record
class Progress:
    """One objective's figures, in its own unit.

    ``open_actions``: those that are not done by the day.
    """

    objective: ById[Objective] = figure("id of the objective")
    baseline: Decimal | None = figure("value at the start")
    actual: Decimal | None = figure("value now")
    target: Decimal | None = figure("value to reach")
    share: Decimal | None = figure(
        "way from baseline to target in whole percent, 0 to 100", key="way", unit="percent"
    )
    derived: bool = figure(
        "whether the playbook works the figures out; else they are written", key="worked_out"
    )
    actions_done: int = figure("how many of its actions are done")
    actions_total: int = figure("how many actions it has", key="actions")
    overdue: bool = figure("whether it is open and its day is before `as_of`")
    open_actions: tuple[Action, ...]


def progress(
    objective: Objective,
    as_of: date,
    contributions: tuple[Contribution, ...],
    ours: Ledger,
    released: Released,
    *,
    overdue: bool,
) -> Progress:
    """The figures of one objective on ``as_of``; ``overdue``: whether it is on the agenda."""
    metric = objective.metric
    baseline = metric.baseline if metric else None
    actual = metric.actual if metric else None
    if metric is not None and metric.measure == "contribution-share":
        actual = contributions[-1].share if contributions else None
        start = _start(metric, contributions)
        # A written baseline is a contribution too: hidden where the view holds none.
        baseline = (baseline if baseline is not None else start.share) if start else None
    elif metric is not None and metric.measure == "share-of-wallet":
        actual = released.share_of_wallet
    elif metric is not None and metric.measure == "promises-kept":
        actual = ours.share
    target = metric.target if metric else None
    still = tuple(each for each in objective.actions if not each.done_by(as_of))
    return Progress(
        objective=objective,
        baseline=baseline,
        actual=actual,
        target=target,
        share=share_of_way(baseline, actual, target),
        derived=metric is not None and metric.measure is not None,
        actions_done=len(objective.actions) - len(still),
        actions_total=len(objective.actions),
        overdue=overdue,
        open_actions=still,
    )


def _start(metric: Metric, contributions: tuple[Contribution, ...]) -> Contribution | None:
    """The period that progress is measured from: the one named, else the oldest in view."""
    named = [each for each in contributions if each.period.id == metric.baseline_period]
    return next(iter(named or contributions), None)


def share_of_way(
    baseline: Decimal | None, actual: Decimal | None, target: Decimal | None
) -> Decimal | None:
    """How far ``actual`` is from baseline to target, in whole percent from 0 to 100.

    Half-even; ``None`` where a figure is not known, or where there is no way to go.
    """
    if baseline is None or actual is None or target is None or target == baseline:
        return None
    ratio = (actual - baseline) / (target - baseline) * 100
    within = min(max(ratio, Decimal(0)), Decimal(100)).quantize(Decimal(1), ROUND_HALF_EVEN)
    return abs(within)  # avoids a negative zero
