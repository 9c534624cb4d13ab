"""What the pages of one role share: their order, and the pages above them."""

from collections.abc import Sequence

from generator.model.competency import Area
from generator.model.kinds import Role
from generator.pages.kit.links import HISTORY, ROLES, role_path, role_title
from generator.pages.kit.page import NavigationItem

LEVELS, BACKGROUND, CHECKLIST = "levels.md", "background.md", "checklist.md"


def area_leaf(area: Area) -> str:
    """The page of a role that says what it has to be good at in one area."""
    return f"levels/{area.id}.md"


def siblings(role: Role, areas: Sequence[Area] = ()) -> tuple[NavigationItem, ...]:
    """The pages of one role, in reading order; ``areas``: those below its levels."""
    return (
        NavigationItem("Role", role_path(role.id)),
        NavigationItem("Levels", role_path(role.id, LEVELS)),
        *(NavigationItem(area.name, role_path(role.id, area_leaf(area))) for area in areas),
        NavigationItem("Checklist", role_path(role.id, CHECKLIST)),
        NavigationItem("Background", role_path(role.id, BACKGROUND)),
        NavigationItem("History", role_path(role.id, HISTORY)),
    )


def trail(role: Role, *below: NavigationItem) -> tuple[NavigationItem, ...]:
    """The pages above a page of a role, outermost first."""
    return (ROLES, NavigationItem(role_title(role), role_path(role.id)), *below)


def former(role: Role, leaf: str = "index.md") -> tuple[str, ...]:
    """Where a page of a role was under the former ids of the role."""
    return tuple(role_path(alias, leaf) for alias in role.aliases)
