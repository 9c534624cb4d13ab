"""The base of exported records, and their serialization to JSON.

Records and definitions are written alike: a field that is unknown, empty or hidden from the edition
is absent, so the three cannot be told apart. Amounts and other decimals are strings, because
programs that read JSON numbers round them.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticUndefined

from generator.analysis.record import figures_of
from generator.findings.finding import Finding
from generator.model.grammars.base import Written
from generator.model.item import Item

_NOTHING = ("null", "{}", "[]")

_ESCAPES = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")


class DocumentModel(BaseModel):
    """A group of exported fields, each declared with ``field``."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,  # a command pays for the documents it writes
    )

    form_of: ClassVar[str] = ""
    """Kind and version of a document that has no field for it."""


def field(description: str, default: Any = PydanticUndefined, **options: Any) -> Any:
    """A field of a record; ``description``: meaning, unit and range."""
    return Field(default, description=description, **options)


def fields_of_finding(finding: Finding) -> dict[str, Any]:
    """What every record of a finding says: its rule, its level, its message and its file."""
    return {
        "rule": finding.rule.id,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.where.path,
    }


def plain(value: object) -> Any:
    """``value`` as JSON types: strings, integers, booleans, lists and objects.

    Raises TypeError for types without a JSON form.
    """
    if figures := figures_of(type(value)):
        return _filled((each.key, _by_id(each.of(value))) for each in figures)
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        return _filled(
            (info.alias or name, getattr(value, name)) for name, info in fields if not info.exclude
        )
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return _plain_scalar(value)


def _filled(fields: Iterable[tuple[str, object]]) -> dict[str, Any]:
    items = ((key, plain(value)) for key, value in fields)
    return {key: value for key, value in items if value not in (None, {}, [])}


def _by_id(value: object) -> object:
    """References to definitions are written as their ids."""
    if isinstance(value, tuple):
        return tuple(map(_by_id, value))
    return vars(value)["id"] if isinstance(value, Item) else value


def _plain_scalar(value: object) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | Written):
        return str(value)
    raise TypeError(f"no form for {type(value).__name__} in exported data")


def as_json(document: DocumentModel, *, for_people: bool = False, **lists: Iterable[str]) -> str:
    """The document as JSON text, with keys in the order of the records.

    ``for_people``: indented, else compact. ``lists``: the entries of fields as such text. Safe
    inside HTML: characters that would start a tag are escaped.
    """
    if for_people:
        return json_text(plain(document), for_people=True) + "\n"
    pieces: list[str] = []  # joined once, as all accounts are tens of megabytes
    for name, info in type(document).model_fields.items():
        own = _listed(lists[name]) if name in lists else [entry(getattr(document, name))]
        if not info.exclude and own[0] not in _NOTHING:
            pieces += [",", json_text(info.alias or name), ":", *own]
    return "".join(["{", *pieces[1:], "}\n"])


def _listed(entries: Iterable[str]) -> list[str]:
    """A list, in pieces."""
    pieces = [piece for each in entries for piece in (",", each)]
    return ["[", *pieces[1:], "]"] if pieces else ["[]"]


def entry(value: object) -> str:
    """A part of a document as compact JSON text."""
    return json_text(plain(value))


class _AsText:
    small = False

    def dump(self, value: str) -> bytes:
        return value.encode()

    def load(self, data: bytes) -> str:
        return data.decode()


AS_TEXT = _AsText()


def json_text(value: object, *, for_people: bool = False) -> str:
    """A JSON value as text that cannot end an HTML element or script around it."""
    layout: dict[str, Any] = {"indent": 2} if for_people else {"separators": (",", ":")}
    text = json.dumps(value, ensure_ascii=False, **layout)
    for char, escaped in _ESCAPES:  # `str.translate` takes a hundred times as long
        text = text.replace(char, escaped)
    return text
