"""``playbook migrate``: rewrites files of an older format in the current one."""

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.options import root_option
from generator.cli.output import Stopwatch, console, print_findings
from generator.cli.write_files import FileChange, root_to_write, write_files
from generator.findings.finding import Finding, in_order
from generator.model.kinds import kind_of
from generator.reading.files import SourceFile, is_not_examined
from generator.reading.migrations.formats import newest
from generator.reading.rewrite import Rewriting, rewritten
from generator.reading.tree import read_tree
from generator.text.formats import number_of


@dataclass(frozen=True, slots=True)
class _Due:
    file: SourceFile
    kind: str
    became: Rewriting


@click.command(epilog="Examples: playbook migrate --check; playbook migrate")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; end with exit code 1 when a file is of an older format.",
)
@root_option
def migrate(only_check: bool, root: Path | None) -> None:
    """Rewrite files of an older format in the current one; comments stay, white space may change.

    Files are read as before whether they are rewritten or not. A file that cannot be read, or
    not be rewritten without loss, is named and stays as it is; then the exit code is 1.
    """
    repository = root_to_write(root, write=not only_check)
    files, problems = read_tree(repository)
    with Stopwatch()("reading"):
        due, left, refused = _examined(files)
    left += [each for each in problems if is_not_examined(each)]
    if not only_check:
        write_files(
            repository,
            [FileChange(each.file.path, each.file.data, each.became.data) for each in due],
        )
    for each in due:
        _print_change(each)
    _print_remaining(files, left, refused)
    _print_sum(len(due), len(refused) + len({each.where.path for each in left}), only_check)
    if left or refused or (only_check and due):
        raise click.exceptions.Exit(1)


def _examined(files: tuple[SourceFile, ...]) -> tuple[list[_Due], list[Finding], list[str]]:
    """Files to rewrite, findings about unreadable files, and files that cannot be rewritten."""
    due: list[_Due] = []
    left: list[Finding] = []
    refused: list[str] = []
    for file in files:
        kind = kind_of(file.path)
        if kind is None:
            continue
        became = rewritten(file.path, file.data, kind)
        left += became.findings
        if became.refusal:
            refused.append(f"{file.path}: {became.refusal}")
        if became.data is not None:
            due.append(_Due(file, kind, became))
    return due, left, refused


def _print_change(due: _Due) -> None:
    out = console()
    header = f"{due.file.path}: {due.became.was} -> {due.kind}/{newest(due.kind)}"
    descriptions = due.became.descriptions or ("nothing but the line `schema:` changes",)
    out.print("\n".join([header, *(f"  - {sentence}" for sentence in descriptions)]), markup=False)


def _print_remaining(
    files: tuple[SourceFile, ...], left: list[Finding], refused: list[str]
) -> None:
    out = console(stderr=True)
    if left:
        sources = {file.path: file.data for file in files}
        print_findings(in_order(left), sources)
    for sentence in refused:
        out.print(
            f"{sentence}\n  It stays as it is and is still read. Rewrite it by hand, after "
            "docs/migrations.md.",
            markup=False,
        )


def _print_sum(due: int, left: int, only_check: bool) -> None:
    done = "to be rewritten" if only_check else "rewritten"
    parts = [f"{number_of(due, 'file')} {done}"] if due else []
    parts += [f"{number_of(left, 'file')} left alone (see above)"] if left else []
    text = "; ".join(parts) or "Nothing to do: every file is in the format in use"
    console().print(f"{text}.", markup=False)
