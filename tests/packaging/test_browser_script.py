"""The script that installs a browser, run with made-up programs: no package is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.site.browser import PROGRAMS

SCRIPT = Path(__file__).resolve().parents[1] / "e2e" / "install-browser.sh"
USER, ROOT_USER = "1000", "0"


class Machine:
    """A folder of made-up programs, the only ones the script finds, and a log of their calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.log.touch()
        for name in ("sh", "cat"):
            (folder / name).symlink_to(str(shutil.which(name)))

    def add(self, name: str, *, output: str = "", fails: bool = False) -> Path:
        """A program that writes its call to the log, prints something and ends."""
        program = self.folder / name
        program.write_text(
            f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\n'
            f"{f'echo {output}' if output else ':'}\nexit {int(fails)}\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        return program

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The script's answer on this machine."""
        return subprocess.run(
            ["sh", str(SCRIPT), *arguments],
            env={"PATH": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What the made-up programs were called with, but for the question who we are."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if not line.startswith("id ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with nothing but a user."""
    machine = Machine(tmp_path)
    machine.add("id", output=USER)
    return machine


@pytest.mark.parametrize("browser", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_left_alone(machine: Machine, browser: str) -> None:
    machine.add("apt-get")
    program = machine.add(browser)
    answer = machine.run()
    assert (answer.returncode, answer.stdout, answer.stderr, machine.calls) == (0, "", "", [])
    assert machine.run("--find").stdout == f"{program}\n"


def test_a_browser_in_an_unusual_place_is_named(machine: Machine) -> None:
    program = machine.add("my-browser")
    assert machine.run("--find", BROWSER_PATH=str(program)).stdout == f"{program}\n"
    assert machine.run("--find").returncode == 1


def test_a_user_gets_the_command_and_the_tests_go_on(machine: Machine) -> None:
    machine.add("apt-get")
    machine.add("sudo")
    answer = machine.run()
    assert answer.returncode == 0
    assert "INSTALL_BROWSER=1 make test" in answer.stderr
    assert machine.calls == []


def test_without_apt_get_another_way_is_named(machine: Machine) -> None:
    answer = machine.run(INSTALL_BROWSER="1")
    assert answer.returncode == 0
    assert "BROWSER_PATH" in answer.stderr


def test_where_the_browser_is_required_its_absence_is_an_error(machine: Machine) -> None:
    assert machine.run(REQUIRE_BROWSER="1").returncode == 1


def test_root_installs_it(machine: Machine) -> None:
    machine.add("id", output=ROOT_USER)
    machine.add("apt-get")
    assert machine.run().returncode == 0
    assert machine.calls == ["apt-get update", "apt-get install -y chromium"]


def test_a_user_who_asks_for_it_installs_it_through_sudo(machine: Machine) -> None:
    machine.add("apt-get")
    machine.add("sudo")
    assert machine.run(INSTALL_BROWSER="1").returncode == 0
    assert machine.calls == ["sudo apt-get update", "sudo apt-get install -y chromium"]


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_a_failed_installation_is_reported(machine: Machine, required: str, code: int) -> None:
    machine.add("id", output=ROOT_USER)
    machine.add("apt-get", fails=True)
    answer = machine.run(REQUIRE_BROWSER=required)
    assert answer.returncode == code
    assert "apt-get just failed" in answer.stderr


def test_the_product_knows_the_browsers_of_the_script() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    names = re.search(r"for name in (.+); do", script)
    places = re.findall(r'"(/Applications/.+?)"', script)
    assert names
    assert list(PROGRAMS[: len([*names[1].split(), *places])]) == [*names[1].split(), *places]
