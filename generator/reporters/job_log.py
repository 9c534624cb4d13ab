"""Text that a forge's job prints: its log acts on some lines, which no name may begin."""

import re

_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|#(?=#\w*\[)", re.MULTILINE)
_APART = "\N{ZERO WIDTH SPACE}"


def harmless(text: str) -> str:
    """``text`` in which no line is a command to the job that prints it, and looks the same.

    Commands are ``::name::`` at the beginning of a line, after blanks too, and ``##[name]``
    wherever it stands, as GitHub Actions reads them.
    """
    return _COMMAND.sub(lambda found: f"{found[0]}{_APART}", text)
