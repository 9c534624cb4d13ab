"""Output for other programs."""

import click


def print_for_programs(text: str) -> None:
    """Print JSON, Markdown or another text that programs read: always in UTF-8."""
    click.echo(text.encode(errors="replace"), nl=False)
