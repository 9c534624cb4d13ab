import fcntl
import os
from pathlib import Path

import pytest

from generator import __version__
from generator.findings.classification import Edition
from generator.findings.errors import OutputError
from generator.pages.kit.page import Page
from generator.site import folders as exchange
from generator.site.folders import Stamp, replacing, write_tree
from generator.site.site_state import STAMP, UNFINISHED
from tests.site.conftest import tree
from tests.site.samples import AS_OF

SITE = Stamp("site", Edition.TEAM, AS_OF)
TREE = Stamp("markdown", Edition.TEAM, AS_OF)


def publish(target: Path, text: str, root: Path) -> None:
    with replacing(target, root, SITE) as staging:
        (staging / "index.html").write_text(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "content" / "pages").mkdir(parents=True)
    return folder


@pytest.fixture(params=["at once", "by two renames"])
def target(request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "by two renames":
        monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    return root / "site"


def test_a_new_folder_replaces_the_old_one_and_leaves_nothing_behind(
    target: Path, root: Path
) -> None:
    publish(target, "old", root)
    (target / "gone.html").write_text("gone")
    publish(target, "new", root)
    assert sorted(tree(target)) == [STAMP, "index.html"]
    assert (target / "index.html").read_text() == "new"
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_after_a_failure_the_old_folder_is_as_it_was(target: Path, root: Path) -> None:
    publish(target, "old", root)
    before = tree(target)
    with pytest.raises(ZeroDivisionError), replacing(target, root, SITE) as staging:
        (staging / "index.html").write_text("half")
        raise ZeroDivisionError
    assert tree(target) == before
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_a_full_disk_is_no_traceback(target: Path, root: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"No space left.*is as it was"),
        replacing(target, root, SITE),
    ):
        raise OSError(28, "No space left on device", "page.html")
    assert not target.exists()


def test_an_empty_folder_is_taken(target: Path, root: Path) -> None:
    target.mkdir()
    publish(target, "new", root)
    assert (target / "index.html").read_text() == "new"


def test_the_stamp_says_what_was_built_and_nothing_else(root: Path) -> None:
    publish(root / "site", "x", root)
    text = (root / "site" / STAMP).read_text()
    assert text == (
        '{\n  "as_of": "2026-11-02",\n  "edition": "team",\n'
        '  "generator": "account-playbook",\n  "kind": "site",\n  "version": "'
        + __version__
        + '"\n}\n'
    )


@pytest.mark.parametrize(
    "stamp", [None, "", "[]", '{"generator": "other"}'], ids=["none", "empty", "list", "other"]
)
def test_other_peoples_files_stay(root: Path, stamp: str | None) -> None:
    target = root / "site"
    target.mkdir()
    (target / "thesis.txt").write_text("three years of work")
    if stamp is not None:
        (target / STAMP).write_text(stamp)
    before = tree(target)
    with pytest.raises(OutputError, match=r"site holds files that are not ours.*another folder"):
        publish(target, "new", root)
    assert tree(target) == before


def test_a_stamp_that_is_a_link_proves_nothing(root: Path) -> None:
    publish(root / "site", "x", root)
    other = root / "other"
    other.mkdir()
    (other / STAMP).symlink_to(root / "site" / STAMP)
    with pytest.raises(OutputError, match="not ours"):
        publish(other, "new", root)


def test_a_folder_under_git_is_not_replaced(root: Path) -> None:
    publish(root / "site", "x", root)
    (root / "site" / ".git").write_text("gitdir: elsewhere")
    with pytest.raises(OutputError, match="Git working tree"):
        publish(root / "site", "new", root)


def test_a_site_does_not_replace_a_markdown_tree(root: Path) -> None:
    write_tree([Page("index.md", "Home", "# Home\n")], root / "out", root=root, stamp=TREE)
    with pytest.raises(OutputError, match="holds a Markdown tree, not a built site"):
        publish(root / "out", "new", root)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (".", "holds the definitions"),
        ("..", "holds the definitions"),
        ("content", "inside content/"),
        ("content/pages/site", "inside content/"),
        ("accounts/site", "inside accounts/"),
        ("generator/site", "inside generator/"),
        (".git/site", "inside .git/"),
        ("link", "symbolic link"),
        ("to-content/site", "inside content/"),
        ("note.txt", "is a file"),
    ],
)
def test_folders_that_are_never_ours(root: Path, path: str, reason: str) -> None:
    (root / "elsewhere").mkdir()
    (root / "link").symlink_to(root / "elsewhere")
    (root / "to-content").symlink_to(root / "content")
    (root / "note.txt").write_text("")
    before = tree(root.parent)
    with pytest.raises(OutputError, match=reason):
        publish(root / path, "new", root)
    assert tree(root.parent) == before


def test_a_run_that_died_between_two_renames_is_completed(root: Path) -> None:
    publish(root / "site", "old", root)
    publish(root / ".staging-site", "new", root)
    (root / "site").rename(root / ".staging-site~")
    with pytest.raises(ZeroDivisionError), replacing(root / "site", root, SITE):
        raise ZeroDivisionError
    assert (root / "site" / "index.html").read_text() == "new"
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_when_the_second_rename_fails_the_old_folder_comes_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(root / "site", "old", root)
    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    rename = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if self.name == ".staging-site":
            raise OSError(13, "Permission denied", str(self))
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="Permission denied"):
        publish(root / "site", "new", root)
    assert (root / "site" / "index.html").read_text() == "old"


def test_a_run_that_was_killed_while_building_leaves_no_trace(root: Path) -> None:
    staging = root / ".staging-site"
    staging.mkdir()
    (staging / UNFINISHED).touch()
    (staging / "half.html").write_text("half")
    publish(root / "site", "new", root)
    assert sorted(tree(root / "site")) == [STAMP, "index.html"]


def test_a_staging_folder_of_another_program_stays(root: Path) -> None:
    (root / ".staging-site").mkdir()
    (root / ".staging-site" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"\.staging-site is in the way"):
        publish(root / "site", "new", root)
    assert (root / ".staging-site" / "mine.txt").read_text() == "mine"


def test_two_builds_at_once_do_not_mix(root: Path) -> None:
    staging = root / ".staging-site"
    staging.mkdir()
    (staging / UNFINISHED).touch()
    handle = os.open(staging, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(OutputError, match="another build"):
        publish(root / "site", "new", root)
    os.close(handle)
    publish(root / "site", "new", root)


def test_the_markdown_tree_is_written_as_it_is(root: Path) -> None:
    pages = [Page("index.md", "Home", "# Größe\n"), Page("roles/kam/index.md", "KAM", "# KAM\n")]
    assert write_tree(pages, root / "out", root=root, stamp=TREE) == 2
    found = tree(root / "out")
    del found[STAMP]
    assert found == {"index.md": "# Größe\n".encode(), "roles/kam/index.md": b"# KAM\n"}
