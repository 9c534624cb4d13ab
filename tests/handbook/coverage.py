"""Where each numbered statement stands: the section of the page that holds it, with its mark."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.findings.classification import Edition
from generator.model.nodes import List, Map, Node, Text
from generator.pipeline import RULES
from generator.reading.json_schema import schema
from generator.reading.parse import read

DATA = Path(__file__).parents[1] / "data" / "domain_statements.yaml"
ABOUT_ACCOUNTS = "accounts/"
_HEADING = re.compile(r"(?m)^(?=#{1,6} )")
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
# A paragraph, an item of a list with what is indented below it, or a row of a table.
_BLOCK = re.compile(r"\n\n(?! )|\n(?=[-*|] |\d+\. )")
_MARK = re.compile(r"(our\s+reading\s+of\s+)?\[(\d{3})\]\([^)]*#source-\2\)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=\w)")
_REST_OF_BRACKET = re.compile(r"(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Article:
    """What the table knows of an article: its number and how many paragraphs it has."""

    id: str
    paragraphs: int
    without_a_claim: tuple[int, ...]  # titles, headings, what is left of a menu


@dataclass(frozen=True)
class Statement:
    """One statement: ``words`` must all stand in one section of the place.

    A statement of an article has its paragraphs in ``at``; each of its words is covered by a mark
    of the article. ``also`` holds other wordings, looked for on every page.
    """

    id: str
    text: str
    article: str
    at: tuple[str, ...]
    words: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    kind: str  # page, rule or field
    place: str
    edition: Edition


@dataclass(frozen=True)
class Mark:
    """A mark of an article and the text it covers, in small letters."""

    page: str
    address: str
    article: str
    text: str
    reading: bool


@dataclass(frozen=True)
class Found:
    """Where a statement stands, first its own place; ``gap`` says what is missing, if anything."""

    statement: Statement
    addresses: tuple[str, ...]
    gap: str = ""
    as_reading: bool = False


@cache
def _data() -> Map:
    nodes, problems = read(DATA.name, DATA.read_bytes())
    assert nodes is not None, problems
    return nodes


def _entries(key: str) -> Iterator[Map]:
    entries = _data()[key]
    assert isinstance(entries, List)
    for entry in entries:
        assert isinstance(entry, Map), entry
        yield entry


def articles() -> tuple[Article, ...]:
    """The articles, in their order."""
    return tuple(
        Article(
            id=str(entry["id"]),
            paragraphs=int(str(entry["paragraphs"])),
            without_a_claim=tuple(int(each) for each in _texts(entry.get("without_a_claim"))),
        )
        for entry in _entries("articles")
    )


def statements() -> tuple[Statement, ...]:
    """What the articles say, in the order of the file."""
    return tuple(_statement(entry, str(entry["id"])[:3]) for entry in _entries("statements"))


def others() -> tuple[Statement, ...]:
    """What rests on no article: later work, choices of our own, rules, fields, examples."""
    return tuple(_statement(entry, "") for entry in _entries("others"))


def _statement(entry: Map, article: str) -> Statement:
    kind = next(key for key in ("page", "rule", "field") if key in entry)
    also = entry.get("also")
    edition = entry.get("edition")
    return Statement(
        id=str(entry["id"]),
        text=str(entry["says"]),
        article=article,
        at=_texts(entry.get("at")),
        words=_texts(entry.get("words")),
        also=tuple(_texts(each) for each in also) if isinstance(also, List) else (),
        kind=kind,
        place=str(entry[kind]),
        edition=Edition(edition) if isinstance(edition, Text) else Edition.TEAM,
    )


def _texts(found: Node | None) -> tuple[str, ...]:
    return tuple(str(each) for each in found) if isinstance(found, List) else ()


def marks(pages: Mapping[str, str]) -> tuple[Mark, ...]:
    """The marks of articles on all pages, each with the text it covers."""
    return tuple(
        Mark(path, path + _fragment(section), article, text, reading)
        for path, markdown in pages.items()
        for section in _HEADING.split(markdown)
        if _MARK.search(section)
        for block in _BLOCK.split(section)
        for article, text, reading in _covered(block)
    )


def _covered(block: str) -> Iterator[tuple[str, str, bool]]:
    """Each mark of a block: its article, the text it covers, and whether it is a reading.

    A mark in brackets covers the sentence before it, back to the mark before, and its brackets; two
    marks in a row cover the same. One without brackets, as in a row "Article 002", covers all.
    """
    before, text = 0, ""
    for mark in _MARK.finditer(block):
        if block[: mark.start()].endswith("("):
            rest = _REST_OF_BRACKET.match(block, mark.end())
            end = rest.end() if rest else mark.end()
            opening = mark.start() - 1
            between = visible(block[before:opening])
            if re.search(r"\w", between):
                sentence = _BETWEEN_SENTENCES.split(between)[-1]
                text = f"{sentence} {visible(block[opening:end])}"
            before = end
            yield mark.group(2), text, bool(mark.group(1))
        else:
            yield mark.group(2), visible(block), False


def _fragment(section: str) -> str:
    """The address of a section within its page, as the site makes it from the heading."""
    heading = re.match(r"#{2,6} (.*)", section)
    if not heading:
        return ""
    own = _ANCHOR.search(heading.group(1))
    if own:
        return f"#{own.group(1)}"
    words = re.sub(r"[^\w\s-]", "", visible(heading.group(1)))
    return "#" + re.sub(r"[-\s]+", "-", words.strip())


def standing(statement: Statement, found: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that cover a statement of an article, in any of its wordings."""
    own = [mark for mark in found if mark.article == statement.article]
    return tuple(
        dict.fromkeys(
            mark for words in (statement.words, *statement.also) for mark in _with_words(words, own)
        )
    )


def _with_words(words: Sequence[str], found: Iterable[Mark]) -> Iterator[Mark]:
    """The marks that cover these words, where one section holds them all."""
    plain = [_plain(word) for word in words]
    sections: dict[str, list[Mark]] = {}
    for mark in found:
        if any(word in mark.text for word in plain):
            sections.setdefault(mark.address, []).append(mark)
    for covering in sections.values():
        if all(any(word in mark.text for mark in covering) for word in plain):
            yield from covering


def find_marked(statement: Statement, found: Iterable[Mark]) -> Found:
    """Where a statement of an article stands, on its own page and on others."""
    own = [mark for mark in found if mark.article == statement.article]
    first = list(_with_words(statement.words, [m for m in own if m.page == statement.place]))
    gap = ""
    if not first:
        gap = f"in no section does a mark of {statement.article} cover {statement.words}"
    for words in statement.also:
        if not any(_with_words(words, own)):
            gap = gap or f"on no page does a mark of {statement.article} cover {words}"
    addresses = [mark.address for mark in (*first, *standing(statement, own))]
    return Found(
        statement,
        tuple(dict.fromkeys(addresses)) or (statement.place,),
        gap,
        bool(first) and all(mark.reading for mark in first),
    )


def without_a_statement(found: Iterable[Mark]) -> tuple[str, ...]:
    """The marks that cover none of their article's numbered statements."""
    found = tuple(found)
    numbered = {mark for statement in statements() for mark in standing(statement, found)}
    return tuple(
        f"{mark.address}: no statement of {mark.article} in “{mark.text}”"
        for mark in found
        if mark not in numbered
    )


def find(statement: Statement, pages: Mapping[str, str]) -> Found:
    """Where what rests on no article stands; ``pages`` maps paths to Markdown."""
    if statement.kind == "rule":
        rule = {rule.id: rule for rule in RULES}.get(statement.place)
        text = f"{rule.title} {rule.why} {rule.remedy}" if rule else ""
        return _compared(statement, text, f"docs/rules.md#{statement.place}")
    if statement.kind == "field":
        return _compared(statement, _field(statement.place), f"schema: {statement.place}")
    if statement.place not in pages:
        return Found(statement, (statement.place,), "there is no such page")
    return _on_page(statement, pages[statement.place])


def _on_page(statement: Statement, markdown: str) -> Found:
    for section in _HEADING.split(markdown):
        text = visible(section)
        if all(_plain(word) in text for word in statement.words):
            return Found(statement, (statement.place + _fragment(section),))
    missing = [word for word in statement.words if _plain(word) not in visible(markdown)]
    gap = f"not found: {missing}" if missing else "not in one section"
    return Found(statement, (statement.place,), gap)


def _compared(statement: Statement, text: str, address: str) -> Found:
    missing = [word for word in statement.words if _plain(word) not in _plain(text)]
    return Found(statement, (address,), f"not found: {missing}" if missing or not text else "")


def _field(place: str) -> str:
    kind, _, path = place.partition("/")
    owner, _, key = path.partition(".")
    definition: Any = schema(kind)["$defs"].get(owner, {}).get("properties", {}).get(key, "")
    return json.dumps(definition)


def visible(markdown: str) -> str:
    """The words a reader sees, folded to one line in small letters."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"<[^>]+>", "", text)
    return _plain(html.unescape(text.replace("**", "")))


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


INTRODUCTION = """\
# Where each statement of the articles stands

The handbook rests on five articles (see the site's page *Sources*). This table lists what they say,
each claim once and numbered: `001.14` is the fourteenth claim of article 001. It is made by the
tests (`pytest tests/handbook --regenerate`) from `tests/data/domain_statements.yaml`.

## How to check it

The articles are not part of this repository; to check a statement you need its article beside you.

1. Take a mark on a page, for example a number in brackets in the job description of the key account
   manager, and look up its page and section in the last column. Or take any row.
2. Count to the paragraph in the article. Every line that is not empty counts, titles and headings
   too. A letter counts the sentences or points within it: `12c` is the third one of paragraph 12.
3. Compare three texts: the article, *What the article says*, and the page. Does the page say more
   than the article, is it surer, or does it speak of someone else? Then the page is wrong, or the
   mark is.

The tests hold what a program can see. Every statement stands on its page, in words that a mark of
its article covers: those of the sentence before it. Every mark on a page covers at least one
statement of its article. Every paragraph of an article is the place of a statement, or is listed as
one without a claim. Whether a statement is true to its article, and the page to the statement, only
a reader can tell.

“(our reading)” means that the page marks the statement so, because the article leaves a gap or does
not say of whom it speaks. Pages about accounts repeat the reasons of rules, and are left out of the
last column.
"""


def table(found: Sequence[Found], rest: Sequence[Found]) -> Iterator[str]:
    """The coverage table, as ``docs/coverage.md`` holds it."""
    yield INTRODUCTION
    yield "## What the articles say"
    for article in articles():
        yield ""
        yield f"### Article {article.id}"
        yield ""
        empty = ", ".join(map(str, article.without_a_claim))
        yield f"{article.paragraphs} paragraphs; without a claim: {empty}."
        yield ""
        yield "| Statement | What the article says | Paragraph | Where it stands |"
        yield "| --- | --- | --- | --- |"
        for each in found:
            if each.statement.article == article.id:
                at = ", ".join(each.statement.at)
                yield f"| {each.statement.id} | {_cell(each)} | {at} | {_where(each)} |"
    yield ""
    yield "## What rests on no article"
    yield ""
    yield "Later work, our own choices, rules, fields and the example accounts."
    yield ""
    yield "| Statement | What it says | Where it stands |"
    yield "| --- | --- | --- |"
    for each in rest:
        yield f"| {each.statement.id} | {_cell(each)} | {each.addresses[0]} |"


def _cell(found: Found) -> str:
    return found.statement.text.replace("|", "/")


def _where(found: Found) -> str:
    first, *more = found.addresses
    first += " (our reading)" if found.as_reading else ""
    return ", ".join([first, *(each for each in more if not each.startswith(ABOUT_ACCOUNTS))])
