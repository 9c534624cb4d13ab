"""How a table from elsewhere is read: the file that `playbook import --mapping` takes."""

from typing import Literal

from generator.model.grammars import Line, SystemName
from generator.model.item import Item, internal

ImportedKind = Literal["account", "post", "opportunity"]

NumberForm = Literal["1,234.56", "1.234,56"]

TableEncoding = Literal["utf-8", "utf-16", "windows-1252"]

Separator = Literal[",", ";", "tab", "|"]


class ImportMapping(Item):
    """Which column of a table becomes which of our fields, and how its values are written."""

    schema_: Line = internal("kind and schema version of the file", alias="schema")
    system: SystemName = internal("the system it comes from, as in `external_id`")
    kind: ImportedKind = internal("what a row is")
    columns: dict[Line, Line] = internal(
        "our field -> their column; what is not named here is found by its usual name", default={}
    )
    ignored: tuple[Line, ...] = internal("columns that nobody wants here", default=())
    links: dict[Line, Line] = internal("label of a link -> the column with its address", default={})
    values: dict[Line, dict[Line, Line]] = internal(
        "our field -> what stands in the table -> ours", default={}
    )
    defaults: dict[Line, Line] = internal(
        "our field -> what it holds where the table says nothing", default={}
    )
    only: dict[Line, tuple[Line, ...]] = internal(
        "column -> the values with which a row is wanted; other rows are left out", default={}
    )
    numbers: NumberForm | None = internal("how amounts are written", default=None)
    dates: Line | None = internal("how days are written, as in DD.MM.YYYY", default=None)
    encoding: TableEncoding | None = internal("how a CSV file is saved", default=None)
    separator: Separator | None = internal("what is between two cells of a CSV file", default=None)
    sheet: Line | None = internal("the sheet of a workbook", default=None)
