"""Each scenario folder: what its own rules find in it, all of it and in this order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import checks
from generator.analysis import AccountInsight, Insight
from generator.checks.check import CheckArea, Scope
from generator.cli.app import run
from generator.editions import Catalog
from generator.findings.finding import Finding, FindingLevel
from generator.pipeline import RULES
from tests.examples import spread
from tests.scenarios.scenario import (
    AS_OF,
    BASE,
    EXPECTED,
    HERE,
    SILENT,
    Scenario,
    all_scenarios,
    contents,
    found_in,
    output_folder,
    rules_of,
)

LEVELS = {rule.id: rule.level for rule in RULES}
SCENARIOS = all_scenarios()

# Errors that one mistake could lead to elsewhere, or in other words in its own place. One mistake
# is one error, so a scenario of another rule need not say that these are silent in it.
FOLLOW_UPS = set((HERE / "follow_ups.txt").read_text(encoding="utf-8").split())


@CheckArea("tests").info(
    "one-rule-more",
    "An account is there.",
    "Made up, as the next rule that somebody adds.",
    "Do nothing.",
    scope=Scope.ACCOUNTS,
)
def one_rule_more(insight: AccountInsight, _catalog: Catalog, _whole: Insight) -> Iterator[Finding]:
    yield one_rule_more.at(insight.account.where, "Here it is.")


def is_broken(rules: set[str]) -> bool:
    return any(LEVELS.get(rule) is FindingLevel.ERROR for rule in rules)


BROKEN = [scenario for scenario in SCENARIOS if is_broken(scenario.rules)]


def test_the_base_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert found_in(BASE, capsys, AS_OF, "--strict") == (0, [])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_finds_what_it_expects(
    scenario: Scenario,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    regenerate: bool,
) -> None:
    """Other rules make no difference, not even a new one that fires in it."""
    root = scenario.lay_out(tmp_path / "repository")
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, one_rule_more))
    code, lines = found_in(root, capsys, scenario.as_of)
    if regenerate:
        scenario.expect([line for line in lines if f" {one_rule_more.rule.id} " not in line])
    assert scenario.findings_of_its_own(lines) == scenario.expected
    assert rules_of(lines) & FOLLOW_UPS <= scenario.own
    assert code == (1 if is_broken(scenario.rules) else 0)
    checked = one_rule_more.rule.id in rules_of(lines)
    assert checked == (code == 0), "what follows is looked at where everything holds together"


def test_each_scenario_states_its_rules() -> None:
    nothing = [scenario.name for scenario in SCENARIOS if not scenario.own]
    assert nothing == [], f"name their rules: by findings in {EXPECTED}, or in {SILENT}"
    assert {rule for scenario in SCENARIOS for rule in scenario.own} <= set(LEVELS)
    both = [scenario.name for scenario in SCENARIOS if scenario.rules & scenario.silent]
    assert both == [], f"what {SILENT} names has no finding in {EXPECTED}"


def test_errors_that_could_follow_are_rules_and_errors() -> None:
    assert {LEVELS[rule] for rule in FOLLOW_UPS} == {FindingLevel.ERROR}


@pytest.mark.parametrize("scenario", spread(BROKEN, 20), ids=lambda scenario: scenario.name)
def test_an_error_leaves_the_output_folder_as_it_was(
    scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = scenario.lay_out(tmp_path / "repository")
    target = output_folder(tmp_path / "out", "markdown")
    before = contents(tmp_path)
    code = run(["render", str(target), "--root", str(root), "--as-of", scenario.as_of.isoformat()])
    printed = capsys.readouterr()
    assert code == 1
    assert "nothing was written" in printed.err
    assert "Traceback" not in printed.err + printed.out
    assert contents(tmp_path) == before
