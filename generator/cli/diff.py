"""``playbook diff``: changes between two revisions, and their effects."""

from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from generator.cli import load
from generator.cli.options import (
    approved_by_option,
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
from generator.history.behind import behind_of
from generator.history.compare_revisions import diff as changed_since
from generator.history.diff_metadata import diff_metadata, other_changes
from generator.reporters.comparison_markdown import as_markdown
from generator.reporters.comparison_text import review_text
from generator.text.characters import shown
from generator.text.formats import shortened

_HERE = "the folder as it is"
_PROPOSED = "this proposal"
_LONGEST_LABEL = 100
_LONGEST_COMMENT = 4_000_000
"""Bytes: more than a comment can have."""


@click.command(
    context_settings={"allow_extra_args": True},
    epilog="Examples: playbook diff; playbook diff main; "
    "playbook diff main HEAD --format markdown; playbook diff v1 v2 --edition hr --format json",
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
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --format markdown: the text of the last comment in a file, empty before the first. "
    "Each line gets a box; one that was ticked stays so while it says the same, and what is new is "
    "marked.",
)
@click.option(
    "--ext-diff",
    is_flag=True,
    help="Say what changed in one file, as a diff driver of Git, which gives the arguments; "
    "docs/review.md says how to set it up.",
)
@approved_by_option
@edition_option
@as_of_option
@root_option
@click.pass_context
def diff(
    context: click.Context,
    base: str,
    head: str | None,
    style: str,
    exit_code: bool,
    into: str | None,
    proposal: str | None,
    previous: Path | None,
    ext_diff: bool,
    approved_by: str | None,
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
    if ext_diff:
        source = context.get_parameter_source("base")
        named = () if source is ParameterSource.DEFAULT else (base, head)
        given = [each for each in named if each is not None]
        print_for_programs(load("file_diff").file_diff([*given, *context.args]))
        return
    if context.args:
        context.fail(f"Got unexpected extra arguments ({' '.join(context.args)})")
    if proposal is not None and head is None:
        raise UsageError("--proposal says whose merge HEAD is: name BASE and HEAD as well")
    if previous is not None and style != "markdown":
        raise UsageError("--previous belongs to --format markdown: only a comment has boxes")
    place = find_root(root) if head is None else root_in_revisions(root, Path.cwd(), (head, base))
    day, audience = as_of_date(as_of, place), edition_of(edition)
    review = changed_since(place, audience, day, base, head, approved_by=approved_by)
    older, newer = _label(into or base), _label(head) if head is not None else _HERE
    newer = _PROPOSED if proposal is not None else newer
    if style == "json":
        document = review_document(review, older, newer, behind_of(place, audience, base, head))
        print_for_programs(as_json(document, for_people=True))
    elif style == "markdown":
        metadata = replace(
            diff_metadata(place, audience, base, head, proposal),
            files=_address("--files", files),
            preview=_address("--preview", preview),
        )
        last = None if previous is None else _text_of(previous)
        print_for_programs(as_markdown(review, older, newer, metadata, previous=last))
    else:
        out = console()
        others, behind = other_changes(place, base, head), behind_of(place, audience, base, head)
        out.print(review_text(review, older, newer, wrapping(out), others, behind=behind))
    if exit_code and not review.empty:
        raise click.exceptions.Exit(1)


def _text_of(comment: Path) -> str:
    """The text of the last comment; what is no text in it is skipped, as anyone may edit it."""
    try:
        return comment.read_bytes()[:_LONGEST_COMMENT].decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(f"{comment} cannot be read: {error.strerror}") from error


def _address(option: str, given: str | None) -> str:
    """A web address without a slash at its end; empty for none."""
    if given and not given.startswith(("https://", "http://")):
        raise UsageError(f"{option} is a web address; write it with https:// before it")
    return (given or "").rstrip("/")


def _label(revision: str) -> str:
    """The name of a state as given by the user, in one line without invisible characters."""
    return shortened(shown(revision.strip()), _LONGEST_LABEL)
