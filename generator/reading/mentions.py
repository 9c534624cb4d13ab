"""Ids that a text mentions, and former ids that a file seems to declare, readable or not.

What cannot be read has no certain meaning, so words are enough: in any case, and with any marks
between the words of an id.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from generator.reading.classing import decoded, hides, is_no_text, plain_text

_WORD = re.compile(r"[^\W_]+")

_KEY = re.compile(r"(?<![^\W_])([^\W_]{4,10})[\"']?[ \t]*:")

_VALUE = re.compile(r"(?:(?![\w-]{1,64}[\"']?[ \t]{0,9}:)[^\]]){0,4000}")
"""What stands behind a key, up to the end of a list or the next key."""

FORMER_IDS = "aliases"
"""The field of a definition that holds them."""


class Index:
    """Some ids, to be found in texts in one pass."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.all = frozenset(ids)
        found: dict[str, set[str]] = {}
        for each in self.all:
            found.setdefault("".join(_WORD.findall(plain_text(each))), set()).add(each)
        found.pop("", None)
        self._ids: Mapping[str, set[str]] = found
        self._beginnings = {each[:end] for each in found for end in range(1, len(each) + 1)}

    def mentioned(self, text: str) -> frozenset[str]:
        """The ids that a text mentions as whole words."""
        words = _words(text)
        found = set[str]()
        for number, word in enumerate(words):
            if word not in self._beginnings:
                continue
            run = word
            for following in (*words[number + 1 : number + 65], ""):
                found |= self._ids.get(run, set())
                run += following
                if run not in self._beginnings:
                    break
        return frozenset(found)

    def mentioned_in(self, data: bytes) -> frozenset[str]:
        """The ids that a file mentions."""
        text = data.decode(errors="replace")
        return self.mentioned(decoded(text) or text)

    def declared_in(self, data: bytes) -> frozenset[str]:
        """The ids that a file seems to declare as former ones."""
        values = _former_ids(data)
        return self.mentioned(values) if values else frozenset()


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain_text(text)))


def may_mention_any(data: bytes) -> bool:
    """Whether a part of a file cannot be made out, so that it may mention every id."""
    text = data.decode(errors="replace")
    return is_no_text(text) or hides(text) or decoded(text) is None


@lru_cache(maxsize=4096)  # a commit changes one file of many
def _former_ids(data: bytes) -> str:
    """What stands behind keys that resemble the one of former ids."""
    text = data.decode(errors="replace")
    plain = plain_text(decoded(text) or text)
    keys = set(filter(_is_alike, set(_KEY.findall(plain))))
    if not keys:
        return ""
    found = (_VALUE.match(plain, each.end()) for each in _KEY.finditer(plain) if each[1] in keys)
    return "\n".join(each[0] for each in found if each)


@lru_cache(maxsize=4096)
def _is_alike(key: str) -> bool:
    return "alias" in key or OSA.distance(key, FORMER_IDS, score_cutoff=2) <= 2
