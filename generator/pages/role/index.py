"""``/roles/``: every role, and the pages of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.editions import Catalog
from generator.model.kinds import Role
from generator.pages.kit import history as handbook_history
from generator.pages.kit.context import Context, Footer
from generator.pages.kit.data_links import SYNONYMS, role_files
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import (
    ROLES,
    Link,
    onboarding_paths,
    post_link,
    role_path,
    role_title,
)
from generator.pages.kit.page import Page
from generator.pages.onboarding.path import ladder, path_of_role
from generator.pages.role import background as role_background
from generator.pages.role import checklist as role_checklist
from generator.pages.role import compare as role_compare
from generator.pages.role import levels as role_levels
from generator.pages.role import role as role_page
from generator.pages.role.layout import siblings, trail


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role as the list says it."""

    name: str
    page: str
    checklist: str
    purpose: str
    also_called: str
    level: str
    span: str
    leads_to: list[Link]
    onboarding: Link | None


def pages(context: Context) -> Iterator[Page]:
    """The list, the comparison, and the pages of each role; nothing where there is no role."""
    roles = ladder(context.catalog)
    if not roles:
        return
    yield index(context, roles)
    yield from role_compare.pages(context, roles)
    for role in roles:
        yield role_page.page(context, role)
        yield from role_levels.pages(context, role)
        yield role_checklist.page(context, role)
        yield role_background.page(context, role)
        yield handbook_history.page(context, role, siblings=siblings(role), trail=trail(role))


def index(context: Context, roles: list[Role]) -> Page:
    """The list of roles, from the first step to the last."""
    return handbook_page(
        context,
        "role/index.md.j2",
        ROLES.path,
        ROLES.title,
        {
            "rows": [_row(context.catalog, role) for role in roles],
            "files": role_files(context.catalog),
        },
        section="roles",
        foot=Footer(source="content/roles/"),
        siblings=role_compare.beside(roles),
        boost=1.5,
        description="What each role is for, where it stands and where it leads.",
        synonyms=[SYNONYMS],
    )


def _row(catalog: Catalog, role: Role) -> RoleRow:
    paths = onboarding_paths(catalog)
    path = path_of_role(catalog, role)
    return RoleRow(
        name=role_title(role),
        page=role_path(role.id),
        checklist=role_path(role.id, "checklist.md"),
        purpose=role.purpose,
        also_called=", ".join(role.also_called),
        level=role.position.level,
        span=f"{role.span.accounts}" if role.span else "not said",
        leads_to=[post_link(catalog, step.role) for step in role.leads_to],
        onboarding=Link(path.name, paths[path.id]) if path else None,
    )
