"""Tables that can be read on a phone.

A table of figures scrolls sideways by itself. One that holds sentences, or words in many columns,
would leave each column a few letters wide or out of sight: its rows become paragraphs there, with
the column's name before each value.
"""

import re
from collections.abc import Iterable
from html import escape, unescape

from generator.pages.compared import ComparedTable
from generator.pages.sortable import SortableTable
from generator.site import compared as comparing
from generator.site import sortable as sorting

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
            table = sorting.mark(table, to_sort[heading])
        if side_by_side:
            table = comparing.mark(table, to_compare[heading])
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
