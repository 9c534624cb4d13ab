"""What a reader does: look, search, move about, print."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]

PAGES = [
    "",
    "accounts/",
    "accounts/norvane/",
    "accounts/norvane/strategy/",
    "accounts/norvane/checklist/",
    "accounts/hostile/",
    "roles/kam/",
    "guides/read-a-playbook/",
    "404.html",
]


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (375, "dark")])
def test_pages_load_from_here_alone_and_fit(reader: MakeReader, width: int, scheme: str) -> None:
    visit = reader(width=width, color_scheme=scheme)
    for path in PAGES:
        page = visit.open(path)
        page.wait_for_load_state("networkidle")
        assert visit.problems.none(), f"{path}: {visit.problems}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.title().endswith("Account Playbook")


@pytest.mark.slow
def test_on_a_phone_the_drawer_opens_and_closes_from_the_keyboard(reader: MakeReader) -> None:
    visit = reader(width=375, height=800)
    page = visit.open("accounts/norvane/strategy/")
    link = page.get_by_role("link", name="Glossary")
    expect(link).to_be_hidden()
    opener = page.get_by_role("button", name="Navigation")
    for key in ("Enter", " "):
        opener.focus()
        page.keyboard.press(key)
        expect(link).to_be_visible()
        expect(page.get_by_role("link", name="Home", exact=True)).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(opener).to_be_focused()
    opener.click()
    link.click()
    page.wait_for_url("**/glossary/")


@pytest.mark.slow
def test_on_a_phone_a_wide_table_scrolls_by_itself_and_keeps_its_first_column(
    reader: MakeReader,
) -> None:
    page = reader(width=375).open("accounts/")
    region = page.get_by_role("region", name="Table: Accounts")
    region.focus()
    before = _left(page, "tbody tr:first-child td:first-child")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        if _left(page, "tbody tr:first-child td:nth-child(3)") < 150:
            break
    assert abs(_left(page, "tbody tr:first-child td:first-child") - before) < 2
    assert _left(page, "tbody tr:first-child td:nth-child(3)") < 150


@pytest.mark.slow
def test_on_a_phone_a_table_of_sentences_reads_as_paragraphs(reader: MakeReader) -> None:
    page = reader(width=375).open("accounts/norvane/strategy/")
    scrolls = "document.querySelector('.table-scroll').scrollWidth > 375"
    assert not page.evaluate(scrolls)
    cell = page.locator("td", has_text="Two plants under construction")
    before = "cell => getComputedStyle(cell, '::before').content"
    assert page.evaluate(before, cell.element_handle()) == '"Evidence: "'
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.evaluate(before, cell.element_handle()) == "none"


def _left(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"]


@pytest.mark.slow
def test_colours_follow_the_system_until_the_reader_chooses(reader: MakeReader) -> None:
    page = reader(color_scheme="dark").open("roles/kam/")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Switch to light colours").click()
    page.emulate_media(color_scheme="dark")
    page.get_by_title("Switch to dark colours").click()
    page.emulate_media(color_scheme="light")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_dark_is_dark_from_the_first_paint(reader: MakeReader) -> None:
    visit = reader(color_scheme="dark")
    visit.page.route("**/bundle.*.js", lambda route: route.abort())
    visit.page.goto(visit.address + "roles/kam/")
    expect(visit.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.slow
def test_without_javascript_the_page_is_all_there(reader: MakeReader) -> None:
    page = reader(java_script_enabled=False).open("accounts/norvane/")
    expect(page.get_by_role("heading", name="Objectives")).to_be_visible()
    expect(page.get_by_role("link", name="Strategy", exact=True)).to_be_visible()
    expect(page.locator(".chip--warn").first).to_be_visible()


def test_on_paper_there_is_text_black_on_white(reader: MakeReader) -> None:
    page = reader(color_scheme="dark").open("accounts/norvane/")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-sidebar--primary", ".md-path", ".pb-file"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".meta")).to_be_visible()
    expect(page.get_by_text("team edition, as of")).to_be_visible()
    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('article p')).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_former_address_takes_the_reader_and_the_anchor_along(reader: MakeReader) -> None:
    visit = reader()
    visit.page.goto(visit.address + "accounts/norvane-old/#objectives")
    visit.page.wait_for_url("**/accounts/norvane/#objectives")


@pytest.mark.slow
def test_the_site_opens_from_a_folder_without_a_server(reader: MakeReader, site: Path) -> None:
    visit = reader()
    visit.page.goto((site / "accounts/norvane/index.html").as_uri())
    visit.page.wait_for_load_state("networkidle")
    assert all(url.startswith("file:") for url in visit.problems.foreign)
    family = "getComputedStyle(document.querySelector('.chip')).borderTopStyle"
    assert visit.page.evaluate(family) == "solid"
