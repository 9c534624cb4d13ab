"""The reports on relationships at risk and on satisfaction, and their tables for a spreadsheet."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from generator.analysis import Insight, analyze
from generator.editions import Catalog, view
from generator.exports.reports import RELATIONSHIPS, relationships_csv, satisfaction_csv
from generator.findings.classification import Edition
from generator.model.kinds import Account
from generator.pages import PageKind, inputs, reports
from generator.pages.kit.context import Context
from generator.pipeline import read_definitions
from tests.conftest import AS_OF, FIXTURE, PORTFOLIO

Worked = tuple[Catalog, Insight]
ALDANE = "aldane-group"


@pytest.fixture(scope="module")
def fixture() -> Worked:
    return worked_out(FIXTURE)


def worked_out(root: Path) -> Worked:
    catalog = view(read_definitions(root).definitions, Edition.TEAM)
    return catalog, analyze(catalog, AS_OF)


def text_of(found: Worked, name: str) -> str:
    """The Markdown of a report; empty if there is none."""
    pages = PageKind(inputs.reports, reports.pages, of_all=True).of(Context(*found))
    return next((each.markdown for each in pages if each.path == f"reports/{name}.md"), "")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))


def changed(found: Worked, **sections: object) -> Worked:
    """An account of the fixture with other sections."""
    catalog, _ = found
    definitions = catalog.definitions
    other: Account = definitions.accounts[ALDANE].model_copy(update=sections)
    catalog = view(definitions.with_items({("account", ALDANE): other}), Edition.TEAM)
    return catalog, analyze(catalog, AS_OF)


def test_the_sentence_on_power_says_that_it_counts_gatekeepers(fixture: Worked) -> None:
    posts = fixture[1].accounts[ALDANE].account.stakeholders
    alone = [
        post.model_copy(update={"power": "low", "buying": ("gatekeeper",)}) for post in posts[:1]
    ]
    found = changed(fixture, stakeholders=tuple(alone), relationships=())
    others = [
        post
        for key, each in found[1].accounts.items()
        if key != ALDANE
        for post in each.coverage.posts
        if post.weighty
    ]
    text = text_of(found, "relationships")
    assert f"Of {len(others) + 1} contacts with power, gatekeepers included, " in text


def test_the_table_holds_each_step_of_an_account(fixture: Worked) -> None:
    catalog, insight = fixture
    found = rows(relationships_csv(catalog, insight, ()))
    expected = [
        (account.account.id, step.kind, step.stakeholder.id, step.by or "")
        for account in insight.accounts.values()
        for step in account.steps
    ]
    assert [(e["account"], e["what"], e["stakeholder"], e["by"]) for e in found] == expected
    assert found
    assert list(found[0]) == list(RELATIONSHIPS)


def test_the_report_says_in_three_sentences_whom_nobody_knows(fixture: Worked) -> None:
    text = text_of(fixture, "relationships")
    before, _, _ = text.partition("![")
    assert 1 <= before.count("\n- ") <= 3
    assert "known to none of us" in text
    nobody = changed(fixture, relationships=())
    assert text_of(nobody, "relationships").count("for an introduction to") == 0
    assert "finds a way to" in text_of(nobody, "relationships")


def test_satisfaction_has_a_report_where_somebody_answered(fixture: Worked) -> None:
    found = rows(satisfaction_csv(*fixture, ()))
    assert [(each["level"], each["before"]) for each in found] == [("84", "80")]
    assert "| 84 % | up 4 points |" in text_of(fixture, "satisfaction")
    assert "No answer is worse than the one before." in text_of(fixture, "satisfaction")
    silent = changed(fixture, satisfaction=())
    assert not text_of(silent, "satisfaction")
    assert not satisfaction_csv(*silent, ())


def test_a_worse_answer_comes_first(fixture: Worked) -> None:
    newest, before = fixture[1].accounts[ALDANE].account.satisfaction
    worse = newest.model_copy(update={"level": before.level - 5})
    text = text_of(changed(fixture, satisfaction=(worse, before)), "satisfaction")
    assert "- 1 answer is worse than the one before:" in text
    assert "down 5 points" in text


def test_a_portfolio_without_answers_has_no_report_on_them() -> None:
    found = worked_out(PORTFOLIO)
    assert not text_of(found, "satisfaction")
    assert "## " in text_of(found, "relationships")
