"""The table of the style guide, and the texts that keep to it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tests.conftest import ROOT
from tests.source_code import Source, sources

GUIDE = ROOT / "docs" / "style-guide.md"
_ROW = re.compile(
    r"^\| (?P<say>[^|]+) \| (?P<not>[^|]*`[^|]*) \| (?P<why>[^|]+) \| (?P<at>\w+) \|$"
)
_NOT_OURS = ("coverage.md", GUIDE.name)
_CODE = ("charts", "changes", "checks", "cli", "pages", "reading", "reporters", "site", "text")
# What is quoted, named as it is in a file, or no word: code, addresses, tags, paths, quotations.
_EXEMPT = (
    (re.compile(r"^```.*?^```", re.S | re.M), ""),
    (re.compile(r"`[^`]*`"), "``"),
    (re.compile(r"\]\([^)]*\)"), "]"),
    (re.compile(r"<[^>]+>"), " "),
    (re.compile(r"\S+/\S+"), "/"),
    (re.compile(r"“[^”]*”"), "“”"),
    (re.compile(r'"[^"¶]*"'), '""'),
    (re.compile(r"\*\*"), ""),
)


@dataclass(frozen=True)
class Row:
    """What to say instead of some phrases, in which texts, and what excuses them on a page."""

    say: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    where: str  # pages or all


@cache
def rows() -> tuple[Row, ...]:
    """The rows of the table, as the guide has them."""
    found = []
    for line in GUIDE.read_text("utf-8").splitlines():
        cells = _ROW.match(line)
        if cells:
            phrases, _, unless = cells["not"].partition(" unless ")
            found.append(
                Row(
                    cells["say"],
                    tuple(re.findall(r"`([^`]+)`", phrases)),
                    tuple(re.findall(r"\*([^*]+)\*", unless)),
                    cells["at"],
                )
            )
    return tuple(found)


@lru_cache(maxsize=1)  # a text is asked for by each row
def prose(text: str) -> str:
    """The words of a text in one line, without what is quoted; ``¶`` ends a paragraph."""
    for pattern, instead in _EXEMPT[:1]:
        text = pattern.sub(instead, text)
    text = re.sub(r"\n\s*\n|\n(?=\s*(?:[-*|>#]|\d+\.) )", " ¶ ", text)
    for pattern, instead in _EXEMPT[1:]:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def found(row: Row, text: str) -> list[str]:
    """The places of a text in which it says what a row forbids, with the words around."""
    words = prose(text)
    if any(re.search(re.escape(excuse), words, re.I) for excuse in row.unless):
        return []
    return [
        words[max(0, hit.start() - 40) : hit.end() + 40]
        for phrase in row.phrases
        for hit in _pattern(phrase).finditer(words)
    ]


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.escape(phrase).replace("…", r"(?:\S+ ){0,2}\S+")
    flags = re.NOFLAG if phrase != phrase.lower() else re.I
    return re.compile(rf"(?<![\w-]){words}(?![\w-])", flags)


def documents() -> Iterator[tuple[str, str]]:
    """The documents for users, the questions of a proposal and the help of each command."""
    paths = [ROOT / "README.md", ROOT / "SECURITY.md", ROOT / ".github/pull_request_template.md"]
    paths += [each for each in (ROOT / "docs").glob("*.md") if each.name not in _NOT_OURS]
    paths += [each for each in (ROOT / "tests/golden/commands/help").iterdir() if each.is_file()]
    paths += (ROOT / "generator/cli/starter").glob("*.j2")
    for path in sorted(paths):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def messages() -> Iterator[tuple[str, str]]:
    """The texts that the code holds, by file; what is filled in is ``{}``."""
    for package in _CODE:
        for path, module in sources().items():
            if path.startswith(f"generator/{package}/"):
                yield path, "\n\n".join(_texts(module))


def _texts(module: Source) -> Iterator[str]:
    """Strings of a module with a space in them, docstrings left out."""
    docstrings, parts = set(), set()
    for node in module.nodes:
        if isinstance(node, ast.Expr):
            docstrings.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts.update(node.values)
            yield "".join(
                part.value
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
                else "{}"
                for part in node.values
            )
    for node in module.nodes:
        if node in docstrings or node in parts or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str) and " " in node.value:
            yield node.value
