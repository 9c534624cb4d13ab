"""Shares of working time that hold from a day on, and who holds an account on a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from generator.analysis.needs import holder
from generator.model.profile import TeamMember
from generator.pages.account.team import share_in_words, shares_in_words
from tests.conftest import AS_OF
from tests.unit.insight.accounts import account_figures

JANUARY, SUMMER = date(2027, 1, 1), date(2027, 6, 30)


def member(**more: Any) -> TeamMember:
    return TeamMember.model_validate({"person": "ada", "does": "Leads", **more})


LATER = {"later_shares": [{"from": "2027-03-01", "share": "60 %"},
                          {"from": "2027-01-01", "share": "50 %"}]}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "day", "share"),
    [
        ({"share": "30 %", **LATER}, JANUARY - timedelta(days=1), 30),
        ({"share": "30 %", **LATER}, JANUARY, 50),
        ({"share": "30 %", **LATER}, SUMMER, 60),
        ({"share": "30 %", "until": "2027-01-01"}, JANUARY, 30),
        ({"share": "30 %", "until": "2026-12-31"}, JANUARY, None),
        ({"share": "30 %", "since": "2027-01-02"}, JANUARY, None),
        (LATER, AS_OF, None),
    ],
)
def test_the_share_of_a_day_is_the_newest_that_has_begun(
    more: dict[str, Any], day: date, share: int | None
) -> None:
    assert member(**more).share_on(day) == share


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"share": "30 %"}, "30 %"),
        (
            {"share": "30 %", **LATER},
            "30 %, from 1 Jan 2027 on 50 %, from 1 Mar 2027 on 60 %",
        ),
        ({"share": "30 %", "since": "2027-01-01"}, "from 1 Jan 2027 on 30 %"),
        ({"share": "30 %", "until": "2026-11-01"}, ""),
        ({}, ""),
    ],
)
def test_the_team_page_says_what_comes(more: dict[str, Any], words: str) -> None:
    assert share_in_words(member(**more), AS_OF) == words


def team(*members: dict[str, Any]) -> Any:
    return account_figures("a", team=[{"does": "Serves", **each} for each in members]).account


def test_the_sum_of_shares_is_that_of_the_day() -> None:
    account = team(
        {"person": "ada", "share": "50 %", "until": "2026-11-01"},
        {
            "person": "ben",
            "share": "40 %",
            "later_shares": [{"from": "2027-01-01", "share": "90 %"}],
        },
        {"person": "cid", "since": "2026-01-01"},
    )
    words = shares_in_words(account, AS_OF)
    assert words == "2 people, 0.4 full-time jobs in all; 1 share not stated."
    assert "0.9 full-time jobs" in shares_in_words(account, JANUARY)


@pytest.mark.parametrize(
    ("ada", "ben", "held"),
    [
        ({}, {}, "ada"),
        ({"until": "2026-11-02"}, {"since": "2026-11-03"}, "ada"),
        ({"until": "2026-11-01"}, {"since": "2026-11-02"}, "ben"),
        ({"until": "2026-11-01"}, {"since": "2026-12-01"}, "ben"),
        ({"until": "2026-11-01"}, {"until": "2026-11-01"}, None),
        ({"since": "2026-12-01"}, {"since": "2026-11-15"}, "ben"),
    ],
)
def test_an_account_is_held_by_who_is_there_or_else_comes_next(
    ada: dict[str, Any], ben: dict[str, Any], held: str | None
) -> None:
    account = team({"person": "ada", "role": "kam", **ada}, {"person": "ben", "role": "kam", **ben})
    found = holder(account, AS_OF)
    assert (found and found.person) == held
