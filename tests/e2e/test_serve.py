"""The site while an author edits: it reloads by itself, with its policy in ``playbook serve``."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.livereload import LiveReloadServer
from playwright.sync_api import expect

from generator.findings.classification import Edition
from generator.findings.errors import DefinitionError
from generator.findings.finding import FindingLevel, Location, Rule
from generator.site.serving import serve_site
from tests.e2e.conftest import Reader
from tests.site import samples
from tests.site.conftest import make_repository, use

BROKEN = "content/broken.yaml"
WRONG = Rule("unknown-role", FindingLevel.ERROR, "A role there is not", "why", "Name one of ours.")
POLICY = "Content-Security-Policy"
FREE = "127.0.0.1:0"


@contextmanager
def serving(root: Path, start: Callable[[], object]) -> Iterator[str]:
    """The address at which ``start`` serves the sample pages of ``root``."""
    servers: list[LiveReloadServer] = []

    def server(**named: Any) -> LiveReloadServer:
        servers.append(LiveReloadServer(**named, polling_interval=0.05))
        return servers[-1]

    def assembled(*_: object, **__: object) -> Any:
        if (root / BROKEN).exists():
            raise DefinitionError((WRONG.at(Location("content/x.yaml", 3, 1), "no role <kma>"),))
        return samples.assembled()

    with pytest.MonkeyPatch.context() as monkeypatch:
        use(monkeypatch, assembled)
        monkeypatch.setattr(mkdocs_serve, "LiveReloadServer", server)
        make_repository(root)
        thread = threading.Thread(target=start, daemon=True)
        thread.start()
        while thread.is_alive() and not (servers and servers[0].serve_thread.is_alive()):
            time.sleep(0.05)
        yield f"http://127.0.0.1:{servers[0].server_port}/"
        servers[0].shutdown()
        thread.join()


def ours(root: Path) -> None:
    serve_site(root, Edition.TEAM, samples.AS_OF, address=FREE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "repository"


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with serving(root, lambda: ours(root)) as address:
        yield address


@pytest.mark.browser
def test_playbook_serve_reloads_a_page_under_the_policy(
    reader: Callable[..., Reader], root: Path
) -> None:
    visit = reader()
    page = visit.open("guides/read-a-playbook/")
    assert POLICY in page.content()
    assert page.locator("script:not([src]):not([type])").count() == 0
    written = root / "content/pages/guides/read-a-playbook.md"
    written.write_text("# Read another way\n", "utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_text("Read another way", timeout=20_000)
    page.goto(visit.address + "accounts/norvane-old/#objectives")
    page.wait_for_url("**/accounts/norvane/#objectives")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
@pytest.mark.browser
def test_errors_stand_on_the_last_valid_page_until_they_are_fixed(
    reader: Callable[..., Reader], root: Path
) -> None:
    visit = reader()
    page = visit.open("accounts/norvane/")
    problem = page.get_by_role("alert").filter(has_text="last state without errors")
    (root / BROKEN).touch()
    expect(problem).to_contain_text("no role <kma>", timeout=20_000)
    expect(problem).to_contain_text("content/x.yaml:3:1")
    assert "Norvane" in page.inner_text("h1")
    (root / BROKEN).unlink()
    expect(problem).to_have_count(0, timeout=20_000)
    settings = root / "mkdocs.yml"
    valid = settings.read_text()
    settings.write_text(valid + "nav: 3\n")
    expect(problem).to_contain_text("nav", timeout=20_000)
    settings.write_text(valid)
    expect(problem).to_have_count(0, timeout=20_000)
    assert visit.problems.none(), visit.problems


def test_mkdocs_serve_leaves_the_policy_out_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = tmp_path / "repository"
    settings = str(root / "mkdocs.yml")
    caplog.set_level("INFO", "mkdocs")
    with serving(root, lambda: mkdocs_serve.serve(settings, dev_addr=FREE)) as address:
        for path in ("", "accounts/norvane-old/"):
            with urlopen(address + path) as answer:  # noqa: S310  # of our own server
                html = answer.read().decode()
            assert POLICY not in html
            assert "livereload(" in html
    (line,) = [each.message for each in caplog.records if POLICY in each.message]
    assert "`playbook serve` serves it with the policy" in line
