"""What the articles say is in the product, and each mark of an article has a numbered statement."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.model.common import Statement
from generator.model.walk import values_in
from generator.pipeline.assemble import Assembled
from tests.conftest import shipped_definitions
from tests.handbook.coverage import (
    Found,
    articles,
    find,
    find_marked,
    marks,
    others,
    statements,
    table,
    without_a_statement,
)

Editions = Callable[[Edition], Assembled]
Pages = Mapping[Edition, Mapping[str, str]]
EDITIONS = (Edition.TEAM, Edition.LEADERSHIP)


@pytest.fixture(scope="module")
def pages(shipped: Editions, real_root: Path) -> Pages:
    written = real_root / "content" / "pages"
    hand_written = {
        file.relative_to(written).as_posix(): file.read_text("utf-8")
        for file in sorted(written.rglob("*.md"))
    }
    return {
        edition: {page.path: page.markdown for page in shipped(edition).pages} | hand_written
        for edition in EDITIONS
    }


@pytest.fixture(scope="module")
def found(pages: Pages) -> list[Found]:
    on_pages = {edition: marks(pages[edition]) for edition in EDITIONS}
    return [find_marked(each, on_pages[each.edition]) for each in statements()]


@pytest.fixture(scope="module")
def rest(pages: Pages) -> list[Found]:
    return [find(each, pages[each.edition]) for each in others()]


def test_every_statement_stands_somewhere_with_its_mark(
    found: list[Found], rest: list[Found]
) -> None:
    gaps = [
        f"{each.statement.id} at {each.addresses[0]}: {each.gap}"
        for each in (*found, *rest)
        if each.gap
    ]
    assert not gaps, "\n".join(gaps)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_mark_stands_without_a_numbered_statement(edition: Edition, pages: Pages) -> None:
    on_pages = marks(pages[edition])
    assert len(on_pages) > 400
    unnumbered = without_a_statement(on_pages)
    assert not unnumbered, "\n".join(unnumbered)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_to_an_article_is_seen_as_a_mark(edition: Edition, pages: Pages) -> None:
    for path, markdown in pages[edition].items():
        links = re.findall(r"sources\.md#source-(\d+)", markdown)
        assert links == [mark.article for mark in marks({path: markdown})], path


def test_a_definition_has_a_mark_for_each_sentence_of_an_article() -> None:
    # Readers are told that a mark covers the statement before it, and that a sentence without one
    # is ours.
    marked = {
        f"{kind}/{name}: {value.says}"
        for kind, definitions in shipped_definitions().by_kind.items()
        for name, definition in definitions.items()
        for value in values_in(definition)
        if isinstance(value, Statement) and (value.origin or value.reading)
    }
    assert len(marked) > 200
    long = sorted(each for each in marked if re.search(r"[.?!]\s+\w", each))
    assert not long, "\n".join(long)


def test_statements_are_numbered_once_and_in_order() -> None:
    ids = [statement.id for statement in statements()]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"\d{3}\.\d\d", each) for each in ids)
    assert {each[:3] for each in ids} == {article.id for article in articles()}
    assert len(ids) > 180
    rest = [statement.id for statement in others()]
    assert len(rest) == len(set(rest)) > 130
    assert not set(rest) & set(ids)


def test_places_lie_within_the_article_and_leave_no_paragraph_out() -> None:
    for article in articles():
        places = [
            place
            for statement in statements()
            if statement.article == article.id
            for place in statement.at
        ]
        assert all(re.fullmatch(r"[1-9]\d*[a-z]{0,2}", place) for place in places), places
        numbers = {int(re.sub(r"\D", "", place)) for place in places}
        assert not numbers & set(article.without_a_claim), article.id
        assert numbers | set(article.without_a_claim) == set(range(1, article.paragraphs + 1)), (
            article.id
        )
    assert all(statement.at for statement in statements())


def test_the_table_is_fresh(
    found: list[Found], rest: list[Found], real_root: Path, regenerate: bool
) -> None:
    file = real_root / "docs" / "coverage.md"
    text = "\n".join(table(found, rest)) + "\n"
    if regenerate:
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text("utf-8") == text


def test_a_removed_statement_is_a_gap() -> None:
    statement = others()[0]
    assert find(statement, {}).gap
    assert find(statement, {statement.place: "# Nothing\n"}).gap


def test_a_statement_without_its_own_mark_is_a_gap() -> None:
    statement = next(each for each in statements() if not each.also)
    words = " ".join(statement.words)
    mark = f"([{statement.article}](../sources.md#source-{statement.article}))"
    page = f"## Here\n\n- {words} {mark}\n- More. {mark}\n"
    there = find_marked(statement, marks({statement.place: page}))
    assert (there.gap, there.addresses) == ("", (f"{statement.place}#here",))
    # The mark of another sentence, item, section or article does not count.
    for other in (
        f"## Here\n\n- {words}. More. {mark}\n",
        f"## Here\n\n- {words}\n- More. {mark}\n",
        f"## Here\n\n{words}\n\n## There\n\nMore. {mark}\n",
        page.replace(statement.article, "999"),
    ):
        assert find_marked(statement, marks({statement.place: other})).gap
    assert find_marked(statement, marks({"elsewhere.md": page})).gap


def test_a_mark_without_a_statement_is_reported() -> None:
    statement = statements()[0]
    mark = f"([{statement.article}](../sources.md#source-{statement.article}))"
    words = " ".join(statement.words)
    assert not without_a_statement(marks({"page.md": f"{words} {mark}\n"}))
    (report,) = without_a_statement(
        marks({"page.md": f"## Here\n\n{words} {mark}\n\nUnheard of. {mark}\n"})
    )
    assert report.startswith("page.md#here: no statement of")
    assert "unheard of" in report


def test_a_reading_is_told_from_what_the_article_says() -> None:
    statement = next(each for each in statements() if not each.also)
    article = statement.article
    mark = f"(our reading of [{article}](../sources.md#source-{article}): a gap)"
    read = marks({statement.place: f"{' '.join(statement.words)} {mark}\n"})
    assert find_marked(statement, read).as_reading
    mark = mark.replace("our reading of ", "")
    said = marks({statement.place: f"{' '.join(statement.words)} {mark}\n"})
    assert not find_marked(statement, said).as_reading
