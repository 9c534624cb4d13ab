"""Questions on a terminal."""

import sys
from collections.abc import Callable, Collection

import click

from generator.findings.errors import UsageError


def may_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def answered(question: str, default: str, use: Callable[[str], object]) -> str:
    """An answer that can be used; where it cannot, the reason is said and the question repeated.

    ``use``: raises UsageError for an answer that cannot be used.
    """

    def tried(text: str) -> str:
        try:
            use(text)
        except UsageError as error:
            raise click.BadParameter(str(error)) from error
        return text

    return str(
        click.prompt(question, default=default, show_default=bool(default), value_proc=tried)
    )


def listed(words: Collection[str]) -> str:
    """Choices for a question."""
    return ", ".join(words)
