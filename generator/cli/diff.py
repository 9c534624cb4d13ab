"""``playbook diff``: changes between two revisions, and their effects."""

from dataclasses import replace
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
from generator.cli.streams import print_for_programs
from generator.exports.comparison import review_document
from generator.exports.record import as_json
from generator.findings.errors import UsageError
from generator.git.revision import root_in_revisions
from generator.history.compare_revisions import diff as changed_since
from generator.history.diff_metadata import diff_metadata, other_changes
from generator.reporters.comparison_markdown import as_markdown
from generator.reporters.comparison_text import review_text
from generator.text.characters import shown
from generator.text.formats import shortened

_HERE = "the folder as it is"
_PROPOSED = "this proposal"
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
@click.option(
    "--into", metavar="NAME", help="The name to show for BASE, such as the branch of a proposal."
)
@click.option(
    "--proposal",
    metavar="COMMIT",
    help="Where HEAD is a merge made to try a proposal: the commit that is proposed.",
)
@click.option(
    "--files",
    metavar="URL",
    help="Where the files of HEAD can be looked at: a comment links to them below this address.",
)
@click.option(
    "--preview",
    metavar="URL",
    help="Where a site built of HEAD can be looked at: a comment links to its pages.",
)
@edition_option
@as_of_option
@root_option
def diff(
    base: str,
    head: str | None,
    style: str,
    exit_code: bool,
    into: str | None,
    proposal: str | None,
    files: str | None,
    preview: str | None,
    edition: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Show what changed from BASE to HEAD, and its effects.

    BASE and HEAD are Git revisions; without HEAD the folder as it is is compared, without BASE
    with the last commit. Both are worked out for the same day, so that what differs comes from the
    change. Nothing is written, and nothing in the folder is touched.
    """
    if proposal is not None and head is None:
        raise UsageError("--proposal says whose merge HEAD is: name BASE and HEAD as well")
    place = find_root(root) if head is None else root_in_revisions(root, Path.cwd(), (head, base))
    day, audience = as_of_date(as_of, place), edition_of(edition)
    review = changed_since(place, audience, day, base, head)
    older, newer = _label(into or base), _label(head) if head is not None else _HERE
    newer = _PROPOSED if proposal is not None else newer
    if style == "json":
        document = review_document(review, older, newer)
        print_for_programs(as_json(document, for_people=True))
    elif style == "markdown":
        metadata = replace(
            diff_metadata(place, base, head, proposal),
            files=_address("--files", files),
            preview=_address("--preview", preview),
        )
        print_for_programs(as_markdown(review, older, newer, metadata))
    else:
        out = console()
        out.print(
            review_text(review, older, newer, wrapping(out), other_changes(place, base, head))
        )
    if exit_code and not review.empty:
        raise click.exceptions.Exit(1)


def _address(option: str, given: str | None) -> str:
    """A web address without a slash at its end; empty for none."""
    if given and not given.startswith(("https://", "http://")):
        raise UsageError(f"{option} is a web address; write it with https:// before it")
    return (given or "").rstrip("/")


def _label(revision: str) -> str:
    """The name of a state as given by the user, in one line without invisible characters."""
    return shortened(shown(revision.strip()), _LONGEST_LABEL)
