"""Rows become records: values of ours by field, or what is refused of a row, with its cell."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from generator.importing.cells import SheetCell, TableError
from generator.importing.columns import Columns, plain
from generator.importing.known import FIELDS, NAMES_OF_PEOPLE, NEEDED
from generator.importing.table import Row, SourceTable
from generator.importing.values import (
    RefusedCell,
    address,
    amount,
    cell_text,
    choice,
    day,
    day_order,
    external_id,
    is_empty,
    money,
    number_form,
    paragraph,
    percent,
    text_of,
)
from generator.model.account import Account
from generator.model.common import Structure, Tier
from generator.model.strategy import SalesStage, Strength
from generator.text.spellings import spellings
from generator.text.suggestions import did_you_mean_called

CHOICES: Mapping[str, tuple[str, ...]] = {
    "tier": get_args(Tier),
    "structure": get_args(Structure),
    "status": get_args(Account.model_fields["status"].annotation),
    "stage": get_args(SalesStage),
    "power": get_args(Strength),
    "interest": get_args(Strength),
}
"""The words that a field can have, where they are few."""

_CURRENCIES = {
    "euro": "EUR",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "swiss franc": "CHF",
    "japanese yen": "JPY",
}
"""Names that Dynamics 365 writes where others write a code."""


def link_field(label: str) -> str:
    """A link as a field: its name in reports, and where it is remembered."""
    return f"link {label}"


@dataclass(frozen=True, slots=True)
class Refused:
    """What of a row is not taken; ``what``: in a sentence, beginning behind the place.

    ``place``: the cell as ``C7 (Industry)``, else ``row 7``.
    """

    row: int
    place: str
    column: str
    what: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row whose cells are all sound: values by our field, none empty; and what is said of it.

    ``cells``: the place of each value. ``person``: who it is about; never written into our files.
    """

    row: int
    external_id: str
    values: Mapping[str, str]
    links: Mapping[str, str]
    cells: Mapping[str, str]
    currency: str = ""
    person: str = ""

    def refused(self, field_: str, what: str) -> Refused:
        """That the row is not taken, because of the cell of a field."""
        place = self.cells.get(field_, f"row {self.row}")
        return Refused(self.row, place, place.partition(" ")[2].strip("()"), what)


@dataclass(slots=True)
class RowsRead:
    """All rows of a table: records, what is refused, and what is only said.

    ``lost``: the rows that are refused, by their ids in the other system; ``passed_over``: ids and
    names of the rows that are not wanted.
    """

    records: list[Incoming] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Refused] = field(default_factory=list)
    unwanted: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    passed_over: set[str] = field(default_factory=set)
    below_the_table: list[int] = field(default_factory=list)


NamesOfPeople = Mapping[str, tuple[str, ...]]
"""Ids of our people with what else they are called."""


def read_records(table: SourceTable, columns: Columns, people: NamesOfPeople) -> RowsRead:
    """What the rows of a table say. Raises :class:`TableError` for the table as a whole."""
    reader = _RowReader(table, columns, people)
    reading = RowsRead()
    gap = False
    for row in table.rows():
        if row.is_empty:
            gap = True
            continue
        if gap and _is_below_the_table(row):
            reading.below_the_table.append(row.number)
            continue
        if any(plain(str(row.cells[at] or "")) not in wanted for at, wanted in columns.only):
            reading.unwanted += 1
            reading.passed_over.update(reader.called(row))
            continue
        found, problems = reader.record(row, reading.notes)
        if problems:
            reading.refused += problems
            if found is not None and found.external_id:
                reading.lost.setdefault(found.external_id, row.number)
        elif found is not None:
            reading.records.append(found)
    if not (reading.records or reading.refused or reading.unwanted):
        raise TableError("the table has a header and no rows; export it again")
    return reading


def _is_below_the_table(row: Row) -> bool:
    """Whether it is a line of what reports write below their table: who made it, and when."""
    filled = [not is_empty(each) for each in row.cells]
    return len(filled) > 2 and filled[0] and not any(filled[1:])


class _RowReader:
    """Reads the cells of rows, each column in its way."""

    def __init__(self, table: SourceTable, columns: Columns, people: NamesOfPeople) -> None:
        self.table = table
        self.columns = columns
        self.people = people
        self.by_name: dict[str, set[str]] = {}
        for key, names in people.items():
            for name in (key, *names):
                self.by_name.setdefault(plain(name), set()).add(key)
        self.numbers = (
            number_form(self._column("amount"), columns.numbers, self._name("amount"))
            if "amount" in columns.at
            else "1,234.56"
        )
        self.days = (
            day_order(self._column("closes"), columns.dates, self._name("closes"))
            if "closes" in columns.at
            else ""
        )
        self.read: dict[str, Callable[[SheetCell], str]] = {
            name: self._reading(name) for name in columns.at if name not in NAMES_OF_PEOPLE
        }
        _check_defaults(columns, self)

    def _name(self, name: str) -> str:
        return self.table.header[self.columns.at[name]]

    def _column(self, name: str) -> Iterator[tuple[str, SheetCell]]:
        at = self.columns.at[name]
        return ((self.table.place(at, row.number), row.cells[at]) for row in self.table.rows())

    def _reading(self, name: str) -> Callable[[SheetCell], str]:
        """How a column is read."""
        known = self.columns.values.get(name, {})
        if name in CHOICES:
            return lambda cell: choice(cell, CHOICES[name], known)
        if name in ("external_id", "parent", "account", "reports_to"):
            return lambda cell: external_id(cell, self.columns.system)
        readings: dict[str, Callable[[SheetCell], str]] = {
            "owner": lambda cell: self._person(cell, known),
            "currency": lambda cell: _currency(cell, known),
            "probability": percent,
            "closes": lambda cell: day(cell, self.days),
            "summary": paragraph,
            "need": paragraph,
        }
        return readings.get(name, lambda cell: known.get(plain(text_of(cell)), text_of(cell)))

    def _person(self, cell: SheetCell, known: Mapping[str, str]) -> str:
        text = text_of(cell)
        word = known.get(plain(text), text)
        found = self.by_name.get(plain(word), set())
        if text and len(found) != 1:
            several = f" Several have that name: {', '.join(sorted(found))}." if found else ""
            raise RefusedCell(
                f"`{cell_text(text)}` is none of our people.{several}"
                f"{did_you_mean_called(word, self.people)} Add the person to content/people.yaml, "
                "or say who it is under `values: owner:` of a mapping"
            )
        return next(iter(found)) if text else ""

    def record(self, row: Row, notes: list[Refused]) -> tuple[Incoming | None, list[Refused]]:
        """The record of a row, or what is refused of it."""
        values: dict[str, str] = {}
        cells: dict[str, str] = {}
        problems: list[Refused] = []
        currency = ""
        if row.surplus:
            what = "has more cells than the header: quote a text that holds the separator"
            return None, [Refused(row.number, f"row {row.number}", "", what)]
        for name, read in self.read.items():
            at = self.columns.at[name]
            cell = row.cells[at]
            cells[name] = self.table.place(at, row.number)
            if is_empty(cell):
                continue
            try:
                if name == "amount":
                    found = amount(cell, self.numbers)
                    if found is not None:
                        values[name], currency = money(found[0]), found[1]
                else:
                    values[name] = read(cell)
            except RefusedCell as refused:
                header = self.table.header[at]
                problems.append(Refused(row.number, cells[name], header, str(refused)))
        links = self._links(row, cells, notes)
        needed = NEEDED[self.columns.kind]
        if not problems and needed not in values:
            place = self.table.place(self.columns.at[needed], row.number)
            problems.append(
                Refused(row.number, place, self._name(needed), f"is empty; {_WHY_NEEDED[needed]}")
            )
        names = self._names(row)
        if not problems and self.columns.kind == "post":
            problems += self._named(row, values, cells, names)
        currency = self._of_record(values.pop("currency", ""), currency, values)
        external = values.pop("external_id", "")
        person = " ".join(names.values())
        return Incoming(row.number, external, values, links, cells, currency, person), problems

    def called(self, row: Row) -> Iterator[str]:
        """The id and the name of an account that is not wanted; others may be part of it."""
        for name in ("external_id", "name"):
            if name in self.read:
                try:
                    yield plain(self.read[name](row.cells[self.columns.at[name]]))
                except RefusedCell:
                    continue

    def _of_record(self, column: str, beside: str, values: dict[str, str]) -> str:
        """The currency of a row; an account has it as a value."""
        if self.columns.kind == "account":
            if column:
                values["currency"] = column
            return ""
        return column or beside or self.columns.defaults.get("currency", "")

    def _links(self, row: Row, cells: dict[str, str], notes: list[Refused]) -> dict[str, str]:
        links = {}
        for label, at in self.columns.links.items():
            place = self.table.place(at, row.number)
            try:
                if found := address(row.cells[at]):
                    links[label] = found
                    cells[link_field(label)] = place
            except RefusedCell as refused:
                notes.append(Refused(row.number, place, self.table.header[at], str(refused)))
        return links

    def _names(self, row: Row) -> dict[str, str]:
        """What the contact is called, by column; first and last name are left out of a full one."""
        cells = {
            name: row.cells[self.columns.at[name]]
            for name in NAMES_OF_PEOPLE
            if name in self.columns.at
        }
        found = {name: " ".join(str(cell).split()) for name, cell in cells.items()}
        found = {name: text for name, text in found.items() if not is_empty(cells[name])}
        return {"full_name": found["full_name"]} if len(found) > 2 else found

    def _named(
        self, row: Row, values: dict[str, str], cells: dict[str, str], names: dict[str, str]
    ) -> Iterator[Refused]:
        """The cells that hold the contact's name, but for those that a mapping has words for."""
        for field_, what in _NEVER_A_NAME.items():
            at = self.columns.at.get(field_)
            if at is None or plain(str(row.cells[at])) in self.columns.values.get(field_, {}):
                continue
            if _holds_name(values.get(field_, ""), names):
                yield Refused(
                    row.number,
                    cells[field_],
                    self._name(field_),
                    f"holds the contact's name; {what}, never by a name. Where it is no name, say "
                    f"under `values: {field_}:` of a mapping what to write",
                )


_WHY_NEEDED = {
    "name": "an account needs a name",
    "function": "a contact becomes the post of that title, as names of people are not kept",
    "what": "an opportunity needs a name",
}


_NEVER_A_NAME = {
    "function": "a post is called by the job title",
    "area": "a department is called by what it does",
}

_WORD = re.compile(r"[^\W_]+")

_BESIDE_NAMES = re.compile(
    r"d[aeiou]s?|de[lnr]|della|el|l[aeo]s?|te[nr]|van|vo[mn]|y|zu[mr]?"
    r"|dr|frau|herr|ing|jr|mme|mrs?|ms|phd|prof|s[ir]r?",
    re.IGNORECASE,
)
"""What stands in a name and is none: particles and forms of address."""


def _holds_name(text: str, names: Mapping[str, str]) -> bool:
    """Whether a text holds any of a contact's names, however it is spelt, or nothing else.

    Initials, forms of address and words like `de` and `van` are no names beside others.
    """
    words = _WORD.findall(text)
    everything = _WORD.findall(" ".join(names.values()))
    called = [word for word in everything if len(word) > 1 and not _BESIDE_NAMES.fullmatch(word)]
    return any(_is_one_of(word, called) for word in words) or (
        bool(words) and all(_is_one_of(word, everything) for word in words)
    )


def _is_one_of(word: str, others: Iterable[str]) -> bool:
    return any(spellings(word) & spellings(other) for other in others)


def _currency(cell: SheetCell, known: Mapping[str, str]) -> str:
    text = text_of(cell)
    found = known.get(plain(text)) or _CURRENCIES.get(text.casefold()) or text.upper()
    if text and not (len(found) == 3 and found.isascii() and found.isalpha()):
        raise RefusedCell(
            f"`{cell_text(text)}` is no currency code; "
            "say which one under `values: currency:` of a mapping"
        )
    return found


def _check_defaults(columns: Columns, reader: _RowReader) -> None:
    """Raises :class:`TableError` for a default, or a value of ours, that no field can take."""
    for name, given in columns.defaults.items():
        if name not in FIELDS[columns.kind] or name in (*NAMES_OF_PEOPLE, "external_id", "id"):
            raise TableError(
                f"the mapping names `{name}` under `defaults`; there is no such default"
            )
        _checked(reader, name, given, "defaults")
    for name, words in columns.values.items():
        if name not in FIELDS[columns.kind]:
            raise TableError(f"the mapping names `{name}` under `values`; there is no such field")
        if name in (*CHOICES, "owner", "currency"):
            for theirs, given in words.items():
                _checked(reader, name, given, f"values: {name}: {theirs}:")


def _checked(reader: _RowReader, name: str, given: str, where: str) -> None:
    try:
        if name == "amount":
            amount(given, reader.numbers)
        else:
            reader._reading(name)(given)
    except RefusedCell as refused:
        raise TableError(f"`{where}` of the mapping: {refused}") from None


def rows_in_words(rows: Iterable[int], most: int = 8) -> str:
    """Rows in a sentence, the first ones where they are many."""
    numbers = list(rows)
    listed = ", ".join(map(str, numbers[:most]))
    more = f" and {len(numbers) - most:,} more" if len(numbers) > most else ""
    return f"row{'' if len(numbers) == 1 else 's'} {listed}{more}"
