"""What we want: objectives with their figures and steps, in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.progress import Progress
from generator.model.strategy import Action, Objective
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.numerals import counted

WHOSE = {"ours": "ours", "theirs": "the customer's", "joint": "joint"}
_ORDER = ("open", "reached", "dropped")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A step; ``state`` is ``done``, ``overdue`` or ``open``, ``done`` the day it was done."""

    what: str
    kind: str
    owner: str
    due: date
    state: str
    done: date | None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective as the pages say it; ``read`` is the day a written figure was read."""

    id: str
    what: str
    whose: str
    because: str
    status: str
    figures: str
    read: date | None
    way: str
    due: date
    owner: str
    overdue: bool
    actions: tuple[ActionRow, ...]


def objective_rows(names: Names, insight: AccountInsight) -> list[ObjectiveRow]:
    """Objectives in the order of the file, those no longer open at the end."""
    found = [objective_row(names, each) for each in insight.progress]
    return sorted(found, key=lambda row: _ORDER.index(row.status))


def objective_row(names: Names, found: Progress) -> ObjectiveRow:
    """An objective with its figures: baseline -> target, actual, and the way in words."""
    objective = found.objective
    metric = objective.metric
    return ObjectiveRow(
        id=objective.id,
        what=objective.what,
        whose=WHOSE[objective.whose],
        because=objective.because or "",
        status=objective.status,
        figures=figures(found),
        read=metric.on if metric and not metric.measure and metric.actual is not None else None,
        way=_way(found),
        due=objective.due,
        owner=names.person(objective.owner),
        overdue=found.overdue,
        actions=_actions(names, objective),
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


def _actions(names: Names, objective: Objective) -> tuple[ActionRow, ...]:
    return tuple(
        _action(names, each) for each in sorted(objective.actions, key=lambda a: (a.due, a.id))
    )


def _action(names: Names, action: Action) -> ActionRow:
    as_of = names.as_of
    done = action.done if action.done is not None and action.done <= as_of else None
    state = "done" if done else ("overdue" if action.due < as_of else "open")
    return ActionRow(
        action.what, action.kind or "", names.person(action.owner), action.due, state, done
    )
