"""``playbook build``: the site, published in one go or not at all."""

from pathlib import Path

import click

from generator import reporters
from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.cli.output import Stopwatch, console
from generator.site.publish import build_site


@click.command(
    epilog="Examples: playbook build; playbook build --edition hr --site-dir site-hr; "
    "playbook build --as-of 2026-11-02"
)
@edition_option
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site goes; else `site` in the repository.",
)
@as_of_option
@click.option("--quiet", is_flag=True, help="Print nothing when all is well.")
@root_option
def build(
    edition: str, site_dir: Path | None, as_of: str | None, quiet: bool, root: Path | None
) -> None:
    """Check, render and build the site.

    The old site stays until the new one is complete; with errors it stays untouched.
    """
    repository = find_root(root)
    watch = Stopwatch(quiet=quiet)
    report = build_site(
        repository,
        site_dir or repository / "site",
        edition_of(edition),
        as_of_date(as_of),
        stage=watch,
    )
    if quiet:
        return
    built = report.assembled
    out = console()
    out.print(
        f"{_number(built.definitions, 'definition')}, {_number(len(built.pages), 'page')}, "
        f"{reporters.summary(built.findings)}. `playbook check` lists them.\n"
        f"Edition {report.edition.value} as of {report.as_of.isoformat()} in {report.site_dir}\n"
        f"Time: {watch}",
        markup=False,
    )


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
