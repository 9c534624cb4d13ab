"""``playbook build``: builds the site and publishes it atomically.

Where nothing has changed since the last build, and the site is unchanged, nothing is done,
and nothing imported that only :mod:`generator.cli.building` needs.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cache.disk import NO_CACHE, Cache, digest
from generator.cache.trees import FILE, FOLDER, NOTHING, contents
from generator.cache.version import code_version
from generator.cli import load
from generator.cli.last_output import FOLDERS, LastOutput, say
from generator.cli.options import (
    EXAMPLES,
    as_of_date,
    as_of_option,
    edition_option,
    find_root,
    jobs_option,
    no_cache_option,
    root_option,
)
from generator.git.state import clone_state
from generator.site.site_state import state_of

_UNCHANGED = "nothing has changed since the last build"


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
    help="Build the state of a Git revision, or of the end of a day, as of that day.",
)
@jobs_option
@no_cache_option
@click.option("--quiet", is_flag=True, help="Print nothing on success.")
@root_option
def build(
    edition: str,
    site_dir: Path | None,
    as_of: str | None,
    at: str | None,
    jobs: int,
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
    if as_of == EXAMPLES:
        as_of = _day_of_examples(repository, quiet=quiet)
    target = site_dir or repository / "site"
    arguments = (repository, target, edition)
    if at is not None:
        output = _run(*arguments, as_of, at, NO_CACHE, jobs, quiet)
    else:
        cache = NO_CACHE if no_cache else Cache(repository, code_version())
        output = _run_if_changed(*arguments, as_of_date(as_of, repository), cache, jobs, quiet)
    if not quiet:
        say(f"{output['head']}Time: {output['time']}{output['cache']}\n{output['tail']}")


def _day_of_examples(root: Path, *, quiet: bool) -> str | None:
    """The day to build as of where examples are built as of their own; says which, and why."""
    day = load("examples_day").day_of_examples(root)
    if not quiet and day is not None:
        say(
            f"All accounts are examples written for {day}, so the site shows them as of that day.\n"
        )
    elif not quiet:
        say("Not all accounts are examples with a day of their own, so today counts.\n")
    return None if day is None else day.isoformat()


def _run(*arguments: Any) -> dict[str, str]:
    """The output of a build; arguments as those of :func:`generator.cli.building.built`."""
    output: dict[str, str] = load("building").built(*arguments)
    return output


def _run_if_changed(
    root: Path, target: Path, edition: str, day: date, cache: Cache, jobs: int, quiet: bool
) -> dict[str, str]:
    """The same, or that of the last build if nothing has changed since."""
    arguments = (root, target, edition, day.isoformat(), None, cache, jobs, quiet)
    if cache is NO_CACHE:
        return _run(*arguments)
    stored = LastOutput(cache, f"{edition}/built", str(target.absolute()))
    last = stored.find()
    if (
        last
        and last["state"] == _state(root, target, day, last["pages"])
        and last["site_state"] == state_of(target)
    ):
        return {**last, "time": _UNCHANGED}
    settings = digest(*(" ".join(each) for each in contents(str(root / "mkdocs.yml"))))
    known = last.get("settings") == settings
    pages = last["pages"] if known else str(load("building").pages_elsewhere(root))
    before = _state(root, target, day, pages)
    output = _run(*arguments)
    if before and output["site_state"] and _state(root, target, day, pages) == before:
        stored.store({**output, "state": before, "pages": pages, "settings": settings})
    return output


def _state(root: Path, target: Path, day: date, pages: str) -> str:
    """A name for everything that a site depends on; empty if that cannot be determined.

    ``pages``: the folder of hand-written pages if it is not below ``content``.
    """
    found = [day.isoformat(), str(root), str(target), str(os.environ.get("SOURCE_DATE_EPOCH"))]
    for name in filter(None, (*FOLDERS, "mkdocs.yml", pages)):
        for path, kind, content in contents(str(root / name)):
            if kind not in (FILE, FOLDER) and (path or kind != NOTHING):
                return ""  # a link may lead anywhere
            found.append(f"{name}{path} {kind} {content}")
    return digest(*found, clone_state(root))
