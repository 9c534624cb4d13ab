"""Who plays when: a row for each of our people, a column for each month of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis.year import PlayedPart, TwelveMonths
from generator.charts.svg import Drawing, Picture, cut
from generator.model.company import Absence
from generator.text.formats import counted, month_text, next_month

_WIDTH, _EDGE, _LABEL, _TOP, _ROW, _FOOT = 640, 8, 140, 40, 32, 34
_SIZE, _SMALL = 13, 12

MOST = 24
"""People in the picture; the table beside it has all."""


@dataclass(frozen=True, slots=True)
class Player:
    """One of our people: the name, the part, and the planned absences."""

    label: str
    part: PlayedPart
    away: Sequence[Absence] = ()


def orchestra(year: TwelveMonths, players: Sequence[Player], name: str, title: str) -> Picture:
    """The picture of one or more people, in the order given."""
    shown = players[:MOST]
    description = f"{title}. {' '.join(_in_words(each, year) for each in shown)}"
    more = f"and {counted(len(players) - MOST, 'more person', 'more people')}"
    bottom = _TOP + _ROW * len(shown)
    height = bottom + _FOOT + (20 if len(players) > MOST else 0)
    drawing = Drawing(_WIDTH, height, title, description, wide=True)
    for number, month in enumerate(year.months):
        x = _column(number)
        drawing.line("pb-line", (x, _TOP - 6), (x, bottom), 0.5)
        middle = x + _column_width() / 2
        drawing.text("pb-soft", middle, _TOP - 10, month_text(month), size=_SMALL, anchor="middle")
        if number == 0 or month.month == 1:
            year_text = str(month.year)
            drawing.text("pb-soft", middle, 14, year_text, size=_SMALL, anchor="middle")
    for number, player in enumerate(shown):
        _row(drawing, player, year, _TOP + _ROW * number)
    drawing.line("pb-line", (_EDGE, bottom), (_WIDTH - _EDGE, bottom), 0.5)
    if len(players) > MOST:
        drawing.text("pb-soft", _EDGE, bottom + 16, more, size=_SIZE)
    _legend(drawing, height - 14)
    return Picture(name, description, drawing.svg())


def _column_width() -> float:
    return (_WIDTH - 2 * _EDGE - _LABEL) / 12


def _column(number: int) -> float:
    return _EDGE + _LABEL + _column_width() * number


def _row(drawing: Drawing, player: Player, year: TwelveMonths, top: float) -> None:
    middle = top + _ROW / 2
    drawing.line("pb-line", (_EDGE, top), (_WIDTH - _EDGE, top), 0.5)
    for absence in player.away:
        first, last = _place(absence.from_, year), _place(absence.until or year.end, year)
        if absence.touches(year.months[0], year.end):
            _away(drawing, first, max(last - first, 3), top + 3, _ROW - 6)
    drawing.text("pb-ink", _EDGE, middle + 5, cut(player.label, _SIZE, _LABEL - 34), size=_SIZE)
    if player.part.overdue:
        _due(drawing, player.part.overdue, _EDGE + _LABEL - 16, middle, late=True)
    for number, month in enumerate(year.months):
        contacts, due = player.part.contacts(month), player.part.falls_due(month)
        x, aside = _column(number) + _column_width() / 2, 9.5 if contacts and due else 0
        if contacts:
            _contacts(drawing, contacts, x - aside, middle)
        if due:
            _due(drawing, due, x + aside, middle)


def _place(day: date, year: TwelveMonths) -> float:
    """The place of a day; one outside the year is put at its end."""
    if day < year.months[0]:
        return _column(0)
    if day > year.end:
        return _column(12)
    number = next(n for n, month in enumerate(year.months) if day < next_month(month))
    days = (next_month(day) - year.months[number]).days
    return _column(number) + (day.day - 1) / days * _column_width()


def _away(drawing: Drawing, x: float, width: float, y: float, height: float) -> None:
    """A grey field with lines across."""
    drawing.rectangle("pb-band", x, y, width, height)
    at = 6.0
    while at < width:
        drawing.line("pb-line", (x + at, y), (x + max(at - 6, 0), y + height), 1)
        at += 6


def _contacts(drawing: Drawing, count: int, x: float, y: float) -> None:
    drawing.add("circle", "pb-area", {"cx": x, "cy": y, "r": 8.5})
    drawing.add("circle", "pb-trail", {"cx": x, "cy": y, "r": 8.5, "stroke-width": 1.5})
    drawing.text("pb-ink", x, y + 4, str(count), size=11, anchor="middle")


def _due(drawing: Drawing, count: int, x: float, y: float, *, late: bool = False) -> None:
    drawing.rectangle("pb-area", x - 8, y - 8, 16, 16)
    drawing.rectangle("pb-strong", x - 8, y - 8, 16, 16, stroke=3 if late else 1.5)
    weight = "bold" if late else "normal"
    drawing.text("pb-ink", x, y + 4, str(count), size=11, anchor="middle", weight=weight)


def _legend(drawing: Drawing, y: float) -> None:
    _contacts(drawing, 2, _EDGE + 9, y)
    drawing.text("pb-ink", _EDGE + 24, y + 5, "conversations", size=_SIZE)
    _due(drawing, 1, _EDGE + 180, y)
    drawing.text("pb-ink", _EDGE + 194, y + 5, "falls due", size=_SIZE)
    _due(drawing, 1, _EDGE + 290, y, late=True)
    drawing.text("pb-ink", _EDGE + 304, y + 5, "overdue", size=_SIZE)
    _away(drawing, _EDGE + 390, 30, y - 9, 18)
    drawing.text("pb-ink", _EDGE + 428, y + 5, "away", size=_SIZE)


def _in_words(player: Player, year: TwelveMonths) -> str:
    part = player.part
    due = sum(part.falls_due(month) for month in year.months)
    said = [
        counted(part.all_contacts, "conversation") if part.all_contacts else "",
        f"{due} due" if due else "",
        f"{part.overdue} overdue" if part.overdue else "",
        "away for a time" if player.away else "",
    ]
    return f"{player.label}: {', '.join(filter(None, said)) or 'nothing planned'}."
