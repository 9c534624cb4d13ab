"""Moves the dates of examples to another day, in the text of their files; all else stays.

The models say where dates stand, so nothing is a date only because it looks like one. In what is
written in words, full dates move too; other years and months are listed for the author.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

import yaml

from generator.findings.errors import UsageError
from generator.findings.finding import Location
from generator.model.definitions import Definitions
from generator.model.item import Item, names_by_key
from generator.model.kinds import KINDS, Account
from generator.model.money import Period
from generator.model.walk import items_in, values_in
from generator.reading.files import SourceFile
from generator.reading.notes import is_note
from generator.reading.source import SourceText
from generator.text.formats import MONTHS

DAY_KEY = "examples_as_of"
"""The key of the examples' own day in the file of the organisation."""

_YEARS = range(1950, 2101)


_NAMED = "|".join(MONTHS)

_IN_WORDS = re.compile(
    r"(?<![\w/-])(?:"
    r"(?P<iso>[12]\d{3}-\d{2}-\d{2})"
    rf"|(?P<day>[1-9]|[12]\d|3[01])(?P<gap>\s+)(?P<month>{_NAMED})(?P<then>\s+)(?P<year>[12]\d{{3}})"
    rf"|(?P<us_month>{_NAMED})(?P<us_gap>\s+)(?P<us_day>[1-9]|[12]\d|3[01])(?P<us_then>,\s+)"
    r"(?P<us_year>[12]\d{3})"
    r")(?![\w/-])",
    re.ASCII,
)
"""A full date in a text: ``2026-03-26``, ``26 March 2026`` or ``March 26, 2026``."""

_OF_MORE = re.compile(r"(?:\d\s*(?:to|and|or|until|[-,&\u2013])|day,?)\s*\Z")
"""Before a date: an earlier day of a span, or the name of a weekday, which would not move."""

_TIME = re.compile(rf"(?<!\d)(?:19|20)\d\d(?!\d)|\b[Ff][Yy] ?\d\d\b|\b(?:{_NAMED})\b")
"""What names a year or a month."""

_NUMBER = re.compile(r"[\d.,\s]+(?:k|m|bn|%)?", re.ASCII)


class Shift(NamedTuple):
    """From the own day of the examples to another one.

    Dates move by the days between the two, so the distances between them stay. Business years move
    by the months between the two, so they stay whole: the one that ended with the last month still
    does.
    """

    of: date
    to: date

    @property
    def days(self) -> int:
        """Days to the new day; negative to an earlier one."""
        return (self.to - self.of).days

    @property
    def months(self) -> int:
        """Months between the two, regardless of the days in them."""
        return (self.to.year - self.of.year) * 12 + self.to.month - self.of.month

    def moved(self, day: date) -> date:
        """A day moved by days."""
        return day + timedelta(days=self.days)

    def in_months(self, day: date) -> date:
        """A day moved by whole months; at most the 28th, which every month has."""
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        return date(year, month + 1, day.day)

    def bounds(self, period: Period) -> tuple[date, date]:
        """First and last day of a whole period after the move."""
        after = self.in_months(period.ends + timedelta(days=1))
        return self.in_months(period.starts), after - timedelta(days=1)


class Left(NamedTuple):
    """A line that names a time which was not moved; ``text``: as it is after the move."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Shifted:
    """A file of the examples: its new content, the number of moved dates, and what was left."""

    file: SourceFile
    data: bytes
    dates: int
    left: tuple[Left, ...]


class _Edit(NamedTuple):
    """New text for a part of a file, from ``start`` up to ``end``, in characters."""

    start: int
    end: int
    text: str


_Dates = dict[tuple[int, int], tuple[date, date]]
"""Old and new dates by line and column."""


def examples_in(definitions: Definitions) -> tuple[Account, ...]:
    """The fictional accounts. Raises UsageError if there are none."""
    found = tuple(each for each in definitions.accounts.values() if each.fictional)
    if not found:
        raise UsageError("no account here says `fictional: yes`, so there are no examples")
    return found


def own_day(definitions: Definitions) -> date:
    """The day that the examples are written for. Raises UsageError if it is not declared."""
    organisation = definitions.organisation
    if organisation is None or organisation.examples_as_of is None:
        raise UsageError(
            f"{KINDS['organisation'].place} does not say for which day the examples are written: "
            f"add `{DAY_KEY}:` with that day, like 2026-11-02"
        )
    return organisation.examples_as_of


def moved(
    definitions: Definitions, files: Mapping[str, bytes], to: date, *, with_handbook: bool = False
) -> Iterator[Shifted]:
    """Files of the examples whose own day becomes ``to``, by path: those with anything to tell.

    ``files``: content by path. ``with_handbook``: reviews and versions of roles, competencies,
    methods and the like move as well. Raises UsageError if there are no examples, if they do not
    declare their day, or if a date would leave the years that can be written.
    """
    accounts = examples_in(definitions)
    shift = Shift(own_day(definitions), to)
    places = _places(definitions, accounts, shift, with_handbook)
    folders = tuple(f"{KINDS['account'].place_of(account.id)}/" for account in accounts)
    for path in sorted(files):
        dates, in_account = places.get(path, {}), path.startswith(folders)
        if dates or in_account:
            found = _file(SourceFile(path, files[path]), dates, shift, in_words=in_account)
            if found.dates or found.left:
                yield found


def told_in(page: SourceFile, definitions: Definitions) -> Iterator[Left]:
    """The lines of a hand-written page that name a day of the examples: they would not move."""
    known = {
        value
        for account in examples_in(definitions)
        for value in values_in(account)
        if isinstance(value, date)
    }
    for number, line in enumerate(page.data.decode("utf-8", "replace").splitlines(), 1):
        if any(_day_of(match) in known for match in _IN_WORDS.finditer(line)):
            yield Left(page.path, number, line.strip())


def _places(
    definitions: Definitions, accounts: Iterable[Account], shift: Shift, with_handbook: bool
) -> dict[str, _Dates]:
    """The dates that move, by file."""
    found: dict[str, _Dates] = defaultdict(dict)

    def note(where: Location, was: date, new: date) -> None:
        if new.year not in _YEARS:
            raise UsageError(
                f"{was} in {where} would become {new}, outside the years 1950 to 2100; nothing was "
                "written"
            )
        found[where.path][where.line, where.column] = was, new

    def note_all(root: Item) -> None:
        for item in items_in(root):
            for key, name in names_by_key(type(item)).items():
                if isinstance(value := getattr(item, name), date):
                    note(item.at(key), value, shift.moved(value))

    for account in accounts:
        note_all(account)
        periods = account.economics.periods if account.economics else ()
        if all(map(_is_whole, periods)):
            for period in periods:
                starts, ends = shift.bounds(period)
                note(period.at("starts"), period.starts, starts)
                note(period.at("ends"), period.ends, ends)
    if (people := definitions.people) and people.fictional:
        note_all(people)
    if organisation := definitions.organisation:
        note(organisation.at(DAY_KEY), shift.of, shift.to)
        if organisation.fictional:
            note_all(organisation)
    for each in definitions.handbook() if with_handbook else ():
        note_all(each)
    return found


def _is_whole(period: Period) -> bool:
    """Whether a period is made of whole months, from a day that every month has."""
    return period.starts.day <= 28 and (period.ends + timedelta(days=1)).day == period.starts.day


@dataclass(slots=True)
class _Found:
    """What a file changes, and the places of what is left, in characters."""

    edits: list[_Edit] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def _file(file: SourceFile, dates: _Dates, shift: Shift, *, in_words: bool) -> Shifted:
    mark = codecs.BOM_UTF8 if file.data.startswith(codecs.BOM_UTF8) else b""
    text = file.data[len(mark) :].decode("utf-8")
    found = _Found()
    if is_note(file.path):
        _read_words(text, 0, len(text), shift, found)
    else:
        _read_definition(SourceText(file.path, text), dates, shift if in_words else None, found)
    new = _edited(text, found.edits)
    numbers = sorted({text.count("\n", 0, place) for place in found.left})
    lines = new.split("\n")  # no edit adds a line
    left = tuple(Left(file.path, number + 1, lines[number].strip()) for number in numbers)
    return Shifted(file, mark + new.encode(), len(found.edits), left)


def _read_definition(
    source: SourceText, dates: _Dates, in_words: Shift | None, found: _Found
) -> None:
    """Collect what a YAML file changes; ``in_words``: the move of dates in its texts, if any."""
    text, comments, missing = source.text, list(source.text), set(dates)
    for line, column, start, end in _scalars(text):
        if place := dates.get((line, column)):
            found.edits.append(_date_edit(source, start, end, place))
            missing.discard((line, column))
        elif in_words and not _NUMBER.fullmatch(text, start, end):
            _read_words(text, start, end, in_words, found)
        comments[start:end] = " " * (end - start)
    if missing:
        raise _other_format(source.path, min(missing)[0])
    if in_words:
        found.left += (each.start() for each in _TIME.finditer("".join(comments)))


def _scalars(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Line and column of each scalar, from 1, and where it starts and ends."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            # The C parser sets both marks of every event.
            start: Any = event.start_mark
            stop: Any = event.end_mark
            yield start.line + 1, start.column + 1, start.index, stop.index


def _date_edit(source: SourceText, start: int, end: int, dates: tuple[date, date]) -> _Edit:
    was, new = (each.isoformat() for each in dates)
    at = source.text.find(was, start, end)
    if at < 0:
        raise _other_format(source.path, source.text.count("\n", 0, start) + 1)
    return _Edit(at, at + len(was), new)


def _other_format(path: str, line: int) -> UsageError:
    return UsageError(
        f"{path}:{line} does not hold its date as it is read; run `playbook migrate` first. "
        "Nothing was written"
    )


def _read_words(text: str, start: int, end: int, shift: Shift, found: _Found) -> None:
    """Collect the full dates in a part of a text, and the places of other times."""
    done = start
    for match in _IN_WORDS.finditer(text, start, end):
        if _OF_MORE.search(text, start, match.start()):
            continue
        if (new := _in_words(match, shift)) is not None:
            found.left += (each.start() for each in _TIME.finditer(text, done, match.start()))
            found.edits.append(_Edit(match.start(), match.end(), new))
            done = match.end()
    found.left += (each.start() for each in _TIME.finditer(text, done, end))


def _in_words(match: re.Match[str], shift: Shift) -> str | None:
    """A date in words after the move; ``None`` for a day that the calendar does not have."""
    was = _day_of(match)
    if was is None:
        return None
    day, written = shift.moved(was), match.groupdict()
    if written["iso"]:
        return day.isoformat()
    us = "us_" if written["us_day"] else ""
    name, gap, then = MONTHS[day.month - 1], written[f"{us}gap"], written[f"{us}then"]
    first, second = (name, day.day) if us else (day.day, name)
    return f"{first}{gap}{second}{then}{day.year}"


def _day_of(match: re.Match[str]) -> date | None:
    written = match.groupdict()
    us = "us_" if written["us_day"] else ""
    try:
        if written["iso"]:
            return date.fromisoformat(written["iso"])
        month = MONTHS.index(written[f"{us}month"]) + 1
        return date(int(written[f"{us}year"]), month, int(written[f"{us}day"]))
    except ValueError:
        return None


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    parts, done = [], 0
    for edit in sorted(edits):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])
