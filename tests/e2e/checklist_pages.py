"""The pages with a checklist, and what a reader finds on them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.conftest import Reader

MakeReader = Callable[..., Reader]

ROLE = "roles/kam/checklist/"
OVERVIEW = "accounts/norvane-industrial-group/checklist/"
ACCOUNT = f"{OVERVIEW}commercial/"
PATH = "onboarding/kam/"
FIRST_DAYS = "accounts/norvane-industrial-group/onboarding/"
KEY = "playbook-checklist:/:role:kam"

REWORDED = "Read the first page of your account"
"""A task of the path, which :mod:`tests.e2e.test_checklist_changes` rewords."""

BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); }
});"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
};"""


def panel(page: Page) -> Locator:
    """The box above the list."""
    return page.locator(".pb-check")


def status(page: Page) -> Locator:
    """The progress, in words."""
    return page.locator(".pb-check__status")


def message(page: Page) -> Locator:
    """The outcome of the last action."""
    return page.locator(".pb-check__message")


def own(page: Page, name: str) -> Locator:
    """The group of fields of a competency."""
    return page.get_by_role("group", name=f"Your level of {name} (")


def choose(page: Page, name: str, level: str) -> None:
    own(page, name).get_by_role("radio", name=level, exact=True).check()


def note(page: Page, name: str, text: str, field: str = "Evidence") -> None:
    if not own(page, name).get_by_label(field).is_visible():
        own(page, name).get_by_text("Evidence and next step").click()
    own(page, name).get_by_label(field).fill(text)


def expect_level(page: Page, name: str, level: str) -> None:
    expect(own(page, name).get_by_role("radio", name=level, exact=True)).to_be_checked()


def tick(page: Page, words: str) -> None:
    """Tick the task that begins with these words."""
    page.get_by_role("checkbox", name=words).first.check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def saved(page: Page, person: str = "Ada Blum") -> dict[str, Any]:
    """The file one gets by saving."""
    press(page, "Save as a file")
    page.get_by_label("Your name").fill(person)
    with page.expect_download() as download:
        press(page, "Save")
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return found


def load_file(page: Page, content: object, name: str = "own.json") -> None:
    """Choose a file: ``content`` as it is, or as JSON."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with page.expect_file_chooser() as chooser:
        press(page, "Bring in a file")
    chooser.value.set_files(FilePayload(name=name, mimeType="application/json", buffer=raw))


def open_side_by_side(page: Page, *files: tuple[str, object]) -> Locator:
    """Open files by name and content; where they show."""
    chosen = [
        FilePayload(
            name=name,
            mimeType="application/json",
            buffer=content if isinstance(content, bytes) else json.dumps(content).encode(),
        )
        for name, content in files
    ]
    with page.expect_file_chooser() as chooser:
        press(page, "Open files side by side")
    chooser.value.set_files(chosen)
    return page.get_by_role("region", name="Files side by side")


def records(file: dict[str, Any]) -> dict[str, Any]:
    """The entries of a file by their id."""
    return {record["id"]: record for record in file["records"]}
