"""The input of each kind of page: no more than its pages show."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator.analysis import AccountInsight
from generator.analysis.needs import needs_of_role
from generator.analysis.releases import not_described, releases
from generator.editions import Catalog, handbook_of
from generator.exports import files_about, files_by_topic
from generator.findings.finding import Finding, FindingLevel
from generator.history.timeline import DatedState
from generator.model.company import Programme
from generator.model.kinds import Account, Competency, Method, Onboarding, Role
from generator.pages.account.layout import AccountInput
from generator.pages.competency.competency import (
    CompetencyInput,
    FrameworkInput,
    RaisedLevel,
    in_area,
    raised_levels,
)
from generator.pages.competency.fit import FitInput
from generator.pages.glossary.glossary import GlossaryInput, SourcesInput
from generator.pages.home import HomeInput
from generator.pages.kit.checklists import shared_list
from generator.pages.kit.context import Context, Deferred
from generator.pages.kit.links import (
    METHODS,
    ROLES,
    Link,
    account_path,
    file_links,
    link_to,
    onboarding_paths,
)
from generator.pages.kit.names import Names
from generator.pages.kit.since import since
from generator.pages.method.index import MethodsInput
from generator.pages.method.method import MethodInput, on_method
from generator.pages.onboarding.onboarding import OnboardingInput, PathInput
from generator.pages.onboarding.paths import (
    exercises_on,
    ladder,
    milestones,
    path_of_role,
    path_title,
    paths_in_order,
    variants_on,
)
from generator.pages.portfolio.portfolio import PortfolioInput
from generator.pages.reports.recent import changed, due
from generator.pages.reports.report import ReportsInput
from generator.pages.role.layout import RoleInput, RoleOnAccount, RolesInput
from generator.pages.role.levels import level_required


def home(context: Context) -> Iterator[HomeInput]:
    """What is due and new in the whole edition."""
    catalog, organisation = context.catalog, context.catalog.definitions.organisation
    news, latest, newer_texts = changed(context)
    yield HomeInput(
        names=context.names,
        company=organisation.name if organisation else None,
        fictional=organisation is not None and organisation.fictional,
        due=due(context),
        news=news,
        latest=latest,
        began=organisation.handbook_since if organisation else None,
        newer_texts=newer_texts,
        has_accounts=bool(catalog.accounts),
        has_competencies=bool(catalog.competencies),
        has_onboarding=bool(catalog.definitions.onboarding),
        has_roles=bool(catalog.roles),
    )


def portfolio(context: Context) -> Iterator[PortfolioInput]:
    """All accounts together, in editions with accounts."""
    catalog, found = context.catalog, tuple(context.insight.accounts.values())
    if not found:
        return
    placing = set[str]().union(*(_placing(each.account) for each in found))
    programme = _programme(catalog)
    findings = Counter((each.account, each.level) for each in context.findings)
    yield PortfolioInput(
        names=context.names,
        accounts=found,
        families=tuple(
            tuple(each.member for each in family) for family in context.insight.portfolio.families
        ),
        methods={key: each for key, each in catalog.methods.items() if key in placing},
        key_accounts=programme.key_accounts if programme else None,
        findings={
            key: {level: findings[key, level] for level in FindingLevel} for key in catalog.accounts
        },
        files=file_links(files_about("accounts", catalog)),
    )


def reports(context: Context) -> Iterator[ReportsInput]:
    """All accounts with their results and findings, in editions with accounts."""
    if context.catalog.accounts:
        yield ReportsInput(
            names=context.names,
            insight=context.insight,
            findings=context.findings,
            due=due(context),
            programme=_programme(context.catalog),
            source_url=context.source_url,
            files={
                topic: file_links(files) for topic, files in files_by_topic(context.catalog).items()
            },
        )


def onboarding(context: Context) -> Iterator[OnboardingInput]:
    """The onboarding paths in career order, if there are any."""
    catalog = context.catalog
    where = onboarding_paths(catalog)
    paths = tuple(_path(context, each, where[each.id]) for each in paths_in_order(catalog))
    if paths:
        yield OnboardingInput(context.names, paths, catalog.definitions.glossary is not None)


def _path(context: Context, path: Onboarding, page: str) -> PathInput:
    catalog = context.catalog
    accounts = [
        each.account
        for each in context.insight.accounts.values()
        if each.role is not None and path_of_role(catalog, each.role) == path
    ]
    return PathInput(
        path=path,
        page=page,
        title=path_title(catalog, path),
        variants=tuple(role.id for role in variants_on(catalog, path)),
        milestones=milestones(catalog, path),
        exercises=tuple(exercises_on(catalog, context.findings, path, page)),
        accounts=tuple(
            Link(each.name, account_path(each.id, "onboarding.md")) for each in accounts
        ),
        account_ids=tuple(str(own) for each in accounts for own in (each.id, *each.aliases)),
    )


def _programme(catalog: Catalog) -> Programme | None:
    organisation = catalog.definitions.organisation
    return organisation.programme if organisation else None


def accounts(context: Context) -> Iterator[Deferred[AccountInput]]:
    """The accounts one by one, in the order of ids."""
    handbook = handbook_of(context.catalog, context.memory)
    findings: dict[str | None, list[Finding]] = {}
    for each in context.findings:
        findings.setdefault(each.account, []).append(each)
    for insight in context.insight.accounts.values():
        account = insight.account
        around = (
            _parent(context.catalog, account),
            _children(context.catalog, account),
            tuple(findings.get(account.id, ())),
        )
        settings = (context.source_url, context.insight.as_of)
        record = context.parts_of_record("account", account.id)
        yield Deferred(
            (insight, handbook, tuple(map(context.memory.one, around)), *settings, *record),
            partial(_account, context, insight, *around),
        )


def _account(
    context: Context,
    insight: AccountInsight,
    parent: Link | None,
    children: tuple[Link, ...],
    findings: tuple[Finding, ...],
) -> AccountInput:
    handbook = handbook_of(context.catalog, context.memory)
    organisation, programme = handbook.definitions.organisation, _programme(handbook)
    account, role = insight.account, insight.role
    record = context.record("account", account.id)
    path = path_of_role(handbook, role) if role else None
    return AccountInput(
        insight=insight,
        names=context.names,
        methods=_methods(handbook, account, record.timeline.states),
        leading_method=programme.leading_method if programme else None,
        framework=handbook.definitions.framework,
        company=organisation.name if organisation else "Our company",
        expected=_expected(handbook).get(role.id, ()) if role else (),
        parent=parent,
        children=children,
        path=Link(path.name, onboarding_paths(handbook)[path.id]) if path else None,
        milestones=milestones(handbook, path) if path else (),
        shared=shared_list("onboarding", path) if path else None,
        findings=findings,
        record=record,
        source_url=context.source_url,
    )


def several_roles(context: Context) -> Iterator[RolesInput]:
    """All roles together."""
    yield _roles(context)


def roles(context: Context) -> Iterator[RoleInput]:
    """The roles one by one, each with all of them for context."""
    given = _roles(context)
    for role in given.roles:
        record = context.record("role", role.id)
        accounts = context.catalog.accounts.values()
        held = (context.memory.recall_value(_held, each, role.id) for each in accounts)
        yield RoleInput(role, given, tuple(each for each in held if each), record)


def _held(account: Account, role_id: str) -> RoleOnAccount | None:
    people = tuple(str(each.person) for each in account.team if each.role == role_id)
    link = Link(account.name, account_path(account.id))
    return RoleOnAccount(link, str(account.tier), people) if people else None


def _roles(context: Context) -> RolesInput:
    handbook = handbook_of(context.catalog, context.memory)
    has_accounts = bool(context.catalog.accounts)
    return context.memory.recall(_roles_of, handbook, context.names, has_accounts)


def _roles_of(catalog: Catalog, names: Names, has_accounts: bool) -> RolesInput:
    where = onboarding_paths(catalog)
    roles = ladder(catalog.roles)
    paths = {role.id: path_of_role(catalog, role) for role in roles}
    return RolesInput(
        names=names,
        roles=tuple(roles),
        needs={role.id: needs_of_role(catalog, role) for role in roles},
        expected=_expected(catalog),
        paths={key: Link(path.name, where[path.id]) for key, path in paths.items() if path},
        framework=catalog.definitions.framework,
        files=file_links(files_about("roles", catalog), catalog.definitions.framework),
        has_fit=catalog.definitions.fit is not None,
        has_accounts=has_accounts,
    )


def framework(context: Context) -> Iterator[FrameworkInput]:
    """The framework with all competencies."""
    handbook = handbook_of(context.catalog, context.memory)
    yield context.memory.recall(_framework, handbook, context.names)


def _framework(catalog: Catalog, names: Names) -> FrameworkInput:
    return FrameworkInput(
        names=names,
        framework=catalog.definitions.framework,
        competencies=tuple(catalog.competencies.values()),
        releases=releases(catalog.definitions),
        not_counted=tuple(each.name for each in not_described(catalog.definitions)),
        files=file_links(files_about("competencies", catalog), catalog.definitions.framework),
        has_fit=catalog.definitions.fit is not None,
        has_roles=bool(catalog.roles),
    )


def competencies(context: Context) -> Iterator[CompetencyInput]:
    """The competencies one by one."""
    catalog, fit = context.catalog, context.catalog.definitions.fit
    steps = ladder(catalog.roles)
    raised: dict[str, list[RaisedLevel]] = {}
    for insight in context.insight.accounts.values():
        for key, level in context.memory.recall_value(raised_levels, insight):
            raised.setdefault(key, []).append(level)
    for competency in catalog.competencies.values():
        own = competency.id
        needing = tuple(
            each for each in steps if any(need.competency == own for need in each.requires)
        )
        area = catalog.find("area", competency.area)
        yield CompetencyInput(
            competency=competency,
            names=context.names,
            framework=catalog.definitions.framework,
            area=area,
            other_pages=tuple(
                in_area(catalog.competencies.values(), area) if area else [competency]
            ),
            roles=needing,
            required_since=_required_since(context, competency, needing),
            rules=tuple(
                each
                for each in (fit.rules if fit else ())
                if any(added.competency == own for added in each.adds)
            ),
            accounts=tuple(raised.get(own, ())),
            record=context.record("competency", own),
        )


def _required_since(
    context: Context, competency: Competency, roles: tuple[Role, ...]
) -> tuple[tuple[str, str], ...]:
    """By id of a role since which of its versions it requires a competency at its level."""
    ids = frozenset((competency.id, *competency.aliases))
    found = []
    for role in roles:
        record = context.record("role", role.id)
        known = since(record, role, partial(level_required, competency=ids))
        if known:
            found.append((str(role.id), known.in_words))
    return tuple(found)


def methods(context: Context) -> Iterator[MethodInput]:
    """The methods one by one."""
    catalog, insights = context.catalog, context.insight.accounts.values()
    for method in catalog.methods.values():
        named = dict.fromkeys(limit.method for cell in method.cells for limit in cell.furthest)
        yield MethodInput(
            method=method,
            names=context.names,
            models={str(each): catalog.methods[each] for each in named},
            accounts=tuple(
                context.memory.recall_value(on_method, each, method)
                for each in insights
                if method.id in _placing(each.account)
            ),
            has_accounts=bool(catalog.accounts),
            record=context.record("method", method.id),
        )


def fit(context: Context) -> Iterator[FitInput]:
    """The rules of fit, if there are any."""
    catalog = context.catalog
    if found := catalog.definitions.fit:
        accounts: dict[str, tuple[Link, ...]] = {}
        for insight in context.insight.accounts.values():
            account = insight.account
            link = context.memory.one(Link(account.name, account_path(account.id, "checklist.md")))
            for rule in {each.id for each in insight.fit_rules}:
                accounts[rule] = (*accounts.get(rule, ()), link)
        yield FitInput(
            names=context.names,
            fit=found,
            competencies={key: each.name for key, each in catalog.competencies.items()},
            methods=catalog.methods,
            accounts=accounts,
            has_accounts=bool(catalog.accounts),
        )


def several_methods(context: Context) -> Iterator[MethodsInput]:
    """All methods together, if there are any."""
    catalog = context.catalog
    if catalog.methods:
        accounts = catalog.accounts.values()
        placed = Counter(method for account in accounts for method in _placing(account))
        yield MethodsInput(
            context.names, tuple(catalog.methods.values()), dict(placed), bool(catalog.accounts)
        )


def glossary(context: Context) -> Iterator[GlossaryInput]:
    """The terms, if there are any."""
    if found := context.catalog.definitions.glossary:
        yield GlossaryInput(context.names, found)


def sources(context: Context) -> Iterator[SourcesInput]:
    """The sources, if there are any."""
    catalog = context.catalog
    if found := catalog.definitions.sources:
        handbook = ((ROLES, catalog.roles), (METHODS, catalog.methods))
        yield SourcesInput(
            names=context.names,
            sources=found,
            glossary=catalog.definitions.glossary,
            used_by={each.id: _drawing_on(catalog, each.id) for each in found.sources},
            next_pages=tuple(Link(page.title, page.path) for page, held in handbook if held),
        )


def _drawing_on(catalog: Catalog, source: str) -> tuple[Link, ...]:
    links = (link_to(catalog, use.by) for use in catalog.used_by("source", source))
    return tuple(link for link in dict.fromkeys(links) if link is not None)


def _placing(account: Account) -> set[str]:
    """The ids of the methods that place an account."""
    rated = {each.method for each in account.ratings}
    return {str(each) for each in rated.union(each.method for each in account.stages)}


def _methods(
    catalog: Catalog, account: Account, past: Iterable[DatedState]
) -> Mapping[str, Method]:
    """The methods that place an account, in its current or in an earlier state."""
    placed = _placing(account).union(*(_placing(each.item) for each in past))
    return {each: catalog.methods[each] for each in sorted(placed) if each in catalog.methods}


def _expected(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Our organisation's stated expectations, by the id of the role; several entries add up."""
    organisation = catalog.definitions.organisation
    found: dict[str, tuple[str, ...]] = {}
    for each in organisation.organisation_expects if organisation else ():
        role = str(each.role)
        found[role] = (*found.get(role, ()), *each.expects)
    return found


def _parent(catalog: Catalog, account: Account) -> Link | None:
    parent = catalog.accounts.get(account.parent) if account.parent else None
    return Link(parent.name, account_path(parent.id)) if parent else None


def _children(catalog: Catalog, account: Account) -> tuple[Link, ...]:
    uses = (use.by for use in catalog.used_by("account", account.id))
    return tuple(
        Link(each.name, account_path(each.id)) for each in uses if isinstance(each, Account)
    )
