"""Prints a page of the site for ``playbook export pdf``."""

import os
import tempfile
from datetime import date
from pathlib import Path

from generator.cache.disk import NO_CACHE, Cache
from generator.cache.version import code_version
from generator.cli.output import console
from generator.findings.classification import Edition
from generator.findings.errors import OutputError, UsageError
from generator.site.browser import find_browser, number_of_pages, print_page
from generator.site.publish import build_site
from generator.text.formats import counted

_BEGINNING = b"%PDF-"


def print_to_pdf(
    root: Path, page: str, edition: Edition, day: date, output: Path | None, *, use_cache: bool
) -> None:
    """Build the site elsewhere, print a page of it into ``output``, and say so.

    ``page``: as ``accounts/acme-pumps/review``, of which the last two parts name the file if
    ``output`` does not.
    Raises UsageError where there is no browser, or ``output`` is a file that is no PDF.
    """
    target = output or Path(f"{'-'.join(page.split('/')[-2:])}.pdf")
    _check(target)
    program = find_browser(os.environ)
    cache = Cache(root, code_version()) if use_cache else NO_CACHE
    with tempfile.TemporaryDirectory(prefix="playbook-site-") as folder:
        site = Path(folder, "site")
        build_site(root, site, edition, day, cache=cache, jobs=os.cpu_count() or 1)
        pdf = print_page(site / page / "index.html", program, day)
    _write(target, pdf)
    console().print(f"{counted(number_of_pages(pdf), 'page')} in {target}", markup=False)


def _check(target: Path) -> None:
    """Refuse to write over what is no PDF."""
    try:
        with target.open("rb") as file:
            if file.read(len(_BEGINNING)) == _BEGINNING:
                return
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}") from error
    raise UsageError(f"{target} is there and is no PDF: name another file with --output")


def _write(target: Path, pdf: bytes) -> None:
    """Write a file whole or not at all."""
    new = target.with_name(f".{target.name}.new")
    try:
        new.write_bytes(pdf)
        new.replace(target)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}") from error
