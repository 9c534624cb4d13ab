"""``/roles/compare/``: roles side by side, with differences in words.

Three pages, each short enough to read: facts, expectations, and required levels. Readers choose the
roles on each.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.common import Statement
from generator.model.kinds import Role
from generator.pages.kit.handbook import (
    SourceMark,
    handbook_page,
    marks,
    marks_of,
    shows_internal,
    statement_texts,
)
from generator.pages.kit.links import (
    COMPARE,
    COMPARE_EXPECTATIONS,
    COMPARE_LEVELS,
    PAY,
    ROLES,
    Link,
    post_link,
    role_path,
    role_title,
)
from generator.pages.kit.page import Footer, NavigationItem, Page
from generator.pages.kit.tables import CellValues, ComparedTable, numbered
from generator.pages.role.layout import RolesInput
from generator.pages.role.own_words import own_words
from generator.pages.role.steps import LevelRow, level_rows, steps_of
from generator.text import markdown as md


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One part of an answer; ``key``: its identity for comparison, an id if available.

    ``figure``: whether it says so if it rests on one article alone.
    """

    key: Hashable
    text: str
    marks: tuple[SourceMark, ...] = ()
    doubt: str = ""
    figure: bool = False


AnswerOf = Callable[[RolesInput, Role], Iterable[AnswerPart]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and a function for a role's answer.

    ``freely``: answered in sentences, which are compared as a whole only; differences in wording
    are not marked.
    """

    question: str
    answer: AnswerOf
    freely: bool = False


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with all answers, and in words which roles agree.

    ``answers``: per role the parts of its answer, each with whether it is unique.
    """

    question: str
    answers: list[list[tuple[AnswerPart, bool]]]
    numbers: tuple[CellValues, ...]
    difference: str


def short_name(role: Role) -> str:
    """``KAM``; the full name of a role without an abbreviation."""
    return role.abbreviation or role.name


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
        description=f"Which levels {names} require, and what each step adds.",
        compared=_levels(roles, levels),
    )


def other_pages(roles: Sequence[Role]) -> tuple[NavigationItem, ...]:
    """The pages next to the list of roles."""
    return (
        NavigationItem("All roles", ROLES.path),
        *(NavigationItem(role_title(role), role_path(role.id)) for role in roles),
        COMPARE,
        *((PAY,) if any(role.pay_criteria for role in roles) else ()),
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


def questions(given: RolesInput, roles: Sequence[Role]) -> list[QuestionRow]:
    """The facts about roles."""
    wanted = [
        Question("What is it for?", lambda _, role: [_plain(role.purpose)], freely=True),
        Question("At which level does it stand?", _level),
        Question("Where is it placed?", _placed_at),
        Question("To whom does it report?", _reports_to),
        Question("How many accounts does one person carry?", _accounts),
        Question(
            "What does it do?", lambda _, role: [_plain(each.name) for each in role.functions]
        ),
        Question(
            "Whose side does it take?",
            lambda given, role: _statements(given, role.direction.says if role.direction else ()),
            freely=True,
        ),
        Question(
            "How much does it travel?",
            lambda given, role: _statements(given, role.profile.travel if role.profile else ()),
            freely=True,
        ),
        Question(
            "How is it measured?",
            lambda given, role: [
                AnswerPart(each.id, each.name, marks(given.names, each.origin))
                for each in role.kpis
            ],
        ),
        Question("Where can it lead?", _leads_to),
    ]
    return _rows(given, roles, wanted)


def expectations(given: RolesInput, roles: Sequence[Role]) -> list[QuestionRow]:
    """The expectations of the customer, the company and, if in the edition, our organisation."""
    wanted = [
        Question(
            "What does the customer expect?",
            lambda given, role: _statements(given, role.expects.customer if role.expects else ()),
            freely=True,
        ),
        Question(
            "What does the company expect?",
            lambda given, role: _statements(given, role.expects.company if role.expects else ()),
            freely=True,
        ),
    ]
    if shows_internal(given.names):
        wanted.append(
            Question(
                "What does our organisation expect?",
                lambda given, role: map(_plain, given.expected.get(role.id, ())),
                freely=True,
            )
        )
    return _rows(given, roles, wanted)


def _rows(given: RolesInput, roles: Sequence[Role], wanted: list[Question]) -> list[QuestionRow]:
    rows = [_question(given, roles, each) for each in wanted]
    return [row for row in rows if row is not None]


# Answers ----------------------------------------------------------------------------------------
def _plain(text: str) -> AnswerPart:
    return AnswerPart(text, text)


def _level(given: RolesInput, role: Role) -> Iterable[AnswerPart]:
    """The level; what an article adds to it after a semicolon does not make it another one."""
    level = role.position.level
    found = marks(given.names, role.position.origin, reading=role.position.reading)
    return [AnswerPart(level.partition(";")[0], level, found)]


def _placed_at(given: RolesInput, role: Role) -> Iterable[AnswerPart]:
    place = role.position.placed_at
    found = marks_of(given.names, role.position.placed_at_basis)
    return [AnswerPart(place, place, found)] if place else []


def _reports_to(given: RolesInput, role: Role) -> Iterable[AnswerPart]:
    """The posts; as on the page of a role, what they rest on follows the last."""
    posts = role.position.reports_to
    found = marks_of(given.names, role.position.reports_to_basis)
    return [
        AnswerPart(post, post_link(given.names, post).text, found if post == posts[-1] else ())
        for post in posts
    ]


def _accounts(given: RolesInput, role: Role) -> Iterable[AnswerPart]:
    if role.span is None:
        return []
    said = role.span.said
    return [AnswerPart(said, said, span_marks(given, role), figure=True)]


def span_marks(given: RolesInput, role: Role) -> tuple[SourceMark, ...]:
    """What the number of accounts rests on, as a table shows it."""
    span = role.span
    return marks(given.names, span.origin, span.source, prefix="") if span else ()


def _statements(given: RolesInput, statements: Iterable[Statement]) -> Iterable[AnswerPart]:
    return [
        AnswerPart(each.text, each.text, each.marks, each.doubt)
        for each in statement_texts(given.names, own_words(statements))
    ]


def _leads_to(given: RolesInput, role: Role) -> Iterable[AnswerPart]:
    return [
        AnswerPart(
            step.role, post_link(given.names, step.role).text, marks(given.names, step.origin)
        )
        for step in role.leads_to
    ]


# Differences ------------------------------------------------------------------------------------
def _question(given: RolesInput, roles: Sequence[Role], wanted: Question) -> QuestionRow | None:
    """The row of a question, or ``None`` if no role answers it."""
    parts = [tuple(wanted.answer(given, role)) for role in roles]
    if not any(parts):
        return None
    keys = [tuple(part.key for part in own) for own in parts]
    if wanted.freely:
        keys = [(own,) if own else () for own in keys]
    return QuestionRow(
        question=wanted.question,
        answers=[
            [(part, not wanted.freely and part.key in _alone(keys, place)) for part in own]
            for place, own in enumerate(parts)
        ],
        numbers=numbered(keys),
        difference=difference([short_name(role) for role in roles], keys),
    )


def _alone(keys: Sequence[tuple[Hashable, ...]], place: int) -> set[Hashable]:
    """Parts that only one role has, in answers that share other parts."""
    elsewhere = {key for other, own in enumerate(keys) if other != place for key in own}
    own = set(keys[place])
    return own - elsewhere if own & elsewhere else set()


def difference(names: Sequence[str], answers: Sequence[tuple[Hashable, ...]]) -> str:
    """Which roles agree: ``same``, ``NAM = GKAM; AM and KAM each different``, ``all differ``.

    ``names`` and ``answers`` correspond; the order within an answer does not matter, and a role
    without an answer does not differ. ``playbook-compare.js`` implements the same.
    """
    groups: dict[frozenset[Hashable], list[str]] = {}
    for name, own in zip(names, answers, strict=True):
        if own:
            groups.setdefault(frozenset(own), []).append(name)
    answering = [name for group in groups.values() for name in group]
    if len(names) < 2 or not answering:
        return ""
    if len(answering) == 1:
        return f"only {answering[0]} says it"
    if len(groups) == 1:
        return "same" if len(answering) == len(names) else "same where it is said"
    alike = [" = ".join(group) for group in groups.values() if len(group) > 1]
    if not alike:
        return "differs" if len(names) == 2 else "all differ"
    alone = [group[0] for group in groups.values() if len(group) == 1]
    if alone:
        each = "each " if len(alone) > 1 else ""
        alike.append(f"{md.listed(alone)} {each}different")
    return "; ".join(alike)
