"""The command line in a terminal: line width, completion, Ctrl-C, a full disk."""

import errno
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from generator import pipeline, reporters
from generator.cli.app import run
from generator.cli.output import captured, console
from generator.findings.finding import FindingLevel, Location, Rule
from tests.review.history import committed
from tests.scenarios.scenario import BASE, copy_of

ROOT = Path(__file__).resolve().parents[2]
LATE = Rule("late", FindingLevel.WARNING, "Late.", "It matters.", "Do it, " * 20 + "soon.")
COMMANDS = [
    command
    for row in (ROOT / "README.md").read_text("utf-8").splitlines()
    if row.startswith("| ")
    for command in re.findall(r"`(playbook [^`]*)`", row)
]


def test_sentences_fit_a_narrow_terminal_and_stay_whole_elsewhere() -> None:
    narrow, whole = _reported(40), _reported(None)
    assert max(map(len, narrow.splitlines()[1:])) <= 40
    assert all(line.startswith("  ") for line in narrow.splitlines()[1:])
    assert len(whole.splitlines()) == 3
    assert narrow.split() == whole.split()


def _reported(width: int | None) -> str:
    finding = LATE.at(Location("accounts/acme/account.yaml"), "word " * 30)
    out = io.StringIO()
    Console(file=out, width=1000).print(reporters.text([finding], {}, width), end="")
    return out.getvalue().rstrip()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("ch", "check"), ("rules no-ba", "no-backup"), ("schema compe", "competency")],
)
def test_tab_completes_commands_and_ids(typed: str, offered: str) -> None:
    words = f"playbook {typed}"
    done = subprocess.run(
        [sys.executable, "-m", "generator"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={
            **os.environ,
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
            "_PLAYBOOK_COMPLETE": "bash_complete",
        },
    )
    assert done.stdout.split() == [f"plain,{offered}"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_an_interruption_while_it_starts_prints_no_traceback() -> None:
    # Tests run in the background may have been started with interruptions ignored.
    code = "import generator.cli as cli, os, signal\n" + (
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "cli.import_module = lambda name: os.kill(os.getpid(), signal.SIGINT)\ncli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


def ended_by(command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """A process that runs ``command`` as the whole of ``playbook``."""
    code = (
        "import atexit, sys, types\nfrom generator import cli\n"
        "def command(arguments):\n"
        f"    {command}\n"
        "    return 3\n"
        "cli.load = lambda module: types.SimpleNamespace(run=command)\ncli.main()"
    )
    run = [sys.executable, "-c", code]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(run, text=True, check=False, cwd=ROOT, env=plain, **options)


def test_a_command_ends_with_its_code_after_all_that_was_to_be_done() -> None:
    command = "atexit.register(print, 'tidied up'); print('said')"
    done = ended_by(command, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (3, "said\ntidied up\n", "")


def test_a_command_that_fails_outside_of_itself_ends_as_python_does() -> None:
    done = ended_by("raise RuntimeError('seen')", capture_output=True)
    assert done.returncode == 1
    assert "RuntimeError: seen" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_command_says_that_its_output_was_lost() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = ended_by("print('said')", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 120
    assert "No space left" in done.stderr


def test_a_full_disk_is_no_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pipeline, "check", full)
    assert run(["check", "--root", str(copy_of(BASE, tmp_path / "repository"))]) == 3
    assert "No space left" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:0", "127.0.0.1:99999", ":"])
def test_an_address_nobody_can_serve_is_refused(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    assert run(["serve", "--address", address, "--root", str(root)]) == 2
    assert "write it like 127.0.0.1:8080" in capsys.readouterr().err


def _slow_but_one_of_each(command: str) -> object:
    """The first example of a verb represents its kind; the others run as slow tests."""
    verb = command.split()[1]
    first = next(each for each in COMMANDS if each.split()[1] == verb)
    is_quick = command == first and verb != "build"  # other tests build the site
    return command if is_quick else pytest.param(command, marks=pytest.mark.slow)


NOT_HERE = (
    "playbook serve",  # goes on
    "playbook new",  # asks on a terminal: `test_new`
    "playbook diff --ext-diff",  # is called by Git
    # Of a repository that `init` wrote; `test_upgrade` runs both.
    "playbook upgrade",
    "playbook upgrade --write",
    "playbook export pdf norvane-industrial-group",  # needs a browser: `test_review_pack`
    "playbook export pdf kam --edition hr",
)


@pytest.mark.few(7)
@pytest.mark.parametrize(
    "command", [_slow_but_one_of_each(each) for each in COMMANDS if each not in NOT_HERE]
)
def test_the_commands_of_the_readme_do_what_they_say(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of(ROOT, tmp_path / "repository")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "last.md").write_text("The last comment.\n", "utf-8")
    committed(root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793577600")  # 2026-11-02
    planted = "--strict" in command  # the examples hold warnings, for newcomers to practise on
    assert run(shlex.split(command)[1:]) == (1 if planted else 0)


def _repository(folder: Path) -> Path:
    """The base of the scenarios with the settings of our own site."""
    root = copy_of(BASE, folder / "repository")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    shutil.rmtree(root / "content/pages", ignore_errors=True)
    (root / "content/pages").mkdir()
    return root


def test_a_build_says_what_there_was_and_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _repository(tmp_path)
    assert run(["build", "--root", str(root), "--as-of", "2026-11-02"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^9 definitions, \d+ pages, 0 errors, 0 warnings, 0 notes\.", out)
    for stage in ("read", "view", "work out", "check", "pages", "site"):
        assert re.search(rf"\b{stage} \d+\.\d\d s", out)


def test_every_doubt_of_mkdocs_about_a_link_is_a_warning() -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert yaml.safe_load(settings[settings.index("validation:") : settings.index("extra:")]) == {
        "validation": {
            "nav": dict.fromkeys(("omitted_files", "not_found", "absolute_links"), "warn"),
            "links": dict.fromkeys(
                ("not_found", "anchors", "absolute_links", "unrecognized_links"), "warn"
            ),
        }
    }


def test_a_line_number_is_no_picture() -> None:
    for out in (console(), console(stderr=True)):
        assert captured(out, "strategy.yaml:100:10 :fire:") == "strategy.yaml:100:10 :fire:\n"
