"""Rewrites a file in the current format; comments are kept, white space may change.

ruamel.yaml reads the text and writes it with the new values, in the author's order, quotes, braces
and blocks; comments are inserted again at their keys. The result is used only if our own reader
finds the same in both texts, and no comment is missing.
"""

import codecs
import io
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from generator.findings.finding import Finding, Location
from generator.model.nodes import List, Map, Node, Text, copied
from generator.reading.identity import schema_version
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.on_nodes import migrated
from generator.reading.migrations.steps import carry_out
from generator.reading.parse import read

_NEVER = 1_000_000
"""Columns: lines are never wrapped."""

_FOR_EDITORS = re.compile(r"^(# yaml-language-server: \S*/)\w+-\d+\.json$", re.MULTILINE)

_FOLD = "\a"
"""The library's marker for a line break in a folded text."""

_NO_FOLD = re.compile(rf"(?<=\s){_FOLD}|{_FOLD}(?! \S)")
"""A marker that the library reads between unfolded lines and then does not write."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")

_IN_SCALAR = re.compile(r"[^\n]+|(?<=\n)(?=\n)")

_LINES = ("", "---", "...")


class _TextOnly(VersionedResolver):
    """Treats every scalar as text, so that `000`, `no` and `2.10` are written unchanged."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The result for one file.

    ``data``: its new text, or ``None`` if it stays unchanged: because it is current (then all else
    is empty), because of ``findings`` (all errors), or because of ``refusal``, a sentence. ``was``:
    the schema in its header; ``descriptions``: of the changes made.
    """

    data: bytes | None = None
    was: str = ""
    descriptions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: str = ""


def rewritten(path: str, data: bytes, kind: str) -> Rewriting:
    """A file in the current format; ``path``: for locations, not opened; ``kind``: its kind.

    Never raises. The new text is read as the old one is, key by key in the same order, and contains
    all its comments.
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
    """New bytes that our reader parses as ``wanted``, or ``None`` if something would be lost.

    ``nodes``: those of the old file. The byte order mark and the prevalent line ends are kept.
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
    """The YAML text of ``wanted`` without comments, in the layout of ``old``."""
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
    """Quotes, blocks and braces of a text, by line and column."""

    scalars: dict[tuple[int, int], ScalarNode] = field(default_factory=dict)
    in_braces: set[tuple[int, int]] = field(default_factory=set)

    def learn(self, node: Any) -> None:
        """Record the layout of a node and its parts."""
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
        """``wanted`` in the layout of the node at a location."""
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
    """First lines of keys and texts, and of empty lists and groups."""
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
    """Whether two files have the same content in the same order, regardless of layout."""
    if isinstance(one, Map) and isinstance(other, Map):
        pairs = zip(one.items(), other.items(), strict=False)
        return len(one) == len(other) and all(a == b and _is_same(x, y) for (a, x), (b, y) in pairs)
    if isinstance(one, List) and isinstance(other, List):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, Text) and isinstance(other, Text):
        return str(one) == str(other) and one.cut == other.cut
    return False


class Comment(NamedTuple):
    """A comment with its ``#``, an empty line, or a document marker (``---``, ``...``).

    ``line``: counted from 1. ``alone``: nothing else is on the line.
    """

    line: int
    text: str
    alone: bool


def comments_in(text: str) -> Counter[str]:
    """The comments of a valid YAML text, with their counts."""
    return Counter(each.text for each in find_comments(text) if each.text.startswith("#"))


def find_comments(text: str) -> list[Comment]:
    """Everything outside of values in a valid YAML text, from top to bottom."""
    found = []
    for number, line in enumerate("".join(_without_scalars(text)).split("\n")[:-1], 1):
        if comment := _COMMENT.search(line):
            alone = not line[: comment.start()].strip()
            found.append(Comment(number, comment.group().rstrip(), alone))
        elif line.strip() in _LINES:
            found.append(Comment(number, line.strip(), alone=True))
    return found


def _without_scalars(text: str) -> Iterator[str]:
    """The lines with the characters of scalars replaced by ``x``."""
    end = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            # The C parser sets both marks of every event.
            start: Any = event.start_mark
            stop: Any = event.end_mark
            block = event.style in ("|", ">")  # a comment may follow the block indicator
            begins = text.find("\n", start.index) if block else start.index
            yield text[end:begins]
            scalar = text[begins : stop.index]
            # Empty lines below a block are not part of its text, unless its indicator keeps them.
            own = scalar if not block or event.value.endswith("\n\n") else scalar.rstrip()
            yield _IN_SCALAR.sub("x", own) + scalar[len(own) :]
            end = stop.index
    yield text[end:]


def with_comments(
    text: str, comments: list[Comment], lines: list[tuple[int, int]], removed: set[int]
) -> str:
    """Insert the comments of an old text into the new text that was made from it.

    ``lines``: for each key and value, in the order of the new text, the first line in the old text
    and in the new one. ``removed``: lines of the old text whose content has no counterpart. A
    comment on a line of its own goes above the content that followed it, one behind content to the
    end of that line, or above what followed if that was removed.
    """
    written = text.split("\n")
    first = dict(reversed(lines))
    last = dict(lines)
    places = sorted(last)
    above: dict[int, list[str]] = {}
    behind: set[int] = set()
    for line, comment, alone in comments:
        after = bisect_right(places, line)
        follows = alone or after == 0 or (line in removed and line not in last)
        place = last[places[after - 1]] if not follows else len(written)
        if follows and after < len(places):
            place = first[places[after]]
        if follows or place in behind:
            indent = len(written[place - 1]) - len(written[place - 1].lstrip())
            above.setdefault(place, []).append((" " * indent + comment).rstrip())
        else:
            behind.add(place)
            written[place - 1] += f"  {comment}"
    return "\n".join(
        line for number, one in enumerate(written, 1) for line in (*above.get(number, ()), one)
    )
