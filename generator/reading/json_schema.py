"""JSON Schemas from the models: completion and hints in an editor, before anything is checked."""

import json
from typing import Any

from generator.model.kinds import KINDS


def kinds_with_schema() -> tuple[str, ...]:
    """The kinds that have YAML files, by name."""
    return tuple(kind.name for kind in KINDS.values() if kind.place)


def file_name(kind: str) -> str:
    """The file of a kind's schema: ``account-1.json``."""
    return f"{kind}-{KINDS[kind].version}.json"


def schema_text(kind: str) -> str:
    """The schema of a kind as it stands in ``schema/``."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file.

    Any file in the folder of one, such as an account, may hold any of its sections, so there only
    ``schema`` is required; the reader checks the whole.
    """
    model, version = KINDS[kind].model, KINDS[kind].version
    made: dict[str, Any] = _tidied(model.model_json_schema(by_alias=True))
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = f"{kind}/{version}"
    made["properties"]["schema"] = {
        "const": f"{kind}/{version}",
        "description": "kind and schema version of this file",
    }
    if KINDS[kind].in_folders:
        made["required"] = ["schema"]
        del made["properties"]["notes"]
    return made


def _tidied(node: Any) -> Any:
    """Without what only pydantic needs, and with what an editor reads differently from us."""
    if isinstance(node, list):
        return [_tidied(each) for each in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _tidied(value) for key, value in node.items() if key not in ("title", "default")}
    if "properties" in node:  # a field may be called title or default
        tidy["properties"] = {key: _tidied(value) for key, value in node["properties"].items()}
    choices = tidy.get("anyOf")
    if choices and {"type": "null"} in choices:
        rest = [choice for choice in choices if choice != {"type": "null"}]
        tidy.pop("anyOf")
        tidy = {**rest[0], **tidy} if len(rest) == 1 else {**tidy, "anyOf": rest}
    if "enum" in tidy and any(str(each).isdigit() for each in tidy["enum"]):
        # `reviews: 2` is a number to an editor and text to us.
        tidy["enum"] = [*tidy["enum"], *(int(each) for each in tidy["enum"])]
        tidy.pop("type", None)
    return tidy
