"""``playbook render``: writes the pages as Markdown."""

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
from generator.cli.output import console
from generator.git.log import read_log
from generator.pipeline.assemble import assemble
from generator.site.folders import Stamp, write_tree


@click.command(
    epilog="Examples: playbook render out; playbook render --edition public public-pages"
)
@click.argument("directory", type=click.Path(path_type=Path))
@edition_option
@as_of_option
@root_option
def render(directory: Path, edition: str, as_of: str | None, root: Path | None) -> None:
    """Write the generated pages as Markdown files into DIRECTORY, for any other engine."""
    repository, audience = find_root(root), edition_of(edition)
    day = as_of_date(as_of, repository)
    assembled = assemble(repository, audience, day, log=read_log(repository))
    stamp = Stamp("markdown", audience, day)
    count = write_tree(
        assembled.pages, directory, root=repository, stamp=stamp, artifacts=assembled.artifacts
    )
    console().print(f"{count} Markdown files in {directory}", markup=False)
