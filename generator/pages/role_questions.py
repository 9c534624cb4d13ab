"""What roles are compared by: questions, each role's answer, and in words where answers differ."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Role
from generator.pages import markdown as md
from generator.pages.compared import Cell, numbered
from generator.pages.handbook_frame import shows_internal
from generator.pages.handbook_links import post_link
from generator.pages.role_page import ours

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


def short_name(role: Role) -> str:
    """``KAM``; the name of a role without an abbreviation."""
    return role.abbreviation or role.name


def questions(catalog: Catalog, roles: list[Role]) -> list[QuestionRow]:
    """What a role is, does and leads to."""
    asked: list[tuple[str, Answer]] = [
        ("What is it for?", lambda _, role: (role.purpose,)),
        ("At which level does it stand?", lambda _, role: (role.position.level,)),
        ("Where is it placed?", lambda _, role: filter(None, (role.position.placed_at,))),
        ("To whom does it report?", _reports_to),
        ("How many accounts does one person carry?", _accounts),
        ("What does it do?", lambda _, role: (each.name for each in role.functions)),
        ("Whose side does it take?", lambda _, role: _direction(role)),
        ("How much does it travel?", _travel),
        ("How is it measured?", lambda _, role: (each.name for each in role.kpis)),
        ("Where does it lead?", _leads_to),
    ]
    return _rows(catalog, roles, asked)


def expectations(catalog: Catalog, roles: list[Role]) -> list[QuestionRow]:
    """What the customer, the company and, where the edition says it, we expect of a role."""
    asked: list[tuple[str, Answer]] = [
        ("What does the customer expect?", _customer),
        ("What does the company expect?", _company),
    ]
    if shows_internal(catalog):
        asked.append(("What does our organisation expect?", ours))
    return _rows(catalog, roles, asked)


def _rows(
    catalog: Catalog, roles: list[Role], asked: list[tuple[str, Answer]]
) -> list[QuestionRow]:
    rows = [_question(catalog, roles, question, answer) for question, answer in asked]
    return [row for row in rows if row is not None]


# Answers ------------------------------------------------------------------------------------


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


# Differences --------------------------------------------------------------------------------


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
        short_name(role)
        for role, own in zip(roles, answers, strict=True)
        if answers.count(own) == 1
    ]
    if len(roles) == 2:
        return "differs"
    if len(alone) == len(roles):
        return "all differ"
    return f"{md.listed(alone) or 'two groups'} {'differs' if len(alone) == 1 else 'differ'}"
