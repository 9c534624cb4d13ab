"""A site with instant navigation: after a click its pages are complete and work.

Its definitions and a hand-written page have headings that would take the ids scripts rely on.
"""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from generator.cli.app import run
from tests.conftest import PORTFOLIO, MakeOnce
from tests.e2e.conftest import Reader
from tests.e2e.test_compare import box
from tests.site.conftest import DAY

pytestmark = pytest.mark.browser

MakeReader = Callable[..., Reader]

FEATURES = "[navigation.instant, navigation.instant.prefetch, navigation.instant.progress, " + (
    "navigation.top, content.tabs.link]"
)
SETTINGS = f"""site_name: Ours
site_url: https://ours.example/
theme: {{name: material, features: {FEATURES}}}
plugins: [playbook: {{as_of: {DAY}}}]
markdown_extensions: [md_in_html, pymdownx.superfences, pymdownx.tabbed: {{alternate_style: true}}]
validation: {{links: {{not_found: info}}}}
"""
LINK = re.compile(r'<a [^>]*href="([^"]+)')
TABS = '\n=== "One"\n\n    The first.\n\n=== "Two"\n\n    The second.\n'
WRITTEN = f"""# Written

## Pb checklist

## `__config`

## `__search`

| Left | Right |
| --- | ---: |
| a | 1 |

<svg viewBox="0 0 90 9"><a href="../tabs/"><rect id="r" width="9" height="9"/></a>
<use href="#r" x="20"/></svg>

<a name="old">Old words</a> <svg viewBox="0 0 9 9"><a><circle id="s" r="9"/></a></svg>

[Tabs](tabs.md)
{TABS}"""


@pytest.fixture(scope="module")
def site(make_once: MakeOnce) -> Path:
    def build(root: Path) -> None:
        shutil.copytree(PORTFOLIO, root)
        (root / "docs").mkdir()
        (root / "docs/written.md").write_text(WRITTEN, "utf-8")
        (root / "docs/tabs.md").write_text(f"# Tabs\n\n[Written](written.md)\n{TABS}", "utf-8")
        (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
        framework = root / "content/competencies/framework.yaml"
        text = framework.read_text("utf-8")
        text = text.replace("name: Knowing the customer", "name: Pb checklist")
        framework.write_text(text, "utf-8")
        assert run(["build", "--root", str(root), "--quiet"]) == 0

    return make_once("instant", build) / "site"


@pytest.fixture
def visit(reader: MakeReader, site: Path) -> Reader:
    """A reader of a site at its own address, without which nothing of it is instant."""
    visit = reader()
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    ours = sitemap.replace("https://ours.example/", visit.address)
    visit.page.route("**/sitemap.xml", lambda route: route.fulfill(body=ours))
    return visit


def opened(visit: Reader, path: str = "") -> Page:
    """A page after a full load; ``arrived`` fails when it is loaded again."""
    page = visit.open(path)
    page.wait_for_load_state("networkidle")  # instant navigation first asks which pages there are
    page.evaluate("window.loadedOnce = true")
    return page


def arrived(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.evaluate("window.loadedOnce"), "the page was loaded whole"


SHOWN = """() => [
  document.title,
  document.querySelector("article").innerText,
  document.querySelector(".md-sidebar--primary").innerText,
  document.querySelectorAll("article :is(button, input, textarea, summary, svg a)").length,
]"""
CLICK = """address => {
  document.querySelector("[data-md-component=container]").dataset.clicked = "";  // till it goes
  [...document.querySelectorAll("a")].find((link) =>
    new URL(link.getAttribute("href"), link.baseURI).href.split("#")[0] === address
  ).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}"""


def links_by_page(site: Path, address: str) -> dict[str, list[str]]:
    """The pages each page leads to."""
    pages = {
        urljoin(address, f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")): file
        for file in sorted(site.rglob("index.html"))
    }
    found = {
        page: [urljoin(page, link).split("#")[0] for link in LINK.findall(file.read_text("utf-8"))]
        for page, file in pages.items()
    }
    return {page: [each for each in links if each in pages] for page, links in found.items()}


def way(links: dict[str, list[str]], start: str, goal: str) -> list[str]:
    """The fewest pages to click through from one page to another."""
    ways: dict[str, list[str]] = {start: []}
    reached = [start]
    for page in reached:
        new = [each for each in dict.fromkeys(links[page]) if each not in ways]
        ways |= {each: [*ways[page], each] for each in new}
        reached += new
    return ways[goal]


def one_of_each_kind(pages: Iterable[str], address: str) -> list[str]:
    """A page for each section, depth and, further down, last part of the address."""
    kinds: dict[object, str] = {}
    for page in sorted(pages):
        first, *rest = page.removeprefix(address).strip("/").split("/")
        kinds.setdefault((first, len(rest), rest[-1] if len(rest) > 1 else ""), page)
    return list(kinds.values())


def clicks_through(visit: Reader, site: Path, goals: Iterable[str]) -> None:
    """Click from page to page; each goal shows the same as after a full load."""
    page, whole = opened(visit), visit.page.context.new_page()
    links, at = links_by_page(site, visit.address), visit.address
    for goal in goals:
        for step in way(links, at, goal):
            page.evaluate(CLICK, step)
            page.wait_for_function("address => location.href.split('#')[0] === address", arg=step)
            page.wait_for_function("() => !document.querySelector('[data-clicked]')")
        whole.goto(goal)
        expected = whole.evaluate(SHOWN)
        page.wait_for_function(f"expected => `${{({SHOWN})()}}` === `${{expected}}`", arg=expected)
        assert page.evaluate("window.loadedOnce"), f"{goal} was loaded whole"
        assert visit.problems.none(), f"{goal}: {visit.problems}"
        at = goal


@pytest.mark.slow
def test_a_click_brings_what_loading_the_page_brings(visit: Reader, site: Path) -> None:
    account = "accounts/norvane-industrial-group/"
    paths = ("accounts/", f"{account}checklist/", "roles/compare/levels/")
    clicks_through(visit, site, [visit.address + each for each in paths])


@pytest.mark.slow
def test_so_it_is_for_every_kind_of_page(visit: Reader, site: Path) -> None:
    goals = one_of_each_kind(links_by_page(site, visit.address), visit.address)
    assert len(goals) > 30
    clicks_through(visit, site, goals)


@pytest.mark.slow
def test_tables_and_links_in_pictures_work_after_a_click(visit: Reader) -> None:
    page = opened(visit)
    page.locator(".md-sidebar--primary").get_by_role("link", name="Accounts").click()
    arrived(page, "Accounts")
    tier = page.get_by_role("columnheader", name="Tier")
    tier.get_by_role("button").click()
    expect(tier).to_have_attribute("aria-sort", "ascending")
    page.locator(".md-sidebar--secondary a").first.click()
    page.wait_for_url("**/accounts/?sort=tier#*")
    expect(tier).to_have_attribute("aria-sort", "ascending")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Accounts").click()
    expect(tier).not_to_have_attribute("aria-sort", re.compile("."))  # loaded, without a question
    page.wait_for_load_state("networkidle")
    page.evaluate("window.loadedOnce = true")
    point = page.locator("svg a", has=page.locator("circle")).first
    name = point.locator("title").text_content() or ""
    point.hover()  # the page behind it may be fetched already
    point.locator("circle").click()
    page.wait_for_url("**/accounts/*/")
    arrived(page, name.partition(",")[0].partition(":")[0])
    page.go_back()
    arrived(page, "Accounts")
    tier.get_by_role("button").click()
    expect(tier).to_have_attribute("aria-sort", "ascending")
    page.go_back()
    expect(tier).not_to_have_attribute("aria-sort", re.compile("."))
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_checklists_and_comparisons_work_after_a_click(visit: Reader) -> None:
    page = opened(visit, "roles/kam/")
    assert page.locator("#pb-checklist").count() == 0
    page.get_by_role("link", name="checklist").first.click()
    arrived(page, "Key Account Manager (KAM): checklist")
    expect(page.locator("h2#pb-checklist")).to_have_text("Pb checklist")
    page.locator(".pb-own__levels input").nth(2).check()
    expect(page.locator(".pb-check__status")).to_contain_text("1 of ")
    page.get_by_role("button", name="Sign-off sheet").click()
    expect(page.locator("html")).to_have_attribute("data-pb-sheet", "")
    page.go_back()
    arrived(page, "Key Account Manager (KAM)")
    expect(page.locator("html")).not_to_have_attribute("data-pb-sheet", "")
    page.go_forward()
    expect(page.locator(".pb-check__status")).to_contain_text("1 of ")
    assert page.locator(".pb-check").count() == 1
    page.evaluate(CLICK, visit.address + "roles/")
    arrived(page, "Roles")
    page.evaluate(CLICK, visit.address + "roles/compare/")
    box(page, "Account Manager").uncheck()
    expect(page.get_by_role("columnheader", name="Account Manager (AM)")).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("columnheader", name="Account Manager (AM)")).to_be_visible()
    assert page.evaluate("window.loadedOnce")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_search_and_tabs_work_after_a_click(visit: Reader) -> None:
    page = opened(visit, "written/")
    page.locator(".tabbed-labels").get_by_text("Two").click()
    page.locator("article svg a rect").click()
    arrived(page, "Tabs")
    expect(page.get_by_text("The second.")).to_be_visible()  # chosen on the page before
    page.get_by_role("link", name="Written", exact=True).last.click()
    arrived(page, "Written")
    expect(page.get_by_text("The second.")).to_be_visible()
    page.wait_for_timeout(200)  # the theme closes the search for good 125 ms after a click
    page.keyboard.press("/")
    page.keyboard.type("negotiation")
    page.get_by_role("option", name="Negotiation").first.click()
    page.wait_for_url("**/competencies/negotiation/**")
    arrived(page, "Negotiation")
    expect(page.locator("[id='pb:search-results']")).to_be_hidden()
    assert visit.problems.none(), visit.problems


UNREADABLE = ("https://[oops", "//[x", "http:[x", "https://a b/", "https://℀.com/", "")
"""Addresses of links that lead nowhere, or to the page itself."""


@pytest.mark.slow
def test_links_that_lead_nowhere_stop_nothing(visit: Reader) -> None:
    page = opened(visit, "tabs/")
    for trial in range(len(UNREADABLE) + 2):
        page.get_by_role("link", name="Written", exact=True).last.click()
        arrived(page, "Written")
        before = page.url
        if trial < len(UNREADABLE):
            page.evaluate(
                "address => { const link = document.querySelector('a[name=old]');"
                "  link.setAttribute('href', address); link.target = ''; }",
                UNREADABLE[trial],
            )
        nowhere = page.locator("#s" if trial > len(UNREADABLE) else "a[name=old]")
        nowhere.hover()
        nowhere.focus()
        if trial >= len(UNREADABLE):
            nowhere.click()
            assert page.url == before
        page.go_back()
        arrived(page, "Tabs")
    assert visit.problems.none(), visit.problems


@pytest.mark.slow
def test_as_a_file_the_site_works_without_it(visit: Reader, site: Path) -> None:
    page = visit.page
    page.goto((site / "accounts/index.html").as_uri())
    tier = page.get_by_role("columnheader", name="Tier")
    tier.get_by_role("button").click()
    expect(tier).to_have_attribute("aria-sort", "ascending")
    announced = "Promise.race([new Promise((tell) => document$.subscribe(() => tell(true))), " + (
        "new Promise((tell) => setTimeout(tell, 2000, false))])"
    )
    assert page.evaluate(announced)  # and with it all parts of the theme
    page.keyboard.press("/")
    expect(page.locator(".pb-search__status")).to_contain_text("needs a web server")
    assert not visit.problems.errors, visit.problems


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "path", "controls"),
    [
        ("checklist-file", "roles/kam/checklist/", "button"),
        *(
            pytest.param(*each, marks=pytest.mark.slow)
            for each in (
                ("checklist", "roles/kam/checklist/", "button"),
                ("table-model", "accounts/", "button"),
                ("compare-words", "roles/compare/levels/", "input"),
            )
        ),
    ],
)
def test_a_script_that_did_not_arrive_is_asked_for_by_the_next_page(
    visit: Reader, script: str, path: str, controls: str
) -> None:
    """Until then the page is as without scripts: nothing that somebody fills in is lost."""
    missing = f"**/playbook-{script}.js*"
    visit.page.route(missing, lambda route: route.abort())
    page = opened(visit, path)
    title = page.get_by_role("heading", level=1).inner_text()
    found = page.locator(f"article {controls}:not([disabled])")
    assert found.count() == 0
    page.unroute(missing)
    page.evaluate(CLICK, visit.address + "methods/")
    arrived(page, "Methods")
    page.go_back()
    arrived(page, title)
    expect(found).not_to_have_count(0)
