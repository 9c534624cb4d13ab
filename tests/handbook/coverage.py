"""Where each statement of the domain description stands: the section of the page that holds it."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.findings.classification import Edition
from generator.model.nodes import List, Map, Text
from generator.pipeline import RULES
from generator.reading.json_schema import schema
from generator.reading.parse import read

DATA = Path(__file__).parents[1] / "data" / "domain_statements.yaml"
_HEADING = re.compile(r"(?m)^(?=#{1,6} )")
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


@dataclass(frozen=True)
class Statement:
    """One statement: ``words`` must all stand in one section, with the marks of its ``origins``."""

    id: str
    text: str
    origins: tuple[str, ...]
    words: tuple[str, ...]
    kind: str  # page, rule or field
    place: str
    edition: Edition


@dataclass(frozen=True)
class Found:
    """Where a statement stands; ``gap`` says what is missing, empty when nothing is."""

    statement: Statement
    address: str
    gap: str = ""


def statements() -> tuple[Statement, ...]:
    """All statements, in their order."""
    # The file is a list; our reader takes mappings.
    text = b"statements:\n" + DATA.read_bytes()
    nodes, problems = read(DATA.name, text)
    assert nodes is not None, problems
    entries = nodes["statements"]
    assert isinstance(entries, List)
    return tuple(_statement(entry) for entry in entries if isinstance(entry, Map))


def _statement(entry: Map) -> Statement:
    kind = next(key for key in ("page", "rule", "field") if key in entry)

    def texts(key: str) -> tuple[str, ...]:
        found: object = entry.get(key)
        return tuple(str(each) for each in found) if isinstance(found, list) else ()

    edition = entry.get("edition")
    return Statement(
        id=str(entry["id"]),
        text=str(entry["says"]),
        origins=texts("origins"),
        words=texts("words"),
        kind=kind,
        place=str(entry[kind]),
        edition=Edition(edition) if isinstance(edition, Text) else Edition.TEAM,
    )


def find(statement: Statement, pages: Mapping[str, str]) -> Found:
    """Where ``statement`` stands; ``pages`` maps paths to Markdown, hand-written ones included."""
    if statement.kind == "rule":
        rule = {rule.id: rule for rule in RULES}.get(statement.place)
        text = f"{rule.title} {rule.why} {rule.remedy}" if rule else ""
        return _compared(statement, text, f"docs/rules.md#{statement.place}")
    if statement.kind == "field":
        return _compared(statement, _field(statement.place), f"schema: {statement.place}")
    if statement.place not in pages:
        return Found(statement, statement.place, "there is no such page")
    return _on_page(statement, pages[statement.place])


def _on_page(statement: Statement, markdown: str) -> Found:
    unmarked = None
    for section in _HEADING.split(markdown):
        text = visible(section)
        if not all(_plain(word) in text for word in statement.words):
            continue
        own = _ANCHOR.search(section)
        address = statement.place + (f"#{own.group(1)}" if own else "")
        unmarked_origins = [
            each for each in statement.origins if not re.search(rf"\b{each}\b", text)
        ]
        if not unmarked_origins:
            return Found(statement, address)
        unmarked = unmarked or Found(
            statement, address, f"no mark of {', '.join(unmarked_origins)}"
        )
    missing = [word for word in statement.words if _plain(word) not in visible(markdown)]
    gap = f"not found: {missing}" if missing else "not in one section"
    return unmarked or Found(statement, statement.place, gap)


def _compared(statement: Statement, text: str, address: str) -> Found:
    missing = [word for word in statement.words if _plain(word) not in _plain(text)]
    return Found(statement, address, f"not found: {missing}" if missing or not text else "")


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


def table(found: list[Found]) -> Iterator[str]:
    """The coverage table, as ``docs/coverage.md`` holds it."""
    yield "# Where the domain description stands"
    yield ""
    yield "Every numbered statement and the place that holds it. Made by the tests"
    yield "(`pytest tests/handbook --regenerate`); they fail on a gap."
    yield ""
    yield "| Statement | What it says | Articles | Where |"
    yield "| --- | --- | --- | --- |"
    for each in found:
        cell = each.statement.text.replace("|", "/")
        yield (
            f"| {each.statement.id} | {cell} | {', '.join(each.statement.origins)} "
            f"| {each.address} |"
        )
