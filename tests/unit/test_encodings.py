"""Commands print on a terminal whose encoding lacks letters of the definitions."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from generator.cli.app import playbook, run
from generator.cli.failures import FAULT
from tests.review.history import committed
from tests.scenarios.scenario import BASE, copy_of, replace

ACCOUNT, STRATEGY = "accounts/acme-pumps/account.yaml", "accounts/acme-pumps/strategy.yaml"
LETTERS = "Zażółć 漢字"
ENCODINGS = ("ascii", "latin-1", "cp1252")
TEXTS = {
    "check": "check --base HEAD",
    "build": "build --jobs 1 --site-dir {out}/site-ł",
    "serve": "serve --address łódź",
    "render": "render {out}/ł",
    "export": "export json łódź",
    "what-if": "what-if --set methods.matrix.weights.volume=50",
    "why": "why acme-pumps",
    "handover": "handover ada",
    "digest": "digest ada",
    "diff": "diff",
    "log": "log łódź contact",
    "new": "new account łódź",
    "import": "import łódź.csv",
    "init": "init {out}/new-ł",
    "upgrade": "upgrade",
    "migrate": "migrate --check",
    "examples": "examples",
    "rules": "rules łódź",
    "schema": "schema łódź",
    "cache": "cache clear",
    "codeowners": "codeowners --write --file {out}/ł",
}
FOR_PROGRAMS = (
    "check --format json",
    "check --format gitlab",
    "check --format sarif",
    "diff --format json",
    "diff --format markdown",
    "export json",
    "export json --fields",
    "what-if --set methods.matrix.weights.volume=50 --format json",
    "rules --markdown",
    "schema account",
    "codeowners",
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, real_root: Path) -> Path:
    """With letters of other alphabets, in the last commit and in what changed since."""
    root = copy_of(BASE, tmp_path_factory.mktemp("letters") / "ł")
    shutil.copy(real_root / "mkdocs.yml", root)
    replace(root / ACCOUNT, "name: Acme Pumps", f"name: Acme {LETTERS}")
    replace(root / STRATEGY, "what: A rival offers", f"what: {LETTERS} offers")
    committed(root)
    replace(root / STRATEGY, f"{LETTERS} offers", f"{LETTERS} sells")
    replace(root / ACCOUNT, "currency: EUR", "currency: EUR\nfictional: yes")
    return root


def printed(encoding: str, root: Path, out: Path, command: str) -> tuple[int, bytes, bytes]:
    """The exit code of a command, and what it prints where the encoding is another one."""
    streams = [io.BytesIO(), io.BytesIO()]
    texts = [io.TextIOWrapper(each, encoding=encoding, newline="\n") for each in streams]
    arguments = [each.format(out=out) for each in command.split()]
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(texts[0]),
        redirect_stderr(texts[1]),
    ):
        patch.chdir(root)
        code = run(arguments)
        for text in texts:
            text.flush()
    return code, streams[0].getvalue(), streams[1].getvalue()


def test_every_command_is_tried() -> None:
    assert set(TEXTS) == set(playbook.commands)


@pytest.mark.few(18)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("verb", TEXTS)
def test_a_command_prints_what_it_can(
    verb: str, encoding: str, repository: Path, tmp_path: Path
) -> None:
    code, out, err = printed(encoding, repository, tmp_path, TEXTS[verb])
    assert code < FAULT, err
    assert (out + err).decode(encoding).strip()
    assert printed(encoding, repository, tmp_path, f"{verb} --help")[0] == 0


@pytest.mark.few(4)
@pytest.mark.parametrize("command", FOR_PROGRAMS)
def test_programs_get_the_same_bytes(command: str, repository: Path, tmp_path: Path) -> None:
    expected = printed("utf-8", repository, tmp_path, command)
    assert expected[0] in (0, 1)
    expected[1].decode("utf-8")
    for encoding in ENCODINGS:
        assert printed(encoding, repository, tmp_path, command)[:2] == expected[:2]
    if command == "export json":
        assert LETTERS in expected[1].decode()


@pytest.mark.slow
def test_a_process_of_such_a_terminal(repository: Path) -> None:
    for settings in ({"PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0", "LC_ALL": "C"}):
        done = subprocess.run(
            [sys.executable, "-m", "generator", "diff", "--as-of", "2026-11-02"],
            cwd=repository,
            env={**os.environ, **settings},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"Acme Za" in done.stdout
