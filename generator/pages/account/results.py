"""What came of it: how earlier versions rated and what they promised, against the results now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.analysis import AccountInsight
from generator.analysis.matrix import Placement, place
from generator.analysis.progress import Progress
from generator.model.kinds import Account, Method
from generator.model.strategy import Metric, Objective
from generator.pages.account.objectives import figures
from generator.text.formats import day_text, figure, listed, percent

NO_FIGURES = "no figures here"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where one version saw the account: the cell with the values behind it, and the stage."""

    version: str
    cell: str
    values: str
    stage: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One objective: what each version promised, where it differs, and what came of it."""

    what: str
    promised: tuple[str, ...]
    result: str


def place_rows(
    methods: Mapping[str, Method], leading: str | None, states: Mapping[int, Account]
) -> list[PlaceRow]:
    """Where each version saw the account, by today's methods; the newest first."""
    return [
        PlaceRow(str(version), *_placed(methods, leading, account), _stage(methods, account))
        for version, account in states.items()
    ]


def _placed(
    methods: Mapping[str, Method], leading: str | None, account: Account
) -> tuple[str, str]:
    newest = sorted(account.ratings, key=lambda each: each.on, reverse=True)
    placements = [
        found
        for rating in newest
        if (method := methods.get(rating.method)) and (found := place(method, rating))
    ]
    placements.sort(key=lambda each: each.method.id != leading)
    if not placements:
        return "not rated", ""
    return placements[0].cell.name, _values(placements[0])


def _values(placement: Placement) -> str:
    return listed([f"{each.axis.name} {figure(each.value, 2)}" for each in placement.axes])


def _stage(methods: Mapping[str, Method], account: Account) -> str:
    said = []
    for stage in account.stages:
        method = methods.get(stage.method)
        names = {step.id: step.name for step in method.steps} if method else {}
        now = names.get(stage.now, stage.now)
        aim = f", aimed at {names.get(stage.target, stage.target)}" if stage.target else ""
        by = f" by {day_text(stage.by)}" if stage.target and stage.by else ""
        said.append(f"{now}{aim}{by}")
    return "; ".join(said) or "none"


def promise_rows(insight: AccountInsight, states: Mapping[int, Account]) -> list[PromiseRow]:
    """Each objective that a version held, in the order in which they were first wanted."""
    oldest_first = sorted(states.items())
    order = dict.fromkeys(each.id for _, account in oldest_first for each in account.objectives)
    results = {each.objective.id: each for each in insight.progress}
    return [_promise(each, oldest_first, results.get(each)) for each in order]


def _promise(
    objective_id: str, states: list[tuple[int, Account]], result: Progress | None
) -> PromiseRow:
    stood = [
        (version, objective)
        for version, account in states
        for objective in account.objectives
        if objective.id == objective_id
    ]
    newest = stood[-1]
    return PromiseRow(
        what=newest[1].what,
        promised=tuple(_promised(stood)),
        result=_result(result) if result else f"Not wanted any more after version {newest[0]}.",
    )


def _promised(stood: list[tuple[int, Objective]]) -> Iterator[str]:
    last = ""
    for version, objective in stood:
        due = day_text(objective.due)
        said = f"{_target(objective.metric)} by {due}" if objective.metric else f"by {due}"
        if said != last:
            yield f"Version {version}: {said}"
        last = said


def _target(metric: Metric) -> str:
    unit = metric.unit
    return f"{_number(metric.target)} {unit}" if unit else _number(metric.target)


def _number(value: Decimal) -> str:
    return figure(value)


def _result(found: Progress) -> str:
    said = figures(found)
    share = f"; {percent(found.share)} of the way" if found.share is not None else ""
    status = {"open": "Open", "reached": "Reached", "dropped": "Dropped"}[found.objective.status]
    late = ", overdue" if found.overdue else ""
    if said == NO_FIGURES:
        return f"{status}{late}."
    return f"{status}{late}. {said}{share}."
