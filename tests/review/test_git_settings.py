"""Git settings of a machine or repository, and folder names, do not change any output.

Where Git fails, the error gives the actual reason.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.findings.errors import UsageError
from generator.git.authors import authors_since
from generator.git.log import INCOMPLETE, NO_REPOSITORY, UNTRUSTED, Commit, read_log
from generator.git.revision import commit_of, read_revision, submodules
from generator.git.snapshot import commit_on, day_of_commit, files_of
from generator.reading.tree import read_tree
from tests.review.chronicle import full_history, repository
from tests.review.history import git
from tests.scenarios.scenario import BASE, copy_of


@pytest.fixture(scope="module")
def history_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("settings"), full_history())


@pytest.fixture(scope="module")
def commits(history_root: Path) -> tuple[Commit, ...]:
    return read_log(history_root).commits


@pytest.fixture
def root(history_root: Path) -> Iterator[Path]:
    """The repository before its log was read; settings are reset afterwards."""
    git(history_root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    config = history_root / ".git/config"
    before = config.read_bytes()
    yield history_root
    config.write_bytes(before)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("log.diffMerges", how) for how in ("combined", "dense-combined", "remerge", "off")),
        ("diff.orderFile", "/nonexistent"),
        ("core.worktree", "/"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ],
)
def test_a_setting_changes_nothing(
    root: Path, commits: tuple[Commit, ...], key: str, value: str
) -> None:
    earliest, authors = commit_on(root, date(2025, 8, 20)), authors_since(root, "HEAD~9")
    git(root, "config", key, value)
    log = read_log(root)
    assert (log.commits, log.unseen) == (commits, "")
    assert commit_on(root, date(2025, 8, 20)) == earliest
    assert day_of_commit(root, earliest) == date(2025, 8, 20)
    assert authors_since(root, "HEAD~9") == authors
    assert read_revision(root, "HEAD") == read_tree(root)[0]


def test_other_parents_of_a_commit_are_not_believed(
    root: Path, commits: tuple[Commit, ...]
) -> None:
    grafts = root / ".git/info/grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(git(root, "rev-parse", "HEAD~3"), "utf-8")
    try:
        assert read_log(root).commits == commits
    finally:
        grafts.unlink()


def test_the_name_of_an_author_is_read_as_it_was_written(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    copy_of(BASE, tmp_path)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--author", "Zoë Blum <z@example.org>", "--message", "x")
    git(tmp_path, "config", "i18n.logOutputEncoding", "ISO-8859-1")
    found = authors_since(tmp_path, "HEAD~1")["content/people.yaml"]
    assert [each.name for each in found] == ["Zoë Blum"]


@pytest.mark.parametrize(
    ("key", "value"), [("diff.context", "x"), ("diff.algorithm", "none"), ("core.abbrev", "x")]
)
def test_a_setting_that_git_refuses_is_named(root: Path, key: str, value: str) -> None:
    git(root, "config", key, value)
    log = read_log(root)
    assert log.commits == ()
    assert f"'{key}'" in log.unseen
    with pytest.raises(UsageError, match=key):
        authors_since(root, "HEAD~1")
    with pytest.raises(UsageError, match=key):
        commit_on(root, date(2025, 8, 20))


def test_folders_of_the_machine_are_not_published(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".gitconfig").write_text("[\n", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    failure = read_log(root).unseen
    assert "config" in failure
    assert str(tmp_path) not in failure


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("fatal: not a git repository (or any of the parent directories): .git", NO_REPOSITORY),
        ("fatal: detected dubious ownership in repository at '/x'", UNTRUSTED),
        (f"warning: a word first\nerror: Could not read {'a' * 40}", INCOMPLETE),
        ("hint: look\nfatal: out of memory", "where this was built: out of memory."),
    ],
)
def test_a_reader_learns_the_reason(
    words: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "git"
    program.write_text(f'#!/bin/sh\necho "{words}" >&2\nexit 128\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert read_log(tmp_path).unseen.endswith(sentence)


@pytest.mark.parametrize("revision", ["^HEAD", "HEAD..HEAD~1"])
def test_a_range_is_no_revision(history_root: Path, revision: str) -> None:
    with pytest.raises(UsageError, match=r"not a revision|no revision"):
        commit_of(history_root, revision)


# Folders --------------------------------------------------------------------------------------

NAMES = ("our playbook", " ", "\n", "-x", "#x", ":(top)", "*", '"q"', os.fsdecode(b"\xff"))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("folders")
    git(top, "init", "--quiet")
    for name in NAMES:
        copy_of(BASE, top / name)
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "First")
    return top


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_playbook_may_lie_in_a_folder_of_any_name(folders: Path, name: str) -> None:
    root = folders / name
    files = read_tree(root)[0]
    assert read_revision(root, "HEAD") == files
    laid_out = dict(files_of(root, "HEAD"))
    assert {file.path: laid_out.get(file.path) for file in files} == {
        file.path: file.data for file in files
    }
    assert submodules(root, "HEAD") == ()
    (commit,) = read_log(root).commits
    assert set(commit.changed) == {file.path for file in files}


@pytest.mark.parametrize("command", [("diff",), ("check", "--base", "HEAD"), ("codeowners",)])
def test_commands_work_there_too(
    folders: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--root", str(folders / NAMES[-1])]) == 0
    assert "fault" not in capsys.readouterr().err


def test_a_clone_that_was_deepened_is_read_again(history_root: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "3", f"file://{history_root}", str(shallow))
    before = read_log(shallow)
    git(shallow, "fetch", "--quiet", "--deepen", "40")
    after = read_log(shallow)
    assert len(after.commits) > len(before.commits)
    assert after.unseen != before.unseen


def test_a_job_may_trust_a_folder_and_set_nothing_else(
    history_root: Path, commits: tuple[Commit, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can change the owner of a folder")
    own = tmp_path / "own"
    git(tmp_path, "clone", "--quiet", f"file://{history_root}", str(own))
    for each in (own, *own.rglob("*")):
        os.chown(each, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_log(own).unseen == UNTRUSTED
    settings = (("log.follow", "true"), ("safe.directory", str(own)))
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for place, (key, value) in enumerate(settings):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{place}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{place}", value)
    assert read_log(own).commits == commits


@pytest.mark.parametrize("data", [b"x", b"garbage " * 40, b""])
def test_an_index_that_cannot_be_read_is_named_with_its_remedy(
    root: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here the whole history is there, so fetching it would help nobody."""
    index = root / ".git/index"
    before = index.read_bytes()
    index.write_bytes(data)
    try:
        code = run(["diff", "HEAD~2", "--root", str(root), "--as-of", "2026-11-02"])
    finally:
        index.write_bytes(before)
    said = capsys.readouterr().err
    assert code in (0, 2)
    assert "fetch" not in said
    assert code == 0 or "delete .git/index and run `git reset`" in " ".join(said.split())
