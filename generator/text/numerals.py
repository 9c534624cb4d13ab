"""Numbers in words, for the sentences of a page."""

from generator.text.formats import capital, counted

__all__ = ["are", "capital", "counted"]


def are(number: int) -> str:
    """``is`` or ``are``, after a number of things."""
    return "is" if number < 2 else "are"
