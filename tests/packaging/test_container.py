"""The steps of `Containerfile`, outside a container."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator import __version__
from tests.packaging.environments import build, new_environment, run
from tests.packaging.workflows import ROOT

INSTRUCTION = re.compile(r"(?m)^([A-Z]+) ((?:.*\\\n)*.*)$")
STEPS = INSTRUCTION.findall((ROOT / "Containerfile").read_text("utf-8"))


def of(kind: str) -> list[str]:
    return [text for each, text in STEPS if each == kind]


def settings() -> dict[str, str]:
    return dict(word.split("=", 1) for text in of("ENV") for word in shlex.split(text))


def test_it_installs_as_a_job_does_from_what_is_in_git() -> None:
    assert [text for text in of("RUN") if "install-playbook" in text] == [
        "sh .github/install-playbook.sh"
    ]
    assert of("COPY") == [". ."]
    ignored = (ROOT / ".containerignore").read_text("utf-8").split()
    assert {".git", ".venv", ".cache", "site"} <= set(ignored)
    for text in of("RUN"):
        assert subprocess.run(["sh", "-n", "-c", text], check=False).returncode == 0


def test_it_asks_git_as_one_who_does_not_own_the_folder() -> None:
    named = settings()
    assert named["GIT_CONFIG_KEY_0"] == "safe.directory"
    assert of("WORKDIR")[-1] == named["GIT_CONFIG_VALUE_0"] == "/repo"
    assert [kind for kind, _ in STEPS].index("USER") < len(STEPS) - 1


def test_its_command_ends_where_there_is_nothing_to_build(tmp_path: Path) -> None:
    done = started(tmp_path, {"SITE": str(tmp_path / "site"), "PYTHONPATH": str(ROOT)})
    assert done.wait(60) == 2
    assert not (tmp_path / "site").exists()


def started(
    folder: Path, more: dict[str, str], programs: Path = Path(sys.executable).parent
) -> subprocess.Popen[bytes]:
    """Its command, run in a folder that would be mounted."""
    (command,) = of("CMD")
    return subprocess.Popen(
        json.loads(command),
        cwd=folder,
        env={"PATH": f"{programs}{os.pathsep}{os.defpath}", **settings(), **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A new repository, as `playbook init` writes it where it is installed from its wheel."""
    programs = new_environment(tmp_path / "ours")
    wheel = build("wheel", ROOT, tmp_path / "wheel")
    run(programs / "python", "-m", "pip", "install", "--no-index", wheel, cwd=tmp_path)
    run(programs / "playbook", "init", "repo", "--company", "Ondrell", cwd=tmp_path)
    return tmp_path / "repo"


@pytest.mark.slow
def test_in_an_empty_environment_its_steps_build_a_new_repository_and_serve_it(
    repository: Path, tmp_path: Path
) -> None:
    """All but those that need a system of their own: Git from Debian, and a user."""
    text = (repository / "Containerfile").read_text("utf-8")
    todo = [what for kind, what in INSTRUCTION.findall(text) if kind == "RUN"]
    of_the_system = [each for each in todo if each.startswith(("apt-get update", "useradd"))]
    (install,) = [each for each in todo if each not in of_the_system]
    programs = new_environment(tmp_path / "empty")
    copied = shutil.copytree(repository, tmp_path / "src")
    done = subprocess.run(
        ["sh", "-c", install],
        cwd=copied,
        env={"PATH": f"{programs}{os.pathsep}{os.defpath}", "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"playbook, version {__version__}\n"), done.stderr
    before = set(repository.rglob("*"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    more = {"SITE": str(tmp_path / "site"), "PORT": port}
    process = started(repository, more, programs)
    try:
        page = _page(f"http://127.0.0.1:{port}/", process)
    finally:
        process.kill()
        process.wait()
    assert "Ondrell Account Playbook" in page
    assert set(repository.rglob("*")) == before


def _page(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert process.poll() is None
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError("nothing is served")
