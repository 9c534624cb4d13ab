"""The exercises of the onboarding paths can be done, and `playbook check` sees that they are."""

from pathlib import Path

import pytest

from generator.model.profile import Exercise
from generator.pipeline import RULES, check
from tests.conftest import AS_OF, ROOT, shipped_definitions
from tests.scenarios.scenario import copy_of

SOLUTIONS_TRIED = (
    ("hallmere-food-retail", "promise-told-early"),
    ("norvane-industrial-group", "veto-holder-covered"),
    ("norvane-industrial-group", "second-line"),
    ("norvane-industrial-group", "regions-covered"),
    ("tessaly-packaging", "stand-in"),
)
_CONTACT = """relationships:
  - person: {person}
    stakeholder: {post}
    strength: first-contact
    since: 2026-10-20
    last_contact: 2026-10-20
    every: 2 months
    purpose: To be introduced
"""
# rule -> file, text, what a learner would make of it
SOLUTIONS = {
    "promise-overdue": (
        "promises.yaml",
        "commercial-finance-manager\n  - id: promotion-calendar",
        "commercial-finance-manager\n"
        "    kept: {on: 2026-10-30, exactly: no, note: Two weeks late}\n  - id: promotion-calendar",
    ),
    "uncovered-key-post": (
        "stakeholders.yaml",
        "relationships:\n",
        _CONTACT.format(person="ana-ruiz", post="group-procurement-head"),
    ),
    "single-threaded-region": (
        "stakeholders.yaml",
        "relationships:\n",
        _CONTACT.format(person="p-iyer", post="apac-maintenance-manager"),
    ),
    "no-backup": ("account.yaml", "    share: 10 %\n", "    share: 10 %\n    backup: e-ferri\n"),
}


def exercises() -> dict[tuple[str, str], Exercise]:
    return {
        (account.id, exercise.id): exercise
        for account in shipped_definitions().accounts.values()
        for exercise in account.exercises
    }


def findings(root: Path) -> list[tuple[str, str | None, str]]:
    return [(each.rule.id, each.account, each.message) for each in check(root, AS_OF).findings]


@pytest.mark.parametrize(
    ("account", "name"),
    [
        each if number < 2 else pytest.param(*each, marks=pytest.mark.slow)
        for number, each in enumerate(SOLUTIONS_TRIED)
    ],
)
def test_an_exercise_can_be_done(account: str, name: str, tmp_path: Path) -> None:
    rule = exercises()[account, name].rule
    copy = copy_of(ROOT, tmp_path)
    before = findings(copy)
    wanted = [each for each in before if each[:2] == (rule, account)]
    assert wanted, "the examiner has nothing to say, so there is nothing to practise"
    file, old, new = SOLUTIONS[rule]
    place = copy / "accounts" / account / file
    text = place.read_text("utf-8")
    assert text.count(old) == 1
    place.write_text(text.replace(old, new), "utf-8")
    after = findings(copy)
    assert set(after) == set(before) - set(wanted)


def test_every_role_with_a_path_has_an_exercise() -> None:
    assert {str(each.role) for each in exercises().values()} == {"kam", "gkam", "account-manager"}


def test_exercises_name_rules_that_exist_and_each_is_tried() -> None:
    assert {each.rule for each in exercises().values()} <= {rule.id for rule in RULES}
    assert exercises().keys() == set(SOLUTIONS_TRIED)
