"""``playbook serve``: shows the site during editing."""

import re
from pathlib import Path

import click

from generator.cli.options import (
    as_of_date,
    as_of_option,
    edition_of,
    edition_option,
    find_root,
    root_option,
)
from generator.findings.errors import UsageError
from generator.site.serving import serve_site

_ADDRESS = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:]+\]):([0-9]{1,5})", re.ASCII)


@click.command(epilog="Examples: playbook serve; playbook serve --address 127.0.0.1:8080")
@edition_option
@click.option("--address", metavar="HOST:PORT", help="Where to serve; else 127.0.0.1:8000.")
@as_of_option
@root_option
def serve(edition: str, address: str | None, as_of: str | None, root: Path | None) -> None:
    """Serve the site and rebuild it when a definition, a page or a template changes."""
    repository = find_root(root)
    day = as_of_date(as_of, repository) if as_of else None
    serve_site(repository, edition_of(edition), day, address=_checked(address))


def _checked(address: str | None) -> str | None:
    found = _ADDRESS.fullmatch(address or "")
    if address is not None and (found is None or not 1 <= int(found.group(1)) <= 65535):
        raise UsageError(f"`{address}` is not an address: write it like 127.0.0.1:8080")
    return address
