"""Pairs of states with every change, its weight, what it means and what it asks for."""

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.exports.record import as_json
from generator.exports.reference import document_schema_text
from generator.exports.review import review_document
from generator.review.review import Review
from tests.review.scenario_table import HERE, Case, cases, reviewed, told

_MARK = "=== "
CASES = cases()
SCHEMA = Draft202012Validator(json.loads(document_schema_text("data-diff")))


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
            said = (f"{_MARK}{case.name}\n{told(_review(case))}\n" for case in mine)
            _file(area).write_text("\n".join(said), encoding="utf-8", newline="\n")
        expected.cache_clear()
    there = {(area, name) for area in areas for name in expected(area)}
    assert there == {(case.area, case.name) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.area}: {case.name}")
def test_a_change_says_what_it_is_and_what_it_means(case: Case) -> None:
    review = _review(case)
    assert told(review) == expected(case.area)[case.name]
    document = json.loads(as_json(review_document(review, "base", "head")))
    assert list(SCHEMA.iter_errors(document)) == []


def _review(case: Case) -> Review:
    return reviewed(case.before, case.after, case.edition, case.authors)
