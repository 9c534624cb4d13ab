"""Common options, the root folder and its repository."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cache.disk import NO_CACHE_VARIABLE
from generator.cli import load
from generator.findings.classification import Edition
from generator.findings.errors import UsageError
from generator.site.dates import resolve_as_of


class WithOptionsOnly(click.Command):
    """A command without arguments: names the option that a revision belongs to."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As the command of click, with the hint in its message."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if "extra argument" not in error.message:
                raise
            hint = "A revision to compare with stands behind an option: --base main"
            raise click.UsageError(f"{error.message}. {hint}", error.ctx) from error


def repository_of(root: Path) -> Path:
    """The repository that contains ``root``; ``root`` itself without Git."""
    above = (folder for folder in (root, *root.parents) if (folder / ".git").exists())
    return next(above, root)


def folder_in_repository(root: Path) -> str:
    """The path of ``root`` in its repository, as ``our/playbook``; empty for the top."""
    folder = root.relative_to(repository_of(root)).as_posix()
    return "" if folder == "." else folder


EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The repository; else the nearest folder above that holds definitions.",
)

edition_option = click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    default=Edition.TEAM.value,
    show_default=True,
    help="For whom: each edition shows only what its readers may see.",
)

as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="The day to evaluate results for, as 2026-11-02, or `examples` for the day that the "
    "example accounts are written for; else SOURCE_DATE_EPOCH, else today.",
)

approved_by_option = click.option(
    "--approved-by",
    metavar="HANDLES",
    help="Who approved the proposal on GitHub or GitLab, with commas between; empty for nobody. An "
    "approval in the files has to be by one of them, known by `handle`; a commit is no approval.",
)

no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    envvar=NO_CACHE_VARIABLE,
    show_envvar=True,
    help="Do not use the cache; the output is the same.",
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    metavar="N",
    help="How many processes make pages side by side; the same bytes come out.",
)


EXAMPLES = "examples"
"""In place of a day: that of the examples, or no day in a repository with other accounts."""


def as_of_date(text: str | None, root: Path) -> date:
    """The date for a command, within the supported years. Raises UsageError."""
    day: date | None = load("examples_day").day_of_examples(root) if text == EXAMPLES else None
    day = day or resolve_as_of(None if text == EXAMPLES else text, os.environ)
    if not EARLIEST <= day <= LATEST:
        raise UsageError(f"{day.isoformat()} is outside the years 1950 to 2100")
    return day


def find_root(given: Path | None) -> Path:
    """The root folder for a command.

    Raises UsageError if neither the given folder nor any parent of the current one is a root.
    """
    if given is not None:
        if not given.is_dir() or not _holds_definitions(given):
            raise UsageError(f"{given} holds neither accounts/ nor content/; name another folder")
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        # Many folders have a `content` folder; ours have mkdocs.yml next to it.
        if _holds_definitions(folder) and (folder / "mkdocs.yml").is_file():
            return folder
    raise UsageError(
        "no repository here or in any folder above: it has mkdocs.yml and accounts/ or content/ "
        "beside it. Go there, name it with --root, or start one with `playbook init DIR`"
    )


def _holds_definitions(folder: Path) -> bool:
    return (folder / "accounts").is_dir() or (folder / "content").is_dir()


def edition_of(text: Any) -> Edition:
    """The edition for an option's value."""
    return Edition(text)
