"""A meeting of several regions: nobody is worse off twice in a row, where a turn can avoid it."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.turns import turn, turns
from generator.model.profile import Meeting, Region

ZONES = (
    *("Europe/Berlin", "Europe/London", "America/Chicago", "America/Los_Angeles"),
    *("Asia/Singapore", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo"),
)
MEETING = Meeting.model_validate(
    {"id": "call", "what": "Figures", "every": "2 weeks", "hours": "10:00-11:00"}
)
HOURS = MEETING.hours
assert HOURS is not None


def regions(zones: tuple[str, ...]) -> tuple[Region, ...]:
    return tuple(
        Region.model_validate(
            {"id": f"r{number}", "name": name, "time_zone": name, "hours": "09:00-17:00"}
        )
        for number, name in enumerate(zones)
    )


def a_year(first: date) -> list[date]:
    return [first + timedelta(weeks=2 * number) for number in range(26)]


@given(
    st.lists(st.sampled_from(ZONES), min_size=1, max_size=4, unique=True).map(tuple),
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
def test_nobody_is_worse_off_twice_in_a_row(zones: tuple[str, ...], first: date) -> None:
    assert HOURS is not None
    held = regions(zones)
    found = list(turns(held, HOURS, a_year(first)))
    assert [each.on for each in found] == a_year(first)
    for before, after in pairwise(found):
        again = before.worst_off & after.worst_off
        others = [turn(held, each, HOURS, after.on) for each in held]
        avoidable = any(before.worst_off.isdisjoint(each.worst_off) for each in others)
        assert not again or not avoidable
        assert len(before.worst_off) != 1 or not again, "whoever is worst off alone can host"


@given(st.lists(st.sampled_from(ZONES), min_size=2, max_size=2, unique=True).map(tuple))
def test_of_two_regions_neither_is_worse_off_twice_in_a_row(zones: tuple[str, ...]) -> None:
    assert HOURS is not None
    found = list(turns(regions(zones), HOURS, a_year(date(2026, 11, 2))))
    for before, after in pairwise(found):
        assert before.worst_off.isdisjoint(after.worst_off)


def test_two_neighbours_do_not_put_the_third_out_twice() -> None:
    assert HOURS is not None
    held = regions(("Europe/Berlin", "Europe/London", "America/Los_Angeles"))
    found = [each.host.id for each in turns(held, HOURS, a_year(date(2026, 11, 2))[:4])]
    assert found == ["r0", "r2", "r1", "r2"]
