"""Properties of a rating and of the changes that would move it, on made-up matrices."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.matrix import AxisResult, Placement, place
from generator.analysis.sensitivity import (
    AxisSensitivity,
    ScoreMove,
    Sensitivity,
    Survival,
    sensitivity,
    survival,
)
from generator.model.method import Axis, Cell, Method
from generator.model.rating import Rating, Score
from generator.text.formats import figure
from tests.examples import examples

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(30, 60))

WEIGHTS = st.one_of(
    st.integers(1, 20).map(lambda five: Decimal(five * 5)),
    st.integers(1, 9_999).map(lambda cents: Decimal(cents) / 100),
)
CUTS = st.integers(4, 40).map(lambda quarter: Decimal(quarter) / 4)
SCORES = st.tuples(st.integers(1, 10), st.sampled_from(["high", "medium", "low", None]))
AXES = ("across", "up")


def matrix_of(weights: tuple[list[Decimal], ...], cuts: tuple[Decimal, ...]) -> Method:
    axes = tuple(
        Axis.model_validate(
            {
                "id": axis,
                "name": axis,
                "asks": "How much?",
                "cut": str(cut),
                "grey_band": "0.5",
                "factors": tuple(
                    {"id": f"f{index}", "name": f"F {index}", "asks": "?", "weight": str(weight)}
                    for index, weight in enumerate(own)
                ),
            }
        )
        for axis, own, cut in zip(AXES, weights, cuts, strict=True)
    )
    cells = tuple(
        Cell.model_validate(
            {
                "id": "-".join(halves),
                "name": " ".join(halves),
                "when": dict(zip(AXES, halves, strict=True)),
                "strategy": "A plan.",
                "relationship": "Contacts.",
                "activity": "Work.",
            }
        )
        for halves in product(("low", "high"), repeat=2)
    )
    return Method.model_construct(id="grid", kind="matrix", axes=axes, cells=cells)


def rating_of(scores: tuple[list[tuple[int, str | None]], ...]) -> Rating:
    scored = {
        axis: {
            f"f{index}": Score.model_validate({"score": str(score), "confidence": sure})
            for index, (score, sure) in enumerate(each)
        }
        for axis, each in zip(AXES, scores, strict=True)
    }
    return Rating.model_construct(scores=scored, override=None)


def placed(method: Method, rating: Rating) -> Placement:
    placement = place(method, rating)
    assert placement is not None
    return placement


def sensitivity_of(placement: Placement) -> Sensitivity:
    found = sensitivity(placement)
    assert found is not None
    return found


@st.composite
def placements(draw: st.DrawFn, most: int = 4) -> Placement:
    """A rated matrix with one to ``most`` factors on each of its two axes."""
    sizes = [draw(st.integers(1, most)) for _ in AXES]
    weights = tuple(draw(st.lists(WEIGHTS, min_size=size, max_size=size)) for size in sizes)
    scores = tuple(draw(st.lists(SCORES, min_size=size, max_size=size)) for size in sizes)
    method = matrix_of(weights, tuple(draw(CUTS) for _ in AXES))
    return placed(method, rating_of(scores))


def with_scores(placement: Placement, axis: str, changed: dict[str, int]) -> Placement:
    scores = {key: dict(each) for key, each in placement.rating.scores.items()}
    for factor, score in changed.items():
        scores[axis][factor] = scores[axis][factor].model_copy(update={"score": score})
    return placed(placement.method, placement.rating.model_copy(update={"scores": scores}))


def with_weights(placement: Placement, weights: dict[tuple[str, str], Decimal]) -> Placement:
    axes = tuple(
        axis.model_copy(
            update={
                "factors": tuple(
                    factor.model_copy(
                        update={"weight": weights.get((axis.id, factor.id), factor.weight)}
                    )
                    for factor in axis.factors
                )
            }
        )
        for axis in placement.method.axes
    )
    return placed(placement.method.model_copy(update={"axes": axes}), placement.rating)


def weights_of(placement: Placement) -> dict[tuple[str, str], Decimal]:
    return {
        (axis.id, factor.id): factor.weight
        for axis in placement.method.axes
        for factor in axis.factors
    }


def moved(before: Placement, after: Placement) -> bool:
    return after.computed.id != before.computed.id


def single_scores(placement: Placement, axis: AxisSensitivity) -> Iterator[ScoreMove]:
    """Every change of one score of the axis that moves the account."""
    for result in axis.axis.factors:
        for score in range(1, 11):
            after = with_scores(placement, axis.axis.axis.id, {result.factor.id: score})
            if moved(placement, after):
                yield ScoreMove(result.factor, result.score.score, score, after.computed)


@given(placement=placements())
@law
def test_the_smallest_change_of_a_score_moves_the_account_and_no_smaller_one_does(
    placement: Placement,
) -> None:
    found = sensitivity_of(placement)
    every = []
    for axis in found.axes:
        enough = list(single_scores(placement, axis))
        least = min((move.size for move in enough), default=0)
        assert axis.scores == tuple(move for move in enough if move.size == least)
        every += enough
    smallest = min((move.size for move in every), default=None)
    assert (found.score.size if found.score else None) == smallest


def tenths_around(axis: AxisSensitivity) -> Iterator[tuple[str, Decimal, list[Decimal]]]:
    """Each factor with its weight, and the weights it could have, in tenths of a percent."""
    lowest = 0 if len(axis.axis.factors) > 1 else 1  # without weights there is no axis
    every = [Decimal(tenths) / 10 for tenths in range(lowest, 1001)]
    for result in axis.axis.factors:
        yield result.factor.id, result.factor.weight, every


@given(placement=placements(most=3))
@law
def test_the_smallest_change_of_a_weight_moves_the_account_and_no_smaller_one_does(
    placement: Placement,
) -> None:
    """The value of an axis is monotonic in one weight, so ends and neighbours suffice."""
    found, smallest = sensitivity_of(placement), []
    for axis in found.axes:
        axis_id, move = axis.axis.axis.id, axis.weight
        for factor, now, every in tenths_around(axis):
            nearer = [each for each in every if move is None or abs(each - now) < move.size]
            for weight in {nearer[0], nearer[-1]} if nearer else ():
                assert not moved(placement, with_weights(placement, {(axis_id, factor): weight}))
        if move:
            smallest.append(move.size)
            after = with_weights(placement, {(axis_id, move.factor.id): move.after})
            assert after.computed == move.cell
            assert moved(placement, after)
    assert (found.weight.size if found.weight else None) == min(smallest, default=None)


def exact_value(axis: AxisResult) -> Fraction:
    """The weighted mean of the scores on an axis, not rounded."""
    weights = [Fraction(each.factor.weight) for each in axis.factors]
    points = [each.score.score * weight for each, weight in zip(axis.factors, weights, strict=True)]
    return sum(points, Fraction(0)) / sum(weights)


@given(placement=placements())
@law
def test_rounding_carries_no_account_across_a_line(placement: Placement) -> None:
    """The lines are drawn where the values would be if they were only rounded."""
    lines = {
        axis.axis.id: round(Decimal(e.numerator) / e.denominator, 2)
        for axis in placement.axes
        for e in (exact_value(axis),)
    }
    axes = tuple(each.model_copy(update={"cut": lines[each.id]}) for each in placement.method.axes)
    method = placement.method.model_copy(update={"axes": axes})
    for axis in placed(method, placement.rating).axes:
        exact = exact_value(axis)
        assert axis.half == ("high" if exact >= lines[axis.axis.id] else "low")
        assert abs(exact - Fraction(axis.value)) < Fraction(1, 100)


@given(placement=placements())
@law
def test_the_weight_or_the_share_that_a_page_shows_is_enough_when_it_is_typed_in(
    placement: Placement,
) -> None:
    """The share is typed in as a weight of 100, of which the others have the rest as before."""
    for axis in sensitivity_of(placement).axes:
        move, axis_id = axis.weight, axis.axis.axis.id
        if move is None:
            continue
        shown = Decimal(figure(move.after))
        after = with_weights(placement, {(axis_id, move.factor.id): shown})
        assert exact_value(after.axis(axis_id)) != exact_value(axis.axis)
        assert (exact_value(after.axis(axis_id)) >= axis.border.at) != axis.border.above
        share = Fraction(Decimal(figure(move.share)))
        others = [each for each in axis.axis.factors if each.factor is not move.factor]
        weights = sum((Fraction(each.factor.weight) for each in others), Fraction(0))
        points = sum(
            (each.score.score * Fraction(each.factor.weight) for each in others), Fraction(0)
        )
        (score,) = (e.score.score for e in axis.axis.factors if e.factor is move.factor)
        typed = (points / weights * (100 - share) + score * share) / 100
        assert (typed >= axis.border.at) != axis.border.above


@pytest.mark.slow
@given(placement=placements(most=3))
@settings(law, max_examples=25)
def test_no_tenth_of_a_weight_moves_the_account_earlier(placement: Placement) -> None:
    for axis in sensitivity_of(placement).axes:
        enough = [
            abs(weight - now)
            for factor, now, every in tenths_around(axis)
            for weight in every
            if moved(placement, with_weights(placement, {(axis.axis.axis.id, factor): weight}))
        ]
        assert (axis.weight.size if axis.weight else None) == min(enough, default=None)


@given(placement=placements())
@law
def test_no_fewer_scores_are_enough_together(placement: Placement) -> None:
    for axis in sensitivity_of(placement).axes:
        end = 1 if axis.axis.half == "high" else 10
        ids = [result.factor.id for result in axis.axis.factors]
        enough = [
            number
            for number in range(1, len(ids) + 1)
            for some in combinations(ids, number)
            if moved(placement, with_scores(placement, axis.axis.axis.id, dict.fromkeys(some, end)))
        ]
        assert axis.together == min(enough, default=None)


@given(placement=placements(most=3))
@law
def test_survival_is_what_counting_every_combination_gives(placement: Placement) -> None:
    spread = {"high": 1, "medium": 2, "low": 3, None: 3}
    shares: dict[str, list[Fraction]] = {}
    for axis in placement.axes:
        possible = [
            [s for s in range(1, 11) if abs(s - r.score.score) <= spread[r.score.confidence]]
            for r in axis.factors
        ]
        ids = [result.factor.id for result in axis.factors]
        outcomes = [
            with_scores(placement, axis.axis.id, dict(zip(ids, each, strict=True)))
            for each in product(*possible)
        ]
        high = sum(each.axis(axis.axis.id).half == "high" for each in outcomes)
        shares[axis.axis.id] = [
            Fraction(len(outcomes) - high, len(outcomes)),
            Fraction(high, len(outcomes)),
        ]
    expected = {
        cell.id: prod(shares[axis][half == "high"] for axis, (half,) in cell.places[0].items())
        for cell in placement.method.cells
    }
    found = survival(placement)
    assert found is not None
    counted = {cell.id: share for cell, share in found.others} | {found.cell.id: found.stays}
    assert counted == {key: share for key, share in expected.items() if key in counted}
    assert sum(counted.values()) == 1
    order = [share for _, share in found.others]
    assert order == sorted(order, reverse=True)


@given(placement=placements(), data=st.data())
@law
def test_a_higher_score_never_lowers_an_axis(placement: Placement, data: st.DataObject) -> None:
    axis = data.draw(st.sampled_from(placement.axes))
    result = data.draw(st.sampled_from(axis.factors))
    higher = data.draw(st.integers(result.score.score, 10))
    after = with_scores(placement, axis.axis.id, {result.factor.id: higher})
    for old, new in zip(placement.axes, after.axes, strict=True):
        assert new.value >= old.value
        assert new.half == "high" or old.half == "low"


def apart_from_weights(found: Sensitivity) -> tuple[object, ...]:
    """The results that do not concern weights."""
    scores = [
        [(move.factor.id, move.before, move.after, move.cell) for move in axis.scores]
        for axis in found.axes
    ]
    return scores, [(axis.beyond, axis.together) for axis in found.axes], found.survival


@given(placement=placements(), factor=st.sampled_from(["0.5", "2", "3", "10"]))
@law
def test_scaling_all_weights_changes_nothing(placement: Placement, factor: str) -> None:
    scaled = {key: weight * Decimal(factor) for key, weight in weights_of(placement).items()}
    after = with_weights(placement, scaled)
    assert [axis.value for axis in after.axes] == [axis.value for axis in placement.axes]
    assert after.computed == placement.computed
    assert apart_from_weights(sensitivity_of(after)) == apart_from_weights(
        sensitivity_of(placement)
    )


@given(
    weights=st.lists(st.integers(1, 10**9).map(lambda n: Decimal(n) / 10**6), min_size=30),
    data=st.data(),
)
@settings(law, max_examples=10)
def test_survival_stays_quick_and_whole_with_any_weights(
    weights: list[Decimal], data: st.DataObject
) -> None:
    scores = data.draw(st.lists(SCORES, min_size=len(weights), max_size=len(weights)))
    method = matrix_of((weights[:60], [Decimal(100)]), (Decimal(5), Decimal(5)))
    found = survival(placed(method, rating_of((scores[:60], [(5, "high")]))))
    assert isinstance(found, Survival)
    assert found.stays + sum(share for _, share in found.others) == 1
