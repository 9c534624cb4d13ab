"""JSON Schemas of the models, for completion and hints in editors."""

import json
from typing import Any, NamedTuple

from generator.model.import_mapping import ImportMapping
from generator.model.kinds import KINDS, Kind
from generator.reading.shape_examples import example, schema_of

_HANDED_IN = Kind("import", ImportMapping, 1)
"""No definition: a file that is handed to a command."""


def kinds_with_schema() -> tuple[str, ...]:
    """The names of the kinds that have YAML files."""
    return (*(kind.name for kind in KINDS.values() if kind.place), _HANDED_IN.name)


def _kind(name: str) -> Kind:
    return _HANDED_IN if name == _HANDED_IN.name else KINDS[name]


def file_name(kind: str) -> str:
    """The file name of a kind's schema: ``account-1.json``."""
    return f"{kind}-{_kind(kind).version}.json"


def schema_text(kind: str) -> str:
    """The schema of a kind as text, as stored in ``schema/``."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file.

    A file in the folder of a definition such as an account may contain any of its sections, so only
    ``schema`` is required there; the reader checks the whole.
    """
    model, version = _kind(kind).model, _kind(kind).version
    document: dict[str, Any] = _simplified(model.model_json_schema(by_alias=True))
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    document["title"] = f"{kind}/{version}"
    document["properties"]["schema"] = {
        "const": f"{kind}/{version}",
        "description": "kind and schema version of this file",
    }
    if _kind(kind).in_folders:
        document["required"] = ["schema"]
        del document["properties"]["notes"]
    return document


class FieldRow(NamedTuple):
    """A key of a file: whether it must be there, what it says, and a value in its shape."""

    key: str
    required: bool
    what: str
    example: str


def field_rows(kind: str) -> list[FieldRow]:
    """The keys of a kind of file, those that must be there first."""
    model, version = _kind(kind).model, _kind(kind).version
    whole = schema_of(model)
    required = whole.get("required", ())
    rows = []
    for key, node in whole["properties"].items():
        shown = f"{kind}/{version}" if key == "schema" else example(node, whole)
        rows.append(FieldRow(key, key in required, node.get("description", ""), shown))
    return sorted(rows, key=lambda row: not row.required)


def _simplified(node: Any) -> Any:
    """Remove pydantic's additions, and adapt to how editors parse scalars."""
    if isinstance(node, list):
        return [_simplified(each) for each in node]
    if not isinstance(node, dict):
        return node
    simplified = {
        key: _simplified(value) for key, value in node.items() if key not in ("title", "default")
    }
    if "properties" in node:  # a field may be named title or default
        simplified["properties"] = {
            key: _simplified(value) for key, value in node["properties"].items()
        }
    choices = simplified.get("anyOf")
    if choices and {"type": "null"} in choices:
        rest = [choice for choice in choices if choice != {"type": "null"}]
        simplified.pop("anyOf")
        simplified = {**rest[0], **simplified} if len(rest) == 1 else {**simplified, "anyOf": rest}
    if "enum" in simplified and any(str(each).isdigit() for each in simplified["enum"]):
        # Editors parse `reviews: 2` as a number; for us it is text.
        simplified["enum"] = [*simplified["enum"], *(int(each) for each in simplified["enum"])]
        simplified.pop("type", None)
    return simplified
