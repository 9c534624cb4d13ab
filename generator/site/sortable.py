"""Tables that readers sort and filter: what the browser has to know, as data of their cells.

The script ``playbook-table.js`` reads it. Without the script the table is a table.
"""

import json

from generator.pages.sortable import Column, SortableTable
from generator.site.cells import data, with_data


def mark(table: str, known: SortableTable) -> str:
    """The HTML of a table with the names, orders and choices of its columns.

    Raises :class:`ValueError` when ``known`` speaks of other rows or columns than the table has.
    """
    head = [_of_column(column) for column in known.columns]
    rows = zip(*(_of_cells(column) for column in known.columns), strict=True)
    names = data("name", known.heading) + data("one", known.one) + data("many", known.many)
    return with_data(table, names, head, rows, known.heading)


def _of_column(column: Column) -> str:
    found = data("key", column.key)
    if column.facet is not None:
        found += data("facet", column.facet.key) + data("facet-name", column.facet.name)
        found += data("choices", json.dumps(column.facet.choices, ensure_ascii=False))
    return found


def _of_cells(column: Column) -> list[str]:
    """Per row: the rank of the cell and the choices it has."""
    chosen = column.facet.rows if column.facet is not None else [()] * len(column.ranks)
    return [
        ("" if rank is None else data("rank", rank))
        + (data("has", " ".join(map(str, places))) if places else "")
        for rank, places in zip(column.ranks, chosen, strict=True)
    ]
