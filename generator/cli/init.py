"""``playbook init``: creates a repository with example content."""

import shutil
from pathlib import Path

import click

from generator import __version__
from generator.cli.output import console
from generator.findings.errors import OutputError
from generator.site.bundled import starter_files

_WHEEL = f"account_playbook-{__version__}-py3-none-any.whl"
_REQUIREMENTS = f"""\
# What the jobs of GitHub or GitLab install: put this wheel of the playbook into wheels/.
./wheels/{_WHEEL}
"""
_NEXT = f"""\
Look at it:
  cd {{directory}}
  playbook check --as-of examples
  playbook build --as-of examples
Make it yours:
  1. Put your own names and addresses into mkdocs.yml.
  2. Give people and functions in content/ their `handle` on GitHub or GitLab.
  3. Keep .github/, or .gitlab/ with .gitlab-ci.yml, whichever you use; delete the other.
     Then `playbook codeowners --write`.
  4. Put {_WHEEL} into wheels/.
  5. git init --initial-branch main; git add --all; git commit -m "Begin"; push it there.
  6. On GitHub or GitLab, protect the main branch, and set what publishes the editions.
docs/review.md says how, step by step."""


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
        (directory / "requirements.txt").write_text(_REQUIREMENTS, "utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{directory} cannot be written: {error.strerror}") from error
    console().print(
        f"{directory} holds a handbook and one fictional account.\n"
        f"{_NEXT.format(directory=directory)}",
        markup=False,
    )
