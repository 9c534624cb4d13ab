"""Effects of a change of the handbook on the accounts and roles that use it."""

from collections.abc import Iterable, Iterator, Sequence

from generator.analysis import AccountInsight, Insight
from generator.changes.diff import Difference
from generator.changes.effects.effect import Effect, name_of_person, some
from generator.editions import Catalog
from generator.model.kinds import Competency, Method, Role
from generator.model.severities import Severity
from generator.text.formats import counted, listed


def handbook(
    differences: Iterable[Difference], catalog: Catalog, after: Insight
) -> Iterator[Effect]:
    """Effects of changed roles, competencies and methods; ``catalog``: the newer state."""
    active = [each for each in after.accounts.values() if each.account.status == "active"]
    for difference in differences:
        item = difference.after
        over = difference.kind == "deprecated"
        if isinstance(item, Role):
            found = _role(item, difference, catalog, active, over=over)
        elif isinstance(item, Competency):
            found = _competency(item, difference, catalog, active, over=over)
        elif isinstance(item, Method) and over:
            found = _method(item, active)
        else:
            continue
        for severity, text in found:
            yield Effect("", "handbook", severity, text, item.where)


_SeverityTexts = Iterator[tuple[Severity, str]]


def _role(
    role: Role,
    difference: Difference,
    catalog: Catalog,
    active: Sequence[AccountInsight],
    *,
    over: bool,
) -> _SeverityTexts:
    accounts_held = [each for each in active if each.role is not None and each.role.id == role.id]
    if accounts_held and _requires_more(difference):
        on = counted(len(accounts_held), "account")
        yield (
            Severity.MAJOR,
            f"{role.name}: role holders are measured by new requirements, on {on}.",
        )
    if not over:
        return
    by_person: dict[str, list[str]] = {}
    for each in accounts_held:
        if each.holder:
            name = name_of_person(catalog, each.holder.person)
            by_person.setdefault(name, []).append(each.account.name)
    holders = [f"{name} ({some(accounts)})" for name, accounts in by_person.items()]
    before = [
        each.name
        for each in catalog.roles.values()
        if each.status != "deprecated" and any(step.role == role.id for step in each.leads_to)
    ]
    clauses = [f"it is held by {some(holders)}"] if holders else ["nobody holds it"]
    clauses += [f"{some(before)} {_verb(before, 'leads', 'lead')} to it"] if before else []
    severity = Severity.MAJOR if holders else Severity.MINOR
    yield severity, f"{role.name} is no longer in use: {', and '.join(clauses)}."


def _requires_more(difference: Difference) -> bool:
    return any(
        each.change.path[0] == "requires" and each.severity is Severity.MAJOR
        for each in difference.changes
    )


def _competency(
    competency: Competency,
    difference: Difference,
    catalog: Catalog,
    active: Sequence[AccountInsight],
    *,
    over: bool,
) -> _SeverityTexts:
    framework = catalog.definitions.framework
    reworded = {
        each.change.path[1]
        for each in difference.changes
        if each.change.path[0] == "levels" and len(each.change.path) > 1
        if each.severity > Severity.PATCH
    }
    levels = [each for each in (framework.scale if framework else ()) if each.id in reworded]
    if over:
        required = _required_by(competency, catalog, active, None)
        severity = Severity.MAJOR if required else Severity.MINOR
        yield (
            severity,
            f"{competency.name} is no longer in use, and {required or 'nothing requires it'}.",
        )
    elif required := _required_by(competency, catalog, active, {each.id for each in levels}):
        names = listed([each.name for each in levels])
        yield Severity.MINOR, f"{competency.name}, {names}, has a new description: {required}."


def _required_by(
    competency: Competency,
    catalog: Catalog,
    active: Sequence[AccountInsight],
    levels: set[str] | None,
) -> str:
    """The roles that require a competency at any (or some) levels, with their accounts."""
    roles = [
        role.name
        for role in catalog.roles.values()
        if role.status != "deprecated"
        and any(
            each.competency == competency.id and (levels is None or each.level in levels)
            for each in role.requires
        )
    ]
    accounts = [
        insight
        for insight in active
        if any(
            need.competency.id == competency.id and (levels is None or need.level.id in levels)
            for need in insight.needs
        )
    ]
    clauses = [f"{some(roles)} {_verb(roles, 'requires', 'require')} it"] if roles else []
    clauses += [f"role holders are measured by it on {counted(len(accounts), 'account')}"] * bool(
        accounts
    )
    return ", and ".join(clauses)


def _method(method: Method, active: Sequence[AccountInsight]) -> _SeverityTexts:
    decides, also = [], []
    for insight in active:
        leading = insight.placement.method.id if insight.placement else None
        ratings, stages = insight.account.ratings, insight.account.stages
        used = {*(str(each.method) for each in ratings), *(str(each.method) for each in stages)}
        if leading == method.id:
            decides.append(insight.account.name)
        elif method.id in used:
            also.append(insight.account.name)
    clauses = [f"it decides the strategy of {some(decides)}"] if decides else []
    clauses += [f"it places {some(also)}"] if also else []
    severity = Severity.MAJOR if decides else Severity.MINOR
    relied = " and ".join(clauses) or "no account relies on it"
    yield severity, f"{method.name} is no longer in use: {relied}."


def _verb(names: Sequence[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many
