"""The steps of `Containerfile`, outside a container."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator.cli.app import run
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
    done = started(tmp_path, {"SITE": str(tmp_path / "site")})
    assert done.wait(60) == 2
    assert not (tmp_path / "site").exists()


def started(folder: Path, more: dict[str, str]) -> subprocess.Popen[bytes]:
    """Its command, run in a folder that would be mounted."""
    (command,) = of("CMD")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": programs, "PYTHONPATH": str(ROOT), **settings(), **more}
    return subprocess.Popen(
        json.loads(command),
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.slow
def test_its_command_builds_the_site_of_a_new_repository_and_serves_it(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "repo"), "--company", "Ondrell"]) == 0
    before = set((tmp_path / "repo").rglob("*"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process = started(tmp_path / "repo", {"SITE": str(tmp_path / "site"), "PORT": port})
    try:
        page = _page(f"http://127.0.0.1:{port}/", process)
    finally:
        process.kill()
        process.wait()
    assert "Ondrell Account Playbook" in page
    assert set((tmp_path / "repo").rglob("*")) == before


def _page(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert process.poll() is None
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError("nothing is served")
