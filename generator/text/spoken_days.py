"""Days in the words of whoever writes them down: ``next Friday``, ``in 2 weeks``, ``4 Dec``."""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from generator.text.formats import SHORT_MONTHS

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(each.casefold() for each in SHORT_MONTHS)
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}

EXAMPLES = (
    "2026-12-04, 4 Dec, tomorrow, Friday, last Friday, in 2 weeks, 3 days ago, end of quarter"
)


def day_of(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that ``text`` names, seen from ``today``; ``None`` if it names none.

    A weekday is the next one after today, with ``last`` the one before; a day of a month without a
    year is the next one. ``past``: of something that has happened, so that both are the last one,
    today included.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(words):
            try:
                if found.re is _DAY_OF_MONTH and not found[3]:
                    return _in_some_year(found, today, past=past)
                day = read(found, today)
                return _before(found, day, today) if past and day > today else day
            except (ValueError, OverflowError):  # no such day
                return None
    return None


def weekday(day: date) -> str:
    """The day of the week in English, whatever the locale."""
    return _WEEKDAYS[day.weekday()].capitalize()


def _before(found: re.Match[str], day: date, today: date) -> date:
    """What a weekday means of the past; else the day itself."""
    if found.re is _WEEKDAY and not found[1]:
        return today - timedelta(days=(today.weekday() - day.weekday()) % 7)
    return day


def _near(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_NEAR[found[0]])


def _written(found: re.Match[str], _today: date) -> date:
    return date.fromisoformat(found[0])


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = _WEEKDAYS.index(found[2])
    if found[1] == "last":
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _apart(found: re.Match[str], today: date) -> date:
    number, unit = int(found[1]) * (-1 if found[3] else 1), found[2]
    if unit in ("day", "week"):
        return today + timedelta(days=number * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + number * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _in_month(found: re.Match[str], _today: date) -> date:
    return date(int(found[3]), _month(found), int(found[1]))


def _in_some_year(found: re.Match[str], today: date, *, past: bool) -> date | None:
    """The day of a month in this year or the one beside it; 29 February is not in every year."""
    for year in (today.year, today.year + (-1 if past else 1)):
        with suppress(ValueError):
            day = date(year, _month(found), int(found[1]))
            if day == today or (day < today) is past:
                return day
    return None


def _month(found: re.Match[str]) -> int:
    return _MONTHS.index(found[2]) + 1


def _end(found: re.Match[str], today: date) -> date:
    last = {"month": today.month, "quarter": (today.month + 2) // 3 * 3, "year": 12}[found[1]]
    return date(today.year, last, monthrange(today.year, last)[1])


_WEEKDAY = re.compile(rf"(?:(next|last) )?({'|'.join(_WEEKDAYS)})")
_DAY_OF_MONTH = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]*(?: (\d{{4}}))?")

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (re.compile("|".join(_NEAR)), _near),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), _written),
    (_WEEKDAY, _weekday),
    (re.compile(r"(?:in )?(\d{1,3}) (day|week|month|year)s?( ago)?"), _apart),
    (_DAY_OF_MONTH, _in_month),
    (re.compile(r"end of (month|quarter|year)"), _end),
)
