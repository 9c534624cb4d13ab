"""Whether a text names the contact that a row of a table is about."""

import re
from collections.abc import Iterable, Mapping

from generator.text.spellings import spellings

_ADDRESS = re.compile(r"[^\s;]*@[^\s;]*")
"""What HubSpot writes behind the name of a contact, in brackets."""

_WORD = re.compile(r"[^\W_]+")

_BESIDE_NAMES = re.compile(
    r"d[aeiou]s?|de[lnr]|della|el|l[aeo]s?|te[nr]|van|vo[mn]|y|zu[mr]?"
    r"|dr|frau|herr|ing|jr|mme|mrs?|ms|phd|prof|s[ir]r?",
    re.IGNORECASE,
)
"""What stands in a name and is none: particles and forms of address."""


def holds_name(text: str, names: Mapping[str, str]) -> bool:
    """Whether a text holds any of a contact's names, however it is spelt, or nothing else.

    ``names``: by field, as ``first_name``; a full name may be those of several, with semicolons.
    Initials, forms of address and words like `de` and `van` are no names beside others.
    """
    several = _ADDRESS.sub("", names.get("full_name", "")).split(";")
    return any(_holds(text, {**names, "full_name": each}) for each in several)


def _holds(text: str, names: Mapping[str, str]) -> bool:
    words = _WORD.findall(text)
    everything = _WORD.findall(" ".join(names.values()))
    called = [word for word in everything if len(word) > 1 and not _BESIDE_NAMES.fullmatch(word)]
    return any(_is_one_of(word, called) for word in words) or (
        bool(words) and all(_is_one_of(word, everything) for word in words)
    )


def _is_one_of(word: str, others: Iterable[str]) -> bool:
    return any(spellings(word) & spellings(other) for other in others)
