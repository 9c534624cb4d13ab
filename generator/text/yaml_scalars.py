"""Texts as values of YAML, so that every program reads the same text back."""

import json
import re

_PLAIN = re.compile(r"[^\W_](?:[\w ,()./%&'+-]*[\w).%])?")

_NUMBER_OR_DAY = re.compile(r"\d\S*")
"""Such as 010, 1_000, 1e3, 0x1F and 2026-11-02, in the YAML of this or that program."""

_WORDS = frozenset(("y", "yes", "n", "no", "on", "off", "true", "false", "null"))

_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What a program may take for the end of a line or for no text, and JSON leaves as it is."""


def scalar(text: str, *, own_line: bool = False) -> str:
    """A text as it stands in one line of YAML: in quotes where a program may read anything else.

    ``own_line``: nothing stands behind it, so a comma separates nothing as it does inside ``{}``.
    """
    plain = (
        _PLAIN.fullmatch(text)
        and text.casefold() not in _WORDS
        and not _NUMBER_OR_DAY.fullmatch(text)
        and (own_line or "," not in text)
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, which it needs where a remark stands behind it."""
    return _BREAKS.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
