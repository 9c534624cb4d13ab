"""``/roles/<id>/levels/``: required competencies and observable behaviour, area by area."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.analysis.needs import Need
from generator.model.competency import Area
from generator.model.kinds import Role
from generator.pages.kit.checklists import anchor_of
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import FIT, Link, competency_path, role_path, role_title
from generator.pages.kit.page import NavigationItem, Page
from generator.pages.kit.since import since
from generator.pages.kit.versions import VersionRecord
from generator.pages.role.layout import (
    CHECKLIST,
    LEVELS,
    RoleInput,
    RolesInput,
    area_leaf,
    breadcrumbs,
    siblings,
)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A required competency with observable behaviour at the level.

    ``in_full``: link to all of it; ``since``: since which version it is required at it, in words.
    """

    anchor: str
    competency: Link
    level: Link
    because: str
    behaviours: tuple[str, ...]
    in_full: Link
    since: str = ""


@dataclass(frozen=True, slots=True)
class AreaNeeds:
    """The requirements of a role in one area of the framework."""

    area: Area
    page: str
    rows: list[NeedRow]


def needs_by_area(
    given: RolesInput, role: Role, record: VersionRecord | None = None
) -> list[AreaNeeds]:
    """The requirements of a role by area, in order, without empty areas.

    ``record``: its history, where it is to be said since when each is required.
    """
    needs = given.needs[role.id]
    found = []
    for area in given.framework.areas if given.framework else ():
        page = role_path(role.id, area_leaf(area))
        own = [need for need in needs if need.competency.area == area.id]
        rows = [_row(need, page, required_since(record, role, need)) for need in own]
        if rows:
            found.append(AreaNeeds(area, page, rows))
    return found


def required_since(record: VersionRecord | None, role: Role, need: Need) -> str:
    """Since which version a role requires a competency at its level, in words; may be empty."""
    if record is None:
        return ""
    ids = {need.competency.id, *need.competency.aliases}
    found = since(record, role, lambda each: level_required(each, ids))
    return found.in_words if found else ""


def level_required(role: Role, competency: Collection[str]) -> str:
    """The level at which a role requires a competency, by its ids; empty if it does not."""
    found = (str(each.level) for each in role.requires if each.competency in competency)
    return next(found, "")


def _row(need: Need, page: str, since: str) -> NeedRow:
    competency, path = need.competency, competency_path(need.competency.id)
    behaviours = tuple(each.says for each in need.competency.levels.get(need.level.id, ()))
    more = f"{len(behaviours) - 1} more" if len(behaviours) > 1 else ""
    return NeedRow(
        anchor=anchor_of(competency),
        competency=Link(competency.name, path),
        level=Link(need.level.name, path, f"level-{need.level.id}"),
        because=need.because,
        behaviours=behaviours,
        in_full=Link(more, page, anchor_of(competency)),
        since=since,
    )


def pages(own: RoleInput) -> Iterator[Page]:
    """The levels with an example of each, and a page for each area with all of it."""
    role, given = own.role, own.all
    areas = needs_by_area(given, role, own.record)
    other_pages = siblings(role, [each.area for each in areas])
    yield handbook_page(
        given.names,
        "role/levels.md.j2",
        role_path(role.id, LEVELS),
        f"{role_title(role)}: levels",
        {
            "role": role,
            "role_page": role_path(role.id),
            "checklist": role_path(role.id, CHECKLIST),
            "areas": areas,
            "fit": FIT if given.has_fit else None,
        },
        item=role,
        siblings=other_pages,
        breadcrumbs=breadcrumbs(role),
        description=f"What a {role.name} must be good at, at which level, and why.",
    )
    for each in areas:
        yield _area(given, role, each, other_pages)


def _area(
    given: RolesInput, role: Role, needs: AreaNeeds, other_pages: tuple[NavigationItem, ...]
) -> Page:
    above = NavigationItem("Levels", role_path(role.id, LEVELS))
    return handbook_page(
        given.names,
        "role/area.md.j2",
        needs.page,
        f"{role_title(role)}: {needs.area.name}",
        {
            "role": role,
            "role_page": role_path(role.id),
            "area": needs.area,
            "rows": needs.rows,
            "levels": role_path(role.id, LEVELS),
            "checklist": role_path(role.id, CHECKLIST),
            "fit": FIT if given.has_fit else None,
        },
        item=role,
        siblings=other_pages,
        breadcrumbs=breadcrumbs(role, above),
        description=f"Observable behaviour of a {role.name}. {needs.area.what}",
    )
