"""Power and interest: the posts in nine fields, which make four."""

from collections.abc import Sequence

from generator.analysis.organisation import ADVICE, PowerField
from generator.charts.marks import stance_mark
from generator.charts.svg import Drawing, Picture, lines
from generator.text.formats import counted

_LEFT, _TOP, _CELL, _HEAD, _ROW, _LINE, _FOOT = 88, 8, 180, 28, 24, 15, 44
_SIZE = 13
MOST = 10
"""Posts named in one field; the table beside the picture has all."""


def power_grid(fields: Sequence[PowerField], name: str, title: str, leads_to: str = "") -> Picture:
    """The picture of nine fields, the highest power first.

    Thick lines part high from less, as in the table. ``leads_to``: what a relative link to a post
    begins with, before its id.
    """
    rows = [fields[start : start + 3] for start in range(0, len(fields), 3)]
    heights = [_height(row) for row in rows]
    description = f"{title}. {' '.join(f'{_in_words(each)}.' for each in fields if each.posts)}"
    width, bottom = _LEFT + 3 * _CELL + 12, _TOP + sum(heights)
    drawing = Drawing(width, int(bottom) + _FOOT, title, description, wide=True)
    right = _LEFT + 3 * _CELL
    drawing.rectangle("pb-area", _LEFT, _TOP, right - _LEFT, bottom - _TOP)
    top: float = _TOP
    for row, height in zip(rows, heights, strict=True):
        y = top + height / 2 + 5
        drawing.text("pb-soft", _LEFT - 8, y, row[0].power, anchor="end", size=14)
        for number, field in enumerate(row):
            left = _LEFT + _CELL * number
            drawing.rectangle("pb-line", left, top, _CELL, height)
            _field(drawing, field, left, top, leads_to)
        top += height
    drawing.line("pb-strong", (_LEFT, _TOP + heights[0]), (right, _TOP + heights[0]), 2.5)
    drawing.line("pb-strong", (right - _CELL, _TOP), (right - _CELL, bottom), 2.5)
    drawing.rectangle("pb-strong", _LEFT, _TOP, right - _LEFT, bottom - _TOP, stroke=1.5)
    for number, field in enumerate(rows[0]):
        middle = _LEFT + _CELL * (number + 0.5)
        drawing.text("pb-soft", middle, bottom + 18, field.interest, anchor="middle", size=14)
    drawing.text("pb-ink", (_LEFT + right) / 2, bottom + 37, "Interest", anchor="middle")
    drawing.text("pb-ink", 16, (_TOP + bottom) / 2, "Power", anchor="middle", turn=-90)
    return Picture(name, description, drawing.svg())


def _height(row: Sequence[PowerField]) -> float:
    return _HEAD + max(_ROW, *(sum(map(_room, _labels(field))) for field in row)) + 4


def _labels(field: PowerField) -> list[list[str]]:
    """The lines of each label in a field, the last of them for those that are not named."""
    functions = [each.stakeholder.function for each in field.posts[:MOST]]
    found = [lines(function, _SIZE, _CELL - 38, 2) for function in functions]
    more = len(field.posts) - MOST
    return [*found, [f"and {more} more"]] if more > 0 else found


def _room(label: Sequence[str]) -> int:
    return _ROW + _LINE * (len(label) - 1)


def _field(drawing: Drawing, field: PowerField, left: float, top: float, leads_to: str) -> None:
    if field.power != "low" and field.interest != "medium":  # the first of each of the four
        advice = ADVICE[field.power == "high", field.interest == "high"]
        drawing.text("pb-soft", left + 8, top + 18, advice, size=_SIZE, weight="bold")
    y = top + _HEAD
    for number, label in enumerate(_labels(field)):
        if number < MOST:
            post = field.posts[number].stakeholder
            stance_mark(drawing, post.stance, left + 16, y + _ROW / 2)
            page = f"{leads_to}{post.id}" if leads_to else ""
            with drawing.goal(f"{post.function}: {post.stance_text}", page):
                _written(drawing, label, left + 30, y)
        else:
            _written(drawing, label, left + 30, y)
        y += _room(label)


def _written(drawing: Drawing, label: Sequence[str], x: float, y: float) -> None:
    for number, line in enumerate(label):
        drawing.text("pb-ink", x, y + _ROW / 2 + 5 + _LINE * number, line, size=_SIZE)


def _in_words(field: PowerField) -> str:
    """``Power high, interest medium: Chief operating officer (supporter)``."""
    named = [
        f"{each.stakeholder.function} ({each.stakeholder.stance_text})" for each in field.posts
    ]
    if len(named) > MOST:
        named = [*named[:MOST], counted(len(named) - MOST, "more post")]
    return f"Power {field.power}, interest {field.interest}: {', '.join(named)}"
