"""Hostile files: named with their place, quickly, and nothing else happens."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from tests.faults.hostile import ACCOUNT, CASES, Case
from tests.scenarios.scenario import BASE, contents, copy_of, found_in, output_folder

SECONDS = 5  # of one processor that others use too; without our limits it would be minutes
REFUSED = [case for case in CASES if case.expected and "too-many-nodes" not in case.rules]


SLOW = {"more entries than anybody writes"}  # takes seconds by nature


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.slow if case.name in SLOW else ()) for case in CASES],
    ids=lambda case: case.name,
)
def test_a_hostile_file_is_named_with_its_place(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    case.change(root)
    start = time.process_time()
    code, lines = found_in(root, capsys)
    assert time.process_time() - start < SECONDS
    assert lines == list(case.expected)
    assert code == (1 if case.expected else 0)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_hostile_file_leaves_rendered_pages_as_they_were(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    case.change(root)
    target = output_folder(tmp_path / "out", "markdown")
    before = contents(target)
    code = run(["render", str(target), "--root", str(root), "--as-of", "2026-11-02"])
    message = capsys.readouterr().err
    assert code == 1
    assert "nothing was written" in message
    assert "Traceback" not in message
    assert contents(target) == before
    assert not list(tmp_path.glob(".staging*"))


@pytest.mark.parametrize("case", REFUSED[::9], ids=lambda case: case.name)
def test_a_hostile_file_leaves_the_site_as_it_was(
    case: Case, tmp_path: Path, real_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    shutil.copyfile(real_root / "mkdocs.yml", root / "mkdocs.yml")
    case.change(root)
    target = output_folder(root / "site", "site")
    before = contents(target)
    assert run(["build", "--root", str(root), "--as-of", "2026-11-02"]) == 1
    message = capsys.readouterr().err
    assert "nothing was written" in message
    assert "Traceback" not in message
    assert contents(target) == before
    assert not list(root.glob(".staging*"))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_terminal_is_shown_the_place_and_no_control_characters(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    case.change(root)
    assert run(["check", "--root", str(root), "--as-of", "2026-11-02"]) == 1
    printed = capsys.readouterr().out
    for line in case.expected:
        place, rule, _ = line.split(" ", 2)
        assert place in printed
        assert f"[{rule}]" in printed
    assert printed.replace("\n", "").isprintable()


def test_a_file_or_folder_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    closed = {root / ACCOUNT, root / "content/roles"}

    def guarded(function: Callable[..., object]) -> Callable[..., object]:
        def call(path: Path | str, *arguments: object) -> object:
            if Path(path) in closed:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return function(path, *arguments)

        return call

    # Not by taking rights away, as the super-user has them all the same.
    monkeypatch.setattr(Path, "open", guarded(Path.open))
    monkeypatch.setattr(os, "scandir", guarded(os.scandir))
    code, lines = found_in(root, capsys)
    assert code == 1
    assert f"{ACCOUNT} unreadable cannot be read: Permission denied" in lines
    assert "content/roles unreadable cannot be read: Permission denied" in lines
