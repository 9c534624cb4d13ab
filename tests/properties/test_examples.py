"""Properties of moving the shipped examples: nothing new is found, and nothing is lost."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pipeline import check
from generator.reading.examples import moved, own_day
from generator.reading.files import SourceFile
from generator.reading.load import load
from generator.reading.tree import read_tree
from tests.conftest import AS_OF, ROOT
from tests.examples import examples, spread

OTHERS = ("content/competencies/", "content/methods/", "content/onboarding/")
FILES = {file.path: file.data for file in read_tree(ROOT)[0]}
DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31)).filter(lambda day: day != AS_OF)
law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(4, 8))
# Few files of the handbook stand for all.
FEW = {path: data for path, data in FILES.items() if not path.startswith(OTHERS)}


def after(files: dict[str, bytes], day: date, *, with_handbook: bool = True) -> dict[str, bytes]:
    """All files after the examples in them were moved to a day."""
    definitions, findings = load(SourceFile(*file) for file in files.items())
    assert not findings
    changed = moved(definitions, files, day, with_handbook=with_handbook)
    result = {**files, **{each.file.path: each.data for each in changed}}
    assert own_day(load(SourceFile(*file) for file in result.items())[0]) == day
    return result


def test_the_shipped_examples_say_the_day_that_is_tested() -> None:
    assert own_day(load(SourceFile(*file) for file in FILES.items())[0]) == AS_OF


@pytest.mark.slow
@law
@given(DAYS, DAYS)
def test_there_and_back_gives_the_same_bytes_by_whatever_way(first: date, second: date) -> None:
    there = after(FEW, first)
    assert there != FEW
    assert after(there, AS_OF) == FEW
    assert after(there, second) == after(FEW, second)


def found(root: Path, day: date) -> Counter[tuple[str, str, int]]:
    """Rule, file and line of each finding."""
    findings = check(root, day).findings
    return Counter((each.rule.id, each.where.path, each.where.line) for each in findings)


def laid_out(root: Path, files: dict[str, bytes]) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.mark.parametrize(
    "day",
    spread([date(2028, 2, 29), date(2029, 11, 2), date(2027, 5, 31), date(2019, 10, 1)], 1),
    ids=str,
)
def test_the_same_is_found_on_the_new_day(tmp_path: Path, day: date) -> None:
    expected = found(laid_out(tmp_path, FILES), AS_OF)
    assert expected
    assert found(laid_out(tmp_path, after(FILES, day)), day) == expected


def test_without_the_handbook_nothing_new_is_found_in_the_examples(tmp_path: Path) -> None:
    day = date(2029, 11, 2)
    expected = found(laid_out(tmp_path, FILES), AS_OF)
    files = after(FILES, day, with_handbook=False)
    actual = found(laid_out(tmp_path, files), day)
    assert {rule for rule, _, _ in actual - expected} == {"handbook-review-overdue"}
    # A rating that is moved is newer than versions of methods that are not.
    assert {rule for rule, _, _ in expected - actual} <= {"rating-before-version"}
