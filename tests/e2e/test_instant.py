"""A site whose settings ask for instant navigation: after a click its pages are there and work."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from generator.cli.app import run
from tests.e2e.conftest import Reader, served
from tests.site.conftest import DAY, repository_with

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a site that names this address as its own, without which nothing of it is instant."""
    folder = tmp_path_factory.mktemp("instant")
    with served(folder / "site") as address:
        root = repository_with("[navigation.instant]", folder, site_url=address)
        options = ("--site-dir", str(folder / "site"), "--as-of", DAY, "--quiet")
        assert run(["build", "--root", str(root), *options]) == 0
        yield address


def test_after_a_click_the_new_page_is_there_and_works(reader: Callable[..., Reader]) -> None:
    visit = reader()
    page = visit.open()
    page.wait_for_load_state("networkidle")  # instant navigation first asks which pages there are
    page.get_by_role("link", name="Accounts").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    tier = page.get_by_role("columnheader", name="Tier")
    tier.get_by_role("button").click()
    expect(tier).to_have_attribute("aria-sort", "ascending")
    page.locator("svg a circle").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme Pumps")
    assert visit.heard.nothing(), visit.heard
