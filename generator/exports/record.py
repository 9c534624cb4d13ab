"""What every exported value is made of, and the one form in which values leave as JSON.

Records and definitions are written alike: a field that is unknown, empty or not for the edition
is absent, so that nothing tells which of the three it is. Amounts and other decimals are text, as
a program that reads JSON numbers rounds them.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticUndefined

from generator.analysis.record import figures_of
from generator.model.grammars.base import Written
from generator.model.item import Item

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


class DocumentModel(BaseModel):
    """An exported document, or a group of its fields; each says with ``says`` what it means."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    form_of: ClassVar[str] = ""
    """Kind and version of a document whose own fields cannot say it."""


def says(description: str, default: Any = PydanticUndefined, **options: Any) -> Any:
    """A field of a record; ``description`` says meaning, unit and range."""
    return Field(default, description=description, **options)


def plain(value: object) -> Any:
    """``value`` as what JSON knows: texts, whole numbers, yes and no, lists and groups.

    Raises TypeError for a kind of value that no document holds so far.
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
    held = ((key, plain(value)) for key, value in fields)
    return {key: value for key, value in held if value not in (None, {}, [])}


def _by_id(value: object) -> object:
    """A result names a definition it is about, and never holds it."""
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


def as_json(document: DocumentModel, *, for_people: bool = False) -> str:
    """The document as JSON text: keys in the order of the records, a line break at the end.

    ``for_people``: indented, else as short as it can be. Valid inside an HTML page as well: what
    would begin a tag there is written as an escape.
    """
    return json_text(plain(document), for_people=for_people) + "\n"


def json_text(value: object, *, for_people: bool = False) -> str:
    """What JSON knows as its text, which nothing in it can end inside an HTML page or a script."""
    layout: dict[str, Any] = {"indent": 2} if for_people else {"separators": (",", ":")}
    return json.dumps(value, ensure_ascii=False, **layout).translate(_ESCAPES)
