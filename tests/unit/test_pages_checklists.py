"""Checklist data of pages: every entry stands on its page, and changes show."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pages.kit.checklists import ChecklistEntry
from generator.pages.kit.page import Page
from generator.pipeline.assemble import Assembled, assemble
from tests.conftest import AS_OF, PORTFOLIO

PATH = "onboarding/kam.md"
NORVANE = "accounts/norvane-industrial-group"
ROLE, OVERVIEW = "roles/kam/checklist.md", f"{NORVANE}/checklist.md"
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
            line = '- <a id="need-' if page.checklist.overview else "- [ ] "
            assert len(set(ids)) == len(ids) == page.markdown.count(line)


def test_search_leaves_out_what_an_account_repeats_of_its_competencies(
    pages: dict[str, Page],
) -> None:
    lists = [page for path, page in pages.items() if re.match(r"accounts/.*/checklist\.md", path)]
    for page in lists:
        below = page.markdown.partition("\n## The checklist\n")[2].partition("\n## ")[0]
        assert list(page.repeated) == re.findall(r"(?m)^### \[(.+)\]", below) != []
    areas = [page for path, page in pages.items() if re.match("accounts/.*/checklist/", path)]
    assert all(page.repeated == (page.title,) for page in areas)
    assert len(areas) > len(lists) > 1


def test_an_account_has_a_page_for_each_area_of_one_list(pages: dict[str, Page]) -> None:
    overview = pages[OVERVIEW].checklist
    assert overview
    assert overview.overview
    areas = [path for path in pages if path.startswith(f"{NORVANE}/checklist/")]
    assert len(areas) > 2
    whole = {entry.id for entry in overview.entries}
    held: list[str] = []
    for path in areas:
        part = pages[path].checklist
        assert part
        assert (part.kind, part.id, part.overview) == (overview.kind, overview.id, False)
        assert {each.id for each in (*part.entries, *part.elsewhere)} == whole
        held += [entry.id for entry in part.entries]
        for entry in part.entries:  # and the old anchor leads to it
            leaf = path.removeprefix(f"{NORVANE}/")
            line = rf'- <a id="{entry.anchor}"></a>\[[^\]]+\]\({leaf}#{entry.anchor}\)'
            assert re.search(line, pages[OVERVIEW].markdown)
        for other in areas:
            assert f"({Path(other).name})" not in pages[path].markdown
            assert other in [item.path for item in pages[path].siblings]
    assert sorted(held) == sorted(whole)


@pytest.mark.parametrize("path", [ROLE, f"{NORVANE}/checklist/relationship.md", PATH, FIRST_DAYS])
def test_each_entry_stands_on_its_page_once(pages: dict[str, Page], path: str) -> None:
    checklist = pages[path].checklist
    assert checklist
    for entry in checklist.entries:
        assert pages[path].markdown.count(f'- [ ] <a id="{entry.anchor}"></a>') == 1


def test_a_level_is_the_one_the_account_needs(pages: dict[str, Page]) -> None:
    role, account = pages[ROLE].checklist, pages[OVERVIEW].checklist
    assert role
    assert account
    assert [name for name, _ in account.levels] == [
        "awareness",
        "working",
        "practitioner",
        "expert",
    ]
    needed = {entry.id: entry.level for entry in account.entries}
    assert needed["internal-advocacy"] == "expert"
    assert {entry.id: entry.level for entry in role.entries}["internal-advocacy"] == "practitioner"


CHANGES = (
    ("content/competencies/coaching.yaml", "status: active", "status: draft"),
    ("content/competencies/negotiation.yaml", "Breaks off when", "Stops when"),
    ("content/onboarding/gkam.yaml", "id: day-30", "id: first-month"),
    ("content/onboarding/gkam.yaml", "name: Day 30", "name: First month"),
    (f"{NORVANE}/stakeholders.yaml", "Head of operations APAC", "Head of works APAC"),
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The pages after :data:`CHANGES`."""
    root = tmp_path_factory.mktemp("changed")
    for name in ("accounts", "content"):
        shutil.copytree(PORTFOLIO / name, root / name)
    for name, old, new in CHANGES:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, name
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return {page.path: page for page in assemble(root, Edition.TEAM, AS_OF).pages}


def by_id(page: Page) -> dict[str, ChecklistEntry]:
    """The entries of a list."""
    assert page.checklist
    return {entry.id: entry for entry in page.checklist.entries}


def pairs(
    path: str, *states: dict[str, Page], besides: str = ""
) -> list[tuple[ChecklistEntry, ChecklistEntry]]:
    """The entries of a list before and after, but for those of another; they must be the same."""
    before, after = (
        {
            own: entry
            for own, entry in by_id(state[path]).items()
            if not besides or own not in by_id(state[besides])
        }
        for state in states
    )
    assert set(before) == set(after)
    return [(entry, after[own]) for own, entry in before.items()]


def test_a_fingerprint_changes_with_the_behaviour_alone(
    pages: dict[str, Page], changed: dict[str, Page]
) -> None:
    found = pairs(ROLE, pages, changed)
    assert [one.id for one, two in found if one != two] == ["negotiation"]


def test_first_days_are_known_by_what_they_are_about_not_by_the_day(
    pages: dict[str, Page], changed: dict[str, Page]
) -> None:
    found = pairs(FIRST_DAYS, pages, changed, besides="onboarding/gkam.md")
    other = [one.id for one, two in found if one.fingerprint != two.fingerprint]
    assert other == ["post-apac-operations-head"]
    assert [one.group for one, _ in found] == [two.group for _, two in found]


def test_first_days_hold_the_path_of_the_role_and_what_the_account_adds(
    pages: dict[str, Page],
) -> None:
    required, days = by_id(pages["onboarding/gkam.md"]), by_id(pages[FIRST_DAYS])
    assert {own: entry.fingerprint for own, entry in days.items() if own in required} == {
        own: entry.fingerprint for own, entry in required.items()
    }
    assert len(days) > len(required) + 20
    for path, shared in ((FIRST_DAYS, "onboarding/gkam.md"), ("onboarding/gkam.md", FIRST_DAYS)):
        one, other = pages[path].checklist, pages[shared].checklist
        assert one
        assert other
        if one.kind == "first-days":
            assert one.shared
            assert (one.shared.kind, one.shared.id) == (other.kind, other.id)
            assert set(one.shared.entries) == set(required)
        else:
            assert one.shared_by == (other.id,)
    text = pages[FIRST_DAYS].markdown
    weeks = dict(re.findall(r"(?ms)^## (?:<a id=[^>]+></a>)*([^<\n]+)\n\n(.*?)\n\n", text))
    assert list(weeks)[:6] == [*(f"Day {each}" for each in range(1, 6)), "Week 2"]
    for entry in days.values():
        assert f'id="{entry.anchor}"' in weeks[entry.group]
    # Nobody at the customer on the first day, but who must hear in the days after.
    assert "Your manager, half an hour." in weeks["Day 1"]
    assert 'id="task-first-' not in weeks["Day 1"]
    assert 'id="task-first-' in weeks["Day 2"] + weeks["Day 3"]
    for week in weeks.values():
        kinds = re.findall(r"(?m)</a>\*\*(\w+)\*\*", week)
        assert kinds == sorted(kinds, key=["Read", "Meet", "Tell", "Know"].index)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the definitions, to change."""
    for name in ("accounts", "content"):
        shutil.copytree(PORTFOLIO / name, tmp_path / name)
    return tmp_path


def test_steps_keep_their_ids_when_a_path_has_other_milestones(
    files: Path, pages: dict[str, Page]
) -> None:
    path = files / "content/onboarding/gkam.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (("day: 30", "day: 14"), ("id: day-60", "id: later"), ("day: 60", "day: 45")):
        assert text.count(f"{old}\n") == 1
        text = text.replace(f"{old}\n", f"{new}\n")
    path.write_text(text, encoding="utf-8")
    made = {page.path: page for page in assemble(files, Edition.TEAM, AS_OF).pages}
    assert set(by_id(made[FIRST_DAYS])) == set(by_id(pages[FIRST_DAYS]))
    groups = {own: entry.group for own, entry in by_id(made["onboarding/gkam.md"]).items()}
    assert groups != {own: each.group for own, each in by_id(pages["onboarding/gkam.md"]).items()}


def test_without_a_path_first_days_are_what_the_account_adds(
    files: Path, pages: dict[str, Page]
) -> None:
    shutil.rmtree(files / "content/onboarding")
    made = {page.path: page for page in assemble(files, Edition.TEAM, AS_OF).pages}
    required, before = by_id(pages["onboarding/gkam.md"]), by_id(pages[FIRST_DAYS])
    assert set(by_id(made[FIRST_DAYS])) == set(before) - set(required)
    assert "No onboarding path is recorded" in made[FIRST_DAYS].markdown
    assert '<a id="milestone-day-90"></a><a id="day-90"></a>Week 9' in made[FIRST_DAYS].markdown
    checklist = made[FIRST_DAYS].checklist
    assert checklist
    assert checklist.shared is None


def test_a_variant_of_a_role_takes_the_path_of_that_role(files: Path) -> None:
    role = "national-account-manager"
    for name in ("account.yaml", "team.yaml"):  # who holds it, and an exercise
        file = files / "accounts/hallmere-food-retail" / name
        text = file.read_text(encoding="utf-8")
        assert text.count("role: kam\n") == 1
        file.write_text(text.replace("role: kam\n", f"role: {role}\n"), encoding="utf-8")
    made = {page.path: page for page in assemble(files, Edition.TEAM, AS_OF).pages}
    kam = made[PATH]
    assert not [path for path in made if path.startswith(f"onboarding/{role}")]
    assert f"onboarding/{role}.md" in kam.former_paths
    assert f"[National Account Manager](../roles/{role}/index.md) has no path of its own" in (
        kam.markdown
    )
    for page in (f"roles/{role}/index.md", "roles/index.md", "onboarding/index.md"):
        assert re.search(r"\]\((\.\./)*(onboarding/)?kam\.md\)", made[page].markdown), page
    days = made["accounts/hallmere-food-retail/onboarding.md"]
    assert set(by_id(kam)) <= set(by_id(days))
    assert "](../accounts/hallmere-food-retail/onboarding.md)" in kam.markdown
    exercises = made["onboarding/kam/exercises.md"].markdown
    assert "A promise that will not be kept as it was made" in exercises


def test_a_variant_with_a_path_of_its_own_has_that(files: Path) -> None:
    folder, role = files / "content/onboarding", "national-account-manager"
    text = (folder / "kam.yaml").read_text(encoding="utf-8")
    for old, new in (("\nid: kam\n", f"\nid: {role}\n"), ("\nrole: kam\n", f"\nrole: {role}\n")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / f"{role}.yaml").write_text(text, encoding="utf-8")
    made = {page.path: page for page in assemble(files, Edition.TEAM, AS_OF).pages}
    assert f"](../../onboarding/{role}.md)" in made[f"roles/{role}/index.md"].markdown
    assert "no path of its own" not in made[PATH].markdown
    assert not made[PATH].former_paths


def test_what_stands_in_backticks_is_code_on_a_page_and_plain_in_its_entry(
    pages: dict[str, Page],
) -> None:
    page = pages["onboarding/kam/exercises.md"]
    assert "`stakeholders.yaml`, under `relationships`." in page.markdown
    assert "&#96;" not in page.markdown
    names = [entry.name for entry in by_id(page).values()]
    assert [name for name in names if "stakeholders.yaml, under relationships." in name]
    assert not [name for name in names if "`" in name]


@pytest.mark.parametrize("path", [ROLE, OVERVIEW, f"{NORVANE}/checklist/relationship.md"])
def test_a_list_of_levels_does_not_ask_for_a_tick(pages: dict[str, Page], path: str) -> None:
    text = pages[path].markdown
    assert "Say where you stand by what you can show" in text
    assert not re.search(r"\bticks?\b", text, re.IGNORECASE)


def test_an_account_has_two_lists_that_do_not_mix(pages: dict[str, Page]) -> None:
    levels, days = pages[OVERVIEW].checklist, pages[FIRST_DAYS].checklist
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


def test_what_an_edition_does_not_see_is_in_no_id(files: Path, pages: dict[str, Page]) -> None:
    file = files / NORVANE / "strategy.yaml"
    text = file.read_text(encoding="utf-8")
    hidden = "  - id: data-leads-to-service\n"
    closed = f"{hidden}    class: confidential\n"
    file.write_text(text.replace(hidden, closed, 1), encoding="utf-8")
    made = {page.path: page for page in assemble(files, Edition.TEAM, AS_OF).pages}
    before, after = (set(by_id(each[FIRST_DAYS])) for each in (pages, made))
    assert before - after == {"assumption-data-leads-to-service"}
    assert after < before
