"""A site's folder that is a mount point, as a volume of a container is, is filled from within."""

import errno
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.findings.errors import OutputError
from generator.site import folders, mounted
from generator.site.mounted import NEW, OLD, is_filled_from_within
from generator.site.site_state import STAMP
from tests.scenarios.scenario import BASE, copy_of
from tests.site.conftest import tree
from tests.site.test_folders import SITE, publish

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "repository/content/pages").mkdir(parents=True)
    return tmp_path / "repository"


@pytest.fixture
def target(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that cannot be renamed, as the kernel has it for a mount point."""
    target = root / "site"
    target.mkdir()
    rename = Path.rename

    def busy(path: Path, other: Path) -> Path:
        if target in (path, other):
            raise OSError(errno.EBUSY, "Device or resource busy", str(path))
        return rename(path, other)

    def exchange(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, "Device or resource busy", str(one), None, str(other))

    monkeypatch.setattr(Path, "rename", busy)
    monkeypatch.setattr(folders, "exchange", exchange)
    listed = root.parent / "mountinfo"
    where = os.fspath(target).replace(" ", "\\040")
    listed.write_text(f"1 0 0:1 / / rw - ext4 a rw\n2 1 0:1 /x {where} rw - ext4 a rw\n", "utf-8")
    monkeypatch.setattr(mounted, "_MOUNTS", listed)
    return target


def test_a_mount_point_gets_the_site_and_loses_the_old_one(target: Path, root: Path) -> None:
    (target / "lost+found").mkdir()
    inode = target.stat().st_ino
    publish(target, "old", root)
    (target / "gone").mkdir()
    (target / "gone/page.html").write_text("gone")
    publish(target, "new", root)
    assert sorted(tree(target)) == [STAMP, "index.html"]
    assert (target / "index.html").read_text() == "new"
    assert {each.name for each in target.iterdir()} == {STAMP, "index.html", "lost+found"}
    assert target.stat().st_ino == inode
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_a_build_that_fails_leaves_a_mount_point_as_it_was(target: Path, root: Path) -> None:
    publish(target, "old", root)
    before = tree(target)
    with pytest.raises(ZeroDivisionError), folders.replacing(target, root, SITE) as staging:
        (staging / "index.html").write_text("half")
        raise ZeroDivisionError
    assert tree(target) == before
    assert {each.name for each in target.iterdir()} == {STAMP, "index.html"}


@pytest.mark.parametrize("after", range(4))
def test_a_move_that_fails_is_undone(
    after: int, target: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, "old", root)
    (target / "sub").mkdir()
    (target / "sub/page.html").write_text("old")
    before, rename, moved = tree(target), Path.rename, []

    def full(path: Path, other: Path) -> Path:
        moved.append(path)
        if len(moved) > after:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", full)
    with (
        pytest.raises(OutputError, match="No space left"),
        folders.replacing(target, root, SITE) as staging,
    ):
        (staging / "sub").mkdir()
        (staging / "sub/page.html").write_text("new")
        (staging / "index.html").write_text("new")
        (staging / "more.html").write_text("new")
    left = tree(target)
    assert {path: left[path] for path in before} == before
    assert not (target / NEW).exists() and not (target / OLD).exists()


@pytest.mark.parametrize("first", [True, False])
def test_what_an_interrupted_run_left_does_not_stop_the_next(
    first: bool, target: Path, root: Path
) -> None:
    if not first:
        publish(target, "old", root)
    (target / NEW).mkdir()
    (target / NEW / ".playbook-unfinished").touch()
    (target / OLD).mkdir()
    (target / OLD / ".playbook-unfinished").touch()
    if not first:
        (target / "index.html").rename(target / OLD / "index.html")
        (target / "index.html").write_text("half")
        with pytest.raises(ZeroDivisionError), folders.replacing(target, root, SITE):
            assert (target / "index.html").read_text() == "old"
            raise ZeroDivisionError
        assert (target / "index.html").read_text() == "old"
    publish(target, "new", root)
    assert {each.name for each in target.iterdir()} == {STAMP, "index.html"}


def test_files_of_others_in_a_mount_point_stay(target: Path, root: Path) -> None:
    (target / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="not ours"):
        publish(target, "new", root)
    assert [each.name for each in target.iterdir()] == ["mine.txt"]


def test_any_other_folder_is_exchanged(tmp_path: Path) -> None:
    assert not is_filled_from_within(tmp_path)
    assert not is_filled_from_within(tmp_path / "missing")


def test_a_folder_whose_parent_cannot_be_written_is_filled_from_within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path.parent)
    assert is_filled_from_within(tmp_path)


def _can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    command = ("unshare", "--mount", "mount", "--bind", "/tmp", "/mnt")  # noqa: S108
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_a_site_is_built_twice_into_a_folder_that_is_mounted(tmp_path: Path) -> None:
    """With a mount of our own, which ends with the process."""
    if not _can_mount():
        pytest.skip("only root may mount a folder")
    root = copy_of(BASE, tmp_path / "our repository")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "content/pages/index.md").unlink()
    (root / "site").mkdir()
    (tmp_path / "volume").mkdir()
    build = f"{shlex.quote(sys.executable)} -m generator build --root . --as-of 2026-11-02"
    steps = f"mount --bind ../volume site && {build} && {build} --no-cache"
    done = subprocess.run(
        ("unshare", "--mount", "sh", "-c", steps),
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "volume/index.html").is_file()
    assert not [*(tmp_path / "volume").glob(".staging*")]
    assert not [*(root / "site").iterdir()]
