"""Steps between roles: which competencies rise, and what each step adds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.competency import Level
from generator.model.kinds import Competency, Role
from generator.pages.kit.handbook import SourceMark, StatementText, marks, statement_texts
from generator.pages.kit.links import COMPARE_LEVELS, Link, competency_path, post_link, role_path
from generator.pages.role.layout import RolesInput
from generator.pages.role.own_words import own_words
from generator.text.formats import counted

NOT_REQUIRED = "not required"


@dataclass(frozen=True, slots=True)
class LevelCell:
    """The level a role requires; ``mark``: the difference from the role on the left: ``↑1``."""

    level: Link
    rank: int
    mark: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A competency with the level each role requires."""

    competency: Link
    cells: list[LevelCell]
    difference: str


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A competency of which a step requires more, or less."""

    competency: Link
    before: Link
    after: Link


@dataclass(frozen=True, slots=True)
class RoleStepRow:
    """A step from a role to another, and the levels that change.

    ``levels``: whether the handbook defines the levels of the target role. ``comparison``: address
    of the page that compares the two roles, or empty.
    """

    title: str
    anchor: str
    role: Link
    variant: bool
    adds: list[StatementText]
    marks: tuple[SourceMark, ...]
    levels: bool
    raised: list[LevelChange]
    lowered: list[LevelChange]
    comparison: str

    @property
    def rises(self) -> str:
        """The number of competencies that rise, in words without a full stop."""
        if not self.raised:
            return "No level rises"
        return counted(len(self.raised), "competency rises", "competencies rise")


# The matrix -------------------------------------------------------------------------------------
def level_rows(given: RolesInput, roles: Sequence[Role]) -> list[LevelRow]:
    """The competencies required by any role, in the order of the framework."""
    levels_by_role = [_required_levels(given, role) for role in roles]
    rows = []
    for competency in _in_order(given, roles):
        levels = [own.get(competency.id) for own in levels_by_role]
        ranks = [_rank(given, level) for level in levels]
        lefts = [None, *ranks]
        rows.append(
            LevelRow(
                Link(competency.name, competency_path(competency.id)),
                [
                    LevelCell(_level_link(competency.id, level), rank, _mark(left, rank))
                    for level, rank, left in zip(levels, ranks, lefts, strict=False)
                ],
                _climb(ranks) if len(roles) > 1 else "",
            )
        )
    return rows


def _in_order(given: RolesInput, roles: Iterable[Role]) -> list[Competency]:
    """The competencies required by any of the roles, in the order of the framework."""
    needed = {
        need.competency.id: need.competency for role in roles for need in given.needs[role.id]
    }
    areas = [each.id for each in given.framework.areas] if given.framework else []
    return sorted(needed.values(), key=lambda each: (areas.index(each.area), each.name))


def _required_levels(given: RolesInput, role: Role) -> dict[str, Level]:
    return {need.competency.id: need.level for need in given.needs[role.id]}


def _rank(given: RolesInput, level: Level | None) -> int:
    """1 for the lowest level of the scale, 0 for a competency that is not required."""
    scale = given.framework.scale if given.framework else ()
    return [each.id for each in scale].index(level.id) + 1 if level else 0


def _mark(left: int | None, rank: int) -> str:
    if left is None or left == rank:
        return ""
    return f"{'↑' if rank > left else '↓'}{abs(rank - left)}"


def _level_link(competency_id: str, level: Level | None) -> Link:
    if level is None:
        return Link(NOT_REQUIRED)
    return Link(level.name, competency_path(competency_id), f"level-{level.id}")


def _climb(ranks: list[int]) -> str:
    """The change of the level along the ladder, in words."""
    if len(set(ranks)) == 1:
        return "same"
    if ranks != sorted(ranks):
        return "differs"
    return f"rises by {counted(ranks[-1] - ranks[0], 'level')}"


# Steps ------------------------------------------------------------------------------------------
def steps_of(given: RolesInput, role: Role) -> list[RoleStepRow]:
    """The next roles, then variants of the role without a step to them."""
    found = [
        _step(
            given,
            role,
            step.role,
            adds=statement_texts(given.names, own_words(step.adds)),
            source_marks=marks(given.names, step.origin),
        )
        for step in role.leads_to
    ]
    named = {step.role for step in role.leads_to}
    return found + [
        _step(given, role, other.id, variant=True)
        for other in given.by_id
        if other.variant_of == role.id and other.id not in named
    ]


def _step(
    given: RolesInput,
    role: Role,
    target: str,
    *,
    adds: Sequence[StatementText] = (),
    source_marks: tuple[SourceMark, ...] = (),
    variant: bool = False,
) -> RoleStepRow:
    after = given.role(target)
    link = post_link(given.names, target)
    return RoleStepRow(
        title=f"{role.name} to {link.text}{', a variant' if variant else ''}",
        anchor=f"step-{role.id}-to-{target}",
        role=link,
        variant=variant,
        adds=list(adds),
        marks=source_marks,
        levels=after is not None,
        raised=_changes(given, role, after, 1) if after else [],
        lowered=_changes(given, role, after, -1) if after else [],
        comparison=f"{COMPARE_LEVELS.path}?roles={role.id},{target}" if after else "",
    )


def _changes(given: RolesInput, before: Role, after: Role, way: int) -> list[LevelChange]:
    """Levels that rise between the roles (fall if ``way`` is -1), in the framework's order."""
    old, new = _required_levels(given, before), _required_levels(given, after)
    return [
        LevelChange(
            Link(each.name, competency_path(each.id)),
            _level_link(each.id, old.get(each.id)),
            _level_link(each.id, new.get(each.id)),
        )
        for each in _in_order(given, (before, after))
        if way * (_rank(given, new.get(each.id)) - _rank(given, old.get(each.id))) > 0
    ]


def comes_from(given: RolesInput, role: Role) -> list[Link]:
    """The roles with a step to this one."""
    return [
        Link(each.name, role_path(each.id))
        for each in given.by_id
        if any(step.role == role.id for step in each.leads_to)
    ]
