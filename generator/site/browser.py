"""Prints a page of a built site through the Chromium or Chrome of the machine."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.findings.errors import OutputError, UsageError

BROWSER_PATH = "BROWSER_PATH"
"""The environment variable that names a browser in an unusual place."""

PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    *("chrome", "msedge"),
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
"""Browsers that print, the first one that is there."""

_OPTIONS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND",  # what is printed lies on this machine
)
_SECONDS = 120
_DAY = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")


def find_browser(environment: Mapping[str, str]) -> str:
    """The browser to print with. Raises UsageError where there is none."""
    named = environment.get(BROWSER_PATH)
    found = filter(None, map(shutil.which, [named] if named else PROGRAMS))
    if program := next(found, None):
        return program
    if named:
        raise UsageError(f"{BROWSER_PATH} names {named}, which is no program that can be run")
    raise UsageError(
        "a PDF needs Chromium or Chrome, and there is none on this machine: install one, or name "
        f"its program in the environment variable {BROWSER_PATH}. You can also print the page "
        "from any browser"
    )


def print_page(page: Path, program: str, day: date) -> bytes:
    """A page of a built site as PDF, as it is without scripts, dated ``day``.

    Links to other pages are left out: on another machine they would lead nowhere. The same page and
    browser give the same bytes. Raises OutputError if the browser prints nothing.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-print-") as folder:
        alone, printed = page.with_name("printed.html"), Path(folder, "printed.pdf")
        alone.write_text(_alone(page.read_text("utf-8")), encoding="utf-8")
        # Chromium refuses its sandbox to root; the page is our own, and has no scripts.
        as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        own = [f"--user-data-dir={folder}/browser", f"--print-to-pdf={printed}"]
        command = [program, *_OPTIONS, *as_root, *own, alone.as_uri()]
        said = _run(command)
        alone.unlink()
        if not printed.is_file():
            raise OutputError(
                f"{program} printed nothing: {said or 'it gave no message'}. Name another browser "
                f"in {BROWSER_PATH}"
            )
        return _DAY.sub(rb"/\1 (D:%d000000+00'00')" % int(f"{day:%Y%m%d}"), printed.read_bytes())


def number_of_pages(pdf: bytes) -> int:
    """How many pages a PDF of a browser has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _run(command: list[str]) -> str:
    """Run a browser; the last line that it wrote."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - found
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _alone(html: str) -> str:
    """A page without scripts, which would ask the clock, and without links to other pages."""
    tree = LexborHTMLParser(html)
    for node in tree.css("script, meta[http-equiv]"):
        node.decompose()
    for node in tree.css("a[href]"):
        target = node.attributes.get("href") or ""
        if not target.startswith(("#", "http:", "https:", "mailto:")):
            del node.attrs["href"]
    return tree.html or ""
