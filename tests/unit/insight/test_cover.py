"""Who stands in, whom that person knows and has to call, and who decides meanwhile."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.analysis.cover import Cover, covers
from generator.analysis.coverage import coverage
from generator.model.company import Person
from tests.unit.insight.accounts import AS_OF, account_figures

Away = dict[str, list[tuple[str, str | None]]]

AWAY: Away = {"ada": [("2026-12-07", "2026-12-18")]}

POSTS: tuple[tuple[str, str, list[str]], ...] = (
    ("buyer", "high", ["decision-maker"]),
    ("chief", "high", []),
    ("fitter", "low", []),
)

LINKS = (("ada", "buyer"), ("ada", "chief"), ("cid", "chief"), ("ada", "fitter"))


def found(
    away: Away = AWAY,
    links: tuple[tuple[str, str], ...] = LINKS,
    backup: str | None = "ben",
    **sections: Any,
) -> tuple[Cover, ...]:
    """The absences from an account that Ada holds and on which Ben and Cid work."""
    people = {
        each: Person.model_validate(
            {
                "id": each,
                "name": each.title(),
                "function": "sales",
                "away": [
                    {"from": first, **({"until": last} if last else {})}
                    for first, last in away.get(each, [])
                ],
            }
        )
        for each in ("ada", "ben", "cid", "dan")
    }
    account = account_figures(
        "a",
        **{
            "team": [
                {"person": "ada", "role": "kam", "does": "Leads"}
                | ({"backup": backup} if backup else {}),
                {"person": "ben", "does": "Serves"},
                {"person": "cid", "does": "Builds", "backup": "ada"},
            ],
            "stakeholders": [
                {"id": post, "function": post.title(), "area": "Works", "power": power,
                 "interest": "high", "buying": buying, "known": "assumed", "on": "2026-09-01"}
                for post, power, buying in POSTS
            ],
            "relationships": [
                {"person": person, "stakeholder": post, "strength": "working",
                 "since": "2026-01-05", "last_contact": "2026-10-30", "purpose": f"Talk {post}"}
                for person, post in links
            ],
            **sections,
        },
    ).account  # fmt: skip
    return covers(account, people, coverage(account), AS_OF)


def test_nobody_away_and_what_is_over_is_no_absence() -> None:
    assert found({}) == ()
    assert found({"ada": [("2026-10-01", "2026-11-01")]}) == ()
    assert len(found({"ada": [("2026-10-01", "2026-11-02")]})) == 1


def test_each_absence_is_one_the_earliest_first() -> None:
    away: Away = {"ada": [("2026-12-07", None)], "cid": [("2026-11-09", "2026-11-10")]}
    assert [(each.person, each.open_end) for each in found(away)] == [
        ("cid", False),
        ("ada", True),
    ]


def test_whom_the_stand_in_knows_and_whom_to_be_introduced_to() -> None:
    (cover,) = found()
    assert cover.knows == ()
    assert [post.id for post in cover.introduce] == ["buyer", "chief", "fitter"]
    (cover,) = found(links=(*LINKS, ("ben", "buyer")))
    assert [post.id for post in cover.knows] == ["buyer"]
    assert [post.id for post in cover.introduce] == ["chief", "fitter"]


def test_whom_to_call_and_who_can_introduce() -> None:
    (cover,) = found()
    assert [(each.stakeholder.id, each.about, each.introduced_by) for each in cover.calls] == [
        ("buyer", "Talk buyer", None),
        ("fitter", "Talk fitter", None),
    ]
    promise = {
        "id": "list", "by": "us", "what": "List", "made": "2026-09-01", "due": "2026-12-10",
        "owner": "ada", "stakeholder": "chief",
    }  # fmt: skip
    handover = {"hear_this_week": [{"stakeholder": "fitter", "about": "Who comes now."}]}
    (cover,) = found(promises=[promise], handover=handover)
    assert [(each.stakeholder.id, each.about, each.introduced_by) for each in cover.calls] == [
        ("fitter", "Who comes now.", None),
        ("buyer", "Talk buyer", None),
        ("chief", "List", "cid"),
    ]
    assert [each.due is not None for each in cover.calls] == [False, False, True]
    assert [each.message for each in cover.calls] == [True, False, True]


@pytest.mark.parametrize(("due", "called"), [("2026-12-21", True), ("2026-12-22", False)])
def test_what_is_due_later_than_two_weeks_is_no_reason_to_call_at_once(
    due: str, called: bool
) -> None:
    promise = {
        "id": "list", "by": "us", "what": "List", "made": "2026-09-01", "due": due,
        "owner": "ada", "stakeholder": "chief",
    }  # fmt: skip
    (cover,) = found({"ada": [("2026-12-07", None)]}, promises=[promise])
    assert any(each.stakeholder.id == "chief" for each in cover.calls) is called


RACI = [
    {"activity": "Plan", "accountable": "ada", "responsible": ["ada"], "limit": "the plan",
     "up_to": "5 k", "beyond": "dan"},
    {"activity": "Work", "accountable": "ben", "responsible": ["ben"]},
]  # fmt: skip


def test_who_decides_meanwhile_and_how_far() -> None:
    (cover,) = found(raci=RACI)
    assert [(each.activity, each.by, each.for_another) for each in cover.deciding] == [
        ("Plan", "ben", True),
        ("Work", "ben", False),
    ]
    plan = cover.deciding[0]
    assert (plan.limit, plan.up_to, plan.beyond) == ("the plan", Decimal(5000), "dan")


def test_beyond_the_limit_decides_who_stands_in_for_somebody_away() -> None:
    raci = [{"activity": "Claims", "accountable": "ben", "responsible": ["ben"], "beyond": "ada"}]
    (cover,) = found(raci=raci)
    assert [(each.by, each.beyond) for each in cover.deciding] == [("ben", "ben")]
    (cover,) = found(raci=raci, backup=None)
    assert [each.beyond for each in cover.deciding] == [None]


def test_nobody_decides_where_the_stand_in_is_missing_or_away_too() -> None:
    (cover,) = found(raci=RACI, backup=None)
    assert (cover.stand_in, cover.deciding[0].by, cover.introduce) == (None, None, ())
    both: Away = {**AWAY, "ben": [("2026-12-14", None)]}
    cover = found(both, raci=RACI)[0]
    assert cover.stand_in_away == date(2026, 12, 14)
    assert [each.by for each in cover.deciding] == [None, None]


def test_somebody_outside_the_team_is_listed_where_something_falls_due_to_them() -> None:
    away: Away = {"dan": [("2026-12-07", "2026-12-18")]}
    assert found(away) == ()
    promise = {
        "id": "list", "by": "us", "what": "List", "made": "2026-09-01", "due": "2026-12-10",
        "owner": "dan",
    }  # fmt: skip
    (cover,) = found(away, promises=[promise])
    assert (cover.member, cover.stand_in, cover.due[0].what) == (None, None, "List")


MEETINGS = [
    {"id": "weekly", "what": "Open points", "every": "1 week", "on": "2026-11-03",
     "regions": ["north"], "hours": "09:00-09:30"},
    {"id": "board", "what": "Figures", "every": "3 months"},
]  # fmt: skip
REGIONS = [
    {"id": "north", "name": "North", "time_zone": "Europe/Berlin", "hours": "09:00-17:00"},
    {"id": "south", "name": "South", "time_zone": "Europe/Rome", "hours": "09:00-17:00"},
]


def test_meetings_of_the_absent_person_in_these_days_and_those_without_a_day() -> None:
    (cover,) = found(meetings=MEETINGS, regions=REGIONS)
    assert [(each.on, each.hours) for each in cover.meetings] == [
        (date(2026, 12, 8), "09:00-09:30 Europe/Berlin"),
        (date(2026, 12, 15), "09:00-09:30 Europe/Berlin"),
        (None, None),
    ]


def test_a_meeting_of_another_region_is_none_of_the_absent_person() -> None:
    team = [
        {"person": "ada", "does": "Leads", "backup": "ben", "region": "south"},
        {"person": "ben", "does": "Serves"},
    ]
    (cover,) = found(meetings=MEETINGS, regions=REGIONS, team=team)
    assert [each.what for each in cover.meetings] == ["Figures"]


def test_risks_to_watch_the_gravest_first() -> None:
    risks = [
        {"id": key, "what": key, "trigger": "A sign", "likelihood": likelihood,
         "impact": impact, "response": "Act.", "owner": owner}
        for key, likelihood, impact, owner in (
            ("small", "high", "low", "ada"),
            ("other", "high", "medium", "ben"),
            ("grave", "low", "high", "ben"),
            ("graver", "high", "high", "ada"),
        )
    ]  # fmt: skip
    (cover,) = found(risks=risks)
    assert [each.id for each in cover.risks] == ["graver", "grave", "small"]


def test_what_others_have_overdue_is_told_apart() -> None:
    promises = [
        {"id": key, "by": "us", "what": key, "made": "2026-09-01", "due": due, "owner": owner}
        for key, due, owner in (
            ("late", "2026-10-01", "ben"),
            ("mine", "2026-10-02", "ada"),
            ("then", "2026-12-08", "ben"),
        )
    ]
    (cover,) = found(promises=promises)
    assert [each.what for each in cover.late] == ["late"]
    assert [each.what for each in cover.before] == ["mine"]
    assert [each.what for each in cover.due if each.what in ("late", "mine", "then")] == ["then"]
