"""``/roles/compare/``: rows are questions, columns roles, differences said in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Role
from generator.pages import markdown as md
from generator.pages.compared import Cell, ComparedTable, numbered
from generator.pages.context import Context, Footer
from generator.pages.handbook_frame import handbook_page, shows_internal
from generator.pages.handbook_links import (
    COMPARE,
    ROLES,
    Link,
    post_link,
    role_path,
    role_title,
)
from generator.pages.page import NavigationItem, Page
from generator.pages.role_page import ours
from generator.pages.role_steps import LevelRow, level_rows, steps_of

Answer = Callable[[Catalog, Role], Iterable[str]]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with each role's answer, and in words where the answers differ.

    ``answers``: per role the parts of its answer, each with whether no other role says it.
    """

    question: str
    answers: list[list[tuple[str, bool]]]
    numbers: tuple[Cell, ...]
    difference: str


def page(context: Context, roles: list[Role]) -> Page:
    """The comparison of all roles, in the order of the ladder."""
    catalog = context.catalog
    names = md.listed([_short(role) for role in roles])
    questions, levels = _questions(catalog, roles), level_rows(catalog, roles)
    return handbook_page(
        context,
        "roles/compare.md.j2",
        COMPARE.path,
        COMPARE.title,
        {
            "roles": [Link(role_title(role), role_path(role.id)) for role in roles],
            "questions": questions,
            "levels": levels,
            "steps": [step for role in roles for step in steps_of(catalog, role)],
            "several": len(roles) > 1,
        },
        section="roles",
        foot=Footer(source="content/roles/"),
        siblings=(
            NavigationItem("All roles", ROLES.path),
            *(NavigationItem(role_title(role), role_path(role.id)) for role in roles),
            COMPARE,
        ),
        trail=(ROLES,),
        boost=1.5,
        description=f"What sets {names} apart.",
        compared=_tables(roles, questions, levels) if len(roles) > 1 else (),
    )


def _short(role: Role) -> str:
    return role.abbreviation or role.name


def _tables(
    roles: list[Role], questions: list[QuestionRow], levels: list[LevelRow]
) -> tuple[ComparedTable, ...]:
    """What a browser needs to compare some of the roles only."""
    columns = tuple((role.id, role.name, _short(role)) for role in roles)
    ranks = tuple(tuple((cell.rank,) for cell in row.cells) for row in levels)
    numbers = tuple(row.numbers for row in questions)
    return (
        ComparedTable("Questions", "answers", columns, numbers),
        ComparedTable("Competencies and levels", "levels", columns, ranks),
    )


# Questions ----------------------------------------------------------------------------------


def _questions(catalog: Catalog, roles: list[Role]) -> list[QuestionRow]:
    asked: list[tuple[str, Answer]] = [
        ("What is it for?", lambda _, role: (role.purpose,)),
        ("At which level does it stand?", lambda _, role: (role.position.level,)),
        ("Where is it placed?", lambda _, role: filter(None, (role.position.placed_at,))),
        ("To whom does it report?", _reports_to),
        ("How many accounts does one person carry?", _accounts),
        ("What does it do?", lambda _, role: (each.name for each in role.functions)),
        ("What does the customer expect?", _customer),
        ("What does the company expect?", _company),
        ("Whose side does it take?", lambda _, role: _direction(role)),
        ("How much does it travel?", _travel),
        ("How is it measured?", lambda _, role: (each.name for each in role.kpis)),
        ("Where does it lead?", _leads_to),
    ]
    if shows_internal(catalog):
        asked.append(("What does our organisation expect?", ours))
    rows = [_question(catalog, roles, question, answer) for question, answer in asked]
    return [row for row in rows if row is not None]


def _reports_to(catalog: Catalog, role: Role) -> Iterable[str]:
    return (post_link(catalog, post).text for post in role.position.reports_to)


def _accounts(_: Catalog, role: Role) -> Iterable[str]:
    return (str(role.span.accounts),) if role.span else ()


def _customer(_: Catalog, role: Role) -> Iterable[str]:
    return (each.says for each in role.expects.customer) if role.expects else ()


def _company(_: Catalog, role: Role) -> Iterable[str]:
    return (each.says for each in role.expects.company) if role.expects else ()


def _direction(role: Role) -> Iterable[str]:
    return (role.direction.question,) if role.direction else ()


def _travel(_: Catalog, role: Role) -> Iterable[str]:
    return (each.says for each in role.profile.travel) if role.profile else ()


def _leads_to(catalog: Catalog, role: Role) -> Iterable[str]:
    return (post_link(catalog, step.role).text for step in role.leads_to)


def _question(
    catalog: Catalog, roles: list[Role], question: str, answer: Answer
) -> QuestionRow | None:
    """The row of a question, or ``None`` when no role answers it."""
    parts = [tuple(answer(catalog, role)) for role in roles]
    if not any(parts):
        return None
    return QuestionRow(
        question=question,
        answers=[_marked(own, _elsewhere(parts, place)) for place, own in enumerate(parts)],
        numbers=numbered(parts),
        difference=difference(roles, parts),
    )


def _elsewhere(parts: list[tuple[str, ...]], place: int) -> set[str]:
    return {text for other, own in enumerate(parts) if other != place for text in own}


def _marked(own: tuple[str, ...], elsewhere: set[str]) -> list[tuple[str, bool]]:
    """The answer; its parts that no other role gives are marked, where some parts are shared."""
    shared = any(text in elsewhere for text in own)
    return [(text, shared and text not in elsewhere) for text in own]


def difference(roles: list[Role], answers: list[tuple[str, ...]]) -> str:
    """Where the answers differ, in words: ``same``, or which roles stand out from the others."""
    if len(roles) < 2:
        return ""
    if len(set(answers)) == 1:
        return "same"
    alone = [
        _short(role) for role, own in zip(roles, answers, strict=True) if answers.count(own) == 1
    ]
    if len(roles) == 2:
        return "differs"
    if len(alone) == len(roles):
        return "all differ"
    return f"{md.listed(alone) or 'two groups'} {'differs' if len(alone) == 1 else 'differ'}"
