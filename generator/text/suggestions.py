""" "Did you mean" suggestions for unknown words."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_TYPO = 0.75
"""Part of the letters that stay where one word is a slip of another: `tags` is none of `stages`."""

_TOO_SHORT = 2
"""Letters: of a longer word, one slip may be more than that part."""

_ALIKE = 50
"""Percent of common letters from which a word is worth naming to somebody who wrote another."""

_MOST_LISTED = 12
"""Candidates that are listed if none is close; more would not be read."""

_FEW = 5
"""Candidates that are named of many."""

_LONGEST_WORD = 100
"""Characters. No id or key is longer, and comparing long words is slow."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate closest to ``word``, or ``None`` if none is close.

    Case is ignored, and so is what is between two words.
    """
    if len(word) > _LONGEST_WORD:
        return None
    plain = {_plain(candidate): candidate for candidate in sorted(candidates)}
    if not plain:
        return None
    near, alike, _ = process.extractOne(_plain(word), list(plain), scorer=OSA.normalized_similarity)
    is_slip = alike >= _TYPO or (len(word) > _TOO_SHORT and OSA.distance(_plain(word), near) == 1)
    return plain[near] if is_slip else None


def closest(word: str, candidates: Iterable[str]) -> list[str]:
    """A few candidates similar to a word, the most similar first."""
    if len(word) > _LONGEST_WORD:
        return []
    words = {candidate: _plain(candidate) for candidate in sorted(candidates)}
    found = process.extract(_plain(word), words, scorer=fuzz.ratio, limit=_FEW, score_cutoff=_ALIKE)
    return [candidate for _, _, candidate in found]


def nearest_first(word: str, candidates: Iterable[str]) -> list[str]:
    """All candidates: those similar to a word first, then the others in their own order."""
    names = tuple(candidates)
    return list(dict.fromkeys((*closest(word, names), *names)))


def listed_nearest_first(word: str, candidates: Iterable[str]) -> str:
    """The candidates for a sentence, as ``expert, working``; empty if none is similar of many."""
    names = tuple(candidates)
    if len(names) <= _MOST_LISTED:
        return ", ".join(nearest_first(word, names))
    near = closest(word, names)
    return f"{', '.join(near)} and {len(names) - len(near):,} more" if near else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A sentence that suggests the closest candidate, or an empty string."""
    suggestion = nearest(word, candidates)
    return f" Did you mean `{suggestion}`?" if suggestion else ""


def did_you_mean_or_list(word: str, candidates: Iterable[str]) -> str:
    """As :func:`did_you_mean`; if no candidate is close, a list of all if they are few."""
    names = tuple(candidates)
    listed = f" Known: {', '.join(names)}." if 0 < len(names) <= _MOST_LISTED else ""
    return did_you_mean(word, names) or listed


OtherNames = Mapping[str, Iterable[str]]
"""Other names by id."""


def called(word: str, names: OtherNames) -> list[str]:
    """The ids that ``word`` is, or is a name of; differences are ignored as in :func:`nearest`."""
    wanted = _plain(word)
    return [key for key, others in names.items() if wanted in map(_plain, (*others, key))]


def did_you_mean_called(word: str, names: OtherNames) -> str:
    """As :func:`did_you_mean`, for ids that have other names."""
    ids = {name: key for key, others in names.items() for name in (*others, key)}
    found = called(word, names)
    if not found and (near := nearest(word, ids)):
        found = [ids[near]]
    return f" Did you mean {' or '.join(f'`{each}`' for each in found)}?" if found else ""


def did_you_mean_named(word: str, names: OtherNames) -> str:
    """As :func:`did_you_mean_called`; if none is close, a list of all ids if they are few."""
    return did_you_mean_called(word, names) or did_you_mean_or_list(word, names)


def known_ids(word: str, names: Mapping[str, str]) -> str:
    """The ids that there are, as ``Ada Blum (ada)``; of many, the few most like ``word``.

    ``names``: a name by id, the id itself where it has no other.
    """
    shown = {key: key if name == key else f"{name} ({key})" for key, name in names.items()}
    if len(names) <= _MOST_LISTED:
        return ", ".join(shown.values()) or "none"
    ids = {each: key for key, name in names.items() for each in (name, key)}
    near = dict.fromkeys(ids[each] for each in closest(word, ids))
    few = list(near or names)[:_FEW]
    return f"{', '.join(shown[key] for key in few)} and {len(names) - len(few):,} more"


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "-", word.casefold())
