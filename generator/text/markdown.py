"""The one encoder between values and Markdown; the formats of dates and figures come along.

Values are data, never markup. What Markdown or HTML would act on becomes an entity; everything
else stays as it is, so that the files read well on a forge too.
"""

import re
from datetime import date
from decimal import Decimal
from html import unescape

from markupsafe import Markup

from generator.text.formats import day_text, figure, listed, money, percent, sentence, stop, words

__all__ = [
    "UnprintableError",
    "coded",
    "day",
    "day_text",
    "encode",
    "encode_run",
    "figure",
    "finalize",
    "line_start",
    "listed",
    "money",
    "percent",
    "sentence",
    "stop",
    "url",
    "words",
]

# Acted on anywhere in a line: emphasis, code, links, HTML, table cells, strike-through, formulas.
_ANYWHERE = re.compile(r"[\\`*\[\]<>|~$]")

# Only where it could open or close emphasis: not inside a word.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")

# May begin a character reference, which HTML also reads without its semicolon. The last one may
# become one with what is printed after the value.
_REFERENCE = re.compile(r"&(?=#|\w+;|\Z|([A-Za-z0-9]+))")

# Would be read as a template or as an emoji.
_TEMPLATE = re.compile(r"\{(?=[{%#:])")

_EMOJI = re.compile(r":(?=[a-z0-9_+-]+:)")

# At the start of a value, where a line or a list item may begin.
_LINE_START = re.compile(r"\A(?:[-+#=]|(\d+)([.)])(?=\s|\Z))")

# At the end of a heading they would be taken for its closing marks.
_LINE_END = re.compile(r"#(?=#*\Z)")


def encode(value: str) -> Markup:
    """Plain text for any place in a Markdown line: paragraph, heading, cell, link text."""
    text = _LINE_END.sub(_entity, encode_run(" ".join(value.split())))
    return Markup(line_start(text))  # noqa: S704 - encoded


def encode_run(text: str) -> str:
    """Plain text inside a line of Markdown, its blanks as they are."""
    text = _REFERENCE.sub(_ampersand, text)
    text = _ANYWHERE.sub(_entity, text)
    text = _UNDERSCORE.sub(_entity, text)
    text = _TEMPLATE.sub(_entity, text)
    return _EMOJI.sub(_entity, text)


def line_start(text: str) -> str:
    """``text`` without what would make a list, a heading or a line of its first characters."""
    return _LINE_START.sub(_first, text)


def url(address: str) -> Markup:
    """A web address inside the brackets of a Markdown link."""
    text = re.sub(r"[\s()<>\[\]\\|*_`~$'\"]", _percent_encoded, address)
    return Markup(_REFERENCE.sub(_ampersand, text))  # noqa: S704 - encoded


def _percent_encoded(match: re.Match[str]) -> str:
    return f"%{ord(match.group()):02X}"


def _ampersand(match: re.Match[str]) -> str:
    """``&`` before a word that is no name of a character, as in ``R&D``; else its reference."""
    name = f"&{match.group(1)};"
    return "&" if match.group(1) and unescape(name) == name else "&amp;"


def _entity(match: re.Match[str]) -> str:
    named = {"<": "&lt;", ">": "&gt;"}
    return named.get(match.group(), f"&#{ord(match.group())};")


def _first(match: re.Match[str]) -> str:
    if match.group(1):
        return f"{match.group(1)}&#{ord(match.group(2))};"
    return f"&#{ord(match.group())};"


# Keeps its meaning between backticks, also in a table cell and under a template engine. The
# converter looks for tags and references before it looks for code.
_CODE = re.compile(r"(?!.*&#)[^\s`|{}\\<](?:[^`|{}\\<\n]*[^\s`|{}\\<])?")


def is_code(text: str) -> bool:
    """Whether a code span can hold ``text`` everywhere."""
    return _CODE.fullmatch(text) is not None


def coded(value: str) -> Markup:
    """A sentence of ours that quotes keys and values in backticks, as findings do.

    What is quoted becomes a code span; a quotation that no code span can hold everywhere is
    encoded like everything else.
    """
    parts = value.split("`")
    if len(parts) % 2 == 0:
        return encode(value)
    made = ""
    for place, part in enumerate(parts):
        if place % 2:
            spans = is_code(part) and not made.endswith("`")  # side by side they would be one
            made += f"`{part}`" if spans else str(encode(f"`{part}`"))
        else:
            text = encode(part)
            before = " " if part[:1].isspace() and text else ""
            made += f"{before}{text}{' ' if part[-1:].isspace() else ''}"
    return Markup(made)  # noqa: S704 - every part is encoded or a code span


class UnprintableError(TypeError):
    """A template printed what there are no words for; the message says what it was."""


def finalize(value: object) -> Markup:
    """What a template prints for a value; raises UnprintableError for one that says nothing."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return encode(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool) or value is None:
        raise UnprintableError(f"{value!r} has no words")
    if isinstance(value, Decimal):
        return encode(figure(value))
    return encode(str(value))


def day(value: date) -> Markup:
    """``5 Oct 2026`` inside a ``<time>`` that carries the ISO date."""
    return Markup(f'<time datetime="{value.isoformat()}">{day_text(value)}</time>')  # noqa: S704 - digits
