"""Ids and names: put together from parts, each only once in a portfolio."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import product
from typing import TypeVar

from benchmarks.madeup.dice import Dice, words

_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"}
)
_LONGEST = 60
_Value = TypeVar("_Value")


def slug(text: str) -> str:
    """``text`` as an id: Köln works gives koeln-works."""
    spelt = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    plain = re.sub(r"[^a-z0-9]+", "-", spelt.encode("ascii", "ignore").decode()).strip("-")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rpartition("-")[0]


def numbered(ids: Iterable[str]) -> list[str]:
    """``ids`` with a number behind each that stood before: visit, visit-2."""
    seen: dict[str, int] = {}
    found = []
    for each in ids:
        seen[each] = seen.get(each, 0) + 1
        found.append(each if seen[each] == 1 else f"{each}-{seen[each]}")
    return found


def stems(seed: str) -> tuple[str, ...]:
    """Every first part of a customer's name, in an order that follows from the seed."""
    parts = words()["stems"]
    known = [f"{onset}{ending}" for onset, ending in product(parts["onsets"], parts["endings"])]
    plain = _shuffled(known, f"{seed}/stems")
    return (*plain, *(f"{before} {stem}" for before in parts["before"] for stem in plain))


def people_names(seed: str) -> tuple[str, ...]:
    """Every name of a person, in an order that follows from the seed."""
    parts = words()["people"]
    pairs = _shuffled(list(product(parts["first"], parts["last"])), f"{seed}/people")
    return (
        *(f"{first} {last}" for first, last in pairs),
        *(f"{first} {middle} {last}" for middle in parts["middle"] for first, last in pairs),
    )


def _shuffled(values: list[_Value], seed: str) -> tuple[_Value, ...]:
    # Dice.some takes from the middle of a list, which is slow for thousands.
    dice = Dice(seed)
    for last in range(len(values) - 1, 0, -1):
        other = dice.between(0, last)
        values[last], values[other] = values[other], values[last]
    return tuple(values)
