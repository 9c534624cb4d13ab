"""Pages of the handbook link to what comes next; doubts are listed one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled, assemble
from tests.conftest import AS_OF

Editions = Callable[[Edition], Assembled]


def _text(assembled: Assembled, path: str) -> str:
    return next(page.markdown for page in assembled.pages if page.path == path)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("methods/account-analysis-matrix/scoring.md", "(index.md)"),
        ("roles/kam/levels/commercial.md", "(../checklist.md)"),
        ("sources.md", "(roles/index.md)"),
    ],
)
def test_a_page_says_what_comes_next(assembled: Editions, path: str, there: str) -> None:
    [line] = [
        each for each in _text(assembled(Edition.HR), path).split("\n") if each.startswith("Next: ")
    ]
    assert there in line


def test_sources_lead_only_to_what_there_is(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "sources.yaml").write_text(
        "schema: sources/1\nsources:\n"
        "  - {id: 001, title: One, contributes: Much., doubt: It is old.}\n"
        "  - {id: 002, title: Two, contributes: More., doubt: [It is new., It is short.]}\n",
        encoding="utf-8",
    )
    text = _text(assemble(tmp_path, Edition.HR, AS_OF), "sources.md")
    assert "Next:" not in text
    assert "**What is doubtful.** It is old." in text
    assert "**What is doubtful:**\n\n- It is new.\n- It is short.\n" in text
