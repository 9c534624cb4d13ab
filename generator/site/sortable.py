"""Tables that readers sort and filter: what the browser has to know, as data of their cells.

The script ``playbook-table.js`` reads it. Without the script the table is a table.
"""

import json
import re
from collections.abc import Sequence
from html import escape

from generator.pages.sortable import Column, SortableTable

_ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>")


def mark(table: str, known: SortableTable) -> str:
    """The HTML of a table with the names, orders and choices of its columns.

    Raises :class:`ValueError` when ``known`` speaks of other rows or columns than the table has.
    """
    head, end, body = table.partition("</thead>")
    head = _with(head, [_of_column(column) for column in known.columns])
    rows = iter(zip(*(_of_cells(column) for column in known.columns), strict=True))
    body = _ROW.sub(lambda row: _with(row[0], next(rows, ())), body)
    if next(rows, None) is not None:
        raise ValueError(f"the table below `{known.heading}` has too few rows")
    names = _data("name", known.heading) + _data("one", known.one) + _data("many", known.many)
    return head.replace("<table", f"<table{names}", 1) + end + body


def _with(row: str, given: Sequence[str]) -> str:
    """A row with data for each of its cells."""
    if len(_CELL.findall(row)) != len(given):
        raise ValueError("a table that can be sorted has other rows or columns than were told")
    data = iter(given)
    return _CELL.sub(lambda cell: f"<{cell[1]}{cell[2]}{next(data)}>", row)


def _of_column(column: Column) -> str:
    data = _data("key", column.key)
    if column.facet is not None:
        data += _data("facet", column.facet.key) + _data("facet-name", column.facet.name)
        data += _data("choices", json.dumps(column.facet.choices, ensure_ascii=False))
    return data


def _of_cells(column: Column) -> list[str]:
    """Per row: the rank of the cell and the choices it has."""
    chosen = column.facet.rows if column.facet is not None else [()] * len(column.ranks)
    return [
        ("" if rank is None else _data("rank", rank))
        + (_data("has", " ".join(map(str, places))) if places else "")
        for rank, places in zip(column.ranks, chosen, strict=True)
    ]


def _data(name: str, value: object) -> str:
    return f' data-pb-{name}="{escape(str(value))}"'
