"""Imports as users see them: what is printed, and which lines of which files change."""

from pathlib import Path

import pytest

from tests.importing.scenario import EXPECTED, Scenario, expected, scenarios, told


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda each: each.name)
def test_a_scenario(
    scenario: Scenario,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    text = told(scenario, tmp_path, capsys)
    if request.config.getoption("--regenerate"):
        held = {**expected(), scenario.name: text}
        expected()[scenario.name] = text
        names = [each.name for each in scenarios() if each.name in held]
        EXPECTED.write_text(
            "\n".join(f"=== {name}\n{held[name]}\n" for name in names), encoding="utf-8"
        )
    assert text == expected()[scenario.name]


def test_every_scenario_is_expected() -> None:
    assert set(expected()) == {each.name for each in scenarios()}
