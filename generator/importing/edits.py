"""Puts values and entries into the text of a definition file; every other byte stays.

All edits of a file are made at once, so that a hundred new entries cost one reading of it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.reading.insert import RefusedError, end_of

_MARK = "\ufeff"

_PLAIN = re.compile(r"[^\W\d_](?:[\w ()./%&'+-]*[\w).%])?")

_OPENING = tuple("\"'[{")
"""What a value begins with that is no plain text."""

_RESOLVER: Any = yaml.SafeLoader("")

_ABOVE = ("name", "version", "status", "owner", "tier", "sector", "structure", "currency", "parent")
"""Keys of an account below which its other values are added, the last one that is there."""

Path = tuple[str | int, ...]

Entry = Mapping[str, str]
"""Keys with what stands behind each: finished YAML in one line."""


@dataclass(frozen=True, slots=True)
class Put:
    """One value, changed or added: finished YAML in one line."""

    path: Path
    value: str


@dataclass(frozen=True, slots=True)
class Append:
    """New entries at the end of a list of the account; the list is begun if it is missing."""

    section: str
    entries: tuple[Entry, ...]


Edit = Put | Append


def scalar(text: str) -> str:
    """A text as it stands in YAML; in quotes where any program could take it for something else."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    safe = _PLAIN.fullmatch(text) and tag == "tag:yaml.org,2002:str" and "  " not in text
    return text if safe else json.dumps(text, ensure_ascii=False)


def braces(entry: Mapping[str, str]) -> str:
    """Texts by key inside ``{}``."""
    return "{" + ", ".join(f"{scalar(key)}: {scalar(text)}" for key, text in entry.items()) + "}"


def brackets(entries: Sequence[Mapping[str, str]]) -> str:
    """A list of :func:`braces` inside ``[]``."""
    return f"[{', '.join(map(braces, entries))}]"


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The file with all edits made. Raises :class:`RefusedError` with what to do by hand.

    ``data``: a file that is read without an error.
    """
    whole = data.decode("utf-8")
    mark = _MARK if whole.startswith(_MARK) else ""
    text = whole.removeprefix(_MARK)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise RefusedError("the file holds no keys")
    made = _Edits(text, root)
    for each in edits:
        if isinstance(each, Put):
            made.put(each)
        else:
            made.append(each)
    return (mark + made.result()).encode("utf-8")


class _Edits:
    """Replacements in a text, collected by place, and what goes to its end."""

    def __init__(self, text: str, root: yaml.MappingNode) -> None:
        self.text = text
        self.root = root
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.replaced: list[tuple[int, int, str]] = []
        self.at_the_end: list[str] = []

    def result(self) -> str:
        text = self.text
        # Of several at one place the first one that was made comes first.
        order = sorted(enumerate(self.replaced), key=lambda each: (each[1][0], each[0]))
        for _, (start, end, new) in reversed(order):
            text = text[:start] + new + text[end:]
        if self.at_the_end:
            if not text.endswith("\n"):
                text += self.line_end
            text += "".join(line + self.line_end for line in self.at_the_end)
        return text

    def put(self, edit: Put) -> None:
        node, rest = self._deepest(edit.path)
        if not rest:
            self._replace(node, edit.value)
            return
        value = edit.value
        for step in reversed(rest[1:]):
            value = "{" + f"{step}: {value}" + "}"
        key = str(rest[0])
        if isinstance(node, yaml.SequenceNode) and len(rest) == 1:
            self._one_more(node, value)
            return
        if not isinstance(node, yaml.MappingNode):
            raise RefusedError(f"`{key}` has no place there; write it by hand")
        if node.flow_style:
            self._into_flow(node, f"{key}: {value}")
        else:
            after = self._above(node) if node is self.root else node
            self._below(after, [f"{' ' * node.start_mark.column}{key}: {value}"])

    def append(self, edit: Append) -> None:
        found = _child(self.root, edit.section)
        if found is None:
            self.at_the_end += ["", f"{edit.section}:", *_lines(edit.entries, 2)]
        elif isinstance(found, yaml.SequenceNode) and found.value and not found.flow_style:
            self._below(found.value[-1], _lines(edit.entries, found.start_mark.column))
        elif isinstance(found, yaml.SequenceNode) and not found.value:
            lines = _lines(edit.entries, 2)
            text = self.line_end + self.line_end.join(lines)
            self.replaced.append((found.start_mark.index, found.end_mark.index, text))
        else:
            raise RefusedError(
                f"`{edit.section}` is written inside [ ]: give each entry a line of its own first"
            )

    def _one_more(self, node: yaml.SequenceNode, entry: str) -> None:
        """One more entry of a list inside an entry."""
        if node.flow_style:
            self._into_flow(node, entry)
        else:
            self._below(node.value[-1], [f"{' ' * node.start_mark.column}- {entry}"])

    def _deepest(self, path: Path) -> tuple[yaml.Node, Path]:
        """The deepest node that is there, and the rest of the path."""
        node: yaml.Node = self.root
        for number, step in enumerate(path):
            below = _child(node, step)
            if below is None:
                return node, path[number:]
            node = below
        return node, ()

    def _replace(self, node: yaml.Node, value: str) -> None:
        if not isinstance(node, yaml.ScalarNode):
            raise RefusedError("it is written as a list or a group of keys; change it by hand")
        start, end = node.start_mark.index, node.end_mark.index
        was = self.text[start:end]
        space = was[len(was.rstrip()) :]  # empty lines behind a text over several lines
        if node.style in ("|", ">") and not space:
            space = self.line_end
        if node.style in ("'", '"') and value[:1] not in _OPENING and self._has_comment(end):
            value = json.dumps(value, ensure_ascii=False)  # else the comment might cut the text
        before = " " if start and self.text[start - 1] == ":" else ""
        self.replaced.append((start, end, before + value + space))

    def _has_comment(self, end: int) -> bool:
        """Whether a comment stands behind a value, in its line."""
        rest = self.text[end:].partition("\n")[0]
        return rest[:1] in (" ", "\t") and rest.lstrip().startswith("#")

    def _into_flow(self, node: yaml.CollectionNode, new: str) -> None:
        end = node.end_mark.index - 1
        before = self.text[:end].rstrip()
        comma = "" if before.endswith((",", "{", "[")) else ","
        start = len(before) if "\n" not in self.text[len(before) : end] else end
        space = "" if before.endswith(("{", "[")) else " "
        self.replaced.append((start, start, f"{comma}{space}{new}"))

    def _below(self, node: yaml.Node, lines: Sequence[str]) -> None:
        """Lines below the line in which a node ends."""
        end = end_of(node)
        if self.text[end - 1 : end] != "\n":  # a text over several lines ends with its last one
            end = self.text.find("\n", end) + 1 or len(self.text)
        new = "".join(line + self.line_end for line in lines)
        if end and self.text[end - 1] != "\n":
            new = self.line_end + new
        self.replaced.append((end, end, new))

    def _above(self, root: yaml.MappingNode) -> yaml.Node:
        found = [value for key, value in root.value if key.value in _ABOVE]
        return found[-1] if found else root


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _lines(entries: Sequence[Entry], indent: int) -> list[str]:
    lines = []
    for entry in entries:
        first, *rest = (f"{key}: {value}" for key, value in entry.items())
        lines.append(f"{' ' * indent}- {first}")
        lines += [f"{' ' * (indent + 2)}{line}" for line in rest]
    return lines
