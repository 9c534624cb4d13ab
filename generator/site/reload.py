"""Pages that reload themselves while somebody writes, beside the policy of the browser.

MkDocs puts its reload script into each page that it serves, which the policy forbids. ``playbook
serve`` serves it as a file; ``mkdocs serve`` leaves the policy out.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.util import FileWrapper

SCRIPT = "/livereload/playbook-reload.js"
_SOURCE = b"""\
/* Reloads the page when the site was built anew, as MkDocs' own script does. */
(function () {
  "use strict";

  const { pbEpoch, pbRequest } = document.currentScript.dataset;
  let asking = null;
  let again = 0;

  function ask() {
    asking = new AbortController();
    fetch("/livereload/" + pbEpoch + "/" + pbRequest, { signal: asking.signal })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.statusText)))
      .then((epoch) => (Number(epoch) > Number(pbEpoch) ? location.reload() : ask()))
      .catch((error) => {
        if (error.name !== "AbortError") again = setTimeout(ask, 3000);
      });
  }

  function stop() {
    if (asking) asking.abort();
    clearTimeout(again);
  }

  addEventListener("load", () => document.visibilityState === "visible" && ask());
  addEventListener("beforeunload", stop);
  document.addEventListener("visibilitychange", () => {
    stop();
    if (document.visibilityState === "visible") ask();
  });
})();
"""
_INLINE = re.compile(
    rb"<script>(?:(?!</script>).)*\blivereload\(([0-9]+), ([0-9]+)\);\s*</script>", re.DOTALL
)
_POLICY = re.compile(rb'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')


def with_script_as_file(app: WSGIApplication) -> WSGIApplication:
    """``app``, MkDocs' server, with its reload script as a file of its own."""
    pages = html_changed(app, _script_as_file)

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != SCRIPT:
            return pages(environ, start_response)
        length = str(len(_SOURCE))
        start_response(
            "200 OK", [("Content-Type", "application/javascript"), ("Content-Length", length)]
        )
        return [_SOURCE]

    return answer


def without_policy(app: WSGIApplication) -> WSGIApplication:
    """``app``, MkDocs' server, without the policy in its pages."""
    return html_changed(app, lambda html: _POLICY.sub(b"", html))


def _script_as_file(html: bytes) -> bytes:
    tag = rb'<script src="%s" data-pb-epoch="\1" data-pb-request="\2"></script>' % SCRIPT.encode()
    return _INLINE.sub(tag, html)


def html_changed(app: WSGIApplication, change: Callable[[bytes], bytes]) -> WSGIApplication:
    """``app`` with a change to every HTML page."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started: list[Any] = []
        body = app(environ, lambda *said: started.append(said))  # type: ignore[arg-type]  # nobody writes
        ((status, headers, *rest),) = started
        if ("Content-Type", "text/html") not in headers:
            start_response(status, headers, *rest)
            return body
        html = change(b"".join(body))
        if isinstance(body, FileWrapper):
            body.close()
        kept = [each for each in headers if each[0] != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(html)))], *rest)
        return [html]

    return answer
