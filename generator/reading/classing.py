"""Whether a file that is not read as a definition may contain classifications.

Unreadable content has no certain meaning, so similarity is enough: a key `Class`, a class under
another key, or bytes that may hide either. Escapes are decoded as in YAML's double quotes, wherever
they are: they may be inside quotes in another state of the file.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from generator.findings.classification import Classification

_KEY = "clas"

_WHOLE_KEY = "class"

_SPACES = re.compile(r"\s+")

_CLASSES = frozenset(each.value for each in Classification)

_WORDS = "|".join(sorted(_CLASSES))

_CLASS_AS_VALUE = re.compile(
    rf":\s*[\"']?(?:{_WORDS})\b"
    rf"|(?:^|[\s\[{{,!>|\"'-])(?:{_WORDS})[\"']?[ \t]*(?:$|[\],}}:#])",
    re.MULTILINE,
)
"""A class behind a key, or alone: in a list, behind a tag, as a block or as a key."""

_BINARY = "\0"

_HIDING = (
    *("\ufffd", "git-lfs", "enc[", "$ansible_vault", "!vault", "!!binary"),
    *("-----begin pgp ", "-----begin age "),
)
"""Other encodings, pointers to files stored elsewhere, and values that are encrypted one by one."""

_SHORT_KEY = re.compile(r"\b(?=([^:\"'{},]{4,14})[\"']?[ ]?:)")
"""A text before a colon, from each of its words on; spaces are collapsed before."""

_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})"
    r"|(?P<join>(?:\r\n|[\r\n\x85\u2028\u2029])[\s#+>|-]*)|(?P<one>.?))",
    re.DOTALL,
)
"""A line that is joined to the next may be commented out or part of a patch."""

_ONE = dict(
    zip("0abt\tnvfre \"'/\\N_LP", "\0\a\b\t\t\n\v\f\r\x1b \"'/\\\x85\xa0\u2028\u2029", strict=True)
)
"""Escapes of one letter (YAML 1.2, 5.7; the single quote is read as well)."""

_A_KEY = re.compile(r"^[ \t]*(?:[-?{] *)*+[\"']?[^\s:#\"'][^:\n]*:(?:\s|$)", re.MULTILINE)

_ALIKE = str.maketrans("\u0430\u0441\u04cf\u0455\u03b1\u03f2\u043e\u0435\u0456", "aclsacoei")
"""Letters of other alphabets that look like those of the key."""


@lru_cache(maxsize=4096)
def may_class(data: bytes) -> bool:
    """Whether a file may contain a classification; true for encoded files without any key."""
    if b"class" in data:
        return True
    text = data.decode(errors="replace")
    if is_no_text(text):
        return True
    plain = decoded(text)
    return plain is None or any(map(_mentions_class, {text, plain}))


def is_no_text(text: str) -> bool:
    """Whether a file is binary or has no key, such as one that is encrypted as a whole."""
    return _BINARY in text or (bool(text.strip()) and not _A_KEY.search(text))


def _mentions_class(text: str) -> bool:
    plain = plain_text(text)
    return (
        hides(text)
        or _KEY in plain
        or _CLASS_AS_VALUE.search(plain) is not None
        or _has_misspelt_key(plain)
    )


def hides(text: str) -> bool:
    """Whether a text has parts that cannot be read: encoded, encrypted, or stored elsewhere."""
    folded = text.casefold()
    return any(each in folded for each in _HIDING)


def _has_misspelt_key(plain: str) -> bool:
    """Whether a key is within one edit of `class`, or as short and in an unknown alphabet."""
    keys = {each[1] for each in _SHORT_KEY.finditer(_SPACES.sub(" ", plain))}
    words = {"".join(filter(str.isalnum, each)) for each in keys}
    return any(
        abs(len(each) - len(_WHOLE_KEY)) <= 1
        and (not each.isascii() or OSA.distance(each, _WHOLE_KEY, score_cutoff=1) <= 1)
        for each in words
    )


def decoded(text: str) -> str | None:
    """``text`` with its escapes decoded; ``None`` if there is one that YAML does not have."""
    if "\\" not in text:
        return text
    found = [_character(each) for each in _ESCAPE.finditer(text)]
    characters = iter(each for each in found if each is not None)
    return None if None in found else _ESCAPE.sub(lambda _: next(characters), text)


def _character(escape: re.Match[str]) -> str | None:
    if escape["join"]:
        return ""
    code = escape["x"] or escape["u"] or escape["U"]
    if not code:
        return _ONE.get(escape["one"])
    try:
        found = chr(int(code, 16))
    except (ValueError, OverflowError):
        return None
    return None if unicodedata.category(found) == "Cs" else found


def node_may_class(node: Any) -> bool:
    """The same for a node, including its keys."""
    if isinstance(node, dict):
        return any(
            _KEY in plain_text(key)
            or plain_text(key).strip() in _CLASSES
            or _has_misspelt_key(f"{plain_text(key)}:")
            or node_may_class(value)
            for key, value in node.items()
        )
    if isinstance(node, list):
        return any(map(node_may_class, node))
    text = plain_text(node).strip()
    return text in _CLASSES or hides(text)


def plain_text(text: str) -> str:
    """``text`` in lower case, with look-alikes replaced and invisible characters removed."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    special = (each for each in set(decomposed) if not each.isascii())
    unseen = {ord(each): None for each in special if unicodedata.category(each) in ("Cf", "Mn")}
    return decomposed.translate({**_ALIKE, **unseen})
