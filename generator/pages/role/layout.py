"""Shared parts of the pages of a role: input, order, breadcrumbs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.analysis.needs import Need
from generator.model.competency import Area, Framework
from generator.model.kinds import Role
from generator.pages.kit.links import HISTORY, ROLES, FileLink, Link, role_path, role_title
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem
from generator.pages.kit.versions import VersionRecord
from generator.pages.role.own_words import articles_of

LEVELS, DESCRIPTION, CHECKLIST, ARTICLES, BACKGROUND = (
    "levels.md",
    "description.md",
    "checklist.md",
    "articles.md",
    "background.md",
)


@dataclass(frozen=True, slots=True)
class RolesInput:
    """The input of pages about several roles.

    ``roles``: in the order of the ladder. By role id: ``needs``, our company's expectations
    (``expects``), and its onboarding path in ``paths``. ``files``: available data files;
    ``has_fit``: whether there are rules of fit.
    """

    names: Names
    roles: tuple[Role, ...]
    needs: Mapping[str, tuple[Need, ...]]
    expected: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, Link]
    framework: Framework | None
    files: tuple[FileLink, ...]
    has_fit: bool
    has_accounts: bool

    @property
    def by_id(self) -> tuple[Role, ...]:
        """The roles in the order of their ids."""
        return tuple(sorted(self.roles, key=lambda each: each.id))

    def role(self, role_id: str) -> Role | None:
        """A role by id; ``None`` for other posts."""
        return next((each for each in self.roles if each.id == role_id), None)


@dataclass(frozen=True, slots=True)
class RoleOnAccount:
    """An account on which somebody holds the role; ``people``: their ids."""

    account: Link
    tier: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleInput:
    """The input of the pages of one role; ``accounts``: those with a holder of the role."""

    role: Role
    all: RolesInput
    accounts: tuple[RoleOnAccount, ...] = ()
    record: VersionRecord = field(default_factory=VersionRecord)


def area_leaf(area: Area) -> str:
    """The page of a role for one area of competencies."""
    return f"levels/{area.id}.md"


def siblings(role: Role, areas: Sequence[Area] = ()) -> tuple[NavigationItem, ...]:
    """The pages of one role, in reading order; ``areas``: those below its levels."""
    return (
        NavigationItem("Role", role_path(role.id)),
        NavigationItem("Levels", role_path(role.id, LEVELS)),
        *(NavigationItem(area.name, role_path(role.id, area_leaf(area))) for area in areas),
        NavigationItem("Job description", role_path(role.id, DESCRIPTION)),
        NavigationItem("Checklist", role_path(role.id, CHECKLIST)),
        *((NavigationItem("Articles", role_path(role.id, ARTICLES)),) if articles_of(role) else ()),
        NavigationItem("Background", role_path(role.id, BACKGROUND)),
        NavigationItem("History", role_path(role.id, HISTORY)),
    )


def breadcrumbs(role: Role, *below: NavigationItem) -> tuple[NavigationItem, ...]:
    """The pages above a page of a role, outermost first."""
    return (ROLES, NavigationItem(role_title(role), role_path(role.id)), *below)
