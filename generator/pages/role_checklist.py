"""``/roles/<id>/checklist/``: what the role asks for, to tick."""

from dataclasses import dataclass, replace

from generator.definitions.models import Role
from generator.insight.needs import Need, needs_of_role
from generator.pages.checklists import Checklist, anchor_of, levels_of, of_needs
from generator.pages.context import Context
from generator.pages.handbook_frame import handbook_page
from generator.pages.handbook_links import ROLES, Link, competency_path, role_path, role_title
from generator.pages.page import NavigationItem, Page
from generator.pages.role_page import siblings


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One competency to tick, with what one can watch somebody do at the level needed."""

    anchor: str
    competency: Link
    level: str
    because: str
    behaviours: tuple[str, ...]


def page(context: Context, role: Role) -> Page:
    """The checklist of one role, by area."""
    catalog = context.catalog
    framework = catalog.definitions.framework
    needs = needs_of_role(catalog, role)
    areas = [
        (area, [_row(need) for need in needs if need.competency.area == area.id])
        for area in (framework.areas if framework else ())
    ]
    path = role_path(role.id, "checklist.md")
    made = handbook_page(
        context,
        "roles/checklist.md.j2",
        path,
        f"{role_title(role)}: checklist",
        {
            "role": role,
            "role_page": role_path(role.id),
            "areas": [(area, rows) for area, rows in areas if rows],
            "count": len(needs),
            "on_accounts": bool(catalog.accounts),
        },
        section="roles",
        item=role,
        siblings=siblings(role),
        trail=(ROLES, NavigationItem(role_title(role), role_path(role.id))),
        description=f"What one can watch a {role.name} do, to tick.",
        former_paths=tuple(role_path(alias, "checklist.md") for alias in role.aliases),
    )
    return replace(made, checklist=checklist(context, role)) if needs else made


def checklist(context: Context, role: Role) -> Checklist:
    """What the browser has to know about the list of a role."""
    framework = context.catalog.definitions.framework
    return Checklist(
        kind="role",
        id=str(role.id),
        name=role.name,
        version=str(role.version),
        entries=of_needs(needs_of_role(context.catalog, role), framework),
        levels=levels_of(framework),
        former=tuple(str(alias) for alias in role.aliases),
    )


def _row(need: Need) -> CheckRow:
    competency = need.competency
    return CheckRow(
        anchor=anchor_of(competency),
        competency=Link(competency.name, competency_path(competency.id), f"level-{need.level.id}"),
        level=need.level.name,
        because=need.because,
        behaviours=competency.levels.get(need.level.id, ()),
    )
