"""Explains YAML parser errors within one value: reserved characters, quotes, escapes."""

import re
from collections.abc import Callable

import yaml

from generator.findings.finding import Finding, Location
from generator.model.item import known_keys
from generator.reading.areas import READING
from generator.reading.indentation import misaligned, tabbed, wrong_indentation
from generator.reading.source import SourceText, control_character

_ITEM = re.compile(r"^ *(-)(?= |$)", re.MULTILINE)

COLON_IN_TEXT = READING.error(
    "colon-in-text",
    "A colon splits a text that has no quotes",
    "A colon followed by a space ends a key, so the words before it are no longer read as text.",
    "Put quotes round the whole text, or write `>-` behind the key and the text, indented, on "
    "the lines below.",
)

COLON_WITHOUT_SPACE = READING.error(
    "colon-without-space",
    "A key has no space after its colon",
    "Without the space, key and value are read as one word.",
    "Write a space after the colon, as in `name: value`.",
)

colon_without_space = COLON_WITHOUT_SPACE.at

RESERVED_START = READING.error(
    "reserved-start",
    "A text begins with a character that YAML keeps for itself",
    "Some characters have a meaning of their own at the beginning of a text.",
    "Put quotes round the whole text.",
)

QUOTES_NOT_CLOSED = READING.error(
    "quotes-not-closed",
    "A quotation mark has no partner, or text follows the closing one",
    "Text in quotes ends at the next mark of the same kind; everything after it is lost.",
    'Put the whole text into one pair of quotes. Text with an apostrophe takes double quotes "; '
    "text with double quotes takes single ones. Look at the texts in quotes further up, too.",
)

BRACKET_NOT_CLOSED = READING.error(
    "bracket-not-closed",
    "A bracket or brace has no partner, or a comma is missing",
    "Without the closing bracket, everything below is read as part of the list.",
    "Close the bracket and put commas between its entries; put quotes round text that begins "
    "with a bracket.",
)

BACKSLASH_IN_QUOTES = READING.error(
    "backslash-in-quotes",
    "A backslash in double quotes comes before a character it cannot change",
    "In double quotes a backslash gives the next character a special meaning.",
    "Use single quotes round the text, or write the backslash twice.",
)

YAML_SYNTAX = READING.error(
    "yaml-syntax",
    "The line does not follow the rules of YAML",
    "Nothing below this place can be read.",
    "Write `key: value`, or `- item` in a list, and put quotes round text with special characters.",
)

YAML_ANCHOR = READING.error(
    "yaml-anchor",
    "An anchor (&) or alias (*) is used",
    "It puts text in a place where a reader of the file does not see it, and a change in one "
    "place silently changes others.",
    "Write the value out in each place. Text that begins with `&` or `*` needs quotes.",
)

yaml_anchor = YAML_ANCHOR.at

YAML_TAG = READING.error(
    "yaml-tag",
    "A tag (!) is used",
    "Each field knows its own kind of value; a tag could only contradict it.",
    "Delete the tag. Text that begins with `!` needs quotes.",
)

yaml_tag = YAML_TAG.at

YAML_DIRECTIVE = READING.error(
    "yaml-directive",
    "A line begins with a YAML directive (%)",
    "Directives change how a file is read; every definition is read in the same way.",
    "Delete the line. Text that begins with `%` needs quotes.",
)

yaml_directive = YAML_DIRECTIVE.at


def bad_start(source: SourceText, here: int, _began: int) -> Finding:
    """A value that begins with a reserved character, or is missing."""
    character = source.text[here : here + 1]
    if not character.strip() or source.line(here).startswith("..."):
        return YAML_SYNTAX.at(source.at(here), "There is no value at this place.")
    message = f'A text without quotes cannot begin with "{character}".'
    return RESERVED_START.at(source.at(here), message)


def block_header(source: SourceText, _here: int, began: int) -> Finding:
    """Text on the line of a `>` or `|`."""
    sign = source.text[began : began + 1]
    return RESERVED_START.at(
        source.at(began),
        f"After `{sign}` the text begins on the next line.",
        remedy=f"Move the text to the next line, indented. If `{sign}` is part of the text, put "
        "quotes round it.",
    )


def open_quotes(source: SourceText, _here: int, began: int) -> Finding:
    """Unclosed quotes."""
    message = "The text that begins here has no closing quotes."
    return QUOTES_NOT_CLOSED.at(source.at(began), message)


def bad_escape(source: SourceText, here: int, began: int) -> Finding:
    """An unknown escape in double quotes."""
    backslash = source.text.rfind("\\", began, here + 1)
    return BACKSLASH_IN_QUOTES.at(
        source.at(max(backslash, began), 2), "This backslash gives the next character no meaning."
    )


def bad_code_point(source: SourceText, here: int, began: int) -> Finding:
    """An escape in double quotes for a code point that does not exist."""
    backslash = source.text.rfind("\\", began, here + 1)
    return control_character(
        source.at(max(backslash, began), 6),
        "No character has this code.",
        remedy="Write the character itself.",
    )


def anchor(source: SourceText, _here: int, began: int) -> Finding:
    """An anchor or alias."""
    return YAML_ANCHOR.at(source.at(began), "`&` and `*` at the beginning of a text need quotes.")


def tag(source: SourceText, _here: int, began: int) -> Finding:
    """A tag."""
    return YAML_TAG.at(source.at(began), "`!` at the beginning of a text needs quotes.")


def directive(source: SourceText, here: int, _began: int) -> Finding:
    """A directive."""
    start = source.line_start(here)
    return YAML_DIRECTIVE.at(
        source.at(start, len(source.line(here))), "A line that begins with `%` is an instruction."
    )


_KEY_ALONE = re.compile(r"[\s-]*[\w.-]+\s*")

_KEY_AND_WORD = re.compile(r"[\s-]*[\w.-]+:\s+[^\s>|]\S*\s*")

_KEY_GLUED = re.compile(r"[\s-]*[^\W\d][\w.-]*:[^\s/]")

_ENTRY_GLUED = re.compile(r" *(?:- )?[\w.-]+: .*?(- ([\w.-]+):)(?= |$)")

_IN_ENTRY = re.compile(r":\s|[{,\[]")

_Explain = Callable[[SourceText, int, int], Finding]


def explain(error: yaml.YAMLError, source: SourceText) -> Finding:
    """The finding for a parser error, after which the file cannot be read any further."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return YAML_SYNTAX.at(Location(source.path), "The file cannot be read as YAML.")
    context, problem = error.context or "", error.problem or ""
    here = min(error.problem_mark.index, len(source.text))
    began = min(error.context_mark.index, here) if error.context_mark else here
    if "quoted scalar" not in context and (tab := tabbed(source, here)):
        return tab
    for doing, problem_text, explanation in _EXPLANATIONS:
        if doing in context and problem_text in problem:
            return explanation(source, here, began)
    return YAML_SYNTAX.at(source.at(here), "YAML expects something else at this place.")


def _stray_colon(source: SourceText, here: int, _began: int) -> Finding:
    """``a: b: c``, or a key below a line that cannot have entries."""
    start = source.line_start(here)
    before = source.text[start:here]
    if glued := _entry_glued(source, here):
        return glued
    if after := _after_closing(source, here, before):
        return after
    end_above = len(source.text[:start].rstrip()) - 1
    above = source.line(end_above) if end_above >= 0 else ""
    if not _KEY_ALONE.fullmatch(before) or not above.strip():
        return COLON_IN_TEXT.at(
            source.at(here), "This colon, with a space after it, splits a text that has no quotes."
        )
    if _KEY_GLUED.match(above):
        return _glued(source, end_above)
    return _key_in_text(source, here, above)


def _key_in_text(source: SourceText, here: int, above: str) -> Finding:
    """A key, the colon of which is at ``here``, that continues the text of the line ``above``."""
    start = source.line_start(here)
    before = source.text[start:here]
    where = source.at(start + _indent(before), len(before.strip()))
    key = before.strip()
    alike = re.findall(rf"(?m)^[ -]*{re.escape(key)}:", source.text)
    certain = _KEY_AND_WORD.fullmatch(above) or len(alike) > 1 or key in known_keys()
    moved = misaligned(source, here)
    if moved and (certain or moved.where.line != where.line):
        return moved
    if _indent(above) < _indent(before):
        message = "This key is indented deeper than the line above, which already has its value."
        if certain:
            remedy = f"Remove the extra spaces before `{key}`."
            return wrong_indentation(where, message, remedy=remedy)
    else:
        message = "This key follows a line that is neither `key: value` nor the text of a key."
    return wrong_indentation(
        where,
        message,
        remedy="If it is a key, align it with its neighbours and see that the line above reads "
        "`key: value`. If it belongs to the text above, put that text in quotes or write it in "
        "block style, with `>-` behind its key.",
    )


def _entry_glued(source: SourceText, here: int) -> Finding | None:
    """A new entry in the line of another one's value, where it was pasted without a line break."""
    match = _ENTRY_GLUED.match(source.text, source.line_start(here))
    if match is None or not re.search(rf"(?m)^ *- {re.escape(match[2])}:", source.text):
        return None
    return wrong_indentation(
        source.at(match.start(1), len(match[1])),
        "A new entry must begin on its own line.",
        remedy=f"Press Enter before `- {match[2]}`, and let its dash stand below those of the "
        "other entries.",
    )


def _glued(source: SourceText, index: int) -> Finding:
    """``key:value`` without a space in the line of ``index``."""
    line = source.line(index)
    indent = _indent(line)
    return COLON_WITHOUT_SPACE.at(
        source.at(source.line_start(index) + indent, line.index(":") + 1 - indent),
        "There is no space after the colon of this key.",
    )


def _colon_in_flow(source: SourceText, here: int, _began: int) -> Finding:
    return COLON_WITHOUT_SPACE.at(
        source.at(here), "There is no space, or no value, after this colon."
    )


def _no_key(source: SourceText, _here: int, began: int) -> Finding:
    """A line that is neither a key nor a continuation of text."""
    line = source.text[began : source.line_start(began) + len(source.line(began))]
    if _KEY_GLUED.match(line):
        return _glued(source, began)
    return YAML_SYNTAX.at(
        source.at(began, len(line)),
        "This line has no key: there is no `: ` in it.",
        remedy="Write `key: value`. If the line belongs to the text above, indent it deeper than "
        "the key of that text.",
    )


def _no_next_entry(source: SourceText, here: int, began: int) -> Finding:
    """Unexpected content in place of the next key or list item."""
    before = source.text[source.line_start(here) : here].rstrip()
    if found := _after_closing(source, here, before) or misaligned(source, here):
        return found
    if source.text[here : here + 1] == ":":
        return YAML_SYNTAX.at(source.at(here), "There is no key before this colon.")
    if before.strip():
        return YAML_SYNTAX.at(source.at(here), "A new key cannot begin in the middle of a line.")
    above = source.line(max(0, source.line_start(here) - 1))
    remedy = None
    if " #" in above:
        remedy = (
            "Let entries of the same level begin in the same column. If the ` #` in the line "
            "above is part of its text, put quotes round that text."
        )
    where = source.at(here, len(source.line(here).strip()))
    beside = source.at(_item_above(source, here) if source.text[here : here + 1] == "-" else began)
    message = "This line is not aligned with the entries it should belong to."
    if beside.column != where.column:
        message = (
            f"This line begins in column {where.column}; what it should be aligned with, in line "
            f"{beside.line}, begins in column {beside.column}."
        )
    return wrong_indentation(where, message, remedy=remedy)


def _item_above(source: SourceText, here: int) -> int:
    """Where the nearest list item above begins that is in another column; ``here`` without one."""
    column, found = here - source.line_start(here), here
    for item in _ITEM.finditer(source.text, 0, source.line_start(here)):
        if item.start(1) - source.line_start(item.start(1)) != column:
            found = item.start(1)
    return found


def _after_closing(source: SourceText, here: int, before: str) -> Finding | None:
    """Text after a closing quotation mark or bracket, if that is the error."""
    if before.endswith(("'", '"')):
        return QUOTES_NOT_CLOSED.at(source.at(here), "Text goes on after the closing quotes.")
    if before.endswith(("]", "}")):
        return BRACKET_NOT_CLOSED.at(source.at(here), "Text goes on after the closing bracket.")
    return None


def _in_brackets(source: SourceText, here: int, began: int) -> Finding:
    """A missing comma or closing bracket."""
    before = source.text[source.line_start(here) : here].rstrip()
    if after := _after_closing(source, here, before):
        return after
    if source.text[here : here + 1] == ":" and _IN_ENTRY.search(before):
        return COLON_IN_TEXT.at(
            source.at(here),
            "This colon, with a space after it, is inside an entry that already has its colon.",
            remedy="Put quotes round the whole text. If a new entry begins here, write a comma "
            "before it.",
        )
    bracket = source.text[began : began + 1]
    message = f"This `{bracket}` has no partner, or there is no comma between two of its entries."
    return BRACKET_NOT_CLOSED.at(source.at(began), message)


def _no_entry(source: SourceText, here: int, _began: int) -> Finding:
    return YAML_SYNTAX.at(
        source.at(here),
        "There is no entry before this place.",
        remedy="Write the missing entry, or delete the comma or bracket that is one too many.",
    )


def _list_on_key_line(source: SourceText, here: int, _began: int) -> Finding:
    if glued := _entry_glued(source, here):
        return glued
    return RESERVED_START.at(
        source.at(here),
        "A list cannot begin on the line of its key.",
        remedy="Begin the list on the next line. If this is text, put quotes round it.",
    )


# Parser context, parser message and explaining function; the first match counts.
_EXPLANATIONS: tuple[tuple[str, str, _Explain], ...] = (
    ("", "mapping values are not allowed", _stray_colon),
    ("", "block sequence entries are not allowed", _list_on_key_line),
    ("", "mapping keys are not allowed", bad_start),
    ("", "cannot start any token", bad_start),
    ("", "found unexpected ':'", _colon_in_flow),
    ("", "undefined tag handle", tag),
    ("simple key", "", _no_key),
    ("block mapping", "", _no_next_entry),
    ("block collection", "", _no_next_entry),
    ("flow mapping", "", _in_brackets),
    ("flow sequence", "", _in_brackets),
    ("quoted scalar", "invalid Unicode", bad_code_point),
    ("parsing a quoted scalar", "", bad_escape),
    ("scanning a quoted scalar", "", open_quotes),
    ("block scalar", "", block_header),
    ("anchor", "", anchor),
    ("alias", "", anchor),
    ("directive", "", directive),
    ("tag", "", tag),
    ("flow node", "", _no_entry),
    ("node", "", bad_start),
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
