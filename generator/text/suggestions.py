"""What somebody most likely meant who wrote an unknown word."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST_WORD = 100
"""Characters: longer than any id or key, and what takes long to compare."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The known word a writer most likely meant, or ``None`` when nothing is close.

    Case, underscores and spaces do not count as differences.
    """
    if len(word) > _LONGEST_WORD:
        return None
    plain = {_plain(candidate): candidate for candidate in sorted(candidates)}
    matches = get_close_matches(_plain(word), plain, n=1, cutoff=0.6)
    return plain[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A sentence that suggests the nearest known word, or an empty string."""
    suggestion = nearest(word, candidates)
    return f" Did you mean `{suggestion}`?" if suggestion else ""


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
