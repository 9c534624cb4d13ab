"""`git diff` and `git log -p --ext-diff` say what changed, with `playbook` as their driver."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.cli.file_diff import file_diff
from generator.model.kinds import kind_of
from generator.reading.files import FOLDERS, SourceFile
from generator.reading.load import load_part
from tests.examples import spread
from tests.review.history import committed, git
from tests.scenarios.scenario import BASE, copy_of, replace

ROOT = Path(__file__).resolve().parents[2]
STRATEGY = "accounts/acme-pumps/strategy.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(BASE, tmp_path / "plan")
    attributes = "accounts/**/*.yaml diff=playbook\ncontent/**/*.yaml diff=playbook\n"
    (root / ".gitattributes").write_text(attributes, "utf-8")
    committed(root)
    program = f"{shlex.quote(sys.executable)} -m generator diff --ext-diff --"
    git(root, "config", "diff.playbook.command", f"PYTHONPATH={shlex.quote(str(ROOT))} {program}")
    return root


def said(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), "-c", "color.ui=never", *arguments],
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_PAGER": "cat"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_a_diff_and_a_log_speak_of_meaning(root: Path) -> None:
    replace(root / STRATEGY, "    impact: high\n", "    impact: medium\n")
    meant = f"{STRATEGY}\n  Risk “A rival offers a cheaper seal”, impact: high -> medium.\n"
    assert said(root, "diff") == meant
    git(root, "commit", "--quiet", "--all", "--message", "Less")
    logged = said(root, "log", "-p", "--ext-diff", "-1")
    assert logged.endswith(meant) and "    Less\n" in logged and "@@" not in logged


@pytest.mark.slow
def test_files_that_come_go_and_move(root: Path) -> None:
    git(root, "mv", STRATEGY, "accounts/acme-pumps/plan.yaml")
    git(root, "rm", "--quiet", "content/methods/stages.yaml")
    (root / "content/terms.yaml").write_text("schema: nothing/1\n", "utf-8")
    git(root, "add", "--all")
    answer = said(root, "diff", "--cached", "-M")
    moved = f"{STRATEGY} -> accounts/acme-pumps/plan.yaml\n  says what it said before, in the same"
    assert moved in answer
    assert "content/methods/stages.yaml\n  removed\n" in answer
    assert "content/terms.yaml\n  new\n  not readable as a definition; its lines:\n" in answer


def given(path: str, before: Path | str, after: Path | str) -> list[str]:
    return ["diff", "--ext-diff", "--", path, str(before), "0", "100644", str(after), "0", "100644"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# why\n{}", "says what it said before: comments, order, spaces or quotes differ"),
        ("{}impct: 1\n", "not readable as a definition; its lines:"),
        ("{}\u202e\n", "not readable as a definition; its lines:"),
        ("\udcff{}", "not readable as a definition; its lines:"),
    ],
)
def test_what_one_file_says(
    text: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = BASE / STRATEGY, tmp_path / "after"
    whole = text.replace("{}", before.read_text("utf-8"))
    after.write_bytes(whole.encode("utf-8", "surrogateescape"))
    assert run(given(f"our/plans/{STRATEGY}", before, after)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"our/plans/{STRATEGY}", f"  {expected}"]
    assert not any("\u202e" in line for line in lines)


def shipped() -> list[str]:
    folders = (ROOT / each for each in FOLDERS)
    files = (path for folder in folders for path in folder.rglob("*.yaml"))
    return sorted(str(path.relative_to(ROOT)) for path in files)


@pytest.mark.parametrize("path", spread([*shipped(), "tests/data/account-0.yaml"], 8))
def test_each_file_that_is_shipped_is_read(path: str, tmp_path: Path) -> None:
    """Alone, whatever a definition needs besides: by its meaning, and not by its lines."""
    name = path if path.startswith(FOLDERS) else f"accounts/acme-pumps/{Path(path).name}"
    data = (ROOT / path).read_bytes()
    for copy, expected in (
        (data, "says what it said before, in the same lines"),
        (data.replace(b"\n", b"\r\n"), "says what it said before: only ends of lines differ"),
        (b"# why\n" + data, "says what it said before: comments, order, spaces or quotes differ"),
    ):
        (tmp_path / "after").write_bytes(copy)
        answer = file_diff(given(name, ROOT / path, tmp_path / "after")[3:])
        assert answer.splitlines() == [name, f"  {expected}"]


@pytest.mark.parametrize("path", {kind_of(path): path for path in shipped()}.values())
def test_of_a_broken_file_each_sound_field_is_read(path: str) -> None:
    """In each kind of definition a misspelt key costs that key alone."""
    kind = kind_of(path) or ""
    data = (ROOT / path).read_bytes()
    sound = load_part(kind, [SourceFile(path, data)])
    broken = load_part(kind, [SourceFile(path, data + b"\nnotakey: 1\n")])
    assert sound.whole and not broken.whole
    assert (broken.fields, broken.item, broken.closed) == (sound.fields, sound.item, False)


def test_what_git_would_not_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--ext-diff", "--", STRATEGY]) == 0
    assert "not merged yet" in capsys.readouterr().out
    for given_to_it in ([], ["--", "a", "b"]):
        assert run(["diff", "--ext-diff", *given_to_it]) == 2
        assert "is for Git" in capsys.readouterr().err
    assert run(given(STRATEGY, tmp_path / "none", "/dev/null")) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert run(["diff", "a", "b", "c", "--root", str(tmp_path)]) == 2
    assert "extra argument" in capsys.readouterr().err
