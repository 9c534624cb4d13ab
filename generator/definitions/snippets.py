"""The source line behind a finding, with a mark under the place."""

import codecs
import unicodedata
from functools import lru_cache

from generator.definitions.reader_source import CONTROL, STAND_IN
from generator.diagnostics import Location

_WIDTH = 100
_LEAD = 30


def snippet(data: bytes, where: Location) -> str | None:
    """Two lines for a terminal: the source line of ``where`` and carets below the place.

    ``data`` are the bytes of the file, whatever they are: bytes that are not UTF-8 and control
    characters are shown as a stand-in, tabs as one space. Long lines are cut to about a hundred
    characters around the place. ``None`` when ``where`` means the file as a whole or lies outside.
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


@lru_cache(maxsize=1)  # findings come in the order of their places: one file after the other
def _lines(data: bytes) -> tuple[str, ...]:
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    return tuple(text.split("\n"))


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes; wide characters take two, accents none."""
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
