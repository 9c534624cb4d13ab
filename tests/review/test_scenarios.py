"""Pairs of states with every change, its weight, what it means and what it asks for."""

from functools import cache
from pathlib import Path

import pytest

from tests.review.scenario_table import HERE, Case, cases, reviewed, told

_MARK = "=== "
CASES = cases()


@cache
def expected(area: str) -> dict[str, str]:
    """What is to be said of the cases of one area, by name."""
    file = _file(area)
    parts = file.read_text("utf-8").split(f"\n{_MARK}") if file.exists() else []
    named = (part.removeprefix(_MARK).partition("\n") for part in parts)
    return {name: text.strip("\n") for name, _, text in named}


def _file(area: str) -> Path:
    return HERE / f"{area}.txt"


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    assert len(CASES) >= 60
    names = [(case.area, case.name) for case in CASES]
    assert len(set(names)) == len(names)


def test_what_is_expected_has_its_case(regenerate: bool) -> None:
    areas = {case.area for case in CASES}
    assert {file.stem for file in HERE.glob("*.txt")} <= areas
    if regenerate:
        for area in areas:
            mine = (case for case in CASES if case.area == area)
            said = (f"{_MARK}{case.name}\n{_told(case)}\n" for case in mine)
            _file(area).write_text("\n".join(said), encoding="utf-8", newline="\n")
        expected.cache_clear()
    there = {(area, name) for area in areas for name in expected(area)}
    assert there == {(case.area, case.name) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.area}: {case.name}")
def test_a_change_says_what_it_is_and_what_it_means(case: Case) -> None:
    assert _told(case) == expected(case.area)[case.name]


def _told(case: Case) -> str:
    return told(reviewed(case.before, case.after, case.edition, case.authors))
