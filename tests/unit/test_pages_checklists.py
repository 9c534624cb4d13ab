"""What the pages tell of their checklists: every entry stands on its page, and changes show."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.editions import Edition
from generator.pages.page import Page
from generator.pipeline import Assembled, assemble
from tests.conftest import AS_OF, ROOT

ROLE, ACCOUNT = "roles/kam/checklist.md", "accounts/norvane-industrial-group/checklist.md"
PATH = "onboarding/kam.md"


@pytest.fixture(scope="module")
def pages(assembled: Callable[[Edition], Assembled]) -> dict[str, Page]:
    return {page.path: page for page in assembled(Edition.TEAM).pages}


def test_each_list_to_tick_of_the_three_kinds_has_its_data(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        kind = re.match(r"roles/.*/checklist|accounts/.*/checklist|onboarding/(?!index)", path)
        assert (page.checklist is not None) == bool(kind), path
        if page.checklist is not None:
            ids = [entry.id for entry in page.checklist.entries]
            assert len(set(ids)) == len(ids) == page.markdown.count("- [ ] ")


@pytest.mark.parametrize("path", [ROLE, ACCOUNT, PATH])
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


def test_a_fingerprint_changes_with_the_behaviour_alone(
    tmp_path: Path, pages: dict[str, Page]
) -> None:
    for name in ("accounts", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    changes = (
        ("content/competencies/coaching.yaml", "status: active", "status: draft"),
        ("content/competencies/customer-insight.yaml", "Foresees a need", "Sees a need coming"),
    )
    for name, old, new in changes:
        text = (tmp_path / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    made = {page.path: page for page in assemble(tmp_path, Edition.TEAM, AS_OF).pages}
    before, after = (each[ROLE].checklist for each in (pages, made))
    assert before
    assert after
    pairs = zip(before.entries, after.entries, strict=True)
    assert [one.id for one, two in pairs if one != two] == ["customer-insight"]
