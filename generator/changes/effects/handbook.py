"""Effects of a change of the handbook on the accounts and roles that use it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.analysis import AccountInsight, Insight
from generator.changes.diff import Difference
from generator.changes.effects.effect import Effect, is_same, name_of_person, some
from generator.changes.effects.people import steps
from generator.changes.severity import ChangeSeverity
from generator.editions import Catalog
from generator.model.kinds import Competency, Method, Role
from generator.model.severities import Severity
from generator.text.formats import counted, listed


def handbook(
    differences: Iterable[Difference],
    catalog: Catalog,
    after: Insight,
    then_of: Mapping[str, AccountInsight | None],
) -> Iterator[Effect]:
    """Effects of changed roles, competencies and methods.

    ``catalog``: the newer state; ``then_of``: accounts of the older one, by current id.
    """
    active = [each for each in after.accounts.values() if each.account.status == "active"]
    for difference in differences:
        found: _SeverityTexts
        item = difference.after
        over = difference.kind == "deprecated"
        if isinstance(item, Role):
            pairs = [(then_of.get(each.account.id), each) for each in active]
            found = (
                *_requirements(item, difference, catalog, pairs),
                *(_end_of_role(item, catalog, active) if over else ()),
            )
        elif isinstance(item, Competency):
            found = _competency(item, difference, catalog, active, over=over)
        elif isinstance(item, Method) and over:
            found = _method(item, active)
        else:
            continue
        for severity, text in found:
            yield Effect("", "handbook", severity, text, item.where)


_SeverityTexts = Iterable[tuple[Severity, str]]


def _requirements(
    role: Role,
    difference: Difference,
    catalog: Catalog,
    pairs: Iterable[tuple[AccountInsight | None, AccountInsight]],
) -> _SeverityTexts:
    """For whom a raised role means more: not where the account required as much already."""
    raised = {each.change.path[1] for each in difference.changes if _raises(each)}
    if not raised:
        return
    more: list[str] = []
    as_much: list[str] = []
    for then, now in pairs:
        if not then or not then.role or not _holds(now, role) or not is_same(then.role, role):
            continue
        found = steps(catalog, then.needs, now.needs)
        is_more = any(need and step > 0 and need.competency.id in raised for _, need, step in found)
        (more if is_more else as_much).append(now.account.name)
    already = f"; {some(as_much)} required as much already" if as_much else ""
    if more:
        on = counted(len(more), "active account")
        text = f"role holders are measured by new requirements, on {on}{already}."
        yield Severity.MAJOR, f"{role.name}: {text}"
    elif as_much:
        text = f"the new requirements change nothing for its role holders{already}."
        yield Severity.MINOR, f"{role.name}: {text}"


def _raises(found: ChangeSeverity) -> bool:
    """Whether a change of a role asks for more: a competency or a higher level."""
    change = found.change
    is_requirement = change.path[0] == "requires" and len(change.path) > 1
    return is_requirement and change.kind != "removed" and found.severity is Severity.MAJOR


def _holds(insight: AccountInsight, role: Role) -> bool:
    return insight.role is not None and insight.role.id == role.id


def _end_of_role(role: Role, catalog: Catalog, active: Sequence[AccountInsight]) -> _SeverityTexts:
    accounts_held = [each for each in active if _holds(each, role)]
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
    clauses += [
        f"role holders are measured by it on {counted(len(accounts), 'active account')}"
    ] * bool(accounts)
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
