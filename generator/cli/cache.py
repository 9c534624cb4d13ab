"""``playbook cache``: removes what builds and checks kept for the next one."""

from pathlib import Path

import click

from generator.cache.disk import FOLDER, clear
from generator.cli.options import find_root, root_option
from generator.cli.output import console
from generator.findings.errors import OutputError
from generator.text.formats import megabytes


@click.group(epilog="Example: playbook cache clear")
def cache() -> None:
    """Remove the cache of builds and checks in `.cache/playbook`."""


@cache.command("clear")
@root_option
def clear_cache(root: Path | None) -> None:
    """Remove everything that was kept; the next build makes it anew."""
    repository = find_root(root)
    try:
        size = clear(repository)
    except OSError as error:
        raise OutputError(f"{error.filename or FOLDER}: {error.strerror or error}") from error
    console().print(f"{megabytes(size)} removed from {repository / FOLDER}", markup=False)
