"""What the pages tell of their checklists: every entry stands on its page, and changes show."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.editions import Edition
from generator.pages.checklists import Entry
from generator.pages.page import Page
from generator.pipeline import Assembled, assemble
from tests.conftest import AS_OF, ROOT

ROLE, ACCOUNT = "roles/kam/checklist.md", "accounts/norvane-industrial-group/checklist.md"
PATH = "onboarding/kam.md"
NORVANE = "accounts/norvane-industrial-group"
FIRST_DAYS = f"{NORVANE}/onboarding.md"


@pytest.fixture(scope="module")
def pages(assembled: Callable[[Edition], Assembled]) -> dict[str, Page]:
    return {page.path: page for page in assembled(Edition.TEAM).pages}


LISTS = re.compile(r"(roles|accounts)/.*/checklist|accounts/.*/onboarding|onboarding/(?!index)")


def test_each_list_to_tick_of_the_four_kinds_has_its_data(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert (page.checklist is not None) == bool(LISTS.match(path)), path
        if page.checklist is not None:
            ids = [entry.id for entry in page.checklist.entries]
            assert len(set(ids)) == len(ids) == page.markdown.count("- [ ] ")


@pytest.mark.parametrize("path", [ROLE, ACCOUNT, PATH, FIRST_DAYS])
def test_each_entry_stands_on_its_page_once(pages: dict[str, Page], path: str) -> None:
    checklist = pages[path].checklist
    assert checklist
    for entry in checklist.entries:
        assert pages[path].markdown.count(f'- [ ] <a id="{entry.anchor}"></a>') == 1


def test_a_level_is_the_one_the_account_needs(pages: dict[str, Page]) -> None:
    role, account = pages[ROLE].checklist, pages[ACCOUNT].checklist
    assert role
    assert account
    assert [name for name, _ in account.levels] == [
        "awareness",
        "working",
        "practitioner",
        "expert",
    ]
    needed = {entry.id: entry.level for entry in account.entries}
    assert needed["contract-management"] == "expert"
    assert {entry.id: entry.level for entry in role.entries}["contract-management"] == "working"


CHANGES = (
    ("content/competencies/coaching.yaml", "status: active", "status: draft"),
    ("content/competencies/customer-insight.yaml", "Foresees a need", "Sees a need coming"),
    ("content/onboarding/gkam.yaml", "id: day-30", "id: first-month"),
    ("content/onboarding/gkam.yaml", "name: Day 30", "name: First month"),
    (f"{NORVANE}/stakeholders.yaml", "Head of operations APAC", "Head of works APAC"),
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The pages after :data:`CHANGES`."""
    root = tmp_path_factory.mktemp("changed")
    for name in ("accounts", "content"):
        shutil.copytree(ROOT / name, root / name)
    for name, old, new in CHANGES:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, name
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return {page.path: page for page in assemble(root, Edition.TEAM, AS_OF).pages}


def by_id(page: Page) -> dict[str, Entry]:
    """The entries of a list."""
    assert page.checklist
    return {entry.id: entry for entry in page.checklist.entries}


def pairs(path: str, *states: dict[str, Page]) -> list[tuple[Entry, Entry]]:
    """The entries of a list before and after; there have to be the same."""
    before, after = (by_id(state[path]) for state in states)
    assert set(before) == set(after)
    return [(entry, after[own]) for own, entry in before.items()]


def test_a_fingerprint_changes_with_the_behaviour_alone(
    pages: dict[str, Page], changed: dict[str, Page]
) -> None:
    found = pairs(ROLE, pages, changed)
    assert [one.id for one, two in found if one != two] == ["customer-insight"]


def test_first_days_are_known_by_what_they_are_about_not_by_the_day(
    pages: dict[str, Page], changed: dict[str, Page]
) -> None:
    found = pairs(FIRST_DAYS, pages, changed)
    other = [one.id for one, two in found if one.fingerprint != two.fingerprint]
    assert other == ["post-apac-operations-head"]
    assert {two.group for one, two in found if one.group == "Day 30: know"} == {"First month: know"}


def test_an_account_has_two_lists_that_do_not_mix(pages: dict[str, Page]) -> None:
    levels, days = pages[ACCOUNT].checklist, pages[FIRST_DAYS].checklist
    assert levels
    assert days
    assert (levels.kind, days.kind) == ("account", "first-days")
    assert levels.id == days.id == "norvane-industrial-group"
    assert not days.levels
    assert {"playbook", "first-chief-operating-officer", "rating", "colleague-p-iyer"} <= set(
        by_id(pages[FIRST_DAYS])
    )


@pytest.mark.parametrize("edition", [Edition.HR, Edition.PUBLIC])
def test_without_accounts_there_are_no_first_days_of_one(
    assembled: Callable[[Edition], Assembled], edition: Edition
) -> None:
    for page in assembled(edition).pages:
        assert not page.checklist or page.checklist.kind in ("role", "onboarding"), page.path


def test_what_an_edition_does_not_see_is_in_no_id(tmp_path: Path, pages: dict[str, Page]) -> None:
    for name in ("accounts", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    file = tmp_path / NORVANE / "strategy.yaml"
    text = file.read_text(encoding="utf-8")
    hidden = "  - id: data-leads-to-service\n"
    closed = f"{hidden}    class: confidential\n"
    file.write_text(text.replace(hidden, closed, 1), encoding="utf-8")
    made = {page.path: page for page in assemble(tmp_path, Edition.TEAM, AS_OF).pages}
    before, after = (set(by_id(each[FIRST_DAYS])) for each in (pages, made))
    assert before - after == {"assumption-data-leads-to-service"}
    assert after < before
