"""Reads a sheet of a workbook (.xlsx); nothing in it is worked out.

Its rows are kept, as wide as they are: to unpack and parse a sheet takes long.
"""

import codecs
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from generator.importing.cells import Failed, Formula, SheetCell, TableError
from generator.text.characters import shown

MAX_UNPACKED = 500 * 1024 * 1024

_MOST_FILES = 2000

_MOST_PACKED = 250
"""How many times smaller a sheet can become by packing; a bomb is a thousand times."""

_CHUNK = 1 << 20

_DECLARES = (b"<!doctype", b"<!entity")
"""What lets a small XML unpack to a large one; no workbook has it."""

Rows = list[tuple[SheetCell, ...]]

Returned = TypeVar("Returned")


def rows_of(
    data: bytes, sheet: str | None, most_rows: int, most_columns: int
) -> tuple[Callable[[], Iterator[tuple[int, Sequence[SheetCell]]]], tuple[str, ...]]:
    """A function that gives the rows of a sheet, and sentences about it. Raises TableError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that nobody asked for
        _guarded(lambda: _check_parts(data))
        names, held = _guarded(lambda: _sheets(data, sheet, most_rows, most_columns))
    if sheet is not None and sheet not in names:
        raise TableError(f"there is no sheet `{sheet}`; there are: {', '.join(names)}")
    if len(held) > 1:
        raise TableError(
            f"several sheets hold something: {', '.join(held)}. Name one as `sheet` in a mapping "
            "(--mapping)"
        )
    if not held:
        raise TableError("no sheet holds anything; export it again")
    name, rows = next(iter(held.items()))
    return lambda: enumerate(rows, 1), (f"Sheet `{name}`.",) if len(names) > 1 else ()


def _guarded(read: Callable[[], Returned]) -> Returned:
    try:
        return read()
    except TableError:
        raise
    except Exception:  # whatever the library meets in a file that is none
        raise TableError("the workbook cannot be read; save it again, or as CSV UTF-8") from None


def _check_parts(data: bytes) -> None:
    """Raises :class:`TableError` for what unpacks to far more than it is."""
    too_large = TableError(
        "unpacked, the workbook is far larger than a table should be; save the sheet as CSV UTF-8"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        held = packed.infolist()
        unpacked = sum(each.file_size for each in held)
        most = min(MAX_UNPACKED, max(len(data) * _MOST_PACKED, 1 << 24))
        if len(held) > _MOST_FILES or unpacked > most:
            raise too_large
        for each in held:
            _check_part(packed, each)


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Which parts are XML a workbook says itself, whatever their names: so all are searched.

    An encoding other than UTF-8 would hide the words, and no workbook is in one.
    """
    decoder, before = codecs.getincrementaldecoder("utf-8")(), b""
    with packed.open(part) as stream:
        chunk = stream.read(_CHUNK)
        is_xml = _may_be_xml(part.filename, chunk)
        if is_xml and _is_encoded(chunk):
            raise _strange(part)
        while chunk:
            text = before + chunk.lower()
            if any(word in text for word in _DECLARES) or (is_xml and b"\0" in chunk):
                raise _strange(part)
            if is_xml:
                try:
                    decoder.decode(chunk)
                except UnicodeError:
                    raise _strange(part) from None
            before = text[-len(_DECLARES[0]) :]
            chunk = stream.read(_CHUNK)


def _may_be_xml(name: str, start: bytes) -> bool:
    """Whether a parser might read it as XML, in any encoding; a picture is none."""
    two_bytes = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    plain = start.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n\0")
    return name.endswith((".xml", ".rels")) or plain[:1] == b"<" or start.startswith(two_bytes)


def _is_encoded(start: bytes) -> bool:
    """Whether XML declares another encoding than UTF-8."""
    head = start.removeprefix(codecs.BOM_UTF8)
    if not head.startswith(b"<?xml"):
        return False
    declared = re.search(rb"""encoding\s*=\s*["']([^"']*)""", head.partition(b"?>")[0])
    return declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii")


def _strange(part: zipfile.ZipInfo) -> TableError:
    return TableError(
        f"the workbook declares what no table needs, in {shown(part.filename)}; save the sheet as "
        "CSV UTF-8"
    )


def _sheets(
    data: bytes, wanted: str | None, most_rows: int, most_columns: int
) -> tuple[list[str], dict[str, Rows]]:
    """The names of all sheets, and the rows of the one that is wanted, else of those that hold
    any."""
    import openpyxl  # noqa: PLC0415 - heavy, and needed for workbooks only

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    held: dict[str, Rows] = {}
    read = 0  # rows of all sheets: an empty one is read as long as a full one
    for sheet in book.worksheets:
        if sheet.title == wanted or (wanted is None and sheet.sheet_state == "visible"):
            sheet.reset_dimensions()  # what a sheet says about its own size is often wrong
            # With a `max_col` every row would be made as wide as that.
            rows = []
            for row in sheet.iter_rows(max_row=most_rows + 2):
                rows.append(_row(row, most_columns))
                read += 1
                if read > most_rows:
                    raise TableError(
                        f"with the sheet `{sheet.title}` the workbook has more than "
                        f"{most_rows:,} rows; export fewer, or name one sheet as `sheet` in a "
                        "mapping (--mapping)"
                    )
            if any(each not in (None, "") for row in rows for each in row):
                held[sheet.title] = rows
    return [each.title for each in book.worksheets], held


def _row(cells: Sequence[Any], most_columns: int) -> tuple[SheetCell, ...]:
    """The cells up to the last that holds something. Raises TableError for too many."""
    found = [_cell(each) for each in cells]
    while found and found[-1] in (None, ""):
        found.pop()
    if len(found) > most_columns:
        raise TableError(f"the table has more than {most_columns} columns; export fewer")
    return tuple(found)


def _cell(cell: Any) -> SheetCell:
    value = cell.value
    if value is None:
        return None
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return Formula()
    if kind == "e":
        return Failed(str(value))
    return value if isinstance(value, str | bool | int | float | date | datetime) else str(value)
