"""``playbook codeowners``: who is asked when a file changes, for the forge."""

from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli.options import find_root, root_option
from generator.cli.output import console
from generator.cli.repository import folder_in_repository, repository_of
from generator.diagnostics import DefinitionError, OutputError, UsageError, has_errors
from generator.pipeline import read_definitions
from generator.review.codeowners import Drift, Owned, drift, lines, merged, owned

_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")


@click.command(
    epilog="Examples: playbook codeowners; playbook codeowners --write; "
    "playbook codeowners --check; playbook codeowners --write --file .gitlab/CODEOWNERS"
)
@click.option("--write", is_flag=True, help="Write the lines into the file, between two marks.")
@click.option("--check", is_flag=True, help="End with exit code 1 when the file says otherwise.")
@click.option(
    "--file",
    "named",
    metavar="PATH",
    help="The file, from the top of the repository; else the CODEOWNERS that is there, "
    "else .github/CODEOWNERS.",
)
@root_option
def codeowners(write: bool, check: bool, named: str | None, root: Path | None) -> None:
    """List who answers for which file, from `owner:` and the `handle` of people and functions.

    A forge asks them for a review when the file changes. Other lines of the file stay.
    """
    if write and check:
        raise UsageError("choose one of --write and --check")
    place = find_root(root)
    read = read_definitions(place)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files)
    entries = owned(read.definitions)
    listed = lines(entries, folder_in_repository(place))
    file = _file(repository_of(place), named)
    outdated = False
    if check:
        found = drift(_text_of(file), listed)
        outdated = found is not None
        _tell(file.name, found)
    elif write:
        _bring_up_to_date(file, listed)
    else:
        click.echo("".join(f"{line}\n" for line in listed), nl=False)
    _name_the_rest(entries)
    if outdated:
        raise click.exceptions.Exit(1)


def _bring_up_to_date(file: Path, listed: tuple[str, ...]) -> None:
    before = _text_of(file)
    if drift(before, listed) is None:
        console().print(f"{file.name} is up to date; nothing was written.", markup=False)
        return
    _write(file, merged(before, listed))
    count = f"{len(listed)} line{'' if len(listed) == 1 else 's'}"
    console().print(f"{file} holds {count} from the definitions.", markup=False)


def _tell(name: str, found: Drift | None) -> None:
    out = console()
    if found is None:
        out.print(f"{name} says what the definitions say.", markup=False)
        return
    out.print(f"{name} differs from the definitions:", markup=False)
    for line in found.missing:
        out.print(f"  is missing:       {line}", markup=False)
    for line in found.outdated:
        out.print(f"  is no longer so:  {line}", markup=False)
    if not (found.missing or found.outdated):
        out.print("  the same lines, in another order", markup=False)
    out.print("Run `playbook codeowners --write` and add the file to the change.", markup=False)


def _name_the_rest(entries: Iterable[Owned]) -> None:
    """Notes on those a forge cannot ask, beside the output that others read."""
    nameless: dict[str, int] = {}
    for entry in entries:
        if not entry.handle:
            nameless[entry.owner] = nameless.get(entry.owner, 0) + 1
    out = console(stderr=True)
    for owner, count in sorted(nameless.items()):
        files = "1 definition is" if count == 1 else f"{count} definitions are"
        out.print(f"Note: {owner} has no `handle`, so {files} not listed.", markup=False)


def _file(repository: Path, named: str | None) -> Path:
    if named is not None:
        return repository / named
    there = (repository / place for place in _PLACES if (repository / place).is_file())
    return next(there, repository / _PLACES[0])


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise OutputError(f"{file} is not UTF-8 text; nothing was written") from error
    except OSError as error:
        raise OutputError(f"{file} cannot be read: {error.strerror}") from error


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from error
