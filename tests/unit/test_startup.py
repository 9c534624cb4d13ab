"""A command imports only what it needs, so that it starts quickly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.core import Context

from generator.cli.app import command_of, playbook
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of

ROOT = Path(__file__).resolve().parents[2]
_RUN = """
import sys
from generator.cli.app import run
code = run(sys.argv[1:])
print("", *sys.modules, sep="\\n", file=sys.stderr)
sys.exit(code)
"""


HEAVY = {"pydantic", "jinja2", "mkdocs", "yaml", "rich", "markdown_it", "importlib.metadata"}


def imported_by(*arguments: str, **environment: str) -> set[str]:
    """The modules that a command has imported in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_needs_no_command_loads_none(option: str) -> None:
    ours = {name for name in imported_by(option) if name.partition(".")[0] == "generator"}
    assert ours == {"generator", "generator.cli", "generator.cli.app"}


@pytest.mark.parametrize("verb", ["check", "build"])
def test_what_is_needed_to_look_up_an_answer_is_light(verb: str) -> None:
    loaded = imported_by(verb, "--help")
    assert f"generator.cli.{verb}" in loaded
    assert not loaded & {*HEAVY, "generator.model", "generator.reporters", "generator.pipeline"}


@pytest.mark.parametrize("in_git", [False, True], ids=["outside Git", "in Git"])
def test_what_has_not_changed_needs_nothing_else(tmp_path: Path, in_git: bool) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    if in_git:
        git(committed(root), "switch", "--quiet", "--create", "mine")
    command = ("check", "--root", str(root), "--as-of", "2026-11-02")
    assert imported_by(*command, PLAYBOOK_NO_CACHE="0") & HEAVY
    assert imported_by(*command, PLAYBOOK_NO_CACHE="0") <= imported_by("check", "--help")


@pytest.mark.parametrize(
    "command",
    [("check",), ("what-if", "--set", "methods.account-analysis-matrix.weights.growth=30")],
)
def test_findings_need_no_pages(command: tuple[str, ...]) -> None:
    loaded = imported_by(*command, "--root", str(ROOT / "tests/portfolio"), "--as-of", "2026-11-02")
    outputs = {"generator.pages", "generator.charts", "generator.pipeline.assemble"}
    assert not loaded & {*outputs, "generator.site.plugin", "jinja2", "mkdocs", "material"}


def test_outside_git_check_neither_exports_nor_compares(tmp_path: Path) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    loaded = imported_by("check", "--root", str(root), "--as-of", "2026-11-02")
    packages = ("generator.exports", "generator.history", "generator.git", "generator.changes.")
    unneeded = [name for name in loaded if name.startswith(packages)]
    assert unneeded == ["generator.changes.rules"]


def test_models_are_built_when_they_are_used() -> None:
    built = """
from generator.exports.reference import documents
from generator.model.kinds import KINDS
models = [*(kind.model for kind in KINDS.values()), *documents().values()]
print(*(model.__name__ for model in models if model.__pydantic_complete__))
"""
    done = subprocess.run(
        [sys.executable, "-c", built], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("verb", playbook.commands)
def test_the_list_says_of_a_command_what_it_says_itself(verb: str) -> None:
    listed, command = playbook.commands[verb], command_of(verb)
    assert (listed.name, listed.help) == (command.name, first_sentence(command.help or ""))


def first_sentence(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


def test_a_command_is_the_one_of_its_module() -> None:
    name, command, rest = playbook.resolve_command(Context(playbook), ["what-if", "--set"])
    assert (name, command, rest) == ("what-if", command_of("what-if"), ["--set"])
