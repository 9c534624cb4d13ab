"""``playbook check``: reports all problems."""

from pathlib import Path

import click

from generator import pipeline, reporters
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    folder_in_repository,
    root_option,
)
from generator.cli.output import console, wrapping
from generator.editions import view
from generator.findings.finding import FindingLevel
from generator.text.formats import counted

_NOT_EVALUATED = "Warnings and notes are worked out once there are no errors."


@click.command(
    epilog="Examples: playbook check; playbook check --strict --as-of 2026-11-02; "
    "playbook check --base main; "
    "playbook check --edition hr --format json; "
    "playbook check --base origin/main --format github"
)
@click.option("--strict", is_flag=True, help="Warnings end with exit code 1 as well.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", *reporters.FOR_FORGES]),
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
    "warnings and notes that the change introduces are listed.",
)
@edition_option
@as_of_option
@root_option
def check(
    strict: bool,
    style: str,
    quiet: bool,
    base: str | None,
    edition: str,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Check every definition and say what needs attention.

    Errors stop a build; warnings want a decision; notes want a glance.
    """
    day = as_of_date(as_of)
    audience = edition_of(edition)
    place = find_root(root)
    checked = pipeline.check(place, day, base)
    if style == "json":
        click.echo(reporters.as_json(checked.findings, audience))
    elif style in reporters.FOR_FORGES:
        report = reporters.FOR_FORGES[style](
            checked.findings, audience, folder_in_repository(place)
        )
        click.echo(report, nl=bool(report))
    else:
        out = console()
        out.print(reporters.text(checked.findings, checked.files, wrapping(out)), end="")
        if not quiet:
            out.print(f"{_count(checked)}: {reporters.summary(checked.findings)}.", markup=False)
            if checked.existing:
                out.print(_already_found(checked.existing, str(base)), markup=False)
            rest = _withheld(checked, edition) if checked.evaluated else _NOT_EVALUATED
            out.print(rest, markup=False)
    serious = {FindingLevel.ERROR, FindingLevel.WARNING} if strict else {FindingLevel.ERROR}
    if any(finding.level in serious for finding in checked.findings):
        raise click.exceptions.Exit(1)


def _already_found(number: int, base: str) -> str:
    findings = counted(number, "finding")
    return f"{findings} stood at {base} already; `playbook check` without --base lists all."


def _count(checked: pipeline.Checked) -> str:
    number = sum(1 for _ in checked.definitions.roots())
    return f"{counted(number, 'definition')} in {counted(len(checked.files), 'file')}"


def _withheld(checked: pipeline.Checked, edition: str) -> str:
    withheld = view(checked.definitions, edition_of(edition)).withheld
    if not withheld:
        return f"The edition {edition} withholds nothing."
    parts = ", ".join(f"{count} {name}" for name, count in sorted(withheld.items()))
    return f"The edition {edition} withholds fields and items of class: {parts}."
