"""What tests in several folders share: the real repository, its editions, and `--regenerate`."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.editions import Edition
from generator.pipeline import Assembled, assemble

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 2)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write what scenarios and goldens expect anew, then look at the difference",
    )


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
