"""How alike two wordings are, and which of many belong together."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

ALIKE = 0.6
"""Share of common text from which two wordings are one statement said differently."""

_MOST_PAIRS = 2500
"""Beyond it nobody reads the pairs."""

_MOST_WORK = 50_000_000
"""Of words of one text times words of the other: far below a second, whatever they say."""


def shares_alike(former: Sequence[str], newer: Sequence[str]) -> dict[tuple[str, str], float]:
    """Pairs of texts that say nearly the same, with how much of them is the same, 0 to 1.

    None where looking for them would be too much work.
    """
    if len(former) * len(newer) > _MOST_PAIRS:
        return {}
    words = {text: text.split() for text in (*former, *newer)}
    pairs = [
        (first, second)
        for first in former
        for second in newer
        if _at_most(words[first], words[second]) >= ALIKE
    ]
    if sum(len(words[first]) * len(words[second]) for first, second in pairs) > _MOST_WORK:
        return {}
    shares = {pair: alike(*pair) for pair in pairs}
    return {pair: share for pair, share in shares.items() if share >= ALIKE}


def closest(shares: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Of pairs of texts the closest first, each text in one pair at most."""
    taken: tuple[set[str], set[str]] = (set(), set())
    found = []
    for first, second in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        if first not in taken[0] and second not in taken[1]:
            taken[0].add(first)
            taken[1].add(second)
            found.append((first, second))
    return found


def alike(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1, word by word; symmetric.

    The words they have in common in the same order, twice, by the words of both: the normalized
    Indel similarity.
    """
    return Indel.normalized_similarity(one.split(), other.split())


def _at_most(first: Sequence[str], second: Sequence[str]) -> float:
    """What :func:`alike` cannot be above for texts of this length."""
    both = len(first) + len(second)
    return 2 * min(len(first), len(second)) / both if both else 1.0
