"""What each version of the competency framework brought, counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.analysis.needs import Added
from generator.analysis.releases import not_described, releases
from generator.editions import Catalog
from generator.model.competency import Area
from generator.model.kinds import KINDS, Competency
from generator.pages.kit import history as handbook_history
from generator.pages.kit.context import Context, Footer
from generator.pages.kit.data_links import SYNONYMS, competency_files
from generator.pages.kit.handbook import handbook_page, marks
from generator.pages.kit.links import (
    COMPETENCIES,
    FIT,
    HISTORY,
    Link,
    account_path,
    competency_path,
    role_path,
)
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.role.layout import ladder
from generator.text.formats import listed
from generator.text.numerals import counted

_MANY = {kind.called: kind.plural for kind in KINDS.values()}

_STEPS = {
    "new": "new {}",
    "major": "{} with a major change",
    "minor": "{} with an addition",
    "patch": "{} reworded",
}


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One version of the framework and what it brought."""

    version: str
    on: date | None
    counts: list[str]


def release_rows(catalog: Catalog) -> list[ReleaseRow]:
    """The versions of the framework, newest first; before them what is not released yet."""
    return [
        ReleaseRow(
            str(release.version) if release.version else "Not released yet",
            release.on,
            [_counted(*count) for count in release.counts],
        )
        for release in releases(catalog.definitions)
    ]


def not_counted(catalog: Catalog) -> str:
    """The names of what does not say what its version brought, as a list in words; or nothing."""
    return listed(sorted(item.name for item in not_described(catalog.definitions)))


def _counted(kind: str, step: str, number: int) -> str:
    return counted(number, _STEPS[step].format(kind), _STEPS[step].format(_MANY[kind]))


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency in the list."""

    name: str
    page: str
    what: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level: what one can watch, and which roles ask for it."""

    id: str
    name: str
    means: str
    behaviours: tuple[str, ...]
    roles: list[Link]


@dataclass(frozen=True, slots=True)
class RoleNeed:
    """A role that asks for the competency."""

    role: Link
    level: Link
    because: str


@dataclass(frozen=True, slots=True)
class AccountNeed:
    """An account that raises the competency above its role. ``by``: what does, and why."""

    account: Link
    level: Link
    instead_of: str
    by: list[tuple[Link, str]]


def pages(context: Context) -> Iterator[Page]:
    """The list by area and a page for each competency; nothing where there is none."""
    catalog = context.catalog
    if not catalog.competencies and catalog.definitions.framework is None:
        return
    yield index(context)
    areas = list(catalog.ids["area"].values())
    for competency in catalog.competencies.values():
        area = next((each for each in areas if each.id == competency.area), None)
        yield page(context, competency, area)
        yield _history(context, competency)


def index(context: Context) -> Page:
    """The scale, then the competencies by area."""
    catalog = context.catalog
    framework = catalog.definitions.framework
    areas = [
        (area, [_row(each) for each in in_area(catalog, area)])
        for area in (framework.areas if framework else ())
    ]
    return handbook_page(
        context,
        "competency/index.md.j2",
        COMPETENCIES.path,
        COMPETENCIES.title,
        {
            "scale": framework.scale if framework else (),
            "areas": areas,
            "fit": FIT,
            "has_fit": catalog.definitions.fit is not None,
            "has_roles": bool(catalog.roles),
            "references": _references(catalog),
            "files": competency_files(catalog),
            "releases": release_rows(catalog),
            "not_counted": not_counted(catalog),
        },
        section="competencies",
        item=framework,
        foot=Footer(source="content/competencies/"),
        boost=1.5,
        description="What one can watch somebody do, at each level, by area.",
        synonyms=[SYNONYMS],
    )


def in_area(catalog: Catalog, area: Area) -> list[Competency]:
    """The competencies of an area, by name."""
    found = [each for each in catalog.competencies.values() if each.area == area.id]
    return sorted(found, key=lambda each: each.name)


def _row(competency: Competency) -> CompetencyRow:
    return CompetencyRow(
        name=competency.name, page=competency_path(competency.id), what=competency.what
    )


def page(context: Context, competency: Competency, area: Area | None) -> Page:
    """The page of one competency."""
    catalog = context.catalog
    beside = in_area(catalog, area) if area else [competency]
    roles = _role_needs(catalog, competency)
    return handbook_page(
        context,
        "competency/competency.md.j2",
        competency_path(competency.id),
        competency.name,
        {
            "competency": competency,
            "area": Link(area.name, COMPETENCIES.path, f"area-{area.id}") if area else None,
            "also_called": ", ".join(competency.also_called),
            "marks": marks(catalog, competency.origin),
            "levels": _levels(catalog, competency),
            "roles": roles,
            "roles_say_why": any(row.because for row in roles),
            "situations": _situations(catalog, competency),
            "accounts": _account_needs(context, competency),
            "references": _references(catalog),
        },
        section="competencies",
        item=competency,
        siblings=(
            NavigationItem("All competencies", COMPETENCIES.path),
            *(NavigationItem(each.name, competency_path(each.id)) for each in beside),
        ),
        trail=(COMPETENCIES,),
        boost=2.0,
        description=competency.what,
        former_paths=tuple(competency_path(alias) for alias in competency.aliases),
    )


def _history(context: Context, competency: Competency) -> Page:
    own = NavigationItem(competency.name, competency_path(competency.id))
    history = NavigationItem("History", competency_path(competency.id, HISTORY))
    above = (COMPETENCIES, own)
    return handbook_history.page(context, competency, siblings=(own, history), trail=above)


def _references(catalog: Catalog) -> str:
    """What the framework says of references to public frameworks."""
    framework = catalog.definitions.framework
    return (framework.references if framework else None) or ""


def _levels(catalog: Catalog, competency: Competency) -> list[LevelRow]:
    """Every level of the scale, lowest first."""
    return [
        LevelRow(
            id=level.id,
            name=level.name,
            means=level.means,
            behaviours=competency.levels.get(level.id, ()),
            roles=[
                Link(role.name, role_path(role.id))
                for role in ladder(catalog)
                if any(
                    need.competency == competency.id and need.level == level.id
                    for need in role.requires
                )
            ],
        )
        for level in catalog.ids["level"].values()
    ]


def _level_link(catalog: Catalog, competency: Competency, level_id: str) -> Link:
    name = catalog.name("level", level_id) or ""
    return Link(name, competency_path(competency.id), f"level-{level_id}")


def _role_needs(catalog: Catalog, competency: Competency) -> list[RoleNeed]:
    return [
        RoleNeed(
            Link(role.name, role_path(role.id)),
            _level_link(catalog, competency, need.level),
            need.because or "",
        )
        for role in ladder(catalog)
        for need in role.requires
        if need.competency == competency.id
    ]


def _situations(catalog: Catalog, competency: Competency) -> list[tuple[Link, Link]]:
    """Rules that ask for it, each with the level."""
    fit = catalog.definitions.fit
    return [
        (
            Link(rule.name, FIT.path, f"rule-{rule.id}"),
            _level_link(catalog, competency, str(each.level)),
        )
        for rule in (fit.rules if fit else ())
        for each in rule.adds
        if each.competency == competency.id
    ]


def _account_needs(context: Context, competency: Competency) -> list[AccountNeed]:
    """Accounts in view that raise it; ``instead_of`` says what their role asks for."""
    found = []
    for known in context.insight.accounts.values():
        for need in known.needs:
            if need.competency.id != competency.id or not need.raised_by:
                continue
            role_level = need.from_role.name if need.from_role else "not asked for"
            found.append(
                AccountNeed(
                    Link(known.account.name, account_path(known.account.id, "checklist.md")),
                    _level_link(context.catalog, competency, need.level.id),
                    role_level if known.role else "nobody holds a role",
                    [_raised_by(each) for each in need.raised_by],
                )
            )
    return found


def _raised_by(added: Added) -> tuple[Link, str]:
    """What raises the level, and why: a rule for the situation, or the account by itself."""
    if added.rule is None:
        return Link("The account itself"), added.because
    return Link(added.rule.name, FIT.path, f"rule-{added.rule.id}"), added.because
