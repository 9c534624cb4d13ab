"""A key of a file that cannot be read has no class; only keys of ours are quoted to the team."""

from pathlib import Path

import pytest

from generator.cli.app import run
from tests.review.history import committed
from tests.scenarios.scenario import BASE, copy_of

FILE = "accounts/acme-pumps/strategy.yaml"
RISK = "  - id: rival\n"
FORMATS = ("github", "gitlab", "json", "sarif")
UNKNOWN = "zebra merger"


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(
    "lines",
    [f"    {UNKNOWN}:\n", f"    {UNKNOWN}: x\n    {UNKNOWN}: x\n"],
    ids=["empty-value", "duplicate-key"],
)
def test_a_key_that_is_not_ours_is_not_quoted(
    lines: str, style: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    file = root / FILE
    file.write_text(file.read_text().replace(RISK, f"{RISK}    class: confidential\n{lines}"))
    day = ("--as-of", "2026-11-02", "--root", str(root))
    assert run(["check", "--format", style, "--edition", "team", *day]) == 1
    shown = capsys.readouterr()
    assert UNKNOWN not in shown.out + shown.err
    assert run(["check", *day]) == 1
    assert UNKNOWN in capsys.readouterr().out  # who wrote the file reads what it says


def test_a_key_of_ours_is_quoted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    file = root / FILE
    file.write_text(file.read_text().replace(RISK, f"{RISK}    trigger:\n"))
    day = ("--as-of", "2026-11-02", "--root", str(root))
    assert run(["check", "--format", "github", "--edition", "team", *day]) == 1
    assert "The key `trigger`" in capsys.readouterr().out


COMMANDS = {
    "build": ["build"],
    "codeowners": ["codeowners"],
    "diff": ["diff", "HEAD"],
    "export": ["export", "json"],
    "log": ["log", "acme-pumps", "promise", "--what", "x", "--due", "tomorrow"],
    "migrate": ["migrate", "--check"],
    "render": ["render", "out"],
    "what-if": ["what-if", "acme-pumps", "cuts.attractiveness=6"],
}


@pytest.mark.parametrize("lines", [f"    {UNKNOWN}:\n", f"    {UNKNOWN}: [a, {UNKNOWN}\n"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_command_quotes_a_secret_entry_to_a_job(
    command: list[str],
    lines: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(tmp_path)
    root = committed(copy_of(BASE, tmp_path / "repository"))
    file = root / FILE
    file.write_text(file.read_text().replace(RISK, f"{RISK}    class: confidential\n{lines}"))
    day = () if command[0] in ("codeowners", "migrate") else ("--as-of", "2026-11-02")
    assert run([*command, *day, "--root", str(root)]) in (0, 1, 2)
    shown = capsys.readouterr()
    assert UNKNOWN not in shown.out + shown.err
    assert shown.out + shown.err
