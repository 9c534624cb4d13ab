"""Adds an entry to a definition file, or sets one value, and leaves every other byte as it is.

Nothing is parsed and written again, so comments, order and spelling stay. What is written in one
line inside ``[]`` or ``{}`` is not taken apart: it is refused, with what to do.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.nodes import List, Map, Text

_PLAIN = re.compile(r"[^\W_][\w ,.()/%&'+-]*")
_COMMENT = re.compile(r"\s*(#.*)?")


class RefusedError(Exception):
    """The file is laid out so that nothing can be added without rewriting it."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A file with an entry: its new bytes, the lines of the entry, and the number of the first."""

    data: bytes
    lines: tuple[str, ...]
    line: int


class _Lines:
    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.split(self.end)

    def joined(self, at: int, new: list[str]) -> Inserted:
        lines = [*self.lines[:at], *new, *self.lines[at:]]
        first = next(number for number, line in enumerate(new) if line.strip())
        shown = tuple(line for line in new if line.strip())
        return Inserted(self.end.join(lines).encode(), shown, at + first + 1)

    def end_of(self, line: int, indent: int) -> int:
        """Where the block ends that begins in ``line`` (from 1) and is indented by ``indent``.

        Comments and empty lines behind it are not part of it.
        """
        end = line
        for number in range(line, len(self.lines)):
            text = self.lines[number]
            if _COMMENT.fullmatch(text):
                continue
            if len(text) - len(text.lstrip()) < indent:
                break
            end = number + 1
        return end


def add_entry(
    data: bytes, root: Map, path: tuple[str | int, ...], entry: Mapping[str, str]
) -> Inserted:
    """``data`` with ``entry`` at the end of the list at ``path``; the list is begun if missing.

    ``path``: keys and numbers from ``root``, the parsed file; only the last one may be missing.
    Raises :class:`RefusedError`.
    """
    source, above = _Lines(data), _at(root, path[:-1])
    if not isinstance(above, Map) or above.flow:
        raise RefusedError("it is written inside { }: give each key a line of its own first")
    found, key = above.get(str(path[-1])), str(path[-1])
    if isinstance(found, List) and found:
        last = found[-1]
        indent = last.where.column - 1
        if source.lines[last.where.line - 1][:indent].strip() != "-":
            raise RefusedError(
                f"`{key}` is written inside [ ]: give each entry a line of its own first"
            )
        at = source.end_of(last.where.line, indent)
        return source.joined(at, _block(entry, indent - 2))
    if found is not None:
        raise RefusedError(f"`{key}` is there and empty: take it out first")
    if len(path) == 1:
        while source.lines and not source.lines[-1].strip():
            source.lines.pop()
        new = ["", f"{key}:", *_block(entry, 2), ""]
        return source.joined(len(source.lines), new)
    indent = above.where.column - 1
    at = source.end_of(above.where.line, indent)
    return source.joined(at, [f"{' ' * indent}{key}:", *_block(entry, indent + 2)])


def set_value(data: bytes, old: Text, new: str) -> Inserted:
    """``data`` with another value in place of a plain one. Raises :class:`RefusedError`."""
    source, where = _Lines(data), old.where
    line, column = source.lines[where.line - 1], where.column - 1
    if not old.plain or not line.startswith(str(old), column):
        raise RefusedError("the value is written in quotes or over several lines")
    changed = line[:column] + new + line[column + len(old) :]
    source.lines[where.line - 1] = changed
    return Inserted(source.end.join(source.lines).encode(), (changed,), where.line)


def _at(node: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        if isinstance(node, List) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif isinstance(node, Map) and isinstance(step, str):
            node = node.get(step)
        else:
            return None
    return node


def _block(entry: Mapping[str, str], indent: int) -> list[str]:
    lines = [f"{key}: {_scalar(value)}" for key, value in entry.items()]
    first, *rest = lines
    return [f"{' ' * indent}- {first}", *(f"{' ' * (indent + 2)}{line}" for line in rest)]


def _scalar(text: str) -> str:
    """A text as it stands in YAML: as it is where nothing in it has a meaning, else in quotes."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
