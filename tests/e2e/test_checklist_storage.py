"""Where a checklist is stored: in the browser, if its storage works, and nowhere else."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.checklist_pages import (
    BLOCKED,
    FULL,
    KEY,
    ROLE,
    MakeReader,
    choose,
    expect_level,
    message,
    note,
    press,
    saved,
    status,
)

# Browsers take half of the time of every run as it is.
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


@pytest.mark.parametrize("failure", [BLOCKED, pytest.param(FULL, marks=pytest.mark.slow)])
def test_where_nothing_can_be_stored_it_says_so_and_works(reader: MakeReader, failure: str) -> None:
    visit = reader()
    visit.page.add_init_script(failure)
    page = visit.open(ROLE)
    expect(page.get_by_role("alert")).to_contain_text("This browser keeps nothing for this page")
    choose(page, "Negotiation", "Expert")
    expect(status(page)).to_contain_text("1 of 30 assessed; 1 at")
    assert [record["id"] for record in saved(page)["records"]] == ["negotiation"]
    assert not visit.problems.errors or failure == BLOCKED  # the theme itself complains


@pytest.mark.slow
def test_what_cannot_be_read_is_put_aside_not_written_over(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    page.evaluate("key => localStorage.setItem(key, '{\"half')", KEY)
    page.reload()
    expect(message(page)).to_contain_text("cannot be read any more")
    choose(page, "Negotiation", "Expert")
    assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}:unreadable") == '{"half'


@pytest.mark.slow
def test_two_tabs_do_not_undo_each_other(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(ROLE)
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, "Negotiation", "Expert")
    expect_level(page, "Negotiation", "Expert")
    choose(page, "Coaching", "Expert")
    expect(status(other)).to_contain_text("2 of 30")


@pytest.mark.slow
def test_starting_again_asks_first_and_can_be_taken_back(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    again = page.get_by_role("button", name="Start again")
    expect(again).to_be_disabled()
    choose(page, "Negotiation", "Expert")
    again.click()
    press(page, "Cancel")
    expect(again).to_be_focused()
    expect(status(page)).to_contain_text("1 of 30")
    again.click()
    press(page, "Remove all")
    expect(status(page)).to_contain_text("0 of 30")
    expect(page.get_by_role("button", name="Take it back")).to_be_focused()
    press(page, "Take it back")
    expect_level(page, "Negotiation", "Expert")
    page.reload()
    expect_level(page, "Negotiation", "Expert")


def test_nothing_leaves_the_browser(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    page.wait_for_load_state("networkidle")
    sent: list[tuple[str, str, str | None]] = []
    page.on("request", lambda one: sent.append((one.method, one.url, one.post_data)))
    choose(page, "Negotiation", "Expert")
    note(page, "Negotiation", "Secret")
    saved(page)
    press(page, "Sign-off sheet")
    press(page, "Start again")
    press(page, "Remove all")
    # The browser fetches the site's icon whenever it likes; nothing goes with it.
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")
    assert not [one for one in sent if one != ("GET", icon, None) and one[1][:5] != "blob:"]
