"""Tables of which readers choose the columns: what the browser has to know, as data of the cells.

The script ``playbook-compare.js`` reads it. Without the script the table shows every column.
"""

from generator.pages.compared import Cell, ComparedTable
from generator.site.cells import data, with_data


def mark(table: str, known: ComparedTable) -> str:
    """The HTML of a table with the ids of its columns and the numbers of its cells.

    The first and the last cell of a row are no choice. Raises :class:`ValueError` when ``known``
    speaks of other rows or columns than the table has.
    """
    head = ["", *(_column(*column) for column in known.columns), ""]
    rows = [["", *map(_cell, known.columns, row), ""] for row in known.rows]
    return with_data(table, data("compared", known.kind), head, rows, known.heading)


def _column(key: str, name: str, short: str) -> str:
    return data("column", key) + data("name", name) + data("short", short)


def _cell(column: tuple[str, str, str], numbers: Cell) -> str:
    """``of``: the short name of its column, for a phone, where a row is a card."""
    return data("holds", " ".join(map(str, numbers))) + data("of", column[2])
