"""Office hours over the year: a band for each region, darker where regions share them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from generator.analysis.office_hours import ClockChange, HoursPeriod, HoursYear, Overlap
from generator.charts.svg import Drawing, Picture, cut
from generator.charts.time_axis import TimeAxis
from generator.text.formats import day_text, duration, listed, next_month

_WIDTH, _EDGE, _LEFT, _TOP, _HOUR, _FOOT, _LINE = 640, 8, 54, 26, 15, 34, 20
_SIZE = 13
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "14 4", "5 2 1 2 1 2")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class _Scale:
    """Hours from top to bottom; ``low`` and ``high``: minutes, whole hours."""

    low: int
    high: int

    def y(self, minutes: float) -> float:
        return _TOP + (minutes - self.low) / 60 * _HOUR

    @property
    def bottom(self) -> float:
        return self.y(self.high)


def office_hours_picture(year: HoursYear, name: str, title: str) -> Picture:
    """The picture of a year with two or more regions, by the clock of the first one."""
    regions = [region for region, _, _ in year.periods[0].hours]
    every = [at for period in year.periods for _, *ends in period.hours for at in ends]
    scale = _Scale((min(every) - 30) // 120 * 120, -(-(max(every) + 30) // 120) * 120)
    notes = [_change(letter, each) for letter, each in _lettered(year)]
    description = f"{title}. {' '.join(map(_in_words, year.periods))} {'. '.join(notes)}."
    height = int(scale.bottom + _FOOT + _LINE * -(-len(notes) // 2) + 26)
    drawing = Drawing(_WIDTH, height, title, description, wide=True)
    first, last = year.periods[0].first, next_month(year.periods[-1].last)
    axis = TimeAxis(first, last, _LEFT, _WIDTH - _EDGE - 16)
    _clock(drawing, axis, scale)
    axis.draw(drawing, _TOP, scale.bottom, 40)
    for draw in (_bands, _shared, _edges):
        for period in year.periods:
            draw(drawing, axis, scale, period)
    _names(drawing, axis, scale, year.periods[0])
    for letter, each in _lettered(year):
        x = axis.x(each.on)
        line = {"x1": x, "y1": _TOP - 4, "x2": x, "y2": scale.bottom, "stroke-width": 1}
        drawing.add("line", "pb-strong", {**line, "stroke-dasharray": "2 3"})
        drawing.text("pb-ink", x, _TOP - 10, letter, size=_SIZE, anchor="middle", weight="bold")
    for number, note in enumerate(notes):
        x = _EDGE + (_WIDTH / 2) * (number % 2)
        y = scale.bottom + _FOOT + _LINE * (number // 2) + 6
        drawing.text("pb-ink", x, y, cut(note, _SIZE, _WIDTH / 2 - 16), size=_SIZE)
    drawing.add("rect", "pb-arrow", {**_box(_EDGE, height - 18, 30, 13), "fill-opacity": 0.55})
    words = f"office hours of two or more regions; hours by the clock of {regions[0].name}"
    drawing.text("pb-ink", _EDGE + 38, height - 7, cut(words, _SIZE, 570), size=_SIZE)
    return Picture(name, description, drawing.svg())


def _box(x: float, y: float, width: float, height: float) -> dict[str, object]:
    return {"x": x, "y": y, "width": width, "height": height}


def _lettered(year: HoursYear) -> list[tuple[str, ClockChange]]:
    return [(chr(ord("A") + number), each) for number, each in enumerate(year.changes)]


def _change(letter: str, each: ClockChange) -> str:
    names = listed([region.name for region in each.regions])
    return f"{letter} {day_text(each.on)}, {'forward' if each.forward else 'back'}: {names}"


def _clock(drawing: Drawing, axis: TimeAxis, scale: _Scale) -> None:
    for minutes in range(scale.low, scale.high, 120):
        y = scale.y(minutes)
        drawing.line("pb-line", (axis.left, y), (axis.right, y), 0.5)
        hour = f"{minutes % _DAY // 60:02}:00"
        drawing.text("pb-soft", axis.left - 6, y + 4, hour, size=12, anchor="end")


def _ends(axis: TimeAxis, period: HoursPeriod) -> tuple[float, float]:
    return axis.x(period.first), axis.x(period.last + timedelta(days=1))


def _bands(drawing: Drawing, axis: TimeAxis, scale: _Scale, period: HoursPeriod) -> None:
    x, right = _ends(axis, period)
    for _, start, end in period.hours:
        box = _box(x, scale.y(start), right - x, scale.y(end) - scale.y(start))
        drawing.add("rect", "pb-band", {**box, "fill-opacity": 0.55})


def _edges(drawing: Drawing, axis: TimeAxis, scale: _Scale, period: HoursPeriod) -> None:
    """The beginning and the end of each region's hours, in dashes of its own."""
    x, right = _ends(axis, period)
    for number, (_, *ends) in enumerate(period.hours):
        dashes = _DASHES[number % len(_DASHES)]
        for y in map(scale.y, ends):
            line = {"x1": x, "y1": y, "x2": right, "y2": y, "stroke-width": 1.8}
            drawing.add("line", "pb-strong", {**line, "stroke-dasharray": dashes})


def _shared(drawing: Drawing, axis: TimeAxis, scale: _Scale, period: HoursPeriod) -> None:
    """Where two or more regions work, each stretch once."""
    x, right = _ends(axis, period)
    stretches: list[tuple[int, int]] = []
    hours = {region.id: (start, end) for region, start, end in period.hours}
    for each in period.shared:
        if len(each.regions) == 2 and each.minutes:
            (one, until), (other, to) = (hours[region.id] for region in each.regions)
            stretches.append((max(one, other), min(until, to)))
    for start, end in _joined(stretches):
        box = _box(x, scale.y(start), right - x, scale.y(end) - scale.y(start))
        drawing.add("rect", "pb-arrow", {**box, "fill-opacity": 0.55})


def _joined(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _names(drawing: Drawing, axis: TimeAxis, scale: _Scale, period: HoursPeriod) -> None:
    """Names side by side, as bands of one time zone lie on each other."""
    room = (axis.right - axis.left) / len(period.hours)
    for number, (region, start, end) in enumerate(period.hours):
        x, y = axis.left + room * number + 10, (scale.y(start) + scale.y(end)) / 2 + 5
        label = cut(region.name, _SIZE, room - 16)
        drawing.text("pb-ink pb-halo", x, y, label, size=_SIZE, weight="bold")


def _in_words(period: HoursPeriod) -> str:
    def hours(found: Overlap) -> str:
        return duration(found.minutes) if found.minutes else "none"

    said = [
        f"{listed([region.name for region in each.regions])} {hours(each)}"
        for each in period.shared
    ]
    return f"{day_text(period.first)} to {day_text(period.last)}: {'; '.join(said)}."
