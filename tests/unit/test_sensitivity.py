"""The sensitivity of the example accounts' cells, in figures and in words."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from generator.analysis import AccountInsight
from generator.analysis.matrix import AxisResult, Placement, place
from generator.analysis.sensitivity import (
    MOST_FACTORS,
    Sensitivity,
    Survival,
    in_percent,
    possible_scores,
    sensitivity,
    survival,
)
from generator.charts import bars
from generator.findings.classification import Edition
from generator.pages.account.position import about, moves, survival_in_words
from generator.pipeline.assemble import Assembled
from tests.properties.test_sensitivity import matrix_of, placed, rating_of, with_weights

NORVANE, HALLMERE, TESSALY = (
    "norvane-industrial-group",
    "hallmere-food-retail",
    "tessaly-packaging",
)


@pytest.fixture(scope="module")
def accounts(assembled: Callable[[Edition], Assembled]) -> dict[str, AccountInsight]:
    return dict(assembled(Edition.TEAM).insight.accounts)


def firmness(insight: AccountInsight) -> Sensitivity:
    assert insight.sensitivity is not None
    return insight.sensitivity


@pytest.mark.parametrize(
    ("account", "score", "weight", "survival"),
    [
        (NORVANE, "1 strategic", "7.5 strategic", "60.3 strategic"),
        (HALLMERE, "3 star", "17.5 star", "89 star"),
        (TESSALY, "2 strategic", "16.7 strategic", "84.8 strategic"),
    ],
)
def test_how_firmly_an_account_stands(
    accounts: dict[str, AccountInsight], account: str, score: str, weight: str, survival: str
) -> None:
    found = firmness(accounts[account])
    for move, expected in ((found.score, score), (found.weight, weight)):
        assert move is not None
        assert move.cell is not None
        assert f"{move.size} {move.cell.id}" == expected
    assert found.survival
    assert f"{found.survival.percent} {found.survival.others[0][0].id}" == survival


def test_survival_of_the_examples_is_what_counting_gives(
    accounts: dict[str, AccountInsight],
) -> None:
    """An independent count of every combination of all ten scores' sums, as fractions."""
    for insight in accounts.values():
        placement, found = insight.placement, firmness(insight).survival
        assert placement is not None
        assert found is not None
        stays = Fraction(1)
        for axis in placement.axes:
            every = list(product(*(possible_scores(result.score) for result in axis.factors)))
            weights = [result.factor.weight for result in axis.factors]
            sums = [sum(w * s for w, s in zip(weights, each, strict=True)) for each in every]
            bands = [axis.axis.band_at(round(Decimal(each) / 100, 2)).id for each in sums]
            count = bands.count(axis.band.id)
            stays *= Fraction(count, len(every))
        assert found.stays == stays


def test_what_would_move_it_in_words(accounts: dict[str, AccountInsight]) -> None:
    position, potential, weights, firm = moves(accounts[NORVANE])
    assert position == (
        "Position as provider: one point more for any single factor would make the account "
        "Strategic, for example Breadth of the relationship from 3 to 4."
    )
    assert potential == (
        "Account business potential: no single score can carry it across the line. At least two "
        "have to fall together before the account is Streamline."
    )
    assert weights == (
        "Weights: if Breadth of the relationship counted for 13.5 % instead of 20 %, the "
        "account would be Strategic."
    )
    assert firm.endswith(" the chance of Star is 60 %, that of Strategic 40 %.")
    assert moves(accounts[TESSALY])[0] == (
        "Account business potential: Volume from 2 to 4 or Profitability from 6 to 8 would make "
        "the account Strategic."
    )


def test_a_score_that_nobody_is_sure_of_makes_the_cell_less_firm(
    accounts: dict[str, AccountInsight],
) -> None:
    placement = accounts[HALLMERE].placement
    assert placement is not None
    unsure = {
        axis: {key: score.model_copy(update={"confidence": None}) for key, score in each.items()}
        for axis, each in placement.rating.scores.items()
    }
    rating = placement.rating.model_copy(update={"scores": unsure})
    before, after = survival(placement), survival(placed(placement.method, rating))
    assert before
    assert after
    assert after.stays < before.stays


def cases(placement: Placement, stays: str, *others: str) -> str:
    cells = placement.method.cells
    found = Survival(
        cells[0],
        Fraction(stays),
        tuple((cell, Fraction(share)) for cell, share in zip(cells[1:], others, strict=False)),
    )
    return survival_in_words(found).partition("low or not stated. ")[2]


def test_never_and_always_are_used_only_when_exact(
    accounts: dict[str, AccountInsight],
) -> None:
    placement = accounts[NORVANE].placement
    assert placement is not None
    one, two = (cell.name for cell in placement.method.cells[:2])
    assert cases(placement, "1") == f"Whatever the scores within that, it is {one}."
    assert cases(placement, "999/1000", "1/1000") == (
        f"Allowing for that, the chance of {one} is more than 99 %, that of {two} less than 1 %."
    )
    assert cases(placement, "3/10", "1/2", "1/5") == (
        f"Allowing for that, the chance of {one} is only 30 %; {two} is more likely, at 50 %."
    )
    assert [str(in_percent(Fraction(n, 2000))) for n in (1, 3, 1999)] == ["0", "0.2", "100"]


def test_an_override_changes_no_figure_and_is_mentioned(
    accounts: dict[str, AccountInsight],
) -> None:
    placement = accounts[NORVANE].placement
    assert placement is not None
    assert about(placement) == ""
    status = next(cell for cell in placement.method.cells if cell.id == "status")
    over = replace(placement, cell=status)
    assert sensitivity(over) == sensitivity(placement)
    assert "The scores give Star" in about(over)
    assert "treated as Status" in about(over)


def test_an_account_without_a_rating_has_no_sensitivity(
    accounts: dict[str, AccountInsight],
) -> None:
    assert moves(replace(accounts[NORVANE], placements=())) == []


def test_a_placement_that_no_change_can_move_has_no_smallest_change() -> None:
    method = matrix_of(([Decimal(100)], [Decimal(100)]), (Decimal(1), Decimal(1)))
    placement = placed(method, rating_of(([(5, "low")], [(5, "low")])))
    found = sensitivity(placement)
    assert found is not None
    assert (found.score, found.weight) == (None, None)
    assert [axis.together for axis in found.axes] == [None, None]
    assert found.survival
    assert found.survival.stays == 1
    assert not found.survival.others


@pytest.mark.parametrize(
    ("weights", "factor", "after"),
    [(("49.95", "50"), "f0", "50"), (("50", "50.05"), "f1", "50")],
)
def test_the_first_step_of_a_weight_may_be_enough(
    weights: tuple[str, str], factor: str, after: str
) -> None:
    method = matrix_of(([*map(Decimal, weights)], [Decimal(100)]), (Decimal("5.5"), Decimal(5)))
    found = sensitivity(placed(method, rating_of(([(10, "high"), (1, "high")], [(5, "high")]))))
    assert found is not None
    assert found.weight is not None
    assert (found.weight.factor.id, str(found.weight.after)) == (factor, after)


def test_a_weight_of_nothing_or_less_stops_nothing() -> None:
    method = matrix_of(([Decimal(60), Decimal(40)], [Decimal(100)]), (Decimal(5), Decimal(5)))
    placement = placed(method, rating_of(([(6, "high"), (2, "high")], [(5, "high")])))
    nothing = sensitivity(with_weights(placement, {("across", "f1"): Decimal(0)}))
    assert nothing is not None
    assert nothing.survival is not None
    assert sensitivity(with_weights(placement, {("across", "f1"): Decimal(-1)})) is None


def test_too_many_factors_are_not_counted() -> None:
    many = [Decimal(1)] * (MOST_FACTORS + 1)
    method = matrix_of((many, [Decimal(100)]), (Decimal(5), Decimal(5)))
    scores: list[tuple[int, str | None]] = [(5, None)] * len(many)
    found = sensitivity(placed(method, rating_of((scores, [(5, "high")]))))
    assert found is not None
    assert found.survival is None


def axis_of(weights: list[Decimal], scores: list[int]) -> AxisResult:
    """The first axis of a rating with these weights and scores; its line is at 5."""
    method = matrix_of((weights, [Decimal(100)]), (Decimal(5), Decimal(5)))
    given: list[tuple[int, str | None]] = [(score, None) for score in scores]
    return placed(method, rating_of((given, [(5, "high")]))).axes[0]


def test_factor_bars_say_every_figure_and_encode_every_name() -> None:
    axis = axis_of([Decimal(100)], [4])
    (only,) = axis.factors
    named = only.factor.model_copy(update={"name": "<b>Volume</b> " * 9})
    hostile = replace(axis, factors=(replace(only, factor=named),))
    picture = bars([hostile], "factors.svg", "What it rests on")
    assert "<b>" not in picture.svg
    assert "100 % of 4 = 4.00" in picture.svg
    assert "the line at 5.00" in picture.svg
    assert "together 4.00, low" in picture.alt
    assert " style=" not in picture.svg


def test_a_longer_bar_is_more_and_the_next_begins_where_it_ends() -> None:
    picture = bars([axis_of([Decimal(50), Decimal(50)], [3, 6])], "p.svg", "P")
    found = [
        dict(part.split("=") for part in line.replace('"', "").split() if "=" in part)
        for line in picture.svg.replace("/>", ">").split("<rect ")[1:]
        if "pb-arrow" in line.split(">")[0]
        for line in [line.split(">")[0]]
    ]
    first, second = ((float(each["x"]), float(each["width"])) for each in found)
    assert second[1] == pytest.approx(2 * first[1], abs=0.02)
    assert second[0] == pytest.approx(first[0] + first[1], abs=0.02)


def test_place_is_computed_not_copied(accounts: dict[str, AccountInsight]) -> None:
    """The reported changes, made one by one in the rating, lead where they say."""
    for insight in accounts.values():
        placement = insight.placement
        assert placement is not None
        for axis in firmness(insight).axes:
            for move in axis.scores:
                scores = {key: dict(each) for key, each in placement.rating.scores.items()}
                own = scores[axis.axis.axis.id]
                changed = own[move.factor.id].model_copy(update={"score": move.after})
                own[move.factor.id] = changed
                rating = placement.rating.model_copy(update={"scores": scores})
                again = place(placement.method, rating)
                assert again is not None
                assert again.computed == move.cell
