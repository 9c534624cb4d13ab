"""Tables that compare definitions, with columns for readers to choose.

In Markdown they are ordinary tables with all columns. Numeric codes of the cells are added as data,
from which the browser determines the differences between the chosen columns.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Cell = tuple[int, ...]
"""For an answer: its parts, with equal numbers for equal parts of a row. For a level: its rank
from 1, or 0 if the role does not require the competency.
"""


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """The first table below ``heading`` (as plain text).

    Its first column names the rows and its last describes differences; between them is one column
    for each of ``columns``: (id, full name, short name). ``kind``: whether cells are answers in
    parts, or ordered levels.
    """

    heading: str
    kind: Literal["answers", "levels"]
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def numbered(answers: Sequence[Iterable[Hashable]]) -> tuple[Cell, ...]:
    """The parts of each answer as numbers, equal for equal parts in the row."""
    groups: dict[Hashable, int] = {}
    return tuple(tuple(groups.setdefault(part, len(groups)) for part in own) for own in answers)
