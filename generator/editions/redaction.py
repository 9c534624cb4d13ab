"""Detection of texts that mention an id which must not be mentioned."""

import re
from collections.abc import Callable

Mentions = Callable[[str], bool]
"""Whether a text mentions one of some ids."""


def mentions(ids: frozenset[str]) -> Mentions:
    """A predicate: whether one of ``ids`` occurs in a text as a whole word, ignoring case."""
    if not ids:
        return _nothing
    names = "|".join(re.escape(each) for each in sorted(ids))
    found = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
    return lambda text: found.search(text) is not None


def _nothing(_: str) -> bool:
    return False
