"""The whole rendered Markdown tree, page by page.

``tests/golden/team/`` holds every page of the default edition; the folders of the other editions
hold the pages that differ from it. ``pytest tests/golden --regenerate`` writes them anew; read
the difference before you commit it.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.editions import Edition
from generator.pipeline import Assembled

Editions = Callable[[Edition], Assembled]

GOLDEN = Path(__file__).parent
OTHERS = [edition for edition in Edition if edition is not Edition.TEAM]


def _tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.md"))
    }


def _rendered(assembled: Assembled) -> dict[str, str]:
    return {page.path: page.markdown for page in assembled.pages}


def _expect(folder: Path, pages: dict[str, str], *, regenerate: bool) -> None:
    if regenerate:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in pages.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    golden = _tree(folder)
    assert sorted(pages) == sorted(golden)
    changed = [path for path, text in pages.items() if text != golden[path]]
    assert not changed, f"read the difference, then --regenerate: {changed}"
    assert pages == golden


def test_team(assembled: Editions, regenerate: bool) -> None:
    _expect(GOLDEN / "team", _rendered(assembled(Edition.TEAM)), regenerate=regenerate)


@pytest.mark.parametrize("edition", OTHERS)
def test_what_other_editions_show_differently(
    edition: Edition, assembled: Editions, regenerate: bool
) -> None:
    team = _rendered(assembled(Edition.TEAM))
    pages = _rendered(assembled(edition))
    different = {path: text for path, text in pages.items() if team.get(path) != text}
    _expect(GOLDEN / edition.value, different, regenerate=regenerate)
