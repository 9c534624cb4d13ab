"""Tables of which readers choose the columns: what the browser has to know, as data of the cells.

The script ``playbook-compare.js`` reads it. Without the script the table shows every column.
"""

import re
from collections.abc import Sequence
from html import escape

from generator.pages.compared import Cell, ComparedTable

_ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>")


def mark(table: str, known: ComparedTable) -> str:
    """The HTML of a table with the ids of its columns and the numbers of its cells.

    Raises :class:`ValueError` when ``known`` speaks of other rows or columns than the table has.
    """
    head, end, body = table.partition("</thead>")
    head = _with(head, [_column(*column) for column in known.columns])
    if len(_ROW.findall(body)) != len(known.rows):
        raise ValueError(f"the table below `{known.heading}` has other rows than were told")
    rows = iter(known.rows)
    body = _ROW.sub(lambda row: _with(row[0], [_cell(cell) for cell in next(rows)]), body)
    return head.replace("<table", f"<table{_data('compared', known.kind)}", 1) + end + body


def _with(row: str, given: Sequence[str]) -> str:
    """A row with data for each of its cells but the first and the last."""
    cells = ["", *given, ""]
    if len(_CELL.findall(row)) != len(cells):
        raise ValueError("a table that compares has other columns than were told")
    data = iter(cells)
    return _CELL.sub(lambda cell: f"<{cell[1]}{cell[2]}{next(data)}>", row)


def _column(key: str, name: str, short: str) -> str:
    return _data("column", key) + _data("name", name) + _data("short", short)


def _cell(numbers: Cell) -> str:
    return _data("holds", " ".join(map(str, numbers)))


def _data(name: str, value: str) -> str:
    return f' data-pb-{name}="{escape(value)}"'
