"""The locks: exact versions, with hashes, from no named place, within pyproject.toml's ranges."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("site", "test")
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>.*?)(?=^\S|\Z)", re.M | re.S
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
PLACES = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "://")


def lock_text(lock: str) -> str:
    """A lock as it stands in requirements/."""
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, set[Version]]:
    """Name to its pinned versions: one, or one for each kind of machine."""
    found: dict[str, set[Version]] = {}
    for pin in PIN.finditer(lock_text(lock)):
        found.setdefault(canonicalize_name(pin["name"]), set()).add(Version(pin["version"]))
    return found


def declared(lock: str) -> list[Requirement]:
    """The requirements of pyproject.toml that a lock has to meet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ranges = project["project"]["dependencies"] + project["build-system"]["requires"]
    if lock == "test":
        ranges += project["project"]["optional-dependencies"]["test"]
    return [Requirement(entry) for entry in ranges]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_its_hashes_or_a_comment(lock: str) -> None:
    starts = re.compile(r"[A-Za-z0-9._-]+==\S+|    --hash=sha256:|    #|#|$")
    invalid = [line for line in lock_text(lock).splitlines() if not starts.match(line)]
    assert not invalid


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    found = list(PIN.finditer(lock_text(lock)))
    assert len(found) > len(declared("site"))
    assert not [pin["name"] for pin in found if not HASH.search(pin["rest"])]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_meet_the_ranges_of_the_project(lock: str) -> None:
    pinned = pins(lock)
    violated = [
        f"{wanted} (pinned: {', '.join(map(str, versions)) or 'nothing'}); run `make lock`"
        for wanted in declared(lock)
        for versions in [pinned.get(canonicalize_name(wanted.name), set())]
        if not versions or not all(version in wanted.specifier for version in versions)
    ]
    assert not violated


def test_the_test_lock_holds_the_whole_site_lock() -> None:
    site, test = pins("site"), pins("test")
    assert {name: test.get(name) for name in site} == site


@pytest.mark.parametrize(
    "path",
    [
        "requirements/site.txt",
        "requirements/test.txt",
        "Makefile",
        ".ci/run",
        "tests/e2e/install-browser.sh",
        "pyproject.toml",
    ],
)
def test_no_file_of_the_set_up_says_where_packages_come_from(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8").replace("http://127.0.0.1:8000/", "")
    assert not [place for place in PLACES if place in text]
