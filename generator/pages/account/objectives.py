"""Objectives with their figures and actions, in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.progress import Progress
from generator.model.strategy import Action, Objective
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import counted

WHOSE = {"ours": "ours", "theirs": "the customer's", "joint": "joint"}
_ORDER = ("open", "reached", "dropped")


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its figures and progress in words.

    ``actions``: each with its state, ``done``, ``overdue`` or ``open``.
    """

    progress: Progress
    whose: str
    figures: str
    way: str
    actions: tuple[tuple[Action, str], ...]

    @property
    def objective(self) -> Objective:
        """The objective as written."""
        return self.progress.objective

    @property
    def read(self) -> date | None:
        """The day a written figure was read."""
        metric = self.objective.metric
        return metric.on if metric and not metric.measure and metric.actual is not None else None


def objective_rows(names: Names, insight: AccountInsight) -> list[ObjectiveRow]:
    """Objectives in the order of the file, closed ones last."""
    found = [objective_row(names, each) for each in insight.progress]
    return sorted(found, key=lambda row: _ORDER.index(row.objective.status))


def objective_row(names: Names, found: Progress) -> ObjectiveRow:
    """An objective with its figures: baseline -> target, actual, and progress in words."""
    objective = found.objective
    steps = sorted(objective.actions, key=lambda each: (each.due, each.id))
    return ObjectiveRow(
        progress=found,
        whose=WHOSE[objective.whose],
        figures=figures(found),
        way=_way(found),
        actions=tuple((each, _state(names, each)) for each in steps),
    )


def figures(found: Progress) -> str:
    """``from 55 % to 80 % of orders, now 62 %`` or ``Regions: from 0 to 3, now 1``."""
    metric = found.objective.metric
    if metric is None or found.target is None:
        return "no figures here"
    percent = metric.unit.startswith("%")
    label = "" if percent else f"{metric.unit[:1].upper()}{metric.unit[1:]}: "
    of_what = f" {metric.unit[1:].strip()}".rstrip() if percent else ""

    def number(value: Decimal) -> str:
        return md.figure(value) + (" %" if percent else "")

    start = f"from {number(found.baseline)} " if found.baseline is not None else ""
    now = f"now {number(found.actual)}" if found.actual is not None else "not read yet"
    return f"{label}{start}to {number(found.target)}{of_what}, {now}"


def _way(found: Progress) -> str:
    parts = []
    if found.share is not None:
        parts.append(f"{md.percent(found.share)} of the way")
    if found.actions_total:
        parts.append(f"{found.actions_done} of {counted(found.actions_total, 'action')} done")
    return "; ".join(parts) or "no action written down"


def _state(names: Names, action: Action) -> str:
    if action.done_by(names.as_of):
        return "done"
    return "overdue" if names.past(action.due) else "open"
