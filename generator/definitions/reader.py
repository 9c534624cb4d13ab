"""The strict YAML reader: the bytes of one file become text, mappings and lists with places.

PyYAML's C parser finds the structure; we only watch its events. Anything a reviewer cannot see
through (anchors, tags, merge keys, duplicate keys) is refused, every scalar is kept as it stands
in the source, and nothing recurses, so that no file can exhaust the stack.
"""

import re
from typing import Any

import yaml

from generator.definitions import reader_rules as rules
from generator.definitions.nodes import List, Map, Text
from generator.definitions.reader_source import decode
from generator.definitions.reader_syntax import explain
from generator.definitions.reader_tree import Span, Tree, close, refuse_tag, take
from generator.diagnostics import Finding, Location, Rule, in_order

_DIRECTIVE_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+(%[^\r\n]*)")
_NOTHING = re.compile(r"(?:\s|#[^\n]*)*+")


def read(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
    """The mapping that ``data`` holds, or ``None`` and every problem that could be found.

    ``path`` labels the places and is not opened. There is either a mapping or at least one
    finding, and all findings are errors. Nothing is raised, whatever the bytes are.
    """
    source, found = decode(path, data)
    if source is None:
        return None, found
    tree = Tree(source, list(found))
    directive = _DIRECTIVE_FIRST.match(source.text)
    if directive:
        # Thousands of directives would keep the parser busy before its first event.
        where = source.at(directive.start(1), len(directive.group(1)))
        tree.refuse(rules.YAML_DIRECTIVE, where, "This line is an instruction to the parser.")
    else:
        _read_events(tree)
    _check_root(tree)
    if tree.findings or not isinstance(tree.root, Map):
        return None, in_order(tree.findings)
    return tree.root, ()


def _check_root(tree: Tree) -> None:
    if isinstance(tree.root, List):
        message = "A definition consists of keys and values; this is a list."
        tree.refuse(rules.NOT_A_MAPPING, tree.root.where, message)
    elif tree.findings:
        return
    elif tree.root is None:
        where = Location(tree.source.path)
        tree.refuse(rules.EMPTY_FILE, where, "There is no definition in this file.")
    elif isinstance(tree.root, Text):
        message = "A definition consists of keys and values; this is text."
        tree.refuse(rules.NOT_A_MAPPING, tree.root.where, message)


def _read_events(tree: Tree) -> None:
    try:
        for event in yaml.parse(tree.source.text, Loader=yaml.CSafeLoader):
            if not _step(tree, event):
                return
    except yaml.YAMLError as error:
        finding = explain(error, tree.source)
        # A control character often is what the parser stumbles over next.
        hidden = (one for one in tree.findings if one.rule is rules.CONTROL_CHARACTER)
        if finding.where.line not in {one.where.line for one in hidden}:
            tree.findings.append(finding)
    except UnicodeDecodeError:
        # libyaml lets %-codes in a tag pass that are not UTF-8; PyYAML then stumbles over them.
        refuse_tag(tree, tree.source.at(tree.before))


def _step(tree: Tree, event: yaml.Event) -> bool:
    """Take one event; ``False`` when the file is not read any further."""
    # The C parser sets both marks of every event and counts characters in them.
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
        take(tree, event, Span(where, start.index, end))
    elif isinstance(event, yaml.CollectionEndEvent):
        close(tree, end)
    elif isinstance(event, yaml.DocumentEndEvent):
        _expect_nothing(tree, end)
        return False
    tree.before = end
    return True


def _limit(tree: Tree, event: yaml.NodeEvent) -> Rule | None:
    if len(tree.findings) >= rules.MAX_FINDINGS:
        return rules.TOO_MANY_PROBLEMS
    if tree.nodes > rules.MAX_NODES:
        return rules.TOO_MANY_NODES
    if len(tree.open) >= rules.MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
        return rules.TOO_DEEP
    return None


def _expect_nothing(tree: Tree, index: int) -> None:
    """Behind the end of the document only blank lines and comments may follow."""
    rest = _NOTHING.match(tree.source.text, index)
    if rest and rest.end() < len(tree.source.text):
        message = "The definition has ended before this place; what follows would be a second one."
        where = tree.source.at(rest.end(), len(tree.source.line(rest.end())))
        tree.refuse(rules.SEVERAL_DOCUMENTS, where, message)
