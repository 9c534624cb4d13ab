"""The text of a file, rewritten in the format in use: its comments stay, its white space may not.

ruamel.yaml reads the text and writes it with the values of the new format, in the author's order,
quotes, braces and blocks; comments are put back at the keys they stood at. The result counts only
if our own reader finds in it exactly what it reads in the old text, and no comment is missing.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from generator.findings.finding import Finding, Location
from generator.model.nodes import List, Map, Node, Text, copied
from generator.reading.identity import schema_version
from generator.reading.migrations.comments import comments_in, find_comments, with_comments
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.on_nodes import migrated
from generator.reading.migrations.steps import carry_out
from generator.reading.parse import read

_NEVER = 1_000_000
"""Columns: no line is broken that its author did not break."""

_FOR_EDITORS = re.compile(r"^(# yaml-language-server: \S*/)\w+-\d+\.json$", re.MULTILINE)

_FOLD = "\a"
"""How the library marks where a folded text goes on in the next line."""

_NO_FOLD = re.compile(rf"(?<=\s){_FOLD}|{_FOLD}(?! \S)")
"""A mark it reads between lines that are not folded, and then does not write."""


class _TextOnly(VersionedResolver):
    """Every scalar is text, so that `000`, `no` and `2.10` are written as they were read."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What became of one file.

    ``data`` is its new text, or ``None`` when it is to stay as it is: because it is in the format
    in use (then nothing else is said either), because of ``findings`` (all errors), or because of
    ``refusal``, a sentence. ``was``: the schema in its header; ``descriptions``: what was changed.
    """

    data: bytes | None = None
    was: str = ""
    descriptions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: str = ""


def rewritten(path: str, data: bytes, kind: str) -> Rewriting:
    """A file in the format in use; ``path`` labels places and is not opened, ``kind`` is its kind.

    Nothing is raised for any bytes. A new text is one that is read as the old one is, key by key
    in the same order, and holds every comment of it.
    """
    nodes, problems = read(path, data)
    version = schema_version(nodes, kind) if nodes is not None else None
    if nodes is None or isinstance(version, Finding) or version is None:
        return Rewriting(findings=(version,) if isinstance(version, Finding) else problems)
    if version == newest(kind):
        return Rewriting()
    wanted, notes = migrated(nodes, kind, version)
    if wanted is None:
        return Rewriting(findings=notes)
    was, descriptions = f"{kind}/{version}", carry_out(copied(nodes), steps_from(kind, version))[0]
    try:
        new = _new_data(data, nodes, wanted)
    except YAMLError:
        return Rewriting(was=was, refusal="the library that writes it cannot read it")
    if new is None:
        return Rewriting(was=was, refusal="a comment or a value would not survive")
    return Rewriting(new, was, tuple(descriptions))


def _new_data(data: bytes, nodes: Map, wanted: Map) -> bytes | None:
    """The bytes of a file in which our reader finds ``wanted``; none if something would be lost.

    ``nodes`` are those of the old file. A byte order mark stays, and line ends are those of most
    lines.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    written = data[len(mark) :].decode("utf-8")
    windows = written.count("\r\n") * 2 > written.count("\n")
    old = written.replace("\r\n", "\n").removesuffix("\n") + "\n"
    old = _FOR_EDITORS.sub(rf"\g<1>{wanted['schema']}.json".replace("/", "-"), old, count=1)
    bare = _dumped(old, wanted)
    found, _ = read("", bare.encode("utf-8"))
    if found is None or found != wanted:
        return None
    lines = list(zip(_lines(wanted), _lines(found), strict=True))
    removed = set(_lines(nodes)) - {line for line, _ in lines}
    text = with_comments(bare, find_comments(old), lines, removed)
    new = mark + text.replace("\n", "\r\n" if windows else "\n").encode("utf-8")
    complete = comments_in(old) == comments_in(text)
    return new if complete and _is_same(wanted, read("", new)[0]) else None


def _dumped(old: str, wanted: Map) -> str:
    """A text without comments that says what is wanted, laid out like the old one."""
    library = YAML()
    library.Resolver = _TextOnly
    library.width = _NEVER
    library.indent(mapping=2, sequence=4, offset=2)
    layout = _Layout()
    layout.learn(library.compose(old))
    out = io.StringIO()
    library.serialize(layout.node(wanted, wanted.where), out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Layout:
    """Quotes, blocks and braces of a text, by the line and column in which they begin."""

    scalars: dict[tuple[int, int], ScalarNode] = field(default_factory=dict)
    in_braces: set[tuple[int, int]] = field(default_factory=set)

    def learn(self, node: Any) -> None:
        """Take in a node that was read and all that it holds."""
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, ScalarNode):
            self.scalars[place] = node
            return
        if node.flow_style:
            self.in_braces.add(place)
        for one in node.value:
            for inner in one if isinstance(one, tuple) else (one,):
                self.learn(inner)

    def node(self, wanted: Node | str, at: Location) -> Any:
        """What is wanted in the layout of what stood in its place."""
        braces = (at.line, at.column) in self.in_braces
        if isinstance(wanted, Map):
            pairs = [
                (self.node(key, wanted.keys_at[key]), self.node(value, value.where))
                for key, value in wanted.items()
            ]
            return MappingNode(
                _TextOnly.DEFAULT_MAPPING_TAG, pairs, flow_style=wanted.flow or braces
            )
        if isinstance(wanted, List):
            items = [self.node(item, item.where) for item in wanted]
            return SequenceNode(_TextOnly.DEFAULT_SEQUENCE_TAG, items, flow_style=braces)
        like = self.scalars.get((at.line, at.column))
        value, style = str(wanted), like.style if like else None
        if like and like.value.replace(_FOLD, "") == value:
            value = _NO_FOLD.sub("", like.value)
        return ScalarNode(_TextOnly.DEFAULT_SCALAR_TAG, value, style=style)


def _lines(node: Node) -> Iterator[int]:
    """The lines in which keys and texts begin; those of a list or group that holds nothing, too."""
    if isinstance(node, Map):
        for key, value in node.items():
            yield node.keys_at[key].line
            yield from _lines(value)
    elif isinstance(node, List):
        for item in node:
            yield from _lines(item)
    if not isinstance(node, Map | List) or not node:
        yield node.where.line


def _is_same(one: Node | None, other: Node | None) -> bool:
    """Whether two files say the same, in the same order; places and layout do not count."""
    if isinstance(one, Map) and isinstance(other, Map):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(a == b and _is_same(x, y) for (a, x), (b, y) in pairs)
    if isinstance(one, List) and isinstance(other, List):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, Text) and isinstance(other, Text):
        return str(one) == str(other) and one.cut == other.cut
    return False
