"""``playbook schema``: prints JSON Schemas for editors and other programs."""

from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from generator.cli.output import console
from generator.cli.streams import print_for_programs
from generator.cli.write_files import FileChange, write_files
from generator.exports.reference import document_file, document_schema_text, documents
from generator.findings.errors import OutputError, UsageError
from generator.reading.json_schema import field_rows, file_name, kinds_with_schema, schema_text
from generator.text.suggestions import did_you_mean


def _all() -> tuple[str, ...]:
    return (*kinds_with_schema(), *documents())


@click.command(
    epilog="Examples: playbook schema; playbook schema account; playbook schema role --fields; "
    "playbook schema --write schema"
)
@click.argument(
    "kind",
    required=False,
    shell_complete=lambda _context, _parameter, typed: [
        kind for kind in _all() if kind.startswith(typed)
    ],
)
@click.option("--fields", is_flag=True, help="Print a table of the keys of a KIND, for people.")
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas into this folder.",
)
def schema(kind: str | None, fields: bool, folder: Path | None) -> None:
    """Print the JSON Schema of a KIND, or the names of all kinds.

    Kinds that begin with `data-` are not read but written: see `playbook export`.
    """
    if folder is not None:
        _write(folder)
        return
    if kind is None:
        if fields:
            raise UsageError("name a kind, as in: playbook schema role --fields")
        click.echo("\n".join(_all()))
        return
    if kind not in _all():
        hint = did_you_mean(kind, _all()) or f" There are {', '.join(kinds_with_schema())}."
        raise UsageError(f"there is no kind `{kind}`.{hint}")
    if fields:
        _print_fields(kind)
    else:
        print_for_programs(_schema(kind)[1])


def _schema(kind: str) -> tuple[str, str]:
    """The file name and text of a schema."""
    if kind in documents():
        return document_file(kind), document_schema_text(kind)
    return file_name(kind), schema_text(kind)


def _print_fields(kind: str) -> None:
    if kind not in kinds_with_schema():
        raise UsageError(
            f"`{kind}` is not written by hand; `playbook export json --fields` lists its fields"
        )
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("key", no_wrap=True)
    table.add_column("must", no_wrap=True)
    table.add_column("what it says")
    table.add_column("as in")
    for row in field_rows(kind):
        table.add_row(*map(Text, (row.key, "yes" if row.required else "", row.what, row.example)))
    console().print(table)


def _write(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        changes = []
        for name, text in map(_schema, _all()):
            old = (folder / name).read_bytes() if (folder / name).exists() else None
            changes.append(FileChange(name, old, text.encode()))
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    write_files(folder, changes)
    click.echo(f"{len(_all())} schemas in {folder}")
