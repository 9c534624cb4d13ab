"""Sums of money match an independent computation, whatever the amounts."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.money import changes, contributions
from generator.analysis.white_space import white_space
from generator.model.kinds import Account
from generator.model.money import Economics, Period, WhiteSpace
from tests.conftest import portfolio_definitions

law = settings(derandomize=True, database=None, deadline=None, max_examples=80)
DRIVERS = ("trips", "returns", "small-orders")

whole = st.integers(0, 10**12 - 1)
units = st.sampled_from(["", " k", " m", " bn"])
decimals = st.integers(0, 999_999)
amounts = st.builds(lambda a, b, unit: f"{a}.{b:06d}{unit}", whole, decimals, units)
FACTORS = {"": 1, "k": 10**3, "m": 10**6, "bn": 10**9}


def exactly(text: str) -> Fraction:
    number, _, unit = text.partition(" ")
    return Fraction(number) * FACTORS[unit]


def with_(**fields: Any) -> Account:
    return portfolio_definitions().accounts["tessaly-packaging"].model_copy(update=fields)


@st.composite
def periods(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for year in draw(st.lists(st.integers(1990, 2050), min_size=1, max_size=5, unique=True)):
        fields: dict[str, Any] = {
            key: draw(amounts) for key in ("revenue", "goods", "terms", "cost_to_serve")
        }
        for key in ("revenue_target", "contribution_target"):
            if draw(st.booleans()):
                fields[key] = draw(amounts)
        fields["by_driver"] = [
            {"driver": driver, "cost": draw(amounts)}
            for driver in draw(st.lists(st.sampled_from(DRIVERS), max_size=4))
        ]
        ends = date(year, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        found.append({"id": f"y{year}", "starts": f"{year}-01-01", "ends": f"{ends}", **fields})
    return found


def left_over(period: dict[str, Any]) -> Fraction:
    costs = sum(exactly(period[key]) for key in ("goods", "terms", "cost_to_serve"))
    return exactly(period["revenue"]) - costs


def tenth_of_percent(part: Fraction, total: Fraction) -> Fraction | None:
    """Python rounds fractions half to even."""
    return Fraction(round(part / total * 1000), 10) if total else None


@law
@given(periods())
def test_contribution_over_periods(given_periods: list[dict[str, Any]]) -> None:
    models = tuple(Period.model_validate(each) for each in given_periods)
    found = contributions(with_(economics=Economics.model_construct(periods=models, drivers=())))
    expected = sorted(given_periods, key=lambda each: str(each["starts"]))
    assert [each.period.id for each in found] == [each["id"] for each in expected]
    for each, period in zip(found, expected, strict=True):
        left, revenue = left_over(period), exactly(period["revenue"])
        assert Fraction(each.amount) == left
        share = tenth_of_percent(left, revenue)
        assert share == (None if each.share is None else Fraction(each.share))
        parts: defaultdict[str, Fraction] = defaultdict(Fraction)
        for part in period["by_driver"]:
            parts[part["driver"]] += exactly(part["cost"])
        assert {key: Fraction(cost) for key, cost in each.by_driver.items()} == parts
        rest = exactly(period["cost_to_serve"]) - sum(parts.values())
        assert Fraction(each.not_assigned) == rest
        for target, key, actual in (
            (each.revenue_target, "revenue_target", revenue),
            (each.contribution_target, "contribution_target", left),
        ):
            assert (target is None) == (key not in period)
            if target is not None:
                aimed = exactly(period[key])
                assert Fraction(target.gap) == actual - aimed
                reached = None if target.reached is None else Fraction(target.reached)
                assert reached == tenth_of_percent(actual, aimed)


@law
@given(periods())
def test_changes_add_up_to_the_way_from_first_to_last(given_periods: list[dict[str, Any]]) -> None:
    models = tuple(Period.model_validate(each) for each in given_periods)
    found = contributions(with_(economics=Economics.model_construct(periods=models, drivers=())))
    steps = changes(found)
    assert len(steps) == len(found) - 1
    way = sum((Fraction(each.amount) for each in steps), Fraction(0))
    assert way == Fraction(found[-1].amount) - Fraction(found[0].amount)
    for each in steps:
        shared = set(each.before.by_driver) & set(each.after.by_driver)
        assert set(each.by_driver) == shared
        for driver, cost in each.by_driver.items():
            there, then = each.after.by_driver[driver], each.before.by_driver[driver]
            assert Fraction(cost) == Fraction(there) - Fraction(then)


names = st.sampled_from(["seals", "pumps", "valves", "oil"])
places = st.none() | st.sampled_from(["east", "west", "north"])
rows = st.lists(
    st.fixed_dictionaries(
        {"product": names, "unit": places},
        optional={"potential": amounts, "current": amounts},
    ),
    max_size=14,
)


@law
@given(rows)
def test_white_space_adds_up_by_product_by_unit_and_in_all(
    given_rows: list[dict[str, Any]],
) -> None:
    models = tuple(
        WhiteSpace.model_validate({k: v for k, v in row.items() if v is not None})
        for row in given_rows
    )
    found = white_space(with_(white_space=models))
    with_potential = [row for row in given_rows if "potential" in row]

    def expected(chosen: list[dict[str, Any]]) -> tuple[Fraction, Fraction, Fraction]:
        potential = sum((exactly(row["potential"]) for row in chosen), Fraction(0))
        current = sum((exactly(row.get("current", "0")) for row in chosen), Fraction(0))
        return potential, current, potential - current

    def sums_of(space: Any) -> tuple[Fraction, Fraction, Fraction]:
        return Fraction(space.potential), Fraction(space.current), Fraction(space.open)

    assert sums_of(found.total) == expected(with_potential)
    for product, space in found.by_product.items():
        assert sums_of(space) == expected(
            [row for row in with_potential if row["product"] == product]
        )
    for unit, space in found.by_unit.items():
        assert sums_of(space) == expected([row for row in with_potential if row["unit"] == unit])
    for (product, unit), space in found.cells.items():
        chosen = [row for row in with_potential if (row["product"], row["unit"]) == (product, unit)]
        assert sums_of(space) == expected(chosen)
    for sums in (found.by_product, found.by_unit, found.cells):
        added = [sum(each) for each in zip(*map(sums_of, sums.values()), strict=True)]
        assert (tuple(added) or (0, 0, 0)) == sums_of(found.total)
        assert sum(each.known + each.unknown for each in sums.values()) == len(given_rows)
    widest = [Fraction(found.cells[key].open) for key in found.widest]
    most = max((Fraction(each.open) for each in found.cells.values()), default=Fraction(0))
    assert widest == [most] * len(widest)
    assert bool(widest) == (most > 0)
