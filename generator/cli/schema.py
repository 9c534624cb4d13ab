"""``playbook schema``: JSON Schemas of the definitions, for editors and other programs."""

from pathlib import Path

import click

from generator.definitions.json_schema import KINDS_WITH_SCHEMA, file_name, schema_text
from generator.diagnostics import OutputError, UsageError, did_you_mean


@click.command(
    epilog="Examples: playbook schema; playbook schema account; playbook schema --write schema"
)
@click.argument(
    "kind",
    required=False,
    shell_complete=lambda _context, _parameter, typed: [
        kind for kind in KINDS_WITH_SCHEMA if kind.startswith(typed)
    ],
)
@click.option(
    "--write",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas into this folder.",
)
def schema(kind: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a KIND, or the names of all kinds."""
    if folder is not None:
        _write(folder)
        return
    if kind is None:
        click.echo("\n".join(KINDS_WITH_SCHEMA))
        return
    if kind not in KINDS_WITH_SCHEMA:
        raise UsageError(f"there is no kind `{kind}`.{did_you_mean(kind, KINDS_WITH_SCHEMA)}")
    click.echo(schema_text(kind), nl=False)


def _write(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS_WITH_SCHEMA:
            (folder / file_name(kind)).write_text(schema_text(kind), encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    click.echo(f"{len(KINDS_WITH_SCHEMA)} schemas in {folder}")
