"""A definition whose id does not match its path: reported, and not compared."""

from pathlib import Path

import pytest

from generator.changes.comparison import review
from generator.changes.sections import uncompared
from generator.cli.app import run
from generator.findings.classification import Edition
from generator.reading.files import SourceFile
from generator.reading.identity import ID_MISMATCH
from generator.reading.load import load
from generator.reading.tree import read_tree
from tests.review.history import committed
from tests.scenarios.scenario import AS_OF, BASE, copy_of

Files = tuple[SourceFile, ...]
PUMPS, BETA = "accounts/acme-pumps", "accounts/beta"
KAM, OTHER = "content/roles/kam.yaml", "content/roles/other.yaml"


def small() -> Files:
    return read_tree(BASE)[0]


def moved(old: str, new: str) -> Files:
    return tuple(SourceFile(each.path.replace(old, new), each.data) for each in small())


def copied(old: str, new: str) -> Files:
    return tuple(dict.fromkeys((*small(), *moved(old, new))))


def with_id(path: str, old: str, new: str) -> Files:
    def data(file: SourceFile) -> bytes:
        text = file.data.decode()
        return text.replace(f"id: {old}\n", f"id: {new}\n").encode() if file.path == path else b""

    return tuple(SourceFile(each.path, data(each) or each.data) for each in small())


@pytest.mark.parametrize(
    ("files", "broken"),
    [
        (moved(PUMPS, BETA), {"account/acme-pumps", "account/beta"}),
        (copied(PUMPS, BETA), {"account/beta"}),
        (
            with_id(f"{PUMPS}/account.yaml", "acme-pumps", "acme"),
            {"account/acme-pumps", "account/acme"},
        ),
        (moved(KAM, OTHER), {"role/kam", "role/other"}),
        (copied(KAM, OTHER), {"role/other"}),
        (
            with_id("content/competencies/framework.yaml", "framework", "other"),
            {"framework/framework"},
        ),
    ],
    ids=["moved", "copied", "renamed", "role moved", "role copied", "of one only"],
)
def test_it_is_not_compared(files: Files, broken: set[str]) -> None:
    valid, _ = load(small(), of_the_past=True)
    damaged, findings = load(files, of_the_past=True)
    assert ID_MISMATCH in {each.rule for each in findings}
    assert damaged.broken == broken
    for base, head, state in ((valid, damaged, "newer"), (damaged, valid, "older")):
        found = review(base, head, Edition.LEADERSHIP, AS_OF)
        assert not found.differences
        assert not [each for each in found.required if each.rule.id != "base-not-readable"]
        parts = (each.split("/") for each in sorted(broken))
        rows = [" ".join(dict.fromkeys(each)) for each in parts]
        assert [each for each, _ in uncompared(found)] == [
            f"{each}, in the {state} state" for each in rows
        ]


def test_commands_name_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = committed(copy_of(BASE, tmp_path / "repository"))
    (root / PUMPS).rename(root / BETA)
    assert run(["diff", "--root", str(root)]) == 0
    assert "account acme-pumps, in the newer state" in capsys.readouterr().out
    assert run(["check", "--base", "HEAD", "--root", str(root)]) == 1
    printed = capsys.readouterr()
    assert "[id-mismatch]" in printed.out + printed.err
