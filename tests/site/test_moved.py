"""What differs is moved into a site, and an interruption leaves nothing that stays half done."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.findings.errors import OutputError
from generator.site.folders import Stamp, replacing
from generator.site.moved import move_in, plan_moves
from generator.site.site_state import STAMP, UNFINISHED
from tests.site.conftest import tree
from tests.site.samples import AS_OF

SITE = Stamp("site", Edition.TEAM, AS_OF)
OLD = {
    "index.html": "old",
    "same.html": "same",
    "search/1/fragment/a": "old",
    "search/2/fragment/a": "gone",
    "search/3/fragment/a": "same",
}
DIFFERS = {"index.html": "new", "search/1/fragment/b": "new", "search/4/fragment/a": "new"}
NEW = {
    "index.html": "new",
    "same.html": "same",
    "search/1/fragment/b": "new",
    "search/3/fragment/a": "same",
    "search/4/fragment/a": "new",
}


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def without_stamp(site: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in tree(site).items() if path != STAMP}


def differs(staging: Path) -> None:
    write(staging, DIFFERS)
    plan_moves(staging, anew=["search/1", "search/4"], gone=["search/2"])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    with replacing(tmp_path / "site", tmp_path, SITE) as staging:
        write(staging, OLD)
    return tmp_path / "site"


def change(site: Path) -> None:
    with replacing(site, site.parent, SITE) as staging:
        differs(staging)


def stopping(monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException) -> None:
    """Let what moves files fail after so many of them."""
    moved = 0

    def counted(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moving(self: Path, other: Path) -> Path:
            nonlocal moved
            if moved == after:
                raise error
            moved += 1
            return move(self, other)

        return moving

    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))


def test_what_differs_is_moved_and_the_rest_stays(site: Path) -> None:
    same = (site / "same.html").stat()
    change(site)
    assert without_stamp(site) == NEW
    assert (site / "same.html").stat() == same
    assert sorted(path.name for path in site.parent.iterdir()) == ["content", "site"]


@pytest.mark.parametrize("after", range(5))
def test_the_next_run_moves_the_rest(
    site: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging = site.with_name(".staging-site")
    staging.mkdir()
    differs(staging)
    SITE.write(staging)
    with monkeypatch.context() as patch:
        stopping(patch, after, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            move_in(staging, site)
    assert without_stamp(site) != NEW
    with pytest.raises(ZeroDivisionError), replacing(site, site.parent, SITE):
        raise ZeroDivisionError
    assert without_stamp(site) == NEW
    assert sorted(path.name for path in site.parent.iterdir()) == ["content", "site"]


def test_a_run_that_ends_before_all_is_there_changes_nothing(site: Path) -> None:
    staging = site.with_name(".staging-site")
    staging.mkdir()
    (staging / UNFINISHED).touch()
    differs(staging)
    with pytest.raises(ZeroDivisionError), replacing(site, site.parent, SITE):
        raise ZeroDivisionError
    assert without_stamp(site) == OLD


def test_a_move_that_fails_says_what_to_do(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopping(monkeypatch, 1, PermissionError(13, "Permission denied", "index.html"))
    with pytest.raises(OutputError, match=r"index\.html: Permission denied; .* build it again"):
        change(site)
    assert sorted(path.name for path in site.parent.iterdir()) == ["content", "site"]
