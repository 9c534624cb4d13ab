"""Each scenario folder: what `playbook check` finds in it, all of it and in this order."""

from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.finding import Level
from generator.pipeline import RULES
from tests.scenarios.scenario import (
    AS_OF,
    BASE,
    Scenario,
    all_scenarios,
    contents,
    found_in,
    output_folder,
)

LEVELS = {rule.id: rule.level for rule in RULES}
SCENARIOS = all_scenarios()


def is_broken(rules: set[str]) -> bool:
    return any(LEVELS.get(rule) is Level.ERROR for rule in rules)


BROKEN = [scenario for scenario in SCENARIOS if is_broken(scenario.rules)]


def test_the_base_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert found_in(BASE, capsys, AS_OF, "--strict") == (0, [])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_finds_what_it_expects(
    scenario: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str], regenerate: bool
) -> None:
    root = scenario.lay_out(tmp_path / "repository")
    code, lines = found_in(root, capsys, scenario.as_of)
    if regenerate:
        scenario.expect(lines)
    assert lines == scenario.expected
    assert code == (1 if is_broken(scenario.rules) else 0)


@pytest.mark.parametrize("scenario", BROKEN, ids=lambda scenario: scenario.name)
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
