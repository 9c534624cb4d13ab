"""Tables in a region of their own, with data for scripts on their head and cells.

The data enters the tree behind the sanitizer and is encoded there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from selectolax.lexbor import LexborNode as Node

from generator.pages.kit.side_by_side import Cell, ComparedTable
from generator.pages.kit.sortable import SortableColumn, SortableTable
from generator.site.page_tree import HEADING, HEADINGS, create, words, wrap

_A_SENTENCE = 30
"""Characters: more than this in a cell is read, not looked at."""

_ROOM, _SOME_WORDS = 7, 3
"""Columns of figures that a phone has room for; a table with fewer columns of words than the second
is one of figures, to be looked over and not read."""

Attributes = Mapping[str, str]


def wrap_tables(
    body: Node,
    sortable: Iterable[SortableTable] = (),
    compared: Iterable[ComparedTable] = (),
) -> None:
    """Put each table into a region named after the heading above it.

    A table that is ``sortable`` or ``compared`` gets what the browser needs for that. Raises
    :class:`ValueError` when they speak of other rows or columns than the table has.
    """
    heading, count = "", 0
    to_sort = {table.heading: table for table in sortable}
    to_compare = {table.heading: table for table in compared}
    for node in body.css(f"{HEADING}, table"):
        if node.tag in HEADINGS:
            heading, count = words(node), 0
            continue
        count += 1
        side_by_side = count == 1 and heading in to_compare
        _prepare(node, cards=side_by_side)
        if count == 1 and heading in to_sort:
            _mark_sortable(node, to_sort[heading])
        if side_by_side:
            _mark_side_by_side(node, to_compare[heading])
        name = f"Table {count}" if count > 1 else "Table"
        label = f"{name}: {heading}" if heading else name
        region = {"class": "table-scroll", "role": "region", "aria-label": label, "tabindex": "0"}
        wrap([node], "div", region)


def _prepare(table: Node, *, cards: bool) -> None:
    """Give the table our class, and names to its cells when it is cards on a phone."""
    columns = table.css("thead th")
    names = [words(column) for column in columns]
    rows = [list(row.iter()) for row in table.css("tbody tr")]
    prose = cards or _wide(_is_of_figures(column) for column in columns)
    if len(names) > 2 and not prose:
        prose = any(len(words(cell)) > _A_SENTENCE for row in rows for cell in row)
    if prose:
        for row in rows:
            for cell, name in list(zip(row, names, strict=False))[1:]:
                if name:
                    cell.attrs["data-label"] = name
    for column in columns:
        if not column.first_child and not column.attributes:  # nothing is below this heading
            column.replace_with(create(column, "td", {}), move=True)
    own = table.attrs.get("class")
    ours = "pb-table pb-table--prose" if prose else "pb-table"
    table.attrs["class"] = f"{ours} {own}" if own else ours


def _is_of_figures(column: Node) -> bool:
    return "align-right" in (column.attrs.get("class") or "")


def _wide(of_figures: Iterable[bool]) -> bool:
    """Whether columns are too many for a phone; one of words takes the room of two of figures."""
    figures = list(of_figures)
    words_in = figures.count(False)
    return words_in >= _SOME_WORDS and 2 * words_in + figures.count(True) > _ROOM


def _mark_sortable(table: Node, sortable: SortableTable) -> None:
    """Say the names, orders and choices of the columns."""
    head = [_of_column(column) for column in sortable.columns]
    rows = zip(*(_of_cells(column) for column in sortable.columns), strict=True)
    whole = {"name": sortable.heading, "one": sortable.one, "many": sortable.many}
    _mark(table, whole, head, list(rows), sortable.heading)


def _of_column(column: SortableColumn) -> Attributes:
    if column.facet is None:
        return {"key": column.key}
    choices = json.dumps(column.facet.choices, ensure_ascii=False)
    facet = {"facet": column.facet.key, "facet-name": column.facet.name, "choices": choices}
    return {"key": column.key, **facet}


def _of_cells(column: SortableColumn) -> list[Attributes]:
    """Per row: the rank of the cell and the choices it has."""
    chosen = column.facet.rows if column.facet is not None else [()] * len(column.ranks)
    return [
        ({} if rank is None else {"rank": str(rank)})
        | ({"has": " ".join(map(str, places))} if places else {})
        for rank, places in zip(column.ranks, chosen, strict=True)
    ]


def _mark_side_by_side(table: Node, compared: ComparedTable) -> None:
    """Say the ids of the columns and the numbers of the cells.

    The first and the last cell of a row are no choice.
    """
    head = [{}, *(_of_choice(*column) for column in compared.columns), {}]
    rows = [[{}, *map(_of_cell, compared.columns, row), {}] for row in compared.rows]
    _mark(table, {"compared": compared.kind}, head, rows, compared.heading)


def _of_choice(key: str, name: str, short: str) -> Attributes:
    return {"column": key, "name": name, "short": short}


def _of_cell(column: tuple[str, str, str], numbers: Cell) -> Attributes:
    """``of``: the short name of its column, for a phone, where a row is a card."""
    return {"holds": " ".join(map(str, numbers)), "of": column[2]}


def _mark(
    table: Node,
    whole: Attributes,
    head: Sequence[Attributes],
    rows: Sequence[Sequence[Attributes]],
    heading: str,
) -> None:
    """Put data on a table, on the cells of its head and on those of each row."""
    lines = table.css("tbody tr")
    if len(lines) != len(rows):
        raise ValueError(f"the table below `{heading}` has other rows than were told")
    _give(table, whole)
    for line, given in zip((*table.css("thead tr"), *lines), (head, *rows), strict=True):
        cells = list(line.iter())
        if len(cells) != len(given):
            raise ValueError(f"the table below `{heading}` has other columns than were told")
        for cell, values in zip(cells, given, strict=True):
            _give(cell, values)


def _give(node: Node, values: Attributes) -> None:
    """Attributes that our scripts read."""
    for name, value in values.items():
        node.attrs[f"data-pb-{name}"] = value
