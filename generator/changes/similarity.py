"""Similarity of texts, and the closest pairs."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

SIMILAR = 0.6
"""Share of common text from which two texts count as rewordings of one statement."""

_MOST_PAIRS = 2500
"""More pairs would not be read."""

_MOST_WORK = 50_000_000
"""Word count of one side times that of the other: takes less than a second."""


def similar_pairs(former: Sequence[str], newer: Sequence[str]) -> dict[tuple[str, str], float]:
    """Pairs of similar texts with their similarity, 0 to 1.

    Empty if comparing all would take too long.
    """
    if len(former) * len(newer) > _MOST_PAIRS:
        return {}
    words = {text: text.split() for text in (*former, *newer)}
    pairs = [
        (first, second)
        for first in former
        for second in newer
        if _at_most(words[first], words[second]) >= SIMILAR
    ]
    if sum(len(words[first]) * len(words[second]) for first, second in pairs) > _MOST_WORK:
        return {}
    shares = {pair: similarity(*pair) for pair in pairs}
    return {pair: share for pair, share in shares.items() if share >= SIMILAR}


def closest(shares: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """The closest pairs, with each text in at most one."""
    taken: tuple[set[str], set[str]] = (set(), set())
    found = []
    for first, second in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            found.append((first, second))
    return found


def similarity(one: str, other: str) -> float:
    """Word-based similarity of two texts, 0 to 1; symmetric.

    Twice the length of the longest common subsequence of words, divided by the total number of
    words: the normalized Indel similarity.
    """
    return Indel.normalized_similarity(one.split(), other.split())


def _at_most(first: Sequence[str], second: Sequence[str]) -> float:
    """An upper limit of :func:`similarity` for texts of these lengths."""
    both = len(first) + len(second)
    return 2 * min(len(first), len(second)) / both if both else 1.0
