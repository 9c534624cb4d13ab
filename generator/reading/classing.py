"""Whether something that is not read as a definition may say who may see it.

Nobody knows what was meant by what cannot be read, so likeness is enough: a key `Class`, a class
under another key, or bytes that may hide either.
"""

import re
import unicodedata
from typing import Any

from generator.findings.classification import Secrecy

_KEY = "clas"

_CLASSES = frozenset(each.value for each in Secrecy)

_CLASS_AS_VALUE = re.compile(rf":\s*[\"']?(?:{'|'.join(sorted(_CLASSES))})\b")

_HIDING = ("\\", "\0", "\ufffd", "git-lfs")
"""An escape, another encoding, what is no text, and what stands for a file kept elsewhere."""


def may_class(data: bytes) -> bool:
    """Whether a file may say who may see something."""
    if b"class" in data:
        return True
    text = data.decode(errors="replace")
    if any(each in text for each in _HIDING):
        return True
    plain = _plain(text)
    return _KEY in plain or _CLASS_AS_VALUE.search(plain) is not None


def node_may_class(node: Any) -> bool:
    """The same of a value of a file, with the keys in it."""
    if isinstance(node, dict):
        return any(_KEY in _plain(key) or node_may_class(value) for key, value in node.items())
    if isinstance(node, list):
        return any(map(node_may_class, node))
    return _plain(node).strip() in _CLASSES


def _plain(text: str) -> str:
    """``text`` without case, and without what looks the same or cannot be seen."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in decomposed if unicodedata.category(each) not in ("Cf", "Mn"))
