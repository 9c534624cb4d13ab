"""A word that a command does not know is answered with the one that was meant, or with all."""

from pathlib import Path

import pytest

from generator.cli.app import run
from tests.review.history import committed
from tests.scenarios.scenario import BASE, copy_of


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ("rules promise-overdu", "Did you mean `promise-overdue`?"),
        ("rules grey", "Similar rules: `grey-band-without-reason`"),
        ("rules xyzzyq", "`playbook rules` lists all of them."),
        ("schema acount", "Did you mean `account`?"),
        ("schema xyzzyq", "There are account, role,"),
        ("check --xyzzyq", "There are --strict, "),
        ("import table.csv --wirte", "No such option '--wirte'. Did you mean '--write'?"),
        ("check main", "--base main"),
    ],
)
def test_a_word_that_is_not_known(
    arguments: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments.split()) == 2
    assert hint in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("revision", "hint"),
    [
        ("mian", "Did you mean `main`?"),
        ("main..HEAD", "write `playbook diff main HEAD`"),
        ("main...", "write `playbook diff main HEAD`"),
    ],
)
def test_a_revision_that_is_not_there(
    revision: str, hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_of(BASE, tmp_path / "plan")
    committed(root)
    assert run(["diff", "--root", str(root), revision]) == 2
    assert hint in " ".join(capsys.readouterr().err.split())
