"""Sentences with their quotations shortened."""

import re
from functools import partial

from generator.text.formats import shortened

_QUOTED = re.compile("“([^“”]*)”")

_PAIR = re.compile("“([^“”]*)” -> “([^“”]*)”")

_CONTEXT = 1
"""Number of words quoted before a difference."""

_SHORTER = (60, 40, 24)
"""Characters of a quoted text where a sentence is too long."""


def in_brief(text: str, longest: int) -> str:
    """A sentence with shorter quotations where it is too long; it is never cut itself."""
    for size in _SHORTER:
        if len(text) <= longest:
            break
        text = _PAIR.sub(partial(_differing, size), text)
        text = _QUOTED.sub(partial(_shorter, size), text)
    return text


def _differing(size: int, pair: re.Match[str]) -> str:
    """Two quoted texts from where they differ, so that they are not shortened to the same."""
    one, other = pair[1].split(), pair[2].split()
    words = zip(one, other, strict=False)
    start = next((place for place, (a, b) in enumerate(words) if a != b), 0)
    first = max(start - _CONTEXT, 0) if max(len(pair[1]), len(pair[2])) > size else 0
    both = (f"{'… ' if first else ''}{' '.join(each[first:])}" for each in (one, other))
    return " -> ".join(f"“{shortened(each, size)}”" for each in both)


def _shorter(size: int, quoted: re.Match[str]) -> str:
    return f"“{shortened(quoted[1], size)}”"
