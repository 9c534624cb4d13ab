"""What several folders of tests share: a portfolio, the shipped content, and `--regenerate`.

Tests about accounts, and those that compare roles, levels or schemes, use what lies in
``tests/portfolio/``, a repository that stays as it is. Goldens render the small one in
``tests/fixture/``. The shipped content is for tests about the shipped content.
"""

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from generator.cache.memory import NO_MEMORY, Memory
from generator.findings.classification import Edition
from generator.model.definitions import Definitions
from generator.pipeline import read_definitions
from generator.pipeline.assemble import Assembled, assemble
from generator.site.publish import build_site
from tests.examples import examples, spread_over

ROOT = Path(__file__).resolve().parents[1]
FIXTURE, PORTFOLIO = ROOT / "tests/fixture", ROOT / "tests/portfolio"
AS_OF = date(2026, 11, 2)
_REMEMBERED = Memory()
MakeOnce = Callable[[str, Callable[[Path], object]], Path]


@cache
def portfolio_definitions() -> Definitions:
    """What the portfolio defines; read once."""
    return read_definitions(PORTFOLIO).definitions


@cache
def shipped_definitions() -> Definitions:
    """What we ship; read once."""
    return read_definitions(ROOT).definitions


@cache
def assembled_on(day: date, edition: Edition, root: Path = PORTFOLIO) -> Assembled:
    """A repository in an edition on a day; each is assembled once."""
    return assemble(root, edition, day)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="rewrite what scenarios and goldens expect, then look at the difference",
    )


def pytest_configure() -> None:
    # Tests keep a million objects for the whole run, which no search for garbage will ever free.
    # As often as Python searches by itself, that takes a fifth of all time.
    gc.set_threshold(50_000)
    # What is read in place stays as it is, and what is measured is worked out.
    os.environ["PLAYBOOK_NO_CACHE"] = "1"


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of a test that takes only a few in every run, the others are slow."""
    cases: dict[object, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("few") and not item.get_closest_marker("slow"):
            cases.setdefault(getattr(item, "function", item), []).append(item)
    for of_one in cases.values():
        quick = of_one[0].get_closest_marker("few").args[0]  # type: ignore[union-attr]
        now = spread_over(len(of_one), quick)
        for number, item in enumerate(of_one):
            if number not in now:
                item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def _old() -> Iterator[None]:
    """What a module leaves is searched by no `gc.collect()` of a later one."""
    yield
    _REMEMBERED.next_run()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _remember() -> Iterator[None]:
    """What is made of the same objects is made once, as in ``playbook serve``.

    `make test-all` makes everything anew.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in examples(("keep", "has", "one"), ()):
            patch.setattr(NO_MEMORY, name, getattr(_REMEMBERED, name))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Caches of tests have a signing key of their own, also in the processes they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("keys")))
        yield


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
def portfolio_root() -> Path:
    return PORTFOLIO


@pytest.fixture(scope="session")
def assembled(as_of: date) -> Callable[[Edition], Assembled]:
    """The portfolio in an edition; each is assembled once."""
    return partial(assembled_on, as_of)


@pytest.fixture(scope="session")
def shipped(as_of: date, shipped_root: Path) -> Callable[[Edition], Assembled]:
    """The shipped content in an edition; each is assembled once."""
    return partial(assembled_on, as_of, root=shipped_root)


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Makes a folder under a name once; parallel workers share it.

    Tests only read it.
    """
    mine = tmp_path_factory.getbasetemp()
    shared = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "shared"

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        shared.mkdir(exist_ok=True)
        made = shared / f"{name}.made"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                make(shared / name)
                made.touch()
        return shared / name

    return folder


@pytest.fixture(scope="session")
def shipped_root(make_once: MakeOnce) -> Path:
    """The shipped content without its Git history, which grows and takes long to read."""

    def copy(root: Path) -> None:
        for name in ("accounts", "content"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)

    return make_once("shipped", copy)


@pytest.fixture(scope="session")
def published(make_once: MakeOnce, shipped_root: Path) -> Callable[[Edition], Path]:
    """Our own site in an edition, the same in every clone."""

    def build(edition: Edition, folder: Path) -> None:
        build_site(shipped_root, folder, edition, AS_OF)

    return lambda edition: make_once(f"site-{edition.value}", partial(build, edition))


@pytest.fixture(scope="session")
def team_site(published: Callable[[Edition], Path]) -> Path:
    """Our own site for the team."""
    return published(Edition.TEAM)


@pytest.fixture(scope="session")
def team_site_of_git(make_once: MakeOnce) -> Path:
    """The same with the Git history of this repository, for slow tests."""
    return make_once("site-of-git", lambda folder: build_site(ROOT, folder, Edition.TEAM, AS_OF))
