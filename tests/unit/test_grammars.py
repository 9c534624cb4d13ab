"""What each grammar accepts, the value it returns, and its message for anything else."""

import re
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.findings.finding import Location
from generator.model import grammars as g
from generator.model.grammars import (
    Amount,
    Interval,
    OfficeHours,
    Percentage,
    Range,
    SemanticVersion,
)
from generator.model.nodes import List, Map, Text

HERE = Location("f.yaml", 1, 1)
law = settings(derandomize=True, database=None, deadline=None, max_examples=100)


@cache
def adapter(grammar: Any) -> TypeAdapter[Any]:
    return TypeAdapter(grammar)


def taken(grammar: Any, written: str) -> Any:
    return adapter(grammar).validate_python(Text(written, HERE))


def refused(grammar: Any, value: object) -> tuple[str, str]:
    """Rule and message."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(grammar).validate_python(value)
    (error,) = caught.value.errors()
    return error["ctx"]["rule"], error["ctx"]["message"]


ACCEPTED = [
    (g.Line, "  Acme \n  Pumps ", "Acme Pumps"),
    (g.Id, "group-procurement-head", "group-procurement-head"),
    (g.Id, "a1-2b", "a1-2b"),
    (g.SourceId, "000", "000"),
    (g.Handle, "our-company/sales.team_2", "our-company/sales.team_2"),
    (g.Url, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    (g.Url, "mailto:info@example.org", "mailto:info@example.org"),
    (g.Number, "-12.50", Decimal("-12.50")),
    (g.Number, "0", Decimal(0)),
    (g.Count, "012", 12),
    (g.ScoreValue, "1", 1),
    (g.ScoreValue, "10", 10),
    (g.Percent, "15 %", Percentage(15)),
    (g.Percent, "100%", Percentage(100)),
    (g.Percent, "0.25 %", Percentage("0.25")),
    (g.Money, "6.3 m", Amount(6_300_000)),
    (g.Money, "250k", Amount(250_000)),
    (g.Money, "1.5 bn", Amount(1_500_000_000)),
    (g.Money, "0", Amount(0)),
    (g.Currency, "EUR", "EUR"),
    (g.Span, "3", Range(3, 3)),
    (g.Span, "10-25", Range(10, 25)),
    (g.Span, "10 – 25", Range(10, 25)),
    (g.Span, "10 to 25", Range(10, 25)),
    (g.Version, "2.10.0", SemanticVersion(2, 10, 0)),
    (g.CountedVersion, "4", 4),
    (g.Date, "2028-02-29", date(2028, 2, 29)),
    (g.Every, "1 month", Interval(1, "month")),
    (g.Every, "6 months", Interval(6, "month")),
    (g.Hours, "09:00-17:30", OfficeHours(time(9), time(17, 30))),
    (g.Hours, "09:00 – 17:30", OfficeHours(time(9), time(17, 30))),
    (g.TimeZone, "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    (g.Flag, "yes", True),
    (g.Flag, "No", False),
    (g.Flag, "true", True),
]

REFUSED = [
    *((g.Id, each) for each in ("Acme", "acme_pumps", "-a", "a-", "a--b", "10", "", "a" * 65)),
    *((g.Id, each) for each in ("../../x", "/etc", "a/b", "ä", "a\nb", "con.yaml")),
    *((g.Handle, each) for each in ("@ada", "a b", "ada/", "a,b", "", "ada\n* @eve", "é")),
    *((g.SourceId, each) for each in ("1", "0001", "١٢٣")),
    *((g.Url, each) for each in ("javascript:alert(1)", "//example.org", "ftp://x", "https://a b")),
    *((g.Url, each) for each in ("data:text/html,x", "https://", 'https://x"onclick="y')),
    *((g.Number, each) for each in ("1,5", "1e5", ".5", "5.", "+1", "0x1F", "1_000", "nan", "inf")),
    *((g.Number, each) for each in ("9" * 13, "9" * 5000, "0." + "1" * 7, "٣")),
    *((g.Count, each) for each in ("-1", "1.0", "9" * 10)),
    *((g.Percent, each) for each in ("15", "100.01 %", "101 %", "-1 %", "15 percent", "1.234 %")),
    *((g.Money, each) for each in ("EUR 5", "5 €", "5 M", "5 mio", "-5", "6,3 m", "1 000")),
    *((g.Currency, each) for each in ("eur", "EURO", "€")),
    *((g.Span, each) for each in ("25-10", "1-", "-2", "1-2-3", "one")),
    *((g.Version, each) for each in ("1.0", "1.0.0.0", "v1.0.0", "1.0.0-rc1")),
    *((g.CountedVersion, each) for each in ("0", "-1", "1.0")),
    *(
        (g.Date, each)
        for each in ("2026-02-29", "2026-13-01", "2026-00-10", "2.11.2026", "1949-12-31")
    ),
    *((g.Date, each) for each in ("2101-01-01", "2026-11-2", "today", "2026-11-02T10:00")),
    *((g.Every, each) for each in ("0 days", "monthly", "1 quarter", "1.5 months", "1000 days")),
    *(
        (g.Hours, each)
        for each in ("17:00-09:00", "09:00-09:00", "9-17", "24:00-25:00", "09:60-10:00")
    ),
    *((g.TimeZone, each) for each in ("Berlin", "europe/berlin", "CEST", "../../etc/passwd")),
    *((g.Flag, each) for each in ("y", "on", "1", "ja")),
]


@pytest.mark.parametrize(("grammar", "written", "expected"), ACCEPTED)
def test_a_grammar_takes_what_people_write(grammar: Any, written: str, expected: object) -> None:
    found = taken(grammar, written)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(("grammar", "written"), REFUSED, ids=lambda value: str(value)[:20])
def test_a_grammar_refuses_the_rest_and_shows_how(grammar: Any, written: str) -> None:
    rule, message = refused(grammar, Text(written, HERE))
    assert rule == "bad-value"
    assert len(message) < 250


@pytest.mark.parametrize(("grammar", "written", "_expected"), ACCEPTED)
def test_schemas_take_what_grammars_take(grammar: Any, written: str, _expected: object) -> None:
    pattern = TypeAdapter(grammar).json_schema().get("pattern")
    assert pattern is None or re.search(pattern, written.strip(), re.ASCII)


@pytest.mark.parametrize("grammar", [each for each, _, _ in ACCEPTED])
def test_a_grammar_names_lists_and_groups(grammar: Any) -> None:
    assert refused(grammar, List(HERE))[0] == "wrong-shape"
    assert refused(grammar, Map(HERE))[0] == "wrong-shape"


def test_a_comment_may_cut_free_text_and_may_stand_behind_anything_else() -> None:
    for grammar in (g.Line, g.Paragraph, g.Markdown):
        assert refused(grammar, Text("We are", HERE, cut=True))[0] == "text-cut"
    others: list[tuple[Any, str]] = [(g.Version, "1.0.0"), (g.Date, "2026-11-02"), (g.Flag, "no")]
    for grammar, written in others:
        cut = Text(written, HERE, cut=True)
        assert TypeAdapter(grammar).validate_python(cut) == taken(grammar, written)


@pytest.mark.parametrize(
    ("written", "rule"),
    [("0", "score-out-of-range"), ("11", "score-out-of-range"), ("5.5", "bad-value")],
)
def test_scores_lie_between_1_and_10(written: str, rule: str) -> None:
    assert refused(g.ScoreValue, Text(written, HERE))[0] == rule


def test_a_time_zone_nobody_knows_is_suggested() -> None:
    assert "Did you mean `Europe/Rome`?" in refused(g.TimeZone, Text("Europe/Roma", HERE))[1]


@pytest.mark.parametrize(
    ("grammar", "limit"),
    [(g.Line, g.LONGEST_LINE), (g.Paragraph, g.LONGEST_PARAGRAPH), (g.Markdown, g.LONGEST_PROSE)],
)
def test_text_has_room_up_to_its_limit(grammar: Any, limit: int) -> None:
    assert taken(grammar, "x" * limit) == "x" * limit
    assert f"{limit + 1} characters" in refused(grammar, Text("x" * (limit + 1), HERE))[1]


@pytest.mark.parametrize(
    "written",
    [
        "Plain, *stressed* and **strong**.\n\nA second paragraph.",
        "- one\n- two\n    - three",
        "> quoted",
        "[ours](https://example.org/) and <mailto:info@example.org>",
        "a < b and c > d & e",
        "1. first\n2. second",
    ],
)
def test_prose_takes_the_allowed_markdown(written: str) -> None:
    assert taken(g.Markdown, written) == written


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("<b>bold</b>", "HTML"),
        ("<script>alert(1)</script>", "HTML"),
        ("text <!-- hidden -->", "HTML"),
        ("![a picture](https://example.org/p.png)", "a picture"),
        ("# Heading", "a heading"),
        ("Heading\n=======", "a heading"),
        ("```\ncode\n```", "a code block"),
        ("text\n\n    indented", "an indented code block"),
        ("a\n\n---\n\nb", "a horizontal line"),
        ("| a | b |\n| - | - |\n| 1 | 2 |", "a table"),
        ("[x](javascript:alert(1))", "a link to `javascript:alert(1)`"),
        ("[x](JaVaScRiPt:alert(1))", "a link to"),
        ("[x](data:text/html,x)", "a link to"),
        ("[x](/accounts/)", "a link to `/accounts/`"),
        ("<javascript:alert(1)>", "a link to"),
        ("[x][y]\n\n[y]: vbscript:x", "a link to"),
        ("> - [x](file:///etc/passwd)", "a link to"),
    ],
)
def test_prose_refuses_what_is_not_shown(written: str, reason: str) -> None:
    rule, message = refused(g.Markdown, Text(written, HERE))
    assert rule == "markup-in-prose"
    assert reason in message


@pytest.mark.parametrize(
    ("interval", "day", "after"),
    [
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("12 months", date(2027, 12, 31), date(2028, 12, 31)),
        ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
        ("2 weeks", date(2026, 12, 25), date(2027, 1, 8)),
        ("90 days", date(2026, 11, 2), date(2027, 1, 31)),
    ],
)
def test_an_interval_counts_in_the_calendar(interval: str, day: date, after: date) -> None:
    assert taken(g.Every, interval).after(day) == after


intervals = st.builds(
    Interval, st.integers(1, 999), st.sampled_from(["day", "week", "month", "year"])
)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@law
@given(intervals, days, days)
def test_later_days_stay_later(interval: Interval, one: date, other: date) -> None:
    assert interval.after(one) > one
    assert interval.after(one, times=-1) < one
    assert (interval.after(min(one, other)) <= interval.after(max(one, other))) is True


@law
@given(intervals)
def test_an_interval_is_read_as_it_is_shown(interval: Interval) -> None:
    assert taken(g.Every, str(interval)) == interval


@law
@given(st.text(max_size=12))
def test_no_text_brings_a_grammar_down(written: str) -> None:
    for grammar in {str(each): each for each, _, _ in ACCEPTED}.values():
        try:
            taken(grammar, written)
        except ValidationError as error:
            assert error.errors()[0]["ctx"]["message"]


def test_a_reference_remembers_what_it_may_be_and_where_it_stands() -> None:
    found = taken(g.OwnerRef, "sales")
    assert (found, found.kinds, found.where) == ("sales", ("person", "function"), HERE)
