"""``/roles/<id>/checklist/``: what the role asks for, to fill in and print."""

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
"""What one can watch, of each competency: as much as lets the list be read to its end. The page of
its area holds the rest."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One competency of the list, with what one can watch somebody do at the level needed.

    ``more``: where the rest of that stands, without a text when there is no more.
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
    """What the browser has to know about the list of a role."""
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
