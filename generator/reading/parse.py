"""Turns parser events into nodes, and rejects what is not allowed.

A rejected key still takes its value and a rejected value still takes its position, so that one
error does not hide the next.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from generator.findings.finding import Finding, Location, Rule, error, in_order
from generator.model.nodes import List, Map, Node, Text
from generator.reading.explain import (
    colon_without_space,
    explain,
    wrong_indentation,
    yaml_anchor,
    yaml_directive,
    yaml_tag,
)
from generator.reading.source import (
    SourceText,
    character_name,
    control_character,
    decode,
    is_control_character,
)
from generator.text.characters import CONTROL, STAND_IN

MAX_DEPTH = 20

MAX_NODES = 100_000

MAX_TEXT = 20_000

MAX_FINDINGS = 100

TOO_DEEP = error(
    "too-deep",
    "Lists and mappings are nested too deeply",
    "No definition needs this depth; it is a slip of brackets or indentation.",
    f"Check the brackets and the indentation; up to {MAX_DEPTH} levels are read.",
    area="reading",
)

TOO_MANY_NODES = error(
    "too-many-nodes",
    "The file holds more entries than a definition file may hold",
    "Such a file was made by a program, and no person can keep it correct.",
    f"Split the file by subject; each may hold up to {MAX_NODES:,} entries.",
    area="reading",
)

TEXT_TOO_LONG = error(
    "text-too-long",
    "One text is too long",
    "A text of this length does not belong into one field: no page has room for it. Often a "
    "missing quotation mark has swallowed the lines below.",
    f"Shorten the text to {MAX_TEXT:,} characters, or move it to a note in Markdown.",
    area="reading",
)

TOO_MANY_PROBLEMS = error(
    "too-many-problems",
    "The file has more problems than one report holds",
    "A long list of findings helps nobody; the first ones are often the cause of the others.",
    "Mend the problems reported above, then check again.",
    area="reading",
)

COMMA_IN_BRACES = error(
    "comma-in-braces",
    "Inside braces, a comma splits a text or an entry has no value",
    "Inside `{ }` a comma begins the next entry, so the rest of the text is read as a key of "
    "its own and its meaning is lost.",
    "Put quotes round the text that holds the comma, or write the entries on lines of their own "
    "without braces.",
    area="reading",
)

YAML_MERGE_KEY = error(
    "yaml-merge-key",
    "A merge key (<<) is used",
    "It takes over entries from another place, where a reader of the file does not see them.",
    "Write the entries out.",
    area="reading",
)

DUPLICATE_KEY = error(
    "duplicate-key",
    "A key stands twice in the same mapping",
    "Only one of the two values could count, and nobody can tell which one was meant.",
    "Delete one of the two, or give it its right name.",
    area="reading",
)

COMPLEX_KEY = error(
    "complex-key",
    "A key is not plain text",
    "A key is the name of a field; a list, a mapping or the `?` notation names nothing.",
    "Write the key as a word, followed by a colon. Text that begins with a bracket needs quotes.",
    area="reading",
)

EMPTY_VALUE = error(
    "empty-value",
    "A key or a list item has no value",
    "A reader cannot tell whether nothing is known, nothing applies or something was forgotten.",
    "Write a value or remove the line.",
    area="reading",
)

EMPTY_FILE = error(
    "empty-file",
    "The file is empty",
    "A definition file that says nothing is probably one that was not saved.",
    "Write the definition, or delete the file.",
    area="reading",
)

SEVERAL_DOCUMENTS = error(
    "several-documents",
    "The file goes on after its definition has ended",
    "One file holds one definition, so that its name says what is in it.",
    "Delete the line `---` or `...`, or move what follows to a file of its own.",
    area="reading",
)

NOT_A_MAPPING = error(
    "not-a-mapping",
    "The file does not consist of keys and values",
    "A definition is a set of named fields; a bare list or text has no names.",
    "Begin the file with `schema: ` and write every field as `key: value`.",
    area="reading",
)

_COMMENT_BEHIND = re.compile(r"[ \t]+#")

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")

_ITEM_IN_TEXT = re.compile(r"\n[ \t]*(-[ \t][^\n]*)")

_KEY_GLUED = re.compile(r"[^\W\d][\w.-]*:[^\s/]")

_LONGEST_KEY_SHOWN = 40


class TextSpan(NamedTuple):
    """The extent of an event: its location, and its first and last offset in the text."""

    where: Location
    start: int
    end: int


@dataclass(slots=True)
class Open:
    """A collection that has not ended yet.

    In a mapping, ``value_next``: a key has been read, ``key_at``: its location, ``key``: the key
    unless it was rejected.
    """

    node: Map | List
    start: int
    value_next: bool = False
    key: str | None = None
    key_at: Location | None = None


@dataclass(slots=True)
class Tree:
    """The state of parsing one file; ``before``: where the previous event ended."""

    source: SourceText
    findings: list[Finding]
    open: list[Open] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0
    before: int = 0

    def refuse(
        self, rule: Rule, where: Location, message: str, *, remedy: str | None = None
    ) -> None:
        """Add a finding and continue."""
        self.findings.append(rule.at(where, message, remedy=remedy))


def take(tree: Tree, event: yaml.NodeEvent, span: TextSpan) -> None:
    """Add a scalar, an alias or the start of a collection to the innermost open collection."""
    if isinstance(event, yaml.AliasEvent):
        message = "`*` at the beginning of a value stands for a value written elsewhere."
        tree.findings.append(yaml_anchor(span.where, message))
        _put(tree, None)
        return
    if event.anchor is not None:
        message = "`&` at the beginning of a value gives it a name for use elsewhere."
        tree.findings.append(yaml_anchor(span.where, message))
    if isinstance(event, yaml.ScalarEvent):
        if event.tag is not None:
            refuse_tag(tree, span.where)
        _take_text(tree, event, span)
    elif isinstance(event, yaml.CollectionStartEvent):
        if event.tag is not None:
            refuse_tag(tree, span.where)
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = Map(span.where, flow=bool(event.flow_style)) if mapping else List(span.where)
        _put(tree, node)
        tree.open.append(Open(node, span.start))


def close(tree: Tree, end: int) -> None:
    """Close the innermost collection, and set the width of one in brackets."""
    ended = tree.open.pop()
    if tree.source.text.startswith(("{", "["), ended.start):
        at = ended.node.where
        ended.node.where = tree.source.span(at.line - 1, at.column - 1, ended.start, end)


def refuse_tag(tree: Tree, where: Location) -> None:
    """Add a finding for a tag."""
    tree.findings.append(yaml_tag(where, "`!` at the beginning of a value is read as a tag."))


def _take_text(tree: Tree, event: yaml.ScalarEvent, span: TextSpan) -> None:
    text = _text(tree, event, span)
    above = tree.open[-1] if tree.open else None
    if above and isinstance(above.node, Map) and not above.value_next:
        _put_key(tree, above, above.node, text, span)
    elif above and not text.strip():
        _refuse_empty(tree, above, text, span)
        _put(tree, text)
    elif above or text.strip():
        _check_lines(tree, text, span)
        _put(tree, text)


def _text(tree: Tree, event: yaml.ScalarEvent, span: TextSpan) -> Text:
    """The scalar with its location; checks it for hidden problems."""
    value, plain = event.value, not event.style
    if len(value) > MAX_TEXT:
        message = f"This text has {len(value):,} characters; {MAX_TEXT:,} are allowed."
        tree.refuse(TEXT_TOO_LONG, span.where, message)
    if event.style == '"' and (hidden := CONTROL.search(value)):
        message = f"The text contains an invisible character ({character_name(hidden.group())})."
        tree.findings.append(control_character(span.where, message))
    cut = plain and _COMMENT_BEHIND.match(tree.source.text, span.end) is not None
    return Text(value, span.where, plain=plain, cut=cut)


def _put(tree: Tree, node: Node | None) -> None:
    """Add ``node``, or ``None`` for a rejected one, at the next position."""
    above = tree.open[-1] if tree.open else None
    if above is None:
        tree.root = node
    elif isinstance(above.node, List):
        if node is not None:
            above.node.append(node)
    elif above.value_next:
        if above.key is not None and node is not None:
            above.node[above.key] = node
        above.value_next, above.key = False, None
    else:
        above.value_next, above.key = True, None
        if node is not None:
            message = "A list or mapping stands where a key should be."
            tree.refuse(COMPLEX_KEY, node.where, message)


def _put_key(tree: Tree, above: Open, node: Map, key: Text, span: TextSpan) -> None:
    above.value_next, above.key, above.key_at = True, None, key.where
    gap = tree.source.text[tree.before : span.start]
    if "?" in gap and "?" in _COMMENT.sub("", gap):
        tree.refuse(COMPLEX_KEY, key.where, "The `?` notation for keys is not read.")
    elif not key.strip():
        tree.refuse(EMPTY_VALUE, key.where, "There is no key before this colon.")
    elif key == "<<" and key.plain:
        tree.refuse(YAML_MERGE_KEY, key.where, "`<<` takes over entries from elsewhere.")
    elif key in node.keys_at:
        message = f"The key {_shown(key)} already stands in line {node.keys_at[key].line}."
        tree.refuse(DUPLICATE_KEY, key.where, message)
    else:
        if not node.keys_at and not node.flow:
            node.where = key.where
        above.key = str(key)
        node.keys_at[above.key] = key.where


def _refuse_empty(tree: Tree, above: Open, text: Text, span: TextSpan) -> None:
    """Report an empty value; in braces it may be part of a text that a comma split."""
    if isinstance(above.node, List):
        dash = tree.source.text.startswith("-", max(0, span.start - 1))
        where = tree.source.at(span.start - 1) if text.plain and dash else text.where
        tree.refuse(EMPTY_VALUE, where, "This list item has no value.")
        return
    if above.key is None or above.key_at is None:
        return
    glued = _KEY_GLUED.match(above.key)
    if text.plain and above.node.flow and ":" not in tree.source.text[tree.before : span.start]:
        if glued:
            message = "This entry in braces has no colon of its own."
            tree.findings.append(colon_without_space(above.key_at, message))
        else:
            message = "A comma ends an entry in braces, and what follows it has no value."
            tree.refuse(COMMA_IN_BRACES, above.key_at, message)
        return
    remedy = EMPTY_VALUE.remedy
    if _COMMENT_BEHIND.match(tree.source.text, span.start):
        remedy += " Everything behind ` #` is a comment; text with ` #` in it needs quotes."
    message = f"The key {_shown(above.key)} has no value."
    tree.refuse(EMPTY_VALUE, above.key_at, message, remedy=remedy)


def _check_lines(tree: Tree, text: Text, span: TextSpan) -> None:
    """Report a multi-line plain text that may contain list items."""
    item = _ITEM_IN_TEXT.search(tree.source.text, span.start, span.end) if text.plain else None
    if item:
        found = wrong_indentation(
            tree.source.at(item.start(1), item.end(1) - item.start(1)),
            "This looks like a list item, but it continues the text in the line above.",
            remedy="If it is a list item, begin the list on the line below its key and indent the "
            "items alike. If it is text, put the whole text in quotes.",
        )
        tree.findings.append(found)


def _shown(key: str) -> str:
    shown = CONTROL.sub(STAND_IN, key)
    if len(shown) > _LONGEST_KEY_SHOWN:
        shown = f"{shown[: _LONGEST_KEY_SHOWN - 1]}…"
    return f"`{shown}`"


_DIRECTIVE_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+(%[^\r\n]*)")

_NOTHING = re.compile(r"(?:\s|#[^\n]*)*+")


def read(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
    """The mapping in ``data``, or ``None`` and all problems.

    ``path``: for locations; it is not opened. Returns a mapping or at least one finding; all
    findings are errors. Never raises, whatever the bytes.
    """
    source, found = decode(path, data)
    if source is None:
        return None, found
    tree = Tree(source, list(found))
    directive = _DIRECTIVE_FIRST.match(source.text)
    if directive:
        # Thousands of directives would keep the parser busy before its first event.
        where = source.at(directive.start(1), len(directive.group(1)))
        tree.findings.append(yaml_directive(where, "This line is an instruction to the parser."))
    else:
        _read_events(tree)
    _check_root(tree)
    if tree.findings or not isinstance(tree.root, Map):
        return None, in_order(tree.findings)
    return tree.root, ()


def _check_root(tree: Tree) -> None:
    if isinstance(tree.root, List):
        message = "A definition consists of keys and values; this is a list."
        tree.refuse(NOT_A_MAPPING, tree.root.where, message)
    elif tree.findings:
        return
    elif tree.root is None:
        where = Location(tree.source.path)
        tree.refuse(EMPTY_FILE, where, "There is no definition in this file.")
    elif isinstance(tree.root, Text):
        message = "A definition consists of keys and values; this is text."
        tree.refuse(NOT_A_MAPPING, tree.root.where, message)


def _read_events(tree: Tree) -> None:
    try:
        for event in yaml.parse(tree.source.text, Loader=yaml.CSafeLoader):
            if not _step(tree, event):
                return
    except yaml.YAMLError as error:
        finding = explain(error, tree.source)
        # A control character is often the cause of the parser's error.
        hidden = (one for one in tree.findings if is_control_character(one))
        if finding.where.line not in {one.where.line for one in hidden}:
            tree.findings.append(finding)
    except UnicodeDecodeError:
        # libyaml accepts %-codes in tags that are not UTF-8, on which PyYAML fails.
        refuse_tag(tree, tree.source.at(tree.before))


def _step(tree: Tree, event: yaml.Event) -> bool:
    """Process one event; ``False`` if the file is not read any further."""
    # The C parser sets both marks of every event, counted in characters.
    start: Any = event.start_mark
    stop: Any = event.end_mark
    end: int = stop.index
    if isinstance(event, yaml.NodeEvent):
        tree.nodes += 1
        where = tree.source.span(start.line, start.column, start.index, end)
        limit = _limit(tree, event)
        if limit:
            tree.refuse(limit, where, f"{limit.title}; reading stops here.")
            return False
        take(tree, event, TextSpan(where, start.index, end))
    elif isinstance(event, yaml.CollectionEndEvent):
        close(tree, end)
    elif isinstance(event, yaml.DocumentEndEvent):
        _expect_nothing(tree, end)
        return False
    tree.before = end
    return True


def _limit(tree: Tree, event: yaml.NodeEvent) -> Rule | None:
    if len(tree.findings) >= MAX_FINDINGS:
        return TOO_MANY_PROBLEMS
    if tree.nodes > MAX_NODES:
        return TOO_MANY_NODES
    if len(tree.open) >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
        return TOO_DEEP
    return None


def _expect_nothing(tree: Tree, index: int) -> None:
    """Report content after the end of the document, except for comments."""
    rest = _NOTHING.match(tree.source.text, index)
    if rest and rest.end() < len(tree.source.text):
        message = "The definition has ended before this place; what follows would be a second one."
        where = tree.source.at(rest.end(), len(tree.source.line(rest.end())))
        tree.refuse(SEVERAL_DOCUMENTS, where, message)
