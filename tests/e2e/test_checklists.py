"""Self-assessments and lists of tasks, as readers fill them in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.checklist_pages import (
    ACCOUNT,
    FIRST_DAYS,
    KEY,
    PATH,
    REWORDED,
    ROLE,
    MakeReader,
    choose,
    expect_level,
    note,
    own,
    press,
    status,
    tick,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


@pytest.mark.slow
def test_without_javascript_it_is_a_list_to_print_and_write_on(reader: MakeReader) -> None:
    page = reader(java_script_enabled=False).open(ACCOUNT)
    assert page.locator(".pb-check, .pb-own").count() == 0
    expect(page.get_by_text("Evidence: ........").first).to_be_visible()
    page = reader(java_script_enabled=False).open(PATH)
    expect(page.get_by_role("checkbox").first).to_be_disabled()


@pytest.mark.slow
def test_levels_and_notes_are_there_after_a_reload(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(ROLE)
    expect(status(page)).to_have_text("0 of 30 assessed; 0 at or above the level needed")
    choose(page, "Negotiation", "Working")
    choose(page, "Forecasting", "Expert")
    note(page, "Negotiation", "Frame of 2025\nwith two annexes")
    note(page, "Negotiation", "Lead the next one", "Next step")
    summary = "2 of 30 assessed; 1 at or above the level needed"
    expect(status(page)).to_have_text(summary)
    page.reload()
    expect(status(page)).to_have_text(summary)
    expect_level(page, "Negotiation", "Working")
    expect(own(page, "Negotiation")).to_contain_text("1 level below")
    expect(own(page, "Negotiation").get_by_label("Evidence")).to_have_value(
        "Frame of 2025\nwith two annexes"
    )
    expect(own(page, "Forecasting")).to_contain_text("Above the level needed")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_each_page_keeps_its_own_list(reader: MakeReader) -> None:
    visit = reader()
    choose(visit.open(ROLE), "Negotiation", "Working")
    page = visit.open(ACCOUNT)
    expect(status(page)).to_contain_text("0 of")
    choose(page, "Negotiation", "Expert")
    expect(page.get_by_text("Evidence: ........").first).to_be_hidden()
    tick(visit.open(PATH), REWORDED)
    tick(visit.open(FIRST_DAYS), "The playbook")
    keys = sorted(page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('playbook'))"))
    assert keys == [
        "playbook-checklist:/:account:norvane-industrial-group",
        "playbook-checklist:/:first-days:norvane-industrial-group",
        "playbook-checklist:/:onboarding:kam",
        KEY,
    ]


def test_a_task_is_ticked_by_its_words_and_stays_ticked(reader: MakeReader) -> None:
    page = reader().open(PATH)
    tasks = page.get_by_role("checkbox").count()
    page.get_by_text(REWORDED).click()
    expect(status(page)).to_have_text(f"1 of {tasks} done")
    page.reload()
    expect(page.get_by_role("checkbox", name=REWORDED)).to_be_checked()
    page.get_by_role("checkbox", name=REWORDED).uncheck()
    expect(status(page)).to_have_text(f"0 of {tasks} done")
    assert page.evaluate("localStorage.getItem('playbook-checklist:/:onboarding:kam')") is None


@pytest.mark.slow
def test_everything_works_by_keyboard_alone(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    own(page, "Business vision").get_by_role("radio", name="Not assessed").focus()
    for key in ("ArrowRight", "ArrowRight", "Tab", "Enter", "Tab"):  # a level, unfold, to the field
        page.keyboard.press(key)
    page.keyboard.type("Two tenders")
    page.keyboard.press("Tab")
    page.keyboard.type("A third")
    expect_level(page, "Business vision", "Working")
    expect(own(page, "Business vision").get_by_label("Next step")).to_have_value("A third")
    page.get_by_role("button", name="Start again").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Start again")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Print this sheet")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign-off sheet")).to_be_focused()


@pytest.mark.slow
def test_the_gap_view_says_in_words_what_it_draws(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    choose(page, "Negotiation", "Awareness")
    choose(page, "Forecasting", "Expert")
    page.get_by_text("Required against assessed: 1 below the level needed, 28 not assessed").click()
    table = page.get_by_role("region", name="Table: Required against assessed")
    cells = table.locator("tbody tr").first.locator("td")
    expect(cells).to_have_text(["Negotiation", "Practitioner", "Awareness", "2 levels below"])
    picture = page.get_by_role("img", name="Bars of the levels you gave yourself")
    expect(picture.locator(".pb-gaps__row").first).to_contain_text("2 levels below")
    assert picture.locator(".pb-gaps__row").first.locator(".pb-gaps__cell--own").count() == 1


@pytest.mark.slow
def test_printed_pages_have_the_readers_own_values(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    choose(page, "Negotiation", "Working")
    note(page, "Negotiation", "Frame of 2025")
    page.emulate_media(media="print")
    paper = own(page, "Negotiation").locator(".pb-own__paper")
    expect(paper).to_contain_text("Own level: Working, 1 level below")
    expect(paper).to_contain_text("Evidence: Frame of 2025")
    expect(paper).to_contain_text("Next step: ....")
    expect(page.get_by_role("button", name="Save as a file")).to_be_hidden()
    page.emulate_media(media="screen")
    press(page, "Sign-off sheet")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Sign-off: Key Account Manager")).to_be_visible()
    expect(page.locator(".pb-sheet")).to_contain_text("Frame of 2025")
    for word in ("Mentor", "Date", "Signature"):
        expect(page.locator(".pb-sheet__line", has_text=word).first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    expect(paper).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("path", [ROLE, ACCOUNT, PATH, FIRST_DAYS])
def test_on_a_phone_it_fits(reader: MakeReader, path: str) -> None:
    visit = reader(width=375, height=800)
    page = visit.open(path)
    for folded in page.locator(".pb-check summary, .pb-own summary").all()[:3]:
        folded.click()
    page.locator(".md-content :is([value=expert], .pb-own-task input)").last.check()
    for name in ("Sign-off sheet", "Start again"):
        press(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
    dialog = page.get_by_role("dialog", name="Start again?").bounding_box()
    assert dialog
    assert dialog["x"] >= 0
    assert dialog["x"] + dialog["width"] <= 375
    assert visit.problems.none(), visit.problems
