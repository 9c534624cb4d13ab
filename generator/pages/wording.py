"""Numbers in words, for the sentences a page begins with."""

from generator.formats import counted

__all__ = ["are", "capital", "counted"]


def capital(text: str) -> str:
    """The same with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def are(number: int) -> str:
    """``is`` or ``are``, after a number of things."""
    return "is" if number < 2 else "are"
