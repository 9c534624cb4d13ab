"""``playbook codeowners``: writes the owners of files for the forge."""

import io
import os
from collections.abc import Iterable
from pathlib import Path

import click

from generator.cli.options import find_root, folder_in_repository, repository_of, root_option
from generator.cli.output import console
from generator.cli.streams import print_for_programs
from generator.cli.write_files import FileChange, write_files
from generator.exports.codeowners import Drift, Owned, drift, lines, merged, owned
from generator.findings.errors import DefinitionError, OutputError, UsageError
from generator.findings.finding import has_errors
from generator.pipeline import read_definitions
from generator.text.characters import shown
from generator.text.forge import harmless
from generator.text.formats import are, counted, number_of

_PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_ON_GITLAB = ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
_NOBODY = "Nobody who answers for a definition has a `handle`, so there is nothing to list"


@click.command(
    epilog="Examples: playbook codeowners; playbook codeowners --write; "
    "playbook codeowners --check; playbook codeowners --write --file .gitlab/CODEOWNERS"
)
@click.option("--write", is_flag=True, help="Write the lines into the file, between two marks.")
@click.option("--check", is_flag=True, help="End with exit code 1 when the file differs.")
@click.option(
    "--file",
    "named",
    metavar="PATH",
    help="The file, from the top of the repository; else the CODEOWNERS that is there, "
    "else .github/CODEOWNERS, or .gitlab/CODEOWNERS where only GitLab is set up.",
)
@root_option
def codeowners(write: bool, check: bool, named: str | None, root: Path | None) -> None:
    """List who answers for which file, from `owner:` and the `handle` of people and functions.

    GitHub and GitLab ask them for a review when the file changes. Other lines of the file stay.
    """
    if write and check:
        raise UsageError("choose one of --write and --check")
    place = find_root(root)
    read = read_definitions(place)
    if has_errors(read.findings):
        raise DefinitionError(read.findings, read.files)
    entries = owned(read.definitions)
    listed = lines(entries, folder_in_repository(place))
    outdated = False
    if check:
        file = _file(repository_of(place), named)
        found = drift(_text_of(file, _bytes_of(file)), listed)
        outdated = found is not None
        _print_drift(file.name, found, listed)
    elif write:
        _update(repository_of(place), named, listed)
    else:
        print_for_programs("".join(f"{line}\n" for line in listed))
    _name_the_rest(entries)
    if outdated:
        raise click.exceptions.Exit(1)


def _update(repository: Path, named: str | None, listed: tuple[str, ...]) -> None:
    file = _file(repository, named)
    held = _bytes_of(file)
    before = _text_of(file, held)
    if drift(before, listed) is None:
        text = f"{file.name} is up to date" if listed else _NOBODY
        console().print(f"{text}; nothing was written.", markup=False)
        return
    top = Path(os.path.realpath(repository))
    path = Path(os.path.realpath(file)).relative_to(top).as_posix()
    write_files(top, [FileChange(path, held, merged(before, listed).encode())])
    console().print(
        f"{file} holds {number_of(len(listed), 'line')} from the definitions.", markup=False
    )


def _print_drift(name: str, found: Drift | None, listed: tuple[str, ...]) -> None:
    out = console()
    if found is None:
        text = f"{name} says what the definitions say" if listed else _NOBODY
        out.print(f"{text}.", markup=False)
        return
    out.print(f"{name} differs from the definitions:", markup=False)
    for line in found.missing:
        out.print(f"  is missing:       {harmless(shown(line))}", markup=False)
    for line in found.outdated:
        out.print(f"  is no longer so:  {harmless(shown(line))}", markup=False)
    if not (found.missing or found.outdated):
        out.print("  the same lines, in another order", markup=False)
    out.print("Run `playbook codeowners --write` and add the file to the change.", markup=False)


def _name_the_rest(entries: Iterable[Owned]) -> None:
    """Notes on owners without a handle, on stderr."""
    nameless: dict[str, int] = {}
    for entry in entries:
        if not entry.handle:
            nameless[entry.owner] = nameless.get(entry.owner, 0) + 1
    out = console(stderr=True)
    for owner, count in sorted(nameless.items()):
        files = f"{counted(count, 'definition')} {are(count)}"
        out.print(f"Note: {owner} has no `handle`, so {files} not listed.", markup=False)


def _file(repository: Path, named: str | None) -> Path:
    """The CODEOWNERS file. Raises OutputError if it is a link or outside the repository.

    Otherwise a proposed link could choose which file is overwritten.
    """
    usual, places = _places(repository)
    there = (file for file in places if file.is_file() or file.is_symlink())
    file = repository / named if named is not None else next(there, usual)
    if file.is_symlink():
        raise OutputError(f"{file} is a link; put the file itself there, and nothing was written")
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(repository)):
        raise OutputError(f"{file} is outside the repository; name a file inside it")
    if file.exists() and not file.is_file():
        raise OutputError(f"{file} is not a file")
    return file


def _places(repository: Path) -> tuple[Path, list[Path]]:
    """Where the forge expects the file, and where it looks for an existing one."""
    gitlab = (repository / ".gitlab-ci.yml").is_file()
    if gitlab and not (repository / ".github/workflows").is_dir():
        return repository / _ON_GITLAB[-1], [repository / place for place in _ON_GITLAB]
    return repository / _PLACES[0], [repository / place for place in _PLACES]


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{file} cannot be read: {error.strerror}") from error


def _text_of(file: Path, data: bytes | None) -> str:
    try:
        return io.TextIOWrapper(io.BytesIO(data or b""), encoding="utf-8").read()
    except UnicodeDecodeError as error:
        raise OutputError(f"{file} is not UTF-8 text; nothing was written") from error
