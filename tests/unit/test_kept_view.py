"""What an edition sees of a definition, found again by where something is not seen."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.cache.derived import NamedResults
from generator.cache.disk import FOLDER, Cache
from generator.editions.view import view
from generator.findings.classification import Edition
from generator.pipeline import read_definitions
from tests.scenarios.scenario import BASE, copy_of

views = import_module("generator.editions.view")  # which has the name of its function
RISK = "\nrisks:\n  - id: "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(BASE, tmp_path / "repository")
    strategy = root / "accounts/acme-pumps/strategy.yaml"
    text = strategy.read_text()
    assert RISK in text
    strategy.write_text(text.replace(RISK, RISK.replace("id:", "class: confidential\n    id:")))
    return root


@pytest.mark.parametrize("edition", Edition, ids=str)
def test_the_second_time_nothing_is_looked_at_and_the_same_is_seen(
    root: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    visible = views._visible

    def counted(*given: Any) -> Any:
        looked_at.append(given)
        return visible(*given)

    monkeypatch.setattr(views, "_visible", counted)
    plain = view(read_definitions(root).definitions, edition)
    every = len(looked_at)
    for times in (2, 2):
        cache = Cache(root, "v1")
        results = NamedResults(cache, f"{edition.value}/results")
        read = read_definitions(root, memory=results, store=cache)
        found = view(read.definitions, edition, memory=results)
        results.next_run()
        assert found.definitions == plain.definitions
        assert found.withheld == plain.withheld
        assert len(looked_at) == times * every


def test_where_something_is_not_seen_stands_in_no_folder_of_an_edition(root: Path) -> None:
    cache = Cache(root, "v1")
    results = NamedResults(cache, "team/results")
    read = read_definitions(root, memory=results, store=cache)
    found = view(read.definitions, Edition.TEAM, memory=results)
    results.next_run()
    assert not found.accounts["acme-pumps"].risks
    entries = [path for path in (root / FOLDER / "v1").rglob("*") if path.is_file()]
    telling = [path for path in entries if b"risks" in path.read_bytes()]
    assert {path.relative_to(root / FOLDER / "v1").parts[0] for path in telling} == {"definitions"}


def test_what_cannot_be_told_by_places_is_looked_at_again(root: Path) -> None:
    account = read_definitions(root).definitions.accounts["acme-pumps"]
    seen = views._seen_of(account, Edition.TEAM, frozenset(), True)
    form = views._SeenForm(account)
    assert form.load(form.dump(seen)).left == seen.left != account
    with pytest.raises(ValueError, match="Expecting value"):
        form.load(form.dump(seen._replace(removed=[])))
