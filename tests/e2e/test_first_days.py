"""First days: ticked once, saved with a name, opened side by side; dialogues on small screens."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import all_but_the_first_slow, in_both_palettes, violations
from tests.e2e.checklist_pages import (
    ACCOUNT,
    FIRST_DAYS,
    OVERVIEW,
    PATH,
    MakeReader,
    choose,
    load_file,
    message,
    open_side_by_side,
    press,
    records,
    saved,
    status,
    tick,
)

# Browsers take half of the time of every run as it is.
pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEIR_PATH = "onboarding/gkam/"
OWN, SHARED = (
    "playbook-checklist:/:first-days:norvane-industrial-group",
    "playbook-checklist:/:onboarding:gkam",
)
READ, MEET = "Read Global accounts", "Meet Your manager, half an hour."
PLAYBOOK = "Read The playbook"
BEFORE = "2026-11-20T08:00:00.000Z"


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def stored(page: Page, key: str) -> set[str]:
    """The ids of what the browser keeps under a key."""
    text = page.evaluate("key => localStorage.getItem(key)", key)
    return set(records(json.loads(text))) if text else set()


def everything(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return found


def with_milestone(own: str) -> str:
    """The id of a step as it was when ids held the milestone."""
    return f"day-1-{own}" if own.startswith(("read-", "meet-", "do-")) else own


def keep_as_before(page: Page, file: dict[str, Any], key: str, kind: str, own: str) -> None:
    """Let the browser hold the entries of a file as an earlier page kept them."""
    entries = [{**each, "id": with_milestone(each["id"]), "at": BEFORE} for each in file["records"]]
    text = json.dumps({**file, "kind": kind, "id": own, "records": entries})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


def test_what_the_role_and_the_account_share_is_ticked_once(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(FIRST_DAYS)
    for words in (READ, MEET, PLAYBOOK):
        tick(page, words)
    assert stored(page, OWN) == {"playbook"}
    assert len(stored(page, SHARED)) == 2
    page = visit.open(THEIR_PATH)
    expect(status(page)).to_contain_text("2 of ")
    page.get_by_role("checkbox", name=MEET).uncheck()
    tick(page, "Meet Senior management")
    page = visit.open(FIRST_DAYS)
    expect(status(page)).to_contain_text("3 of ")
    expect(page.get_by_role("checkbox", name=MEET)).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Meet Senior management")).to_be_checked()
    expect(page.get_by_role("region", name="Entries without a line")).to_be_hidden()
    assert visit.problems.none(), visit.problems


@pytest.mark.parametrize("first", all_but_the_first_slow([THEIR_PATH, FIRST_DAYS]))
def test_ticks_from_before_count_and_can_be_taken_away(reader: MakeReader, first: str) -> None:
    visit = reader()
    page = visit.open(FIRST_DAYS)
    for words in (READ, MEET, PLAYBOOK):
        tick(page, words)
    file = saved(page)
    page.evaluate("localStorage.clear()")
    keep_as_before(page, file, OWN, "first-days", "norvane-industrial-group")
    page = visit.open(first)
    expect(page.get_by_role("checkbox", name=READ)).to_be_checked()
    page.get_by_role("checkbox", name=MEET).uncheck()
    for path in (FIRST_DAYS, THEIR_PATH, FIRST_DAYS):
        page = visit.open(path)
        expect(page.get_by_role("checkbox", name=READ)).to_be_checked()
        expect(page.get_by_role("checkbox", name=MEET)).not_to_be_checked()
    expect(page.get_by_role("checkbox", name=PLAYBOOK)).to_be_checked()
    expect(status(page)).to_contain_text("2 of ")


@pytest.mark.slow
def test_a_file_from_before_can_be_brought_in(reader: MakeReader) -> None:
    page = reader().open(THEIR_PATH)
    tick(page, READ)
    file = saved(page)
    file["records"][0]["id"] = with_milestone(file["records"][0]["id"])
    page.get_by_role("checkbox", name=READ).uncheck()
    load_file(page, file)
    press(page, "Bring in")
    expect(page.get_by_role("checkbox", name=READ)).to_be_checked()


def test_a_file_carries_a_name_and_the_day(reader: MakeReader) -> None:
    page = reader().open(FIRST_DAYS)
    tick(page, READ)
    press(page, "Save as a file")
    press(page, "Save")
    expect(page.get_by_role("alert").filter(has_text="Type your name")).to_be_visible()
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.type("Zoë O'Neil")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert file["person"] == "Zoë O'Neil"
    assert f"zoë-o-neil-{file['saved'][:10]}.json" in download.value.suggested_filename
    expect(message(page)).to_contain_text("Saved as checklist-first-days-norvane")
    page.reload()
    press(page, "Save as a file")
    expect(page.get_by_label("Your name")).to_have_value("Zoë O'Neil")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Save as a file")).to_be_focused()


def files(page: Page) -> list[tuple[str, object]]:
    """What a mentor may get: two that are right, and one of each sort that is not."""
    tick(page, READ)
    tick(page, PLAYBOOK)
    one = saved(page, "Ada <b>Blum</b>")
    tick(page, MEET)
    two = saved(page, "Ken Ito")
    older = {key: value for key, value in one.items() if key not in ("person", "saved")}
    older["records"] = [{**each, "id": with_milestone(each["id"])} for each in one["records"]]
    return [
        ("ada.json", one),
        ("broken.json", b'{"schema": "playbook'),
        ("ken.json", two),
        ("foreign.json", {**one, "id": "acme", "name": "First days with Acme"}),
        ("older.json", {**older, "version": "1"}),
        ("newer.json", {**one, "schema": "playbook-checklist/2"}),
    ]


def cells(side: Locator, words: str) -> list[str]:
    row = side.get_by_role("row").filter(has_text=words).first
    return row.get_by_role("cell").all_inner_texts()[1:]


def test_files_show_side_by_side_and_nothing_is_kept(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(FIRST_DAYS)
    chosen = files(page)
    page.get_by_role("checkbox", name=PLAYBOOK).uncheck()
    before = everything(page)
    side = open_side_by_side(page, *chosen)
    heads = side.get_by_role("columnheader")
    expect(heads).to_have_count(4)
    expect(heads.nth(1)).to_contain_text("Ada <b>Blum</b>, ")
    expect(heads.nth(2)).to_contain_text("Ken Ito, ")
    expect(heads.nth(3)).to_have_text("older.json")
    notes = side.get_by_role("status")
    for said in (
        "broken.json is not shown. It is not JSON",
        "foreign.json is not shown. It is the checklist of the onboarding “First days with Acme”",
        "newer.json is not shown. It is in another version of the format",
        "older.json has no name in it",
        "older.json does not say when it was saved",
        "older.json was saved for version 1; this is version",
    ):
        expect(notes).to_contain_text(said)
    assert [each.split(" of ")[0] for each in cells(side, "All")] == ["2", "3", "2"]
    assert cells(side, "Day 1") == ["2 of 8", "3 of 8", "2 of 8"]
    assert cells(side, "Your manager, half an hour.")[0] == "Open"
    assert "Open" not in cells(side, "The playbook")
    assert everything(page) == before
    expect(page.get_by_role("checkbox", name=PLAYBOOK)).not_to_be_checked()
    expect(side.get_by_role("button", name="Close the files")).to_be_focused()
    page.keyboard.press("Enter")
    expect(side).to_have_count(0)
    expect(page.get_by_role("button", name="Open files side by side")).to_be_focused()
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_only_files_that_are_wrong_are_named_and_levels_show_too(reader: MakeReader) -> None:
    page = reader().open(OVERVIEW)
    side = open_side_by_side(page, ("broken.json", b"{"), ("large.json", b" " * (512 * 1024 + 1)))
    expect(side).to_contain_text("No file could be shown.")
    expect(side.get_by_role("status").get_by_role("listitem")).to_have_count(2)
    page = reader().open(ACCOUNT)
    choose(page, "Negotiation", "Working")
    side = open_side_by_side(page, ("own.json", saved(page)))
    assert cells(side, "Negotiation") == ["Working, 2 levels below"]
    assert cells(side, "Money and terms") == ["1 of 6"]


@pytest.mark.slow
@pytest.mark.parametrize("width", [375, 1440])
def test_a_mentor_reads_and_prints_the_table_alone(reader: MakeReader, width: int) -> None:
    page = reader(width=width).open(FIRST_DAYS)
    side = open_side_by_side(page, *files(page))
    expect(side.get_by_role("table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    expect(side.get_by_role("table")).to_be_visible()
    for hidden in (page.get_by_role("heading", level=1), page.get_by_role("checkbox").first):
        expect(hidden).to_be_hidden()
    page.emulate_media(media="screen")
    press(page, "Sign-off sheet")
    expect(side).to_have_count(0)
    expect(page.get_by_role("region", name="Sign-off sheet")).to_be_visible()


def all_done(page: Page) -> dict[str, Any]:
    """A file with every line of the page ticked."""
    data = page.locator("[data-pb-checklist]").get_attribute("data-pb-checklist")
    given = json.loads(data or "")
    entries = [{"id": each["id"], "name": each["name"], "done": True} for each in given["entries"]]
    head = {"schema": "playbook-checklist/1", "kind": given["kind"], "id": given["id"]}
    return {**head, "records": entries}


def buttons_in_sight(dialog: Locator, height: int) -> None:
    content = dialog.locator(".pb-ask__content")
    for end in (0, 100_000):
        content.evaluate("(box, end) => { box.scrollTop = end; }", end)
        for button in dialog.get_by_role("button").all():
            box = button.bounding_box()
            assert box
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height
            button.click(trial=True)


@pytest.mark.parametrize(("width", "height"), all_but_the_first_slow([(375, 667), (1440, 900)]))
def test_a_long_dialogue_keeps_its_buttons_in_sight(
    reader: MakeReader, width: int, height: int
) -> None:
    visit = reader(width=width, height=height)
    page = visit.open(FIRST_DAYS)
    tick(page, READ)
    press(page, "Start again")
    buttons_in_sight(page.get_by_role("dialog", name="Start again?"), height)
    press(page, "Remove all")
    load_file(page, all_done(page))
    dialog = page.get_by_role("dialog", name="Bring in own.json?")
    content = dialog.locator(".pb-ask__content")
    assert content.evaluate("box => box.scrollHeight > box.clientHeight")
    buttons_in_sight(dialog, height)
    assert not violations(page, ".pb-ask")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
@pytest.mark.parametrize(("path", "scheme"), in_both_palettes([FIRST_DAYS, OVERVIEW]))
def test_axe_finds_nothing_in_names_and_files(reader: MakeReader, path: str, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(path)
    press(page, "Save as a file")
    press(page, "Save")
    assert not violations(page, ".pb-ask")
    page.keyboard.press("Escape")
    open_side_by_side(page, ("broken.json", b"{"), ("own.json", saved(page)))
    assert not violations(page)


@pytest.mark.slow
def test_an_overview_says_how_one_stands_in_each_area(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(ACCOUNT)
    expect(status(page)).to_contain_text("0 of 31 assessed")
    choose(page, "Negotiation", "Working")
    page = visit.open(f"{OVERVIEW}#need-negotiation")
    line = page.get_by_role("listitem").filter(has=page.locator("#need-negotiation"))
    expect(line).to_contain_text("Working, 2 levels below")
    expect(status(page)).to_contain_text("1 of 31 assessed")
    expect(page.get_by_role("region", name="Entries without a line")).to_be_hidden()
    line.get_by_role("link").click()
    expect(page).to_have_url(visit.address + f"{ACCOUNT}#need-negotiation")
    expect(page.locator("#need-negotiation")).to_be_in_viewport()
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_a_role_without_accounts_keeps_its_ticks_to_itself(reader: MakeReader) -> None:
    visit = reader()
    tick(visit.open(PATH), "Meet Your manager, half an hour.")
    expect(status(visit.open(THEIR_PATH))).to_contain_text("0 of ")
