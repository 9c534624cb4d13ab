"""First days on an account: its contracts before their days for notice, its decisions in time."""

import re
from datetime import timedelta

import pytest

from generator.findings.classification import Edition
from tests.conftest import AS_OF, FIXTURE, assembled_on

AGREEMENT = "Frame agreement for service"


def lists(days: int = 0) -> dict[str, str]:
    """The lists of the first days on the fixture's account, by name, so many days later."""
    pages = assembled_on(AS_OF + timedelta(days), Edition.TEAM, root=FIXTURE).pages
    page = next(each for each in pages if each.path == "accounts/aldane-group/onboarding.md")
    parts = re.split(r"^## (?:<a [^>]+></a>)*", page.markdown, flags=re.M)[1:]
    return {part.partition("\n")[0]: part for part in parts}


def holding(text: str, days: int = 0) -> list[tuple[str, str]]:
    """Each line that holds a text, with the name of its list."""
    return [
        (name, line)
        for name, part in lists(days).items()
        for line in part.splitlines()
        if text in line
    ]


@pytest.mark.parametrize(
    ("days", "note"),
    [
        (0, "last day to give notice: 30 Dec 2026"),
        (100, "last day to give notice: 30 Dec 2026 (has passed)"),
    ],
)
def test_a_contract_that_runs_is_read_in_the_first_week(days: int, note: str) -> None:
    ((name, line),) = holding(AGREEMENT, days)
    assert name.startswith("Day ")
    assert note in line


def test_a_contract_that_has_ended_is_not_read() -> None:
    assert holding(AGREEMENT, 300) == []


@pytest.mark.parametrize(
    ("days", "at", "note"),
    [
        (0, "Week 8", ": a decision to revisit on 15 Jan 2027"),
        (60, "Day 5", ": decision to revisit, due on 15 Jan 2027"),
    ],
)
def test_a_decision_is_looked_at_again_before_its_day(days: int, at: str, note: str) -> None:
    assert [name for name, line in holding(note, days)] == [at]
