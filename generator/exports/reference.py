"""Descriptions of exported documents: JSON Schemas for programs, a list of fields for people.

Both are derived from pydantic's serialization schema, so they match what is written.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DecimalSchema

from generator.exports.comparison import ReviewDocument
from generator.exports.files import DataFile, data_files
from generator.exports.record import DocumentModel
from generator.exports.what_if import WhatIfDocument

_OF_COMMANDS: dict[str, type[DocumentModel]] = {
    "data-what-if": WhatIfDocument,
    "data-diff": ReviewDocument,
}

SchemaNode = dict[str, Any]

_EXTENSIONS = ("x-unit", "x-class")
"""Additional properties of a field, besides its type and description."""


def documents() -> dict[str, type[DocumentModel]]:
    """Every document by its kind: of the data files of a site, and of what commands print."""
    files = {each.schema: each.document for each in data_files() if each.document}
    return {**files, **_OF_COMMANDS}


def document_file(kind: str) -> str:
    """The file name of a kind's schema: ``data-accounts-1.json``."""
    return f"{kind}-{_version(documents()[kind]).partition('/')[2]}.json"


@cache
def document_schema_text(kind: str) -> str:
    """The JSON Schema (2020-12) of a kind of document, as stored in ``schema/``."""
    root = documents()[kind]
    groups = _groups(root)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _version(root),
        **groups.pop(root.__name__),
        "$defs": groups,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def fields_text() -> str:
    """All fields of all documents and tables, as Markdown: ``docs/data-fields.md``."""
    lines = [
        "# Fields of the data",
        "",
        "Made by `playbook export json --fields`; [data.md](data.md) says how to read it. A field",
        "that is unknown, empty or not for the edition is absent. Its class says who may see it;",
        "a field that names none has the class of what holds it.",
    ]
    listed: set[str] = set()
    for kind, root in documents().items():
        lines += ["", f"## {kind}"]
        for name, group in _groups(root).items():
            if name not in listed:
                listed.add(name)
                lines += ["", *_section(name, group)]
    for each in data_files():
        if each.columns:
            lines += ["", *_columns(each)]
    return "\n".join(lines) + "\n"


def _section(name: str, group: SchemaNode) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield group["description"].replace("``", "`").replace("\n", " ")
    yield ""
    yield "| Field | Form | Class | What it says |"
    yield "|---|---|---|---|"
    for key, field in group["properties"].items():
        description = field["description"].replace("|", "\\|")
        unit = f" ({field['x-unit']})" if "x-unit" in field else ""
        yield f"| `{key}` | {_form(field)}{unit} | {field.get('x-class', '')} | {description} |"


def _columns(file: DataFile) -> Iterator[str]:
    yield f"## {file.path.rpartition('/')[2]}"
    yield ""
    yield "| Column | What it says |"
    yield "|---|---|"
    for name, description in file.columns.items():
        yield f"| `{name}` | {description} |"


def _form(field: SchemaNode) -> str:
    """The type of a field in plain words."""
    if "$ref" in field:
        return f"[{_name(field)}](#{_name(field).lower()})"
    if "enum" in field:
        return ", ".join(f"`{each}`" for each in field["enum"])
    if field["type"] == "array":
        return f"list: {_form(field['items'])}"
    if field["type"] == "object":
        return f"group by id: {_form(field['additionalProperties'])}"
    if "pattern" in field:
        return "decimal, as text"
    words = {"boolean": "true or false", "integer": "whole number", "string": "text"}
    return "day" if "format" in field else words[field["type"]]


@cache
def _version(root: type[DocumentModel]) -> str:
    """Kind and version of a document, from its schema field or its class."""
    if root.form_of:
        return root.form_of
    return str(root.model_json_schema(mode="serialization")["properties"]["schema"]["const"])


class _Written(GenerateJsonSchema):
    """The serialization schema: decimals are strings of digits."""

    def decimal_schema(self, schema: DecimalSchema) -> SchemaNode:  # noqa: ARG002 - one form for all
        return {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def _groups(root: type[DocumentModel]) -> dict[str, SchemaNode]:
    """The schemas of all groups of fields in a document by name, the document first."""
    schema = root.model_json_schema(mode="serialization", schema_generator=_Written)
    models: dict[str, SchemaNode] = {**schema.pop("$defs", {}), root.__name__: schema}
    found: dict[str, SchemaNode] = {}
    waiting = [root.__name__]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            fields = {key: _field(each, models) for key, each in models[name]["properties"].items()}
            found[name] = _group(models[name], fields, models)
            waiting += [ref for field in fields.values() for ref in _references(field)]
    return found


def _group(
    schema: SchemaNode, fields: dict[str, SchemaNode], models: Mapping[str, SchemaNode]
) -> SchemaNode:
    required = schema.get("required", ())
    return {
        "description": schema["description"].partition("\n\n")[0],
        "type": "object",
        "properties": fields,
        "required": [key for key in required if _always(schema["properties"][key], models)],
        "additionalProperties": False,
    }


def _always(field: SchemaNode, models: Mapping[str, SchemaNode]) -> bool:
    """Whether a field without a default is always present; empty values are omitted."""
    if "anyOf" in field or field.get("type") in ("array", "object"):
        return False
    group = models[_name(field)] if "$ref" in field else {}
    inner = group.get("properties")
    return inner is None or any(_always(inner[key], models) for key in group.get("required", ()))


def _field(schema: SchemaNode, models: Mapping[str, SchemaNode]) -> SchemaNode:
    """The schema of one value without pydantic's additions; ``null`` is expressed by absence."""
    if "anyOf" in schema:
        (rest,) = (each for each in schema["anyOf"] if each != {"type": "null"})
        schema = {**schema, **rest}
    if "$ref" in schema and "enum" in models[_name(schema)]:
        schema = {**schema, "enum": models[_name(schema)]["enum"]}
    if "const" in schema:
        schema = {**schema, "enum": [schema["const"]]}
    keys = ("enum",) if "enum" in schema else ("$ref", "type", "format", "pattern")
    selected = {key: schema[key] for key in keys if key in schema}
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            selected[inner] = _field(schema[inner], models)
    return {
        **selected,
        **{key: schema[key] for key in ("description", *_EXTENSIONS) if key in schema},
    }


def _references(field: SchemaNode) -> Iterator[str]:
    if "$ref" in field:
        yield _name(field)
    for inner in ("items", "additionalProperties"):
        if inner in field:
            yield from _references(field[inner])


def _name(field: SchemaNode) -> str:
    return str(field["$ref"]).rpartition("/")[2]
