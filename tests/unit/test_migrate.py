"""`playbook migrate`: what is rewritten, what is preserved, and what stops it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.reading.rewrite import comments_in, rewritten
from generator.reading.source import MAX_BYTES
from tests.scenarios.scenario import BASE, contents, copy_of, found_in, replace
from tests.unit.test_migrations import MIXED

DATA = Path(__file__).resolve().parents[1] / "data"
OLD, NEW = (DATA / f"account-{version}.yaml" for version in (0, 1))
PATH = "accounts/acme-pumps/account.yaml"
STRATEGY = "accounts/acme-pumps/strategy.yaml"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A silent repository in which two files are of an older format."""
    return MIXED.lay_out(tmp_path / "repository")


@pytest.fixture
def migrate(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command and gives its exit code and what it printed."""

    def call(root: Path, *options: str) -> tuple[int, str, str]:
        code = run(["migrate", "--root", str(root), *options])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return call


def as_account(text: str | bytes) -> bytes | None:
    data = text.encode() if isinstance(text, str) else text
    return rewritten(PATH, data, "account").data


def test_comments_quotes_and_order_survive() -> None:
    old, new = OLD.read_bytes(), NEW.read_bytes()
    assert as_account(old) == new
    assert rewritten(PATH, new, "account").data is None
    comments = comments_in(old.decode().replace("account-0.json", "account-1.json"))
    assert comments == comments_in(new.decode())


def test_line_endings_and_a_byte_order_mark_survive() -> None:
    windows = OLD.read_bytes().replace(b"\n", b"\r\n")
    assert as_account(windows) == NEW.read_bytes().replace(b"\n", b"\r\n")
    assert as_account(b"\xef\xbb\xbf" + windows) == b"\xef\xbb\xbf" + (as_account(windows) or b"")


# What a file of account/0 becomes; lines begin behind the `|` of this table.
REWRITTEN = {
    "marks and comments round the definition": (
        """
        |# Top
        |---
        |schema: account/0
        |id: a
        |...
        |# End
        """,
        """
        |# Top
        |---
        |schema: account/1
        |id: a
        |...
        |# End
        """,
    ),
    "a definition in braces": (
        "|{schema: account/0, reviewed: 2026-10-01}",
        "|{schema: account/1, review: {last: 2026-10-01}}",
    ),
    "an entry in braces inside of brackets": (
        """
        |schema: account/0
        |team: [{share: 5}, {person: a, share: 6}]
        """,
        """
        |schema: account/1
        |team: [{share: 5 %}, {person: a, share: 6 %}]
        """,
    ),
    "an unusual layout": (
        """
        |schema:   'account/0'
        |id: a
        |name: Two
        |   lines
        |team: [ a,
        |  b ]
        |tier: key
        |manager:   ada
        """,
        """
        |schema: 'account/1'
        |id: a
        |name: Two lines
        |team: [a, b]
        |tier: key
        |owner: ada
        """,
    ),
    "texts that look like numbers, dates or switches": (
        """
        |schema: account/0
        |a: [000, 1_0, 2.10, 1e3, no, ~, 12:30, 2026-1-1, 0x1F, =, null]
        """,
        """
        |schema: account/1
        |a: [000, 1_0, 2.10, 1e3, no, ~, 12:30, 2026-1-1, 0x1F, =, null]
        """,
    ),
    "comments above a list and behind its first item": (
        """
        |schema: account/0
        |team:
        |  # all
        |  - {share: 5}  # a
        |  - person: b
        |    share: 6
        """,
        """
        |schema: account/1
        |team:
        |  # all
        |  - {share: 5 %}  # a
        |  - person: b
        |    share: 6 %
        """,
    ),
    "comments behind texts in brackets and over several lines": (
        """
        |schema: account/0
        |team: [ a,
        |  b
        |  ]   # all
        |# The name
        |name: "Two
        |  lines" # of it
        |tier: [] # none
        """,
        """
        |schema: account/1
        |team: [a, b]  # all
        |# The name
        |name: "Two lines"  # of it
        |tier: []  # none
        """,
    ),
    "empty lines between values and inside of them": (
        """
        |schema: account/0
        |
        |
        |a: |  # block
        |  one
        |
        |  two
        |
        |b: |+
        |  kept
        |
        |c: 'first
        |
        |  second'
        |
        |d: >-
        |  folded
        |  text
        |   # not a comment
        |# end
        """,
        """
        |schema: account/1
        |
        |
        |a: |  # block
        |  one
        |
        |  two
        |
        |b: |+
        |  kept
        |
        |c: 'first
        |
        |  second'
        |
        |d: >-
        |  folded
        |  text
        |   # not a comment
        |# end
        """,
    ),
    "comments on keys that go": (
        """
        |schema: account/0
        |ratings:
        |- scores:
        |  - score: 1
        |    axis: x
        |    factor: f # it
        |  # below
        |  - axis: x # ax
        |    factor: g
        |    score: 2
        """,
        """
        |schema: account/1
        |ratings:
        |  - scores:
        |      x:
        |        f:  # it
        |          score: 1
        |        # below
        |        # ax
        |        g:
        |          score: 2
        """,
    ),
}


def lines(table: str) -> str:
    return "\n".join(line.lstrip()[1:] for line in table.strip().splitlines())


@pytest.mark.parametrize(("old", "new"), REWRITTEN.values(), ids=REWRITTEN)
@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_a_text_is_rewritten_with_its_comments_where_they_belong(
    old: str, new: str, ending: str
) -> None:
    assert (as_account(lines(old) + ending) or b"").decode() == lines(new) + (ending or "\n")


def test_files_are_rewritten_and_listed_in_words(
    root: Path, migrate: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(root)
    code, out, err = migrate(root)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{PATH}: account/0 -> account/1",
        "  - `manager` is called `owner`",
        "  - `reviewed` and `review_every` are in the group `review`, as `last` and `every`",
        "  - `approved_by` and `approved_on` are in the group `approved`, as `by` and `on`",
        "  - a length of time says its unit: `6` becomes `6 months`",
        "  - a share of working time carries its sign: `40` becomes `40 %`",
        f"{STRATEGY}: account/0 -> account/1",
        "  - a length of time says its unit: `6` becomes `6 months`",
        "  - scores are grouped by axis and factor, no longer a list that repeats both",
        "2 files rewritten.",
    ]
    after = contents(root)
    assert {path for path in after if after[path] != before.get(path)} == {PATH, STRATEGY}
    assert found_in(root, capsys) == (0, [])
    assert migrate(root) == (0, "Nothing to do: every file is in the format in use.\n", "")


def test_a_file_whose_keys_were_right_already_only_gets_its_header(
    tmp_path: Path, migrate: Command
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    replace(root / PATH, "account/1", "account/0")
    _, out, _ = migrate(root)
    assert "nothing but the line `schema:` changes" in out
    assert contents(root) == contents(BASE)


def test_check_writes_nothing(root: Path, migrate: Command) -> None:
    before = contents(root)
    code, out, _ = migrate(root, "--check")
    assert code == 1
    assert f"{PATH}: account/0 -> account/1" in out
    assert "2 files to be rewritten." in out
    assert contents(root) == before
    assert migrate(BASE, "--check")[0] == 0


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("schema: account/0\ncharter: [", "[bracket-not-closed]"),
        ("schema: account/7", "[schema-version]"),
        ("schema: account/0\nowner: a\nmanager: b", "[old-format-conflict]"),
        ("schema: role/2", "[schema-header]"),
    ],
)
def test_what_cannot_be_read_is_named_and_left_alone(
    new: str, message: str, root: Path, migrate: Command
) -> None:
    replace(root / STRATEGY, "schema: account/0", new)
    before = (root / STRATEGY).read_bytes()
    code, out, err = migrate(root)
    assert code == 1
    assert f"{STRATEGY}:" in err
    assert message in err
    assert "1 file left alone (see above)" in out
    assert (root / STRATEGY).read_bytes() == before
    assert "owner: ada" in (root / PATH).read_text(encoding="utf-8")


def test_what_would_lose_something_is_refused(
    root: Path, migrate: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (root / STRATEGY).read_bytes()
    library = "generator.reading.rewrite._dumped"
    monkeypatch.setattr(library, lambda *_: "schema: account/1\n")
    code, _, err = migrate(root)
    assert code == 1
    assert f"{STRATEGY}: a comment or a value would not survive" in err
    assert "docs/migrations.md" in err
    assert (root / STRATEGY).read_bytes() == before


def test_what_the_library_cannot_read_is_refused(root: Path, migrate: Command) -> None:
    replace(root / STRATEGY, "schema: account/0", "schema: # which\n  account/0\n")
    before = (root / STRATEGY).read_bytes()
    code, _, err = migrate(root)
    assert code == 1
    assert f"{STRATEGY}: the library that writes it cannot read it" in err
    assert (root / STRATEGY).read_bytes() == before


def test_a_link_is_not_followed(root: Path, migrate: Command) -> None:
    outside = root.parent / "outside.yaml"
    (root / STRATEGY).rename(outside)
    (root / STRATEGY).symlink_to(outside)
    before = outside.read_bytes()
    code, _, err = migrate(root)
    assert code == 1
    assert f"{STRATEGY}  error [symlink]" in err
    assert outside.read_bytes() == before
    assert (root / STRATEGY).is_symlink()


def test_a_file_that_is_too_large_is_left_alone(root: Path, migrate: Command) -> None:
    with (root / STRATEGY).open("ab") as stream:
        stream.write(b"# more\n" * (MAX_BYTES // 7))
    size = (root / STRATEGY).stat().st_size
    code, _, err = migrate(root)
    assert code == 1
    assert "[file-too-large]" in err
    assert (root / STRATEGY).stat().st_size == size


def test_a_protected_file_stops_it_before_anything_is_written(root: Path, migrate: Command) -> None:
    (root / STRATEGY).chmod(0o444)
    before = contents(root)
    code, out, err = migrate(root)
    assert (code, out) == (3, "")
    assert f"{STRATEGY} is write-protected: allow writing to it; nothing was written" in err
    assert contents(root) == before


def test_a_full_disk_leaves_old_files_and_no_others(
    root: Path, migrate: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = migrate(root)
    assert code == 3
    assert "No space left on device; nothing was written" in err
    assert contents(root) == before


def test_an_interruption_leaves_the_old_files_and_no_others(
    root: Path, migrate: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, calls = contents(root), iter([None, None, KeyboardInterrupt()])

    def interrupted(_: int) -> None:
        if failure := next(calls):
            raise failure

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupted)
        code, out, _ = migrate(root)
    assert code == 130
    assert out == ""
    assert contents(root) == before
    assert migrate(root)[0] == 0


def test_a_file_saved_during_the_run_is_not_overwritten(
    root: Path, migrate: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(path: str, data: bytes, kind: str) -> object:
        found = rewritten(path, data, kind)
        if path == STRATEGY:
            (root / STRATEGY).write_bytes(data + b"# saved\n")
        return found

    monkeypatch.setattr("generator.cli.migrate.rewritten", meanwhile)
    code, _, err = migrate(root)
    assert code == 3
    assert f"{STRATEGY} has changed since it was read" in err
    assert (root / STRATEGY).read_bytes().endswith(b"# saved\n")
    assert "manager: ada" in (root / PATH).read_text(encoding="utf-8")


def test_a_file_keeps_its_permissions(root: Path, migrate: Command) -> None:
    (root / PATH).chmod(0o640)
    assert migrate(root)[0] == 0
    assert stat.S_IMODE((root / PATH).stat().st_mode) == 0o640


def test_a_folder_without_definitions_is_a_matter_of_usage(
    tmp_path: Path, migrate: Command
) -> None:
    assert migrate(tmp_path)[0] == 2
