"""What tests in several folders share: the real repository, its sites, and `--regenerate`."""

import fcntl
import gc
import os
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.definitions.definitions import Definitions
from generator.editions import Edition
from generator.pipeline import Assembled, assemble, read_definitions
from generator.site.publish import build_site

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 2)


@cache
def real_definitions() -> Definitions:
    """What the real repository defines; read once."""
    return read_definitions(ROOT).definitions


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write what scenarios and goldens expect anew, then look at the difference",
    )


def pytest_configure() -> None:
    # Tests keep a million objects for the whole run, which no search for garbage will ever free.
    # As often as Python searches by itself, that takes a fifth of all time.
    gc.set_threshold(50_000)


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(scope="session")
def as_of() -> date:
    return AS_OF


@pytest.fixture(scope="session")
def real_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def assembled(real_root: Path, as_of: date) -> Callable[[Edition], Assembled]:
    """The real repository in an edition; each is assembled once."""
    return cache(lambda edition: assemble(real_root, edition, as_of))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path, Edition], Path]:
    """Builds the site of a folder under a name; workers that run side by side share what is built.

    Tests only read it.
    """
    mine = tmp_path_factory.getbasetemp()
    shared = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "built"

    def build(name: str, root: Path, edition: Edition) -> Path:
        shared.mkdir(exist_ok=True)
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / name).exists():
                build_site(root, shared / name, edition, AS_OF)
        return shared / name

    return build


@pytest.fixture(scope="session")
def team_site(built_once: Callable[[str, Path, Edition], Path], real_root: Path) -> Path:
    """Our own site for the team, with what Git knows of it."""
    return built_once("team", real_root, Edition.TEAM)


@pytest.fixture(scope="session")
def published(
    built_once: Callable[[str, Path, Edition], Path],
    real_root: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Edition], Path]:
    """Our own site in an edition, the same in every clone: without what Git knows of it."""
    root = tmp_path_factory.mktemp("apart")
    for folder in ("accounts", "content"):
        shutil.copytree(real_root / folder, root / folder)
    shutil.copy(real_root / "mkdocs.yml", root)
    return cache(lambda edition: built_once(f"apart-{edition.value}", root, edition))
