"""`playbook upgrade` of a repository that the first version with `upgrade` began.

`tests/data/begun_by_the_first_version.json` holds its answers and some of its files, as it wrote
them; what they are compared with is what this version writes.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from generator.cli.answers import Answers, read_answers
from generator.cli.app import run
from generator.cli.starting import begin
from generator.cli.written import ANSWERS, WRITTEN, record
from generator.pipeline import check
from tests.scenarios.scenario import contents

HELD = json.loads(
    (Path(__file__).parents[1] / "data/begun_by_the_first_version.json").read_text("utf-8")
)
THEN: dict[str, bytes] = {path: text.encode() for path, text in HELD["files"].items()}
CONFLICT, MERGED = "content/competencies/data-and-ai.yaml", "content/competencies/coaching.yaml"
REPLACED, DELETED = "content/competencies/fit.yaml", "content/pages/guides/recording-a-meeting.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The repository, with edits of its people."""
    root = tmp_path / "ours"
    files = {
        **THEN,
        ANSWERS: json.dumps(HELD["answers"]).encode(),
        WRITTEN: record(Answers(), THEN)[WRITTEN],
    }
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    (root / DELETED).unlink()
    edit(root / MERGED, b"owner: human-resources", b"owner: sales  # our own")
    edit(root / "README.md", b"\n\n", b"\n\nAsk Ada first.\n\n")
    version = line_that_changed(CONFLICT, b"version: ")
    edit(root / CONFLICT, version, version.rstrip() + b"  # as agreed with sales\n")
    return root


def edit(file: Path, old: bytes, new: bytes) -> None:
    data = file.read_bytes()
    assert old in data
    file.write_bytes(data.replace(old, new, 1))


def today() -> dict[str, bytes]:
    return dict(begin(read_answers(json.dumps(HELD["answers"]))[1]).files)


def line_that_changed(path: str, begins: bytes) -> bytes:
    """The line of the first version that begins like this, and that today's has not."""
    now = today()[path].splitlines(keepends=True)
    lines = (line for line in THEN[path].splitlines(keepends=True) if line.startswith(begins))
    return next(line for line in lines if line not in now)


@pytest.mark.slow
def test_what_was_edited_stays_and_what_contradicts_is_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now, before = today(), contents(root)
    assert {path for path in THEN if now[path] != THEN[path]} >= {CONFLICT, MERGED, REPLACED}
    assert run(["upgrade", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    does = {
        words[1]: words[0]
        for words in (line.split() for line in out.splitlines() if line.startswith("  "))
        if len(words) > 1 and words[0] != "|"
    }
    wanted = {CONFLICT: "conflict", MERGED: "merged", REPLACED: "replaced", "README.md": "merged"}
    assert {path: does[path] for path in wanted} == wanted
    assert all(does[path] == "new" for path in now if path not in THEN)
    assert "as agreed with sales" in out
    assert "1 file is as you have it" in " ".join(out.split())
    assert contents(root) == before

    assert run(["upgrade", "--root", str(root), "--write"]) == 1
    after = contents(root)
    assert after[CONFLICT] == before[CONFLICT]
    assert after[REPLACED] == now[REPLACED]
    assert DELETED not in after
    edited = {CONFLICT, MERGED, "README.md"}
    assert after[MERGED] == now[MERGED].replace(
        b"owner: human-resources", b"owner: sales  # our own"
    )
    assert b"Ask Ada first." in after["README.md"]
    assert {path: after[path] for path in now if path not in {*edited, DELETED}} == {
        path: data for path, data in now.items() if path not in {*edited, DELETED}
    }
    errors = [each for each in check(root, date(2026, 11, 30)).findings if "error" in each.level]
    assert not errors

    capsys.readouterr()
    assert run(["upgrade", "--root", str(root)]) == 0
    again = capsys.readouterr().out
    assert CONFLICT in again and MERGED not in again
    assert run(["upgrade", "--root", str(root), "--write", "--marks"]) == 0
    marked = (root / CONFLICT).read_bytes()
    assert b"as agreed with sales" in marked and b"<<<<<<< " in marked
