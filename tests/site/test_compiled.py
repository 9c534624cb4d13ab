"""Templates are compiled once, and again when they or the program are others."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.site import compiled
from generator.site.compiled import CompiledTemplates


class Rendering:
    """Renders a template in an environment of its own; ``compiled``: how often that took work."""

    def __init__(self) -> None:
        self.compiled = 0

    def __call__(self, source: str) -> str:
        outer = self

        class Counting(Environment):
            def compile(self, *arguments: object, **named: object) -> object:  # type: ignore[override]
                outer.compiled += 1
                return super().compile(*arguments, **named)  # type: ignore[call-overload]

        loader = DictLoader({"page": source})
        return (
            Counting(loader=loader, bytecode_cache=CompiledTemplates())
            .get_template("page")
            .render()
        )


@pytest.fixture
def rendering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rendering:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "prefix"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Rendering()


def test_a_template_is_compiled_once(rendering: Rendering) -> None:
    assert rendering("{{ 1 + 1 }}") == rendering("{{ 1 + 1 }}") == "2"
    assert rendering.compiled == 1


def test_another_template_or_program_compiles_anew(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rendering("{{ 1 + 1 }}") == "2"
    assert rendering("{{ 1 + 2 }}") == "3"
    monkeypatch.setattr(compiled, "code_version", lambda: "another")
    assert rendering("{{ 1 + 2 }}") == "3"
    assert rendering.compiled == 3


@pytest.mark.parametrize("left", [b"", b"x", b"torn"])
def test_what_cannot_be_read_is_compiled(rendering: Rendering, tmp_path: Path, left: bytes) -> None:
    assert rendering("{{ 1 }}") == "1"
    (file,) = (path for path in (tmp_path / "prefix").rglob("*") if path.is_file())
    head, _, _ = file.read_bytes().partition(b"\n")
    file.write_bytes(head + b"\n" + left)
    assert rendering("{{ 1 }}") == "1"
    assert rendering.compiled == 2


def test_where_nothing_can_be_written_templates_work(
    rendering: Rendering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", "/dev/null")
    assert rendering("{{ 1 }}") == rendering("{{ 1 }}") == "1"
    assert rendering.compiled == 2
