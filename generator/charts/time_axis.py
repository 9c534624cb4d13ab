"""A scale of days from left to right, with marks at the beginnings of months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.charts.svg import Drawing
from generator.text.formats import month_begin, month_text, next_month

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_SIZE = 12


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from ``first``, at the unit ``left``, to ``last``, at the unit ``right``."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The place of a day; one outside the scale is put at its end."""
        span = max((self.last - self.first).days, 1)
        within = min(max((day - self.first).days, 0), span)
        return self.left + within / span * (self.right - self.left)

    def draw(self, drawing: Drawing, top: float, bottom: float, apart: float = 56) -> None:
        """Lines at months' beginnings with their names below, at least ``apart`` units apart."""
        for number, day in enumerate(self._marks(apart)):
            x = self.x(day)
            drawing.line("pb-line", (x, top), (x, bottom), 0.5)
            name = month_text(day)
            if day.month == 1 or number == 0:
                name += f" {day.year}"
            drawing.text("pb-soft", x, bottom + 15, name, size=_SIZE, anchor="middle")

    def _marks(self, apart: float) -> Iterator[date]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        most = max((self.right - self.left) / apart, 1)
        step = next((each for each in _STEPS if months / each <= most), _STEPS[-1])
        day = month_begin(self.first)
        while day <= self.last:
            if day >= self.first and ((day.year * 12 + day.month - 1) % step == 0):
                yield day
            day = next_month(day)
