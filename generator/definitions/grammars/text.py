"""Text, ids and links."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from generator.definitions.grammars.base import described, matched, refuse, whole_text
from generator.definitions.nodes import List
from generator.definitions.prose import prose_problem

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


class Prose(str):
    """Text that may hold Markdown of the allowed kind; everything else is shown literally."""

    __slots__ = ()


# `year: 2019` is a number to an editor and text to us.
_SCALAR: Any = ["string", "number"]
Line = Annotated[
    str,
    PlainValidator(_bounded(LONGEST_LINE)),
    WithJsonSchema({"type": _SCALAR, "maxLength": LONGEST_LINE}),
]
Paragraph = Annotated[
    str,
    PlainValidator(_bounded(LONGEST_PARAGRAPH)),
    WithJsonSchema({"type": _SCALAR, "maxLength": LONGEST_PARAGRAPH}),
]


def _paragraphs(value: object) -> tuple[str, ...]:
    parse = _bounded(LONGEST_PARAGRAPH)
    return tuple(parse(each) for each in value) if isinstance(value, List) else (parse(value),)


Paragraphs = Annotated[
    tuple[str, ...],
    PlainValidator(_paragraphs),
    WithJsonSchema(
        {
            "type": [*_SCALAR, "array"],
            "maxLength": LONGEST_PARAGRAPH,
            "items": {"type": _SCALAR, "maxLength": LONGEST_PARAGRAPH},
            "minItems": 1,
        }
    ),
]
Markdown = Annotated[
    Prose,
    PlainValidator(_prose),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": LONGEST_PROSE,
            "description": "Markdown: paragraphs, emphasis, lists and links (http, https, mailto)",
        }
    ),
]

ID_PATTERN = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_id = matched(
    rf"(?=.{{1,64}}$){ID_PATTERN}",
    "an id (small letters, digits and single hyphens, a letter first, at most 64)",
    "norvane-industrial-group",
)
Id = Annotated[
    str,
    PlainValidator(lambda value: _id(value).group()),
    described(rf"^{ID_PATTERN}$", ["group-procurement-head"], "small letters, digits, hyphens"),
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
    rf"(?=.{{1,200}}$){_HANDLE}", "a name on the forge, without the @", "our-company/sales"
)
Handle = Annotated[
    str,
    PlainValidator(lambda value: _handle(value).group()),
    described(
        rf"^{_HANDLE}$", ["our-company/sales"], "a user or a group on the forge, without the @"
    ),
]

_URL = r"(?:https?://[^\s<>\"'`{}|\\^]+|mailto:[^\s<>\"'`{}|\\^]+)"
_url = matched(_URL, "a link (http, https or mailto)", "https://www.example.org/report")
Url = Annotated[
    str,
    PlainValidator(lambda value: _url(value).group()),
    described(rf"^{_URL}$", ["https://www.example.org/"], "http, https or mailto"),
]
