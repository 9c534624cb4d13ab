"""The search: what is loaded, what is found, and its use with keyboard and screen reader."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from generator.findings.classification import Edition
from generator.pipeline.assemble import Assembled
from tests.e2e import axe
from tests.e2e.conftest import Reader
from tests.e2e.search import answers, ask, names

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]
SEARCH_QUERIES = Path(__file__).resolve().parents[1] / "data/search_queries.yaml"
RIGHT = 0.95
OF_THE_SEARCH = ("/search/", "playbook-search-", "pagefind", ".wasm")


@pytest.fixture(scope="module")
def site(team_site: Path) -> Path:
    return team_site


@pytest.mark.parametrize("each", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_what_people_type_leads_to_the_right_page(reader: MakeReader, each: int) -> None:
    every: dict[str, list[str]] = yaml.load(SEARCH_QUERIES.read_text("utf-8"), yaml.BaseLoader)
    assert len(every) >= 80
    expected = dict(list(every.items())[::each])
    visit = reader()
    found = answers(visit.open("guides/"), list(expected))
    missed = {
        typed: list(answer.urls[:6])
        for (typed, right), answer in zip(expected.items(), found, strict=True)
        if not answer.first_pages() & set(right)
    }
    print(f"\n{len(missed)} of {len(expected)} queries have no right page in the first three")
    assert len(missed) <= (1 - RIGHT) * len(every), missed  # a few of the missed may be together
    assert visit.problems.none(), visit.problems


def _typos(name: str) -> Iterator[str]:
    """The name with one letter left out, and with two letters in the wrong order."""
    for place in range(len(name)):
        if name[place].isalpha():
            yield name[:place] + name[place + 1 :]
            if name[place + 1 : place + 2].isalpha():
                yield f"{name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}"


@pytest.mark.slow
def test_a_name_with_one_typo_is_found(
    reader: MakeReader, shipped: Callable[[Edition], Assembled]
) -> None:
    catalog = shipped(Edition.TEAM).catalog
    misspelt = [
        (typed, f"{folder}/{item.id}/")
        for folder in ("accounts", "roles", "competencies")
        for item in getattr(catalog, folder).values()
        for typed in _typos(item.name)
    ]
    assert len(misspelt) > 500
    found = names(reader().open("guides/"), [typed for typed, _ in misspelt])
    missed = [typed for (typed, _), urls in zip(misspelt, found, strict=True) if not urls]
    assert not missed
    right = [there in urls for (_, there), urls in zip(misspelt, found, strict=True)]
    assert sum(right) / len(right) > RIGHT


@pytest.mark.slow
def test_every_region_of_every_account_is_found(
    reader: MakeReader, shipped: Callable[[Edition], Assembled]
) -> None:
    regions = [
        (region.name, f"accounts/{account.id}/")
        for account in shipped(Edition.TEAM).catalog.accounts.values()
        for region in account.regions
    ]
    found = answers(reader().open("roles/"), [name for name, _ in regions])
    for (name, there), answer in zip(regions, found, strict=True):
        assert there in answer.first_pages(), (name, answer.urls[:6])


@pytest.mark.slow
def test_every_word_of_the_glossary_is_found_in_the_first_three(
    reader: MakeReader, shipped: Callable[[Edition], Assembled]
) -> None:
    """Every term, abbreviation, synonym and translation leads to the page that explains it."""
    site = shipped(Edition.TEAM)
    assert site.catalog.definitions.glossary is not None
    pages = [page for page in site.pages if page.path.startswith("glossary/")]
    words = [
        (word, f"{page.path.removesuffix('.md')}/")
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
    assert len(words) > 400
    found = names(reader().open("guides/"), [word for word, _ in words])
    assert not [
        (word, urls)
        for (word, there), urls in zip(words, found, strict=True)
        if there not in {url.partition("#")[0] for url in urls[:3]}
    ]


def test_nothing_of_it_is_loaded_before_it_is_opened(reader: MakeReader) -> None:
    visit = reader(locale="en-GB")  # a browser that has kept nothing
    loaded: list[tuple[str, int]] = []
    visit.page.on(
        "response",
        lambda sent: loaded.append((sent.url, int(sent.headers.get("content-length", 0)))),
    )
    page = visit.open("roles/kam/")
    page.wait_for_load_state("networkidle")
    assert not [url for url, _ in loaded if any(part in url for part in OF_THE_SEARCH)]
    before = len(loaded)
    ask(page, "norvane")
    first = loaded[before:]
    size = sum(size for _, size in first)
    print(f"\nfirst search: {len(first)} requests, {size / 1000:.0f} kB")
    assert len(first) < 80
    assert size < 450_000


def _options(page: Page) -> list[str]:
    return page.get_by_role("option").locator(".pb-search__title").all_inner_texts()


@pytest.mark.slow
def test_the_keyboard_is_enough(reader: MakeReader) -> None:
    page = reader().open("accounts/")
    filters = page.get_by_role("searchbox").first
    filters.focus()
    page.keyboard.type("a/f")
    expect(filters).to_have_value("a/f")
    field = page.get_by_role("combobox", name="Search")
    for key in ("/", "f"):
        page.locator("h1").click()
        page.keyboard.press(key)
        expect(field).to_be_focused()
        expect(page.locator(".pb-search__status")).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).not_to_be_focused()
        expect(page.locator(".pb-search__status")).to_be_hidden()
    ask(page, "norvane")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="found.")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("Norvane Industrial Group")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/norvane-industrial-group/")


@pytest.mark.slow
def test_enter_goes_to_the_first_result_and_to_its_place(reader: MakeReader) -> None:
    page = reader().open("glossary/s/")
    ask(page, "share of wallet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/s/#share-of-wallet-sow")
    expect(page.get_by_role("listbox")).to_be_hidden()  # the page stays, the search goes


@pytest.mark.slow
def test_results_are_narrowed_by_kind(reader: MakeReader) -> None:
    page = reader().open("guides/")
    ask(page, "white space")
    kinds = page.get_by_role("group", name="Show one kind only")
    competency = kinds.get_by_role("button", name="Competency")
    competency.click()
    expect(competency).to_have_attribute("aria-pressed", "true")
    expect(competency).to_be_focused()
    expect(page.locator(".pb-search__above").first).to_contain_text("Competency")
    labels = page.locator(".pb-search__kind, .pb-search__above").all_inner_texts()
    assert labels
    assert all(label.startswith("Competency") for label in labels)
    competency.click()
    expect(page.locator(".pb-search__above").filter(has_text="Account ·").first).to_be_visible()


@pytest.mark.slow
def test_a_typo_finds_the_intended_page_without_a_notice(reader: MakeReader) -> None:
    page = reader().open("guides/")
    ask(page, "zzqxv")
    expect(page.locator(".pb-search__status")).to_contain_text("Nothing found for “zzqxv”.")
    expect(page.get_by_role("listbox")).to_be_hidden()
    ask(page, "negotiaton")
    assert _options(page)[0].startswith("Negotiation")
    page.get_by_role("button", name="negotiation").click()
    expect(page.get_by_role("combobox", name="Search")).to_have_value("negotiation")
    expect(page.locator(".pb-search__text mark").first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "scheme"), axe.all_but_the_first_slow([(1440, "dark"), (375, "light")])
)
def test_the_open_search_is_accessible_and_fits(
    reader: MakeReader, width: int, scheme: str
) -> None:
    visit = reader(width=width, color_scheme=scheme)
    page = visit.open("guides/")
    if width < 400:
        page.get_by_role("button", name="Search").click()
    ask(page, "account manger")
    page.keyboard.press("ArrowDown")
    assert not axe.violations(page, ".pb-search")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_without_a_server_it_says_so(reader: MakeReader, site: Path) -> None:
    page = reader().page
    page.goto((site / "roles/kam/index.html").as_uri())
    page.keyboard.press("/")
    expect(page.locator(".pb-search__status")).to_contain_text("The search needs a web server")


@pytest.mark.slow
def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(reader: MakeReader) -> None:
    page = reader().page
    visit = reader()
    page = visit.open("guides/")
    page.route("**/search/names.json", lambda route: route.abort())
    page.keyboard.press("/")
    status = page.locator(".pb-search__status")
    expect(status).to_contain_text("could not be loaded")
    page.unroute("**/search/names.json")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(status).to_contain_text("Type to search")


@pytest.mark.slow
def test_what_is_found_is_text_and_never_markup(reader: MakeReader) -> None:
    page = reader().open("guides/")
    hostile = "<img src=x onerror=alert(1)>"
    names = {"kinds": [["Guide", 1]], "records": 0, "shards": []}
    listed = [[0, f"Hostile {hostile}", "guides/", hostile, hostile]]
    text = json.dumps({**names, "names": listed})
    page.route("**/search/names.json", lambda route: route.fulfill(body=text))
    ask(page, "hostile")
    option = page.get_by_role("option")
    expect(option).to_contain_text(f"Hostile {hostile}")
    assert not option.locator("img").count()
