"""Days, intervals, office hours and time zones."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import PlainValidator

from generator.model.grammars import corrections
from generator.model.grammars.base import Written, as_text, described, matched, read_as, refuse
from generator.text.suggestions import did_you_mean

_date = matched(r"(\d{4})-(\d{2})-(\d{2})", "a date", "2026-11-02", corrections.day)


def _day(value: object) -> date:
    found = _date(value)
    year, month, day = map(int, found.groups())
    try:
        parsed = date(year, month, day)
    except ValueError:
        raise refuse(f"`{found.group()}` is not a day of the calendar") from None
    if not 1950 <= year <= 2100:
        raise refuse(f"`{found.group()}` is outside the years 1950 to 2100")
    return parsed


Date = Annotated[
    date,
    PlainValidator(_day),
    described(r"^\d{4}-\d{2}-\d{2}$", ["2026-11-02"], "a day: year-month-day"),
]


@dataclass(frozen=True, slots=True)
class Interval(Written):
    """A calendar interval; ``count`` is at least 1."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" + ("s" if self.count != 1 else "")

    def after(self, day: date, times: int = 1) -> date:
        """The day this interval after ``day``, at most the last day of the month.

        ``times``: multiples of the interval; negative to count back.
        """
        amount = self.count * times
        if self.unit in ("day", "week"):
            return date.fromordinal(day.toordinal() + amount * (7 if self.unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + amount * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    def by_months_after(self, day: date) -> date:
        """Like :meth:`after`; months or years from the last day of a month end on a last day."""
        last = day.day == monthrange(day.year, day.month)[1]
        found = self.after(day)
        if last and self.unit in ("month", "year"):
            return found.replace(day=monthrange(found.year, found.month)[1])
        return found

    @classmethod
    def parse(cls, value: object) -> Self:
        """Parse text such as ``6 months``."""
        found = _interval(value)
        if int(found.group(1)) < 1:
            raise refuse("an interval is at least 1")
        return cls(int(found.group(1)), found.group(2))


_interval = matched(
    r"(\d{1,3}) (day|week|month|year)s?", "a length of time", "6 months", corrections.interval
)

Every = Annotated[
    Interval,
    PlainValidator(Interval.parse),
    described(r"^\d{1,3} (day|week|month|year)s?$", ["6 months", "2 weeks"], "length of time"),
]


@dataclass(frozen=True, slots=True)
class OfficeHours(Written):
    """Local office hours on a working day."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


_hours = matched(
    r"([01]\d|2[0-3]):([0-5]\d) ?[-–] ?([01]\d|2[0-3]):([0-5]\d)",
    "office hours",
    "09:00-17:00",
    corrections.hours,
)


def _office_hours(value: object) -> OfficeHours:
    found = _hours(value)
    a, b, c, d = map(int, found.groups())
    if (a, b) >= (c, d):
        raise refuse(f"`{found.group()}` ends before it starts")
    return OfficeHours(time(a, b), time(c, d))


Hours = Annotated[
    OfficeHours,
    PlainValidator(_office_hours),
    described(r"^\d\d:\d\d ?[-–] ?\d\d:\d\d$", ["09:00-17:00"], "local office hours"),
]


@cache
def time_zone_names() -> frozenset[str]:
    """The IANA names in the pinned time-zone package."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def _zone(value: object) -> str:
    name = as_text(value, "a time zone")
    if name not in time_zone_names():
        raise refuse(
            f"`{name[:60]}` is not a time zone of the IANA list."
            + did_you_mean(name[:60], time_zone_names())
        )
    return name


TimeZone = Annotated[
    str,
    PlainValidator(_zone),
    read_as({"type": "string", "examples": ["Europe/Berlin"], "description": "IANA name"}),
]


def _flag(value: object) -> bool:
    word = as_text(value, "yes or no").casefold()
    if word not in ("yes", "no", "true", "false"):
        raise refuse(f"`{word[:40]}` is neither yes nor no; write one of them")
    return word in ("yes", "true")


Flag = Annotated[bool, PlainValidator(_flag), read_as({"enum": ["yes", "no", True, False]})]
