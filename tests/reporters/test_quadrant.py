"""The diagram of a review: one scale for all its points, and each of them is named."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.matrix import Placement
from generator.charts.svg import text_width
from generator.model.kinds import Method
from generator.reporters.quadrant import MOST, Moved, legend, quadrant_chart, remarks
from tests.examples import examples
from tests.review.rich import rich_change
from tests.review.scenario_table import reviewed

law = settings(derandomize=True, database=None, deadline=None, max_examples=examples(12, 300))
PLOT = 464
"""Width and height of the plot, as Mermaid draws it; its letters are 12 high, its points 10."""
POINT = Decimal(5) / PLOT
MIDDLE = Decimal("0.5")


class Drawn(NamedTuple):
    """A point of the diagram."""

    label: str
    across: Decimal
    up: Decimal


class Case(NamedTuple):
    """A method and accounts that moved by it."""

    method: Method
    entries: list[Moved]

    def rated(self) -> list[tuple[Moved, str, Placement]]:
        """The ratings there are, in the order of the diagram."""
        both = (((e, "before", e.before), (e, "now", e.after)) for e in self.entries)
        return [(entry, when, found) for pair in both for entry, when, found in pair if found]


@cache
def rated() -> Placement:
    found = reviewed(*rich_change()).after.insight.accounts["acme-pumps"].placement
    assert found is not None
    return found


def at(across: Decimal, up: Decimal, cuts: tuple[Decimal, Decimal] | None = None) -> Placement:
    placed = zip(
        rated().axes, (up, across), cuts or [each.axis.cut for each in rated().axes], strict=True
    )
    axes = tuple(
        replace(each, value=value, axis=each.axis.model_copy(update={"cut": cut}))
        for each, value, cut in placed
    )
    return replace(rated(), axes=axes)


def method(cuts: tuple[Decimal, Decimal]) -> Method:
    axes = zip(rated().method.axes, cuts, strict=True)
    moved = tuple(axis.model_copy(update={"cut": cut}) for axis, cut in axes)
    return rated().method.model_copy(update={"axes": moved})


CUTS = st.one_of(
    st.sampled_from(["1", "1.000001", "1.01", "5.5", "9.999999", "10"]).map(Decimal),
    st.decimals("1", "10", places=2),
)
NAMES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "Norvane Industrial Group of Companies", "W" * 70, "株式会社" * 9, "1, now"]
    ),
)


@st.composite
def values(draw: st.DrawFn, cut: Decimal) -> Decimal:
    """From 1 to 10, often at an end, round the cut or round 7, where points meet."""
    near, hundredth = cut.quantize(Decimal("0.01")), Decimal("0.01")
    special = (Decimal(1), Decimal(10), near, near - hundredth, near + hundredth)
    anywhere, crowded = st.decimals("1", "10", places=2), st.decimals("6.6", "7.4", places=1)
    found = draw(st.one_of(anywhere, crowded, st.sampled_from(special)))
    return min(max(found, Decimal(1)), Decimal(10))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    cuts = draw(st.tuples(CUTS, CUTS))
    then = draw(st.one_of(st.just(cuts), st.tuples(CUTS, CUTS)))
    count = draw(st.integers(1, MOST))
    entries = []
    for number in range(count):
        now, before = (at(draw(values(cuts[1])), draw(values(cuts[0])), c) for c in (cuts, then))
        # The letter in front tells them apart, whatever is cut off at the end.
        name = f"{chr(ord('A') + number)}: {draw(NAMES)}"
        entries.append(Moved(f"a{number}", name, draw(st.sampled_from([None, before])), now))
    return Case(method(cuts), entries)


def drawn(case: Case) -> list[Drawn]:
    chart = quadrant_chart(case.method, case.entries)
    found = re.findall(r'^    "([^"]*)": \[(.*), (.*)\]$', chart, re.MULTILINE)
    return [Drawn(label, Decimal(across), Decimal(up)) for label, across, up in found]


def label_box(point: Drawn) -> tuple[Decimal, ...]:
    """Where a label lies, by a conservative estimate: left, right, low, high."""
    half = Decimal(text_width(point.label, 12) * 1.1 / 2 / PLOT)
    low, high = point.up - Decimal("0.036"), point.up - POINT
    return point.across - half, point.across + half, low, high


@law
@given(cases())
def test_the_order_of_values_is_the_order_of_points(case: Case) -> None:
    points = drawn(case)
    rated = case.rated()
    assert len(points) == len(rated)
    for axis, side in zip(case.method.axes, ("up", "across"), strict=True):
        placed = sorted(
            (placement.axis(axis.id).value, getattr(point, side))
            for (_, _, placement), point in zip(rated, points, strict=True)
        )
        for (value, place), (higher, further) in pairwise(placed):
            assert place <= further
            assert place == further or value < higher
        for (value, place), (higher, further) in combinations(placed, 2):
            # A hundredth of the diagram is at most a quarter of a point of the scale.
            assert place < further or higher - value < Decimal("0.25")
        for value, place in placed:
            assert (place < MIDDLE) is (value < axis.borders[0])
            assert place == MIDDLE or value != axis.borders[0]


@law
@given(cases())
def test_labels_lie_apart_and_in_the_picture(case: Case) -> None:
    points = drawn(case)
    for point in points:
        assert min(point.across, point.up) >= POINT
        assert max(point.across, point.up) <= 1 - POINT
    boxes = [label_box(point) for point in points if point.label != " "]
    assert all(min(box) >= 0 and max(box) <= 1 for box in boxes)
    for (left, right, low, high), (left2, right2, low2, high2) in combinations(boxes, 2):
        assert right <= left2 or right2 <= left or high <= low2 or high2 <= low


@law
@given(cases())
def test_every_point_is_named_or_has_a_number_that_the_legend_explains(case: Case) -> None:
    labels = [point.label for point in drawn(case) if point.label != " "]
    explained = legend(case.method, case.entries)
    numbers = [number for number, _ in explained]
    assert sorted(numbers) == sorted(label for label in labels if label.isdecimal())
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    for entry, when, _ in case.rated():
        times = {when, "before and now", "now and before"}
        named = [label for label in labels if label.startswith(f"{entry.name[0]}:")]
        mentioned = [
            text for _, text in explained if any(f"{entry.name}, {t}" in text for t in times)
        ]
        assert mentioned or any(label.rsplit(", ", 1)[-1] in times for label in named), (
            entry,
            when,
        )
    shared = len(labels) < len(case.rated())
    assert shared is any("share a label" in each for each in remarks(case.method, case.entries))


CUT = Decimal("5.5")


@pytest.mark.parametrize(
    ("across", "up", "expected"),
    [
        ("5.05", "5", "before and now"),
        ("5", "4.9", "now and before"),
        ("5", "4.99", "now and before"),  # in one hundredth of the plot
        ("4.99", "5.01", "now and before"),
    ],
)
def test_of_points_that_share_a_label_the_left_or_the_lower_is_named_first(
    across: str, up: str, expected: str
) -> None:
    moved = Moved("a", "Acme", at(Decimal(5), Decimal(5)), at(Decimal(across), Decimal(up)))
    points = drawn(Case(method((CUT, CUT)), [moved]))
    assert {point.label for point in points} == {f"Acme, {expected}", " "}


@pytest.mark.parametrize("then", [CUT, Decimal(5)])
def test_where_a_cut_has_moved_points_stand_by_the_new_one_and_a_sentence_says_so(
    then: Decimal,
) -> None:
    low, high = Decimal("5.2"), Decimal(8)
    case = Case(
        method((CUT, CUT)), [Moved("a", "Acme", at(low, low, (then, then)), at(high, high))]
    )
    before, _ = drawn(case)
    assert max(before.across, before.up) < MIDDLE
    noted = any("cut has moved" in each for each in remarks(case.method, case.entries))
    assert noted is (then != CUT)
