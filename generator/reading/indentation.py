"""Explains lines of a list's entry that begin in the wrong column, as pasted ones often do.

What is advised was tried: with these lines moved the parser gets past them, and past the place
where it stopped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.findings.classification import Classification
from generator.findings.finding import Finding
from generator.model.item import known_keys
from generator.reading.areas import READING
from generator.reading.source import SourceText
from generator.text.formats import counted

TAB_INDENTATION = READING.error(
    "tab-indentation",
    "A line is indented with a tab",
    "Indentation says what belongs to what, and a tab is as wide as each editor likes; "
    "so only spaces count.",
    "Replace the tab at the beginning of the line by spaces, two for each level.",
)

WRONG_INDENTATION = READING.error(
    "wrong-indentation",
    "A line is not aligned with the entry it belongs to",
    "Indentation says what belongs to what; a line between two levels could belong to either.",
    "Let entries of the same level begin in the same column.",
)

wrong_indentation = WRONG_INDENTATION.at

_LONGEST = 2_000
"""Lines of a list that is looked at; each trial reads them."""

_MOST = 100_000
"""Characters of these lines, as a line may be of any length."""

_BELOW = 40
"""Lines behind the place where the parser stopped that a trial reads as well."""

_ENTRIES = 6
"""How many entries up to that place are tried."""

_KEYS = 15
"""How many lines up to that place are tried as keys."""

_HOUSE_STYLE = 2
"""The column, counted from 0, of the entries of a list at the top."""

_TABBED = re.compile(r"^ *\t", re.MULTILINE)

_SECTION = re.compile(r"[\w.-]+:\s*(?:#.*)?")

_LINE = re.compile(r"^ *(-(?: +|$))?(?:([\w.-]+):(?:\s|$)(.*))?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file; ``opens``: it is a key whose value begins below."""

    text: str
    indent: int
    dash: bool
    key: str
    opens: bool


@dataclass(frozen=True, slots=True)
class _Move:
    """Lines from ``first`` to before ``end`` of a list that are to be moved by ``by`` columns."""

    first: int
    end: int
    by: int


def tabbed(source: SourceText, here: int) -> Finding | None:
    """A tab in the indentation of the line of ``here``, with the spaces that belong there."""
    match = _TABBED.match(source.text, source.line_start(here), here + 1)
    if match is None:
        return None
    number = len(_TABBED.findall(source.text))
    message = "This line is indented with a tab; YAML requires spaces."
    if number > 1:
        message += f" {number:,} lines of this file begin with one."
    own = _line(source.line(here).lstrip())
    remedy = _instead_of_tab(source, match.start(), own)
    where = source.at(match.end() - 1)
    return TAB_INDENTATION.at(where, message, remedy=remedy, secrecy=_class(own))


def _instead_of_tab(source: SourceText, start: int, own: _Line) -> str | None:
    """How many spaces to write in the line that begins at ``start``; none outside of entries."""
    above = [_line(text) for text in source.text[:start].split("\n")[-_LONGEST:]]
    entries = [line for line in above if line.dash]
    alike = [line.indent for line in entries if not own.dash or line.key == own.key]
    if not alike or not own.key:
        return None
    if own.dash:
        others = f", and {alike[-1] + 2} before the other lines of its entry"
        return f"Write {counted(alike[-1], 'space')} instead of it before `- {own.key}`{others}."
    return f"Write {counted(alike[-1] + 2, 'space')} instead of it before `{own.key}`."


def misaligned(source: SourceText, here: int) -> Finding | None:
    """What to move so that the file can be read past ``here``, if an entry of a list is there."""
    texts = source.text.split("\n")
    stopped = source.text.count("\n", 0, here)
    above = range(stopped, max(-1, stopped - _LONGEST), -1)
    top = next((number for number in above if _SECTION.fullmatch(texts[number])), None)
    if top is None:
        return None
    window = texts[top : stopped + _BELOW]
    if sum(map(len, window)) > _MOST:
        return None
    lines, ranked = [_line(text) for text in window], []
    for number, move in enumerate(_moves(lines, stopped - top)):
        reach = _reach(_moved(lines, move))
        if reach > max(stopped - top, move.end - 1):
            column = lines[move.first].indent + move.by
            alike = _alike(lines, move.first, column)
            plain = column == _HOUSE_STYLE
            ranked.append((reach, alike, plain, -abs(move.by), -number, move))
    return _finding(source, lines, top, max(ranked)[-1]) if ranked else None


def _line(text: str) -> _Line:
    indent = len(text) - len(text.lstrip(" "))
    dash, key, value = _LINE.findall(text)[0]
    return _Line(text, indent, bool(dash), key, bool(key) and not value.strip())


def _moves(lines: list[_Line], stopped: int) -> Iterator[_Move]:
    """Moves of whole entries, of their first lines, and of keys, near the line ``stopped``."""
    every = [number for number, line in enumerate(lines) if line.dash]
    near = [number for number in every if number <= stopped][-_ENTRIES:]
    below = [number for number in every if number > stopped][:_ENTRIES]
    columns = {lines[number].indent for number in (*near, *below)}
    for first in near:
        yield from _to(lines, first, _entry_end(lines, first), columns)
        yield from _to(lines, first, first + 1, columns)
    for number in range(max(near[-2:][0], stopped - _KEYS) + 1 if near else stopped, stopped + 1):
        if lines[number].key and not lines[number].dash:
            keys = {column + 2 for column in columns}
            yield from _to(lines, number, _value_end(lines, number), keys)
            yield from _to(lines, number, _keys_end(lines, number), keys)


def _to(lines: list[_Line], first: int, end: int, columns: set[int]) -> Iterator[_Move]:
    here = lines[first].indent
    yield from (_Move(first, end, column - here) for column in sorted(columns - {here}))


def _entry_end(lines: list[_Line], first: int) -> int:
    """Where an entry ends, with the lists in it, which begin below a key without a value."""
    lists: set[int] = set()
    for number in range(first + 1, len(lines)):
        line, above = lines[number], lines[number - 1]
        if line.dash and above.opens:
            lists.add(line.indent)
        if (line.dash and line.indent not in lists) or not line.text.strip():
            return number
        if not line.dash and line.indent <= lines[first].indent:
            return number
    return len(lines)


def _value_end(lines: list[_Line], first: int) -> int:
    """Where the value of a key ends; one that stands behind the key goes on below as text only."""
    whole = lines[first].opens
    for number in range(first + 1, len(lines)):
        line = lines[number]
        named = (line.dash or line.key) and not whole
        if named or not line.text.strip() or line.indent <= lines[first].indent:
            return number
    return len(lines)


def _keys_end(lines: list[_Line], first: int) -> int:
    """Where the keys of an entry end that begin with the one in line ``first``."""
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.dash or not line.text.strip() or line.indent < lines[first].indent:
            return number
    return len(lines)


def _moved(lines: list[_Line], move: _Move) -> str:
    texts = [line.text for line in lines]
    for number in range(move.first, move.end):
        kept = max(0, lines[number].indent + move.by)
        texts[number] = " " * kept + texts[number][lines[number].indent :]
    return "\n".join(texts)


def _reach(text: str) -> int:
    """The number, from 0, of the line in which the parser stops; if it does not, one too many."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except (yaml.YAMLError, UnicodeDecodeError):
        return 0
    return text.count("\n") + 1


def _alike(lines: list[_Line], first: int, column: int) -> int:
    """How many keys an entry has in common with the entry of ``column`` it is most like."""
    if not lines[first].dash:
        return 0
    own = _keys(lines, first)
    others = (n for n, line in enumerate(lines) if line.dash and line.indent == column)
    return max((len(own & _keys(lines, other)) for other in others if other != first), default=0)


def _keys(lines: list[_Line], first: int) -> set[str]:
    return {line.key for line in lines[first : _keys_end(lines, first)] if line.key}


def _finding(source: SourceText, lines: list[_Line], top: int, move: _Move) -> Finding:
    line, last = lines[move.first], top + move.end
    called = f"- {line.key}" if line.dash and line.key else line.key or "-"
    others = "the other entries of its list" if line.dash else "the other keys of its entry"
    column = line.indent + 1
    message = f"This line begins in column {column}; {others} begin in column {column + move.by}."
    spaces = counted(abs(move.by), "space")
    remedy = f"{'Put' if move.by > 0 else 'Remove'} {spaces} before `{called}`"
    if move.end - move.first > 1:
        remedy += f" and before each line below it, to line {last}"
    start = sum(len(text) + 1 for text in source.text.split("\n")[: top + move.first])
    where = source.at(start + line.indent, len(line.text.strip()))
    return WRONG_INDENTATION.at(where, message, remedy=f"{remedy}.", secrecy=_class(line))


def _class(line: _Line) -> Classification:
    """That of a finding which quotes a key: a file that cannot be read classes none."""
    ours = not line.key or line.key in known_keys()
    return Classification.INTERNAL if ours else Classification.CONFIDENTIAL
