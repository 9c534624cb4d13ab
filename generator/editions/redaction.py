"""Texts that mention an id of which nothing may be told."""

import re
from collections.abc import Callable

Mentions = Callable[[str], bool]
"""Whether a text mentions one of some ids."""


def mentions(ids: frozenset[str]) -> Mentions:
    """A question to texts: whether one of ``ids`` stands in them as a word of its own.

    Upper and lower case do not count.
    """
    if not ids:
        return _nothing
    names = "|".join(re.escape(each) for each in sorted(ids))
    found = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
    return lambda text: found.search(text) is not None


def _nothing(_: str) -> bool:
    return False
