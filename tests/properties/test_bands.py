"""Properties of bands: every point has one cell, and distances to borders are correct."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.matrix import Placement
from generator.analysis.sensitivity import possible_scores, sensitivity, survival
from generator.model.method import Method
from tests.schemes import SHAPES, axis, cell, figure, full, method, rated

law = settings(derandomize=True, database=None, deadline=None, max_examples=60)

BORDERS = st.sets(st.integers(5, 40), min_size=1, max_size=4).map(sorted)
VALUES = st.integers(100, 1000).map(figure)
SCORES = st.lists(st.integers(1, 10), min_size=3, max_size=3)
WEIGHTS = (50, 30, 20)


@st.composite
def schemes(draw: st.DrawFn) -> Method:
    """One or two axes of two to five bands; up to four cells, each wherever it falls."""
    axes = []
    for axis_id in ("up", "across")[: draw(st.integers(1, 2))]:
        bands = [("b0", ""), *((f"b{n}", str(q / 4)) for n, q in enumerate(draw(BORDERS), 1))]
        axes.append(axis(axis_id, bands, WEIGHTS))
    places: dict[int, list[dict[str, str]]] = {}
    for each in full(axes).combinations:
        places.setdefault(draw(st.integers(1, 4)), []).append(dict(each))
    return method(axes, [cell(f"c{number}", where) for number, where in places.items()])


@st.composite
def placements(draw: st.DrawFn) -> Placement:
    scheme = draw(schemes())
    return rated(scheme, {each.id: draw(SCORES) for each in scheme.axes})


@law
@given(schemes(), VALUES, VALUES)
def test_every_point_lies_in_exactly_one_cell(scheme: Method, up: Decimal, across: Decimal) -> None:
    values = zip(scheme.axes, (up, across), strict=False)
    bands = {axis.id: axis.band_at(value).id for axis, value in values}
    assert sum(cell.lies_at(bands) for cell in scheme.cells) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_the_cells_of_every_shape_cover_it_once(shape: str) -> None:
    scheme = SHAPES[shape]
    for bands in scheme.combinations:
        assert sum(cell.lies_at(bands) for cell in scheme.cells) == 1


@law
@given(placements())
def test_moving_by_the_distance_to_a_border_changes_the_band(placement: Placement) -> None:
    for result in placement.axes:
        assert result.band == result.axis.band_at(result.value)
        for border in result.borders:
            there = result.value - border.gap
            assert there == border.at
            assert result.axis.band_at(there) == border.upper
            assert result.axis.band_at(there - Decimal("0.01")) == border.lower
            assert border.above == (result.value >= border.at)


@law
@given(placements())
def test_behind_an_exit_lies_another_cell_and_before_it_none(placement: Placement) -> None:
    own = {each.axis.id: each.band.id for each in placement.axes}
    for result in placement.axes:
        scale = [band.id for band in result.axis.scale]
        here = scale.index(result.band.id)
        ids = []
        for band in scale:
            found = placement.method.cell_at({**own, result.axis.id: band})
            assert found is not None
            ids.append(found.id)
        ways = {border.above: border for border in result.exits()}
        for down, bands in ((True, ids[:here][::-1]), (False, ids[here + 1 :])):
            other = next((each for each in bands if each != ids[here]), None)
            exit_ = ways.get(down)
            assert (exit_ is None) == (other is None)
            if exit_ is not None and other is not None:
                assert exit_.across is not None
                assert exit_.across.id == other


def with_score(placement: Placement, axis_id: str, factor: str, score: int) -> Placement:
    scores = {
        each.axis.id: [result.score.score for result in each.factors] for each in placement.axes
    }
    scores[axis_id][int(factor[1:])] = score
    return rated(placement.method, scores)


@law
@given(placements())
def test_the_smallest_change_of_a_score_leads_to_its_cell(placement: Placement) -> None:
    found = sensitivity(placement)
    assert found is not None
    for way in found.axes:
        sign = -1 if way.border.above else 1
        least = way.scores[0].size if way.scores else 10
        for result in way.axis.factors:
            for size in range(1, least + 1):
                score = result.score.score + sign * size
                if not 1 <= score <= 10:
                    continue
                moved = with_score(placement, way.axis.axis.id, result.factor.id, score)
                named = [each for each in way.scores if each.factor.id == result.factor.id]
                if size < least:
                    assert moved.computed is placement.computed
                elif named:
                    assert moved.computed is named[0].cell
                    assert moved.computed is not placement.computed
                else:
                    assert moved.computed is placement.computed


@law
@given(placements())
def test_the_shares_of_all_cells_are_counted_and_make_one(placement: Placement) -> None:
    found = survival(placement)
    assert found is not None
    possible = [possible_scores(result.score) for each in placement.axes for result in each.factors]
    if len(placement.axes) == 1:
        outcomes = [
            rated(placement.method, {placement.axes[0].axis.id: each}).computed.id
            for each in product(*possible)
        ]
        assert found.stays == Fraction(outcomes.count(placement.computed.id), len(outcomes))
    assert found.stays + sum(share for _, share in found.others) == 1
