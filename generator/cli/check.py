"""``playbook check``: reports all problems.

Where nothing has changed since the last run, its output is printed again, and nothing is imported
that only :mod:`generator.cli.checking` needs.
"""

from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cache.clone_names import clone_names
from generator.cache.disk import Cache, digest
from generator.cache.version import code_version
from generator.cli import load
from generator.cli.last_output import LastOutput, definitions, say, terminal
from generator.cli.options import (
    WithOptionsOnly,
    approved_by_option,
    as_of_date,
    as_of_option,
    edition_option,
    find_root,
    folder_in_repository,
    no_cache_option,
    repository_of,
    root_option,
)
from generator.cli.streams import print_for_programs
from generator.findings.errors import UsageError

FOR_FORGES = ("github", "gitlab", "sarif")
"""The names in ``generator.reporters.FOR_FORGES``, which needs all that prints."""

NO_BASE = "none"
"""In place of a revision: compare with nothing."""


@click.command(
    cls=WithOptionsOnly,
    epilog="Examples: playbook check; playbook check --strict --as-of 2026-11-02; "
    "playbook check --base main; playbook check --base none; "
    "playbook check --edition hr --format json; "
    "playbook check --base origin/main --format github",
)
@click.option("--strict", is_flag=True, help="Warnings end with exit code 1 as well.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", *FOR_FORGES]),
    default="text",
    show_default=True,
    help="Text for people; for programs JSON and SARIF, and the forms in which GitHub and GitLab "
    "mark the lines of a change (all without values above the edition).",
)
@click.option("--quiet", is_flag=True, help="Print the findings only, without the summary.")
@click.option(
    "--base",
    metavar="REF",
    help="A Git revision to compare with: versions must cover what changed since, and only the "
    "warnings and notes that the change introduces are listed. Without it, the versions of the "
    "handbook are compared with where this branch parted from origin/HEAD, origin/main or main, "
    "and what they miss is a warning; `none` leaves that out.",
)
@approved_by_option
@edition_option
@as_of_option
@no_cache_option
@root_option
def check(
    strict: bool,
    style: str,
    quiet: bool,
    base: str | None,
    approved_by: str | None,
    edition: str,
    as_of: str | None,
    no_cache: bool,
    root: Path | None,
) -> None:
    """Check every definition and say what needs attention.

    Errors stop a build. Warnings need a decision; notes are worth a look.
    """
    if approved_by is not None and base in {None, NO_BASE}:
        raise UsageError("--approved-by says who approved a change: name --base as well")
    place = find_root(root)
    day = as_of_date(as_of, place)
    arguments = (place, day, style, edition, base, approved_by, quiet, strict)
    # What a comparison with a named base reads of Git is not looked at here.
    if no_cache or base not in {None, NO_BASE}:
        text, code, _ = _run(*arguments)
    else:
        text, code = _run_if_changed(*arguments)
    if style == "text":
        say(text)
    else:
        print_for_programs(text)
    if code:
        raise click.exceptions.Exit(code)


def _run(*arguments: Any) -> tuple[str, int, bool]:
    """As :func:`generator.cli.checking.answer`."""
    text, code, settled = load("checking").answer(*arguments)
    return str(text), int(code), bool(settled)


def _run_if_changed(place: Path, day: date, *arguments: Any) -> tuple[str, int]:
    """The same, as it was the last time if nothing that it depends on has changed."""
    cache = Cache(place, code_version())
    output = LastOutput(cache, "check", repr(arguments))
    before, last = _state(place, day), output.find()
    if last.get("state") == before:
        return last["text"], last["code"]
    text, code, settled = _run(place, day, *arguments, cache)
    if settled and _state(place, day) == before:  # nobody wrote anything meanwhile
        output.store({"state": before, "text": text, "code": code})
        cache.trim()
    return text, code


def _state(place: Path, day: date) -> str:
    """A name for everything that the output depends on."""
    where, names = folder_in_repository(place), clone_names(repository_of(place))
    return digest(day.isoformat(), where, *names, *terminal(), *definitions(place))
