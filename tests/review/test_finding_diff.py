"""The outcome of each finding, over every case: new, fixed, unchecked or still there."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes.comparison import Comparison, new_findings
from generator.changes.finding_diff import identities_before, identity_of
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.reporters.comparison_markdown import as_markdown
from tests.examples import examples
from tests.review.scenario_table import Case, cases, reviewed

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(12, 25))
CASES = cases()


def case_named(name: str) -> Comparison:
    case = next(each for each in CASES if each.name == name)
    return reviewed(case.before, case.after, case.edition, case.authors)


def assert_each_has_one_outcome(case: Case, edition: Edition) -> None:
    found = reviewed(case.before, case.after, edition)
    absent = (*found.fixed, *(each.finding for each in found.not_evaluated))
    assert len(set(absent)) == len(absent)
    assert set(absent) <= set(found.before.findings)
    assert set(found.added) <= set(found.after.findings)
    remaining = {identity_of(each) for each in found.after.findings}
    assert identities_before(absent, found.differences).isdisjoint(remaining)
    identities = identities_before(found.before.findings, found.differences)
    assert {identity_of(each) for each in found.added}.isdisjoint(identities)
    assert all(each.because.endswith(".") for each in found.not_evaluated)
    same = new_findings(found, lambda state: state.findings)
    assert set(same) == set(found.added)


@law
@given(st.integers(0, len(CASES) - 1), st.sampled_from(Edition))
def test_a_finding_has_one_outcome(number: int, edition: Edition) -> None:
    assert_each_has_one_outcome(CASES[number], edition)


@pytest.mark.slow
def test_in_every_case_a_finding_has_one_outcome() -> None:
    for case in CASES:
        for edition in Edition:
            assert_each_has_one_outcome(case, edition)


@pytest.mark.parametrize(
    "name",
    [
        "a post that nobody covers is called otherwise",
        "a late promise is put in other words",
        "a new holder has no backup either",
    ],
)
def test_a_reworded_finding_is_neither_new_nor_fixed(name: str) -> None:
    found = case_named(name)
    assert {each.message for each in found.before.findings} != {
        each.message for each in found.after.findings
    }
    assert (found.added, found.fixed, found.not_evaluated) == ((), (), ())


def test_an_approval_is_required_once() -> None:
    found = case_named("a new version with the old approval")
    assert "not-approved" in rules(found.after.findings)
    assert "not-approved" not in rules(found.added)
    assert "approval-of-another-version" in rules(found.required)


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {each.rule.id for each in findings}


def test_why_it_is_no_longer_checked_stands_in_comment_and_data() -> None:
    found = case_named("a late promise gets a later day")
    comment = as_markdown(found, "base", "head")
    assert "#### No longer checked\n" in comment
    assert "due on 1 Oct 2026, not kept. It is now due on 15 Dec 2026." in comment
    document = json.loads(as_json(review_document(found, "base", "head")))
    assert [each["because"] for each in document["no_longer_checked"]] == [
        "It is now due on 15 Dec 2026."
    ]
    assert "mended" not in document


def test_one_remedy_stands_below_the_last_that_asks_for_it() -> None:
    found = case_named("another tier and another stage without a decision")
    assert sum(each.rule.id == "cell-changed-without-decision" for each in found.required) == 2
    assert as_markdown(found, "base", "head").count("Write a decision: what was decided") == 1
