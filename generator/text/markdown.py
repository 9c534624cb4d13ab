"""The Markdown encoder, with date and figure formats for templates.

Values are data, never markup: characters with a meaning in Markdown or HTML become entities. All
others stay, so that the files are readable as source on a forge.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import unescape

from markupsafe import Markup

from generator.text.formats import day_text, figure, listed, money, percent, sentence, stop, words

__all__ = [
    "UnprintableError",
    "coded",
    "day",
    "day_text",
    "due",
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

# Special anywhere in a line: emphasis, code, links, HTML, table cells, strike-through, formulas.
_ANYWHERE = re.compile(r"[\\`*\[\]<>|~$]")

# What one of these patterns is about; most values hold nothing of it.
_MAY_BE_SPECIAL = re.compile(r"[\\`*\[\]<>|~$_&{:#]")

# Special only where it could open or close emphasis, which it cannot inside a word.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")

# May begin a character reference, which HTML also accepts without a semicolon. At the end of a
# value, text printed after it may complete the reference.
_REFERENCE = re.compile(r"&(?=#|\w+;|\Z|([A-Za-z0-9]+))")

# Start of a template expression or an emoji shortcode.
_TEMPLATE = re.compile(r"\{(?=[{%#:])")

_EMOJI = re.compile(r":(?=[a-z0-9_+-]+:)")

# Special at the start of a value, where a line or a list item may begin.
_LINE_START = re.compile(r"\A(?:[-+#=]|(\d+)([.)])(?=\s|\Z))")

# At the end of a heading these would be parsed as its closing marks.
_LINE_END = re.compile(r"#(?=#*\Z)")


@lru_cache(maxsize=16_384)  # names and figures are on many pages
def encode(value: str) -> Markup:
    """Encode plain text for any position in a line: paragraph, heading, cell, link text."""
    text = " ".join(value.split())
    if _MAY_BE_SPECIAL.search(text):
        text = _LINE_END.sub(_entity, encode_run(text))
    return Markup(line_start(text))  # noqa: S704 - encoded


def encode_run(text: str) -> str:
    """Encode plain text inside a line of Markdown and keep its white space."""
    text = _REFERENCE.sub(_ampersand, text)
    text = _ANYWHERE.sub(_entity, text)
    text = _UNDERSCORE.sub(_entity, text)
    text = _TEMPLATE.sub(_entity, text)
    return _EMOJI.sub(_entity, text)


def line_start(text: str) -> str:
    """Escape leading characters that would start a list, a heading or a rule."""
    return _LINE_START.sub(_first, text)


def url(address: str) -> Markup:
    """Encode a web address for the target of a Markdown link."""
    text = re.sub(r"[\s()<>\[\]\\|*_`~$'\"]", lambda found: f"%{ord(found[0]):02X}", address)
    return Markup(_REFERENCE.sub(_ampersand, text))  # noqa: S704 - encoded


def attribute(text: str) -> Markup:
    """Encode plain text for the quoted value of an attribute in a line of Markdown."""
    return Markup(str(encode(text)).replace('"', "&quot;"))  # noqa: S704 - encoded


def _ampersand(match: re.Match[str]) -> str:
    """Keep ``&`` before a word that is not an entity name, as in ``R&D``; else encode it."""
    name = f"&{match.group(1)};"
    return "&" if match.group(1) and unescape(name) == name else "&amp;"


def _entity(match: re.Match[str]) -> str:
    named = {"<": "&lt;", ">": "&gt;"}
    return named.get(match.group(), f"&#{ord(match.group())};")


def _first(match: re.Match[str]) -> str:
    if match.group(1):
        return f"{match.group(1)}&#{ord(match.group(2))};"
    return f"&#{ord(match.group())};"


# Text that keeps its meaning between backticks, also in a table cell and in templates. The
# converter looks for tags and references before it looks for code.
_CODE = re.compile(r"(?!.*&#)[^\s`|{}\\<](?:[^`|{}\\<\n]*[^\s`|{}\\<])?")


def is_code(text: str) -> bool:
    """Whether ``text`` can be written as a code span anywhere."""
    return _CODE.fullmatch(text) is not None


# A quotation begins before a word and ends after one, and may contain backticks inside words;
# otherwise the next two backticks form one, as in "`kam`s page".
_QUOTATION = re.compile(r"(?<!\w)`((?:[^`]|(?<=\w)`(?=\w)){0,500}+)`(?!\w)|`([^`]*)`")


def coded(value: str) -> Markup:
    """Encode a sentence of ours that quotes keys and values in backticks, as findings do.

    A quotation becomes a code span, or is encoded like other text if it cannot be one, for example
    because it contains backticks.
    """
    text, end = "", 0
    for found in _QUOTATION.finditer(value):
        text += _between(value[end : found.start()])
        quoted, end = found.group()[1:-1], found.end()
        spans = is_code(quoted) and not text.endswith("`")  # adjacent code spans would merge
        text += f"`{quoted}`" if spans else str(encode(f"`{quoted}`"))
    return Markup(text + _between(value[end:]))  # noqa: S704 - all encoded, or a code span


def _between(part: str) -> str:
    """The text before or behind a quotation, encoded; white space at its ends stays."""
    text = encode(part)
    before = " " if part[:1].isspace() and text else ""
    return f"{before}{text}{' ' if part[-1:].isspace() else ''}"


class UnprintableError(TypeError):
    """A template printed a value of a type that has no text form; the message names it."""


def finalize(value: object) -> Markup:
    """The text of a value that a template prints; raises UnprintableError if it has none."""
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


def due(value: date) -> Markup:
    """A day by which something open is due, so that the site can mark it once it has passed."""
    return Markup(f'<time datetime="{value.isoformat()}" class="due">{day_text(value)}</time>')  # noqa: S704 - digits


def day(value: date) -> Markup:
    """``5 Oct 2026`` in a ``<time>`` element that carries the ISO date."""
    return Markup(f'<time datetime="{value.isoformat()}">{day_text(value)}</time>')  # noqa: S704 - digits
