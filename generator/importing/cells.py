"""What a cell holds, and what spreadsheets call it."""

from dataclasses import dataclass
from datetime import date, datetime

from generator.findings.errors import PlaybookError, UsageError


class TableError(PlaybookError):
    """The table as a whole cannot be used; nothing was written."""

    exit_code = UsageError.exit_code


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell of a workbook that is worked out there: we do not, and so do not know its value."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A cell of a workbook that shows an error, such as ``#N/A``."""

    shown: str


SheetCell = str | int | float | bool | date | datetime | Formula | Failed | None


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
