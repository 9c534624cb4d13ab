"""Tables as programs save them: encodings, separators, line breaks, workbooks, and what is no
table."""

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from generator.importing.cells import Failed, Formula, TableError, column_letters
from generator.importing.columns import read_mapping
from generator.importing.table import MAX_BYTES, SourceTable, read_table
from generator.importing.workbook import rows_of
from generator.model.import_mapping import ImportMapping
from tests.examples import spread

TEXT = "Name;Ort\r\nMüller & Söhne;Köln\r\n\r\nŁódź?;\r\n"
GERMAN = "Name;Ort\r\nMüller & Söhne;Köln\r\n"


def mapping(*lines: str) -> ImportMapping:
    text = "\n".join(["schema: import/1", "system: crm", "kind: account", *lines])
    return read_mapping("mapping.yaml", text.encode())


def held(table: SourceTable) -> list[tuple[int, tuple[Any, ...]]]:
    return [(row.number, row.cells) for row in table.rows() if not row.is_empty]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_is_found(encoding: str) -> None:
    table = read_table(TEXT.encode(encoding))
    assert table.header == ("Name", "Ort")
    assert held(table) == [(2, ("Müller & Söhne", "Köln")), (4, ("Łódź?", ""))]


def test_windows_1252_is_taken_and_said() -> None:
    table = read_table(GERMAN.encode("cp1252"))
    assert held(table) == [(2, ("Müller & Söhne", "Köln"))]
    assert any("Windows-1252" in each for each in table.about)


def test_a_declared_encoding_is_held() -> None:
    data = GERMAN.encode("cp1252")
    assert held(read_table(data, mapping("encoding: windows-1252")))[0][1][0] == "Müller & Söhne"
    with pytest.raises(TableError, match="row 2 is no utf-8"):
        read_table(data, mapping("encoding: utf-8"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_separator_is_found(separator: str) -> None:
    text = f'A{separator}B{separator}C\n1{separator}"x{separator}y\nz"{separator}3\n4{separator}5\n'
    table = read_table(text.encode())
    assert held(table) == [(2, ("1", f"x{separator}y\nz", "3")), (3, ("4", "5", None))]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_line_of_excel_that_names_the_separator(separator: str, line_end: str) -> None:
    lines = [f"sep={separator}", f"A{separator}B", f"1{separator}2,3", ""]
    table = read_table(line_end.join(lines).encode())
    assert (table.header, held(table)) == (("A", "B"), [(3, ("1", "2,3"))])


REFUSED = {
    "nothing": (b"", "is empty"),
    "white space": (b" \r\n\t ", "is empty"),
    "no cell": (b",,,\n,,,\n", "is empty"),
    "two separators": (b"a,b;c\n1,2;3\n", "declare `separator`"),
    "a separator of nobody": (b'sep="\nA"B\n', "only `,`, `;`, `tab`, `|` can"),
    "an open quote": (b'A,B\n1,"2\n3,4\n', "quotation mark"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "is a picture and no table"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n", "is a PDF and no table"),
    "a program": (b"MZ\x90\0\3\0\0" * 20, "is a program and no table"),
    "zero bytes": (b"Name,Place\n\0\0\0", "is no text and no workbook"),
    "bytes": (bytes(range(1, 256)) * 20, "neither UTF-8 nor"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx"),
    "a zip file": (b"PK\x03\x04" + b"\0" * 60, "cannot be read"),
    "half a letter": ("A,B\nMüller".encode("utf-16")[:-1], "see row"),
    "too much": (b"a" * (MAX_BYTES + 1), "more than 100 MiB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table(name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(TableError, match=message):
        held(read_table(data))


def test_columns_of_one_name_and_cells_beyond_the_header() -> None:
    table = read_table(b"A,B,a,\n1,2,3,,5\n6\n")
    assert table.twice == (("A", (0, 2)),)
    assert [(row.cells, row.surplus) for row in table.rows()] == [
        (("1", "2", "3"), 1),
        (("6", None, None), 0),
    ]


def test_letters_of_columns() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]


def workbook(*sheets: tuple[str, list[list[Any]]], hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ROWS: list[list[Any]] = [
    ["Name", "Amount", "Day"],
    ["Acme", 12.5, datetime(2026, 1, 31)],
    [None, None, None],
]


def test_a_workbook_gives_typed_cells() -> None:
    rows = [*ROWS, ["=1+1", True, "=A2"], ["#N/A", 3, None]]
    table = read_table(workbook(("Accounts", rows)))
    assert held(table) == [
        (2, ("Acme", 12.5, datetime(2026, 1, 31))),
        (4, (Formula(), True, Formula())),
        (5, (Failed("#N/A"), 3, None)),
    ]


def test_rows_of_all_sheets_are_bounded_together() -> None:
    far: list[list[Any]] = [["Name"], *([[None]] * 6), ["last"]]
    assert [number for number, _ in rows_of(workbook(("A", far)), None, 8, 9)[0]()][-1] == 8
    for sheets in ((("A", far), ("B", far)), (("A", [*far, ["one more"]]),)):
        with pytest.raises(TableError, match=f"with the sheet `{sheets[-1][0]}` .* more than 8"):
            rows_of(workbook(*sheets), None, 8, 9)
    assert rows_of(workbook(("A", far), ("B", far)), "B", 8, 9)


def test_the_sheet_that_holds_something() -> None:
    book = workbook(("Codes", ROWS), ("Empty", []), ("Accounts", ROWS), hidden="Codes")
    assert read_table(book).header == ("Name", "Amount", "Day")
    two = workbook(("A", ROWS), ("B", [["Other"], [1]]))
    with pytest.raises(TableError, match="several sheets hold something: A, B"):
        read_table(two)
    assert read_table(two, mapping("sheet: B")).header == ("Other",)
    with pytest.raises(TableError, match="there is no sheet `C`; there are: A, B"):
        read_table(two, mapping("sheet: C"))
    with pytest.raises(TableError, match="no sheet holds anything"):
        read_table(workbook(("A", [])))


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return out.getvalue()


def renamed(data: bytes, old: str, new: str) -> bytes:
    """A workbook with one of its parts under another name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as former,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for each in former.namelist():
            content = former.read(each).replace(old.encode(), new.encode())
            packed.writestr(new if each == old else each, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""


def test_a_workbook_that_unpacks_to_far_more_than_it_is() -> None:
    bomb = repacked(workbook(("A", ROWS)), SHEET, b" " * (64 << 20))
    with pytest.raises(TableError, match="far larger"):
        read_table(bomb)


HIDDEN = {
    "as it is": LAUGHS,
    "two bytes a letter": LAUGHS.decode().encode("utf-16"),
    "two bytes, no mark": LAUGHS.decode().encode("utf-16-le"),
    "another encoding": LAUGHS[:19] + b' encoding="cp037"?><x/>',
    "no letters": b"<x>\xff</x>",
}


@pytest.mark.parametrize("name", [SHEET, "xl/worksheets/sheet1.bin"])
@pytest.mark.parametrize("kind", HIDDEN)
def test_what_unpacks_while_it_is_parsed_is_refused_by_any_name(name: str, kind: str) -> None:
    """A part is what the workbook says, and not what its name says."""
    data = renamed(workbook(("A", ROWS)), SHEET, name)
    assert held(read_table(data))
    with pytest.raises(TableError, match=r"declares what no table needs, in xl/worksheets/sheet1"):
        read_table(repacked(data, name, HIDDEN[kind]))


def test_pictures_and_settings_of_printers_are_no_xml() -> None:
    data = workbook(("A", ROWS))
    for name, content in {
        "xl/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "xl/printerSettings/printerSettings1.bin": "Office".encode("utf-16-le") + b"\0" * 99,
    }.items():
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as packed:
            packed.writestr(name, content)
        data = out.getvalue()
    assert len(held(read_table(data))) == 1


def test_rows_are_as_wide_as_they_are() -> None:
    wide: list[list[Any]] = [["Name"], *([f"row {at}"] for at in range(3)), [None] * 1000 + [1]]
    with pytest.raises(TableError, match="more than 1000 columns"):
        read_table(workbook(("A", wide)))
    rows, _ = rows_of(workbook(("A", wide[:-1])), None, 10, 1000)
    assert [len(cells) for _, cells in rows()] == [1] * 4


@pytest.mark.parametrize("at", spread(range(40, 5000, 97), 6))
def test_a_damaged_workbook_is_refused_or_read(at: int) -> None:
    data = bytearray(workbook(("A", ROWS)))
    data[at % len(data)] ^= 0xFF
    for damaged in (bytes(data), bytes(data[: at % len(data)])):
        try:
            held(read_table(damaged))
        except TableError as error:
            assert str(error)
