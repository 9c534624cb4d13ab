"""What the YAML parser could not read within one value: reserved signs, quotes, escapes."""

from generator.definitions.reader_rules import (
    BACKSLASH_IN_QUOTES,
    CONTROL_CHARACTER,
    QUOTES_NOT_CLOSED,
    RESERVED_START,
    YAML_ANCHOR,
    YAML_DIRECTIVE,
    YAML_SYNTAX,
    YAML_TAG,
)
from generator.definitions.reader_source import Source
from generator.diagnostics import Finding


def bad_start(source: Source, here: int, _began: int) -> Finding:
    """A text that begins with a sign YAML keeps for itself, or no value at all."""
    character = source.text[here : here + 1]
    if not character.strip() or source.line(here).startswith("..."):
        return YAML_SYNTAX.at(source.at(here), "There is no value at this place.")
    message = f'A text without quotes cannot begin with "{character}".'
    return RESERVED_START.at(source.at(here), message)


def block_header(source: Source, _here: int, began: int) -> Finding:
    """Text on the line of a `>` or `|`."""
    sign = source.text[began : began + 1]
    return RESERVED_START.at(
        source.at(began),
        f"After `{sign}` the text begins on the next line.",
        remedy=f"Move the text to the next line, indented. If `{sign}` is part of the text, put "
        "quotes round it.",
    )


def open_quotes(source: Source, _here: int, began: int) -> Finding:
    """Quotes that are never closed."""
    message = "The text that begins here has no closing quotes."
    return QUOTES_NOT_CLOSED.at(source.at(began), message)


def bad_escape(source: Source, here: int, began: int) -> Finding:
    """A backslash in double quotes that means nothing."""
    backslash = source.text.rfind("\\", began, here + 1)
    return BACKSLASH_IN_QUOTES.at(
        source.at(max(backslash, began), 2), "This backslash gives the next character no meaning."
    )


def bad_code_point(source: Source, here: int, began: int) -> Finding:
    """A code in double quotes that stands for no character."""
    backslash = source.text.rfind("\\", began, here + 1)
    return CONTROL_CHARACTER.at(
        source.at(max(backslash, began), 6),
        "This code stands for no character.",
        remedy="Write the character itself.",
    )


def anchor(source: Source, _here: int, began: int) -> Finding:
    """An anchor or alias."""
    return YAML_ANCHOR.at(source.at(began), "`&` and `*` at the beginning of a text need quotes.")


def tag(source: Source, _here: int, began: int) -> Finding:
    """A tag."""
    return YAML_TAG.at(source.at(began), "`!` at the beginning of a text needs quotes.")


def directive(source: Source, here: int, _began: int) -> Finding:
    """A directive."""
    start = source.line_start(here)
    return YAML_DIRECTIVE.at(
        source.at(start, len(source.line(here))), "A line that begins with `%` is an instruction."
    )
