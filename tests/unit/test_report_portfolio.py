"""The portfolio report: movement, sums with their conversion, families, pictures."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.analysis import analyze
from generator.charts.bars import MOST_ROWS, ChartColumn, columns
from generator.charts.svg import NAMESPACE
from generator.editions import view
from generator.findings.classification import Edition
from generator.pages import Page, PageKind, inputs, reports
from generator.pages.kit.context import Context
from generator.pipeline import read_definitions
from generator.pipeline.assemble import Assembled
from tests.scenarios.scenario import AS_OF, copy_of, replace

Assemble = Callable[[Edition], Assembled]
PATH = "reports/portfolio.md"
ORGANISATION = "content/organisation.yaml"
HALLMERE, NORVANE, TESSALY = (
    f"accounts/{each}"
    for each in ("hallmere-food-retail", "norvane-industrial-group", "tessaly-packaging")
)


def report(made: Assembled) -> Page:
    return next(page for page in made.pages if page.path == PATH)


def plain_text(page: Page) -> str:
    """The page as it reads: links, anchors and days as their words."""
    text = re.sub(r"\]\([^)]*\)", "", page.markdown)
    return re.sub(r"<[^>]*>", "", text).replace("![", "").replace("[", "")


@pytest.fixture
def changed(tmp_path: Path, portfolio_root: Path) -> Callable[..., str]:
    """The words of the report in leadership after texts of the example files were replaced."""

    def change(*edits: tuple[str, str, str]) -> str:
        root = copy_of(portfolio_root, tmp_path / "repository")
        for file, find, new in edits:
            replace(root / file, find, new)
        catalog = view(read_definitions(root).definitions, Edition.LEADERSHIP)
        context = Context(catalog, analyze(catalog, AS_OF))
        kind = PageKind(inputs.reports, reports.pages, of_all=True)
        return plain_text(next(page for page in kind.of(context) if page.path == PATH))

    return change


def in_currency(account: str, currency: str) -> tuple[str, str, str]:
    return f"{account}/account.yaml", "currency: EUR", f"currency: {currency}"


# The examples as they are ----------------------------------------------------------------------


def test_leadership_reads_sums_and_what_hangs_on_how_few(assembled: Assemble) -> None:
    text = plain_text(report(assembled(Edition.LEADERSHIP)))
    assert "Revenue of the newest periods: EUR 25.2 m from 3 of 3 active accounts." in text
    assert "The largest account, Hallmere Food Retail, makes 71.4 % of the revenue." in text
    assert "2 of 3 accounts make 80 % or more of it." in text
    assert "All amounts are in EUR." in text
    assert "| White space | EUR 37.3 m | 3 | 0 |" in text


def test_no_amount_and_no_share_of_amounts_reaches_the_team(assembled: Assemble) -> None:
    page = report(assembled(Edition.TEAM))
    everything = page.markdown + "".join(each.alt + each.svg for each in page.pictures)
    for word in ("EUR", "evenue", "Sums", "80 %", "argin"):
        assert word not in everything
    assert [each.name for each in page.pictures] == ["movement-account-analysis-matrix.svg"]
    text = plain_text(page)
    for row in ("| Retail | 1 | Hallmere", "| APAC | 1 | Norvane", "| Standard | 1 | Tessaly"):
        assert row in text


def test_movement_says_cells_and_values_then_and_now(assembled: Assemble) -> None:
    text = plain_text(report(assembled(Edition.TEAM)))
    assert "From 2 Nov 2025 to 2 Nov 2026, 12 months. No account has changed its cell." in text
    assert (
        "| Streamline, 11 Sep 2025 | Streamline | 8 Sep 2026 | Same cell: "
        "Account business potential from 4.15 to 4.30 and Position as provider from 3.85 to 4.10. |"
    ) in text
    assert "| no plan yet | Status | 10 Jun 2026 | First plan on 18 Dec 2025." in text
    assert "- 18 Dec 2025: Tessaly Packaging rejected as a key account, by Vera Novak" in text


def test_the_first_sentence_says_what_is_new_since_the_reviews(
    changed: Callable[..., str],
) -> None:
    score = "offer-fit:\n          score: 4\n          evidence: Too many items and pack"
    raised = changed(
        (f"{HALLMERE}/ratings.yaml", score, score.replace("4", "9")),
        (
            f"{HALLMERE}/ratings.yaml",
            "service:\n          score: 5",
            "service:\n          score: 9",
        ),
    )
    assert "Every active account was last reviewed on 18 Jun 2026 or later." in raised
    assert "Since that day, 2 accounts were rated again. Moved: " in raised
    assert "Moved: Hallmere Food Retail from Streamline to Status." in raised


# Currencies and families -----------------------------------------------------------------------


def test_a_converted_amount_shows_its_rate_with_day_and_source(
    changed: Callable[..., str],
) -> None:
    text = changed(
        in_currency(TESSALY, "CHF"),
        (
            ORGANISATION,
            "    - from: CHF\n      rate: 1.05\n      on: 2026-06-30",
            "    - from: CHF\n      rate: 1.05\n      on: 2025-06-30",
        ),
    )
    assert "Revenue of the newest periods: EUR 25.24 m from 3 of 3" in text
    assert (
        "| 1 CHF = EUR 1.05 | 30 Jun 2025 | Fictional example rate "
        "| revenue, contribution, wallet and white space of Tessaly Packaging"
    ) in text
    assert "older than 12 months for Tessaly Packaging" in text
    assert "| EUR 945 k (CHF 900 k) |" in text


def test_an_amount_without_a_rate_is_left_out_of_the_sum_and_named(
    changed: Callable[..., str],
) -> None:
    text = changed(
        in_currency(TESSALY, "SEK"),
        in_currency(NORVANE, "USD"),
        (ORGANISATION, "rate: 0.90\n      on: 2026-06-30", "rate: 0.90\n      on: 2026-10-01"),
    )
    assert (
        "- Revenue, contribution, wallet and white space: Tessaly Packaging "
        "(there is no rate for SEK)"
    ) in text
    assert (
        "- Revenue and contribution: Norvane Industrial Group "
        "(the amount is of 30 Sep 2026, the oldest rate for USD of 1 Oct 2026)"
    ) in text
    assert "| Revenue | EUR 18 m | 1 | 2 |" in text
    assert "EUR 18 m from 1 of 3 active accounts" in text


def test_without_a_table_each_currency_has_its_own_sum(changed: Callable[..., str]) -> None:
    table = """currencies:
  portfolio: EUR
  conversions:
    - from: USD
      rate: 0.90
      on: 2026-06-30
      source: Fictional example rate
    - from: CHF
      rate: 1.05
      on: 2026-06-30
      source: Fictional example rate
"""
    text = changed(in_currency(TESSALY, "CHF"), (ORGANISATION, table, ""))
    assert "| Revenue | CHF 900 k + EUR 24.3 m | 3 | 0 |" in text
    assert "nothing is converted: each of CHF and EUR has a sum of its own." in text
    assert "How much depends on how few: CHF" in text


def test_families_show_own_figures_and_those_below_apart(changed: Callable[..., str]) -> None:
    below = (
        f"{TESSALY}/account.yaml",
        "currency: EUR",
        "currency: EUR\nparent: hallmere-food-retail",
    )
    text = changed(below)
    assert "| Hallmere Food Retail, with 1 account below | EUR 18.9 m | EUR 810 k |" in text
    assert "| Hallmere Food Retail, own | EUR 18 m | EUR 600 k |" in text
    assert "| Tessaly Packaging, part of Hallmere Food Retail | EUR 900 k | EUR 210 k |" in text
    assert "the largest is Hallmere Food Retail with 75.0 %, and 2 of 2 make 80 %" in text
    assert "could not be added" not in text


def test_a_family_says_what_could_not_be_added(changed: Callable[..., str]) -> None:
    text = changed(
        (
            f"{TESSALY}/account.yaml",
            "currency: EUR",
            "currency: SEK\nparent: hallmere-food-retail",
        )
    )
    assert "| Hallmere Food Retail, with 1 account below | EUR 18 m |" in text
    assert "- Hallmere Food Retail: revenue, contribution, wallet and white space of 1" in text


# The picture -----------------------------------------------------------------------------------


def drawn(*found: ChartColumn) -> ET.Element:
    picture = columns(found, ("Revenue", "Contribution"), "r.svg", "Who brings what", "More below.")
    assert "style=" not in picture.svg
    return ET.fromstring(picture.svg)  # noqa: S314 - ours


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{{{NAMESPACE}}}text")]


def boxes(picture: ET.Element, kind: str) -> list[tuple[float, float]]:
    """Left and right of each rectangle of a class, the legend's left out."""
    found = [each for each in picture.iter(f"{{{NAMESPACE}}}rect") if each.get("class") == kind]
    return [
        (float(each.attrib["x"]), float(each.attrib["x"]) + float(each.attrib["width"]))
        for each in found[1:]
    ]


def column(label: str, whole: int, part: int) -> ChartColumn:
    return ChartColumn(label, Decimal(whole), Decimal(part), f"EUR {whole}, of it EUR {part}")


def test_bars_are_as_long_as_the_amounts() -> None:
    picture = drawn(column("A", 200, 50), column("B", 100, 0))
    (left, far), (_, near) = boxes(picture, "pb-line")
    assert far - left == pytest.approx(2 * (near - left))
    (_, part), (_, none) = boxes(picture, "pb-arrow")
    assert part - left == pytest.approx((far - left) / 4)
    assert none == left


def test_a_loss_lies_on_the_other_side_of_nothing() -> None:
    picture = drawn(column("A", 100, -100))
    ((left, right),) = boxes(picture, "pb-line")
    ((below, nothing),) = boxes(picture, "pb-arrow")
    assert below < nothing == left < right
    assert nothing - below == pytest.approx(right - left)


def test_nothing_at_all_is_drawn_without_trouble() -> None:
    assert "EUR 0, of it EUR 0" in texts(drawn(column("A", 0, 0)))


def test_names_are_text_and_never_markup_and_are_cut_where_they_would_meet_figures() -> None:
    picture = drawn(column("<b>&" + "long name " * 9, 5, 1))
    label, words = texts(picture)[2:]
    assert label.startswith("<b>&long")
    assert label.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert words == "EUR 5, of it EUR 1"


def test_many_accounts_give_way_to_the_table() -> None:
    picture = drawn(*(column(f"A{number}", 1, 1) for number in range(MOST_ROWS + 5)))
    shown = texts(picture)
    assert f"A{MOST_ROWS - 1}" in shown
    assert f"A{MOST_ROWS}" not in shown
    assert shown[-1] == "More below."
