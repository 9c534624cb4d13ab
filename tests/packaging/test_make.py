"""The Makefile: what is set up when, tried with a made-up Python that logs its calls."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Makes an "environment" whose programs are itself, as `python -m venv --clear .venv` would.
PYTHON = """#!/bin/sh
echo "$(basename "$0") $*" >> "{log}"
if [ "$1 $2" = "-m venv" ]; then
    rm -rf .venv && mkdir -p .venv/bin
    for program in python playbook lint-imports; do cp "$0" ".venv/bin/$program"; done
    echo "command = $0 -m venv $(pwd -P)/.venv" > .venv/pyvenv.cfg
fi
[ "$1" != -c ] || exit {too_old}
"""


class Checkout:
    """A copy of what the Makefile needs, in a folder with awkward characters in its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "it's a play book"
        self.log = folder / "log"
        self.said = ""
        (self.folder / "requirements").mkdir(parents=True)
        (self.folder / "tests" / "e2e").mkdir(parents=True)
        for name, call in (("install-browser.sh", "browser"), ("fetch-mermaid.sh", "mermaid")):
            script = self.folder / "tests" / "e2e" / name
            script.write_text(f'echo {call} >> "{self.log}"\n', encoding="utf-8")
        for name in (
            "Makefile",
            "pyproject.toml",
            "requirements/site.txt",
            "requirements/test.txt",
        ):
            shutil.copy(ROOT / name, self.folder / name)
        self.python = self.make_python(too_old=False)

    def make_python(self, *, too_old: bool) -> Path:
        """A program to give to make as PYTHON."""
        program = self.log.parent / ("python-old" if too_old else "python")
        program.write_text(PYTHON.format(log=self.log, too_old=int(too_old)), encoding="utf-8")
        program.chmod(0o755)
        return program

    def make(self, *arguments: str, code: int = 0) -> list[str]:
        """Runs make; the calls of the made-up programs, shortened to what matters here."""
        self.log.write_text("", encoding="utf-8")
        answer = subprocess.run(
            ["make", f"PYTHON={self.python}", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            # What was given to a make that runs these tests is not meant for the one under test.
            env={
                name: value
                for name, value in os.environ.items()
                if "MAKE" not in name and name not in ("PYTEST_ARGS", "UPGRADE")
            },
        )
        self.said = answer.stdout + answer.stderr
        assert answer.returncode == code, self.said
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.removeprefix("python -m ") for line in lines if "sys.version_info" not in line]

    def change(self, name: str) -> None:
        """Makes a file newer than all others, as an edit would, yet older than what comes next."""
        now = time.time()
        for path in self.folder.rglob("*"):
            os.utime(path, (now - 100, now - 100))
        os.utime(self.folder / name, (now - 50, now - 50))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh checkout: nothing is set up."""
    return Checkout(tmp_path)


VENV = "venv --clear .venv"
EDITABLE = "pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e ."
BUILD = "playbook build --edition team --site-dir site --as-of examples"


def locked(lock: str) -> str:
    """The call that installs a lock."""
    return (
        "pip --disable-pip-version-check install --quiet --require-hashes"
        f" -r requirements/{lock}.txt"
    )


def test_make_alone_lists_the_targets_and_does_nothing(checkout: Checkout) -> None:
    assert checkout.make() == []
    for target in ("site", "serve", "test", "test-all", "bench", "schema", "lock", "clean"):
        assert f"make {target} " in checkout.said


def test_site_sets_up_once_then_only_builds(checkout: Checkout) -> None:
    assert checkout.make("site") == [VENV, locked("site"), EDITABLE, BUILD]
    assert "http://127.0.0.1:8000/" in checkout.said
    assert checkout.make("site") == [BUILD]


@pytest.mark.parametrize("changed", ["requirements/site.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_file_is_installed(checkout: Checkout, changed: str) -> None:
    checkout.make("site")
    checkout.change(changed)
    assert checkout.make("site") == [locked("site"), EDITABLE, BUILD]
    assert checkout.make("site") == [BUILD]


def test_edition_and_folder_are_passed_on(checkout: Checkout) -> None:
    calls = checkout.make("site", "EDITION=hr", "SITE_DIR=out/for hr")
    assert calls[-1] == "playbook build --edition hr --site-dir out/for hr --as-of examples"


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ("AS_OF=2027-03-01", " --as-of 2027-03-01"),
        ("AS_OF=", ""),
        ("SOURCE_DATE_EPOCH=1800000000", ""),
    ],
)
def test_the_site_is_of_another_day_than_that_of_the_examples(
    checkout: Checkout, given: str, passed_on: str
) -> None:
    site = "playbook build --edition team --site-dir site"
    assert checkout.make("site", given)[-1] == f"{site}{passed_on}"
    assert checkout.make("serve", given)[-1] == f"playbook serve{passed_on}"


def test_what_the_tests_installed_does_for_the_site(checkout: Checkout) -> None:
    checkout.make("test")
    assert checkout.make("site") == [BUILD]


def test_test_checks_everything_and_ends_with_pytest(checkout: Checkout) -> None:
    calls = checkout.make("test")
    assert calls[:4] == [VENV, locked("test"), EDITABLE, "browser"]
    assert calls[4:] == [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "lint-imports --no-logo",
        "pytest -m not slow -n 3 --dist worksteal",
    ]
    everything = checkout.make("test-all", "PYTEST_ARGS=-x")
    assert everything[-1] == "pytest -x"
    assert set(everything) - set(calls) == {"pytest -x", "mermaid"}


def test_an_environment_is_recreated_in_a_folder_that_was_moved(checkout: Checkout) -> None:
    checkout.make("site")
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))
    assert checkout.make("site") == [VENV, locked("site"), EDITABLE, BUILD]
    assert checkout.make("site") == [BUILD]


def test_an_environment_without_its_python_is_recreated(checkout: Checkout) -> None:
    checkout.make("site")
    (checkout.folder / ".venv/bin/python").unlink()
    assert checkout.make("site") == [VENV, locked("site"), EDITABLE, BUILD]


def test_an_old_python_is_refused_in_words(checkout: Checkout) -> None:
    checkout.python = checkout.make_python(too_old=True)
    checkout.make("site", code=2)
    assert "needs Python 3.11 or newer" in checkout.said
    assert "make site PYTHON=" in checkout.said
    assert not (checkout.folder / ".venv").exists()


def test_clean_keeps_the_environment_and_the_sources(checkout: Checkout) -> None:
    checkout.make("site")
    (checkout.folder / "site").mkdir()
    checkout.make("clean")
    assert not (checkout.folder / "site").exists()
    assert (checkout.folder / ".venv").exists()
    assert (checkout.folder / "requirements/site.txt").exists()
