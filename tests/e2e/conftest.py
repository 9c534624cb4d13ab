"""A browser, a built site behind a loopback port, and the problems the browser reported."""

import functools
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.conftest import MakeOnce
from tests.site.conftest import sample_site

Kind = tuple[int, int, tuple[tuple[str, Any], ...]]
"""What makes a browser context: width, height and further options."""
FINDER = Path(__file__).with_name("install-browser.sh")


@dataclass
class PageProblems:
    """What no reader should cause: requests to other hosts, failures, errors in the console."""

    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def none(self) -> bool:
        return not (self.foreign or self.failed or self.errors)


@dataclass(frozen=True)
class Reader:
    """A page in the browser at the site's own address."""

    page: Page
    address: str
    problems: PageProblems

    def open(self, path: str = "") -> Page:
        """Go to a page of the site and wait until it is loaded."""
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture(scope="session")
def site(make_once: MakeOnce) -> Path:
    """The folder of the site these tests look at."""
    return sample_site(make_once)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which a folder is served, which may come to be later."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")  # a module may look at another `site`
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = _browser_program()
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root; the pages it opens here are our own.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def contexts() -> Iterator[dict[Kind, BrowserContext]]:
    """Browser contexts by kind, kept for a module: theme and scripts are loaded once in each."""
    opened: dict[Kind, BrowserContext] = {}
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture
def reader(
    browser: Browser, contexts: dict[Kind, BrowserContext], address: str
) -> Iterator[Callable[..., Reader]]:
    """Makes readers: ``reader(width=375, color_scheme="dark")``; each finds an empty store."""
    used: list[Kind] = []
    additional: list[BrowserContext] = []

    def make(width: int = 1440, height: int = 900, **options: Any) -> Reader:
        kind = (width, height, tuple(sorted(options.items())))
        context = None if kind in used else contexts.get(kind)
        if context is None:
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            if kind in used:
                additional.append(context)  # a second reader of a test knows nothing of the first
            contexts.setdefault(kind, context)
        used.append(kind)
        return _new_reader(context, address)

    yield make
    for context in {contexts[kind] for kind in used}:
        _emptied(context, address)
    for context in additional:
        context.close()


def _emptied(context: BrowserContext, address: str) -> None:
    """Clear everything a test stored; only the browser's HTTP cache stays."""
    storage = {"origin": address.rstrip("/"), "storageTypes": "all"}
    for place, page in enumerate(context.pages):
        if not place:
            context.new_cdp_session(page).send("Storage.clearDataForOrigin", storage)
        page.close()


def _new_reader(context: BrowserContext, address: str) -> Reader:
    page, problems = context.new_page(), PageProblems()

    def request(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            problems.foreign.append(url)

    def failed(sent: Request) -> None:
        if sent.failure != "net::ERR_ABORTED":  # the reader moved on before it was there
            problems.failed.append(sent.url)

    page.on("request", lambda sent: request(sent.url))
    page.on("requestfailed", failed)
    page.on("pageerror", lambda error: problems.errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            problems.errors.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    return Reader(page, address, problems)


def _browser_program() -> str:
    found = subprocess.run(
        ["sh", str(FINDER), "--find"], capture_output=True, text=True, check=False
    )
    if found.returncode == 0:
        return found.stdout.strip()
    message = "no Chromium here, so no browser test runs; to install one: sh " + str(FINDER)
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
