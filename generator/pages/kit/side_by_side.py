"""Tables that set definitions side by side, of which readers choose the columns.

In the Markdown each is a table like any other, with all columns. What a cell holds is said beside
it in numbers, so that a browser can say anew where the columns chosen differ.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Cell = tuple[int, ...]
"""Of an answer: its parts, equal numbers for equal parts of a row. Of a level: its rank from 1,
and 0 where the role does not ask for the competency."""


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """The first table below ``heading`` (as plain text).

    Its first column names the rows and its last says where they differ; between them is one column
    for each of ``columns``: (id, full name, short name). ``kind``: whether cells hold answers in
    parts, or levels that rise and fall.
    """

    heading: str
    kind: Literal["answers", "levels"]
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def numbered(answers: Sequence[Iterable[Hashable]]) -> tuple[Cell, ...]:
    """The parts of each answer as numbers: the same number for what is the same in the row."""
    groups: dict[Hashable, int] = {}
    return tuple(tuple(groups.setdefault(part, len(groups)) for part in own) for own in answers)
