"""No id and no page of ours takes the address of another page."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.classification import Edition
from generator.model.kinds import KINDS, Kind
from generator.pages import Page, all_pages
from generator.pages.kit.context import Context
from generator.pipeline import assemble as stages
from generator.pipeline.assemble import Assembled
from generator.reading.identity import reserved
from tests.scenarios.scenario import BASE, contents, copy_of

OF_MANY = [kind for kind in KINDS.values() if kind.of_many]


@pytest.mark.parametrize("kind", OF_MANY, ids=lambda kind: kind.name)
def test_our_pages_among_those_of_definitions_have_reserved_names(
    kind: Kind, shipped: Callable[[Edition], Assembled]
) -> None:
    """An account `compare` would lie where `accounts/compare.md` does."""
    found = shipped(Edition.LEADERSHIP)
    ids = set(found.catalog.definitions.of_kind(kind.name))
    paths = [page.path for page in found.pages if page.path.startswith(f"{kind.plural}/")]
    names = {path.split("/")[1].removesuffix(".md") for path in paths}
    assert names - ids <= reserved(kind.name)


@pytest.mark.parametrize("new_id", ["fit", "framework"])
def test_a_competency_gets_no_name_of_another_file_in_its_folder(
    new_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    before = contents(root)
    assert run(["new", "competency", new_id, "--root", str(root)]) == 2
    assert f"`{new_id}` cannot be an id" in capsys.readouterr().err
    assert contents(root) == before
    assert new_id not in reserved("account")


def test_two_pages_at_one_address_end_the_command_with_both_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def with_another(context: Context, *_: object) -> tuple[Page, ...]:
        found = all_pages(context)
        return (*found, replace(found[0], path="accounts/acme-pumps.md"))

    monkeypatch.setattr(stages, "all_pages", with_another)
    out = tmp_path / "out"
    assert run(["render", str(out), "--root", str(BASE), "--as-of", "2026-11-02"]) == 1
    message = " ".join(capsys.readouterr().err.split())
    assert "`accounts/acme-pumps/index.md` and `accounts/acme-pumps.md`" in message
    assert not out.exists()
