"""``playbook diff``: what changed between two revisions, and what the change means."""

from pathlib import Path

import click

from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import console, wrapping
from generator.definitions.reader_source import STAND_IN
from generator.exports.record import as_json
from generator.exports.review import review_document
from generator.reporters.review_markdown import as_markdown
from generator.reporters.review_text import review_text
from generator.review.since import diff as changed_since

_HERE = "the folder as it is"
_LONGEST_LABEL = 100


@click.command(
    epilog="Examples: playbook diff; playbook diff main; "
    "playbook diff main HEAD --format markdown; playbook diff v1 v2 --edition hr --format json"
)
@click.argument("base", default="HEAD")
@click.argument("head", required=False)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Text for people, Markdown for a comment under a pull request, JSON for programs.",
)
@click.option("--exit-code", is_flag=True, help="End with exit code 1 when anything differs.")
@edition_option
@as_of_option
@root_option
def diff(
    base: str,
    head: str | None,
    style: str,
    exit_code: bool,
    edition: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Say what changed from BASE to HEAD, and what that means.

    BASE and HEAD are Git revisions; without HEAD the folder as it is is compared, without BASE
    with the last commit. Both are worked out for the same day, so that what differs comes from the
    change. Nothing is written, and nothing in the folder is touched.
    """
    day, audience = as_of_date(as_of), edition_of(edition)
    review = changed_since(find_root(root), audience, day, base, head)
    older, newer = _label(base), _label(head) if head else _HERE
    if style == "json":
        document = review_document(review, older, newer)
        click.echo(as_json(document, for_people=True).encode(), nl=False)
    elif style == "markdown":
        click.echo(as_markdown(review, older, newer).encode(), nl=False)
    else:
        out = console()
        out.print(review_text(review, older, newer, wrapping(out)))
    if exit_code and not review.empty:
        raise click.exceptions.Exit(1)


def _label(revision: str) -> str:
    """How a state is called: as it was asked for, in one line and with nothing hidden in it."""
    shown = "".join(each if each.isprintable() else STAND_IN for each in revision.strip())
    return shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}…"
