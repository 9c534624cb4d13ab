"""Findings as text for a terminal, with the source lines."""

import codecs
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rich.console import Group, RenderableType
from rich.text import Text

from generator.findings.finding import Finding, FindingLevel, Location
from generator.text.characters import CONTROL, STAND_IN
from generator.text.forge import harmless
from generator.text.formats import number_of

_WIDTH = 100

_LEAD = 30


def snippet(data: bytes, where: Location) -> str | None:
    """Two lines for a terminal: the source line at ``where``, and carets below the place.

    ``data``: the bytes of the file; invalid UTF-8 and control characters are replaced, tabs become
    one space. Long lines are cut to about a hundred characters around the place. ``None`` if
    ``where`` is the whole file or outside of it.
    """
    lines = _lines(data)
    if not 1 <= where.line <= len(lines) or where.column < 1:
        return None
    line = lines[where.line - 1].rstrip("\r").replace("\t", " ")
    line = CONTROL.sub(STAND_IN, line).rstrip()
    start = min(where.column - 1, len(line))
    stop = min(start + max(1, where.length), max(len(line), start + 1))
    left = max(0, min(start - _LEAD, len(line) - _WIDTH))
    right = left + _WIDTH
    lead, tail = "…" if left else "", "…" if right < len(line) else ""
    pad = " " * (len(lead) + _cells(line[left:start]))
    marks = "^" * max(1, _cells(line[start : min(stop, right)]))
    return f"{lead}{line[left:right]}{tail}\n{pad}{marks}"


@lru_cache(maxsize=1)  # findings are ordered by place: one file after the other
def _lines(data: bytes) -> tuple[str, ...]:
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    return tuple(text.split("\n"))


def _cells(text: str) -> int:
    """The width of a text in terminal columns: wide characters take two, combining ones none."""
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


LEVEL_STYLES = {
    FindingLevel.ERROR: "bold red",
    FindingLevel.WARNING: "yellow",
    FindingLevel.INFO: "cyan",
}


def summary(findings: Iterable[Finding]) -> str:
    """``0 errors, 4 warnings, 2 notes``."""
    count = Counter(finding.level for finding in findings)
    return ", ".join(number_of(count[level], level.noun) for level in FindingLevel)


def text(
    findings: Iterable[Finding], files: Mapping[str, bytes], width: int | None = None
) -> RenderableType:
    """Findings with their source lines, the gravest last: a terminal is read from its end.

    ``files`` maps paths to bytes. ``width``: columns to wrap sentences at, by default not at all.
    """
    levels = list(FindingLevel)
    gravest_last = sorted(findings, key=lambda each: -levels.index(each.level))
    return Group(*(_paragraph(finding, files, width) for finding in gravest_last))


def _paragraph(finding: Finding, files: Mapping[str, bytes], width: int | None) -> RenderableType:
    style = LEVEL_STYLES[finding.level]
    found = Text()
    found.append(harmless(str(finding.where)), style="bold")
    found.append("  ")
    found.append(finding.level.value, style=style)
    found.append(f" [{finding.rule.id}]\n", style="dim")
    found.append(f"{wrapped(finding.message, '  ', width)}\n")
    data = files.get(finding.where.path)
    excerpt = snippet(data, finding.where) if data is not None else None
    for line in (excerpt or "").splitlines():
        found.append(harmless(f"    {line}\n"), style=style if line.strip("^ ") == "" else "dim")
    found.append(f"{wrapped(finding.remedy, '  ', width)}\n", style="italic")
    return found


def wrapped(sentence: str, mark: str, width: int | None) -> str:
    """A sentence after a mark, with a hanging indent; ``width``: columns, ``None`` for one line."""
    if width is None:
        return harmless(f"{mark}{sentence}")
    filled = textwrap.fill(
        sentence,
        max(width, 20),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return harmless(filled)
