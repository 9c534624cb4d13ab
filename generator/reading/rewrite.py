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
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml
from ruamel.yaml import YAML, events
from ruamel.yaml.error import YAMLError

from generator.findings.finding import Finding, Location
from generator.model.nodes import List, Map, Node, copied
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

_Place = tuple[bool, int, int]
"""Whether it is a text, and its line and column, both from 0."""

_COMMENT = re.compile(r"^\s*(?:---|\.\.\.)?\s*$|(?:^|(?<=\s))#.*")

_IN_SCALAR = re.compile(r"[^\n]+|(?<=\n)(?=\n)")


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
    except (YAMLError, NotImplementedError):  # the second: comments that it cannot tell apart
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
    final, _ = read("", new)
    same = final is not None and _content(final) == _content(wanted)
    return new if same and comments_in(old) == comments_in(text) else None


def _dumped(old: str, wanted: Map) -> str:
    """The YAML text of ``wanted`` without comments, in the layout of ``old``."""
    library = YAML()
    library.width = _NEVER
    library.indent(mapping=2, sequence=4, offset=2)
    layout = {
        (isinstance(each, events.ScalarEvent), each.start_mark.line, each.start_mark.column): each
        for each in library.parse(old)
        if isinstance(each, events.NodeEvent)
    }
    begin = events.StreamStartEvent(), events.DocumentStartEvent()
    end = events.DocumentEndEvent(), events.StreamEndEvent()
    out = io.StringIO()
    library.emit([*begin, *_events(wanted, wanted.where, layout), *end], out)
    return out.getvalue()


def _events(wanted: Node | str, at: Location, layout: dict[_Place, Any]) -> Iterator[Any]:
    """What writes ``wanted`` with the quotes, block or braces of what was read at a location."""
    like: Any = layout.get((isinstance(wanted, str), at.line - 1, at.column - 1))
    if isinstance(wanted, str):
        same = like is not None and like.value.replace(_FOLD, "") == wanted
        text = _NO_FOLD.sub("", like.value) if same else str(wanted)
        # A text without quotes stays without, whatever it looks like: `000`, `no`, `2.10`.
        yield events.ScalarEvent(None, None, (True, True), text, style=like and like.style)
    elif isinstance(wanted, List):
        yield events.SequenceStartEvent(None, None, True, flow_style=bool(like and like.flow_style))
        for item in wanted:
            yield from _events(item, item.where, layout)
        yield events.SequenceEndEvent()
    else:
        braces = wanted.flow or bool(like and like.flow_style)
        yield events.MappingStartEvent(None, None, True, flow_style=braces)
        for key, value in wanted.items():
            yield from _events(key, wanted.keys_at[key], layout)
            yield from _events(value, value.where, layout)
        yield events.MappingEndEvent()


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


def _content(node: Node) -> object:
    """What a file says, in its order, regardless of layout."""
    if isinstance(node, Map):
        return tuple((key, _content(value)) for key, value in node.items())
    return [_content(each) for each in node] if isinstance(node, List) else (str(node), node.cut)


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
            found.append(Comment(number, comment.group().strip(), alone))
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
    behind: set[int] = set()
    for line, comment, alone in comments:
        after = bisect_right(places, line)
        follows = alone or after == 0 or line in removed
        place = last[places[after - 1]] if not follows else len(written)
        if follows and after < len(places):
            place = first[places[after]]
        if follows or place in behind:
            above, end, own = written[place - 1].rpartition("\n")
            indent = own[: len(own) - len(own.lstrip())]
            written[place - 1] = f"{above}{end}{f'{indent}{comment}'.rstrip()}\n{own}"
        else:
            behind.add(place)
            written[place - 1] += f"  {comment}"
    return "\n".join(written)
