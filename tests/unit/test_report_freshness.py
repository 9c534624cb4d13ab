"""The report on freshness, and what every report says is new since the last reviews."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from generator.analysis import analyze
from generator.analysis.freshness import Freshness
from generator.editions import view
from generator.exports.reports import freshness_csv
from generator.findings.classification import Edition
from generator.model.common import Review
from generator.pages.reports.freshness import age
from tests.conftest import AS_OF, FIXTURE
from tests.unit.test_reports_relationships import ALDANE, Worked, changed, text_of, worked_out


@pytest.fixture(scope="module")
def fixture() -> Worked:
    return worked_out(FIXTURE)


def of_kind(found: Worked, kind: str) -> list[Freshness]:
    return [each for each in found[1].accounts[ALDANE].freshness if each.kind == kind]


def test_the_oldest_comes_first_and_nothing_of_a_day_to_come(fixture: Worked) -> None:
    found = fixture[1].accounts[ALDANE].freshness
    days = [each.on for each in found]
    assert days == sorted(days)
    assert max(days) <= AS_OF
    account = fixture[1].accounts[ALDANE].account
    first, *others = account.relationships
    later = first.model_copy(update={"last_contact": AS_OF + timedelta(days=1)})
    moved = changed(fixture, relationships=(later, *others))
    assert len(of_kind(moved, "conversation")) == len(of_kind(fixture, "conversation")) - 1


def test_each_kind_is_too_old_by_the_rule_that_a_check_goes_by(fixture: Worked) -> None:
    account = fixture[1].accounts[ALDANE].account
    assert account.wallet
    for on, stale in ((date(2025, 11, 2), False), (date(2025, 11, 1), True)):
        wallet = account.wallet.model_copy(update={"on": on})
        (found,) = of_kind(changed(fixture, wallet=wallet), "wallet")
        assert (found.on, found.stale) == (on, stale)
    review = account.review.model_copy(update={"last": date(2026, 5, 1)})
    (found,) = of_kind(changed(fixture, review=review), "review")
    assert (found.until, found.stale) == (date(2026, 11, 1), True)
    posts = of_kind(fixture, "post")
    assert len(posts) == len(account.stakeholders)
    assert {each.until for each in posts} == {None}


def test_the_report_has_a_row_for_each_kind_and_says_first_what_is_past(fixture: Worked) -> None:
    text = text_of(fixture, "freshness")
    opening = text.split("\n\n")[1].split("\n")
    assert 1 <= len(opening) <= 3
    account = fixture[1].accounts[ALDANE].account
    review = account.review.model_copy(update={"last": date(2026, 4, 1)})
    late = text_of(changed(fixture, review=review), "freshness")
    lines = late.split("\n")
    row = next(line for line in lines if line.startswith("| [Aldane") and "| Review |" in line)
    assert "[The plan](../accounts/aldane-group/strategy.md)" in row
    assert "1 Oct 2026" in row
    assert "past</span>" in row
    assert "freshness.svg" in late


def test_the_table_holds_everything_with_its_age(fixture: Worked) -> None:
    text = freshness_csv(*fixture, ())
    rows = list(csv.DictReader(StringIO(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    everything = [each for own in fixture[1].accounts.values() for each in own.freshness]
    assert len(rows) == len(everything) > 10
    assert [row["on"] for row in rows] == sorted(each.on.isoformat() for each in everything)
    assert all(int(row["days"]) == (AS_OF - date.fromisoformat(row["on"])).days for row in rows)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 2), "today"),
        (date(2026, 11, 1), "1 day"),
        (date(2026, 9, 4), "59 days"),
        (date(2026, 9, 3), "1 month"),
        (date(2025, 11, 3), "11 months"),
        (date(2025, 11, 2), "12 months"),
    ],
)
def test_an_age_is_told_in_days_and_then_in_months(on: date, expected: str) -> None:
    assert age(on, AS_OF) == expected


NEWS = "- New since the last review: "


@pytest.mark.parametrize("name", ["progress", "relationships", "capacity", "freshness", "findings"])
def test_a_report_begins_with_what_is_new_and_is_silent_where_nothing_is(
    fixture: Worked, name: str
) -> None:
    long_ago = Review.model_validate({"last": "2020-01-01", "every": "1 year"})
    opening = text_of(changed(fixture, review=long_ago), name).split("\n\n")[1]
    assert opening.startswith(f"{NEWS}Aldane Group since 1 Jan 2020:")
    today = Review.model_validate({"last": "2026-11-02", "every": "1 year"})
    catalog, _ = fixture
    others = {("account", key): each.model_copy(update={"review": today})
              for key, each in catalog.definitions.accounts.items()}  # fmt: skip
    view_of_today = view(catalog.definitions.with_items(others), Edition.TEAM)
    silent = text_of((view_of_today, analyze(view_of_today, AS_OF)), name)
    assert NEWS not in silent
    assert silent
