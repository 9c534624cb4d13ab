"""Amounts, days, ids and texts of cells, and how a column is written."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from generator.importing.cells import Failed, Formula, SheetCell, TableError
from generator.importing.values import (
    RefusedCell,
    address,
    amount,
    are_shares,
    day,
    day_order,
    external_id,
    money,
    number_form,
    percent,
    text_of,
)
from generator.model.import_mapping import NumberForm

POINT: NumberForm = "1,234.56"
COMMA: NumberForm = "1.234,56"

FORMS: list[tuple[list[SheetCell], NumberForm]] = [
    (["1234", ""], POINT),
    (["1,234.50", "1,234"], POINT),
    (["1.234,50", "1.234"], COMMA),
    (["1.5"], POINT),
    (["0,5"], COMMA),
    (["1.234.567"], COMMA),
    (["1,234,567"], POINT),
    (["1 234,5", "1\u202f234,5"], COMMA),
    (["1'234.5"], POINT),
    (["EUR 1.234,50"], COMMA),
    (["$1,234.00"], POINT),
    ([1234.5, 3], POINT),
]


@pytest.mark.parametrize(("cells", "form"), FORMS)
def test_how_amounts_are_written(cells: list[SheetCell], form: NumberForm) -> None:
    assert number_form([(f"A{at}", each) for at, each in enumerate(cells)], None, "Amount") == form


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["1,234"], "two ways, see A0"),
        (["12", "1.234"], "two ways, see A1"),
        (["1,234.5", "1.234,5"], "two forms: A0 and A1"),
    ],
)
def test_amounts_that_could_be_either(cells: list[SheetCell], message: str) -> None:
    with pytest.raises(TableError, match=message):
        number_form([(f"A{at}", each) for at, each in enumerate(cells)], None, "Amount")


@pytest.mark.parametrize(
    ("cell", "form", "expected"),
    [
        ("1,234.56", POINT, ("1234.56", "")),
        ("1.234,56 €", COMMA, ("1234.56", "EUR")),
        ("GBP 12", POINT, ("12", "GBP")),
        ("$ 1,000", POINT, ("1000", "$")),
        ("1 234 567", POINT, ("1234567", "")),
        (12.346, COMMA, ("12.35", "")),
        (400000, POINT, ("400000", "")),
    ],
)
def test_an_amount(cell: SheetCell, form: NumberForm, expected: tuple[str, str]) -> None:
    found = amount(cell, form)
    assert found is not None
    assert (found[0], found[1]) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize(
    "cell", ["1.234,5", "12 apples", "-5", "1e5", "١٢", "1,23,4", "9" * 13, float("nan"), True]
)
def test_what_is_no_amount(cell: SheetCell) -> None:
    with pytest.raises(RefusedCell):
        amount(cell, POINT)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("400000", "400 k"),
        ("1250000", "1.25 m"),
        ("1234567", "1234567"),
        ("1234.5", "1234.5"),
        ("0", "0"),
        ("1000", "1 k"),
        ("12.30", "12.3"),
    ],
)
def test_money_in_a_file(number: str, expected: str) -> None:
    assert money(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("cells", "declared", "expected"),
    [
        (["2027-03-01", "2027-03-01T00:00:00Z"], None, "YYYY-MM-DD"),
        (["01.02.2027"], None, "DD.MM.YYYY"),
        (["01/02/2027", "31/01/2027"], None, "DD/MM/YYYY"),
        (["01/02/2027", "01/31/2027 12:00 AM"], None, "MM/DD/YYYY"),
        (["05/05/2027"], None, "DD/MM/YYYY"),
        (["01/02/2027"], "mm/dd/yyyy", "MM/DD/YYYY"),
        ([date(2027, 1, 1), None, ""], None, "YYYY-MM-DD"),
    ],
)
def test_how_days_are_written(cells: list[SheetCell], declared: str | None, expected: str) -> None:
    found = day_order([(f"A{at}", each) for at, each in enumerate(cells)], declared, "Close Date")
    assert found == expected


@pytest.mark.parametrize(
    ("cells", "message"),
    [(["01/02/2027"], "two ways"), (["31/01/2027", "01/31/2027"], "two forms")],
)
def test_days_that_could_be_either(cells: list[SheetCell], message: str) -> None:
    with pytest.raises(TableError, match=message):
        day_order([(f"A{at}", each) for at, each in enumerate(cells)], None, "Close Date")


def test_a_day() -> None:
    assert day("31.12.2027", "DD.MM.YYYY") == "2027-12-31"
    assert day(datetime(2027, 1, 2, 3), "DD.MM.YYYY") == "2027-01-02"
    assert day("", "DD.MM.YYYY") == ""
    for wrong in ("31.02.2027", "31.12.27", "2027-12-31", "tomorrow", "01.01.1900"):
        with pytest.raises(RefusedCell):
            day(wrong, "DD.MM.YYYY")


def test_the_ids_of_salesforce_that_lost_three_letters() -> None:
    # The example of its own documentation of the two forms.
    assert external_id("001A0000006Vm9r", "salesforce") == "001A0000006Vm9rIAC"
    assert external_id("001A0000006Vm9rIAC", "salesforce") == "001A0000006Vm9rIAC"
    assert external_id("001A0000006Vm9r", "hubspot") == "001A0000006Vm9r"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (4711.0, "4711"),
        ("  two\n lines ", "two lines"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("Â", "Â"),
        ("naïve café", "naïve café"),
        (None, ""),
    ],
)
def test_a_text(cell: SheetCell, expected: str) -> None:
    assert text_of(cell) == expected


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (Formula(), "formula"),
        (Failed("#REF!"), "#REF!"),
        ("x" * 301, "301 characters"),
        ("M\ufffdller", "letter that was lost"),
        ("a\x00b", "control character"),
        ("a\u202eb", "control character"),
        ("MÃ¼ller", "should it be `Müller`"),
        ("caf\u00c3\u00a9", "should it be `café`"),
        ("\u00e2\u201a\u00ac 5", "should it be `€ 5`"),
    ],
)
def test_a_text_that_is_refused(cell: SheetCell, message: str) -> None:
    with pytest.raises(RefusedCell, match=message):
        text_of(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("60", "60 %"), ("60.5 %", "60.5 %"), ("33,333", "33.33 %"), (0, "0 %"), ("", "")],
)
def test_a_chance(cell: Any, expected: str) -> None:
    assert percent(cell) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["0.4", "1", "", "0"], ["40 %", "100 %", "", "0 %"]),
        ([0.6, 1.0], ["60 %", "100 %"]),
        (["0,125", "50 %"], ["12.5 %", "50 %"]),
        (["0.30000000000000004"], ["30 %"]),
        (["0.5", "60"], ["0.5 %", "60 %"]),
        (["1", "0"], ["1 %", "0 %"]),
    ],
)
def test_a_column_of_chances_may_hold_shares(cells: list[SheetCell], expected: list[str]) -> None:
    shares = are_shares(cells)
    assert [percent(cell, shares=shares) for cell in cells] == expected


@pytest.mark.parametrize("cell", ["101", "-1", "likely", "1e1", True, "60 % %"])
def test_what_is_no_chance(cell: SheetCell) -> None:
    with pytest.raises(RefusedCell):
        percent(cell)


def test_addresses() -> None:
    assert address("www.acme.example/de") == "https://www.acme.example/de"
    assert address("https://acme.example") == "https://acme.example"
    assert address("") == ""
    for wrong in (
        "http://acme.example",
        "javascript:alert(1)",
        "acme",
        "https://a b",
        "ftp://a.example",
    ):
        with pytest.raises(RefusedCell):
            address(wrong)
