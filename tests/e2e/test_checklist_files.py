"""Files that are saved from a checklist and loaded again, and files that are refused."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import all_but_the_first_slow
from tests.e2e.checklist_pages import (
    PATH,
    ROLE,
    MakeReader,
    choose,
    expect_level,
    load_file,
    message,
    note,
    own,
    press,
    records,
    saved,
    status,
)

# Browsers take half of the time of every run as it is.
pytestmark = [pytest.mark.browser, pytest.mark.slow]

OLD, NEW = "2020-01-01T10:00:00.000Z", "2090-01-01T10:00:00.000Z"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def record(key: str = "negotiation", **more: Any) -> dict[str, Any]:
    return {"id": key, "name": "Negotiation", "level": "expert", "at": NEW, **more}


def file(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A file as it could have been saved from the page of the role."""
    head = {"schema": "playbook-checklist/1", "kind": "role", "id": "kam", "version": "1.0.1"}
    return {**head, "name": "Key Account Manager", "records": list(entries), **more}


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Bring in own.json?")


def test_what_was_saved_comes_back_after_starting_again(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(ROLE)
    choose(page, "Negotiation", "Expert")
    note(page, "Negotiation", f"{HOSTILE} & “more”")
    note(page, "Coaching", "Begin", "Next step")
    file = saved(page)
    assert (file["schema"], file["kind"], file["id"]) == ("playbook-checklist/1", "role", "kam")
    negotiation = records(file)["negotiation"]
    assert negotiation["level"] == "expert"
    assert negotiation["needed"] == "practitioner"
    assert set(records(file)) == {"negotiation", "coaching"}
    press(page, "Start again")
    press(page, "Remove all")
    load_file(page, file)
    expect(dialog(page)).to_contain_text("Negotiation: nothing → Expert")
    expect(dialog(page)).to_contain_text("Coaching: nothing → a note without a level")
    dialog(page).get_by_role("button", name="Bring in").click()
    expect(message(page)).to_contain_text("own.json was brought in.")
    page.reload()
    assert records(saved(page)) == records(file)
    press(page, "Sign-off sheet")
    expect(page.locator(".pb-sheet")).to_contain_text(HOSTILE)
    assert page.locator("img[src=x]").count() == 0
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_ticks_are_saved_and_brought_in_too(reader: MakeReader) -> None:
    page = reader().open(PATH)
    page.get_by_role("checkbox").nth(3).check()
    file = saved(page)
    page.get_by_role("checkbox").nth(3).uncheck()
    load_file(page, file)
    dialog(page).get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("checkbox").nth(3)).to_be_checked()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "expected"),
    all_but_the_first_slow(
        [
            (b'{"schema": "playbook-ch', "It is not JSON"),
            (b"", "It is not JSON"),
            (b"\xff\xfe\x00", "It is not JSON"),
            ([], "It is not a saved checklist"),
            ({"schema": "something/1"}, "It is not a saved checklist"),
            (
                file(schema="playbook-checklist/2"),
                "another version of the format (playbook-checklist/2",
            ),
            (
                file(id="gkam", name="Global"),
                "the checklist of the role “Global”; this page is that of",
            ),
            (file(kind="onboarding"), "the checklist of the onboarding path"),
            (
                file(kind="first-days", id="acme", name="First days with Acme"),
                "the checklist of the onboarding “First days with Acme”; this page is that of",
            ),
            (file(kind="constructor"), "It is not a saved checklist"),
            (file(kind={"toString": 1, "valueOf": 1}), "It is not a saved checklist"),
            (file(id="other", name={"toString": 1, "valueOf": 1}), "the checklist of the role"),
            (file(records={}), "It is not a saved checklist"),
            (file(record(), {"level": "expert"}), "Entry 2 of the file has no id"),
            (file(record("__proto__")), "Entry 1 of the file has no id"),
            (file(record(), record()), "Entry 2 of the file (negotiation) stands there twice"),
            (file(record(level=3)), "(negotiation) has no text as its “level”"),
            (file(record(level="<b>")), "(negotiation) has no level as its “level”"),
            (file(record(at="soon")), "(negotiation) has no date as its “at”"),
            (file(record(evidence="x" * 2001)), "has more than 2000 letters in its “evidence”"),
            (file(*(record(f"a-{n}") for n in range(501))), "more than 500 entries"),
            (b" " * (512 * 1024 + 1), "It is too large"),
        ]
    ),
)
def test_a_file_that_is_none_of_this_list_changes_nothing(
    reader: MakeReader, content: object, expected: str
) -> None:
    visit = reader()
    page = visit.open(ROLE)
    choose(page, "Coaching", "Working")
    before = records(saved(page))
    load_file(page, content)
    expect(message(page)).to_contain_text(expected)
    expect(message(page)).to_contain_text("Nothing was changed.")
    expect(dialog(page)).to_have_count(0)
    assert records(saved(page)) == before
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_merging_keeps_the_newer_and_replacing_takes_the_file(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    for name in ("Negotiation", "Coaching", "Forecasting"):
        choose(page, name, "Working")
    content = file(record(at=OLD), record("coaching", name="Coaching", level="awareness"))
    load_file(page, content)
    lines = dialog(page).get_by_role("listitem")
    expect(lines).to_have_text(["Coaching: Working → Awareness"])
    dialog(page).get_by_role("radio", name="Replace").check()
    expect(lines).to_have_text(
        [
            "Negotiation: Working → Expert",
            "Coaching: Working → Awareness",
            "Forecasting: Working → nothing",
        ]
    )
    page.keyboard.press("Escape")
    expect(status(page)).to_contain_text("3 of 30")
    expect(page.get_by_role("button", name="Bring in a file")).to_be_focused()
    load_file(page, content)
    dialog(page).get_by_role("button", name="Bring in").click()
    expect_level(page, "Negotiation", "Working")
    expect_level(page, "Coaching", "Awareness")
    load_file(page, content)
    dialog(page).get_by_role("radio", name="Replace").check()
    dialog(page).get_by_role("button", name="Bring in").click()
    expect_level(page, "Negotiation", "Expert")
    expect_level(page, "Forecasting", "Not assessed")
    press(page, "Take it back")
    expect_level(page, "Forecasting", "Working")


@pytest.mark.slow
def test_entries_unknown_to_the_list_are_preserved_and_named(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(ROLE)
    unknown = record("fortune-telling", name=HOSTILE, level="magus", level_name="Magus")
    load_file(page, file(unknown, record(level="magus"), version="0.9.0"))
    expect(dialog(page)).to_contain_text(
        re.compile(r"saved for version 0\.9\.0; this is version \d")
    )
    expect(dialog(page)).to_contain_text("1 entry is about something this list does not have")
    dialog(page).get_by_role("button", name="Bring in").click()
    apart = page.get_by_role("region", name="Entries without a line")
    expect(apart).to_contain_text(f"{HOSTILE}; Magus")
    expect(own(page, "Negotiation")).to_contain_text("You chose the level magus, which is not on")
    note(page, "Negotiation", "Still here")
    assert records(saved(page))["negotiation"]["level"] == "magus"
    assert "fortune-telling" in records(saved(page))
    assert visit.problems.none(), visit.problems
