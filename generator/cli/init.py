"""``playbook init``: a repository of one's own, with something to read in it."""

import shutil
from pathlib import Path

import click

from generator.cli.output import console
from generator.diagnostics import OutputError
from generator.site.bundled import starter_files


@click.command(epilog="Example: playbook init our-accounts")
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Start a repository in DIRECTORY: the handbook, one example account and mkdocs.yml."""
    if directory.exists() and not directory.is_dir():
        raise OutputError(f"{directory} is a file: choose a new folder, nothing was written")
    if directory.exists() and any(directory.iterdir()):
        raise OutputError(f"{directory} is not empty: choose a new folder, nothing was written")
    try:
        for source, target in starter_files():
            destination = directory / target
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, destination)
    except OSError as error:
        raise OutputError(f"{directory} cannot be written: {error.strerror}") from error
    console().print(
        f"{directory} holds a handbook and one fictional account. Next:\n"
        f"  cd {directory}\n  playbook check\n  playbook build\n"
        "Put your own names and addresses into mkdocs.yml.",
        markup=False,
    )
