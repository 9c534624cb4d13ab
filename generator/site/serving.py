"""``playbook serve``: serves a site and rebuilds it when a source changes."""

import gc
import logging
import sys
from datetime import date
from pathlib import Path

from mkdocs.commands.serve import serve
from mkdocs.exceptions import MkDocsException

from generator.findings.classification import Edition
from generator.findings.errors import OutputError
from generator.site.errors import SiteError
from generator.site.paths import config_path
from generator.site.session import Session
from generator.site.settings import plugins_with


def serve_site(
    root: Path,
    edition: Edition,
    as_of: date | None = None,
    *,
    address: str | None = None,
) -> None:
    """Serve the site of the repository at ``root`` until interrupted.

    ``as_of``: ``None`` uses SOURCE_DATE_EPOCH or the calendar for each build. ``address``: by
    default that of ``mkdocs.yml``, or ``127.0.0.1:8000``. Errors in the definitions are printed;
    those of the first build end the command with :class:`SiteError`. Raises :class:`OutputError` if
    the address is in use.
    """
    path = config_path(root)
    objects, *_ = gc.get_threshold()
    gc.set_threshold(objects, 10)  # what one build made is garbage after the next
    plugins = plugins_with(path, root=root, edition=edition, as_of=as_of, served=Session())
    logger = logging.getLogger("mkdocs")
    printer = logging.StreamHandler(sys.stderr)
    printer.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(printer)
    logger.setLevel(logging.INFO)
    try:
        serve(str(path), plugins=plugins, dev_addr=address)
    except MkDocsException as error:
        raise SiteError((error.format_message(),)) from error
    except OSError as error:
        raise OutputError(f"the site cannot be served: {error.strerror or error}") from error
    finally:
        logger.removeHandler(printer)
