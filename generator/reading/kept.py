"""Parsed files kept in a cache: nodes with their places, as JSON.

To build nodes from it takes a third of the time of reading the file. They hold all classes, hence
they lie in a folder of their own and never in that of an edition.
"""

import json
from collections.abc import Callable
from sys import intern
from typing import Any

from generator.cache.disk import Cache, digest
from generator.findings.finding import Finding, Location
from generator.model.nodes import List, Map, Node, Text
from generator.reading.parse import read

KIND = "definitions"
"""Of the entries in the cache."""

Parse = Callable[[str, bytes], tuple[Map | None, tuple[Finding, ...]]]
"""As :func:`~generator.reading.parse.read`."""


def reading_from(cache: Cache) -> Parse:
    """Reads files as they were kept in ``cache``, and keeps those that have no problem."""

    def parse(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
        name = digest(path, data)
        kept = cache.get(KIND, name)
        if kept is not None and (found := _of_bytes(path, kept)) is not None:
            return found, ()
        found, problems = read(path, data)
        if found is not None and not problems:
            cache.put(KIND, name, json.dumps(_plain(found), separators=(",", ":")).encode())
        return found, problems

    return parse


def _plain(node: Node) -> list[Any]:
    """Place and content of a node; of a text also how it was written, of a mapping its keys."""
    place = node.where[1:]
    if isinstance(node, Text):
        return [*place, str(node), node.plain, node.cut]
    if isinstance(node, List):
        return [*place, [_plain(each) for each in node]]
    keys = {key: [*node.keys_at[key][1:], _plain(each)] for key, each in node.items()}
    return [*place, keys, node.flow]


def _of_bytes(path: str, data: bytes) -> Map | None:
    """Reads what was kept of a file; ``None`` if it is anything else."""

    def node(line: int, column: int, length: int, held: Any, *more: bool) -> Node:
        where = Location(path, line, column, length)
        if isinstance(held, str):
            plain, cut = more
            return Text(held, where, plain=plain, cut=cut)
        if isinstance(held, list):
            entries = List(where)
            entries.extend(node(*each) for each in held)
            return entries
        (flow,) = more
        mapping = Map(where, flow=flow)
        for key, (key_line, key_column, key_length, value) in held.items():
            mapping[intern(key)] = node(*value)
            mapping.keys_at[intern(key)] = Location(path, key_line, key_column, key_length)
        return mapping

    try:
        found = node(*json.loads(data))
    except (ValueError, TypeError, AttributeError):
        return None
    return found if isinstance(found, Map) else None
