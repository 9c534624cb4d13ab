"""Reads a sheet of a workbook (.xlsx) row by row; nothing in it is worked out."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from generator.importing.cells import Cell, Failed, Formula, TableError

MAX_UNPACKED = 500 * 1024 * 1024

_MOST_FILES = 2000

_MOST_PACKED = 250
"""How many times smaller a sheet can become by packing; a bomb is a thousand times."""


def rows_of(
    data: bytes,
    sheet: str | None,
    most_rows: int,
    most_columns: int,
) -> tuple[Callable[[], Iterator[tuple[int, Sequence[Cell]]]], tuple[str, ...]]:
    """A function that reads the rows of a sheet, and sentences about it. Raises TableError."""
    _check_size(data)
    names, visible = _guarded(lambda: _sheets(data))
    if sheet is not None and sheet not in names:
        raise TableError(f"there is no sheet `{sheet}`; there are: {', '.join(names)}")
    held = [sheet] if sheet is not None else [each for each in visible if _holds(data, each)]
    if len(held) > 1:
        raise TableError(
            f"several sheets hold something: {', '.join(held)}. Name one as `sheet` in a mapping "
            "(--mapping)"
        )
    if not held:
        raise TableError("no sheet holds anything; export it again")

    def rows() -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, row in enumerate(_rows(data, held[0], most_rows, most_columns), 1):
            cells = [_cell(each) for each in row]
            while cells and cells[-1] is None:
                cells.pop()
            yield number, cells

    return rows, (f"Sheet `{held[0]}`.",) if len(names) > 1 else ()


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            held = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise TableError("the workbook is damaged; save it again") from None
    unpacked = sum(each.file_size for each in held)
    if (
        len(held) > _MOST_FILES
        or unpacked > MAX_UNPACKED
        or unpacked > max(len(data) * _MOST_PACKED, 1 << 24)
    ):
        raise TableError(
            "unpacked, the workbook is far larger than a table should be; save the sheet as CSV "
            "UTF-8"
        )


def _guarded(read: Callable[[], Any]) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nobody asked for
            return read()
    except TableError:
        raise
    except Exception:  # whatever the library meets in a file that is none
        raise TableError("the workbook cannot be read; save it again, or as CSV UTF-8") from None


def _open(data: bytes) -> Any:
    import openpyxl  # noqa: PLC0415 - heavy, and needed for workbooks only

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)


def _sheets(data: bytes) -> tuple[list[str], list[str]]:
    book = _open(data)
    shown = [each.title for each in book.worksheets if each.sheet_state == "visible"]
    return [each.title for each in book.worksheets], shown


def _holds(data: bytes, sheet: str) -> bool:
    rows = _rows(data, sheet, 100, 100)
    return any(each.value not in (None, "") for row in rows for each in row)


def _rows(data: bytes, sheet: str, most_rows: int, most_columns: int) -> Iterator[Sequence[Any]]:
    def begin() -> Iterator[Any]:
        found = _open(data)[sheet]
        found.reset_dimensions()  # what a sheet says about its own size is often wrong
        rows: Iterator[Any] = found.iter_rows(max_row=most_rows + 1, max_col=most_columns + 1)
        return rows

    rows = _guarded(begin)
    end = object()
    while (row := _guarded(lambda: next(rows, end))) is not end:
        yield row


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if kind == "f":
        return Formula()
    if kind == "e":
        return Failed(str(value))
    if value is None or isinstance(value, str | bool | int | float | datetime | date):
        return value
    return str(value)
