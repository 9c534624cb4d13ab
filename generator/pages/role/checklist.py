"""``/roles/<id>/checklist/``: the requirements of the role, to fill in and print."""

from dataclasses import dataclass, replace

from generator.model.kinds import Role
from generator.pages.kit.checklists import Checklist, levels_of, of_needs
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import Link, role_path, role_title
from generator.pages.kit.page import Page
from generator.pages.role.layout import (
    CHECKLIST,
    RoleInput,
    RolesInput,
    breadcrumbs,
    former,
    siblings,
)
from generator.pages.role.levels import NeedRow, needs_by_area

_MOST = 2
"""Maximum number of behaviours per competency, so that the list stays readable; the page of its
area shows all.
"""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A competency of the list, with observable behaviour at the required level.

    ``more``: link to the rest, without text if there is none.
    """

    anchor: str
    competency: Link
    level: str
    because: str
    behaviours: tuple[str, ...]
    more: Link


def page(own: RoleInput) -> Page:
    """The checklist of one role, by area."""
    role, given = own.role, own.all
    areas = [(each.area, [_check(row) for row in each.rows]) for each in needs_by_area(given, role)]
    count = sum(len(rows) for _, rows in areas)
    path = role_path(role.id, CHECKLIST)
    made = handbook_page(
        given.names,
        "role/checklist.md.j2",
        path,
        f"{role_title(role)}: checklist",
        {
            "role": role,
            "role_page": role_path(role.id),
            "areas": areas,
            "count": count,
            "on_accounts": given.has_accounts,
        },
        section="roles",
        item=role,
        siblings=siblings(role),
        breadcrumbs=breadcrumbs(role),
        description=f"What one can watch a {role.name} do, to see where one stands.",
        former_paths=former(role, CHECKLIST),
    )
    return replace(made, checklist=checklist(given, role)) if count else made


def checklist(given: RolesInput, role: Role) -> Checklist:
    """The data of the checklist for the browser."""
    return Checklist(
        kind="role",
        id=str(role.id),
        name=role.name,
        version=str(role.version),
        entries=of_needs(given.needs[role.id], given.framework),
        levels=levels_of(given.framework),
        former=tuple(str(alias) for alias in role.aliases),
    )


def _check(row: NeedRow) -> CheckRow:
    rest = len(row.behaviours) - _MOST
    return CheckRow(
        anchor=row.anchor,
        competency=replace(row.level, text=row.competency.text),
        level=row.level.text,
        because=row.because,
        behaviours=row.behaviours[:_MOST],
        more=replace(row.in_full, text=f"{rest} more" if rest > 0 else ""),
    )
