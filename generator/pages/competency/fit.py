"""``/competencies/fit/``: situations in which an account requires more than its role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.competency import FitRule, When
from generator.model.kinds import Fit, Method
from generator.pages.kit.handbook import StatementText, handbook_page, statement_texts
from generator.pages.kit.links import COMPETENCIES, FIT, Link, competency_path, method_path
from generator.pages.kit.names import Names
from generator.pages.kit.page import NavigationItem, Page
from generator.text import markdown as md
from generator.text.formats import capital


@dataclass(frozen=True, slots=True)
class FitInput:
    """What the page of rules gets.

    ``competencies``: their names by id; ``accounts``: links to those that each rule applies to.
    """

    names: Names
    fit: Fit
    competencies: Mapping[str, str]
    methods: Mapping[str, Method]
    accounts: Mapping[str, tuple[Link, ...]]
    has_accounts: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with links: when it applies, what it adds, and the accounts in it."""

    rule: FitRule
    when: list[list[Link]]
    because: list[StatementText]
    adds: list[tuple[Link, Link]]
    accounts: tuple[Link, ...]


def pages(given: FitInput) -> Iterator[Page]:
    """The page of the rules."""
    yield handbook_page(
        given.names,
        "competency/fit.md.j2",
        FIT.path,
        FIT.title,
        {
            "rules": [_row(given, rule) for rule in given.fit.rules],
            "on_accounts": given.has_accounts,
        },
        item=given.fit,
        siblings=(NavigationItem("All competencies", COMPETENCIES.path), FIT),
        breadcrumbs=(COMPETENCIES,),
        description="What the situation of an account requires of its manager beyond the role.",
    )


def _row(given: FitInput, rule: FitRule) -> RuleRow:
    return RuleRow(
        rule=rule,
        when=situation(given.methods, rule.when),
        because=statement_texts(given.names, rule.because),
        adds=[
            (
                Link(
                    given.competencies.get(each.competency, ""),
                    competency_path(each.competency),
                ),
                Link(
                    given.names.name("level", each.level) or "",
                    competency_path(each.competency),
                    f"level-{each.level}",
                ),
            )
            for each in rule.adds
        ],
        accounts=given.accounts.get(rule.id, ()),
    )


def situation(methods: Mapping[str, Method], when: When) -> list[list[Link]]:
    """The conditions, one line each; the links of a line are alternatives."""
    plain = (
        ("Tier:", when.tier),
        ("Situation:", when.context),
        ("Structure of our team:", when.structure),
        ("Sector of the customer:", when.sector),
    )
    lines = [
        [
            Link(f"{condition} {md.words(each)}" if not place else md.words(each))
            for place, each in enumerate(values)
        ]
        for condition, values in plain
        if values
    ]
    cells = [_cell(methods, str(at.method), at.cell) for at in when.cell]
    steps = [_step(methods, str(at.method), at.step) for at in when.stage]
    return [*lines, *([cells] if cells else []), *([steps] if steps else [])]


def _cell(methods: Mapping[str, Method], method_id: str, cell_id: str) -> Link:
    method = methods.get(method_id)
    cell = next((each for each in method.cells if each.id == cell_id), None) if method else None
    name = cell.name if cell else cell_id
    return Link(f"It is in the cell {name}", method_path(method_id), f"cell-{cell_id}")


def _step(methods: Mapping[str, Method], method_id: str, step_id: str) -> Link:
    method = methods.get(method_id)
    step = next((each for each in method.steps if each.id == step_id), None) if method else None
    name = capital(step.name) if step else step_id
    text = f"Its relationship is at {name}, or working towards it"
    return Link(text, method_path(method_id), f"step-{step_id}")
