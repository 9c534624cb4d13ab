"""From role to role: which competencies rise, and what each step adds."""

from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Role
from generator.definitions.models.competency import Level
from generator.definitions.models.role import NextRole
from generator.insight.needs import needs_of_role
from generator.pages.handbook_frame import Mark, marks
from generator.pages.handbook_links import Link, competency_path, post_link
from generator.pages.wording import counted


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One competency with the level each role asks for."""

    competency: Link
    levels: list[Link]
    difference: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step from a role to the next: what is said about it, and which levels rise."""

    title: str
    adds: tuple[str, ...]
    marks: tuple[Mark, ...]
    raised: list[str]


def level_rows(catalog: Catalog, roles: list[Role]) -> list[LevelRow]:
    """The competencies any role asks for, in the order of the framework."""
    asked = {
        role.id: {need.competency.id: need.level for need in needs_of_role(catalog, role)}
        for role in roles
    }
    areas = list(catalog.ids["area"])
    wanted = [
        each
        for each in catalog.competencies.values()
        if any(each.id in levels for levels in asked.values())
    ]
    ordered = sorted(wanted, key=lambda each: (areas.index(each.area), each.name))
    rows = []
    for competency in ordered:
        path = competency_path(competency.id)
        levels = [asked[role.id].get(competency.id) for role in roles]
        rows.append(
            LevelRow(
                competency=Link(competency.name, path),
                levels=[
                    Link(level.name, path, f"level-{level.id}") if level else Link("not asked for")
                    for level in levels
                ],
                difference=_climb(catalog, levels) if len(roles) > 1 else "",
            )
        )
    return rows


def _climb(catalog: Catalog, levels: list[Level | None]) -> str:
    """How the level changes along the ladder, in words."""
    scale = list(catalog.ids["level"])
    ranks = [scale.index(level.id) + 1 if level else 0 for level in levels]
    if len(set(ranks)) == 1:
        return "same"
    if ranks != sorted(ranks):
        return "differs"
    return f"rises by {counted(ranks[-1] - ranks[0], 'level')}"


def step_row(catalog: Catalog, role: Role, step: NextRole) -> StepRow:
    """One step of ``role``, with the levels that rise where it leads to another role."""
    after = catalog.roles.get(step.role)
    target = post_link(catalog, step.role).text
    return StepRow(
        title=f"{role.name} to {target}",
        adds=step.adds,
        marks=marks(catalog, step.origin),
        raised=_raised(catalog, role, after) if after else [],
    )


def _raised(catalog: Catalog, before: Role, after: Role) -> list[str]:
    """The competencies of which the step asks more, as ``Negotiation: working to expert``."""
    scale = list(catalog.ids["level"])
    had = {need.competency.id: need.level for need in needs_of_role(catalog, before)}
    found = []
    for need in needs_of_role(catalog, after):
        old = had.get(need.competency.id)
        if old is None:
            found.append(f"{need.competency.name}: new, at {need.level.name}")
        elif scale.index(need.level.id) > scale.index(old.id):
            found.append(f"{need.competency.name}: from {old.name} to {need.level.name}")
    return found
