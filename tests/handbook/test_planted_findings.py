"""What `check` finds in our own content: only what was planted for newcomers to practise on."""

from datetime import date
from pathlib import Path

import pytest

from generator.findings.finding import FindingLevel
from generator.pipeline import check
from tests.conftest import shipped_definitions
from tests.scenarios.scenario import AS_OF

HALLMERE, NORVANE, TESSALY = (
    f"accounts/{account}"
    for account in ("hallmere-food-retail", "norvane-industrial-group", "tessaly-packaging")
)

# File, rule and how the message begins, of what needs a decision.
CHANGED = "Changed on 2026-10-26, after we rated on"

PLANTED = [
    (f"{HALLMERE}/promises.yaml", "promise-overdue", "Issue credit notes for all returns"),
    (
        f"{NORVANE}/account.yaml",
        "single-threaded-region",
        "APAC depends on one person: Serene Tan.",
    ),
    (f"{NORVANE}/stakeholders.yaml", "uncovered-key-post", "Head of group procurement (veto"),
    (f"{TESSALY}/account.yaml", "no-backup", "Giulia Conti holds Tessaly Packaging without a"),
]
# File, rule and how the message begins, of what is worth a glance today.
NOTES = [
    (f"{HALLMERE}/promises.yaml", "notice-near", "Annual supply agreement"),
    (
        f"{HALLMERE}/ratings.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-09-08",
    ),
    (
        f"{HALLMERE}/strategy.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-09-08",
    ),
    (f"{NORVANE}/promises.yaml", "notice-near", "Framework agreement for service"),
    (
        f"{NORVANE}/ratings.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-09-15",
    ),
    (
        f"{NORVANE}/ratings.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-09-15",
    ),
    (
        f"{NORVANE}/strategy.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-09-15",
    ),
    (
        f"{TESSALY}/ratings.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-06-10",
    ),
    (
        f"{TESSALY}/strategy.yaml",
        "rating-before-version",
        f"{CHANGED} 2026-06-10",
    ),
]


Found = tuple[str, str, str]


def findings_on(day: date, root: Path, level: FindingLevel) -> list[Found]:
    """File, rule and message of each finding of a level."""
    return sorted(
        (each.where.path, each.rule.id, each.message)
        for each in check(root, day).findings
        if each.rule.level is level
    )


def is_this(found: Found, planted: Found) -> bool:
    return found[:2] == planted[:2] and found[2].startswith(planted[2])


@pytest.mark.parametrize(
    ("level", "expected"),
    [(FindingLevel.ERROR, []), (FindingLevel.WARNING, PLANTED), (FindingLevel.INFO, NOTES)],
    ids=lambda given: getattr(given, "value", ""),
)
def test_today_exactly_what_was_planted_is_found(
    level: FindingLevel, expected: list[Found], real_root: Path
) -> None:
    found = findings_on(AS_OF, real_root, level)
    assert len(found) == len(expected), found
    assert all(map(is_this, found, sorted(expected))), found


@pytest.mark.parametrize("day", [date(2027, 6, 1), date(2030, 1, 1)], ids=str)
def test_planted_findings_need_a_decision_on_any_day(day: date, real_root: Path) -> None:
    found = findings_on(day, real_root, FindingLevel.WARNING)
    for planted in PLANTED:
        assert any(is_this(each, planted) for each in found), planted


def test_the_page_on_the_examples_lists_each_planted_finding_and_note(real_root: Path) -> None:
    page = (real_root / "docs/example-accounts.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for path, rule, _ in PLANTED:
        account = path.split("/")[1]
        (row,) = [each for each in rows if each.startswith(f"| `{account}` | `{rule}` |")]
        assert row.count("|") == 5, "says what is wrong and why it is planted"
    planted = {(path.split("/")[1], rule) for path, rule, _ in PLANTED}
    told = [row for row in rows if row.count("|") == 5]
    assert len(told) == len(planted)
    assert all(f"`{rule}`" in page for _, rule, _ in NOTES)


def test_examples_keep_to_what_the_guides_say_of_sponsors_and_handovers() -> None:
    for account in shipped_definitions().accounts.values():
        sponsors = {each.person for each in account.team if each.does.startswith("Sponsor")}
        assert sponsors.isdisjoint(each.backup for each in account.team), account.id
        if account.handover:
            assert len(account.handover.read_first) <= 3, account.id
