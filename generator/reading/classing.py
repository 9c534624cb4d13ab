"""Whether a file that is not read as a definition may contain classifications.

Unreadable content has no certain meaning, so similarity is enough: a key `Class`, a class under
another key, or bytes that may hide either.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from generator.findings.classification import Classification

_KEY = "clas"

_CLASSES = frozenset(each.value for each in Classification)

_WORDS = "|".join(sorted(_CLASSES))

_CLASS_AS_VALUE = re.compile(
    rf":\s*[\"']?(?:{_WORDS})\b"
    rf"|(?:^|[\s\[{{,!>|\"'-])(?:{_WORDS})[\"']?[ \t]*(?:$|[\],}}:#])",
    re.MULTILINE,
)
"""A class behind a key, or alone: in a list, behind a tag, as a block or as a key."""

_HIDING = ("\\", "\0", "\ufffd", "git-lfs", "ENC[")
"""Escapes, other encodings, binary content, pointers to files stored elsewhere, and values that are
encrypted one by one.
"""

_A_KEY = re.compile(r"^[ \t]*(?:[-?{] *)*[\"']?[^\s:#\"'][^:\n]*:(?:\s|$)", re.MULTILINE)

_ALIKE = str.maketrans("\u0430\u0441\u04cf\u0455\u03b1\u03f2\u043e\u0435\u0456", "aclsacoei")
"""Letters of other alphabets that look like those of the key."""


@lru_cache(maxsize=4096)
def may_class(data: bytes) -> bool:
    """Whether a file may contain a classification; true for encoded files without any key."""
    if b"class" in data:
        return True
    text = data.decode(errors="replace")
    if any(each in text for each in _HIDING) or (text.strip() and not _A_KEY.search(text)):
        return True
    plain = _plain(text)
    return _KEY in plain or _CLASS_AS_VALUE.search(plain) is not None


def node_may_class(node: Any) -> bool:
    """The same for a node, including its keys."""
    if isinstance(node, dict):
        return any(
            _KEY in _plain(key) or _plain(key).strip() in _CLASSES or node_may_class(value)
            for key, value in node.items()
        )
    if isinstance(node, list):
        return any(map(node_may_class, node))
    text = _plain(node).strip()
    return text in _CLASSES or any(each.casefold() in text for each in _HIDING[2:])


def _plain(text: str) -> str:
    """``text`` in lower case, with look-alikes replaced and invisible characters removed."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    seen = (each for each in decomposed if unicodedata.category(each) not in ("Cf", "Mn"))
    return "".join(seen).translate(_ALIKE)
