"""Characters that are invisible, or that a terminal or an editor would act on."""

import re

# Control characters, hidden line breaks, direction marks, and a byte order mark inside a text. Tabs
# are checked where they matter.
CONTROL = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)

STAND_IN = "\N{REPLACEMENT CHARACTER}"


def shown(name: str) -> str:
    """A name in one line, without characters that a terminal would act on."""
    return "".join(each if each.isprintable() else STAND_IN for each in name)
