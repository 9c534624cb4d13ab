"""Tables with data for scripts on their head and cells, entered after the sanitizer."""

import re
from collections.abc import Iterable, Sequence
from html import escape

_ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>")


def with_data(
    table: str, whole: str, head: Sequence[str], rows: Iterable[Sequence[str]], heading: str
) -> str:
    """The HTML of a table with attributes on itself, on its head's cells and on those of each row.

    ``heading``: what the table stands below. Raises :class:`ValueError` when the table has other
    rows or columns than are told.
    """
    above, end, body = table.partition("</thead>")
    told = list(rows)
    if len(_ROW.findall(body)) != len(told):
        raise ValueError(f"the table below `{heading}` has other rows than were told")
    given = iter(told)
    above = _with(above, head, heading).replace("<table", f"<table{whole}", 1)
    return above + end + _ROW.sub(lambda row: _with(row[0], next(given), heading), body)


def data(name: str, value: object) -> str:
    """An attribute that our scripts read."""
    return f' data-pb-{name}="{escape(str(value))}"'


def _with(row: str, given: Sequence[str], heading: str) -> str:
    if len(_CELL.findall(row)) != len(given):
        raise ValueError(f"the table below `{heading}` has other columns than were told")
    attributes = iter(given)
    return _CELL.sub(lambda cell: f"<{cell[1]}{cell[2]}{next(attributes)}>", row)
