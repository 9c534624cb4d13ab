"""``/competencies/fit/``: situations in which an account requires more than its role."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.editions import Catalog
from generator.model.competency import FitRule, When
from generator.pages.kit.context import Context
from generator.pages.kit.handbook import SourceMark, handbook_page, marks
from generator.pages.kit.links import (
    COMPETENCIES,
    FIT,
    Link,
    account_path,
    competency_path,
    method_path,
)
from generator.pages.kit.page import NavigationItem, Page
from generator.text import markdown as md
from generator.text.formats import capital


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with links: when it applies, what it adds, and the accounts in it."""

    rule: FitRule
    when: list[list[Link]]
    marks: tuple[SourceMark, ...]
    adds: list[tuple[Link, Link]]
    accounts: list[Link]


def pages(context: Context) -> Iterator[Page]:
    """The page of the rules, if there are any."""
    fit = context.catalog.definitions.fit
    if fit is None:
        return
    yield handbook_page(
        context.names,
        "competency/fit.md.j2",
        FIT.path,
        FIT.title,
        {
            "rules": [_row(context, rule) for rule in fit.rules],
            "on_accounts": bool(context.catalog.accounts),
        },
        section="competencies",
        item=fit,
        siblings=(NavigationItem("All competencies", COMPETENCIES.path), FIT),
        breadcrumbs=(COMPETENCIES,),
        description="What the situation of an account asks of its manager beyond the role.",
    )


def _row(context: Context, rule: FitRule) -> RuleRow:
    catalog = context.catalog
    return RuleRow(
        rule=rule,
        when=situation(catalog, rule.when),
        marks=marks(context.names, rule.origin),
        adds=[
            (
                Link(
                    catalog.name("competency", each.competency) or "",
                    competency_path(each.competency),
                ),
                Link(
                    catalog.name("level", each.level) or "",
                    competency_path(each.competency),
                    f"level-{each.level}",
                ),
            )
            for each in rule.adds
        ],
        accounts=[
            Link(insight.account.name, account_path(insight.account.id, "checklist.md"))
            for insight in context.insight.accounts.values()
            if rule.id in {each.id for each in insight.fit_rules}
        ],
    )


def situation(catalog: Catalog, when: When) -> list[list[Link]]:
    """The conditions, one line each; the links of a line are alternatives."""
    plain = (
        ("The account is ranked", when.tier),
        ("The account is marked as", when.context),
        ("Its team is organised as", when.structure),
        ("The customer's sector is", when.sector),
    )
    lines = [
        [
            Link(f"{said} {md.words(each)}" if not place else md.words(each))
            for place, each in enumerate(values)
        ]
        for said, values in plain
        if values
    ]
    cells = [_cell(catalog, str(at.method), at.cell) for at in when.cell]
    steps = [_step(catalog, str(at.method), at.step) for at in when.stage]
    return [*lines, *([cells] if cells else []), *([steps] if steps else [])]


def _cell(catalog: Catalog, method_id: str, cell_id: str) -> Link:
    method = catalog.methods.get(method_id)
    cell = next((each for each in method.cells if each.id == cell_id), None) if method else None
    name = cell.name if cell else cell_id
    return Link(f"It stands in the cell {name}", method_path(method_id), f"cell-{cell_id}")


def _step(catalog: Catalog, method_id: str, step_id: str) -> Link:
    method = catalog.methods.get(method_id)
    step = next((each for each in method.steps if each.id == step_id), None) if method else None
    name = capital(step.name) if step else step_id
    said = f"Its relationship stands at {name}, or works towards it"
    return Link(said, method_path(method_id), f"step-{step_id}")
