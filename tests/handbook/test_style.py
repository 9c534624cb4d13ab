"""What readers see keeps to the table of the style guide."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.examples import spread
from tests.handbook.style import GUIDE, Row, documents, found, messages, rows

EDITIONS = (Edition.TEAM, Edition.HR)


def said(texts: Iterable[tuple[str, str]], *, pages: bool) -> list[str]:
    """What texts say that the table forbids, with what to say instead."""
    kept = [row for row in rows() if pages or row.where == "all"]
    return [
        f"{name}: …{place}… (say: {row.say})"
        for name, text in texts
        for row in kept
        for place in found(row, text)
    ]


@pytest.mark.parametrize("edition", spread(EDITIONS, 1))
def test_pages_say_it_plainly(edition: Edition, shipped: Callable[[Edition], Assembled]) -> None:
    texts = {(page.path, page.markdown) for page in shipped(edition).pages}
    assert len(texts) > 100
    wrong = said(sorted(texts), pages=True)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("edition", spread(EDITIONS, 1))
def test_no_definition_prints_marks_of_markdown(
    edition: Edition, shipped: Callable[[Edition], Assembled]
) -> None:
    printed = [
        f"{page.path}: {mark}"
        for page in shipped(edition).pages
        for mark in re.findall(r"&#42;\w[^&\n]*&#42;", page.markdown)
    ]
    assert not printed, "\n".join(printed)


def test_guides_say_it_plainly(real_root: Path) -> None:
    written = sorted((real_root / "content" / "pages").rglob("*.md"))
    assert len(written) > 14
    wrong = said(((path.name, path.read_text("utf-8")) for path in written), pages=True)
    assert not wrong, "\n".join(wrong)


def test_documents_and_help_say_it_plainly() -> None:
    wrong = said(documents(), pages=False)
    assert not wrong, "\n".join(wrong)


def test_messages_say_it_plainly() -> None:
    wrong = said(messages(), pages=False)
    assert not wrong, "\n".join(wrong)


def test_every_row_of_the_table_is_read_and_finds_its_phrases() -> None:
    table = [line for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows()) == len(table) - 2 >= 30
    for row in rows():
        assert row.phrases and row.where in ("pages", "all"), row
        for phrase in row.phrases:
            assert found(row, f"Here {phrase.replace('…', 'two words')}, he said.") == [
                f"Here {phrase.replace('…', 'two words')}, he said."
            ], phrase


def test_what_to_say_is_not_forbidden_itself() -> None:
    wrong = said(((row.say, row.say) for row in rows()), pages=True)
    assert not wrong, "\n".join(wrong)


def test_quotations_code_and_paths_are_exempt_and_words_beside_excuse() -> None:
    row = Row("your working copy (branch)", ("branch", "Whoever"), ("working copy",), "all")
    assert found(row, "A\nbranch is cut.") == ["A branch is cut."]
    assert (
        found(row, 'The article has "the branch", we `branch` at [it](branch.md), a/branch.') == []
    )
    assert found(row, "Your working copy (branch) of the files.") == []
    assert found(row, "It suits whoever comes.") == []
    assert found(row, "A sub-branch, or branches.") == []
