"""The site of ``playbook serve``: the last sound one stays up, with what is wrong since then.

MkDocs empties the site before it builds, and lets browsers wait until a build succeeds. Here each
build goes to a folder beside the site, which takes its place when it is complete.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError
from generator.reporters.wording import most_severe_first, reported
from generator.site.folders import replace_folder
from generator.site.messages import LogCollector
from generator.site.reload import html_changed, with_script_as_file

log = get_plugin_logger("playbook")

_END = b"</body>"

_BANNER = """\
<section class="pb-problem md-typeset" role="alert">
<h2>This page shows the last state without errors</h2>
{said}
<p>It follows as soon as this is mended and saved.</p>
</section>
"""


def staging(site: Path) -> Path:
    """The folder beside ``site`` that a build goes to."""
    return site.with_name(f"{site.name}.new")


class LiveSite:
    """The site in its folder, and why it is not the newest state; ``problem``: HTML, or empty."""

    def __init__(self, site: Path, build: Callable[[], object], edition: Edition) -> None:
        """``build``: builds into the folder beside ``site``, which holds a complete site now."""
        self.problem = ""
        self._site = site
        self._build = build
        self._edition = edition
        self._publish()

    def attach(self, server: LiveReloadServer) -> None:
        """Let ``server`` build and show this site."""
        server.builder = self.rebuild
        pages = html_changed(server.serve_request, self._with_problem)
        server.set_app(with_script_as_file(pages))

    def rebuild(self) -> None:
        """Build the site; if that fails, the old one stays and says so."""
        logger, logged = logging.getLogger("mkdocs"), LogCollector(logging.ERROR)
        logger.addHandler(logged)
        try:
            self._build()
        except (Exception, SystemExit) as error:  # MkDocs ends the process where settings are wrong
            self.problem = _BANNER.format(said="\n".join(self._said(error, logged.messages)))
            log.warning("The last site without errors is still served, with these errors on top.")
            shutil.rmtree(staging(self._site), ignore_errors=True)
        else:
            self.problem = ""
            self._publish()
        finally:
            logger.removeHandler(logged)

    def _publish(self) -> None:
        new = staging(self._site)
        aside = self._site.with_name(f"{self._site.name}.old")
        replace_folder(new, self._site, aside)
        for folder in (new, aside):
            shutil.rmtree(folder, ignore_errors=True)

    def _said(self, error: BaseException, logged: Sequence[str]) -> Iterator[str]:
        broken = next((each for each in _causes(error) if isinstance(each, DefinitionError)), None)
        if broken is None:
            yield f"<pre>{escape(chr(10).join(logged) or str(error))}</pre>"
            return
        yield "<ul>"
        for each in most_severe_first(reported(broken.findings, self._edition)):
            place, message, remedy = map(escape, (str(each.where), each.message, each.remedy))
            yield f"<li><p>{message}<br><strong>{remedy}</strong><br><code>{place}</code></p></li>"
        yield "</ul>"

    def _with_problem(self, html: bytes) -> bytes:
        before, end, after = html.rpartition(_END)
        return b"".join((before, self.problem.encode(), end, after)) if end else html


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and those that led to it, the first of them last."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
