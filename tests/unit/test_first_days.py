"""First days as lists of at most eight steps: on shipped pages, on made-up paths, on any."""

import re
import shutil
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.classification import Edition
from generator.pages.kit.checklists import ChecklistEntry
from generator.pages.kit.page import Page
from generator.pages.onboarding.days import (
    MOST,
    VERBS,
    Day,
    DayStep,
    Part,
    by_day,
    name_of,
    place_of,
)
from generator.pipeline.assemble import Assembled, assemble
from tests.conftest import AS_OF, PORTFOLIO

LISTS = re.compile(r"(?:^- \[ \] .*\n)+", re.MULTILINE)
STEP = re.compile(r'^- \[ \] <a id="([^"]+)"', re.MULTILINE)


def lists(page: Page) -> list[list[str]]:
    """The anchors of each list to tick of a page."""
    return [STEP.findall(found) for found in LISTS.findall(page.markdown)]


def of_days(pages: Assembled) -> list[Page]:
    """The pages of paths and of first days with an account."""
    kinds = ("onboarding", "first-days")
    return [each for each in pages.pages if each.checklist and each.checklist.kind in kinds]


def steps(count: int, does: str, of: str = "") -> list[DayStep]:
    return [
        DayStep(does, ChecklistEntry(f"{of}{does}-{each}", "", f"{of}{does}", "", "1", ""))
        for each in range(count)
    ]


@pytest.mark.few(1)
@pytest.mark.parametrize("edition", [Edition.TEAM, Edition.HR])
def test_no_shipped_list_has_more_than_eight_steps(
    shipped: Callable[[Edition], Assembled], edition: Edition
) -> None:
    pages = of_days(shipped(edition))
    assert len(pages) >= 3
    for page in pages:
        found = lists(page)
        assert found
        assert max(map(len, found)) <= 8, page.path
        assert page.checklist
        assert sum(map(len, found)) == len(page.checklist.entries)


def test_a_shipped_path_has_all_five_days_and_then_weeks(
    shipped: Callable[[Edition], Assembled],
) -> None:
    for page in of_days(shipped(Edition.TEAM)):
        if page.path.endswith("exercises.md"):
            continue
        names = re.findall(
            r"^## (?:<a id=\"[^\"]+\"></a>)*((?:Day|Week) \d+)$", page.markdown, re.M
        )
        assert names == [f"Day {each}" for each in range(1, 6)] + [
            f"Week {each}" for each in range(2, 13)
        ], page.path


@pytest.mark.slow
@pytest.mark.parametrize("count", [40, pytest.param(55, marks=pytest.mark.slow)])
def test_a_path_with_forty_steps_on_the_first_day_is_spread(tmp_path: Path, count: int) -> None:
    for name in ("accounts", "content"):
        shutil.copytree(PORTFOLIO / name, tmp_path / name)
    path = tmp_path / "content/onboarding/kam.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("milestones:"), text.index("\nchanges:")
    many = "".join(f"      - Step number {each} of many.\n" for each in range(count))
    day = f"milestones:\n  - id: day-1\n    name: Day 1\n    day: 1\n    tasks:\n{many}"
    path.write_text(text[:start] + day + text[end:], encoding="utf-8")
    made = {each.path: each for each in assemble(tmp_path, Edition.TEAM, AS_OF).pages}
    page = made["onboarding/kam.md"]
    found = lists(page)
    assert [len(each) for each in found] == [8] * (count // 8) + [count % 8] * bool(count % 8)
    assert page.checklist
    groups = list(dict.fromkeys(entry.group for entry in page.checklist.entries))
    assert groups == [name_of(each) for each in range(len(found))]
    numbers = re.findall(r"Step number (\d+)", page.markdown)
    assert numbers == [str(each) for each in range(count)]
    days = made["accounts/hallmere-food-retail/onboarding.md"]
    assert max(map(len, lists(days))) <= 8
    assert set(lists_flat(page)) < set(lists_flat(days))


def lists_flat(page: Page) -> list[str]:
    return [anchor for each in lists(page) for anchor in each]


@st.composite
def sequences(draw: st.DrawFn, of: str) -> list[Part]:
    days = list(accumulate(draw(st.lists(st.integers(0, 40), max_size=5))))
    return [
        Part(
            day,
            tuple(steps(draw(st.integers(0, 15)), does, f"{of}{place}") for does in VERBS),
            anchors=(f"{of}-{place}",),
        )
        for place, day in enumerate(days)
    ]


def held(days: tuple[Day, ...]) -> list[str]:
    return [step.entry.id for day in days for step in day.steps]


@pytest.mark.slow
@given(sequences("account"), sequences("path"))
def test_whatever_the_parts_all_steps_are_there_once_in_lists_of_eight(
    account: list[Part], path: list[Part]
) -> None:
    days = by_day(account, path)
    meant = [step.entry.id for part in (*account, *path) for each in part.lists for step in each]
    assert sorted(held(days)) == sorted(meant)
    assert all(0 < len(day.steps) <= MOST for day in days)
    order = [name_of(place) for place in range(1000)]
    assert [day.name for day in days] == sorted((day.name for day in days), key=order.index)
    assert all(step.entry.group == day.name for day in days for step in day.steps)
    if meant:
        anchors = [anchor for day in days for anchor in day.anchors]
        assert sorted(anchors) == sorted(
            each for part in (*account, *path) for each in part.anchors
        )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        *((0, "Day 1"), (1, "Day 1"), (1.5, "Day 1"), (2, "Day 2"), (5, "Day 5"), (7, "Day 5")),
        *((13, "Day 5"), (14, "Week 2"), (30, "Week 4"), (60, "Week 8"), (90, "Week 12")),
    ],
)
def test_a_list_is_over_by_its_day(day: float, name: str) -> None:
    assert name_of(place_of(day)) == name


def test_what_is_due_earlier_is_not_pushed_behind_what_is_due_later() -> None:
    parts = [Part(1, (steps(10, "Do", "first"),)), Part(2, (steps(7, "Read", "second"),))]
    one, two, three = by_day(parts)
    assert {step.entry.name for step in one.steps} == {"firstDo"}
    assert [step.entry.name for step in two.steps] == ["secondRead"] * 6 + ["firstDo"] * 2
    assert [step.entry.name for step in three.steps] == ["secondRead"]


def test_a_week_holds_something_of_everything() -> None:
    parts = [Part(5, ()), Part(30, (steps(6, "Read"), steps(3, "Meet"), steps(3, "Do")))]
    assert [[step.does for step in day.steps] for day in by_day(parts)] == [
        ["Read", "Read", "Meet", "Do"]
    ] * 3
