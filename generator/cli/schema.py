"""``playbook schema``: JSON Schemas of the definitions, for editors and other programs."""

from pathlib import Path

import click

from generator.exports.reference import DOCUMENTS, document_file, document_schema_text
from generator.findings.errors import OutputError, UsageError
from generator.reading.json_schema import KINDS_WITH_SCHEMA, file_name, schema_text
from generator.text.suggestions import did_you_mean

_ALL = (*KINDS_WITH_SCHEMA, *DOCUMENTS)


@click.command(
    epilog="Examples: playbook schema; playbook schema account; playbook schema --write schema"
)
@click.argument(
    "kind",
    required=False,
    shell_complete=lambda _context, _parameter, typed: [
        kind for kind in _ALL if kind.startswith(typed)
    ],
)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas into this folder.",
)
def schema(kind: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a KIND, or the names of all kinds.

    Kinds that begin with `data-` are not read but written: see `playbook export`.
    """
    if folder is not None:
        _write(folder)
        return
    if kind is None:
        click.echo("\n".join(_ALL))
        return
    if kind not in _ALL:
        raise UsageError(f"there is no kind `{kind}`.{did_you_mean(kind, _ALL)}")
    click.echo(_schema(kind)[1], nl=False)


def _schema(kind: str) -> tuple[str, str]:
    """The schema's file and text."""
    if kind in DOCUMENTS:
        return document_file(kind), document_schema_text(kind)
    return file_name(kind), schema_text(kind)


def _write(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in _ALL:
            name, text = _schema(kind)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    click.echo(f"{len(_ALL)} schemas in {folder}")
