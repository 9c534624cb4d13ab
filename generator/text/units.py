"""A unit in words after a figure."""

import re
from decimal import Decimal

_MANY = re.compile(r"(?P<y>ies)$|(?<=ch|sh|ss)es$|(?<=x)es$|(?<![sui])s$")
"""The end of a word in the plural, which `access`, `status` and `basis` do not have."""

_BOTH = ("series", "species", "means", "news")
"""Words that are the same of one and of several."""

_OF_MORE = ("a", "an", "per", "of", "in", "from", "for", "with", "by")
"""Words after which no noun of a unit is counted."""


def unit_for(value: Decimal, unit: str) -> str:
    """A unit after a figure: after 1 ``region`` for ``regions``, as far as its noun is plain."""
    if abs(value) != 1:
        return unit
    parts = unit.split(" ")
    head = next((place for place, each in enumerate(parts) if each in _OF_MORE), len(parts))
    for place in reversed(range(head)):
        if _MANY.search(parts[place]) and parts[place] not in _BOTH:
            parts[place] = _MANY.sub(lambda found: "y" if found["y"] else "", parts[place])
            break
    return " ".join(parts)
