"""The matrix as a picture: arrows, and labels that neither overlap nor get lost."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from random import Random
from time import process_time
from xml.etree import ElementTree as ET

import pytest

from generator.charts import MOST_LABELS, Point, matrix
from generator.charts.labels import Label, around, overlap, place
from generator.charts.svg import NAMESPACE, text_width
from generator.findings.classification import Edition
from generator.model.kinds import Method
from generator.pipeline.assemble import Assembled

Box = tuple[float, float, float, float]
Track = tuple[tuple[Decimal, Decimal], ...]
FIELD = (64, 16, 456, 408)
SVG = {"s": NAMESPACE}


@pytest.fixture(scope="module")
def method(assembled: Callable[[Edition], Assembled]) -> Method:
    return assembled(Edition.PUBLIC).catalog.methods["account-analysis-matrix"]


def at(*places: tuple[str, str]) -> Track:
    return tuple((Decimal(vertical), Decimal(horizontal)) for vertical, horizontal in places)


def clustered(count: int) -> list[Point]:
    rng = Random(7)  # noqa: S311 - places, not secrets
    around_the_cut = [Decimal(rng.randint(460, 540)) / 100 for _ in range(2 * count)]
    return [
        Point(f"Account {'of a long name ' * (index % 3)}{index}", (pair,))
        for index, pair in enumerate(zip(around_the_cut[::2], around_the_cut[1::2], strict=True))
    ]


def drawn(method: Method, points: list[Point]) -> ET.Element:
    return ET.fromstring(matrix(method, points, "m.svg", "Where they stand").svg)  # noqa: S314 - ours


def label_boxes(picture: ET.Element) -> list[Box]:
    """The boxes of the labels beside the points, as wide as their words at least."""
    return [_box(goal.find("s:text", SVG)) for goal in picture.iterfind("s:g", SVG)]


def _box(text: ET.Element | None) -> Box:
    assert text is not None
    size = int(text.attrib["font-size"])
    width = text_width(text.text or "", size)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = x - {"start": 0, "middle": width / 2, "end": width}[text.attrib["text-anchor"]]
    return left, y - size * 0.8, left + width, y + 2


@pytest.mark.parametrize(
    "points",
    [
        clustered(MOST_LABELS),
        [Point(f"Account {n}", at(("10", "10"))) for n in range(MOST_LABELS)],
        [Point(f"Account {n}", at(("3", "8"), ("5", "5"))) for n in range(MOST_LABELS)],
        clustered(4),
        [Point("東京電機工業株式会社", at(("5", str(n)))) for n in range(1, 10)],
    ],
    ids=["clustered", "in a corner", "in one place", "a few", "in wide letters"],
)
def test_every_label_has_a_place_of_its_own_in_the_field(
    method: Method, points: list[Point]
) -> None:
    start = process_time()
    picture = drawn(method, points)
    assert process_time() - start < 1
    boxes = label_boxes(picture)
    assert len(boxes) == len(points)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    for left, top, right, bottom in boxes:
        assert left >= FIELD[0]
        assert top >= FIELD[1]
        assert right <= FIELD[2]
        assert bottom <= FIELD[3]


def test_a_few_points_bear_their_names(method: Method) -> None:
    picture = drawn(method, clustered(3))
    words = [text.text for text in picture.iterfind("s:g/s:text", SVG)]
    assert words == [point.label for point in clustered(3)]
    assert picture.attrib["viewBox"] == "0 0 520 460"


def test_where_names_would_meet_numbers_stand_and_a_list_names_them(method: Method) -> None:
    points = clustered(MOST_LABELS)
    picture = drawn(method, points)
    for number, goal in enumerate(picture.iterfind("s:g", SVG), start=1):
        label, again, name = (text.text for text in goal.iterfind("s:text", SVG))
        assert label == again == str(number)
        assert name == points[number - 1].label
    height = int(picture.attrib["viewBox"].split()[-1])
    lowest = max(float(text.attrib["y"]) for text in picture.iterfind("s:g/s:text", SVG))
    assert 460 < lowest < height


def test_a_name_wider_than_the_list_is_cut_there_and_whole_in_its_title(method: Method) -> None:
    name = "The very long name of a group of companies " * 3
    points = [Point(f"{name}{number}", at(("5", "5"))) for number in range(20)]
    picture = drawn(method, points)
    goal = picture.find("s:g", SVG)
    assert goal is not None
    assert goal.findtext("s:title", namespaces=SVG) == f"{name}0"
    listed = goal.findall("s:text", SVG)[-1]
    assert (listed.text or "").endswith("…")
    assert float(listed.attrib["x"]) + text_width(listed.text or "", 14) <= 520


def test_too_many_accounts_have_points_alone(method: Method) -> None:
    picture = drawn(method, clustered(MOST_LABELS + 1))
    assert len(picture.findall("s:g/s:circle", SVG)) == MOST_LABELS + 1
    assert not picture.findall("s:g/s:text", SVG)
    assert picture.findtext("s:g/s:title", namespaces=SVG) == "Account 0"


def arrows(picture: ET.Element) -> list[list[tuple[float, float]]]:
    return [
        [(float(x), float(y)) for x, y in re.findall(r"([\d.-]+),([\d.-]+)", each.attrib["points"])]
        for each in picture.iterfind("s:polygon", SVG)
    ]


def test_the_way_ends_in_an_arrow_that_points_to_the_newest_place(method: Method) -> None:
    picture = drawn(method, [Point("A", at(("2", "2"), ("5", "2"), ("5", "8")))])
    (tip, *feet) = arrows(picture)[0]
    circle = picture.find("s:g/s:circle", SVG)
    assert circle is not None
    x, y = float(circle.attrib["cx"]), float(circle.attrib["cy"])
    assert tip == pytest.approx((x - 7, y))
    assert all(foot[0] < tip[0] for foot in feet)
    assert len(arrows(picture)) == 1


@pytest.mark.parametrize(
    "track",
    [at(("5", "5")), at(("5", "5"), ("5", "5")), at(("5.01", "5"), ("5", "5"))],
    ids=["one rating", "the same place", "hardly moved"],
)
def test_who_has_not_moved_has_no_arrow(method: Method, track: Track) -> None:
    assert arrows(drawn(method, [Point("A", track)])) == []


def test_an_arrow_is_never_a_head_alone(method: Method) -> None:
    for hundredths in range(0, 200, 5):
        before = str(Decimal(500 + hundredths) / 100)
        picture = drawn(method, [Point("A", at((before, "5"), ("5", "5")))])
        line = picture.find("s:line[@class='pb-trail']", SVG)
        assert (line is None) == (not arrows(picture))
        if line is not None:
            foot = arrows(picture)[0][1]
            assert foot[1] - float(line.attrib["y1"]) > 9  # down the page is down the axis


def test_an_arrow_leads_from_the_last_place_that_is_far_enough_away(method: Method) -> None:
    picture = drawn(method, [Point("A", at(("2", "2"), ("7.9", "2"), ("8", "2")))])
    (line,) = picture.iterfind("s:line[@class='pb-trail']", SVG)
    oldest = drawn(method, [Point("B", at(("2", "2")))]).find("s:g/s:circle", SVG)
    assert oldest is not None
    assert line.attrib["y1"] == oldest.attrib["cy"]
    assert len(arrows(picture)) == 1


LINES = ((238.22, 16, 238.22, 408), (64, 233.78, 456, 233.78))


@pytest.mark.parametrize("place", [("4.3", "4.1"), ("7.9", "4.85"), ("4.55", "6.05"), ("5", "2")])
def test_a_name_keeps_off_the_lines_where_there_is_room(
    method: Method, place: tuple[str, str]
) -> None:
    (box,) = label_boxes(drawn(method, [Point("Hallmere Food Retail", at(place))]))
    assert not any(overlap(box, line) for line in LINES)


def test_a_point_that_leads_somewhere_says_so_and_values_stay_values(method: Method) -> None:
    hostile = '</g><script>alert(1)</script>"'
    points = [Point(hostile, at(("5", "5")), page="a/index.md", note="Star")]
    picture = drawn(method, points)
    goal = picture.find("s:g", SVG)
    assert goal is not None
    assert goal.attrib == {"class": "pb-goal", "data-page": "a/index.md"}
    assert goal.findtext("s:title", namespaces=SVG) == f"{hostile}: Star"
    assert picture.find(".//s:script", SVG) is None


def test_long_names_of_cells_stand_apart(assembled: Callable[[Edition], Assembled]) -> None:
    methods = assembled(Edition.PUBLIC).catalog.methods
    long, short = (
        drawn(methods[each], []).findall("s:text[@font-weight='bold']", SVG)
        for each in ("bensaou", "account-analysis-matrix")
    )
    assert {text.attrib["font-size"] for text in long} == {"14"}
    assert {text.attrib["font-size"] for text in short} == {"18"}
    row = [text for text in long if text.attrib["y"] == long[0].attrib["y"]]
    assert sum(text_width(text.text or "", 16) for text in row) < 372


def test_a_label_without_room_is_no_label() -> None:
    field = (0.0, 0.0, 100.0, 30.0)
    assert place([(50, 15)], [(200, 10)], field, (), 400) is None
    free = place([(50, 15)], [(20, 10)], field, (), 400)
    assert free == [Label((58, 10, 78, 20), "start")]
    placed_labels = place([(50, 15)], [(20, 10)], field, [around(70, 15, 20, 10)], 400)
    assert placed_labels == [Label((22, 10, 42, 20), "end")]


def days_in(picture: ET.Element) -> list[str]:
    return [
        text.text or "" for text in picture.iterfind("s:text", SVG) if "20" in (text.text or "")
    ]


def test_the_only_account_shows_when_it_was_where(method: Method) -> None:
    days = ("1 Oct 2025", "3 Mar 2026", "15 Sep 2026")
    track = at(("2.00", "3.00"), ("5.00", "5.50"), ("8.00", "8.00"))
    point = Point("Acme", track, days=days)
    picture = drawn(method, [point])
    assert days_in(picture) == ["1 Oct 2025", "3 Mar 2026"]
    boxes = [_box(text) for text in picture.iterfind("s:text", SVG) if "20" in (text.text or "")]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    description = matrix(method, [point], "m.svg", "Where it stands").alt
    assert "Before: 5.00 and 5.50 on 3 Mar 2026; 2.00 and 3.00 on 1 Oct 2025." in description
    assert days_in(drawn(method, [point, Point("Brook", at(("2.00", "8.00")))])) == []


def test_a_place_under_the_point_of_today_has_no_day(method: Method) -> None:
    days, track = ("1 Oct 2025", "15 Sep 2026"), at(("7.98", "8.00"), ("8.00", "8.00"))
    assert days_in(drawn(method, [Point("Acme", track, days=days)])) == []
