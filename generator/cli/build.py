"""``playbook build``: builds the site and publishes it atomically."""

from pathlib import Path

import click

from generator import pipeline, reporters
from generator.cache.disk import NO_CACHE, Cache
from generator.cache.version import code_version
from generator.changes.sections import withheld
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import Stopwatch, console, megabytes
from generator.findings.errors import DefinitionError
from generator.site.checkout import Earlier, earlier
from generator.site.publish import build_site
from generator.text.formats import day_text


@click.command(
    epilog="Examples: playbook build; playbook build --edition hr --site-dir site-hr; "
    "playbook build --as-of 2026-11-02; playbook build --at 2026-03-31 --site-dir site-march"
)
@edition_option
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site goes; else `site` in the repository.",
)
@as_of_option
@click.option(
    "--at",
    metavar="REF|DATE",
    help="Build what stood at a Git revision, or at the end of a day, as of that day.",
)
@click.option("--no-cache", is_flag=True, help="Make all anew; the same bytes come out.")
@click.option("--quiet", is_flag=True, help="Print nothing when all is well.")
@root_option
def build(
    edition: str,
    site_dir: Path | None,
    as_of: str | None,
    at: str | None,
    no_cache: bool,
    quiet: bool,
    root: Path | None,
) -> None:
    """Check, render and build the site.

    The old site stays until the new one is complete; with errors it stays untouched. With --at
    the definitions and pages come out of Git, read by today's program and shown as far as later
    states allow; of the folder only the site is written.
    """
    repository = find_root(root)
    watch = Stopwatch(quiet=quiet)
    cache = NO_CACHE if no_cache or at else Cache(repository, code_version())
    checkout = None
    if at is not None:
        checkout = earlier(
            repository, at, pipeline.sound_definitions(repository, edition_of(edition))
        )
    try:
        report = build_site(
            repository,
            site_dir or repository / "site",
            edition_of(edition),
            as_of_date(as_of or (checkout.day.isoformat() if checkout else None)),
            at=checkout,
            cache=cache,
            stage=watch,
        )
    except DefinitionError:
        if checkout:
            _print_day(checkout, stderr=True)
        raise
    if quiet:
        return
    if checkout:
        _print_day(checkout)
    built = report.assembled
    if built.withheld:
        console().print(withheld(built.withheld), markup=False)
    listed = "" if checkout else " `playbook check` lists them."
    console().print(
        f"{_number(built.definitions, 'definition')}, {_number(len(built.pages), 'page')}, "
        f"{reporters.summary(built.findings)}.{listed}\n"
        f"Edition {report.edition.value} as of {report.as_of.isoformat()} in {report.site_dir}\n"
        f"Time: {watch}{_size_of(cache)}",
        markup=False,
    )
    for remark in report.remarks:
        console().print(f"Note: {remark}", markup=False)


def _print_day(checkout: Earlier, *, stderr: bool = False) -> None:
    text = f"As it stood on {day_text(checkout.day)}, commit {checkout.commit[:12]}:"
    console(stderr=stderr).print(text, markup=False)


def _size_of(cache: Cache) -> str:
    size = cache.trim()
    return f"; cache: {megabytes(size)}" if size else ""


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
