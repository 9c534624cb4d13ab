"""Self-assessments and lists of tasks, as somebody uses them over the years."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.editions import Edition
from generator.site.publish import build_site
from tests.conftest import AS_OF, ROOT
from tests.e2e.axe import in_both_palettes, violations
from tests.e2e.checklist_pages import (
    ACCOUNT,
    BLOCKED,
    FULL,
    KEY,
    PATH,
    ROLE,
    MakeReader,
    choose,
    expect_level,
    message,
    note,
    own,
    panel,
    press,
    saved,
    status,
)

pytestmark = pytest.mark.browser

Rebuild = Callable[[], None]

CHANGES = (
    ("content/roles/kam.yaml", "negotiation, level: practitioner", "negotiation, level: expert"),
    ("content/roles/kam.yaml", "  - {competency: forecasting, level: working}\n", ""),
    ("content/competencies/customer-insight.yaml", "Foresees a need", "Sees a need coming"),
    ("content/onboarding/kam.yaml", "your account once from top", "your account twice from top"),
    (
        "content/onboarding/kam.yaml",
        "      - List the promises to the customer that fall due in the next 30 days, with their "
        "owners.\n",
        "",
    ),
)
"""What somebody changes in the definitions while readers have entered things."""

REWORDED = "Read the playbook page of your account"
DROPPED = "List the promises to the customer"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, team_site: Path) -> Path:
    """What the address serves: a link, first to the site as it is."""
    folder = tmp_path_factory.mktemp("checklists")
    (folder / "now").symlink_to(team_site)
    return folder / "now"


@pytest.fixture(scope="module")
def changed_site(site: Path) -> Path:
    """The site after :data:`CHANGES`."""
    root = site.parent / "repository"
    for name in ("accounts", "content"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name, before, after in CHANGES:
        text = (root / name).read_text(encoding="utf-8")
        assert before in text, name
        (root / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    build_site(root, site.parent / "after", Edition.TEAM, AS_OF)
    return site.parent / "after"


@pytest.fixture
def rebuild(site: Path, team_site: Path, changed_site: Path) -> Iterator[Rebuild]:
    """Publishes the changed definitions at the same address."""

    def turn(to: str) -> None:
        site.unlink()
        site.symlink_to(to)

    yield lambda: turn(changed_site.name)
    turn(str(team_site))


def box(page: Page, words: str) -> None:
    page.get_by_role("checkbox", name=words).check()


def test_without_javascript_it_is_a_list_to_print_and_write_on(reader: MakeReader) -> None:
    page = reader(java_script_enabled=False).open(ACCOUNT)
    assert page.locator(".pb-check, .pb-own").count() == 0
    expect(page.get_by_text("Evidence: ........").first).to_be_visible()
    page = reader(java_script_enabled=False).open(PATH)
    expect(page.get_by_role("checkbox").first).to_be_disabled()


def test_levels_and_notes_are_there_after_a_reload(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(ROLE)
    expect(status(page)).to_have_text("0 of 23 assessed; 0 at or above the level needed")
    choose(page, "Negotiation", "Working")
    choose(page, "Forecasting", "Expert")
    note(page, "Negotiation", "Frame of 2025\nwith two annexes")
    note(page, "Negotiation", "Lead the next one", "Next step")
    said = "2 of 23 assessed; 1 at or above the level needed"
    expect(status(page)).to_have_text(said)
    page.reload()
    expect(status(page)).to_have_text(said)
    expect_level(page, "Negotiation", "Working")
    expect(own(page, "Negotiation")).to_contain_text("1 level below")
    expect(own(page, "Negotiation").get_by_label("Evidence")).to_have_value(
        "Frame of 2025\nwith two annexes"
    )
    expect(own(page, "Forecasting")).to_contain_text("Above the level needed")
    assert visit.heard.nothing(), visit.heard


@pytest.mark.slow
def test_each_page_keeps_its_own_list(reader: MakeReader) -> None:
    visit = reader()
    choose(visit.open(ROLE), "Negotiation", "Working")
    page = visit.open(ACCOUNT)
    expect(status(page)).to_contain_text("0 of")
    choose(page, "Negotiation", "Expert")
    expect(page.get_by_text("Evidence: ........").first).to_be_hidden()
    box(visit.open(PATH), REWORDED)
    keys = sorted(page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('playbook'))"))
    assert keys == [
        "playbook-checklist:/:account:norvane-industrial-group",
        "playbook-checklist:/:onboarding:kam",
        KEY,
    ]


def test_a_task_is_ticked_by_its_words_and_stays_ticked(reader: MakeReader) -> None:
    page = reader().open(PATH)
    page.get_by_text(REWORDED).click()
    expect(status(page)).to_have_text("1 of 49 done")
    page.reload()
    expect(page.get_by_role("checkbox", name=REWORDED)).to_be_checked()
    page.get_by_role("checkbox", name=REWORDED).uncheck()
    expect(status(page)).to_have_text("0 of 49 done")
    assert page.evaluate("localStorage.getItem('playbook-checklist:/:onboarding:kam')") is None


def test_a_changed_definition_keeps_what_was_entered_and_says_so(
    reader: MakeReader, rebuild: Rebuild
) -> None:
    page = reader().open(ROLE)
    for name in ("Negotiation", "Customer insight", "Forecasting", "Coaching"):
        choose(page, name, "Practitioner")
    note(page, "Forecasting", "Three quarters in a row")
    rebuild()
    page.reload()
    expect(status(page)).to_have_text(
        "3 of 22 assessed; 2 at or above the level needed; "
        "2 to look at again, the definition changed"
    )
    expect(own(page, "Negotiation")).to_contain_text(
        "The level needed was Practitioner when you entered this; it is Expert now."
    )
    expect(own(page, "Customer insight")).to_contain_text("Its description was changed since")
    expect(own(page, "Coaching").get_by_role("button")).to_have_count(0)
    apart = page.get_by_role("region", name="Entries without a line")
    expect(apart).to_contain_text("Forecasting; Practitioner; evidence: Three quarters in a row")
    press(page, "Still right: Customer insight")
    expect(own(page, "Customer insight").get_by_role("radio", checked=True)).to_be_focused()
    choose(page, "Negotiation", "Expert")
    page.reload()
    expect(status(page)).to_have_text("3 of 22 assessed; 3 at or above the level needed")
    press(page, "Remove: Forecasting")
    expect(apart).to_be_hidden()


@pytest.mark.slow
def test_a_reworded_task_stays_ticked_and_says_what_it_was(
    reader: MakeReader, rebuild: Rebuild
) -> None:
    page = reader().open(PATH)
    box(page, REWORDED)
    box(page, DROPPED)
    rebuild()
    page.reload()
    expect(status(page)).to_have_text("1 of 48 done; 1 to look at again, the definition changed")
    expect(page.get_by_role("checkbox", name=REWORDED)).to_be_checked()
    expect(page.get_by_text("Changed since you ticked it. Before:")).to_contain_text("account once")
    expect(page.get_by_role("region", name="Entries without a line")).to_contain_text(DROPPED)
    page.get_by_role("button", name="Still done").click()
    expect(page.get_by_role("checkbox", name=REWORDED)).to_be_focused()
    page.reload()
    expect(status(page)).to_have_text("1 of 48 done")


@pytest.mark.parametrize("trouble", [BLOCKED, FULL])
def test_where_nothing_can_be_kept_it_says_so_and_works(reader: MakeReader, trouble: str) -> None:
    visit = reader()
    visit.page.add_init_script(trouble)
    page = visit.open(ROLE)
    expect(page.get_by_role("alert")).to_contain_text("This browser keeps nothing for this page")
    choose(page, "Negotiation", "Expert")
    expect(status(page)).to_contain_text("1 of 23 assessed; 1 at")
    assert [record["id"] for record in saved(page)["records"]] == ["negotiation"]
    assert not visit.heard.errors or trouble == BLOCKED  # the theme itself complains


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
    expect(status(other)).to_contain_text("2 of 23")


@pytest.mark.slow
def test_starting_again_asks_first_and_can_be_taken_back(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    again = page.get_by_role("button", name="Start again")
    expect(again).to_be_disabled()
    choose(page, "Negotiation", "Expert")
    again.click()
    press(page, "Cancel")
    expect(again).to_be_focused()
    expect(status(page)).to_contain_text("1 of 23")
    again.click()
    press(page, "Remove all")
    expect(status(page)).to_contain_text("0 of 23")
    expect(page.get_by_role("button", name="Take it back")).to_be_focused()
    press(page, "Take it back")
    expect_level(page, "Negotiation", "Expert")
    page.reload()
    expect_level(page, "Negotiation", "Expert")


def test_all_of_it_by_keyboard_alone(reader: MakeReader) -> None:
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


def test_the_gap_view_says_in_words_what_it_draws(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    choose(page, "Negotiation", "Awareness")
    choose(page, "Forecasting", "Expert")
    page.get_by_text("Required against assessed: 1 below the level needed, 21 not assessed").click()
    table = page.get_by_role("region", name="Table: Required against assessed")
    cells = table.locator("tbody tr").first.locator("td")
    expect(cells).to_have_text(["Negotiation", "Practitioner", "Awareness", "2 levels below"])
    picture = page.get_by_role("img", name="Bars of the levels you gave yourself")
    expect(picture.locator(".pb-gaps__row").first).to_contain_text("2 levels below")
    assert picture.locator(".pb-gaps__row").first.locator(".pb-gaps__cell--own").count() == 1


@pytest.mark.slow
def test_on_paper_stand_the_readers_own_values(reader: MakeReader) -> None:
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


def test_nothing_leaves_the_browser(reader: MakeReader) -> None:
    page = reader().open(ROLE)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    choose(page, "Negotiation", "Expert")
    note(page, "Negotiation", "Secret")
    saved(page)
    press(page, "Sign-off sheet")
    press(page, "Start again")
    press(page, "Remove all")
    assert not [url for url in asked if not url.startswith("blob:")]


@pytest.mark.slow
@pytest.mark.parametrize("path", [ROLE, ACCOUNT, PATH])
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
    assert visit.heard.nothing(), visit.heard


@pytest.mark.parametrize(("path", "scheme"), in_both_palettes([ROLE, ACCOUNT, PATH]))
def test_axe_finds_nothing(reader: MakeReader, rebuild: Rebuild, path: str, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(path)
    for line in page.locator(".md-content :is([value=working], .pb-own-task input)").all()[:14]:
        line.check()
    rebuild()
    page.reload()
    for summary in page.locator(".pb-check summary, .pb-own summary").all()[:4]:
        summary.click()
    assert not violations(page)
    press(page, "Sign-off sheet")
    assert not violations(page, ".pb-sheet")
    press(page, "Start again")
    assert not violations(page, ".pb-ask")
    press(page, "Remove all")
    expect(panel(page)).to_contain_text("All entries were removed.")
    assert not violations(page, ".pb-check")
