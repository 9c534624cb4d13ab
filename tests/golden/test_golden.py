"""Every generated file of the fixture's site: the Markdown, the pictures, and the data.

``tests/golden/team/`` holds every file of the default edition; the folders of the other editions
hold the files that differ from it. ``pytest tests/golden --regenerate`` writes them anew; read
the difference before you commit it.

The fixture has one role, one competency and one method. Pages that say more where there are
several, or where a method has steps, are those of ``tests/portfolio/``: ``MORE`` names as many as
it takes to see every sentence, and ``tests/golden/portfolio/`` holds them.

Bytes are compared. JSON of a site is one long line, in which nobody could read a difference: a
golden has a line break after each of its brackets and commas. Nothing else is changed, so two
texts have the same golden only when they are the same.
"""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

import pytest

from generator.findings.classification import Edition
from generator.pages import Page
from generator.pipeline.assemble import Assembled

Editions = Callable[[Edition], Assembled]
Tree = dict[str, bytes]

GOLDEN = Path(__file__).parent
OTHERS = [edition for edition in Edition if edition is not Edition.TEAM]
MORE = {
    Edition.TEAM: {
        "accounts/hallmere-food-retail/strategy.md",
        "accounts/hallmere-food-retail/team.md",
        "accounts/index.md",
        "accounts/norvane-industrial-group/strategy.md",
        "accounts/tessaly-packaging/onboarding.md",
        "competencies/fit.md",
        "methods/account-analysis-matrix/index.md",
        "methods/millman-wilson/index.md",
        "methods/webster/index.md",
        "onboarding/index.md",
        "onboarding/kam.md",
        "reports/index.md",
        "roles/compare.md",
        "roles/compare/expectations.md",
        "roles/compare/levels.md",
        "roles/kam/index.md",
        "roles/national-account-manager/background.md",
        "roles/national-account-manager/index.md",
    },
    Edition.LEADERSHIP: {"reports/capacity.md"},
}
_TEXT_OR_BREAK = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{,]')


def _tree(folder: Path) -> Tree:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _generated(assembled: Assembled) -> Tree:
    data = {each.path: each.text.encode("utf-8") for each in assembled.artifacts}
    return _pages(assembled.pages) | as_goldens(data)


def _pages(pages: Iterable[Page]) -> Tree:
    """Their Markdown, and their pictures."""
    found = {}
    for page in pages:
        folder = PurePosixPath(page.path).parent
        found[page.path] = page.markdown
        found |= {str(folder / picture.name): picture.svg for picture in page.pictures}
    return {path: text.encode("utf-8") for path, text in found.items()}


def as_goldens(files: Tree) -> Tree:
    """Files of a site as their goldens hold them."""
    return {
        path: _in_lines(data.decode("utf-8")).encode("utf-8") if path.endswith(".json") else data
        for path, data in files.items()
    }


def golden(path: str, edition: Edition) -> bytes:
    """The golden of a file in an edition."""
    file = GOLDEN / edition.value / path
    return (file if file.exists() else GOLDEN / Edition.TEAM.value / path).read_bytes()


def _in_lines(json: str) -> str:
    return _TEXT_OR_BREAK.sub(
        lambda found: found[0] if found[0].startswith('"') else f"{found[0]}\n", json
    )


def _expect(folder: Path, files: Tree, *, regenerate: bool) -> None:
    if regenerate:
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    expected = _tree(folder)
    assert sorted(files) == sorted(expected)
    changed = [path for path, data in files.items() if data != expected[path]]
    assert not changed, f"read the difference, then --regenerate: {changed}"


def test_team(rendered: Editions, regenerate: bool) -> None:
    _expect(GOLDEN / "team", _generated(rendered(Edition.TEAM)), regenerate=regenerate)


@pytest.mark.parametrize("edition", OTHERS)
def test_what_other_editions_show_differently(
    edition: Edition, rendered: Editions, regenerate: bool
) -> None:
    team = _generated(rendered(Edition.TEAM))
    files = _generated(rendered(edition))
    different = {path: data for path, data in files.items() if team.get(path) != data}
    _expect(GOLDEN / edition.value, different, regenerate=regenerate)


@pytest.mark.parametrize("edition", MORE)
def test_pages_that_say_more_where_there_are_several(
    edition: Edition, assembled: Editions, regenerate: bool
) -> None:
    pages = [page for page in assembled(edition).pages if page.path in MORE[edition]]
    assert {page.path for page in pages} == MORE[edition]
    folder = GOLDEN / "portfolio" / edition.value
    _expect(folder, _pages(pages), regenerate=regenerate)


def test_json_in_lines_is_the_same_json() -> None:
    text = '{"a":[1,{"b":"x,\\"{[\\\\"},"c, [d]"],"e":{}}\n'
    lines = _in_lines(text)
    assert lines == '{\n"a":[\n1,\n{\n"b":"x,\\"{[\\\\"},\n"c, [d]"],\n"e":{\n}}\n'
    assert lines.replace("\n", "") == text.rstrip()
    assert _in_lines(text.replace(",", ", ")) != lines
