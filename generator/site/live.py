"""The site of ``playbook serve``: the last sound one stays up, with what is wrong since then.

MkDocs empties the site before it builds, and lets browsers wait until a build succeeds. Here each
build goes to a folder beside the site, which takes its place when it is complete.
"""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError
from generator.reporters.wording import most_severe_first, reported
from generator.site.folders import replace_folder
from generator.site.messages import LogCollector
from generator.site.reload import html_changed, with_script_as_file
from generator.site.search_index import FOLDER as SEARCH
from generator.site.session import Session, rebuild

log = get_plugin_logger("playbook")

_END = b"</body>"

_DELAY = 0.05
"""Seconds without a further edit after which is built; an editor writes a file at once."""

_BANNER = """\
<section class="pb-problem md-typeset" role="alert">
<h2>This page shows the last state without errors</h2>
{problem}
<p>It follows as soon as this is mended and saved.</p>
</section>
"""


def inside(folder: Path) -> tuple[Path, Path]:
    """The folders of the site and of the next build, in one that only its owner can read."""
    return folder / "site", folder / "next"


class LiveSite:
    """The site in its folder, and why it is not the newest state; ``problem``: HTML, or empty."""

    def __init__(
        self, folder: Path, build: Callable[[], object], edition: Edition, session: Session
    ) -> None:
        """``build``: builds into the second folder of :func:`inside`, which is complete now."""
        self.problem = ""
        self._site, self._next = inside(folder)
        self._build = build
        self._edition = edition
        self._session = session
        self._searching = Lock()
        self._publish()

    def attach(self, server: LiveReloadServer) -> None:
        """Let ``server`` build and show this site."""
        server.root = str(self._site)
        server.error_handler = self._error_page
        server.builder = self.rebuild
        server.build_delay = _DELAY
        pages = html_changed(server.serve_request, self._with_problem)
        server.set_app(self.with_search(with_script_as_file(pages)))

    def rebuild(self) -> None:
        """Build the site; if that fails, the old one stays and says so."""
        logger, logged = logging.getLogger("mkdocs"), LogCollector(logging.ERROR)
        logger.addHandler(logged)
        try:
            if not rebuild(self._session, self._put):
                self._build()
                self._publish()
        except (Exception, SystemExit) as error:  # MkDocs ends the process where settings are wrong
            self.problem = _BANNER.format(problem="\n".join(self._describe(error, logged.messages)))
            log.warning("The last site without errors is still served, with these errors on top.")
            shutil.rmtree(self._next, ignore_errors=True)
        else:
            self.problem = ""
        finally:
            logger.removeHandler(logged)

    def _put(self, files: Mapping[str, bytes]) -> None:
        """Put some files in the place of older ones, each at once."""
        self._next.mkdir(exist_ok=True)
        for number, (path, data) in enumerate(files.items()):
            new = self._next / str(number)
            new.write_bytes(data)
            new.replace(self._site / path)

    def _publish(self) -> None:
        aside = self._site.with_name("aside")
        with self._searching:
            search = self._site / SEARCH
            if search.exists():  # most of it stays, see `make_search`
                search.rename(self._next / SEARCH)
            replace_folder(self._next, self._site, aside)
        for folder in (self._next, aside):
            shutil.rmtree(folder, ignore_errors=True)

    def with_search(self, app: WSGIApplication) -> WSGIApplication:
        """``app``, with the search made when somebody asks for it."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if f"/{SEARCH}/" in environ.get("PATH_INFO", ""):
                self.make_search()
            return app(environ, start_response)

        return answer

    def make_search(self) -> None:
        """Make the search anew, if pages have changed since it was made."""
        with self._searching:
            if self._session.search_is_old and self._session.plugin is not None:
                self._session.search_is_old = False  # it is old again with the next page
                self._put_search(self._session.plugin)

    def _put_search(self, plugin: Any) -> None:
        folder, aside = (self._site.with_name(name) for name in ("search", "old-search"))
        try:
            plugin.write_search(folder, self._site)
            replace_folder(folder / SEARCH, self._site / SEARCH, aside)
        except (MkDocsException, OSError) as error:
            self._session.search_is_old = True
            log.error("The search is that of an older state: %s", error)  # noqa: TRY400 - no traceback
        for each in (folder, aside):
            shutil.rmtree(each, ignore_errors=True)

    def _error_page(self, code: int) -> bytes | None:
        page = self._site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    def _describe(self, error: BaseException, logged: Sequence[str]) -> Iterator[str]:
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
