"""Definitions that change after readers have entered values, and axe on what they see then."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.findings.classification import Edition
from generator.site.publish import build_site
from tests.conftest import AS_OF, ROOT
from tests.e2e.axe import in_both_palettes, violations
from tests.e2e.checklist_pages import (
    ACCOUNT,
    FIRST_DAYS,
    PATH,
    REWORDED,
    ROLE,
    MakeReader,
    choose,
    note,
    own,
    panel,
    press,
    saved,
    status,
    tick,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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
    ("content/onboarding/gkam.yaml", "id: day-30", "id: first-month"),
    (
        "accounts/norvane-industrial-group/stakeholders.yaml",
        "function: Head of operations APAC",
        "function: Head of works APAC",
    ),
    (
        "accounts/norvane-industrial-group/strategy.yaml",
        "  - id: data-leads-to-service\n",
        "  - id: data-brings-service\n",
    ),
)
"""Changes to the definitions after readers have entered values."""

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
        "3 of 29 assessed; 2 at or above the level needed; "
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
    expect(status(page)).to_have_text("3 of 29 assessed; 3 at or above the level needed")
    press(page, "Remove: Forecasting")
    expect(apart).to_be_hidden()


def test_a_reworded_task_stays_ticked_and_says_what_it_was(
    reader: MakeReader, rebuild: Rebuild
) -> None:
    page = reader().open(PATH)
    tick(page, REWORDED)
    tick(page, DROPPED)
    left = page.get_by_role("checkbox").count() - 1
    rebuild()
    page.reload()
    summary = f"1 of {left} done"
    expect(status(page)).to_have_text(f"{summary}; 1 to look at again, the definition changed")
    expect(page.get_by_role("checkbox", name=REWORDED)).to_be_checked()
    expect(page.get_by_text("Changed since you ticked it. Before:")).to_contain_text("account once")
    expect(page.get_by_role("region", name="Entries without a line")).to_contain_text(DROPPED)
    page.get_by_role("button", name="Still done").click()
    expect(page.get_by_role("checkbox", name=REWORDED)).to_be_focused()
    page.reload()
    expect(status(page)).to_have_text(summary)


def test_first_days_of_an_account_are_stored_by_subject(
    reader: MakeReader, rebuild: Rebuild
) -> None:
    """A tick survives another day, another name and another id."""
    page = reader().open(FIRST_DAYS)
    expect(status(page)).to_be_visible()
    tasks = page.locator("article li input[type=checkbox]").count()
    expect(status(page)).to_have_text(f"0 of {tasks} done")
    for words in ("The playbook", "Head of operations APAC", "A plant that shares machine data"):
        tick(page, words)
    file = saved(page)
    assert (file["kind"], file["id"]) == ("first-days", "norvane-industrial-group")
    assert {record["id"] for record in file["records"]} == {
        "playbook",
        "post-apac-operations-head",
        "assumption-data-leads-to-service",
    }
    rebuild()
    page.reload()
    expect(status(page)).to_have_text(
        f"3 of {tasks} done; 1 to look at again, the definition changed"
    )
    expect(
        page.get_by_text("Changed since you ticked it. Before: Head of operations")
    ).to_be_visible()
    press(page, "Sign-off sheet")
    expect(page.get_by_role("heading", name="Sign-off: First days with Norvane")).to_be_visible()
    expect(page.locator(".pb-sheet")).to_contain_text("Week 4")


@pytest.mark.parametrize(("path", "scheme"), in_both_palettes([ROLE, ACCOUNT, PATH, FIRST_DAYS]))
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
