"""Characters that nobody can see, or that a terminal or an editor would act on."""

import re

# Control characters, hidden line breaks, marks that turn the direction of writing, and the byte
# order mark in the middle of a text. A tab is left to the places where it matters.
CONTROL = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)

STAND_IN = "\N{REPLACEMENT CHARACTER}"


def shown(name: str) -> str:
    """What somebody called it, in one line and with nothing in it that a terminal would act on."""
    return "".join(each if each.isprintable() else STAND_IN for each in name)
