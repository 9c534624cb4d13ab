"""What exported documents look like: JSON Schemas for programs, a list of fields for people.

Both are made from the records and the models, so that they cannot say anything else.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.exports.accounts import AccountsDocument
from generator.exports.case import CasePackage
from generator.exports.comparison import ReviewDocument
from generator.exports.handbook import CompetenciesDocument, RolesDocument, document_of
from generator.exports.record import Record
from generator.exports.what_if import WhatIfDocument
from generator.model.kinds import KINDS

_DOCUMENTS: dict[str, type[Record]] = {
    "data-accounts": AccountsDocument,
    "data-what-if": WhatIfDocument,
    "data-roles": RolesDocument,
    "data-competencies": CompetenciesDocument,
    "data-case": CasePackage,
    "data-diff": ReviewDocument,
}
_DECIMAL = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def documents() -> dict[str, type[Record]]:
    """Every document by its kind, those of definitions that are exported as written last."""
    exported = [kind for kind in KINDS.values() if kind.data]
    return {**_DOCUMENTS, **{f"data-{each.plural}": document_of(each) for each in exported}}


def document_file(kind: str) -> str:
    """The file of a kind's schema: ``data-accounts-1.json``."""
    return f"{kind}-{_version(documents()[kind]).partition('/')[2]}.json"


def document_schema_text(kind: str) -> str:
    """The JSON Schema (2020-12) of a kind of document, as it stands in ``schema/``."""
    root = documents()[kind]
    models = tuple(models_in(root))
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _version(root),
        **_object(root),
        "$defs": {model.__name__: _object(model) for model in models if model is not root},
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def models_in(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Every group of fields a document can hold, itself first, each once."""
    seen: set[type[BaseModel]] = set()
    waiting = [root]
    while waiting:
        model = waiting.pop(0)
        if model not in seen:
            seen.add(model)
            yield model
            waiting += [inner for _, info in fields_of(model) for inner in _inside(info.annotation)]


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Each exported field's key and declaration."""
    for name, info in model.model_fields.items():
        if not info.exclude:
            yield info.alias or name, info


def fields_text() -> str:
    """Every field of every document in a sentence, as Markdown: ``docs/data-fields.md``."""
    lines = [
        "# Fields of the data",
        "",
        "Made by `playbook export json --fields`; [data.md](data.md) says how to read it. A field",
        "that is unknown, empty or not for the edition is absent.",
    ]
    told: set[type[BaseModel]] = set()
    for kind, root in documents().items():
        lines += ["", f"## {kind}"]
        for model in models_in(root):
            if model not in told:
                told.add(model)
                lines += ["", *_section(model)]
    return "\n".join(lines) + "\n"


def _section(model: type[BaseModel]) -> Iterator[str]:
    yield f"### {model.__name__}"
    yield ""
    yield cleandoc(model.__doc__ or "").partition("\n\n")[0].replace("``", "`").replace("\n", " ")
    yield ""
    yield "| Field | Form | What it says |"
    yield "|---|---|---|"
    for key, info in fields_of(model):
        says = (info.description or "").replace("|", "\\|")
        yield f"| `{key}` | {_form(info.annotation)} | {says} |"


def _version(root: type[Record]) -> str:
    """Kind and version of a document; one whose form is not ours says it beside its fields."""
    if "schema_" not in root.model_fields:
        return root.form_of
    return str(get_args(root.model_fields["schema_"].annotation)[0])


def _object(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of one group; only what is never absent is required."""
    fields = dict(fields_of(model))
    return {
        "description": cleandoc(model.__doc__ or "").partition("\n\n")[0],
        "type": "object",
        "properties": {
            key: {**_schema(info.annotation), "description": info.description}
            for key, info in fields.items()
        },
        "required": [key for key, info in fields.items() if _always(info)],
        "additionalProperties": False,
    }


def _always(info: FieldInfo) -> bool:
    kind = _bare(info.annotation)
    if not info.is_required() or get_origin(kind) in (tuple, dict):
        return False
    group = isinstance(kind, type) and issubclass(kind, BaseModel)
    return not group or any(_always(inner) for _, inner in fields_of(kind))


def _bare(kind: Any) -> Any:
    """A type without its grammar and without ``None``, which is said by absence."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        (rest,) = (each for each in get_args(kind) if each is not NoneType)
        return _bare(rest)
    return kind


def _inside(kind: Any) -> Iterator[type[BaseModel]]:
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    elif get_origin(kind) in (tuple, dict):
        yield from _inside(_element(kind))


def _element(kind: Any) -> Any:
    """What a list or a mapping holds."""
    arguments = get_args(kind)
    return arguments[0] if get_origin(kind) is tuple else arguments[1]


def _schema(kind: Any) -> dict[str, Any]:
    kind = _bare(kind)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(_element(kind))}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": _schema(_element(kind))}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if issubclass(kind, BaseModel):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if issubclass(kind, StrEnum):
        return {"enum": [each.value for each in kind]}
    return _scalar(kind)


def _scalar(kind: type[Any]) -> dict[str, Any]:
    if issubclass(kind, bool):
        return {"type": "boolean"}
    if issubclass(kind, int):
        return {"type": "integer"}
    if issubclass(kind, Decimal):
        return dict(_DECIMAL)
    return {"type": "string", "format": "date"} if issubclass(kind, date) else {"type": "string"}


def _form(kind: Any) -> str:
    """A type in a reader's words."""
    kind = _bare(kind)
    if get_origin(kind) is tuple:
        return f"list: {_form(_element(kind))}"
    if get_origin(kind) is dict:
        return f"group by id: {_form(_element(kind))}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return _scalar_form(_schema(kind))


def _scalar_form(found: dict[str, Any]) -> str:
    if "enum" in found:
        return ", ".join(f"`{each}`" for each in found["enum"])
    if "pattern" in found:
        return "decimal, as text"
    words = {"boolean": "true or false", "integer": "whole number", "string": "text"}
    return "day" if "format" in found else words[found["type"]]
