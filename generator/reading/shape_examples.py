"""Example lines in the shape that a place of a file wants, from the schemas of the models."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.model.item import Item
from generator.text.yaml_scalars import quoted

_WORDS = "a few words"
"""In place of a text."""

_PLAIN = re.compile(r"\w[\w .%/-]*")

_DEEPEST = 3
"""Groups within groups; what is deeper would not be read in one line."""

_Node = Mapping[str, Any]


@cache
def example_of(model: type[Item], key: str) -> str | None:
    """The value of a key, as it may stand in one line; ``None`` for a key that is not there.

    A list has one entry, and a group what it must have.
    """
    node = _node_of(model, key)
    return None if node is None else example(node, schema_of(model))


@cache
def example_entry(model: type[Item], key: str) -> str | None:
    """As :func:`example_of`, of one entry of a list; ``None`` if the key holds none."""
    node = _node_of(model, key)
    if node is None or node.get("type") != "array":
        return None
    return example(node.get("items", {}), schema_of(model))


def _node_of(model: type[Item], key: str) -> _Node | None:
    schema = schema_of(model)
    node = _resolved(schema, schema).get("properties", {}).get(key)
    return None if node is None else _resolved(node, schema)


@cache
def example_group(model: type[Item]) -> str:
    """A group with what it must have."""
    schema = schema_of(model)
    return example(schema, schema)


@cache
def schema_of(model: type[Item]) -> dict[str, Any]:
    """The schema of a model, with those it refers to."""
    return model.model_json_schema(by_alias=True)


def example(node: _Node, schema: _Node, depth: int = 0) -> str:
    """A value that fits a node of a ``schema``."""
    node = _resolved(node, schema)
    least = [node[key] for key in ("const", "minimum") if key in node]
    if choices := node.get("enum") or node.get("examples") or least:
        return _written(choices[0])
    if "properties" in node:
        return _group(node, schema, depth)
    kind = node.get("type")
    if kind == "array":
        entry = example(node.get("items", {}), schema, depth)
        return f"[{', '.join([entry] * node.get('minItems', 1))}]"
    if kind == "object":
        held = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
        key = _written(node.get("propertyNames", {}).get("enum", ["some-id"])[0])
        return f"{{{key}: {example(next(filter(None, held), {}), schema, depth)}}}"
    return _WORDS


def _group(node: _Node, schema: _Node, depth: int) -> str:
    keys = node.get("required") or [key for key in node["properties"] if key != "class"][:1]
    if depth >= _DEEPEST:
        return "{...}"
    parts = (f"{key}: {example(node['properties'][key], schema, depth + 1)}" for key in keys)
    return f"{{{', '.join(parts)}}}"


def _resolved(node: _Node, schema: _Node) -> _Node:
    """The node that a reference leads to; of several, the first that is not nothing."""
    while True:
        if "$ref" in node:
            named = schema["$defs"][node["$ref"].rpartition("/")[2]]
            node = {**named, **{key: node[key] for key in ("examples",) if key in node}}
        elif "anyOf" in node and "examples" not in node:
            node = next(each for each in node["anyOf"] if each != {"type": "null"})
        else:
            return node


def _written(value: object) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    return value if _PLAIN.fullmatch(value) else quoted(value)
