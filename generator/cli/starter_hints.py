"""The hints that `playbook new` writes into an account, as long as nobody has touched them."""

import re
from functools import cache
from importlib.resources import files

_TEMPLATES = ("account.yaml.j2", "account_full.yaml.j2")
_VALUE = re.compile(r"\{\{.*?\}\}")


@cache
def hint_for(section: str) -> re.Pattern[str] | None:
    """What matches the untouched hint for a list of an account; ``None`` where there is none.

    The hint is a block of comments that begins with ``# decisions:``.
    """
    for name in _TEMPLATES:
        text = (files("generator") / "cli/starter" / name).read_text("utf-8")
        found = re.search(rf"(?m)^# {re.escape(section)}:\n(?:#   .*\n)+", text)
        if found is not None:
            lines = (_line(line) for line in found[0].splitlines())
            return re.compile("".join(f"{line}\\r?\\n" for line in lines), re.MULTILINE)
    return None


def _line(line: str) -> str:
    """A line of the template, with anything where a value is filled in."""
    return f"^{'.+'.join(map(re.escape, _VALUE.split(line)))}[ \\t]*"
