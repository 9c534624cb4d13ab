"""``/roles/compare/``: roles side by side, with differences in words.

Three pages, each short enough to read: facts, expectations, and required levels. Readers choose the
roles on each.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.model.kinds import Role
from generator.pages.kit.handbook import handbook_page
from generator.pages.kit.links import (
    COMPARE,
    COMPARE_EXPECTATIONS,
    COMPARE_LEVELS,
    ROLES,
    Link,
    role_path,
    role_title,
)
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.kit.side_by_side import ComparedTable
from generator.pages.role.layout import RolesInput
from generator.pages.role.questions import QuestionRow, expectations, questions, short_name
from generator.pages.role.steps import LevelRow, level_rows, steps_of
from generator.text import markdown as md


def pages(given: RolesInput) -> Iterator[Page]:
    """The comparison of all roles, in the order of the ladder."""
    roles = given.roles
    names = md.listed([short_name(role) for role in roles])
    steps = [step for role in roles for step in steps_of(given, role)]
    question_rows, expected = questions(given, roles), expectations(given, roles)
    levels = level_rows(given, roles)
    yield _page(
        given,
        COMPARE,
        "role/compare.md.j2",
        {"questions": question_rows, "levels": levels, "steps": steps, "expectations": expected},
        description=f"What sets {names} apart.",
        compared=_answers(roles, "Questions", question_rows),
        boost=1.2,
    )
    if expected:
        yield _page(
            given,
            COMPARE_EXPECTATIONS,
            "role/compare_expectations.md.j2",
            {"questions": expected},
            description=f"What is expected of {names}.",
            compared=_answers(roles, "Expectations", expected),
        )
    yield _page(
        given,
        COMPARE_LEVELS,
        "role/compare_levels.md.j2",
        {"levels": levels, "steps": steps, "several": len(roles) > 1},
        description=f"Which levels {names} ask for, and what each step adds.",
        compared=_levels(roles, levels),
    )


def other_pages(roles: Sequence[Role]) -> tuple[NavigationItem, ...]:
    """The pages next to the list of roles."""
    return (
        NavigationItem("All roles", ROLES.path),
        *(NavigationItem(role_title(role), role_path(role.id)) for role in roles),
        COMPARE,
    )


def _page(
    given: RolesInput,
    own: NavigationItem,
    template: str,
    values: Mapping[str, object],
    *,
    description: str,
    compared: tuple[ComparedTable, ...],
    boost: float = 1.0,
) -> Page:
    roles = given.roles
    expected = (COMPARE_EXPECTATIONS,) if expectations(given, roles) else ()
    return handbook_page(
        given.names,
        template,
        own.path,
        own.title,
        {"roles": [Link(role_title(role), role_path(role.id)) for role in roles], **values},
        section="roles",
        foot=Footer(source="content/roles/"),
        siblings=(*other_pages(roles), *expected, COMPARE_LEVELS),
        breadcrumbs=(ROLES,) if own == COMPARE else (ROLES, COMPARE),
        boost=boost,
        description=description,
        compared=compared if len(roles) > 1 else (),
    )


def _columns(roles: Sequence[Role]) -> tuple[tuple[str, str, str], ...]:
    return tuple((role.id, role.name, short_name(role)) for role in roles)


def _answers(
    roles: Sequence[Role], heading: str, rows: list[QuestionRow]
) -> tuple[ComparedTable, ...]:
    """The data for comparing a selection of roles in the browser."""
    numbers = tuple(row.numbers for row in rows)
    return (ComparedTable(heading, "answers", _columns(roles), numbers),)


def _levels(roles: Sequence[Role], rows: list[LevelRow]) -> tuple[ComparedTable, ...]:
    ranks = tuple(tuple((cell.rank,) for cell in row.cells) for row in rows)
    return (ComparedTable("Competencies and levels", "levels", _columns(roles), ranks),)
