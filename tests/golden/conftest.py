"""Repositories whose outputs are stored as goldens; tests only read them."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.conftest import FIXTURE, PORTFOLIO, assembled_on
from tests.golden.proposal import propose
from tests.review.chronicle import full_history, repository
from tests.review.history import committed
from tests.review.rich import rich_change
from tests.review.scenario_table import Files
from tests.scenarios.scenario import HERE as SCENARIOS
from tests.scenarios.scenario import Scenario

Repositories = Callable[[str], Path]


@pytest.fixture(scope="session")
def rendered(as_of: date) -> Callable[[Edition], Assembled]:
    """The fixture in an edition; each is assembled once."""
    return partial(assembled_on, as_of, root=FIXTURE)


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Repositories:
    """A repository by its name; each is laid out once.

    ``fixture`` and ``portfolio``: what lies in ``tests/fixture/`` and ``tests/portfolio/``,
    committed; ``proposed``: the fixture with a proposal on top of the commit; ``rich``: a small one
    with errors, committed, and a rich change on top; ``story``: a small one with a long history.
    Any other name is that of a scenario.
    """

    def laid_out(name: str) -> Path:
        root = tmp_path_factory.mktemp("repository")
        if name == "fixture":
            return _copied(FIXTURE, root)
        if name == "portfolio":
            return _copied(PORTFOLIO, root)
        if name == "proposed":
            propose(_copied(FIXTURE, root))
            return root
        if name == "rich":
            return _rich(root)
        if name == "story":
            return repository(root, full_history())
        return Scenario(SCENARIOS / name).lay_out(root)

    return cache(laid_out)


def _copied(there: Path, root: Path) -> Path:
    shutil.copytree(there, root, dirs_exist_ok=True)
    return committed(root)


def _rich(root: Path) -> Path:
    before, after = rich_change()
    _write(root, before)
    committed(root)
    for removed in before.keys() - after.keys():
        (root / removed).unlink()
    _write(root, after)
    return root


def _write(root: Path, files: Files) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
