"""Money of one account: figures from periods and white space, and the page about them."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.analysis import AccountInsight
from generator.analysis.money import changes, percent_of
from generator.checks import check_definitions
from generator.findings.classification import Classification, Edition
from generator.pages.kit.links import MARKET, MONEY, STRATEGY_PAGES
from generator.pages.kit.page import Page
from generator.pipeline.assemble import Assembled, assemble
from generator.reading.load import load
from generator.reading.tree import read_tree
from tests.conftest import AS_OF
from tests.scenarios.scenario import BASE, HERE, Scenario, copy_of, replace

Assemble = Callable[[Edition], Assembled]
ECONOMICS, STRATEGY = "accounts/acme-pumps/economics.yaml", "accounts/acme-pumps/strategy.yaml"
METRIC = "{unit: leaks, baseline: 9, target: 3, actual: 6, on: 2026-10-01}"
OLDER = """periods:
    - {id: fy2024, starts: 2023-10-01, ends: 2024-09-30, revenue: 800 k, goods: 500 k,
       terms: 100 k, cost_to_serve: 120 k, by_driver: [{driver: trips, cost: 70 k}]}
    - {id: fy2025, starts: 2024-10-01, ends: 2025-09-30, revenue: 900 k, goods: 500 k,
       terms: 100 k, cost_to_serve: 110 k, contribution_target: 200 k,
       by_driver: [{driver: trips, cost: 60 k}, {driver: returns, cost: 10 k}]}
"""
DRIVERS = "\n  drivers: [{id: trips, what: Trips}, {id: returns, what: Returns RAISED}]"


def with_money(
    folder: Path, edits: Mapping[str, str], edition: Edition = Edition.LEADERSHIP
) -> Assembled:
    root = copy_of(BASE, folder)
    for find, new in edits.items():
        replace(root / ECONOMICS, find, new)
    return assemble(root, edition, AS_OF)


def acme(made: Assembled) -> AccountInsight:
    return made.insight.accounts["acme-pumps"]


def page_of(made: Assembled, leaf: str) -> Page:
    """Of Acme's pages the one below its strategy."""
    return next(page for page in made.pages if page.path == f"accounts/acme-pumps/{leaf}")


def strategy_texts(made: Assembled) -> str:
    """The text of all pages of Acme's strategy."""
    start = "accounts/acme-pumps/strategy"
    return "".join(page.markdown for page in made.pages if page.path.startswith(start))


def three_years(raised: str = "") -> dict[str, str]:
    floor = "margin_floor: 20 %"
    drivers = DRIVERS.replace(" RAISED", f", class: {raised}" if raised else "")
    return {"periods:\n": OLDER, floor: floor + drivers}


def plain(text: str) -> str:
    """A text with hyphens for its minus signs, as they are typed."""
    return text.replace("\N{MINUS SIGN}", "-")


def picture(page: Page, name: str) -> str:
    (found,) = [each.svg for each in page.pictures if each.name == name]
    return found


def words_of(svg: str) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own code
    return " ".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))


# Contribution ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("account", "shares"),
    [
        ("hallmere-food-retail", ["2.2", "3.3"]),
        ("norvane-industrial-group", ["21.3", "22.2"]),
        ("tessaly-packaging", ["22.0", "23.3"]),
    ],
)
def test_contribution_of_the_examples(assembled: Assemble, account: str, shares: list[str]) -> None:
    found = assembled(Edition.LEADERSHIP).insight.accounts[account].contributions
    assert [str(each.share) for each in found] == shares


@pytest.mark.parametrize(
    ("part", "share"), [("0.25", "0.2"), ("0.35", "0.4"), ("-0.25", "-0.2"), ("0.251", "0.3")]
)
def test_a_half_is_rounded_to_the_even_tenth(part: str, share: str) -> None:
    assert percent_of(Decimal(part), Decimal(100)) == Decimal(share)


def test_hallmere_by_driver_and_against_its_target(assembled: Assemble) -> None:
    found = assembled(Edition.LEADERSHIP).insight.accounts["hallmere-food-retail"].contributions
    newest = found[-1]
    assert sum(newest.by_driver.values()) + newest.not_assigned == newest.period.cost_to_serve
    assert newest.not_assigned == 550_000
    target = newest.contribution_target
    assert target is not None
    assert (target.gap, target.reached) == (Decimal(-50_000), Decimal("92.3"))
    (change,) = changes(found)
    assert (change.amount, change.points) == (Decimal(190_000), Decimal("1.1"))
    assert list(change.by_driver.values()) == [-110_000, -110_000, 50_000]


def test_the_way_is_measured_from_the_period_named(tmp_path: Path) -> None:
    shares = {}
    for named in ("", "baseline_period: fy2025, "):
        root = copy_of(BASE, tmp_path / (named[-8:-2] or "oldest"))
        for find, new in three_years().items():
            replace(root / ECONOMICS, find, new)
        metric = f'{{unit: "% of revenue", measure: contribution-share, {named}target: 40}}'
        replace(root / STRATEGY, METRIC, metric)
        (progress,) = acme(assemble(root, Edition.LEADERSHIP, AS_OF)).progress
        shares[named] = (progress.baseline, progress.actual, progress.share)
    first, second = shares.values()
    assert first == (Decimal("10.0"), Decimal("30.0"), Decimal(67))
    assert second == (Decimal("21.1"), Decimal("30.0"), Decimal(47))


def test_the_page_says_what_changed_and_what_was_aimed_at(tmp_path: Path) -> None:
    made = with_money(tmp_path, three_years())
    text = plain(page_of(made, MONEY).markdown)
    assert "| of which: Trips | -EUR 70 k | -EUR 60 k | not split out |" in text
    assert "| of which: Returns | not split out | -EUR 10 k | not split out |" in text
    assert "| of which: not assigned | -EUR 50 k | -EUR 40 k | -EUR 100 k |" in text
    assert re.search(
        r"\| Contribution \| EUR 200 k \| EUR 190 k \| 95\.0 % \| EUR 10 k below \|", text
    )
    assert (
        "Contribution rose by EUR 110 k, to 21.1 % of revenue, up from 10 % (11.1 points)" in text
    )
    assert "By driver: Trips fell by EUR 10 k." in text
    assert "differ in length" not in strategy_texts(made)


def test_periods_of_different_length_are_not_compared_by_amount(tmp_path: Path) -> None:
    made = with_money(tmp_path, {**three_years(), "ends: 2026-09-30": "ends: 2025-12-31"})
    assert page_of(made, MONEY).markdown.count("The two periods differ in length") == 1
    assert strategy_texts(made).count("The two periods differ in length") == 1


def test_a_driver_nobody_may_see_is_part_of_the_rest(tmp_path: Path) -> None:
    made = with_money(tmp_path, three_years("restricted"))
    assert "Returns" not in strategy_texts(made)
    text = plain(page_of(made, MONEY).markdown)
    assert "| of which: not assigned | -EUR 50 k | -EUR 50 k | -EUR 100 k |" in text


def test_a_loss_is_drawn_and_described(tmp_path: Path) -> None:
    page = page_of(with_money(tmp_path, {"goods: 500 k": "goods: 950 k"}), MONEY)
    assert "| in percent of revenue | -15 % |" in plain(page.markdown)
    svg = picture(page, "contribution.svg")
    words = plain(words_of(svg))
    assert "-EUR 150 k" in words
    assert "-EUR 950 k" in words
    # the frame of the loss ends where the zero line stands
    frame = re.search(r'class="pb-strong" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    zero = re.search(r'<line class="pb-strong" x1="([\d.]+)"', svg)
    assert frame is not None
    assert zero is not None
    assert float(frame[1]) + float(frame[2]) == pytest.approx(float(zero[1]), abs=0.02)


# White space -----------------------------------------------------------------------------------

UNITS = "tier: key\nunits: [{id: east, name: East works}, {id: west, name: West works}]"


def with_space(folder: Path, rows: str, edition: Edition = Edition.LEADERSHIP) -> Assembled:
    root = copy_of(BASE, folder)
    replace(root / "accounts/acme-pumps/account.yaml", "tier: key", UNITS)
    replace(
        root / "content/organisation.yaml",
        "offer:\n",
        "offer:\n  - {id: pumps, name: Pumps}\n",
    )
    replace(root / ECONOMICS, "margin_floor: 20 %", f"margin_floor: 20 %\nwhite_space:\n{rows}")
    return assemble(root, edition, AS_OF)


ROWS = """
  - {product: seals, unit: east, potential: 90 k, current: 30 k, note: Old stock}
  - {product: seals, unit: west, potential: 60 k}
  - {product: pumps, unit: west, current: 5 k, note: They make their own}
"""


def test_white_space_rolled_up(tmp_path: Path) -> None:
    page = page_of(with_space(tmp_path, ROWS), MARKET)
    text = page.markdown
    assert "Open in total: EUR 120 k a year. They buy 20.0 % of what they could buy" in text
    assert "The widest gaps, EUR 60 k each: Seals (East works) and Seals (West works)." in text
    assert "The potential of 1 field is not known; sums leave that out." in text
    assert "| Seals | EUR 150 k | EUR 30 k | EUR 120 k | 20.0 % |" in text
    assert "| Pumps | not known | not known | not known |  |" in text
    assert "| West works | EUR 60 k | EUR 0 | EUR 60 k | 0.0 % |" in text
    assert "| **All** | **EUR 150 k** | **EUR 30 k** | **EUR 120 k** | **20.0 %** |" in text
    assert "| Pumps | West works | not known | EUR 5 k |  | They make their own |" in text
    words = words_of(picture(page, "white-space.svg"))
    assert "Open a year, in EUR k" in words
    assert " 60 60 " in words
    assert "?" in words
    assert "– nothing recorded." in words


def test_the_team_sees_notes_and_no_picture_of_amounts(tmp_path: Path) -> None:
    made = with_space(tmp_path, ROWS, Edition.TEAM)
    assert (
        "| Seals | Old stock | not asked yet, or not written down |"
        in page_of(made, MARKET).markdown
    )
    for leaf in ("strategy.md", *STRATEGY_PAGES):
        pictures = {each.name for each in page_of(made, leaf).pictures}
        assert not {"white-space.svg", "contribution.svg"} & pictures
    assert "Reached" not in strategy_texts(made)


@pytest.mark.parametrize(("count", "drawn"), [(12, True), (13, False)])
def test_a_map_too_large_to_read_is_a_table_alone(tmp_path: Path, count: int, drawn: bool) -> None:
    root = copy_of(BASE, tmp_path)
    units = ", ".join(f"{{id: unit-{n}, name: Unit number {n}}}" for n in range(count))
    replace(root / "accounts/acme-pumps/account.yaml", "tier: key", f"tier: key\nunits: [{units}]")
    rows = "\n".join(
        f"  - {{product: seals, unit: unit-{n}, potential: {n + 1} m, current: 1 m}}"
        for n in range(count)
    )
    replace(root / ECONOMICS, "margin_floor: 20 %", f"margin_floor: 20 %\nwhite_space:\n{rows}")
    page = page_of(assemble(root, Edition.LEADERSHIP, AS_OF), MARKET)
    assert ("white-space.svg" in {each.name for each in page.pictures}) is drawn
    assert ("](white-space.svg)" in page.markdown) is drawn
    assert page.markdown.count("| Seals | Unit number ") == count


# Secrecy ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "01-driver-nobody-knows",
        "02-parts-above-the-cost-to-serve",
        "04-periods-overlap",
        "06-buys-more-than-it-could",
        "20-baseline-of-a-period-nobody-knows",
    ],
)
def test_an_error_about_amounts_is_withheld_like_the_amounts(tmp_path: Path, name: str) -> None:
    root = Scenario(HERE / "money" / name).lay_out(tmp_path / "repository")
    definitions, problems = load(read_tree(root)[0])
    assert not problems
    found = list(check_definitions(definitions))
    assert found
    assert {each.secrecy for each in found} == {Classification.CONFIDENTIAL}
