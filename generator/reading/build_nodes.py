"""Builds nodes from parser events, and rejects what is not allowed.

A rejected key still takes its value and a rejected value still takes its position, so that one
error does not hide the next.
"""

import re
from dataclasses import dataclass, field
from sys import intern

import yaml

from generator.findings.classification import Classification
from generator.findings.finding import Finding, Location, Rule
from generator.model.item import known_keys
from generator.model.nodes import List, Map, Node, Text
from generator.reading.areas import READING
from generator.reading.explain import (
    colon_without_space,
    yaml_anchor,
    yaml_tag,
)
from generator.reading.indentation import wrong_indentation
from generator.reading.source import SourceText, character_name, control_character
from generator.text.characters import CONTROL, STAND_IN
from generator.text.formats import shortened

MAX_TEXT = 20_000

TEXT_TOO_LONG = READING.error(
    "text-too-long",
    "One text is too long",
    "A text of this length does not belong in one field: no page has room for it. Often a "
    "missing quotation mark has swallowed the lines below.",
    f"Shorten the text to {MAX_TEXT:,} characters, or move it to a note in Markdown.",
)

COMMA_IN_BRACES = READING.error(
    "comma-in-braces",
    "Inside braces, a comma splits a text or an entry has no value",
    "Inside `{ }` a comma begins the next entry, so the rest of the text is read as a key of "
    "its own and its meaning is lost.",
    "Put quotes round the text that holds the comma, or write the entries on lines of their own "
    "without braces.",
)

YAML_MERGE_KEY = READING.error(
    "yaml-merge-key",
    "A merge key (<<) is used",
    "It takes over entries from another place, where a reader of the file does not see them.",
    "Write the entries out.",
)

DUPLICATE_KEY = READING.error(
    "duplicate-key",
    "A key appears twice in the same mapping",
    "Only one of the two values could count, and nobody can tell which one was meant.",
    "Delete one of the two, or give it its right name.",
)

COMPLEX_KEY = READING.error(
    "complex-key",
    "A key is not plain text",
    "A key is the name of a field; a list, a mapping or the `?` notation names nothing.",
    "Write the key as a word, followed by a colon. Text that begins with a bracket needs quotes.",
)

EMPTY_VALUE = READING.error(
    "empty-value",
    "A key or a list item has no value",
    "A reader cannot tell whether nothing is known, nothing applies or something was forgotten.",
    "Write a value or remove the line.",
)

_COMMENT_BEHIND = re.compile(r"[ \t]+#")

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")

_ITEM_IN_TEXT = re.compile(r"\n[ \t]*(-[ \t][^\n]*)")

_KEY_GLUED = re.compile(r"[^\W\d][\w.-]*:[^\s/]")

_LONGEST_KEY_SHOWN = 40


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
    """The state of parsing one file.

    ``before``: where the previous event ended; ``last_line``: that of the last node; ``whole``:
    whether the file was read to its end.
    """

    source: SourceText
    findings: list[Finding]
    open: list[Open] = field(default_factory=list)
    root: Node | None = None
    nodes: int = 0
    before: int = 0
    last_line: int = 0
    whole: bool = False

    def refuse(
        self,
        rule: Rule,
        where: Location,
        message: str,
        *,
        remedy: str | None = None,
        quotes: str = "",
    ) -> None:
        """Add a finding and continue; ``quotes``: the key in its message.

        A file that cannot be read has no classes, so a key that is not ours counts as confidential.
        """
        ours = not quotes or quotes in known_keys()
        secrecy = Classification.INTERNAL if ours else Classification.CONFIDENTIAL
        self.findings.append(rule.at(where, message, remedy=remedy, secrecy=secrecy))


def take(tree: Tree, event: yaml.NodeEvent, where: Location, start: int) -> None:
    """Add an alias or the start of a collection to the innermost open collection.

    ``start``: its first offset in the text.
    """
    if isinstance(event, yaml.AliasEvent):
        message = "`*` at the beginning of a value stands for a value written elsewhere."
        tree.findings.append(yaml_anchor(where, message))
        _put(tree, None)
    elif isinstance(event, yaml.CollectionStartEvent):
        _refuse_extras(tree, event, where)
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = Map(where, flow=bool(event.flow_style)) if mapping else List(where)
        _put(tree, node)
        tree.open.append(Open(node, start))


def take_text(tree: Tree, event: yaml.ScalarEvent, where: Location, start: int, end: int) -> None:
    """Add a scalar to the innermost open collection.

    ``start``, ``end``: its first and last offset in the text.
    """
    if event.anchor is not None or event.tag is not None:
        _refuse_extras(tree, event, where)
    value, style, source = event.value, event.style, tree.source.text
    if len(value) > MAX_TEXT:
        message = f"This text has {len(value):,} characters; {MAX_TEXT:,} are allowed."
        tree.refuse(TEXT_TOO_LONG, where, message)
    if style == '"' and (hidden := CONTROL.search(value)):
        message = f"The text contains an invisible character ({character_name(hidden.group())})."
        tree.findings.append(control_character(where, message))
    above = tree.open[-1] if tree.open else None
    if above and not above.value_next and isinstance(above.node, Map):
        _put_key(tree, above, above.node, value, where, start=start, plain=not style)
        return
    cut = not style and _COMMENT_BEHIND.match(source, end) is not None
    text = Text(value, where, plain=not style, cut=cut)
    if not value or value.isspace():
        if above is None:
            return
        _refuse_empty(tree, above, text, start)
    elif text.plain and (item := _ITEM_IN_TEXT.search(source, start, end)):
        _refuse_item_in_text(tree, item)
    _put(tree, text)


def close(tree: Tree, end: int) -> None:
    """Close the innermost collection, and set the width of one in brackets."""
    ended = tree.open.pop()
    if tree.source.text.startswith(("{", "["), ended.start):
        at = ended.node.where
        ended.node.where = tree.source.span(at.line - 1, at.column - 1, ended.start, end)


def refuse_tag(tree: Tree, where: Location) -> None:
    """Add a finding for a tag."""
    tree.findings.append(yaml_tag(where, "`!` at the beginning of a value is read as a tag."))


def _refuse_extras(
    tree: Tree, event: yaml.ScalarEvent | yaml.CollectionStartEvent, where: Location
) -> None:
    if event.anchor is not None:
        message = "`&` at the beginning of a value gives it a name for use elsewhere."
        tree.findings.append(yaml_anchor(where, message))
    if event.tag is not None:
        refuse_tag(tree, where)


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
            message = "A list or mapping is where a key should be."
            tree.refuse(COMPLEX_KEY, node.where, message)


def _put_key(
    tree: Tree, above: Open, node: Map, key: str, where: Location, *, start: int, plain: bool
) -> None:
    above.value_next, above.key, above.key_at = True, None, where
    if "?" in (gap := tree.source.text[tree.before : start]) and "?" in _COMMENT.sub("", gap):
        tree.refuse(COMPLEX_KEY, where, "The `?` notation for keys is not read.")
    elif not key or key.isspace():
        tree.refuse(EMPTY_VALUE, where, "There is no key before this colon.")
    elif key == "<<" and plain:
        tree.refuse(YAML_MERGE_KEY, where, "`<<` takes over entries from elsewhere.")
    elif key in node.keys_at:
        message = f"The key {_shown(key)} is already in line {node.keys_at[key].line}."
        tree.refuse(DUPLICATE_KEY, where, message, quotes=key)
    else:
        if not node.keys_at and not node.flow:
            node.where = where
        above.key = intern(key)
        node.keys_at[above.key] = where


def _refuse_empty(tree: Tree, above: Open, text: Text, start: int) -> None:
    """Report an empty value; in braces it may be part of a text that a comma split."""
    if isinstance(above.node, List):
        dash = tree.source.text.startswith("-", max(0, start - 1))
        where = tree.source.at(start - 1) if text.plain and dash else text.where
        tree.refuse(EMPTY_VALUE, where, "This list item has no value.")
        return
    if above.key is None or above.key_at is None:
        return
    glued = _KEY_GLUED.match(above.key)
    if text.plain and above.node.flow and ":" not in tree.source.text[tree.before : start]:
        if glued:
            message = "This entry in braces has no colon of its own."
            tree.findings.append(colon_without_space(above.key_at, message))
        else:
            message = "A comma ends an entry in braces, and what follows it has no value."
            tree.refuse(COMMA_IN_BRACES, above.key_at, message)
        return
    remedy = EMPTY_VALUE.remedy
    if _COMMENT_BEHIND.match(tree.source.text, start):
        remedy += " Everything behind ` #` is a comment; text with ` #` in it needs quotes."
    message = f"The key {_shown(above.key)} has no value."
    tree.refuse(EMPTY_VALUE, above.key_at, message, remedy=remedy, quotes=above.key)


def _refuse_item_in_text(tree: Tree, item: re.Match[str]) -> None:
    """Report a multi-line plain text that may contain list items."""
    found = wrong_indentation(
        tree.source.at(item.start(1), item.end(1) - item.start(1)),
        "This looks like a list item, but it continues the text in the line above.",
        remedy="If it is a list item, begin the list on the line below its key and indent the "
        "items alike. If it is text, put the whole text in quotes.",
    )
    tree.findings.append(found)


def _shown(key: str) -> str:
    return f"`{shortened(CONTROL.sub(STAND_IN, key), _LONGEST_KEY_SHOWN)}`"
