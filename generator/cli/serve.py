"""``playbook serve``: the site while you write."""

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
from generator.site.serve import serve_site


@click.command(epilog="Examples: playbook serve; playbook serve --address 127.0.0.1:8080")
@edition_option
@click.option("--address", metavar="HOST:PORT", help="Where to serve; else 127.0.0.1:8000.")
@as_of_option
@root_option
def serve(edition: str, address: str | None, as_of: str | None, root: Path | None) -> None:
    """Show the site and build it anew when a definition, a page or a template changes."""
    day = as_of_date(as_of) if as_of else None
    serve_site(find_root(root), edition_of(edition), day, address=address)
