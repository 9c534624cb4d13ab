"""Grammatical number of words in sentences."""

from generator.text.formats import capital, counted

__all__ = ["are", "capital", "counted"]


def are(number: int) -> str:
    """``is`` for one, else ``are``."""
    return "is" if number < 2 else "are"
