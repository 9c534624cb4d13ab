"""A finding about a change stands on the line that caused it."""

from collections.abc import Iterator

import pytest

from generator.changes.comparison import Comparison
from generator.findings.finding import Finding
from generator.git.authors import Author, Authors
from tests.review.scenario_table import Files, edited, reviewed, small

STRATEGY = "accounts/acme-pumps/strategy.yaml"
RATING = """  - method: matrix
    on: 2026-10-15
    raters: [sales, service]
    scores:
      potential:
        volume: {score: 8, evidence: Order book, confidence: high}
        growth: {score: 8, evidence: New line, confidence: high}
      position:
        service: {score: 9, evidence: Their scorecard, confidence: medium}
"""


def found(review: Comparison, rule: str) -> Iterator[Finding]:
    return (each for each in review.required if each.rule.id == rule)


def line_of(files: Files, text: str) -> int:
    return files[STRATEGY][: files[STRATEGY].index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "there"),
    [
        ("service: {score: 5", "service: {score: 9", "service: {score: 9"),
        ("ratings:\n", f"ratings:\n{RATING}", "service: {score: 9"),
    ],
)
def test_a_change_of_cell_is_named_at_the_score(old: str, new: str, there: str) -> None:
    after = edited(small(), [{"file": STRATEGY, "find": old, "replace": new}])
    review = reviewed(small(), after)
    (finding,) = found(review, "cell-changed-without-decision")
    assert (finding.where.path, finding.where.line) == (STRATEGY, line_of(after, there))


def test_a_change_by_another_is_named_at_its_first_line() -> None:
    edits = [("a cheaper seal", "a better seal"), ("Leak report", "Report of leaks")]
    after = edited(small(), [{"file": STRATEGY, "find": old, "replace": new} for old, new in edits])
    authors = Authors({STRATEGY: frozenset({Author("Ben Cole")})})
    (finding,) = found(reviewed(small(), after, authors=authors), "changed-by-another")
    assert (finding.where.path, finding.where.line) == (STRATEGY, line_of(after, "Report of leaks"))
