"""Reads a file of definitions event by event, within limits, into a mapping of nodes."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from generator.findings.finding import Finding, Location, Rule, in_order
from generator.model.nodes import List, Map, Text
from generator.reading.areas import READING
from generator.reading.build_nodes import Tree, close, refuse_tag, take, take_text
from generator.reading.explain import explain, yaml_directive
from generator.reading.source import conflict_marker, decode, is_control_character

MAX_DEPTH = 20

MAX_NODES = 100_000

MAX_FINDINGS = 100

TOO_DEEP = READING.error(
    "too-deep",
    "Lists and mappings are nested too deeply",
    "No definition needs this depth; it is a slip of brackets or indentation.",
    f"Check the brackets and the indentation; up to {MAX_DEPTH} levels are read.",
)

TOO_MANY_NODES = READING.error(
    "too-many-nodes",
    "The file holds more entries than a definition file may hold",
    "Such a file was made by a program, and no person can keep it correct.",
    f"Split the file by subject; each may hold up to {MAX_NODES:,} entries.",
)

TOO_MANY_PROBLEMS = READING.error(
    "too-many-problems",
    "The file has more problems than one report holds",
    "A long list of findings helps nobody; the first ones are often the cause of the others.",
    "Fix the problems reported above, then check again.",
)

EMPTY_FILE = READING.error(
    "empty-file",
    "The file is empty",
    "A definition file that says nothing is probably one that was not saved.",
    "Write the definition, or delete the file.",
)

SEVERAL_DOCUMENTS = READING.error(
    "several-documents",
    "The file goes on after its definition has ended",
    "One file holds one definition, so that its name says what is in it.",
    "Delete the line `---` or `...`, or move what follows to a file of its own.",
)

NOT_A_MAPPING = READING.error(
    "not-a-mapping",
    "The file does not consist of keys and values",
    "A definition is a set of named fields; a bare list or text has no names.",
    "Begin the file with `schema: ` and write every field as `key: value`.",
)

_DIRECTIVE_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+(%[^\r\n]*)")

_NOTHING = re.compile(r"(?:\s|#[^\n]*)*+")


def read(path: str, data: bytes) -> tuple[Map | None, tuple[Finding, ...]]:
    """The mapping in ``data``, or ``None`` and all problems.

    ``path``: for locations; it is not opened. Returns a mapping or at least one finding; all
    findings are errors. Never raises, whatever the bytes.
    """
    tree, found = _tree(path, data)
    if tree is None:
        return None, found
    if tree.findings or not isinstance(tree.root, Map):
        return None, in_order(tree.findings)
    return tree.root, ()


def read_in_part(path: str, data: bytes) -> tuple[Map | None, Callable[[Location], bool]]:
    """The mapping of a file with problems as far as it was read, and which places in it are sound.

    For findings about values only: what is on the line of a problem or of the text above it, or not
    before the place that reading stopped at, may have been meant otherwise.
    """
    tree, _ = _tree(path, data)
    if tree is None or not isinstance(tree.root, Map):
        return None, lambda _: False
    lines = {each.where.line for each in tree.findings}
    stop = None if tree.whole else min({*lines, tree.last_line})

    def is_sound(where: Location) -> bool:
        return lines.isdisjoint((where.line, where.line + 1)) and (
            stop is None or where.line < stop
        )

    return tree.root, is_sound


def _tree(path: str, data: bytes) -> tuple[Tree | None, tuple[Finding, ...]]:
    """What could be read of a file with its problems, or ``None`` if nothing was."""
    source, found = decode(path, data)
    if source is None:
        return None, found
    if marker := conflict_marker(source):
        return None, in_order([*found, *marker])
    tree = Tree(source, list(found))
    directive = _DIRECTIVE_FIRST.match(source.text)
    if directive:
        # Thousands of directives would keep the parser busy before its first event.
        where = source.at(directive.start(1), len(directive.group(1)))
        tree.findings.append(yaml_directive(where, "This line is an instruction to the parser."))
    else:
        _read_events(tree)
    _check_root(tree)
    return tree, ()


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
            tree.findings = [one for one in tree.findings if not _follows(one, finding)]
            tree.findings.append(finding)
    except UnicodeDecodeError:
        # libyaml accepts %-codes in tags that are not UTF-8, on which PyYAML fails.
        refuse_tag(tree, tree.source.at(tree.before))


def _follows(one: Finding, cause: Finding) -> bool:
    """Whether a finding only repeats, at the same place or below it, what stopped the parser."""
    return one.rule is cause.rule and one.where.line >= cause.where.line


def _step(tree: Tree, event: yaml.Event) -> bool:
    """Process one event; ``False`` if the file is not read any further."""
    # The C parser sets both marks of every event, counted in characters.
    start: Any = event.start_mark
    stop: Any = event.end_mark
    end: int = stop.index
    if isinstance(event, yaml.NodeEvent):
        tree.nodes += 1
        where = tree.source.span(start.line, start.column, start.index, end)
        tree.last_line = where.line
        if limit := _limit(tree, event):
            tree.refuse(limit, where, f"{limit.title}; reading stops here.")
            return False
        if type(event) is yaml.ScalarEvent:
            take_text(tree, event, where, start.index, end)
        else:
            take(tree, event, where, start.index)
    elif isinstance(event, yaml.CollectionEndEvent):
        close(tree, end)
    elif isinstance(event, yaml.DocumentEndEvent):
        _expect_nothing(tree, end)
        tree.whole = True
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
