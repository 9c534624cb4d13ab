"""Reads a table: rows of cells, each with the place that a spreadsheet shows for it.

Encoding and separator of a CSV file are worked out where they are not declared; what could be read
in two ways is refused. Rows of a CSV file are read when they are asked for, and not kept.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from generator.importing import workbook
from generator.importing.cells import SheetCell, TableError, column_letters
from generator.model.import_mapping import ImportMapping, Separator, TableEncoding

MAX_BYTES = 100 * 1024 * 1024

MAX_ROWS = 200_000

MAX_COLUMNS = 1000

_SEPARATORS: dict[Separator, str] = {",": ",", ";": ";", "tab": "\t", "|": "|"}

_LOOKED_AT = 50
"""Rows from which the separator is worked out."""

_LONGEST_TITLE = 15
"""Rows that a report may have above the names of its columns: title, filters, who exported it."""

_MOST_OF_A_TITLE = 2
"""Cells that are filled in a title; a row that has two more than it is no part of it."""

_CHUNK = 1 << 20

_CODECS: dict[TableEncoding, str] = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as in a spreadsheet, and its cells, as many as the header has."""

    number: int
    cells: tuple[SheetCell, ...]
    surplus: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not self.surplus and all(each in (None, "") for each in self.cells)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table: names of its columns, and how its rows are read, as often as they are asked for.

    ``about``: how it was read, as sentences for the report.
    """

    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    about: tuple[str, ...] = ()
    header_row: int = 1
    twice: tuple[tuple[str, tuple[int, ...]], ...] = field(default=())

    def place(self, column: int, row: int) -> str:
        """A cell as a spreadsheet and a person call it: ``C7 (Industry)``."""
        return f"{column_letters(column)}{row} ({self.header[column]})"


def read_table(data: bytes, declared: ImportMapping | None = None) -> SourceTable:
    """The table in the bytes of a file. Raises :class:`TableError` with what to do."""
    if len(data) > MAX_BYTES:
        raise TableError(
            f"the file has more than {MAX_BYTES >> 20} MiB; export fewer columns or fewer rows"
        )
    if not data.strip():
        raise TableError("the file is empty; export it again")
    sheet = declared.sheet if declared else None
    if data.startswith(b"PK\x03\x04"):
        rows, about = workbook.rows_of(data, sheet, MAX_ROWS, MAX_COLUMNS)
        return _table(rows, about)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError("this is a workbook of the old form; save it as .xlsx or as CSV UTF-8")
    if (kind := _kind_of(data)) is not None:
        raise TableError(f"this is {kind} and no table; export it as CSV UTF-8 or as .xlsx")
    encoding, about = _encoding(data, declared.encoding if declared else None)
    separator, first, said = _separator(data, encoding, declared.separator if declared else None)
    about = (*about, *said)

    def lines() -> Iterator[tuple[int, Sequence[SheetCell]]]:
        return _lines(data, encoding, separator, first)

    return _table(lines, about)


def _table(
    lines: Callable[[], Iterator[tuple[int, Sequence[SheetCell]]]], about: tuple[str, ...]
) -> SourceTable:
    start = next(
        ((number, cells) for number, cells in lines() if _filled(cells)),
        None,
    )
    if start is None:
        raise TableError("the table is empty; export it again")
    number, cells = start
    header = tuple(" ".join(str("" if each is None else each).split()) for each in cells)
    while header and not header[-1]:
        header = header[:-1]
    _check_begins_with_names(header, number, lines)
    if len(header) > MAX_COLUMNS:
        raise TableError(f"the table has more than {MAX_COLUMNS} columns; export fewer")
    places: dict[str, tuple[int, ...]] = {}
    for column, name in enumerate(header):
        if name:
            places[name.casefold()] = (*places.get(name.casefold(), ()), column)
    twice = tuple((header[at[0]], at) for at in places.values() if len(at) > 1)

    def rows() -> Iterator[Row]:
        width = len(header)
        for at, found in lines():
            if at <= number:
                continue
            if at > MAX_ROWS:
                raise TableError(f"the table has more than {MAX_ROWS:,} rows; export fewer")
            surplus = _filled(found[width:])
            cut = tuple(found[:width])
            yield Row(at, cut + (None,) * (width - len(cut)), surplus)

    return SourceTable(header, rows, about, number, twice)


def _check_begins_with_names(
    header: Sequence[str],
    number: int,
    lines: Callable[[], Iterator[tuple[int, Sequence[SheetCell]]]],
) -> None:
    """Raises TableError where a title stands above the names of the columns, as in reports."""
    filled = sum(1 for each in header if each)
    if filled > _MOST_OF_A_TITLE:
        return
    looked_at = (found for found in islice(lines(), _LONGEST_TITLE) if found[0] > number)
    wide = [(at, _filled(cells) > filled + 1) for at, cells in looked_at if _filled(cells)]
    for (at, is_wide), (_, is_next_wide) in pairwise(wide):
        if is_wide and is_next_wide:
            raise TableError(
                f"the table has to begin with the names of its columns, and row {number} is a "
                f"title: they seem to be in row {at}. Delete the rows above it"
            )


def _filled(cells: Sequence[SheetCell]) -> int:
    return sum(each not in (None, "") for each in cells)


def _encoding(data: bytes, declared: TableEncoding | None) -> tuple[str, tuple[str, ...]]:
    if declared is not None:
        broken = _broken(data, _CODECS[declared])
        if broken is not None:
            raise TableError(
                f"row {broken} is no {declared}, which the mapping declares as `encoding`; "
                "save the file again as CSV UTF-8, or declare another encoding"
            )
        return _CODECS[declared], ()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found, name = "utf-16", "UTF-16"
    elif (wide := _wide(data)) is not None:
        found, name = wide, "UTF-16"
    elif b"\x00" in data:
        raise TableError("this is no text and no workbook; export it as CSV UTF-8 or as .xlsx")
    elif _broken(data, "utf-8-sig") is None:
        return "utf-8-sig", ()
    else:
        found, name = "cp1252", "Windows-1252"
    broken = _broken(data, found)
    if broken is not None or _is_binary(data, found):
        place = "" if broken is None else f", see row {broken}"
        raise TableError(
            f"this is neither UTF-8 nor {name}{place}; save it as CSV UTF-8 or as .xlsx"
        )
    return found, (
        f"Read as {name}, as it is not UTF-8. If letters are wrong, save it as CSV UTF-8, or "
        "declare `encoding` in a mapping.",
    )


_BEGINNINGS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"SQLite", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|meta|style|table|\?xml)\b", re.I)
"""What begins so was saved as a workbook by some programs, under the ending .xls."""


def _kind_of(data: bytes) -> str | None:
    """What a file of another kind is, by the way it begins; ``None`` if it may be a table."""
    if _MARKUP.match(data):
        return "a web page or XML"
    if b"\0" not in data[:_CHUNK] and not data.startswith((b"%PDF", b"\x1f\x8b")):
        return None
    return next((kind for begins, kind in _BEGINNINGS if data.startswith(begins)), None)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of what is mostly Latin letters is zero."""
    start = data[:4000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) >= 4 and min(even, odd) * 8 < max(even, odd) and max(even, odd) * 4 > len(start):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _broken(data: bytes, encoding: str) -> int | None:
    """The first row that is not of an encoding, or ``None``."""
    decoder, row = codecs.getincrementaldecoder(encoding)(), 1
    try:
        for start in range(0, len(data), _CHUNK):
            row += decoder.decode(data[start : start + _CHUNK]).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        start_of_error = getattr(error, "start", 0)
        chunk = getattr(error, "object", b"")
        return row + bytes(chunk[:start_of_error]).count(b"\n")
    return None


def _is_binary(data: bytes, encoding: str) -> bool:
    start = data[:8000].decode(encoding, "replace")
    strange = sum(not (each.isprintable() or each in "\r\n\t\ufeff") for each in start)
    return strange * 50 > len(start)


def _text(data: bytes, encoding: str) -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    if encoding.startswith("utf-16-"):
        mark = stream.read(1)
        if mark != "\ufeff":
            stream.seek(0)
    return stream


def _separator(
    data: bytes, encoding: str, declared: Separator | None
) -> tuple[str, int, tuple[str, ...]]:
    """The separator, the number of lines before the header, and what is said about it."""
    first = _text(data, encoding).readline().rstrip("\r\n")
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own way to declare it
        if first[4] not in _SEPARATORS.values():
            known = ", ".join(f"`{each}`" for each in _SEPARATORS)
            raise TableError(
                f"its first line says that `{first[4]}` separates cells, and only {known} can; "
                "save it with one of them"
            )
        return first[4], 1, ()
    if declared is not None:
        return _SEPARATORS[declared], 0, ()
    found: dict[tuple[int, int], list[Separator]] = {}
    all_widths = {name: _widths(data, encoding, each) for name, each in _SEPARATORS.items()}
    for name, widths in all_widths.items():
        if widths and widths[0] > 1:
            alike = sum(width == widths[0] for width in widths[1:])
            share = 1000 if len(widths) == 1 else 1000 * alike // (len(widths) - 1)
            found.setdefault((share, widths[0]), []).append(name)
    if not found:  # one column, or a title above the names of the columns
        widest = {name: max(widths) for name, widths in all_widths.items() if widths}
        name = max(widest, key=lambda each: widest[each], default=",")
        return _SEPARATORS[name] if widest.get(name, 0) > 2 else ",", 0, ()
    best = max(found)
    if len(found[best]) > 1:
        known = " or ".join(f"`{each}`" for each in found[best])
        raise TableError(
            f"cells may be separated by {known}: declare `separator` in a mapping (--mapping)"
        )
    name = found[best][0]
    return _SEPARATORS[name], 0, (() if name == "," else (f"Cells are separated by `{name}`.",))


def _widths(data: bytes, encoding: str, separator: str) -> list[int]:
    widths: list[int] = []
    try:
        for _, cells in _lines(data, encoding, separator, 0):
            if cells:
                widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except TableError:  # quotes that only make sense with another separator
        return []
    return widths


def _lines(
    data: bytes, encoding: str, separator: str, skipped: int
) -> Iterator[tuple[int, list[SheetCell]]]:
    """Number and cells of each record: a cell with line breaks is one row, as in a spreadsheet."""
    number = skipped
    with _text(data, encoding) as stream:
        for _ in range(skipped):
            stream.readline()
        reader = csv.reader(stream, delimiter=separator, strict=True)
        while True:
            number += 1
            try:
                cells: list[SheetCell] = list(next(reader))
            except StopIteration:
                return
            except csv.Error as error:
                raise TableError(
                    f"row {number} is not well-formed CSV: {error}; look for a quotation mark that "
                    "is not closed or not doubled"
                ) from None
            yield number, cells
