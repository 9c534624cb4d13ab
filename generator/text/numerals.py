"""Numbers and days in words, for the sentences of a page."""

import re
from contextlib import suppress
from datetime import date

from generator.text.formats import capital, counted, day_text

__all__ = ["are", "capital", "counted", "days_in_words"]

# Not inside a longer word or number, such as an id.
_ISO_DAY = re.compile(r"(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])", re.ASCII)


def are(number: int) -> str:
    """``is`` or ``are``, after a number of things."""
    return "is" if number < 2 else "are"


def days_in_words(text: str) -> str:
    """The message of a finding as pages show it: ``due on 16 Oct 2026`` for ``2026-10-16``.

    What stands between backticks is quoted from a file and stays as it is written there.
    """
    parts = text.split("`")
    parts[::2] = [_ISO_DAY.sub(_day_in_words, part) for part in parts[::2]]
    return "`".join(parts)


def _day_in_words(match: re.Match[str]) -> str:
    with suppress(ValueError):
        return day_text(date.fromisoformat(match.group()))
    return match.group()
