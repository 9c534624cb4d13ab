"""Adds an entry to a definition file, or sets one value, and leaves every other byte as it is.

Nothing is parsed and written again, so comments, order and spelling stay. What is written in one
line inside ``[]`` or ``{}`` is not taken apart: it is refused, with what to do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import yaml

from generator.model.nodes import KeyPath
from generator.text.yaml_scalars import scalar

_MARK = "\ufeff"

Value = str | date


class RefusedError(Exception):
    """The file is laid out so that nothing can be added without rewriting it."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A file with an entry: its new bytes, the lines of the entry, and the number of the first.

    ``changes``: how many there are; a new entry is one, and each value of a known one.
    """

    data: bytes
    lines: tuple[str, ...]
    line: int
    changes: int = 1


def add_entry(
    data: bytes, path: KeyPath, entry: Mapping[str, Value], hint: re.Pattern[str] | None = None
) -> Inserted:
    """``data`` with ``entry`` at the end of the list at ``path``; the list is begun if missing.

    ``data``: a file that is read without an error; only the last key of ``path`` may be missing.
    ``hint``: comments that stand for the list while it is missing; it takes their place.
    Raises :class:`RefusedError`.
    """
    text, root = _read(data)
    if len(path) == 1 and hint is not None and _at(root, path) is None:
        made = _in_place_of(hint, text, path, entry) or _added(text, root, path, entry)
    else:
        made = _added(text, root, path, entry)
    return replace(made, data=_written(data, made.data.decode("utf-8")))


def _added(text: str, root: yaml.Node, path: KeyPath, entry: Mapping[str, Value]) -> Inserted:
    above, key = _at(root, path[:-1]), str(path[-1])
    if not isinstance(above, yaml.MappingNode) or above.flow_style:
        raise RefusedError("it is written inside { }: give each key a line of its own first")
    found = _at(above, (key,))
    if isinstance(found, yaml.SequenceNode) and found.value and not found.flow_style:
        return _behind(text, found.value[-1], block(entry, found.start_mark.column))
    if found is not None:
        raise RefusedError(
            f"`{key}` is written inside [ ]: give each entry a line of its own first"
        )
    indent = above.start_mark.column
    lines = [f"{' ' * indent}{key}:", *block(entry, indent + 2)]
    return _behind(text, above, lines) if len(path) > 1 else _last(text, lines)


def _in_place_of(
    hint: re.Pattern[str], text: str, path: KeyPath, entry: Mapping[str, Value]
) -> Inserted | None:
    """``text`` with a new list in place of the one hint for it; ``None`` if there is none."""
    found = list(hint.finditer(text))
    if len(found) != 1:
        return None
    rest = text[: found[0].start()] + text[found[0].end() :]
    return _put(rest, found[0].start(), [f"{path[0]}:", *block(entry, 2)])


def set_value(data: bytes, path: KeyPath, new: Value) -> Inserted:
    """``data`` with another value in place of a plain one. Raises :class:`RefusedError`."""
    text, root = _read(data)
    node = _at(root, path)
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        raise RefusedError("the value is written in quotes or over several lines")
    start, end = node.start_mark.index, node.end_mark.index
    changed = text[:start] + _written_value(new) + text[end:]
    line = changed[changed.rfind("\n", 0, start) + 1 :].splitlines()[0]
    return Inserted(_written(data, changed), (line,), node.start_mark.line + 1)


def set_values(data: bytes, path: KeyPath, entry: Mapping[str, Value]) -> Inserted:
    """``data`` with plain values of an entry changed, or added behind its last one.

    The lines are those of ``entry``, in its order. Raises :class:`RefusedError`.
    """
    made: list[Inserted] = []
    for key, new in entry.items():
        text, root = _read(data)
        node = _at(root, path)
        if _at(node, (key,)) is not None:
            made.append(set_value(data, (*path, key), new))
        elif isinstance(node, yaml.MappingNode) and not node.flow_style:
            line = f"{' ' * node.start_mark.column}{key}: {_written_value(new)}"
            one = _behind(text, node, [line])
            made.append(replace(one, data=_written(data, one.data.decode("utf-8"))))
        else:
            raise RefusedError("the entry is written inside { }: give each key a line of its own")
        data = made[-1].data
    lines = tuple(line for one in made for line in one.lines)
    return Inserted(data, lines, made[0].line, len(made))


def _read(data: bytes) -> tuple[str, yaml.Node]:
    text = data.decode("utf-8").removeprefix(_MARK)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        raise RefusedError("the file is empty")
    return text, root


def _written(data: bytes, text: str) -> bytes:
    mark = _MARK if data.decode("utf-8").startswith(_MARK) else ""
    return (mark + text).encode("utf-8")


def _at(node: yaml.Node | None, path: KeyPath) -> yaml.Node | None:
    for step in path:
        node = child(node, step)
    return node


def child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    """What is in a node under a key, or is the entry of a number; ``None`` if nothing is."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def end_of(node: yaml.Node) -> int:
    """Where the last value in a node ends, without comments and empty lines behind it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _behind(text: str, node: yaml.Node, lines: list[str]) -> Inserted:
    """``text`` with ``lines`` behind the line in which a node ends."""
    end = end_of(node)
    whole = text[end - 1 : end] == "\n"  # a text over several lines ends with its last one
    return _put(text, end if whole else text.find("\n", end) + 1 or len(text), lines)


def _last(text: str, lines: list[str]) -> Inserted:
    """``text`` with ``lines`` at its end, an empty line before them."""
    gap = [] if text.endswith(("\n\n", "\n\r\n")) else [""]
    return _put(text, len(text), [*gap, *lines])


def _put(text: str, at: int, lines: list[str]) -> Inserted:
    end = "\r\n" if text[:at].endswith("\r\n") else "\n"
    before = text[:at] if not at or text[at - 1] == "\n" else text[:at] + end
    new = "".join(line + end for line in lines)
    shown = tuple(line for line in lines if line)
    line = before.count("\n") + 1 + (len(lines) - len(shown))
    return Inserted((before + new + text[at:]).encode("utf-8"), shown, line)


def block(entry: Mapping[str, Value], indent: int) -> list[str]:
    """The lines of an entry of a list; ``indent``: spaces before its dash."""
    return entry_lines({key: _written_value(value) for key, value in entry.items()}, indent)


def entry_lines(entry: Mapping[str, str], indent: int) -> list[str]:
    """As :func:`block`, of values that are YAML already."""
    first, *rest = (f"{key}: {value}" for key, value in entry.items())
    return [f"{' ' * indent}- {first}", *(f"{' ' * (indent + 2)}{line}" for line in rest)]


def _written_value(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else scalar(value, own_line=True)
