"""A scenario of imports: tables and edits in turn, on a copy of the small repository of
scenarios."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.app import run
from tests.scenarios.scenario import BASE, contents, copy_of, replace

HERE = Path(__file__).resolve().parent
SCENARIOS, EXPECTED = HERE / "scenarios.yaml", HERE / "scenarios.txt"
DAY = ("--as-of", "2026-11-02")


@dataclass(frozen=True)
class Scenario:
    """A name, and what is done step by step."""

    name: str
    steps: tuple[Mapping[str, Any], ...]


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, in the order of the file."""
    held = yaml.load(SCENARIOS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(Scenario(each["name"], tuple(each["steps"])) for each in held)


@cache
def expected() -> dict[str, str]:
    """What each scenario prints and changes."""
    text = EXPECTED.read_text(encoding="utf-8") if EXPECTED.exists() else ""
    parts = re.split(r"^=== (.*)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], (each.rstrip() for each in parts[1::2]), strict=True))


def imported(
    root: Path, table: Path, *arguments: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """The exit code of the command and what it prints, without how long it took."""
    capsys.readouterr()
    code = run(["import", str(table), *arguments, *DAY, "--root", str(root)])
    out, err = capsys.readouterr()
    text = re.sub(r"in \d+\.\d s\.", "in N s.", (out + err).replace(str(table.parent), "."))
    return code, "\n".join(line.rstrip() for line in text.splitlines()).strip()


def told(scenario: Scenario, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a scenario prints, and how the files differ after each import."""
    root = copy_of(BASE, folder / "repository")
    lines: list[str] = []
    for number, step in enumerate(scenario.steps, 1):
        if "edit" in step:
            replace(root / step["edit"], step["find"], step["replace"])
        elif "remove" in step:
            (root / step["remove"]).unlink()
        elif "add" in step:
            (root / step["add"]).parent.mkdir(parents=True, exist_ok=True)
            (root / step["add"]).write_text(step["text"], encoding="utf-8")
        else:
            before = contents(root)
            lines += [f"--- import {number}", *_import(root, folder, step, capsys)]
            lines += _differences(before, contents(root))
    return "\n".join(lines)


def _import(
    root: Path, folder: Path, step: Mapping[str, Any], capsys: pytest.CaptureFixture[str]
) -> Iterator[str]:
    table = folder / step.get("name", "table.csv")
    table.write_bytes(step["table"].encode(step.get("encoding", "utf-8")))
    arguments = step.get("args", "").split()
    if "mapping" in step:
        (folder / "mapping.yaml").write_text(step["mapping"], encoding="utf-8")
        arguments += ["--mapping", str(folder / "mapping.yaml")]
    code, text = imported(root, table, *arguments, capsys=capsys)
    yield from (text, f"exit code {code}")


def _differences(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    for name in sorted({*before, *after}):
        if name.startswith(".playbook") or before.get(name) == after.get(name):
            continue
        old = before.get(name, b"").decode("utf-8").splitlines()
        new = after.get(name, b"").decode("utf-8").splitlines()
        yield f"*** {name}"
        for line in difflib.unified_diff(old, new, lineterm="", n=0):
            if not line.startswith(("---", "+++", "@@")):
                yield line.rstrip()
