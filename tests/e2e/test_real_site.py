"""The site of this repository, as its three readers meet it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.e2e.conftest import Reader

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


def _first_hits(page: Page, typed: str) -> list[str]:
    """Addresses of the first three pages the search offers."""
    page.evaluate("() => { document.querySelector('.md-search-result__meta').innerText = ''; }")
    page.locator("input.md-search__input").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(typed)  # at once: what is found for its beginning is no answer
    page.keyboard.press("End")
    # A result is a page; behind its own link stand those of its sections.
    links = page.locator(".md-search-result__item > a.md-search-result__link:first-of-type")
    expect(links.first).to_be_visible()
    page.wait_for_function(
        "() => document.querySelector('.md-search-result__meta').innerText != ''"
    )
    count = min(3, links.count())
    return [str(links.nth(index).get_attribute("href")) for index in range(count)]


FOUND = {
    "KAM": "/roles/kam/",
    "Key Account Manager": "/roles/kam/",
    "grosskunden": "/glossary/k-o/",
    "Großkunden": "/glossary/k-o/",
    "EMEA": "/accounts/norvane-industrial-group/",
    "Americas": "/accounts/norvane-industrial-group/",
    "APAC": "/accounts/norvane-industrial-group/",
    "csv": "/competencies/",
    "download": "/roles/",
    "salary": "/roles/kam/background/",
    "earn": "/roles/gkam/background/",
}


def test_search_finds_it_in_the_first_three(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open("guides/")
    page.keyboard.press("/")
    hits = {typed: _first_hits(page, typed) for typed in FOUND}
    assert not {
        typed: hits[typed]
        for typed, there in FOUND.items()
        if not any(there in hit for hit in hits[typed])
    }
    assert visit.heard.nothing(), visit.heard


@pytest.mark.slow
def test_every_region_of_every_account_is_found(
    reader: MakeReader, assembled: Callable[[Edition], Assembled]
) -> None:
    visit = reader()
    for account in assembled(Edition.TEAM).catalog.accounts.values():
        for region in account.regions:
            page = visit.open("roles/")
            page.keyboard.press("/")
            hits = _first_hits(page, region.name)
            assert any(f"/accounts/{account.id}/" in hit for hit in hits), (region.name, hits)


IN_THE_FIRST_THREE = """there => [...document.querySelectorAll(
  '.md-search-result__item > a.md-search-result__link:first-of-type')].slice(0, 3)
  .some(link => link.getAttribute('href').includes(there))"""


def _words(assembled: Callable[[Edition], Assembled]) -> list[tuple[str, str]]:
    """Every term, abbreviation, synonym and translation, with the page that explains it."""
    site = assembled(Edition.TEAM)
    assert site.catalog.definitions.glossary is not None
    pages = [page for page in site.pages if page.path.startswith("glossary/")]
    return [
        (word, f"/{page.path.removesuffix('.md')}/")
        for term in site.catalog.definitions.glossary.terms
        for page in pages
        if f'<a id="term-{term.id}"></a>' in page.markdown
        for word in (
            term.term,
            *([term.abbreviation] if term.abbreviation else []),
            *term.also_called,
            *(each for translation in term.translations for each in translation.words),
        )
    ]


def _not_found(page: Page, words: Iterable[tuple[str, str]]) -> list[str]:
    page.keyboard.press("/")
    missed = []
    field = page.locator(".md-search__input")
    for word, there in words:
        field.fill("")
        field.fill(word)
        field.dispatch_event("keyup")
        try:
            page.wait_for_function(IN_THE_FIRST_THREE, arg=there, timeout=10_000)
        except TimeoutError:
            missed.append(word)
    return missed


@pytest.mark.slow
def test_words_of_the_glossary_are_found_in_the_first_three(
    reader: MakeReader, assembled: Callable[[Edition], Assembled]
) -> None:
    some = _words(assembled)[::20]
    assert len(some) > 20
    assert not _not_found(reader().open("guides/"), some)


@pytest.mark.slow
def test_every_word_of_the_glossary_is_found_in_the_first_three(
    reader: MakeReader, assembled: Callable[[Edition], Assembled]
) -> None:
    assert not _not_found(reader().open("guides/"), _words(assembled))


def test_from_home_to_an_accounts_strategy_by_clicks(reader: MakeReader) -> None:
    visit = reader()
    page = visit.open()
    page.get_by_role("link", name="I review a strategy").click()
    page.locator("article").get_by_role("link", name="Norvane Industrial Group").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Norvane Industrial Group")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Strategy", exact=True).click()
    page.wait_for_url("**/accounts/norvane-industrial-group/strategy/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Strategy")
    assert visit.heard.nothing(), visit.heard


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
        assert visit.heard.nothing(), f"{path}: {visit.heard}"


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
