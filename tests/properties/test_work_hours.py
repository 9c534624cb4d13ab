"""Hours of relationships and meetings add up to the same by post, by person and by account."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.work_hours import (
    OTHER_POSTS,
    WorkHours,
    by_post,
    grouped,
    together,
    work_hours,
)
from generator.model.kinds import Account
from tests.conftest import AS_OF
from tests.examples import examples
from tests.unit.insight.accounts import account_figures

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(30, 300))

PEOPLE = ("ada", "ben", "cid", "dan")
PERSON = st.sampled_from(PEOPLE)
HOURS = st.none() | st.decimals(0, 40, places=1).map(str)
DAYS: tuple[dict[str, Any], ...] = (
    {},
    {"until": "2026-11-02"},
    {"until": "2026-11-01"},
    {"since": "2026-11-03"},
    {
        "later_shares": [
            {"from": "2026-11-02", "share": "7 %"},
            {"from": "2027-01-01", "share": "9 %"},
        ]
    },
)
"""When somebody works on an account, as of 2 November 2026."""
DUE = st.dates(date(2026, 9, 1), date(2027, 5, 31)).map(str)
RHYTHM = st.tuples(st.integers(1, 9), st.sampled_from(("day", "week", "month", "year")))


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """An account with a team, contacts, meetings and actions."""
    links = draw(st.dictionaries(st.tuples(PERSON, st.sampled_from(("buyer", "chief"))), HOURS))
    sections: dict[str, Any] = {
        "team": [
            {"person": each, "does": "Serves", "share": f"{draw(st.integers(0, 100))} %",
             **draw(st.sampled_from(DAYS))}
            for each in draw(st.lists(PERSON, unique=True))
        ],
        "meetings": [
            {"id": f"m{number}", "what": "Figures", "every": f"{count} {unit}"}
            | ({"hours": "09:00-10:15"} if draw(st.booleans()) else {})
            for number, (count, unit) in enumerate(draw(st.lists(RHYTHM, max_size=3)))
        ],
        "stakeholders": [
            {"id": each, "function": each, "area": "Works", "power": "high", "interest": "low",
             "known": "assumed", "on": "2026-09-01"}
            for each in ("buyer", "chief")
        ],
        "relationships": [
            {"person": person, "stakeholder": post, "strength": "working", "since": "2026-01-05",
             "last_contact": "2026-10-01"} | ({"hours_a_month": hours} if hours else {})
            for (person, post), hours in links.items()
        ],
        "objectives": [
            {"id": "o", "whose": "ours", "what": "More", "due": "2027-06-01", "owner": "ada",
             "actions": [
                 {"id": f"x{number}", "what": "Visit", "owner": draw(PERSON), "due": draw(DUE)}
                 | ({"hours": hours} if hours else {})
                 for number, hours in enumerate(draw(st.lists(HOURS, max_size=3)))
             ]}
        ],
        "status": draw(st.sampled_from(("active", "draft"))),
    }  # fmt: skip
    return account_figures("a", **sections).account


@law
@given(st.lists(accounts(), max_size=3), st.dictionaries(PERSON, st.sampled_from(("one", "two"))))
def test_sums_by_person_by_post_and_by_account_match(
    held: list[Account], posts: dict[str, str]
) -> None:
    found = work_hours(held, AS_OF)
    total = together(found.values())
    groups = grouped(found, lambda person: posts.get(person, "none"))
    assert together(work for _, work in groups.values()) == total
    assert sum(count for count, _ in groups.values()) == len(found)
    assert together(part for each in held for part in work_hours([each], AS_OF).values()) == total
    running = [each for each in held if each.status == "active"]
    stated = [link.hours_a_month for each in running for link in each.relationships]
    assert total.relationships == sum((Fraction(each) for each in stated if each is not None), 0)
    assert total.share == sum(
        7 if member.later_shares else member.share or 0
        for each in running
        for member in each.team
        if member.until != date(2026, 11, 1) and member.since is None
    )
    assert total.hours == total.relationships + total.meetings + total.implementation
    actions = [step for each in running for one in each.objectives for step in one.actions]
    assert (total.actions, total.uncosted) == (
        len(actions),
        sum(step.hours is None for step in actions),
    )
    assert total.implementation <= sum(Fraction(step.hours or 0) for step in actions)
    assert total.balance is None or 0 <= total.balance <= 1
    if total.actions == total.uncosted > 0:
        assert total.balance is None


@law
@given(st.lists(accounts(), max_size=3), st.dictionaries(PERSON, st.sampled_from("abcd")))
def test_no_sum_by_post_is_of_one_person_where_figures_about_people_are_not_shown(
    held: list[Account], posts: dict[str, str]
) -> None:
    found = work_hours(held, AS_OF)
    groups = by_post(found, lambda person: posts.get(person, "none"), people_shown=False)
    parts: dict[str, list[WorkHours]] = {}
    for person, part in found.items():
        own = posts.get(person, "none")
        parts.setdefault(own if own in groups else OTHER_POSTS, []).append(part)
    if groups:
        assert {name: len(each) for name, each in parts.items()} == {
            name: count for name, (count, _) in groups.items()
        }
        assert all(map(is_of_several, parts.values()))
        assert together(work for _, work in groups.values()) == together(found.values())
    else:
        assert not is_of_several(found.values())


def is_of_several(parts: Collection[WorkHours]) -> bool:
    return len([each for each in parts if each.share or each.hours]) > 1


def test_a_meeting_counts_for_everyone_of_the_team_and_an_action_for_its_owner() -> None:
    account = account_figures(
        "a",
        team=[{"person": each, "does": "Serves", "share": "25 %"} for each in ("ada", "ben")],
        meetings=[{"id": "call", "what": "Figures", "every": "1 week", "hours": "09:00-09:45"}],
        objectives=[
            {"id": "o", "whose": "ours", "what": "More", "due": "2027-01-01", "owner": "ada",
             "actions": [
                 {"id": "x", "what": "Visit", "owner": "ben", "due": "2026-12-01"},
                 {"id": "y", "what": "Call", "owner": "ben", "due": "2026-10-01",
                  "done": "2026-10-01"}]}
        ],
    ).account  # fmt: skip
    found = work_hours([account], AS_OF)
    assert found["ada"].meetings == Fraction(3, 4) * Fraction(365, 7) / 12
    assert found["ada"].planned == 40
    assert (found["ada"].actions, found["ben"].actions) == (0, 1)
    assert found["ada"] + found["ben"] == together(found.values())


@pytest.mark.parametrize(
    ("due", "a_month"),
    [
        ("2026-10-01", Fraction(12)),  # overdue: all of it is to be done now
        ("2026-12-01", Fraction(12)),
        ("2027-11-02", Fraction(1)),
    ],
)
def test_the_hours_of_an_action_are_spread_over_the_months_until_it_is_due(
    due: str, a_month: Fraction
) -> None:
    action = {"id": "x", "what": "Visit", "owner": "ada", "due": due, "hours": "12"}
    done = {
        "id": "y",
        "what": "Call",
        "owner": "ada",
        "due": due,
        "hours": "5",
        "done": "2026-11-01",
    }
    account = account_figures(
        "a",
        objectives=[
            {"id": "o", "whose": "ours", "what": "More", "due": "2028-01-01", "owner": "ada",
             "actions": [action, done]}
        ],
    ).account  # fmt: skip
    found = work_hours([account], AS_OF)["ada"]
    assert (found.implementation, found.actions) == (a_month, 1)
    assert found.balance == 0
    assert (found + WorkHours(relationships=a_month * 3)).balance == Fraction(3, 4)
