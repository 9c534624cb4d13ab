"""``/roles/``: all roles, and the pages of each."""

from collections.abc import Iterator

from generator.pages.kit import history as handbook_history
from generator.pages.kit.data_links import SYNONYMS, file_links
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import (
    ROLES,
    post_link,
    role_title,
)
from generator.pages.kit.page import Footer, Page
from generator.pages.role import background as role_background
from generator.pages.role import checklist as role_checklist
from generator.pages.role import compare as role_compare
from generator.pages.role import levels as role_levels
from generator.pages.role import role as role_page
from generator.pages.role.layout import RoleInput, RolesInput, breadcrumbs, siblings


def pages(given: RolesInput) -> Iterator[Page]:
    """The list of roles and the comparison, if there are roles."""
    if given.roles:
        yield index(given)
        yield from role_compare.pages(given)


def pages_of_role(own: RoleInput) -> Iterator[Page]:
    """The pages of one role, in reading order."""
    role, names = own.role, own.all.names
    other_pages, above = siblings(role), breadcrumbs(role)
    yield role_page.page(own)
    yield from role_levels.pages(own)
    yield role_checklist.page(own)
    yield role_background.page(own)
    yield handbook_history.page(names, own.record, role, siblings=other_pages, breadcrumbs=above)


def index(given: RolesInput) -> Page:
    """The list of roles, in career order."""
    return handbook_page(
        given.names,
        "role/index.md.j2",
        ROLES.path,
        ROLES.title,
        {
            "roles": [
                (role, [post_link(given.names, step.role) for step in role.leads_to])
                for role in given.roles
            ],
            "paths": given.paths,
            "role_title": role_title,
            "files": file_links(given.files, given.framework),
        },
        section="roles",
        foot=Footer(source="content/roles/"),
        siblings=role_compare.other_pages(given.roles),
        boost=1.2,
        description="What each role is for, where it stands and where it leads.",
        synonyms=[SYNONYMS],
    )
