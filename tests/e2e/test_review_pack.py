"""The pack for a review: slides on the screen, a landscape page each on paper and as PDF."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.site.browser import find_browser, number_of_pages, print_page
from tests.conftest import AS_OF, FIXTURE
from tests.e2e.axe import in_both_palettes, violations
from tests.e2e.conftest import Reader
from tests.e2e.test_account_pages import accounts

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
PAGE = "accounts/norvane-industrial-group/review/"
A4_LANDSCAPE = re.compile(rb"/MediaBox\s*\[0 0 84[12](?:\.\d+)? 59[45](?:\.\d+)?\]")


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def printed(visit: Reader, path: str) -> tuple[int, int, int]:
    """How many pages a pack has on paper, how many of them landscape, and how many slides."""
    pdf = visit.open(path).pdf(prefer_css_page_size=True)
    slides = visit.page.locator(".pb-part").count()
    return number_of_pages(pdf), len(A4_LANDSCAPE.findall(pdf)), slides


@pytest.mark.slow
def test_each_slide_is_a_landscape_page(reader: MakeReader, site: Path) -> None:
    visit = reader()
    for name in accounts(site):
        pages, landscape, slides = printed(visit, f"accounts/{name}/review/")
        assert pages == landscape == slides, name
    assert 6 <= printed(visit, PAGE)[2] <= 12
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
@pytest.mark.usefixtures("browser")
def test_as_pdf_the_same_pages_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        shutil.copytree(site / PAGE, tmp_path / name / PAGE)
        (tmp_path / name / "assets").symlink_to(site / "assets")
    one, two = (
        print_page(tmp_path / name / PAGE / "index.html", find_browser(os.environ), AS_OF)
        for name in ("one", "two")
    )
    assert one == two
    assert number_of_pages(one) == len(A4_LANDSCAPE.findall(one)) >= 6
    assert b"file:" not in one


@pytest.mark.slow
@pytest.mark.usefixtures("browser")
def test_the_command_writes_the_pack_of_an_account(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--root", str(FIXTURE), "--as-of", AS_OF.isoformat())
    output = tmp_path / "pack.pdf"
    assert run(["export", "pdf", "aldane-group", *where, "--output", str(output)]) == 0
    assert capsys.readouterr().out.endswith(f" pages in {output}\n")
    assert 6 <= number_of_pages(output.read_bytes()) <= 12


@pytest.mark.slow
@pytest.mark.parametrize(("path", "scheme"), in_both_palettes((PAGE,)))
def test_axe_finds_nothing(reader: MakeReader, path: str, scheme: str) -> None:
    visit = reader(color_scheme=scheme)
    assert violations(visit.open(path)) == []
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_slides_stand_in_two_columns_and_on_a_phone_in_one(reader: MakeReader) -> None:
    for width, columns in ((1440, 2), (375, 1)):
        slides = reader(width=width).open(PAGE).locator(".pb-part")
        boxes = [slides.nth(number).bounding_box() for number in range(slides.count())]
        assert len({box["x"] for box in boxes if box}) == columns
        assert all(box and box["x"] + box["width"] <= width for box in boxes)
