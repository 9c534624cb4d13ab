"""A new role or competency has every section, is valid, and says what it was asked for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import new as new_module
from generator.cli.app import run
from generator.model.competency import Competency
from generator.model.item import Item
from generator.model.role import Role
from tests.scenarios.scenario import BASE, copy_of

Command = Callable[..., tuple[int, str, str]]
MAY_GO = {"schema_", "aliases", "notes"}
"""Fields that no author of a new definition thinks of."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(BASE, tmp_path / "repository")


@pytest.fixture
def command(root: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run([*arguments, "--root", str(root), "--as-of", "2026-11-02"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def _read(root: Path) -> pipeline.Checked:
    read = pipeline.read_definitions(root)
    assert [each.message for each in read.findings] == []
    return read


@pytest.mark.parametrize(("kind", "model"), [("role", Role), ("competency", Competency)])
def test_a_new_definition_shows_every_section(
    root: Path, command: Command, kind: str, model: type[Item]
) -> None:
    """As a line to write over, or behind # where a made-up value would be taken for a fact."""
    assert command("new", kind, "channel")[0] == 0
    _read(root)
    (file,) = root.glob("content/*/channel.yaml")
    shown = set(re.findall(r"^(?:# )?(\w+):", file.read_text(), re.M))
    keys = {info.alias or name for name, info in model.model_fields.items() if name not in MAY_GO}
    assert keys - {"class"} <= shown


def test_options_say_what_a_role_refers_to(root: Path, command: Command) -> None:
    given = ("--reports-to", "kam", "--requires", "negotiation=basic")
    assert command("new", "role", "channel", *given)[0] == 0
    role = _read(root).definitions.roles["channel"]
    assert role.position.reports_to == ("kam",)
    assert [(each.competency, each.level) for each in role.requires] == [("negotiation", "basic")]


REFUSED = {
    "level": (("role", "x", "--requires", "negotiation=advanced"), "known: basic, expert"),
    "competency": (("role", "x", "--requires", "sales=expert"), "known: negotiation"),
    "shape": (("role", "x", "--requires", "negotiation"), "as in `negotiation=expert`"),
    "post": (("role", "x", "--reports-to", "boss"), "there is no post or role `boss`"),
    "area": (("competency", "x", "--area", "trade"), "known: selling"),
    "other kind": (("account", "x", "--area", "selling"), "--area is for a competency"),
    "no id": (("role",), "Missing argument 'ID'"),
    "no kind": ((), "Missing argument 'KIND'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_with_what_can(
    root: Path, command: Command, case: str
) -> None:
    arguments, said = REFUSED[case]
    code, _, err = command("new", *arguments)
    assert code == 2
    assert said in " ".join(err.split())
    assert not list(root.glob("content/*/x.yaml"))


def _terminal(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Iterator[str]:
    given = iter(lines)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(given))
    monkeypatch.setattr(new_module, "may_ask", lambda: True)
    return given


def test_on_a_terminal_a_role_is_asked_for(
    root: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ("role", "Channel manager", "boss", "sales-director", "negotiation", "best", "basic")
    given = _terminal(monkeypatch, *answers)
    code, out, _ = command("new")
    assert (code, next(given, None)) == (0, None)
    assert "there is no post or role `boss`" in out
    assert "there is no level `best`; known: basic, expert" in out
    role = _read(root).definitions.roles["channel-manager"]
    assert (role.name, role.position.reports_to) == ("Channel manager", ("sales-director",))
    assert [(each.competency, each.level) for each in role.requires] == [("negotiation", "basic")]


def test_on_a_terminal_a_competency_is_asked_for(
    root: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = _terminal(monkeypatch, "Tender writing", "")
    assert command("new", "competency")[0] == 0
    assert next(given, None) is None
    assert _read(root).definitions.competencies["tender-writing"].area == "selling"
