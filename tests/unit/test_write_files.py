"""All files of a command are written, or none: an error, an interruption, and a loss of power."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.cli.app import run
from generator.cli.write_files import FileChange, _writing_alone, root_to_write, write_files
from generator.findings.errors import OutputError
from tests.conftest import ROOT
from tests.examples import spread
from tests.importing.scenario import DAY
from tests.scenarios.scenario import BASE, copy_of, replace
from tests.unit.test_examples import make_examples
from tests.unit.test_migrations import MIXED

TABLE = """Account ID,Account Name,Account Owner,Account Currency
1,Acme Pumps,Ada Blum,EUR
2,Alpha,Ada Blum,EUR
3,Beta,Ben Cole,EUR
"""
MOST = 40


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "accounts.csv").write_text(TABLE, encoding="utf-8")
    return copy_of(BASE, tmp_path / "repository")


def imported(root: Path) -> int:
    table = root.parent / "accounts.csv"
    return run(["import", str(table), "--write", *DAY, "--root", str(root)])


def everything(root: Path) -> dict[str, bytes | None]:
    """All files and folders, the hidden ones included."""
    return {
        each.relative_to(root).as_posix(): each.read_bytes() if each.is_file() else None
        for each in sorted(root.rglob("*"))
    }


class Failing:
    """Lets the operation of a number fail, counted over all kinds of them below a folder."""

    def __init__(self, root: Path, at: int, error: BaseException) -> None:
        self.root, self.at, self.error, self.count = root, at, error, 0

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self._is_write(args, options):
                self.count += 1
                if self.count == self.at:
                    raise self.error
            return real(*args, **options)

        return call

    def _is_write(self, args: tuple[Any, ...], options: dict[str, Any]) -> bool:
        mode = next((each for each in args[1:2] if isinstance(each, str)), "x")
        where = options.get("dir", args[0] if args else "")
        if isinstance(where, int):  # a file that is open already
            return True
        return Path(str(where)).is_relative_to(self.root) and not mode.startswith("r")

    def install(self, patch: pytest.MonkeyPatch) -> None:
        module = "generator.cli.write_files"
        for name in ("mkdir", "open", "replace", "unlink", "chmod"):
            patch.setattr(Path, name, self.wrap(getattr(Path, name)))
        patch.setattr(f"{module}.os.fsync", self.wrap(os.fsync))
        patch.setattr(f"{module}.shutil.copystat", self.wrap(shutil.copystat))


def operations(root: Path) -> int:
    """How many there are in an import that goes well."""
    counting = Failing(root, 0, OSError())
    with pytest.MonkeyPatch.context() as patch:
        counting.install(patch)
        assert imported(root) == 0
    return counting.count


@pytest.mark.parametrize("at", spread(range(1, MOST), 8))
@pytest.mark.parametrize("kind", ["full disk", "interrupted"])
def test_whatever_fails_leaves_the_folder_as_it_was(
    at: int, kind: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    error = OSError(errno.ENOSPC, "No space left") if kind == "full disk" else KeyboardInterrupt()
    failing = Failing(root, at, error)
    with pytest.MonkeyPatch.context() as patch:
        failing.install(patch)
        code = imported(root)
    if failing.count < at:  # it was not reached: nothing failed
        assert code == 0
        return
    assert code == (3 if kind == "full disk" else 130), capsys.readouterr()
    assert everything(root) == before
    assert imported(root) == 0
    assert "accounts/alpha/account.yaml" in everything(root)


def test_there_are_no_more_operations_than_are_tried(root: Path) -> None:
    assert 20 < operations(root) < MOST


def interrupted(root: Path, taken: int) -> int:
    """Begin to remove a file and write three; stop after ``taken`` of these; how many they are."""
    (root / "removed").mkdir()
    (root / "removed/before.txt").write_bytes(b"before")
    changes = [
        FileChange("removed/before.txt", b"before", None),
        FileChange("content/people.yaml", (root / "content/people.yaml").read_bytes(), b"new"),
        FileChange("accounts/x/account.yaml", None, b"new"),
        FileChange("accounts/x/more.yaml", None, b"new"),
    ]
    done = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal done
        if target.name == "journal.json":
            return real(self, target)
        if done == taken:
            os._exit(9)  # as if the power was gone
        done += 1
        return real(self, target)

    child = os.fork()
    if child == 0:
        Path.replace = replace  # type: ignore[method-assign, assignment]
        write_files(root, changes)
        os._exit(9)
    os.waitpid(child, 0)
    return len(changes) - 1


@pytest.mark.parametrize("taken", [0, 1, 2])
@pytest.mark.parametrize("path", ["content/people.yaml", "accounts/x/account.yaml"])
def test_what_was_edited_since_is_not_undone(path: str, taken: int, root: Path) -> None:
    interrupted(root, taken)
    if not (root / path).exists():
        return
    (root / path).write_bytes(b"edited")
    before = everything(root)
    with pytest.raises(OutputError, match="was edited since a command was interrupted"):
        root_to_write(root)
    assert everything(root) == before


@pytest.mark.parametrize("taken", [0, 1, 2, 3])
def test_a_loss_of_power_is_undone_by_the_next_run(
    taken: int, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    count = interrupted(root, taken)
    root_to_write(root)
    assert ("is undone" in capsys.readouterr().err) == (taken < count)
    removed = {"removed": None, "removed/before.txt": b"before"}
    if taken < count:
        assert everything(root) == before | removed
    else:
        assert (root / "accounts/x/more.yaml").read_bytes() == b"new"
        assert not (root / "removed/before.txt").exists()
    assert imported(root) in (0, 1)


@pytest.mark.parametrize("fails", ["replace", "unlink"])
def test_a_file_becomes_a_folder_or_stays_a_file(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").write_bytes(b"one")
    changes = [FileChange("notes", b"one", None), FileChange("notes/one.md", None, b"one")]
    real, name = getattr(Path, fails), "one.md" if fails == "replace" else "journal.json"

    def failing_once(path: Path, *args: Any) -> Any:
        if path.name == name:
            monkeypatch.undo()
            raise OSError(errno.EIO, "Input/output error")
        return real(path, *args)

    monkeypatch.setattr(Path, fails, failing_once)
    with pytest.raises(OutputError, match="nothing was written"):
        write_files(tmp_path, changes)
    assert everything(tmp_path) == {"notes": b"one"}
    write_files(tmp_path, changes)
    assert everything(tmp_path) == {"notes": None, "notes/one.md": b"one"}


def test_files_that_changed_are_read_only_or_linked(root: Path, tmp_path: Path) -> None:
    people = root / "content/people.yaml"
    data = people.read_bytes()
    before = everything(root)
    for path, old in (
        ("content/people.yaml", b"other"),
        ("content/people.yaml", None),
        ("content/nobody.yaml", b"old"),
        ("../outside.yaml", None),
    ):
        with pytest.raises(OutputError):
            write_files(root, [FileChange(path, old, b"new")])
    people.chmod(0o400)
    with pytest.raises(OutputError, match="write-protected"):
        write_files(root, [FileChange("content/people.yaml", data, b"new")])
    people.chmod(0o640)
    assert everything(root) == before
    write_files(root, [FileChange("content/people.yaml", data, b"new")])
    assert (people.read_bytes(), people.stat().st_mode & 0o777) == (b"new", 0o640)
    people.unlink()
    people.symlink_to(tmp_path / "accounts.csv")
    with pytest.raises(OutputError, match=r"people\.yaml is a link"):
        write_files(root, [FileChange("content/people.yaml", TABLE.encode(), b"new")])
    assert (tmp_path / "accounts.csv").read_text(encoding="utf-8") == TABLE


# All commands -------------------------------------------------------------------------------------
COMMANDS: dict[str, tuple[str, ...]] = {
    "new": ("new", "account", "beta"),
    "log": ("log", "acme-pumps", "promise", "--what", "Report", "--due", "2026-11-09"),
    "migrate": ("migrate",),
    "examples": ("examples", "--shift-to", "2027-11-01"),
    "codeowners": ("codeowners", "--write"),
    "schema": ("schema", "--write", "."),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_writes_all_or_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of `import`, `init` and `upgrade` are tried with their other tests."""
    root = MIXED.lay_out(tmp_path / "root")
    if name == "examples":
        make_examples(root)
    replace(root / "content/people.yaml", "id: ada,", "id: ada, handle: ada-blum,")
    monkeypatch.setattr("generator.cli.schema._all", lambda: ("people",))
    monkeypatch.chdir(root)
    dated = DAY if name in ("new", "log") else ()
    placed = () if name == "schema" else ("--root", str(root))
    before = everything(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "No space left")))
        assert run([*COMMANDS[name], *dated, *placed]) == 3
    assert everything(root) == before
    assert run([*COMMANDS[name], *dated, *placed]) == 0
    assert everything(root) != before


def test_nothing_else_of_the_commands_writes_files() -> None:
    writes = re.compile(
        r"\.write_(text|bytes)\(|\bopen\(\s*[\"'][wxa]|\.(rename|unlink|touch|symlink_to)\(|"
        r"mkstemp|mkdtemp|\bshutil\b|TemporaryDirectory"
    )
    files = (ROOT / "generator/cli").glob("*.py")
    found = {each.stem for each in files if writes.search(each.read_text(encoding="utf-8"))}
    # The names of an import lie outside of the repository, readable for their owner alone; a PDF
    # goes where its reader wants it.
    assert found == {"write_files", "import_", "printing"}


# What was begun, or only says so ------------------------------------------------------------------
def begun(root: Path, **journal: Any) -> Path:
    """A folder as a command leaves it that was interrupted while it wrote."""
    stage = root / ".playbook-writing-x"
    stage.mkdir(mode=0o700)
    (stage / "journal.json").write_text(
        json.dumps({"created": [], "folders": [], "written": {}, **journal}), encoding="utf-8"
    )
    return stage


def kept(stage: Path, path: str) -> None:
    (stage / "old" / path).parent.mkdir(parents=True)
    (stage / "old" / path).write_bytes(b"theirs")


def nested(stage: Path) -> None:
    (stage / "journal.json").write_text('{"created": ' + "[" * 100_000, encoding="utf-8")


def kept_and_linked(stage: Path) -> None:
    kept(stage, "a")
    (stage / "old/b").symlink_to("/etc")


PLANTED: dict[str, Callable[[Path], object]] = {
    "above": lambda root: begun(root, created=["../victim/file"]),
    "absolute": lambda root: begun(root, created=[str(root.parent / "victim/file")]),
    "of Windows": lambda root: begun(root, created=["..\\victim\\file"]),
    "behind a link": lambda root: begun(root, created=["linked/file"]),
    "a folder above": lambda root: begun(root, folders=["../empty"]),
    "of Git": lambda root: begun(root, created=[".Git/HEAD"]),
    "of Git, as Windows calls it": lambda root: begun(root, created=["GIT~1/HEAD"]),
    "of Git, with a dot": lambda root: begun(root, created=[".git./HEAD"]),
    "of Git, a stream": lambda root: begun(root, created=[".git::$INDEX_ALLOCATION/HEAD"]),
    "proposed by anyone": lambda root: begun(root).chmod(0o755),
    "no text": lambda root: begun(root, created=["a\0b"]),
    "no list": lambda root: begun(root, created=5),
    "nested": lambda root: nested(begun(root)),
    "kept behind a link": lambda root: kept(begun(root), "linked/file"),
    "kept is linked": lambda root: (begun(root) / "old").symlink_to(root.parent / "victim"),
    "kept has a link": lambda root: kept_and_linked(begun(root)),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_no_command_began_is_not_undone(
    name: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("victim", "empty"):
        (tmp_path / folder).mkdir()
    (tmp_path / "victim/file").write_bytes(b"ours")
    (root / "linked").symlink_to(tmp_path / "victim")
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git/HEAD").write_bytes(b"ours")
    PLANTED[name](root)
    before = everything(tmp_path)
    assert imported(root) == 3
    assert ".playbook-writing-x was not left by `playbook`" in capsys.readouterr().err
    assert everything(tmp_path) == before


def test_a_preview_undoes_nothing_and_says_so(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    created = "accounts/acme-pumps/README.md"
    half = b"# Half of it"
    stage = begun(root, created=[created], written={created: sha256(half).hexdigest()})
    (root / created).write_bytes(half)
    before = everything(root)
    table = str(root.parent / "accounts.csv")
    assert run(["import", table, *DAY, "--root", str(root)]) == 0
    assert "is undone before anything is written" in capsys.readouterr().err
    assert everything(root) == before
    assert imported(root) == 0
    assert "A command that was interrupted while it wrote is undone." in capsys.readouterr().err
    assert not stage.exists()
    assert not (root / created).exists()


@pytest.mark.parametrize("locks", ["of the system", "of no system"])
def test_two_imports_do_not_write_at_once(
    locks: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if locks == "of no system":
        monkeypatch.setattr("fcntl.flock", failing(OSError(errno.ENOLCK, "No locks")))
    stage = begun(root)
    with _writing_alone(root):
        before = everything(root)
        assert imported(root) == 3
        assert "another command is writing just now" in capsys.readouterr().err
        assert everything(root) == before
        assert run(["import", str(root.parent / "accounts.csv"), *DAY, "--root", str(root)]) == 0
    assert imported(root) == 0
    assert not stage.exists()
    assert not list(root.glob(".playbook-writing-*"))


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_what_the_journal_promises_is_on_the_disk_before_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(Path(f"/dev/fd/{handle}").resolve().name)
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    people = root / "content/people.yaml"
    write_files(root, [FileChange("content/people.yaml", people.read_bytes(), b"new")])
    assert synced == ["people.yaml", "people.yaml", "journal.json.new"]
