"""The home page of somebody who has said who they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
NAME, ID = "Ana Ruiz", "ana-ruiz"


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def choose(page: Page, name: str = NAME) -> None:
    page.get_by_label("I am").select_option(label=name)


def test_the_choice_is_remembered_and_shows_the_readers_own_work(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open()
    own = page.get_by_role("region", name="Your work")
    expect(own.get_by_role("heading")).to_have_count(0)
    choose(page)
    page.reload()
    expect(page.get_by_label("I am")).to_have_value(f"people/{ID}/")
    expect(own.get_by_role("heading").first).to_have_text("Accounts")
    expect(own.get_by_role("heading").nth(1)).to_have_text("What is due")
    own.get_by_role("link", name="Norvane Industrial Group").first.click()
    expect(page).to_have_url(f"{visit.address}accounts/norvane-industrial-group/")
    page.go_back()
    own.get_by_role("link", name=f"All that {NAME} holds").click()
    expect(page).to_have_url(f"{visit.address}people/{ID}/")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_who_chooses_nobody_is_forgotten_and_a_name_that_left_is_ignored(
    reader: MakeReader,
) -> None:
    page = reader().open()
    choose(page)
    own = page.get_by_role("region", name="Your work")
    expect(own.get_by_role("heading").first).to_be_visible()
    page.get_by_label("I am").select_option("")
    expect(own.get_by_role("heading")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("I am")).to_have_value("")
    page.evaluate("localStorage.setItem('playbook-reader:/', 'people/nobody-here/')")
    page.reload()
    expect(page.get_by_label("I am")).to_have_value("")


@pytest.mark.slow
def test_a_page_that_does_not_arrive_leaves_a_link(reader: MakeReader) -> None:
    page = reader().open()
    page.route(f"**/people/{ID}/", lambda route: route.fulfill(status=404, body=""))
    choose(page)
    link = page.get_by_role("link", name=f"The page of {NAME}")
    expect(link).to_have_attribute("href", f"people/{ID}/")


@pytest.mark.slow
def test_what_is_overdue_by_now_is_marked_there_too(reader: MakeReader) -> None:
    page = reader().open()
    page.clock.set_fixed_time("2026-11-25T09:00:00")
    page.reload()
    choose(page)
    own = page.get_by_role("region", name="Your work")
    expect(own.locator("td", has_text="20 Nov 2026")).to_contain_text("overdue by now")


@pytest.mark.slow
def test_without_javascript_the_list_of_people_leads_there(reader: MakeReader) -> None:
    page = reader(java_script_enabled=False).open()
    expect(page.get_by_label("I am", exact=True)).to_have_count(0)
    page.get_by_role("link", name="I work on accounts").click()
    page.get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 375])
def test_axe_finds_nothing_and_it_fits(reader: MakeReader, scheme: str, width: int) -> None:
    page = reader(width=width, color_scheme=scheme).open()
    choose(page)
    own = page.get_by_role("region", name="Your work")
    expect(own.get_by_role("heading").first).to_be_visible()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
