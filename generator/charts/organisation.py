"""Their organisation as a chart: reporting lines, and of each post stance, power and coverage."""

from collections.abc import Sequence

from generator.analysis.coverage import Covered
from generator.analysis.organisation import ReportingPost
from generator.charts.marks import coverage_mark, power_mark, stance_mark
from generator.charts.svg import Drawing, Picture, cut, lines
from generator.model.stakeholders import STRENGTHS
from generator.text.formats import counted, words

_WIDTH, _EDGE, _TOP = 640, 8, 34
_ROW, _BOX, _LINE = 48, 40, 16
_STANCE, _POWER, _COVERED = 352, 458, 562
_INDENT, _DEEPEST = 28, 6
"""Units by which a post stands further in than the one above it, and how often that adds up."""

_NAME, _SMALL, _BOLD = 14, 13, 1.1


def organisation_chart(
    places: Sequence[ReportingPost], name: str, title: str, leads_to: str = ""
) -> Picture:
    """The picture of one or more posts; ``places``: each below the one it reports to.

    An edge of dashes is that of a post that nobody covers. ``leads_to``: what a relative link to a
    post begins with, before its id.
    """
    description = f"{title}. {' '.join(f'{_in_words(each)}.' for each in _with_superiors(places))}"
    drawing = Drawing(_WIDTH, _TOP + _ROW * len(places) + 30, title, description, wide=True)
    for x, heading in (
        (_EDGE, "Post"),
        (_STANCE, "Stance"),
        (_POWER, "Power"),
        (_COVERED, "Known to"),
    ):
        drawing.text("pb-soft", x, 20, heading, size=_SMALL, weight="bold")
    above: dict[int, int] = {}
    for row, place in enumerate(places):
        if place.depth:
            _elbow(drawing, place.depth, above[place.depth - 1], row)
        above[place.depth] = row
        _post(drawing, place, row, leads_to)
    _legend(drawing, _TOP + _ROW * len(places) + 12)
    return Picture(name, description, drawing.svg())


def _legend(drawing: Drawing, y: float) -> None:
    x = float(_EDGE)
    drawing.text("pb-soft", x, y + 5, "Known to, at best:", size=_SMALL)
    x += 138
    for strength in (*reversed(STRENGTHS), None):
        coverage_mark(drawing, strength, x, y)
        drawing.text("pb-ink", x + 14, y + 5, words(strength or "nobody"), size=_SMALL)
        x += 110


def _left(depth: int) -> float:
    return _EDGE + _INDENT * min(depth, _DEEPEST)


def _middle(row: int) -> float:
    return _TOP + _ROW * row + _BOX / 2


def _elbow(drawing: Drawing, depth: int, above: int, row: int) -> None:
    """From the lower edge of the post above, down and then right."""
    if depth > _DEEPEST:
        return
    x, left = _left(depth - 1) + _INDENT / 2, _left(depth)
    drawing.line("pb-strong", (x, _middle(above) + _BOX / 2), (x, _middle(row)), 1.5)
    drawing.line("pb-strong", (x, _middle(row)), (left, _middle(row)), 1.5)


def _post(drawing: Drawing, place: ReportingPost, row: int, leads_to: str) -> None:
    post, y, left = place.covered.stakeholder, _middle(row), _left(place.depth)
    width = _STANCE - 20 - left
    edge: dict[str, object] = {"stroke-width": 1.5}
    if not place.covered.relationships:
        edge["stroke-dasharray"] = "5 3"
    box = {"x": left, "y": y - _BOX / 2, "width": width, "height": _BOX}
    drawing.add("rect", "pb-area", box)
    drawing.add("rect", "pb-strong", {**box, **edge})
    with drawing.goal(f"{post.function}, {post.area}", f"{leads_to}{post.id}" if leads_to else ""):
        _named(drawing, place, left + 8, y, width - 16)
    stance_mark(drawing, post.stance, _STANCE + 8, y)
    stance = cut(words(post.stance), _SMALL, _POWER - _STANCE - 28)
    drawing.text("pb-ink", _STANCE + 22, y + 5, stance, size=_SMALL)
    power_mark(drawing, post.power, _POWER, y)
    drawing.text("pb-ink", _POWER + 34, y + 5, post.power, size=_SMALL)
    coverage_mark(drawing, place.covered.strength, _COVERED + 8, y)
    people = counted(_people(place.covered), "person", "people")
    drawing.text("pb-ink", _COVERED + 22, y + 5, _short(place.covered, people), size=_SMALL)


def _named(drawing: Drawing, place: ReportingPost, x: float, y: float, width: float) -> None:
    """Function and area, or a long function in two lines."""
    post = place.covered.stakeholder
    named = lines(post.function, _NAME, width / _BOLD, 2)
    if len(named) == 1:
        area = cut(post.area, _SMALL, width)
        drawing.text("pb-soft", x, y + 13, area, size=_SMALL)
    for number, line in enumerate(named):
        drawing.text("pb-ink", x, y - 3 + _LINE * number, line, size=_NAME, weight="bold")


def _people(covered: Covered) -> int:
    return len(set(covered.people))


def _short(covered: Covered, people: str) -> str:
    return people.partition(" ")[0] if covered.relationships else "nobody"


def _with_superiors(places: Sequence[ReportingPost]) -> list[tuple[ReportingPost, str]]:
    above: dict[int, str] = {}
    found = []
    for place in places:
        found.append((place, above.get(place.depth - 1, "") if place.depth else ""))
        above[place.depth] = place.covered.stakeholder.function
    return found


def _in_words(given: tuple[ReportingPost, str]) -> str:
    place, superior = given
    post, covered = place.covered.stakeholder, place.covered
    line = f" reports to {superior}," if superior else ""
    by = counted(_people(covered), "person", "people") if covered.relationships else "nobody"
    return f"{post.function}:{line} {post.stance_text}, power {post.power}, covered by {by}"
