"""What to do for relationships: one input changes, and who is introduced to whom moves."""

from datetime import date
from typing import Any

import pytest

from generator.analysis.coverage import Coverage, coverage
from generator.analysis.relationships import RelationshipStep, steps
from tests.unit.insight.accounts import AS_OF, account_figures

Link = tuple[str, str, dict[str, str]]

BEN: Link = ("ben", "buyer", {})
BOTH: tuple[Link, ...] = (("ada", "buyer", {}), BEN, ("ada", "chief", {}), ("ben", "chief", {}))
"""Both of us know both posts: nothing to do."""


def found(
    links: tuple[Link, ...] = BOTH,
    *,
    buying: tuple[str, ...] = ("decision-maker",),
    stance: str = "sponsor",
    power: str = "high",
    as_of: date = AS_OF,
    backup: str | None = "ben",
    **sections: Any,
) -> tuple[Coverage, tuple[RelationshipStep, ...]]:
    """Coverage of a buyer and a chief, and the steps; ``buying`` and ``power``: of the buyer."""
    team: list[dict[str, str]] = [{"person": "ada", "does": "Leads"}]
    team[0] |= {"backup": backup} if backup else {}
    account = account_figures(
        "a",
        **{
            "team": [*team, {"person": "ben", "does": "Serves"}],
            "stakeholders": [
                {"id": "buyer", "function": "Buyer", "area": "Purchasing", "power": power,
                 "interest": "high", "buying": list(buying), "known": "assumed",
                 "on": "2026-09-01", "reports_to": "chief", "stance": "neutral"},
                {"id": "chief", "function": "Chief", "area": "Management", "power": "medium",
                 "interest": "high", "stance": stance, "known": "assumed", "on": "2026-09-01"},
            ],
            "relationships": [
                {"person": person, "stakeholder": post, "strength": "working",
                 "since": "2026-01-05", "last_contact": "2026-10-01", **more}
                for person, post, more in links
            ],
            **sections,
        },
    ).account  # fmt: skip
    covered = coverage(account)
    return covered, steps(account, covered, as_of)


def says(**changed: Any) -> list[tuple[str, ...]]:
    """Kind, post, who does it and who is introduced, of each step."""
    return [
        tuple(filter(None, (each.kind, each.stakeholder.id, each.by, each.introduces)))
        for each in found(**changed)[1]
    ]


def test_nothing_is_to_do_where_two_of_us_know_everybody_with_power() -> None:
    assert says() == []


def test_who_can_say_no_and_knows_nobody_is_met_through_whom_we_know_best() -> None:
    links = tuple(each for each in BOTH if each[1] == "chief")
    _, (step,) = found(links, buying=("veto-holder",))
    assert (step.kind, step.by, step.introduces) == ("meet", "ada", "ada")
    assert step.through is not None
    assert step.through.id == "chief"
    assert found((), buying=("veto-holder",))[1][0].through is None
    assert says(links=links, buying=("user",)) == [], "it cannot say no"


@pytest.mark.parametrize(
    ("changed", "known"),
    [
        ({}, True),
        ({"buying": ("gatekeeper",), "power": "low"}, True),
        ({"buying": ("user",)}, True),
        ({"buying": ("user",), "power": "medium"}, False),
    ],
    ids=["decides", "lets others through", "has high power", "has no power"],
)
def test_only_contact_with_power_is_shared_with_the_stand_in(
    changed: dict[str, Any], known: bool
) -> None:
    links = tuple(each for each in BOTH if each != BEN)
    covered, _ = found(links, **changed)
    assert [each.id for each in covered.known_by_one] == ["buyer"] * known
    expected = [("introduce", "buyer", "ada", "ben")] * known
    assert says(links=links, **changed) == expected


def test_the_only_contact_of_somebody_else_is_shared_with_the_owner_of_the_plan() -> None:
    links = tuple(each for each in BOTH if each[:2] != ("ada", "buyer"))
    assert says(links=links) == [("introduce", "buyer", "ben", "ada")]
    assert says(links=links, owner="ben") == [("introduce", "buyer", "ben")], "nobody is left"


def test_a_missed_rhythm_is_told_by_power() -> None:
    monthly = {"every": "1 month"}
    links: tuple[Link, ...] = (
        *(("ada", "chief", monthly), ("ben", "chief", {})),
        *(("ada", "buyer", monthly), BEN),
    )
    assert says(links=links, as_of=date(2026, 11, 1)) == []
    late = [("speak", "buyer", "ada"), ("speak", "chief", "ada")]
    assert says(links=links, as_of=date(2026, 11, 2)) == late


def test_a_key_account_without_a_sponsor_wins_whom_it_knows_and_who_is_for_us() -> None:
    assert says(stance="champion") == [("sponsor", "buyer", "ada")], "power comes first"
    assert says(stance="champion", power="medium") == [("sponsor", "chief", "ada")]
    assert says(stance="champion", tier="standard") == []


def test_what_is_assumed_is_asked_and_what_falls_short_of_its_target_is_deepened() -> None:
    more = {"known": "assumed", "target": "trusted"}
    links: tuple[Link, ...] = (*BOTH[:3], ("ben", "chief", more))
    assert says(links=links) == [("confirm", "chief", "ben"), ("deepen", "chief", "ben")]
    reached = (*BOTH[:3], ("ben", "chief", {"known": "confirmed", "target": "working"}))
    assert says(links=reached) == []


def test_each_area_says_who_of_us_is_known_there() -> None:
    covered, _ = found(tuple(each for each in BOTH if each != BEN))
    assert [(each.area, each.posts, each.people) for each in covered.areas] == [
        ("Purchasing", 1, ("ada",)),
        ("Management", 1, ("ada", "ben")),
    ]
