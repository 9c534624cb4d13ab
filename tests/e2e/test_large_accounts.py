"""Pages of accounts at the edges: as large as they come, bare, and with far too much in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.site.publish import build_site
from tests.conftest import AS_OF
from tests.e2e import crowded
from tests.e2e.conftest import Reader
from tests.e2e.test_account_pages import FIRST_SCREEN, SCREENS
from tests.e2e.test_review_pack import printed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MakeReader = Callable[..., Reader]
LATER = "2026-11-30T12:00:00"
"""Four weeks after the day of the pages: marks of what has become overdue since take room."""


@dataclass(frozen=True)
class Large:
    """The accounts to look at, and the site that has them."""

    names: list[str]
    site: Path


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    folder = tmp_path_factory.mktemp("large")
    names = crowded.write(folder / "repository")
    build_site(folder / "repository", folder / "site", Edition.TEAM, AS_OF)
    return Large(names, folder / "site")


@pytest.fixture(scope="module")
def site(large: Large) -> Path:
    return large.site


def later(visit: Reader) -> Reader:
    visit.page.clock.set_fixed_time(LATER)
    return visit


def pages_of(large: Large, name: str) -> list[str]:
    found = (large.site / "accounts" / name).rglob("index.html")
    return sorted(each.parent.relative_to(large.site).as_posix() for each in found)


def test_each_slide_of_a_pack_is_a_page(reader: MakeReader, large: Large) -> None:
    visit = reader()
    for name in large.names:
        pages, landscape, slides = printed(visit, f"accounts/{name}/review/")
        assert pages == landscape == slides, name


def test_what_matters_this_week_is_on_the_first_screen(reader: MakeReader, large: Large) -> None:
    visit = later(reader(width=1440, height=900))
    for name in large.names:
        page = visit.open(f"accounts/{name}/")
        ends = {}
        for part in FIRST_SCREEN:
            box = page.locator(f".pb-part--{part}").bounding_box()
            assert box, (name, part)
            ends[part] = box["y"] + box["height"]
        assert max(ends.values()) <= 900, (name, ends)
        assert visit.problems.none(), visit.problems


def test_a_printed_playbook_is_two_sheets(reader: MakeReader, large: Large) -> None:
    visit = later(reader(width=1440, height=900))
    for name in large.names:
        pdf = visit.open(f"accounts/{name}/").pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2, name


def test_no_page_is_longer_than_six_screens(reader: MakeReader, large: Large) -> None:
    visit = later(reader(width=1440, height=900))
    too_long = {}
    for name in large.names:
        for path in pages_of(large, name):
            height = visit.open(f"{path}/").evaluate("document.documentElement.scrollHeight")
            if height > SCREENS * 900:
                too_long[path] = height / 900
    assert not too_long


@pytest.mark.parametrize("width", [375, 1440])
def test_every_page_fits_its_window(reader: MakeReader, large: Large, width: int) -> None:
    visit = later(reader(width=width))
    for name in large.names:
        for path in pages_of(large, name):
            wide = visit.open(f"{path}/").evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, wide)
            assert visit.problems.none(), (path, visit.problems)


def test_what_is_folded_is_found_by_its_address(reader: MakeReader) -> None:
    last = f"objective-{crowded.OBJECTIVES - 1}"
    visit = reader(width=1440, height=900)
    playbook = visit.open(f"accounts/{crowded.CROWDED}/")
    more = playbook.locator(".pb-part--what-we-want").get_by_role("link", name="36 more")
    assert more.count() == 1
    more.click()
    playbook.wait_for_url("**/strategy/plan/")
    page = visit.open(f"accounts/{crowded.CROWDED}/strategy/plan/#objective-{last}")
    heading = page.locator(f"h3:has(#objective-{last})")
    heading.wait_for(state="visible")
    page.wait_for_function(
        "id => { const at = document.getElementById(id).getBoundingClientRect().top;"
        " return at >= 0 && at < 900; }",
        arg=f"objective-{last}",
    )


def test_a_bare_account_says_on_each_page_what_is_missing(reader: MakeReader, large: Large) -> None:
    visit = reader()
    for name in (crowded.BARE, crowded.FULL):
        for path in pages_of(large, name):
            text = visit.open(f"{path}/").locator("article").inner_text()
            assert re.search(r"\b(?:No|Not|Nobody|Nothing|not)\b", text), path
