"""Movement between two days."""

from datetime import date

import pytest

from generator.analysis.matrix import Placement
from generator.analysis.movement import AccountMove, promotion_due
from generator.analysis.portfolio import Portfolio, portfolio
from tests.unit.insight.accounts import AS_OF, AccountFigures, account_figures, placement


def portfolio_of(*found: AccountFigures) -> Portfolio:
    return portfolio(found, None, AS_OF)


def only(*placements: Placement, **sections: object) -> AccountMove:
    (move,) = portfolio_of(account_figures("a", placements, **sections)).moves
    return move


def first_version(on: str) -> dict[str, object]:
    return {"changes": [{"version": "1", "on": on, "what": ["First plan."]}]}


OLD = placement("2025-06-01", 3, 3)
NEW = placement("2026-06-01", 8, 4)


def test_the_portfolio_looks_back_twelve_months() -> None:
    assert portfolio_of(account_figures("a")).earlier == date(2025, 11, 2)


def test_an_account_moved_to_another_cell() -> None:
    move = only(NEW, OLD)
    assert move.how == "moved"
    assert (move.then, move.now) == (OLD, NEW)


@pytest.mark.parametrize(
    ("newer", "how"),
    [
        (placement("2026-06-01", 4, 3), "shifted"),
        (placement("2026-06-01", 3, 3), "same scores"),
        (placement("2025-11-03", 6, 3), "moved"),
    ],
)
def test_values_may_change_in_the_same_cell(newer: Placement, how: str) -> None:
    assert only(newer, OLD).how == how


def test_a_rating_of_the_day_itself_is_in_force_and_one_of_tomorrow_is_not() -> None:
    today, tomorrow = placement("2026-11-02", 7, 3), placement("2026-11-03", 7, 9)
    then, after = placement("2025-11-02", 2, 3), placement("2025-11-03", 2, 9)
    move = only(tomorrow, today, after, then)
    assert (move.then, move.now) == (then, today)


def test_without_a_newer_rating_the_old_one_still_holds() -> None:
    move = only(OLD)
    assert (move.how, move.then, move.now) == ("no rating", OLD, OLD)


def test_placements_of_another_method_are_not_compared() -> None:
    other = placement("2025-06-01", 3, 3, method="other")
    move = only(NEW, other)
    assert (move.how, move.then, move.now) == ("first rating", None, NEW)


def test_accounts_without_a_rating() -> None:
    assert only().how == "not rated"
    assert only(placement("2027-01-01", 3, 3)).how == "not rated"


@pytest.mark.parametrize(
    ("sections", "how"),
    [
        (first_version("2025-11-03"), "new"),
        (first_version("2025-11-02"), "first rating"),
        ({"changes": [{"version": "2", "on": "2026-01-01", "what": ["More."]}]}, "first rating"),
        ({}, "first rating"),
    ],
)
def test_an_account_is_new_when_its_first_version_came_in_between(
    sections: dict[str, object], how: str
) -> None:
    assert only(NEW, **sections).how == how


def test_only_active_accounts_are_compared() -> None:
    assert portfolio_of(account_figures("a", (NEW, OLD), status="retired")).moves == ()


# Since every account was reviewed --------------------------------------------------------------


def reviewed(account_id: str, last: str, *placements: Placement) -> AccountFigures:
    return account_figures(account_id, placements, review={"last": last, "every": "6 months"})


def test_news_are_counted_from_the_earliest_of_the_last_reviews() -> None:
    found = portfolio_of(
        reviewed("a", "2026-05-01", placement("2026-05-01", 3, 3)),
        reviewed("b", "2026-09-01", placement("2026-06-01", 3, 3)),
        reviewed("c", "2027-01-01"),
    )
    assert found.reviewed == date(2026, 5, 1)
    assert [each.account.id for each in found.fresh] == ["b"]


def test_news_never_reach_back_more_than_twelve_months() -> None:
    found = portfolio_of(reviewed("a", "2019-05-01"), reviewed("b", "2026-09-01"))
    assert found.reviewed == date(2025, 11, 2)


def test_without_a_review_there_is_no_day_to_count_from() -> None:
    found = portfolio_of(reviewed("a", "2027-01-01", NEW))
    assert found.reviewed is None
    assert found.fresh == ()


# Decisions -------------------------------------------------------------------------------------


def selected(account_id: str, *days: tuple[str, str], status: str = "active") -> AccountFigures:
    return account_figures(
        account_id,
        status=status,
        selection=[
            {"stage": stage, "on": on, "by": "ada", "reasons": ["So it is."]} for stage, on in days
        ],
    )


def test_decisions_of_the_last_twelve_months_newest_first() -> None:
    found = portfolio_of(
        selected("b", ("accepted", "2026-03-01"), ("nominated", "2025-11-02")),
        selected("a", ("de-selected", "2026-03-01"), status="retired"),
        selected("c", ("rejected", "2026-11-02"), ("nominated", "2026-11-03")),
    )
    assert [(each.account.id, each.selection.stage) for each in found.decided] == [
        ("c", "rejected"),
        ("a", "de-selected"),
        ("b", "accepted"),
    ]


@pytest.mark.parametrize(
    ("scores", "met"),
    [
        ([("2026-09-01", 6), ("2026-03-01", 7)], True),
        ([("2026-09-01", 6), ("2026-03-01", 5)], False),
        ([("2026-09-01", 5), ("2026-03-01", 7), ("2025-09-01", 7)], False),
        ([("2026-09-01", 9)], False),
        ([("2026-11-03", 9), ("2026-03-01", 9)], False),
    ],
)
def test_the_trigger_for_another_tier_is_met_by_ratings_in_a_row(
    scores: list[tuple[str, int]], met: bool
) -> None:
    trigger = {"to": "global", "axis": "potential", "at_least": "6", "reviews": "2"}
    rated = tuple(placement(on, score, 3) for on, score in scores)
    account = account_figures("a", rated, promotion=trigger)
    assert promotion_due(account.account, rated, AS_OF) is met
    assert bool(portfolio_of(account).promotions) is met
