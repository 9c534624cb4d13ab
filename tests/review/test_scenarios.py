"""Pairs of states with every change, its severity, effects and requirements.

`scenarios/<area>.txt` holds what is said of each case; `scenarios/<area>.sums` the SHA-256 of the
same as JSON and as Markdown. `--regenerate -k AREA` writes those of one area anew.
"""

import json
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.changes.comparison import Comparison
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.exports.reference import document_schema_text
from generator.reporters.comparison_markdown import as_markdown
from tests.review.scenario_table import HERE, Case, as_text, cases, reviewed

_MARK = "=== "
CASES = cases()
AREAS = sorted({case.area for case in CASES})
SCHEMA = Draft202012Validator(json.loads(document_schema_text("data-diff")))


@cache
def expected(area: str) -> dict[str, str]:
    """What is to be said of the cases of one area, by name."""
    file = _file(area)
    parts = file.read_text("utf-8").split(f"\n{_MARK}") if file.exists() else []
    named = (part.removeprefix(_MARK).partition("\n") for part in parts)
    return {name: text.strip("\n") for name, _, text in named}


@cache
def sums(area: str) -> frozenset[str]:
    """What the other formats of one area's cases sum to, a line for each case."""
    file = _sums_file(area)
    return frozenset(file.read_text("utf-8").splitlines()) if file.exists() else frozenset()


def _file(area: str) -> Path:
    return HERE / f"{area}.txt"


def _sums_file(area: str) -> Path:
    return HERE / f"{area}.sums"


def _in_sums(case: Case, review: Comparison) -> str:
    document = as_json(review_document(review, "base", "head"), for_people=True)
    formats = (document, as_markdown(review, "base", "head"))
    return " ".join([*(sha256(text.encode()).hexdigest() for text in formats), case.name])


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    assert len(CASES) >= 60
    names = [(case.area, case.name) for case in CASES]
    assert len(set(names)) == len(names)


def test_what_is_expected_is_of_an_area() -> None:
    for suffix in ("txt", "sums"):
        assert {file.stem for file in HERE.glob(f"*.{suffix}")} == set(AREAS)


@pytest.mark.parametrize("area", AREAS)
def test_what_is_expected_has_its_case(area: str, regenerate: bool) -> None:
    own = [case for case in CASES if case.area == area]
    if regenerate:
        _write(area, [(case, _review(case)) for case in own])
    assert list(expected(area)) == [case.name for case in own]
    assert len(sums(area)) == len(own)


def _write(area: str, reviews: list[tuple[Case, Comparison]]) -> None:
    texts = (f"{_MARK}{case.name}\n{as_text(review)}\n" for case, review in reviews)
    _file(area).write_text("\n".join(texts), encoding="utf-8", newline="\n")
    lines = "".join(f"{_in_sums(case, review)}\n" for case, review in reviews)
    _sums_file(area).write_text(lines, encoding="utf-8", newline="\n")
    expected.cache_clear()
    sums.cache_clear()


def test_only_the_selected_area_is_rewritten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "HERE", tmp_path)
    area = min(AREAS, key=lambda each: sum(case.area == each for case in CASES))
    expected.cache_clear()
    sums.cache_clear()
    test_what_is_expected_has_its_case(area, regenerate=True)
    assert {file.name for file in tmp_path.iterdir()} == {f"{area}.txt", f"{area}.sums"}
    expected.cache_clear()
    sums.cache_clear()


@pytest.mark.few(180)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.area}: {case.name}")
def test_a_change_says_what_it_is_and_what_it_means(case: Case) -> None:
    review = _review(case)
    assert as_text(review) == expected(case.area)[case.name]
    assert _in_sums(case, review) in sums(case.area), "its JSON or Markdown is another"
    document = json.loads(as_json(review_document(review, "base", "head")))
    assert list(SCHEMA.iter_errors(document)) == []


def _review(case: Case) -> Comparison:
    return reviewed(case.before, case.after, case.edition, case.authors)
