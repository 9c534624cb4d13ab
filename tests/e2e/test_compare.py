"""Roles side by side, and a role in print, as readers use them."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import all_but_the_first_slow, in_both_palettes, violations
from tests.e2e.conftest import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]

PAGE = "roles/compare/"
EXPECTATIONS = "roles/compare/expectations/"
LEVELS = "roles/compare/levels/"
FIRST = {PAGE: "Question", EXPECTATIONS: "Question", LEVELS: "Competency"}
AM, KAM, NAM, GKAM = NAMES = [
    "Account Manager",
    "Key Account Manager",
    "National Account Manager",
    "Global Key Account Manager",
]
HEADS = [f"{AM} (AM)", f"{KAM} (KAM)", f"{NAM} (NAM)", f"{GKAM} (GKAM)"]


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def table(page: Page, name: str = "Questions") -> Locator:
    return page.get_by_role("region", name=f"Table: {name}", exact=True)


def levels(page: Page) -> Locator:
    return table(page, "Competencies and levels")


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Roles to compare, two to four").get_by_role(
        "checkbox", name=name, exact=True
    )


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def row(of: Locator, name: str) -> Locator:
    return of.locator("tbody tr", has=of.page.locator("td:first-child", has_text=name))


def expect_row(of: Locator, name: str, cells: Sequence[str | re.Pattern[str]]) -> None:
    expect(row(of, name).locator("td:visible")).to_have_text([name, *cells])


def expect_roles(page: Page, names: list[str], path: str = PAGE) -> None:
    """The roles in sight, in the table of the page and among the boxes."""
    heads = [HEADS[NAMES.index(name)] for name in names]
    compared = page.locator("table[data-pb-compared]")
    expect(compared.locator("th:visible")).to_have_text([FIRST[path], *heads, "Difference"])
    for name in NAMES:
        expect(box(page, name)).to_be_checked(checked=name in names)


@pytest.mark.slow
def test_without_javascript_every_role_is_there(reader: MakeReader) -> None:
    page = reader(java_script_enabled=False).open(PAGE)
    expect(table(page).locator("th")).to_have_text(["Question", *HEADS, "Difference"])
    accounts = "How many accounts does one person carry?"
    ours = re.compile(r"1 to 2 \(.*we apply it here\)")
    expected: Sequence[str | re.Pattern[str]] = [
        "can be 10 to 25 (002) (one source)",
        "1 to 2 (002) (one source)",
        ours,
        ours,
        "KAM = NAM = GKAM; AM different",
    ]
    expect_row(table(page), accounts, expected)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_role("link", name="What each step adds").click()
    expect(page.get_by_role("heading", name="Key Account Manager to Global")).to_be_visible()
    expect(levels(page).locator("th")).to_have_text(["Competency", *HEADS, "Difference"])


def test_choosing_roles_updates_the_differences(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(PAGE)
    expect_roles(page, NAMES)
    box(page, AM).uncheck()
    box(page, NAM).uncheck()
    expect_roles(page, [KAM, GKAM])
    expect(row(table(page), "How many accounts").locator("td:visible").last).to_have_text("same")
    expect_row(table(page), "To whom does it report?", [*_posts(), "differs"])
    assert page.url == visit.address + PAGE + "?roles=kam,gkam"
    page.get_by_role("link", name="Competencies and levels").click()
    expect_roles(page, [KAM, GKAM], LEVELS)
    expect_row(levels(page), "Negotiation", ["Practitioner", "Expert ↑1", "rises by 1 level"])
    expect_row(levels(page), "Forecasting", ["Working", "Working", "same"])
    expect(status(page)).to_contain_text(f"{KAM} and {GKAM}: ")
    expect(status(page)).to_contain_text("10 of 31 competencies differ")
    assert page.url == visit.address + LEVELS + "?roles=kam,gkam#levels"
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_the_choice_goes_along_to_the_other_comparisons(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(LEVELS + "?roles=kam,gkam")
    page.get_by_role("link", name="What the roles are, do and lead to").click()
    expect_roles(page, [KAM, GKAM])
    page.get_by_role("link", name="What each side expects").click()
    expect_roles(page, [KAM, GKAM], EXPECTATIONS)
    box(page, AM).check()
    assert page.url == visit.address + EXPECTATIONS + "?roles=account-manager,kam,gkam#expectations"
    page.locator("article").get_by_role("link", name="What the roles are").click()
    expect_roles(page, [AM, KAM, GKAM])
    box(page, NAM).check()
    page.get_by_role("link", name="Competencies and levels").click()
    expect_roles(page, NAMES, LEVELS)
    assert page.url == visit.address + LEVELS + "#levels"
    assert visit.problems.none(), visit.problems


def _posts() -> list[str]:
    return ["Sales director", "Vice president sales"]


@pytest.mark.slow
def test_what_only_one_of_the_chosen_says_is_marked(reader: MakeReader) -> None:
    page = reader().open(PAGE)
    measured = row(table(page), "How is it measured?")
    marked = measured.locator("td:nth-child(3) .only-here:visible")
    expect(marked).to_have_count(0)
    box(page, GKAM).uncheck()
    box(page, NAM).uncheck()
    expect(marked).to_have_count(2)
    expect(measured.locator("td:nth-child(3)")).to_contain_text("Share of wallet (only here)")
    box(page, GKAM).check()
    expect(marked).to_have_count(0)


@pytest.mark.slow
def test_agreement_covers_the_chosen_roles_only(reader: MakeReader) -> None:
    page = reader().open(PAGE + "?roles=account-manager,kam,gkam")
    expected = {"How is it measured?": "KAM = GKAM; AM different", "How much": "all differ"}
    for question, words in expected.items():
        expect(row(table(page), question).locator("td").last).to_have_text(words)
    box(page, GKAM).uncheck()
    expect(row(table(page), "How much").locator("td").last).to_have_text("differs")
    said = table(page).locator("tbody td:last-child").all_inner_texts()
    differ = sum("same" not in each and "only" not in each for each in said)
    assert differ
    expect(status(page)).to_contain_text(f"{differ} of {len(said)} answers differ")


@pytest.mark.slow
def test_every_choice_agrees_with_the_full_table(reader: MakeReader) -> None:
    """All four again after a detour: the script shows what the page showed without it."""
    tables = {PAGE: "Questions", EXPECTATIONS: "Expectations", LEVELS: "Competencies and levels"}
    for path, name in tables.items():
        plain = reader(java_script_enabled=False).open(path)
        page = reader().open(path + "?roles=kam,gkam")
        box(page, AM).check()
        box(page, NAM).check()
        full = table(plain, name).locator("tbody tr").all_inner_texts()
        assert table(page, name).locator("tbody tr").all_inner_texts() == full


@pytest.mark.slow
def test_only_steps_between_the_chosen_are_shown(reader: MakeReader) -> None:
    page = reader().open(LEVELS + "?roles=account-manager,kam")
    steps = page.locator("h3:visible")
    expect(steps).to_have_text([f"{AM} to {KAM}"])
    rises = page.locator("article li:visible", has_text="Coaching")
    expect(rises).to_have_text(["Coaching: not required → Working"])
    box(page, GKAM).check()
    expect(steps).to_have_text([f"{AM} to {KAM}", f"{KAM} to {GKAM}"])
    box(page, KAM).uncheck()
    expect(steps).to_have_count(0)
    expect(page.get_by_text("No step leads from one of these roles to another.")).to_be_visible()


@pytest.mark.slow
def test_the_address_keeps_the_choice(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(PAGE + "?h=kept#levels")
    box(page, NAM).uncheck()
    expected = PAGE + "?h=kept&roles=account-manager,kam,gkam#levels"
    assert page.url == visit.address + expected
    page.reload()
    expect_roles(page, [AM, KAM, GKAM])
    box(page, NAM).check()
    assert page.url == visit.address + PAGE + "?h=kept#levels"


@pytest.mark.slow
def test_back_and_forward_walk_through_the_choices(reader: MakeReader) -> None:
    page = reader().open(PAGE)
    box(page, AM).uncheck()
    box(page, NAM).uncheck()
    page.go_back()
    expect_roles(page, [KAM, NAM, GKAM])
    page.go_back()
    expect_roles(page, NAMES)
    page.go_forward()
    expect_roles(page, [KAM, NAM, GKAM])


@pytest.mark.slow
def test_fewer_than_two_are_refused_in_words(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open(PAGE + "?roles=kam,gkam")
    box(page, KAM).click()
    expect_roles(page, [KAM, GKAM])
    expect(status(page)).to_contain_text("It takes two roles to compare")
    assert page.url == visit.address + PAGE + "?roles=kam,gkam"
    box(page, AM).check()
    expect(status(page)).not_to_contain_text("It takes two")


@pytest.mark.parametrize(
    ("query", "names"),
    all_but_the_first_slow(
        [
            ("roles=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E,kam", NAMES),
            ("roles=__proto__,constructor,toString", NAMES),
            ("roles=kam,kam,kam", NAMES),
            ("roles=KAM,gkam", NAMES),
            ("roles=&roles=kam,gkam&%zz=1", NAMES),
            ("roles=gkam,nobody,%00,kam", [KAM, GKAM]),
            ("roles=gkam,kam,national-account-manager,account-manager,kam", NAMES),
        ]
    ),
)
def test_a_made_up_address_does_no_harm(reader: MakeReader, query: str, names: list[str]) -> None:
    visit = reader()
    page = visit.open(f"{PAGE}?{query}")
    expect_roles(page, names)
    assert page.locator("img[src=x]").count() == 0
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_by_keyboard_alone(reader: MakeReader) -> None:
    page = reader().open(PAGE)
    box(page, AM).focus()
    page.keyboard.press(" ")
    page.keyboard.press("Tab")
    expect(box(page, KAM)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press(" ")
    expect_roles(page, [KAM, GKAM])
    frame = box(page, NAM).evaluate("e => getComputedStyle(e.closest('label')).outlineStyle")
    assert frame == "solid"


@pytest.mark.slow
def test_a_step_on_a_role_leads_to_its_comparison(reader: MakeReader) -> None:
    page = reader().open("roles/kam/")
    page.get_by_role("link", name=re.compile("required level rises")).click()
    expect_roles(page, [KAM, GKAM], LEVELS)
    expect(page.locator("h3:visible")).to_have_text([f"{KAM} to {GKAM}"])


@pytest.mark.slow
@pytest.mark.parametrize("width", [375, 800, 1440])
@pytest.mark.parametrize("path", FIRST)
def test_every_column_is_in_sight(reader: MakeReader, width: int, path: str) -> None:
    page = reader(width=width).open(path)
    hidden = page.evaluate(
        "[...document.querySelectorAll('.table-scroll')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert hidden == [0] or width == 375
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 375:
        cut = "[...document.querySelectorAll('[data-pb-of] a')].map(e => e.getClientRects().length)"
        assert path != LEVELS or set(page.evaluate(cut)) == {1}
        box(page, AM).uncheck()
        of = page.locator("table[data-pb-compared] tbody tr").first
        expect(of.locator("td:visible")).to_have_count(5)
        assert page.evaluate(
            "[...document.querySelectorAll('.pb-choice__role')].every(e => e.offsetHeight >= 24)"
        )


@pytest.mark.slow
def test_on_paper_a_role_is_a_job_description(reader: MakeReader) -> None:
    page = reader().open("roles/kam/")
    left_out = ("Disputed points", "Frequent questions", "Versions")
    expect(page.locator("article").get_by_role("link", name="Pay", exact=True)).to_have_count(0)
    for name in (*left_out, "Accounts that use it"):
        expect(page.locator("article").get_by_role("link", name=name, exact=True)).to_be_visible()
    page.emulate_media(media="print")
    for name in (*left_out, "Accounts that use it", "What else is said about its place"):
        expect(page.locator("article").get_by_text(name, exact=True)).to_be_hidden()
    for text in ("EUR 45,000", "our restoration", "Others say", "Hallmere Food Retail", "(002)"):
        assert text not in page.locator("article").inner_text()
    for name in ("Where it stands", "What it must be good at", "What our organisation expects"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.locator("article").get_by_role("link", name="Negotiation")).to_be_visible()
    expect(page.get_by_text("A degree in business or marketing, or")).to_be_visible()
    expect(page.get_by_text("Job description, version")).to_be_visible()


@pytest.mark.slow
def test_what_a_role_no_longer_says_itself_is_one_step_away(reader: MakeReader) -> None:
    page = reader().open("roles/kam/#tensions")
    page.locator("article").get_by_role("link", name="Disputed points").click()
    page.wait_for_url("**/roles/kam/background/#tensions")
    for name in ("Disputed points", "Frequent questions", "Versions"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.goto(page.url.replace("background/#tensions", ""))
    page.get_by_role("link", name="Negotiation", exact=True).click()
    page.wait_for_url("**/roles/kam/levels/#need-negotiation")
    page.get_by_role("row", name="Negotiation").get_by_role("link", name="2 more").click()
    page.wait_for_url("**/roles/kam/levels/commercial/#need-negotiation")
    expect(page.get_by_text("Breaks off when the limit is reached")).to_be_visible()


@pytest.mark.slow
def test_a_role_page_has_structured_data(reader: MakeReader) -> None:
    page = reader().open("roles/kam/")
    occupation = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert occupation["@type"] == "Occupation"
    assert occupation["name"] == KAM


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "scheme"),
    in_both_palettes(
        [
            *("roles/", "roles/kam/", "roles/kam/levels/", "roles/kam/background/", PAGE),
            *(LEVELS + "?roles=kam,gkam", "glossary/", "competencies/negotiation/"),
            *("roles/compare/expectations/", "competencies/", "competencies/fit/", "onboarding/"),
            *("onboarding/kam/exercises/", "methods/account-analysis-matrix/background/"),
        ]
    ),
)
def test_axe_finds_nothing(reader: MakeReader, path: str, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(path)
    assert violations(page) == []
