"""Environments with nothing but the packages that the program needs, for tests of its wheel."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must succeed, and know nothing of the environment it runs in."""
    environment = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    answer = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    output = answer.stdout + answer.stderr
    assert answer.returncode == 0, output
    assert "Traceback" not in output, output
    return output


def build(kind: str, source: Path, into: Path) -> Path:
    """Builds the wheel or the sdist from ``source``; asks no network."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into, cwd=source)
    (built,) = into.iterdir()
    return built


def new_environment(home: Path) -> Path:
    """The folder with the programs of a new environment, in which our program is not installed.

    The packages are those that these tests run with, pip among them: links in a folder to which a
    ``.pth`` file leads, so that pip counts them as installed.
    """
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    packages = home / "packages"
    packages.mkdir()
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(folder).iterdir():
            if not entry.name.startswith(("account_playbook", "_account_playbook")):
                (packages / entry.name).symlink_to(entry)
    (Path(paths["purelib"]) / "packages.pth").write_text(str(packages), encoding="utf-8")
    return Path(paths["scripts"])
