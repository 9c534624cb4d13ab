"""Dates, figures and amounts as people read them."""

from decimal import Decimal

import pytest

from generator.text.formats import (
    counted,
    every,
    listed_posts,
    money,
    number_of,
    percent,
    without_fields,
)

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "short", "whole"),
    [
        ("6300000", "EUR 6.3 m", "EUR 6.3 m"),
        ("6304512", "EUR 6.3 m", "EUR 6,304,512"),
        ("-1900000", f"{MINUS}EUR 1.9 m", f"{MINUS}EUR 1.9 m"),
        ("1250", "EUR 1.25 k", "EUR 1.25 k"),
        ("1255.5", "EUR 1.26 k", "EUR 1,255.5"),
        ("999.99", "EUR 999.99", "EUR 999.99"),
        ("0", "EUR 0", "EUR 0"),
    ],
)
def test_an_amount_is_short_or_whole(value: str, short: str, whole: str) -> None:
    assert money(Decimal(value), "EUR") == short
    assert money(Decimal(value), "EUR", whole=True) == whole


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("15", None, "15 %"),
        ("2.50", None, "2.5 %"),
        ("2.5", 0, "2 %"),
        ("-3.3", 1, f"{MINUS}3.3 %"),
    ],
)
def test_a_share_has_its_percent_sign(value: str, digits: int | None, expected: str) -> None:
    assert percent(Decimal(value), digits) == expected


@pytest.mark.parametrize(
    ("remedy", "expected"),
    [
        ("Enter the day (`kept`), or agree a new one.", "Enter the day, or agree a new one."),
        ("Say who holds it (`role` of a member of `team`).", "Say who holds it."),
        ("Ask the buyer (or the planner).", "Ask the buyer (or the planner)."),
    ],
)
def test_advice_to_readers_names_no_field(remedy: str, expected: str) -> None:
    assert without_fields(remedy) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([], ""),
        (["Buyer"], "the buyer"),
        (["Buyer", "COO"], "the buyer and the COO"),
        (["Buyer", "Chief", "Fitter"], "the buyer, the chief and the fitter"),
        (
            ["Buyer", "Manager, Athlone depot", "Planner"],
            "the buyer; the manager, Athlone depot; and the planner",
        ),
    ],
)
def test_posts_whose_titles_have_commas_stay_apart(titles: list[str], expected: str) -> None:
    assert listed_posts(titles) == expected


def test_a_rhythm_in_words() -> None:
    assert (every("1 month"), every("3 months")) == ("every month", "every 3 months")


def test_many_things_are_counted_with_commas_as_figures_are() -> None:
    assert counted(1497, "row") == "1,497 rows"
    assert (counted(0, "row"), number_of(0, "row"), counted(1, "row")) == (
        "no row",
        "0 rows",
        "1 row",
    )
