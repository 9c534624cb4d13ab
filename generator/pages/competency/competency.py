"""``/competencies/``: the framework, its release notes, and the page of each competency."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.analysis import AccountInsight
from generator.analysis.needs import Need
from generator.analysis.releases import Release
from generator.model.competency import Area, FitRule, Level
from generator.model.kinds import KINDS, Competency, Framework, Role
from generator.model.role import Requirement
from generator.pages.kit.handbook import StatementText, found_by, handbook_page, statement_texts
from generator.pages.kit.links import (
    COMPETENCIES,
    DATA_SYNONYMS,
    FIT,
    HISTORY,
    PUBLIC_FRAMEWORKS,
    FileLink,
    Link,
    account_path,
    competency_path,
)
from generator.pages.kit.names import Names
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.kit.since import since
from generator.pages.kit.versions import VersionRecord, history_page
from generator.text.formats import counted, listed

_MANY = {kind.called: kind.plural for kind in KINDS.values()}

_STEPS = {
    "new": "new {}",
    "major": "{} with a major change",
    "minor": "{} with an addition",
    "patch": "{} reworded",
}


SCALE = "The scale"


@dataclass(frozen=True, slots=True)
class FrameworkInput:
    """The input of the page of the framework.

    ``competencies``: by area, by name; ``not_counted``: names of definitions without a description
    of their version; ``files``: available data files; ``has_fit``, ``has_roles``: whether the
    edition has those pages.
    """

    names: Names
    framework: Framework | None
    competencies: tuple[Competency, ...]
    releases: tuple[Release, ...]
    not_counted: tuple[str, ...]
    files: tuple[FileLink, ...]
    has_fit: bool
    has_roles: bool


@dataclass(frozen=True, slots=True)
class RaisedLevel:
    """An account that requires more than its role does.

    ``level``: id of the level; ``from_role``: what its role requires, in words; ``raised_by``: the
    id of a rule, or nothing where the account says so itself, and why.
    """

    account: Link
    level: str
    from_role: str
    raised_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CompetencyInput:
    """All that the pages of one competency may depend on.

    ``area``: its area; ``other_pages``: the competencies of that area, by name; ``roles``: those
    that require it, in the order of the ladder; ``required_since``: by id of the role since which
    of its versions; ``rules``: those that add it; ``accounts``: those that raise it.
    """

    competency: Competency
    names: Names
    framework: Framework | None
    area: Area | None
    other_pages: tuple[Competency, ...]
    roles: tuple[Role, ...]
    required_since: tuple[tuple[str, str], ...]
    rules: tuple[FitRule, ...]
    accounts: tuple[RaisedLevel, ...]
    record: VersionRecord


def _counted(kind: str, step: str, number: int) -> str:
    return counted(number, _STEPS[step].format(kind), _STEPS[step].format(_MANY[kind]))


def _by_day(releases: Iterable[Release]) -> Iterator[tuple[str, date | None, list[str]]]:
    """The versions of each day, in words, with what changed since the day before them.

    Changes have a day and no hour, so nobody can say to which version of that day one belongs.
    """
    for on, group in groupby(releases, lambda release: release.on):
        together = list(group)
        versions = [str(each.version) for each in reversed(together) if each.version]
        counts = [_counted(*count) for each in together for count in each.counts]
        yield listed(versions), on, counts


def pages(given: FrameworkInput) -> Iterator[Page]:
    """The list by area, and public frameworks; nothing without framework and competencies."""
    if given.competencies or given.framework is not None:
        yield index(given)
    if given.framework is not None and has_public_frameworks(given.framework):
        yield _public_frameworks(given.names, given.framework)


def pages_of_competency(given: CompetencyInput) -> Iterator[Page]:
    """The page of one competency, and its history."""
    yield page(given)
    yield _history(given)


def index(given: FrameworkInput) -> Page:
    """The scale, then the competencies by area."""
    framework = given.framework
    scale = framework.scale if framework else ()
    areas = [
        (area, in_area(given.competencies, area)) for area in (framework.areas if framework else ())
    ]
    return handbook_page(
        given.names,
        "competency/index.md.j2",
        COMPETENCIES.path,
        COMPETENCIES.title,
        {
            "scale": scale,
            "scale_heading": SCALE,
            "areas": areas,
            "fit": FIT,
            "has_fit": given.has_fit,
            "has_roles": given.has_roles,
            "references": _references(given.framework),
            "files": given.files,
            "releases": list(_by_day(given.releases)),
            "not_counted": listed(sorted(given.not_counted)),
        },
        item=framework,
        foot=Footer(source="content/competencies/"),
        boost=1.2,
        description="Observable behaviour at each level, by area.",
        synonyms=[DATA_SYNONYMS, *found_by(SCALE, (level.name for level in scale))],
    )


def in_area(competencies: Iterable[Competency], area: Area) -> list[Competency]:
    """The competencies of an area, by name."""
    found = [each for each in competencies if each.area == area.id]
    return sorted(found, key=lambda each: each.name)


def page(given: CompetencyInput) -> Page:
    """The page of one competency."""
    competency, area = given.competency, given.area
    roles = _role_needs(given)
    return handbook_page(
        given.names,
        "competency/competency.md.j2",
        competency_path(competency.id),
        competency.name,
        {
            "competency": competency,
            "area": Link(area.name, COMPETENCIES.path, f"area-{area.id}") if area else None,
            "also_called": ", ".join(competency.also_called),
            "why": statement_texts(given.names, competency.why),
            "levels": _levels(given),
            "roles": roles,
            "roles_say_why": any(because for *_, because in roles),
            "situations": _situations(given),
            "accounts": _account_needs(given),
            "references": _references(given.framework),
        },
        item=competency,
        siblings=(
            NavigationItem("All competencies", COMPETENCIES.path),
            *(NavigationItem(each.name, competency_path(each.id)) for each in given.other_pages),
        ),
        breadcrumbs=(COMPETENCIES,),
        boost=1.3,
        synonyms=found_by(competency.name, (*competency.also_called, *competency.aliases)),
        description=competency.what,
    )


def _history(given: CompetencyInput) -> Page:
    competency = given.competency
    own = NavigationItem(competency.name, competency_path(competency.id))
    history = NavigationItem("History", competency_path(competency.id, HISTORY))
    above = (COMPETENCIES, own)
    return history_page(
        given.names, given.record, competency, siblings=(own, history), breadcrumbs=above
    )


def has_public_frameworks(framework: Framework | None) -> bool:
    """Whether there is a page on public frameworks."""
    return framework is not None and bool(framework.references or framework.public_frameworks)


def _references(framework: Framework | None) -> NavigationItem | None:
    """The page on public frameworks, if there is one."""
    return PUBLIC_FRAMEWORKS if has_public_frameworks(framework) else None


def _public_frameworks(names: Names, framework: Framework) -> Page:
    """``/competencies/public-frameworks/``: where to compare ours, said once for all of them."""
    return handbook_page(
        names,
        "competency/public_frameworks.md.j2",
        PUBLIC_FRAMEWORKS.path,
        PUBLIC_FRAMEWORKS.title,
        {
            "references": framework.references or "",
            "frameworks": framework.public_frameworks,
        },
        foot=Footer(source="content/competencies/framework.yaml"),
        siblings=(NavigationItem("All competencies", COMPETENCIES.path), PUBLIC_FRAMEWORKS),
        breadcrumbs=(COMPETENCIES,),
        synonyms=found_by(
            PUBLIC_FRAMEWORKS.title, (each.name for each in framework.public_frameworks)
        ),
        description="Public lists of competencies to compare ours with.",
    )


@dataclass(frozen=True, slots=True)
class ObservedLevel:
    """One level of a competency: what can be observed, since when, and which roles require it."""

    level: Level
    behaviours: list[StatementText]
    since: str
    needing: list[Role]


def _levels(given: CompetencyInput) -> list[ObservedLevel]:
    """All levels of the scale, lowest first."""
    behaviours = given.competency.levels
    return [
        ObservedLevel(
            level,
            statement_texts(given.names, behaviours.get(level.id, ())),
            _level_since(given, level),
            [
                role
                for role in given.roles
                if any(each.level == level.id for each in _requirements(given, role))
            ],
        )
        for level in (given.framework.scale if given.framework else ())
    ]


def _level_since(given: CompetencyInput, level: Level) -> str:
    """Since which version of the competency a level says what it says, in words."""

    def says(competency: Competency) -> tuple[str, ...]:
        return tuple(each.says for each in competency.levels.get(level.id, ()))

    found = since(given.record, given.competency, says)
    return found.in_words if found else ""


def _requirements(given: CompetencyInput, role: Role) -> list[Requirement]:
    """The requirements of a role for the competency."""
    return [each for each in role.requires if each.competency == given.competency.id]


def _level_link(names: Names, competency: Competency, level_id: str) -> Link:
    name = names.name("level", level_id) or ""
    return Link(name, competency_path(competency.id), f"level-{level_id}")


def _role_needs(given: CompetencyInput) -> list[tuple[Role, Link, str, str]]:
    """The roles that require it, each with level, since when, and reason."""
    found = dict(given.required_since)
    return [
        (
            role,
            _level_link(given.names, given.competency, each.level),
            found.get(role.id, ""),
            each.because or "",
        )
        for role in given.roles
        for each in _requirements(given, role)
    ]


def _situations(given: CompetencyInput) -> list[tuple[Link, Link]]:
    """Rules that add it, each with the level."""
    competency = given.competency
    return [
        (
            Link(rule.name, FIT.path, f"rule-{rule.id}"),
            _level_link(given.names, competency, str(each.level)),
        )
        for rule in given.rules
        for each in rule.adds
        if each.competency == competency.id
    ]


def raised_levels(insight: AccountInsight) -> tuple[tuple[str, RaisedLevel], ...]:
    """The levels that an account raises above its role, with the ids of the competencies."""
    return tuple(
        (
            need.competency.id,
            RaisedLevel(
                account=Link(
                    insight.account.name, account_path(insight.account.id, "checklist.md")
                ),
                level=need.level.id,
                from_role=_from_role(insight, need),
                raised_by=tuple(
                    (each.rule.id if each.rule else "", each.because) for each in need.raised_by
                ),
            ),
        )
        for need in insight.needs
        if need.raised_by
    )


def _from_role(insight: AccountInsight, need: Need) -> str:
    if not insight.role:
        return "nobody holds a role"
    return need.from_role.name if need.from_role else "not required"


def _account_needs(
    given: CompetencyInput,
) -> list[tuple[RaisedLevel, Link, list[tuple[Link, list[StatementText]]]]]:
    """Accounts in view that raise it, each with the level, what raises it, and why."""
    rules = {rule.id: rule for rule in given.rules}
    return [
        (
            each,
            _level_link(given.names, given.competency, each.level),
            [_raised_by(given.names, rules.get(rule), why) for rule, why in each.raised_by],
        )
        for each in given.accounts
    ]


def _raised_by(
    names: Names, rule: FitRule | None, because: str
) -> tuple[Link, list[StatementText]]:
    """What raises the level, and why: a rule, or the account itself."""
    if rule is None:
        return Link("The account itself"), [StatementText(because)]
    link = Link(rule.name, FIT.path, f"rule-{rule.id}")
    return link, statement_texts(names, rule.because)
