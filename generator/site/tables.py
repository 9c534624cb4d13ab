"""Tables with data for scripts on their head and cells, entered after the sanitizer."""

import json
import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from generator.pages.kit.side_by_side import Cell, ComparedTable
from generator.pages.kit.sortable import SortableColumn, SortableTable

_DATA_ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)

_DATA_CELL = re.compile(r"<(t[dh])\b([^>]*)>")


def with_data(
    table: str, whole: str, head: Sequence[str], rows: Iterable[Sequence[str]], heading: str
) -> str:
    """The HTML of a table with attributes on itself, on its head's cells and on those of each row.

    ``heading``: what the table stands below. Raises :class:`ValueError` when the table has other
    rows or columns than are told.
    """
    above, end, body = table.partition("</thead>")
    told = list(rows)
    if len(_DATA_ROW.findall(body)) != len(told):
        raise ValueError(f"the table below `{heading}` has other rows than were told")
    given = iter(told)
    above = _with(above, head, heading).replace("<table", f"<table{whole}", 1)
    return above + end + _DATA_ROW.sub(lambda row: _with(row[0], next(given), heading), body)


def data(name: str, value: object) -> str:
    """An attribute that our scripts read."""
    return f' data-pb-{name}="{escape(str(value))}"'


def _with(row: str, given: Sequence[str], heading: str) -> str:
    if len(_DATA_CELL.findall(row)) != len(given):
        raise ValueError(f"the table below `{heading}` has other columns than were told")
    attributes = iter(given)
    return _DATA_CELL.sub(lambda cell: f"<{cell[1]}{cell[2]}{next(attributes)}>", row)


def mark_sortable(table: str, sortable: SortableTable) -> str:
    """The HTML of a table with the names, orders and choices of its columns.

    Raises :class:`ValueError` when ``sortable`` speaks of other rows or columns than the table has.
    """
    head = [_of_column(column) for column in sortable.columns]
    rows = zip(*(_of_cells(column) for column in sortable.columns), strict=True)
    names = data("name", sortable.heading) + data("one", sortable.one) + data("many", sortable.many)
    return with_data(table, names, head, rows, sortable.heading)


def _of_column(column: SortableColumn) -> str:
    found = data("key", column.key)
    if column.facet is not None:
        found += data("facet", column.facet.key) + data("facet-name", column.facet.name)
        found += data("choices", json.dumps(column.facet.choices, ensure_ascii=False))
    return found


def _of_cells(column: SortableColumn) -> list[str]:
    """Per row: the rank of the cell and the choices it has."""
    chosen = column.facet.rows if column.facet is not None else [()] * len(column.ranks)
    return [
        ("" if rank is None else data("rank", rank))
        + (data("has", " ".join(map(str, places))) if places else "")
        for rank, places in zip(column.ranks, chosen, strict=True)
    ]


def mark_side_by_side(table: str, compared: ComparedTable) -> str:
    """The HTML of a table with the ids of its columns and the numbers of its cells.

    The first and the last cell of a row are no choice. Raises :class:`ValueError` when ``compared``
    speaks of other rows or columns than the table has.
    """
    head = ["", *(_column(*column) for column in compared.columns), ""]
    rows = [["", *map(_cell, compared.columns, row), ""] for row in compared.rows]
    return with_data(table, data("compared", compared.kind), head, rows, compared.heading)


def _column(key: str, name: str, short: str) -> str:
    return data("column", key) + data("name", name) + data("short", short)


def _cell(column: tuple[str, str, str], numbers: Cell) -> str:
    """``of``: the short name of its column, for a phone, where a row is a card."""
    return data("holds", " ".join(map(str, numbers))) + data("of", column[2])


_TABLE_OR_HEADING = re.compile(
    r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|(?P<table><table.*?</table>)", re.DOTALL
)

_ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)

_NAME = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)

_CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)

_OPENING = re.compile(r"<table([^>]*)>")

_A_SENTENCE = 30
"""Characters: more than this in a cell is read, not looked at."""

_ROOM, _SOME_WORDS = 7, 3
"""Columns of figures that a phone has room for; a table with fewer columns of words than the second
is one of figures, to be looked over and not read."""


def wrap_tables(
    html: str,
    sortable: Iterable[SortableTable] = (),
    compared: Iterable[ComparedTable] = (),
) -> str:
    """``html`` with each table in a region of its own, named after the heading above it.

    Expects what :func:`generator.site.sanitize.clean` returns. A table that is ``sortable`` or
    ``compared`` carries what the browser needs for that.
    """
    heading, count = "", 0
    to_sort = {table.heading: table for table in sortable}
    to_compare = {table.heading: table for table in compared}

    def wrapped(match: re.Match[str]) -> str:
        nonlocal heading, count
        if match["table"] is None:
            heading, count = _plain(match["heading"]), 0
            return match[0]
        count += 1
        side_by_side = count == 1 and heading in to_compare
        table = _prepared(match[0], cards=side_by_side)
        if count == 1 and heading in to_sort:
            table = mark_sortable(table, to_sort[heading])
        if side_by_side:
            table = mark_side_by_side(table, to_compare[heading])
        name = f"Table {count}" if count > 1 else "Table"
        label = escape(f"{name}: {heading}" if heading else name)
        return (
            f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'
            f"{table}</div>"
        )

    return _TABLE_OR_HEADING.sub(wrapped, html)


def _prepared(table: str, *, cards: bool = False) -> str:
    """The table with our class, and with named cells when it is cards on a phone."""
    head, body = table.partition("</thead>")[::2]
    columns = _NAME.findall(head)
    names = [_plain(name) for _, name in columns]
    prose = cards or _wide("align-right" in attributes for attributes, _ in columns)
    if len(names) > 2 and not prose:
        prose = any(len(_plain(text)) > _A_SENTENCE for _, text in _CELL.findall(body))
    if prose:
        table = f"{head}</thead>{_ROW.sub(lambda row: _named(row[0], names), body)}"
    # a corner without words heads nothing
    table = table.replace("<th></th>", "<td></td>")
    return _OPENING.sub(lambda tag: _with_class(tag[1], prose), table, count=1)


def _wide(of_figures: Iterable[bool]) -> bool:
    """Whether columns are too many for a phone; one of words takes the room of two of figures."""
    figures = list(of_figures)
    words = figures.count(False)
    return words >= _SOME_WORDS and 2 * words + figures.count(True) > _ROOM


def _named(row: str, names: list[str]) -> str:
    cells = iter(range(len(names)))

    def named(match: re.Match[str]) -> str:
        index = next(cells, 0)
        label = f' data-label="{escape(names[index])}"' if index and names[index] else ""
        return f"<td{match[1]}{label}>{match[2]}</td>"

    return _CELL.sub(named, row)


def _with_class(attributes: str, prose: bool) -> str:
    ours = "pb-table pb-table--prose" if prose else "pb-table"
    if ' class="' in attributes:
        merged = attributes.replace(' class="', f' class="{ours} ', 1)
        return f"<table{merged}>"
    return f'<table{attributes} class="{ours}">'


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
