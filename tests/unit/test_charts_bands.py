"""Pictures of schemes of every shape: every cell is named, and no labels overlap."""

from itertools import combinations
from random import Random
from xml.etree import ElementTree as ET

import pytest

from generator.charts import Point, matrix
from generator.charts.labels import Box, overlap
from generator.charts.svg import NAMESPACE, text_width
from tests.schemes import SHAPES, axis, cell, figure, full, method

SVG = {"s": NAMESPACE}


def drawn(shape: str, count: int) -> ET.Element:
    rng, scheme = Random(5), SHAPES[shape]  # noqa: S311 - places, not secrets
    points = [
        Point(
            f"Account {number}", (tuple(figure(rng.randint(100, 1000)) for _ in scheme.axes),) * 2
        )
        for number in range(count)
    ]
    return ET.fromstring(matrix(scheme, points, "m.svg", "Where they stand").svg)  # noqa: S314 - ours


def box(text: ET.Element) -> Box:
    """What a text covers, turned ones included."""
    size = int(text.attrib["font-size"])
    width = text_width(text.text or "", size)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    before = {"start": 0, "middle": width / 2, "end": width}[text.attrib["text-anchor"]]
    if "transform" in text.attrib:
        return x - size * 0.8, y - width + before, x + 2, y + before
    return x - before, y - size * 0.8, x - before + width, y + 2


@pytest.mark.parametrize("count", [0, 1, 6, 30])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_label_meets_another_or_leaves_the_picture(shape: str, count: int) -> None:
    picture = drawn(shape, count)
    *_, width, height = map(float, picture.attrib["viewBox"].split())
    boxes = {text: box(text) for text in picture.iter(f"{{{NAMESPACE}}}text")}
    for one, other in combinations(boxes, 2):
        assert not overlap(boxes[one], boxes[other]), (one.text, other.text)
    for text, (left, top, right, bottom) in boxes.items():
        assert left >= 0, text.text
        assert top >= 0, text.text
        assert right <= width, text.text
        assert bottom <= height, text.text


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_and_band_is_named(shape: str) -> None:
    scheme, picture = SHAPES[shape], drawn(shape, 0)
    words = " ".join(text.text or "" for text in picture.iterfind("s:text", SVG))
    for each in scheme.cells:
        assert each.name in words
    for line in scheme.axes:
        for band in line.scale:
            assert band.label in words


def test_a_name_without_room_has_a_letter_that_the_list_explains() -> None:
    texts = [text.text for text in drawn("1x5 with long names", 0).iterfind("s:text", SVG)]
    for letter, band in zip("ABCDE", SHAPES["1x5 with long names"].axes[0].scale, strict=True):
        assert texts.count(letter) == 2
        assert f"A name too long for a {band.id} band" in texts


def test_between_two_places_of_one_cell_runs_no_line() -> None:
    picture = drawn("three cells, an axis left out", 0)
    lines = [
        tuple(float(line.attrib[key]) for key in ("x1", "y1", "x2", "y2"))
        for line in picture.iterfind("s:line[@class='pb-strong']", SVG)
    ]
    middle = 16 + 392 * (1 - 4 / 9)
    assert len(lines) == 2
    vertical, horizontal = lines
    assert vertical[1:] == pytest.approx((16, vertical[0], middle), abs=0.01)  # only above
    assert horizontal == pytest.approx((64, middle, 456, middle), abs=0.01)
    names = [text.text for text in picture.iterfind("s:text[@font-weight='bold']", SVG)]
    assert sorted(filter(None, names)) == ["Clear the way", "Let it come", "Walk away"]


def test_the_words_of_a_picture_say_where_each_cell_lies() -> None:
    shares = SHAPES["three cells in several places"]
    alt = matrix(shares, [], "m.svg", "Title").alt
    assert "Grow (Attractiveness high, Strength medium or high; Attractiveness medium" in alt
    one = full([axis("pull", (("low", ""), ("very-high", "9")))])
    point = Point("Acme", ((figure(525),),))
    assert matrix(one, [point], "m.svg", "Title").alt == (
        "Grid: Low (Pull low), Very high (Pull very high). Acme at 5.25."
    )


def test_the_words_of_a_picture_use_the_names_of_bands() -> None:
    pull = axis("pull", (("low", ""), ("high", "5")))
    named = zip(pull.bands, ("poor", "rich"), strict=True)
    bands = tuple(band.model_copy(update={"name": name}) for band, name in named)
    pull = pull.model_copy(update={"bands": bands})
    alt = matrix(full([pull]), [], "m.svg", "Title").alt
    assert "Pull poor" in alt
    assert "Pull rich" in alt


def test_twenty_five_letters_are_enough() -> None:
    bands = tuple((f"b{number}", str(number * 2) if number else "") for number in range(5))
    axes = [axis("up", bands), axis("across", bands)]
    cells = [
        cell("-".join(each.values()), dict(each), "Incomprehensibilities abound")
        for each in full(axes).combinations
    ]
    texts = ET.fromstring(matrix(method(axes, cells), [], "m.svg", "T").svg)  # noqa: S314 - ours
    assert "Y" in [text.text for text in texts.iterfind("s:text", SVG)]
