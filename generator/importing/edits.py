"""Puts values and entries into the text of a definition file; every other byte stays.

All edits of a file are made at once, so that a hundred new entries cost one reading of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.model.nodes import KeyPath
from generator.reading.insert import RefusedError, child, end_of, entry_lines
from generator.text.yaml_scalars import quoted, scalar

_MARK = "\ufeff"

_OPENING = tuple("\"'[{")
"""What a value begins with that is no plain text."""

_ABOVE = ("name", "version", "status", "owner", "tier", "sector", "structure", "currency", "parent")
"""Keys of an account below which its other values are added, the last one that is there."""

YamlEntry = Mapping[str, str]
"""Keys with what stands behind each: finished YAML in one line."""


@dataclass(frozen=True, slots=True)
class Put:
    """One value, changed or added: finished YAML in one line."""

    path: KeyPath
    value: str


@dataclass(frozen=True, slots=True)
class Append:
    """New entries at the end of a list of the account; the list is begun if it is missing."""

    section: str
    entries: tuple[YamlEntry, ...]


Edit = Put | Append


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
        found = child(self.root, edit.section)
        if found is None:
            self.at_the_end += ["", f"{edit.section}:", *_all_lines(edit.entries, 2)]
        elif isinstance(found, yaml.SequenceNode) and found.value and not found.flow_style:
            self._below(found.value[-1], _all_lines(edit.entries, found.start_mark.column))
        elif isinstance(found, yaml.SequenceNode) and not found.value:
            lines = _all_lines(edit.entries, 2)
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

    def _deepest(self, path: KeyPath) -> tuple[yaml.Node, KeyPath]:
        """The deepest node that is there, and the rest of the path."""
        node: yaml.Node = self.root
        for number, step in enumerate(path):
            below = child(node, step)
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
            value = quoted(value)  # else the comment might cut the text
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


def _all_lines(entries: Sequence[YamlEntry], indent: int) -> list[str]:
    return [line for entry in entries for line in entry_lines(entry, indent)]
