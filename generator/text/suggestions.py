"""What somebody most likely meant who wrote an unknown word."""

from collections.abc import Iterable
from difflib import get_close_matches

from rapidfuzz import fuzz, process

_ALIKE = 50
"""Percent of common letters from which a word is worth naming to somebody who wrote another."""

_LONGEST_WORD = 100
"""Characters: longer than any id or key, and what takes long to compare."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word a writer most likely meant, or ``None`` when nothing is close.

    Case, underscores and spaces do not count as differences.
    """
    if len(word) > _LONGEST_WORD:
        return None
    plain = {_plain(candidate): candidate for candidate in sorted(known)}
    matches = get_close_matches(_plain(word), plain, n=1, cutoff=0.6)
    return plain[matches[0]] if matches else None


def closest(word: str, known: Iterable[str], most: int = 5) -> list[str]:
    """The known words that are most like a word, the likest first; none that is unlike it."""
    if len(word) > _LONGEST_WORD:
        return []
    words = {candidate: _plain(candidate) for candidate in sorted(known)}
    found = process.extract(_plain(word), words, scorer=fuzz.ratio, limit=most, score_cutoff=_ALIKE)
    return [candidate for _, _, candidate in found]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that suggests the nearest known word, or an empty string."""
    suggestion = nearest(word, known)
    return f" Did you mean `{suggestion}`?" if suggestion else ""


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
