"""The site of this repository, as its three readers meet it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


@pytest.mark.slow
def test_from_home_to_an_accounts_strategy_by_clicks(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open()
    page.get_by_role("link", name="I review a strategy").click()
    page.locator("article").get_by_role("link", name="Norvane Industrial Group").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Norvane Industrial Group")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Strategy", exact=True).click()
    page.wait_for_url("**/accounts/norvane-industrial-group/strategy/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Strategy")
    assert visit.problems.none(), visit.problems


ONE_OF_EACH_KIND = (
    "accounts/",
    *(f"accounts/norvane-industrial-group/{leaf}" for leaf in ("", "strategy/", "history/")),
    *("roles/kam/", "roles/kam/levels/insight/", "roles/kam/checklist/", "roles/compare/"),
    *("competencies/negotiation/", "methods/account-analysis-matrix/"),
    *("onboarding/kam/", "reports/findings/", "glossary/k-o/"),
)
"""Those most at odds with a narrow window; every page is looked at when time is no matter."""


def _loads_quietly_and_fits(visit: Reader, paths: Iterable[str], width: int) -> None:
    for path in paths:
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert visit.problems.none(), f"{path}: {visit.problems}"


def test_each_kind_of_page_loads_quietly_and_fits(reader: MakeReader) -> None:
    _loads_quietly_and_fits(reader(width=375, color_scheme="light"), ONE_OF_EACH_KIND, 375)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 375])
def test_every_page_loads_quietly_and_fits(
    reader: MakeReader, site: Path, width: int, scheme: str
) -> None:
    visit = reader(width=width, color_scheme=scheme)
    folders = sorted(file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    assert len(folders) > 60
    paths = ["" if folder == "." else f"{folder}/" for folder in folders]
    _loads_quietly_and_fits(visit, paths, width)
