"""Prose fields: the small, safe subset of Markdown that they may contain."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from generator.model.grammars.base import Written, described, matched, read_as, refuse, whole_text
from generator.model.nodes import List, Text

ALLOWED_SCHEMES = ("http:", "https:", "mailto:")

_REFUSED = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "a picture",
    "heading_open": "a heading",
    "code_block": "an indented code block",
    "fence": "a code block",
    "hr": "a horizontal line",
    "table_open": "a table",
}


class _Parser(MarkdownIt):
    """CommonMark that accepts any link, so that links we reject are found and reported."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the parser's own name
        return True


@cache
def _parser() -> MarkdownIt:
    return _Parser("commonmark", {"html": True}).enable("table")


def prose_problem(text: str) -> str | None:
    """What in ``text`` is not allowed in prose, as a sentence; ``None`` if valid.

    Allowed: paragraphs, emphasis, lists, quotes and links to http, https and mailto.
    """
    for token in _all(_parser().parse(text)):
        if token.type in _REFUSED:
            return (
                f"this text holds {_REFUSED[token.type]}; only paragraphs, emphasis, lists "
                "and links are shown"
            )
        if token.type == "link_open":
            target = str(token.attrGet("href") or "")
            if not target.casefold().startswith(ALLOWED_SCHEMES):
                return f"a link to `{target[:60]}`: links start with http:, https: or mailto:"
    return None


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _all(token.children)


LONGEST_LINE = 300

LONGEST_PARAGRAPH = 1500

LONGEST_PROSE = 8000


def _bounded(limit: int) -> Callable[[object], str]:
    def parse(value: object) -> str:
        text = " ".join(whole_text(value, "text").split())
        if len(text) > limit:
            raise refuse(f"this text has {len(text)} characters; at most {limit} fit here")
        return text

    return parse


def _prose(value: object) -> str:
    text = whole_text(value, "text")
    if len(text) > LONGEST_PROSE:
        raise refuse(f"this text has {len(text)} characters; at most {LONGEST_PROSE} fit here")
    problem = prose_problem(text)
    if problem:
        raise refuse(problem, "markup-in-prose")
    return Prose(text)


class Prose(Written, str):
    """Text that may hold Markdown of the allowed kind; everything else is shown literally."""

    __slots__ = ()


# Editors parse `year: 2019` as a number; for us it is text.
_SCALAR: Any = ["string", "number"]

Line = Annotated[
    str,
    PlainValidator(_bounded(LONGEST_LINE)),
    read_as({"type": _SCALAR, "maxLength": LONGEST_LINE}),
]

Paragraph = Annotated[
    str,
    PlainValidator(_bounded(LONGEST_PARAGRAPH)),
    read_as({"type": _SCALAR, "maxLength": LONGEST_PARAGRAPH}),
]


def _paragraphs(value: object) -> tuple[str, ...]:
    parse = _bounded(LONGEST_PARAGRAPH)
    return tuple(parse(each) for each in value) if isinstance(value, List) else (parse(value),)


Paragraphs = Annotated[
    tuple[str, ...],
    PlainValidator(_paragraphs),
    read_as(
        {
            "type": [*_SCALAR, "array"],
            "maxLength": LONGEST_PARAGRAPH,
            "items": {"type": _SCALAR, "maxLength": LONGEST_PARAGRAPH},
            "minItems": 1,
        }
    ),
]


def text_or(schema: JsonSchemaValue, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """The JSON Schema of something that a text stands for as well, where files are read."""
    text = {"type": _SCALAR, "maxLength": LONGEST_PARAGRAPH}
    return {"anyOf": [text, schema]} if handler.mode == "validation" else schema


class TextAsList:
    """Annotation of a list of which a text alone is the only entry."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Put a text into a list."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A list, or a text."""
        return text_or(handler(schema), handler)


def _as_list(value: object) -> object:
    if not isinstance(value, Text):
        return value
    entries = List(value.where)
    entries.append(value)
    return entries


Markdown = Annotated[
    Prose,
    PlainValidator(_prose),
    read_as(
        {
            "type": "string",
            "maxLength": LONGEST_PROSE,
            "description": "Markdown: paragraphs, emphasis, lists and links (http, https, mailto)",
        }
    ),
]

ID_PATTERN = r"(?!0[box][0-9a-f]+$|[0-9]+e[0-9]+$)(?=[0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*"
"""A letter at least, and nothing that other tools take for a number: 2026, 0x1f, 1e5."""

_id = matched(
    rf"(?=.{{1,64}}$){ID_PATTERN}",
    "an id (small letters, digits and single hyphens, at least one letter, at most 64)",
    "norvane-industrial-group",
)

Id = Annotated[
    str,
    PlainValidator(lambda value: _id(value).group()),
    described(rf"^{ID_PATTERN}$", ["group-procurement-head"], "small letters, digits, hyphens"),
]

Places = dict[str, str | tuple[str, ...]] | tuple[dict[str, str | tuple[str, ...]], ...]
"""The position of a cell as written: axis -> band or bands; a list for several positions."""


def _place(value: object) -> dict[str, str | tuple[str, ...]]:
    if not isinstance(value, Mapping):
        raise refuse("a place needs a group of keys: each axis with its band", "wrong-shape")
    return {_id(axis).group(): _bands(bands) for axis, bands in value.items()}


def _bands(value: object) -> str | tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(_id(each).group() for each in value)
    return _id(value).group()


def _places(value: object) -> Places:
    if isinstance(value, list | tuple):
        return tuple(_place(each) for each in value)
    return _place(value)


_PLACE = {
    "type": "object",
    "propertyNames": {"pattern": rf"^{ID_PATTERN}$"},
    "additionalProperties": {
        "type": ["string", "array"],
        "pattern": rf"^{ID_PATTERN}$",
        "items": {"type": "string", "pattern": rf"^{ID_PATTERN}$"},
        "minItems": 1,
        "uniqueItems": True,
    },
}

CellPlaces = Annotated[
    Places,
    PlainValidator(_places),
    read_as(
        {
            "anyOf": [_PLACE, {"type": "array", "items": _PLACE, "minItems": 1}],
            "examples": [{"potential": "high", "position": "low"}],
            "description": "axis -> band, or a list of bands; several such places as a list",
        }
    ),
]

_source_id = matched(r"\d{3}", "the number of a source article", "001")

SourceId = Annotated[
    str,
    PlainValidator(lambda value: _source_id(value).group()),
    described(r"^\d{3}$", ["001"], "three digits", number=True),
]

_HANDLE_PART = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"

_HANDLE = rf"{_HANDLE_PART}(?:/{_HANDLE_PART})*"

_handle = matched(
    rf"(?=.{{1,200}}$){_HANDLE}", "a name on GitHub or GitLab, without the @", "our-company/sales"
)

Handle = Annotated[
    str,
    PlainValidator(lambda value: _handle(value).group()),
    described(
        rf"^{_HANDLE}$",
        ["our-company/sales"],
        "a user or a group on GitHub or GitLab, without the @",
    ),
]

_URL = r"""(?:https?://[^\s<>"'`{}|\\^]+|mailto:[^\s<>"'`{}|\\^]+)"""

_url = matched(_URL, "a link (http, https or mailto)", "https://www.example.org/report")

Url = Annotated[
    str,
    PlainValidator(lambda value: _url(value).group()),
    described(rf"^{_URL}$", ["https://www.example.org/"], "http, https or mailto"),
]
