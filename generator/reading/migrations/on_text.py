"""Steps on the text of a file: it is rewritten in the format in use, and its comments stay.

ruamel.yaml reads and writes the text with its comments, quotes and order; where its layout differs
from the author's, the author's is kept in all lines that no step touches. The result counts only
if our own reader finds in it exactly what it reads in the old text, and no comment is missing.
"""

import codecs
import io
import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import MappingEndEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from generator.findings.finding import Finding
from generator.model.nodes import List, Map, Node, Text
from generator.reading.identity import schema_version
from generator.reading.migrations.comments import (
    comments_in,
    keep,
    move_in,
    put_above,
    put_before,
    put_behind,
    take_away,
)
from generator.reading.migrations.formats import newest, steps_from
from generator.reading.migrations.merge import merged
from generator.reading.migrations.on_nodes import migrated
from generator.reading.migrations.steps import carry_out
from generator.reading.parse import read

_NEVER = 1_000_000
"""Columns: no line is broken that its author did not break."""

_ITEM = re.compile(r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ", re.M)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What became of one file.

    ``data`` is its new text, or ``None`` when it is to stay as it is: because it is in the format
    in use (then nothing else is said either), because of ``findings`` (all errors), or because of
    ``refusal``, a sentence. ``was``: the schema in its header; ``says``: what was changed.
    """

    data: bytes | None = None
    was: str = ""
    says: tuple[str, ...] = ()
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
    return _rewritten(_Source.of(data, kind, version), wanted, kind, version)


def _rewritten(source: "_Source", wanted: Map, kind: str, version: int) -> Rewriting:
    """The new text of a file in which our reader finds ``wanted``."""
    was = f"{kind}/{version}"
    try:
        texts, said = _new_texts(source, kind, version)
    except YAMLError:
        return Rewriting(was=was, refusal="the library that keeps comments cannot read it")
    before = comments_in(source.text)
    for text in texts:
        data = source.encoded(text)
        if _is_same(wanted, read("", data)[0]) and not before - comments_in(text):
            return Rewriting(data, was, tuple(said))
    return Rewriting(was=was, refusal="a comment or a value would not survive")


@dataclass(frozen=True, slots=True)
class _Source:
    """A text of whole lines with line feeds alone, and how its bytes differed from that."""

    text: str
    mark: bytes
    ending: str
    ended: bool

    @classmethod
    def of(cls, data: bytes, kind: str, version: int) -> "_Source":
        """The text of bytes our reader has accepted; its line for editors names the new schema."""
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        text = data[len(mark) :].decode("utf-8")
        windows = text.count("\r\n") * 2 > text.count("\n")
        text = text.replace("\r\n", "\n")
        for_editors = re.compile(rf"^(# yaml-language-server: \S*/{kind})-{version}\.json$", re.M)
        text = for_editors.sub(rf"\1-{newest(kind)}.json", text, count=1)
        ended = text.endswith("\n")
        return cls(text if ended else f"{text}\n", mark, "\r\n" if windows else "\n", ended)

    def encoded(self, text: str) -> bytes:
        """The bytes of a new text, with the same mark and the line ends of most lines."""
        text = text if self.ended else text.removesuffix("\n")
        return self.mark + text.replace("\n", self.ending).encode("utf-8")


def _new_texts(source: _Source, kind: str, version: int) -> tuple[tuple[str, ...], list[str]]:
    """Texts to try, the one closest to the author's first, and the sentences of the steps."""
    library = _library(source.text)
    document = library.load(source.text)
    plain = _dumped(library, document)
    said, _ = carry_out(document, steps_from(kind, version), _EDITOR)
    _EDITOR.write(document, "schema", f"{kind}/{newest(kind)}")
    changed = _dumped(library, document)
    return (merged(plain, changed, source.text), changed), said


class _TextOnly(VersionedResolver):
    """Every scalar is text, so that `000`, `no` and `2.10` are written as they were read."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


class _Emitter(RoundTripEmitter):
    """Begins a new line behind a comment that follows braces in a list.

    ruamel.yaml 0.19.1 forgets to when a comment stands above the list as well, and joins the first
    two keys of the next item.
    """

    def expect_flow_mapping_key(self) -> None:
        """Write the next key of a mapping in braces, or its end."""
        ends = isinstance(self.event, MappingEndEvent)
        super().expect_flow_mapping_key()
        if ends:
            self.no_newline = False


def _library(text: str) -> YAML:
    library = YAML()
    library.Emitter = _Emitter
    library.Resolver = _TextOnly
    library.preserve_quotes = True
    library.width = _NEVER
    offset = 2
    if found := _ITEM.search(text):
        offset = max(0, len(found.group(2)) - len(found.group(1)))
    library.indent(mapping=2, sequence=offset + 2, offset=offset)
    return library


def _dumped(library: YAML, document: Any) -> str:
    out = io.StringIO()
    library.dump(document, out)
    return out.getvalue()


class _Document:
    """The editor of what ruamel.yaml has read."""

    def rename(self, holder: CommentedMap, old: str, new: str) -> None:
        _replace_key(holder, old, new, holder[old])
        keep(holder, old, new, len(new) - len(old))

    def tuck(self, holder: CommentedMap, old: str, section: str, new: str) -> None:
        value, inside = holder[old], holder.get(section)
        if inside is None:
            inside = CommentedMap()
            if holder.fa.flow_style():
                inside.fa.set_flow_style()
            inside[new] = value
            above = move_in(holder, old, inside, new)
            _replace_key(holder, old, section, inside)
            put_above(holder, section, above)
        else:
            inside[new] = value
            move_in(holder, old, inside, new)
            del holder[old]

    def write(self, holder: CommentedMap, key: str, text: str) -> None:
        old = holder[key]
        holder[key] = text if type(old) is str else type(old)(text)
        keep(holder, key, key, len(text) - len(old))

    def group(self, holder: CommentedMap, key: str, by: tuple[str, str]) -> None:
        items, (outer, inner) = holder[key], by
        grouped = _like(items)
        if items.ca.comment is not None:
            grouped.ca.comment = items.ca.comment
        for index, item in enumerate(items):
            first, second = str(item[outer]), str(item[inner])
            lost = take_away(item, outer) + take_away(item, inner)
            if first not in grouped:
                grouped[first] = _like(items)
            grouped[first][second] = item
            if index in items.ca.items:
                put_behind(grouped[first], second, items.ca.items[index])
            put_before(grouped[first], second, lost, column=holder.lc.col + 4)
        if items.fa.flow_style() and key in holder.ca.items:
            put_behind(holder, key, holder.ca.items[key][2:0:-1])
        holder[key] = grouped


_EDITOR = _Document()


def _replace_key(holder: CommentedMap, old: str, new: str, value: Any) -> None:
    position = list(holder).index(old)
    del holder[old]
    holder.insert(position, new, value)


def _like(items: CommentedSeq) -> CommentedMap:
    made = CommentedMap()
    if items.fa.flow_style():
        made.fa.set_flow_style()
    return made


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
