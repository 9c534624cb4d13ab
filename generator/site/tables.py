"""Wraps tables into regions, and adds data attributes for the scripts to their cells.

The attributes are added after the sanitizer and encoded when the tree is serialized.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from selectolax.lexbor import LexborNode as Node

from generator.pages.kit.tables import CellValues, ComparedTable, SortableColumn, SortableTable
from generator.site.page_tree import HEADING, HEADINGS, create, words, wrap

_PROSE_LENGTH = 30
"""Characters; a cell with more is prose."""

_MAX_COLUMNS, _MIN_WORD_COLUMNS = 7, 3
"""Columns of figures that fit on a phone; columns of words that make a table one of prose."""

Attributes = Mapping[str, str]


def wrap_tables(
    body: Node,
    sortable: Iterable[SortableTable] = (),
    compared: Iterable[ComparedTable] = (),
) -> None:
    """Wrap each table in ``body`` into a region that is labelled with the heading above it.

    ``sortable``, ``compared``: data for the first table below the heading that each names, added
    as attributes. Raises :class:`ValueError` if a table has other rows or columns than its data.
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
        _style(node, cards=side_by_side)
        if count == 1 and heading in to_sort:
            _mark_sortable(node, to_sort[heading])
        if side_by_side:
            _mark_side_by_side(node, to_compare[heading])
        name = f"Table {count}" if count > 1 else "Table"
        label = f"{name}: {heading}" if heading else name
        region = {"class": "table-scroll", "role": "region", "aria-label": label, "tabindex": "0"}
        wrap([node], "div", region)


def _style(table: Node, *, cards: bool) -> None:
    """Set the table's class, and label its cells if a phone shows its rows as cards."""
    columns = table.css("thead th")
    names = [words(column) for column in columns]
    rows = [list(row.iter()) for row in table.css("tbody tr")]
    prose = cards or _too_wide(_is_of_figures(column) for column in columns)
    if len(names) > 2 and not prose:
        prose = any(len(words(cell)) > _PROSE_LENGTH for row in rows for cell in row)
    if prose:
        for row in rows:
            for cell, name in list(zip(row, names, strict=False))[1:]:
                if name:
                    cell.attrs["data-label"] = name
    for column in columns:
        if not column.first_child and not column.attributes:  # an empty heading cell
            column.replace_with(create(column, "td", {}), move=True)
    own = table.attrs.get("class")
    ours = "pb-table pb-table--prose" if prose else "pb-table"
    table.attrs["class"] = f"{ours} {own}" if own else ours


def _is_of_figures(column: Node) -> bool:
    return "align-right" in (column.attrs.get("class") or "")


def _too_wide(of_figures: Iterable[bool]) -> bool:
    """Whether there are too many columns for a phone; one of words is as wide as two of figures."""
    figures = list(of_figures)
    words_in = figures.count(False)
    return words_in >= _MIN_WORD_COLUMNS and 2 * words_in + figures.count(True) > _MAX_COLUMNS


def _mark_sortable(table: Node, sortable: SortableTable) -> None:
    """Add the names, ranks and filters of the columns."""
    head = [_column_data(column) for column in sortable.columns]
    rows = zip(*(_cells_data(column) for column in sortable.columns), strict=True)
    whole = {"name": sortable.heading, "one": sortable.one, "many": sortable.many}
    _mark(table, whole, head, list(rows), sortable.heading)


def _column_data(column: SortableColumn) -> Attributes:
    if column.facet is None:
        return {"key": column.key}
    choices = json.dumps(column.facet.choices, ensure_ascii=False)
    facet = {"facet": column.facet.key, "facet-name": column.facet.name, "choices": choices}
    return {"key": column.key, **facet}


def _cells_data(column: SortableColumn) -> list[Attributes]:
    """For each row: the rank of the cell, and the filter choices that apply to it."""
    chosen = column.facet.rows if column.facet is not None else [()] * len(column.ranks)
    return [
        ({} if rank is None else {"rank": str(rank)})
        | ({"has": " ".join(map(str, places))} if places else {})
        for rank, places in zip(column.ranks, chosen, strict=True)
    ]


def _mark_side_by_side(table: Node, compared: ComparedTable) -> None:
    """Add the ids of the columns and the item numbers of the cells.

    The first and the last column cannot be chosen.
    """
    head = [{}, *(_choice_data(*column) for column in compared.columns), {}]
    rows = [[{}, *map(_cell_data, compared.columns, row), {}] for row in compared.rows]
    _mark(table, {"compared": compared.kind}, head, rows, compared.heading)


def _choice_data(key: str, name: str, short: str) -> Attributes:
    return {"column": key, "name": name, "short": short}


def _cell_data(column: tuple[str, str, str], numbers: CellValues) -> Attributes:
    """``of``: the column's short name, for phones, where a row is shown as a card."""
    return {"holds": " ".join(map(str, numbers)), "of": column[2]}


def _mark(
    table: Node,
    whole: Attributes,
    head: Sequence[Attributes],
    rows: Sequence[Sequence[Attributes]],
    heading: str,
) -> None:
    """Add data to a table, to the cells of its head and to those of each row."""
    lines = table.css("tbody tr")
    if len(lines) != len(rows):
        raise ValueError(f"the table below `{heading}` has other rows than its data")
    _set_data(table, whole)
    for line, given in zip((*table.css("thead tr"), *lines), (head, *rows), strict=True):
        cells = list(line.iter())
        if len(cells) != len(given):
            raise ValueError(f"the table below `{heading}` has other columns than its data")
        for cell, values in zip(cells, given, strict=True):
            _set_data(cell, values)


def _set_data(node: Node, values: Attributes) -> None:
    """Set attributes that our scripts read."""
    for name, value in values.items():
        node.attrs[f"data-pb-{name}"] = value
