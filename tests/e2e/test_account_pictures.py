"""Pictures of an account: beside their tables, on a phone without them, and for everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.axe import in_both_palettes, violations
from tests.e2e.conftest import Reader

# Browsers take half of the time of every run as it is.
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MakeReader = Callable[..., Reader]
ACCOUNT = "accounts/norvane-industrial-group"
PAGES = (f"{ACCOUNT}/contacts/", f"{ACCOUNT}/year/", f"{ACCOUNT}/strategy/plan/")
ADDING = f"{PAGES[2]}#add-promise"
"""The same page with lines to copy unfolded."""

PICTURES = {PAGES[0]: 3, PAGES[1]: 2, PAGES[2]: 1}


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


@pytest.mark.parametrize(("path", "scheme"), in_both_palettes((*PAGES, ADDING)))
def test_axe_finds_nothing(reader: MakeReader, path: str, scheme: str) -> None:
    visit = reader(color_scheme=scheme)
    assert violations(visit.open(path)) == []
    assert visit.problems.none(), visit.problems


def test_each_picture_has_words_and_stands_beside_its_table(reader: MakeReader) -> None:
    visit = reader(width=1440, height=900)
    for path, count in PICTURES.items():
        page = visit.open(path)
        pictures = page.locator(".chart svg")
        assert pictures.count() == count
        for number in range(count):
            picture = pictures.nth(number)
            assert picture.is_visible()
            assert picture.locator("> title").text_content()
            assert picture.locator("> desc").text_content()
    page = visit.open(PAGES[0])
    for part in ("their-organisation", "power-and-interest", "who-knows-whom"):
        left = page.locator(f".pb-part--{part} .chart").bounding_box()
        right = page.locator(f".pb-part--{part} table").bounding_box()
        assert left
        assert right
        assert left["x"] + left["width"] <= right["x"]
        assert abs(left["y"] - right["y"]) < 60


def test_on_a_phone_the_tables_stand_alone(reader: MakeReader) -> None:
    visit = reader(width=375)
    for path in PAGES:
        page = visit.open(path)
        assert page.locator(".chart:visible").count() == 0
        assert page.locator("table:visible").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_a_post_in_a_picture_leads_to_what_is_known_of_it(reader: MakeReader) -> None:
    visit = reader(width=1440, height=900)
    page = visit.open(PAGES[0])
    page.locator(".pb-part--who-knows-whom .chart a").first.click()
    page.wait_for_url("**/team/#stakeholder-*")
    assert page.locator("h1").inner_text().startswith("Team")
    assert visit.problems.none(), visit.problems
