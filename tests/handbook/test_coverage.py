"""Everything the source articles say is in the product, with its origin."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.handbook.coverage import Found, find, statements, table

Editions = Callable[[Edition], Assembled]


@pytest.fixture(scope="module")
def found(shipped: Editions, real_root: Path) -> list[Found]:
    written = real_root / "content" / "pages"
    hand_written = {
        file.relative_to(written).as_posix(): file.read_text("utf-8")
        for file in written.rglob("*.md")
    }
    pages = {
        edition: {page.path: page.markdown for page in shipped(edition).pages} | hand_written
        for edition in (Edition.TEAM, Edition.LEADERSHIP)
    }
    return [find(statement, pages[statement.edition]) for statement in statements()]


def test_every_statement_stands_somewhere_with_its_origin(found: list[Found]) -> None:
    gaps = [f"{each.statement.id} at {each.address}: {each.gap}" for each in found if each.gap]
    assert not gaps, "\n".join(gaps)


def test_statements_are_numbered_once_and_cover_every_chapter() -> None:
    ids = [statement.id for statement in statements()]
    assert len(ids) == len(set(ids))
    assert {number.split(".")[0] for number in ids} >= set("012345678")
    assert len(ids) > 250


def test_the_table_is_fresh(found: list[Found], real_root: Path, regenerate: bool) -> None:
    file = real_root / "docs" / "coverage.md"
    text = "\n".join(table(found)) + "\n"
    if regenerate:
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text("utf-8") == text


def test_a_removed_statement_is_a_gap() -> None:
    statement = statements()[0]
    assert find(statement, {}).gap
    assert find(statement, {statement.place: "# Nothing\n"}).gap
