"""The list and the matrix of all accounts, as readers use them."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.charts import MOST_LABELS, Point, matrix
from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.e2e.axe import all_but_the_first_slow, in_both_palettes, violations
from tests.e2e.conftest import Reader

# Browsers take half of the time of every run as it is.
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MakeReader = Callable[..., Reader]

AS_LISTED = ["Hallmere Food Retail", "Norvane Industrial Group", "Tessaly Packaging"]
HALLMERE, NORVANE, TESSALY = AS_LISTED


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def table(page: Page) -> Locator:
    return page.get_by_role("region", name="Table: All accounts")


def expect_rows(page: Page, names: list[str]) -> None:
    """The accounts in sight, in order."""
    rows = table(page).locator("tbody tr:visible td:first-child")
    expect(rows).to_have_text(names)


def status(page: Page) -> Locator:
    return page.get_by_role("group", name="Filter: All accounts").get_by_role("status")


def header(page: Page, name: str) -> Locator:
    return table(page).get_by_role("columnheader", name=name, exact=True)


def chip(page: Page, facet: str, name: str) -> Locator:
    return page.get_by_role("group", name=facet, exact=True).get_by_role(
        "button", name=name, exact=True
    )


def unfold(page: Page) -> None:
    page.get_by_text("Filter by tier, cell").click()


def test_without_javascript_all_accounts_are_there(reader: MakeReader) -> None:
    page = reader(java_script_enabled=False).open("accounts/")
    expect_rows(page, AS_LISTED)
    assert page.locator(".pb-filter").count() == 0
    assert table(page).get_by_role("button").count() == 0


@pytest.mark.parametrize(
    ("column", "upwards"),
    [
        ("Account", [HALLMERE, NORVANE, TESSALY]),
        pytest.param("Tier", [NORVANE, HALLMERE, TESSALY], marks=pytest.mark.slow),
        pytest.param("Cell", [NORVANE, TESSALY, HALLMERE], marks=pytest.mark.slow),
        pytest.param("Stage", [TESSALY, NORVANE, HALLMERE], marks=pytest.mark.slow),
        pytest.param("Owner", [NORVANE, TESSALY, HALLMERE], marks=pytest.mark.slow),
        pytest.param("Next review", [HALLMERE, TESSALY, NORVANE], marks=pytest.mark.slow),
    ],
)
def test_a_click_sorts_and_another_turns_it_round(
    reader: MakeReader, column: str, upwards: list[str]
) -> None:
    visit = reader()
    page = visit.open("accounts/")
    button = header(page, column).get_by_role("button")
    button.click()
    expect_rows(page, upwards)
    expect(header(page, column)).to_have_attribute("aria-sort", "ascending")
    button.click()
    expect_rows(page, upwards[::-1])
    expect(header(page, column)).to_have_attribute("aria-sort", "descending")
    assert table(page).locator("[aria-sort]").count() == 1
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_sorting_and_filtering_by_keyboard_alone(reader: MakeReader) -> None:
    page = reader().open("accounts/")
    page.get_by_label("Find in the list").focus()
    for key in ("Tab", "Enter", "Tab"):  # open the panel, to its first chip
        page.keyboard.press(key)
    expect(chip(page, "Tier", "global")).to_be_focused()
    page.keyboard.press(" ")
    expect_rows(page, [NORVANE])
    page.keyboard.press("Enter")
    expect_rows(page, AS_LISTED)
    header(page, "Tier").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect_rows(page, [NORVANE, HALLMERE, TESSALY])
    page.keyboard.press(" ")
    expect_rows(page, [TESSALY, HALLMERE, NORVANE])


def test_within_a_facet_either_across_facets_both(reader: MakeReader) -> None:
    page = reader().open("accounts/")
    unfold(page)
    chip(page, "Tier", "global").click()
    expect(chip(page, "Tier", "global")).to_have_attribute("aria-pressed", "true")
    expect_rows(page, [NORVANE])
    expect(status(page)).to_have_text("1 of 3 accounts (Tier: global)")
    chip(page, "Tier", "key").click()
    expect_rows(page, [HALLMERE, NORVANE])
    chip(page, "Region", "APAC").click()
    expect_rows(page, [NORVANE])
    chip(page, "Region", "APAC").click()
    chip(page, "Cell", "Status").click()
    expect_rows(page, [])
    expect(status(page)).to_have_text("None of 3 accounts (Tier: global or key; Cell: Status)")


@pytest.mark.slow
def test_letters_find_whatever_case_and_accents(reader: MakeReader) -> None:
    page = reader().open("accounts/")
    page.get_by_label("Find in the list").press_sequentially("ÍRELAND key")
    expect_rows(page, [HALLMERE])
    expect(status(page)).to_have_text("1 of 3 accounts (with “ÍRELAND key”)")
    page.go_back()  # all letters are one step
    expect_rows(page, AS_LISTED)
    expect(page.get_by_label("Find in the list")).to_have_value("")


def test_the_address_keeps_what_was_chosen(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open("accounts/?h=kept#all-accounts")
    unfold(page)
    chip(page, "Tier", "key").click()
    chip(page, "Tier", "standard").click()
    header(page, "Next review").get_by_role("button").click()
    header(page, "Next review").get_by_role("button").click()
    expected = "accounts/?h=kept&tier=key&tier=standard&sort=next-review&desc=1#all-accounts"
    assert page.url == visit.address + expected
    page.reload()
    expect_rows(page, [TESSALY, HALLMERE])
    expect(chip(page, "Tier", "standard")).to_have_attribute("aria-pressed", "true")
    expect(chip(page, "Tier", "global")).to_be_visible()
    expect(header(page, "Next review")).to_have_attribute("aria-sort", "descending")
    summary = "2 of 3 accounts (Tier: key or standard), sorted by next review, last first"
    expect(status(page)).to_have_text(summary)


@pytest.mark.slow
def test_back_and_forward_walk_through_the_choices(reader: MakeReader) -> None:
    page = reader().open("accounts/")
    unfold(page)
    chip(page, "Cell", "Star").click()
    chip(page, "Cell", "Status").click()
    header(page, "Tier").get_by_role("button").click()
    expect_rows(page, [NORVANE, TESSALY])
    page.go_back()
    page.go_back()
    expect_rows(page, [NORVANE])
    expect(chip(page, "Cell", "Status")).to_have_attribute("aria-pressed", "false")
    page.go_back()
    expect_rows(page, AS_LISTED)
    page.go_forward()
    expect_rows(page, [NORVANE])


@pytest.mark.slow
def test_one_button_takes_everything_back(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open("accounts/?tier=global&text=norvane&sort=tier&desc=1")
    expect_rows(page, [NORVANE])
    clear = page.get_by_role("button", name="Clear: show all accounts as listed")
    clear.click()
    expect_rows(page, AS_LISTED)
    expect(status(page)).to_have_text("3 accounts")
    expect(clear).to_be_hidden()
    expect(page.get_by_label("Find in the list")).to_be_focused()
    assert page.url == visit.address + "accounts/"


@pytest.mark.parametrize(
    "query",
    all_but_the_first_slow(
        [
            "tier=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&sort=constructor&desc=1",
            "tier=__proto__&cell=toString&sort=&desc=yes&region",
            "tier=GLOBAL&tier=%00&sort=9%5B%5D&%zz=1",
        ]
    ),
)
def test_a_made_up_address_does_nothing(reader: MakeReader, query: str) -> None:
    visit = reader()
    page = visit.open(f"accounts/?{query}")
    expect_rows(page, AS_LISTED)
    expect(status(page)).to_have_text("3 accounts")
    assert page.locator("[aria-pressed=true], [aria-sort]").count() == 0
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_markup_in_the_address_is_words(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open("accounts/?text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect_rows(page, [])
    expect(status(page)).to_contain_text("with “<img src=x onerror=alert(1)>”")
    assert page.locator("img[src=x]").count() == 0
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_a_point_of_the_matrix_leads_to_its_account(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open("accounts/")
    point = page.get_by_role("link", name="Norvane Industrial Group: Star; potential up 0.25")
    point.locator("circle").click()
    page.wait_for_url("**/accounts/norvane-industrial-group/")
    page.go_back()
    page.get_by_role("link", name="Hallmere Food Retail: Streamline").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/hallmere-food-retail/")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_on_a_phone_it_fits_and_sorts_and_filters(reader: MakeReader) -> None:
    page = reader(width=375, height=800).open("accounts/")
    unfold(page)
    chip(page, "Region", "Northern Italy").click()
    chip(page, "Tier", "global").click()
    chip(page, "Region", "EMEA").click()
    expect_rows(page, [NORVANE])
    chip(page, "Tier", "global").click()
    expect_rows(page, [NORVANE, TESSALY])
    table(page).get_by_role("button", name="Next review").click()
    expect_rows(page, [TESSALY, NORVANE])
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.evaluate(
        "[...document.querySelectorAll('.pb-filter__chip')].every(e => e.offsetHeight >= 24)"
    )


@pytest.mark.slow
def test_in_print_filters_are_hidden_and_the_status_is_shown(reader: MakeReader) -> None:
    page = reader().open("accounts/?tier=global")
    page.emulate_media(media="print")
    expect(status(page)).to_be_visible()
    expect(chip(page, "Tier", "global")).to_be_hidden()
    expect(page.get_by_label("Find in the list")).to_be_hidden()
    expect_rows(page, [NORVANE])


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_has_a_name_and_a_frame_when_focused(reader: MakeReader, scheme: str) -> None:
    page = reader(color_scheme=scheme).open("accounts/?tier=global&sort=tier")
    controls = page.locator(".pb-filter :is(button, input, summary), .pb-sort")
    assert controls.count() > 20
    for control in controls.all():
        name = control.evaluate("e => e.labels?.[0]?.textContent || e.textContent")
        assert name.strip()
        control.focus()
        page.keyboard.press("Shift")  # a reader at the keyboard
        assert control.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


LABELS = """() => [...document.querySelectorAll('.pb-goal')].map(goal => {
  const box = goal.querySelector('text').getBBox();
  return [box.x, box.y + box.height * 0.2, box.x + box.width, box.y + box.height * 0.8];
})"""


@pytest.mark.parametrize("count", [4, MOST_LABELS])
def test_labels_as_drawn_do_not_meet(
    reader: MakeReader, assembled: Callable[[Edition], Assembled], count: int
) -> None:
    method = assembled(Edition.TEAM).catalog.methods["account-analysis-matrix"]
    points = [
        Point(f"Wide Account {n}", ((Decimal(50 + n % 7) / 10, Decimal(50 + n % 5) / 10),))
        for n in range(count)
    ]
    page = reader().page
    page.set_content(matrix(method, points, "m.svg", "x").svg)
    boxes = page.evaluate(LABELS)
    assert len(boxes) == count
    meeting = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert not meeting
    assert all(left >= 64 and right <= 456 for left, _, right, _ in boxes)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "scheme"),
    in_both_palettes(
        [
            "accounts/?tier=global&sort=next-review",
            "accounts/norvane-industrial-group/strategy/",
            "reports/portfolio/",
            "accounts/norvane-industrial-group/",
            "accounts/norvane-industrial-group/strategy/position/",
            "accounts/norvane-industrial-group/strategy/plan/",
            "accounts/norvane-industrial-group/strategy/market/",
            "accounts/norvane-industrial-group/strategy/money/",
            "roles/kam/articles/",
        ]
    ),
)
def test_axe_finds_nothing(reader: MakeReader, path: str, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(path)
    for summary in page.locator("summary:visible").all()[:4]:
        summary.click()
    assert violations(page) == []
