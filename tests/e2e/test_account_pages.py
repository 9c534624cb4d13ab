"""An account in one look: first screen, print, length of its pages, and how old they are."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.cli.app import run
from tests.conftest import ROOT
from tests.e2e.axe import in_both_palettes, violations
from tests.e2e.conftest import PageProblems, Reader, served
from tests.examples import examples

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]

FIRST_SCREEN = (
    "this-week",
    "where-we-stand",
    "what-we-want",
    "what-needs-attention",
)
SCREENS = 6
OVERLAPPING = """() => [...document.querySelectorAll(".pb-part > h2")].filter(heading => {
    const words = document.createRange();
    words.selectNodeContents(heading);
    const one = words.getBoundingClientRect();
    const other = heading.nextElementSibling.getBoundingClientRect();
    return one.bottom > other.top + 2 && one.right > other.left && other.right > one.left;
}).map(heading => heading.textContent)"""
"""The headings whose words what follows lies on."""


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def accounts(site: Path) -> list[str]:
    return sorted(each.parent.name for each in (site / "accounts").glob("*/index.html"))


def on_the_first_screen(visit: Reader, names: list[str]) -> None:
    assert len(names) >= 4
    for name in names[:: examples(2, 1)]:
        page = visit.open(f"accounts/{name}/")
        boxes = [page.locator("h1").bounding_box()]
        boxes += [page.locator(f".pb-part--{part}").bounding_box() for part in FIRST_SCREEN]
        assert all(box and box["y"] + box["height"] <= 900 for box in boxes), (name, boxes)
        assert not page.evaluate(OVERLAPPING), name
        assert visit.problems.none(), visit.problems


def test_what_matters_this_week_is_on_the_first_screen(reader: MakeReader, site: Path) -> None:
    on_the_first_screen(reader(width=1440, height=900), accounts(site))


@pytest.mark.slow
def test_leadership_has_it_there_as_well(browser: Browser, real_root: Path, tmp_path: Path) -> None:
    options = [
        "--edition",
        "leadership",
        "--as-of",
        "examples",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    assert run(["build", "--root", str(real_root), *options]) == 0
    with (
        served(tmp_path / "site") as address,
        browser.new_page(viewport={"width": 1440, "height": 900}) as page,
    ):
        on_the_first_screen(Reader(page, address, PageProblems()), accounts(tmp_path / "site"))


@pytest.mark.slow
def test_a_phone_shows_one_part_below_the_other(reader: MakeReader, site: Path) -> None:
    page = reader(width=375).open(f"accounts/{accounts(site)[0]}/")
    tops = [page.locator(f".pb-part--{part}").bounding_box() for part in FIRST_SCREEN]
    places = [box["y"] for box in tops if box]
    assert places == sorted(places)
    assert all(box and box["x"] < 40 for box in tops)


@pytest.mark.slow
def test_a_printed_playbook_is_two_sheets(reader: MakeReader, site: Path) -> None:
    visit = reader(width=1440, height=900)
    for name in accounts(site)[:: examples(2, 1)]:
        page = visit.open(f"accounts/{name}/")
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
        assert sheets <= 2, (name, sheets)


WHO_HOLDS_WHAT = (
    "accounts/hallmere-food-retail/cover/",
    "accounts/norvane-industrial-group/cover/",
    "people/k-adeyemi/",
    "people/",
)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "scheme"), in_both_palettes(WHO_HOLDS_WHAT))
def test_axe_finds_nothing_in_who_holds_what(reader: MakeReader, path: str, scheme: str) -> None:
    visit = reader(color_scheme=scheme)
    assert violations(visit.open(path)) == []
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
@pytest.mark.parametrize("path", WHO_HOLDS_WHAT)
def test_who_holds_what_fits_a_phone(reader: MakeReader, path: str) -> None:
    page = reader(width=375).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.slow
def test_a_printed_brief_for_a_stand_in_is_one_sheet(reader: MakeReader, site: Path) -> None:
    visit = reader(width=1440, height=900)
    away = 0
    for name in accounts(site):
        page = visit.open(f"accounts/{name}/cover/")
        away += page.get_by_text("What falls in these").count()
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, name
    assert away >= 2


@pytest.mark.slow
def test_no_page_of_an_account_is_longer_than_six_screens(reader: MakeReader, site: Path) -> None:
    visit = reader(width=1440, height=900)
    pages = sorted((site / "accounts").glob("*/**/index.html"))
    assert len(pages) > 30
    for file in pages:
        path = file.parent.relative_to(site).as_posix()
        height = visit.open(f"{path}/").evaluate("document.documentElement.scrollHeight")
        assert height <= SCREENS * 900, (path, height)


def test_each_line_of_this_week_leads_to_its_file(reader: MakeReader, site: Path) -> None:
    visit = reader(width=1440, height=900)
    start = "https://git.example/our-team/account-playbook/edit/main/"
    for name in accounts(site)[:: examples(4, 1)]:
        week = visit.open(f"accounts/{name}/").locator(".pb-part--this-week")
        lines = week.locator("li, p:has-text('First call:')")
        links = week.get_by_role("link", name="edit", exact=True)
        assert lines.count() == links.count() > 0, name
        for link in links.all():
            address = link.get_attribute("href") or ""
            assert link.is_visible()
            assert (ROOT / address.removeprefix(start)).is_file(), address
        visit.page.emulate_media(media="print")
        assert not any(link.is_visible() for link in links.all())
        visit.page.emulate_media(media="screen")


@pytest.mark.slow
def test_a_new_promise_is_copied_from_the_page(reader: MakeReader, site: Path) -> None:
    visit = reader(width=1440, height=900)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for name in accounts(site):
        page = visit.open(f"accounts/{name}/")
        page.get_by_text("After a meeting, add").get_by_role("link", name="a promise").click()
        page.wait_for_url("**/strategy/plan/#add-promise")
        offer = page.locator("details", has=page.locator("#add-promise"))
        offer.locator("pre").wait_for(state="visible")
        address = offer.get_by_role("link", name="Open the file").get_attribute("href") or ""
        assert f"/edit/main/accounts/{name}/" in address
        offer.get_by_role("button").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "  - id: new-promise\n    by: us\n    what: What was promised\n" in copied
        assert copied.endswith("\n")
        assert not copied.endswith("\n\n")
        visit.page.emulate_media(media="print")
        assert not offer.is_visible()
        visit.page.emulate_media(media="screen")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_the_guide_to_recording_a_meeting_is_found_and_leads_on(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open("guides/")
    page.locator("article").get_by_role("link", name="Recording a meeting").click()
    page.wait_for_url("**/guides/recording-a-meeting/")
    within = page.locator("article")
    assert within.locator("h1").inner_text().startswith("Recording a meeting in two minutes")
    assert within.locator("ol pre").count() == 3
    within.get_by_role("link", name="proposal", exact=True).click()
    page.wait_for_url("**/guides/proposing-a-change/")
    page.locator("article").get_by_role("link", name="a new contact").click()
    page.wait_for_url("**/guides/recording-a-meeting/")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_a_page_says_how_old_it_is(reader: MakeReader) -> None:
    path = "accounts/norvane-industrial-group/"
    for width, place in ((1440, "header"), (375, ".md-content")):
        visit = reader(width=width)
        for day, says in (("2026-11-09", None), ("2026-11-10", "8 days ago")):
            visit.page.clock.set_fixed_time(f"{day}T12:00:00")
            seen = visit.open(path).locator(".pb-age:visible")
            assert seen.count() == (1 if says else 0)
            if says:
                assert seen.inner_text() == f"as of 2 Nov 2026, {says}"
                assert visit.page.locator(f"{place} .pb-age:visible").count() == 1
        assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_what_has_become_overdue_since_is_marked(reader: MakeReader) -> None:
    path = "accounts/norvane-industrial-group/"
    marked = []
    visit = reader()
    for day in ("2026-11-02", "2026-11-21", "2027-12-31"):
        visit.page.clock.set_fixed_time(f"{day}T12:00:00")
        since = visit.open(path).locator(".pb-since")
        assert set(since.all_inner_texts()) <= {"overdue by now"}
        marked.append(since.count())
    assert marked[0] == 0
    assert 0 < marked[1] < marked[2]


@pytest.mark.slow
def test_lines_to_copy_count_from_today(reader: MakeReader) -> None:
    """The days of a page made long ago would be recorded as those of the meeting."""
    path = "accounts/norvane-industrial-group/strategy/plan/"
    visit = reader()
    for day, said, made, due in (
        ("2026-11-02", "2 Nov 2026", "2026-11-02", "2026-11-16"),
        ("2027-02-25", "25 Feb 2027", "2027-02-25", "2027-03-11"),
    ):
        visit.page.clock.set_fixed_time(f"{day}T12:00:00")
        lines = visit.open(path).locator(".pb-add", has_text="new-promise")
        text = lines.locator("code", has_text="made:").text_content() or ""
        assert f"    made: {made}\n    due: {due}\n" in text
        assert lines.locator("p time").text_content() == said
    page = reader(java_script_enabled=False).open(path)
    assert "counted from 2 Nov 2026" in (page.locator(".pb-add").first.text_content() or "")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_without_scripts_the_day_of_the_pages_stands_in_the_footer(
    reader: MakeReader,
) -> None:
    page = reader(java_script_enabled=False).open("accounts/norvane-industrial-group/")
    assert "as of 2 Nov 2026" in page.locator(".pb-footer").inner_text()
