"""The strategy of an account as an overview with pages below it: nothing is lost on the way."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.findings.classification import Edition
from generator.model.kinds import Account
from generator.pages.kit.links import (
    _ENTRIES,
    MONEY,
    STRATEGY_PAGES,
    account_path,
    entries_on,
    entry_path,
)
from generator.pages.kit.page import Page
from generator.pipeline.assemble import Assembled, assemble
from generator.site.page_tree import add_contents, parse
from generator.site.sanitize import convert
from tests.conftest import AS_OF, FIXTURE, PORTFOLIO, assembled_on
from tests.scenarios.scenario import BASE, copy_of

EDITIONS = (Edition.TEAM, Edition.LEADERSHIP)
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LEADS = re.compile(r"\]\((strategy/[a-z]+\.md)(?:#([^)]+))?\)")

each_repository = pytest.mark.parametrize(
    ("root", "edition"),
    [
        pytest.param(root, edition, id=f"{root.name}-{edition.value}")
        for root in (FIXTURE, PORTFOLIO)
        for edition in EDITIONS
    ],
)


def accounts_of(made: Assembled) -> Iterator[tuple[Account, dict[str, Page]]]:
    """Each account with its pages by what follows the folder of the account."""
    for account in made.catalog.accounts.values():
        folder = account_path(account.id, "")
        pages = {page.path: page for page in made.pages if page.path.startswith(folder)}
        yield account, {path.removeprefix(folder): page for path, page in pages.items()}


def ids_of(page: Page) -> set[str]:
    """Everything on a page that a link may lead to."""
    body = parse(convert(page.markdown))
    add_contents(body)
    return {str(node.id) for node in body.css("[id]")}


# Navigation ----------------------------------------------------------------------------------


@each_repository
def test_every_page_of_an_account_appears_in_its_navigation(root: Path, edition: Edition) -> None:
    found = list(accounts_of(assembled_on(AS_OF, edition, root)))
    assert found
    for account, pages in found:
        own = {page.path for page in pages.values()}
        listed = {leaf: [each.path for each in page.siblings] for leaf, page in pages.items()}
        below = {page.path for leaf, page in pages.items() if leaf.startswith("checklist/")}
        assert set(listed["strategy.md"]) == own - below
        strategies = {account_path(account.id, leaf) for leaf in STRATEGY_PAGES}
        assert set(listed["checklist.md"]) == own - strategies
        for leaf, paths in listed.items():
            assert account_path(account.id, leaf) in paths
            assert len(paths) == len(set(paths))
            assert set(paths) <= own
            assert account_path(account.id, "strategy.md") in paths
        for leaf in STRATEGY_PAGES.keys() & pages.keys():
            assert listed[leaf] == listed["strategy.md"]
            assert pages[leaf].breadcrumbs[-1].path == account_path(account.id, "strategy.md")


WALLET = "wallet: {category: Seals, total: 4 m, ours: 1 m, on: 2026-09-01, method: Counts, "
WALLET += "confidence: low}\n"
AMOUNTS = """economics:
  margin_floor: 20 %
  periods:
    - {id: p, starts: 2025-10-01, ends: 2026-09-30, revenue: 9 m, goods: 1 m, terms: 0,
       cost_to_serve: 0}
"""
DRIVERS = "economics:\n  drivers: [{id: trips, what: Trips}]\n"


@pytest.mark.parametrize(
    ("written", "team", "leadership"),
    [
        ("", False, False),
        (WALLET, True, True),
        (WALLET.replace("{", "{class: restricted, "), False, False),
        (WALLET.replace("{", "{class: confidential, "), False, True),
        (AMOUNTS, False, True),
        (DRIVERS, True, True),
        (DRIVERS.replace("{", "{class: confidential, "), False, True),
    ],
    ids=[
        *("nothing", "wallet", "restricted wallet", "confidential wallet"),
        *("amounts", "drivers", "confidential drivers"),
    ],
)
def test_there_is_a_page_about_money_where_something_about_it_is_in_view(
    tmp_path: Path, written: str, team: bool, leadership: bool
) -> None:
    root = copy_of(BASE, tmp_path / "repository")
    place = root / "accounts/acme-pumps/economics.yaml"
    place.write_text(f"schema: account/1\n{written}", encoding="utf-8")
    for edition, seen in ((Edition.TEAM, team), (Edition.LEADERSHIP, leadership)):
        made = assemble(root, edition, AS_OF)
        ((account, pages),) = accounts_of(made)
        path = account_path(account.id, MONEY)
        assert (MONEY in pages) is seen, edition
        assert (path in {each.path for each in pages["strategy.md"].siblings}) is seen
        assert ("](strategy/money.md" in pages["strategy.md"].markdown) is seen
        assert any("strategy/money.md" in page.markdown for page in made.pages) is seen


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.HR])
def test_an_edition_without_accounts_has_none_of_their_pages(edition: Edition) -> None:
    made = assembled_on(AS_OF, edition)
    assert not [page.path for page in made.pages if page.path.startswith("accounts/")]


# Anchors -------------------------------------------------------------------------------------


def leads_of(overview: Page) -> dict[str, tuple[str, str]]:
    """Anchors of an overview: to which page the link behind each leads, and to which anchor."""
    found = {}
    for line in overview.markdown.splitlines():
        for anchor in ANCHOR.finditer(line):
            if link := LEADS.search(line, anchor.end()):
                assert anchor[1] not in found
                found[anchor[1]] = link[1], link[2] or ""
    return found


@each_repository
def test_every_anchor_below_the_overview_is_in_it_and_leads_on(
    root: Path, edition: Edition
) -> None:
    for account, pages in accounts_of(assembled_on(AS_OF, edition, root)):
        leads = leads_of(pages["strategy.md"])
        for leaf in STRATEGY_PAGES.keys() & pages.keys():
            anchors = ANCHOR.findall(pages[leaf].markdown)
            assert len(anchors) == len(set(anchors))
            for anchor in anchors:
                assert anchor in leads, f"{account.id}: {leaf}#{anchor}"
                assert leads[anchor][0] == leaf, f"{account.id}: {leaf}#{anchor}"
                assert leads[anchor][1] in {"", anchor}


@each_repository
def test_every_anchor_of_the_overview_leads_to_a_page_that_exists(
    root: Path, edition: Edition
) -> None:
    """The anchor of an entry to a page that has it; that of a section that may be missing to its
    page.
    """
    for account, pages in accounts_of(assembled_on(AS_OF, edition, root)):
        entries = {each: leaf for leaf in STRATEGY_PAGES for each in entries_on(account, leaf)}
        leads = leads_of(pages["strategy.md"])
        assert entries.keys() <= leads.keys()
        ids = {leaf: ids_of(page) for leaf, page in pages.items() if leaf in STRATEGY_PAGES}
        for anchor, (leaf, place) in leads.items():
            assert leaf in pages
            assert not place or place in ids[leaf]
            if anchor in entries:
                assert leaf == entries[anchor]
                assert anchor in ids[leaf], f"{account.id}: {leaf}#{anchor}"


SAID_OTHERWISE = {"money"}
"""Anchors of headings that have become the title of a page."""


def test_every_heading_that_is_led_on_is_on_its_page_somewhere() -> None:
    missing: set[tuple[str, str]] = set()
    taken: set[tuple[str, str]] = set()
    for root in (FIXTURE, PORTFOLIO):
        for account, pages in accounts_of(assembled_on(AS_OF, Edition.LEADERSHIP, root)):
            entries = {each for leaf in STRATEGY_PAGES for each in entries_on(account, leaf)}
            for anchor, (leaf, _) in leads_of(pages["strategy.md"]).items():
                if anchor not in entries:
                    (taken if anchor in ids_of(pages[leaf]) else missing).add((leaf, anchor))
    assert {anchor for _, anchor in missing - taken} == SAID_OTHERWISE


FORMER = {
    *("position", "rating", "why-this-cell", "close-to-the-line", "what-would-move-it"),
    *("what-the-rating-rests-on", "how-it-moved", "what-the-cell-asks-for"),
    *("what-other-methods-say", "when-the-tier-should-change", "objectives", "decisions"),
    *("assumptions", "promises", "what-we-promised", "what-they-promised", "contracts", "notes"),
    *("white-space", "opportunities", "competitors", "risks"),
    "strengths-weaknesses-opportunities-threats",
    *("money", "what-the-account-brings", "target-and-actual"),
    *("what-changed-from-period-to-period", "what-drives-the-cost-to-serve"),
}
"""Anchors of the sections that the strategy page had before it was an overview."""


def test_every_section_that_the_strategy_page_had_leads_on() -> None:
    for account, pages in accounts_of(assembled_on(AS_OF, Edition.LEADERSHIP)):
        assert MONEY in pages, account.id
        assert FORMER - ids_of(pages["strategy.md"]) == set(), account.id


# Entries -------------------------------------------------------------------------------------


@each_repository
def test_every_entry_stands_on_the_page_that_links_name(root: Path, edition: Edition) -> None:
    for account, pages in accounts_of(assembled_on(AS_OF, edition, root)):
        folder = account_path(account.id, "")
        for kind, (field, leaf) in _ENTRIES.items():
            path = entry_path(account.id, kind)
            assert path == folder + leaf
            anchors = ANCHOR.findall(pages[path.removeprefix(folder)].markdown)
            expected = [f"{kind}-{each.id}" for each in getattr(account, field)]
            assert set(expected) <= set(entries_on(account, leaf))
            assert sorted(each for each in anchors if each.startswith(f"{kind}-")) == sorted(
                expected
            )


def test_there_is_an_entry_of_every_kind_among_the_examples() -> None:
    found = {
        kind
        for root in (FIXTURE, PORTFOLIO)
        for account in assembled_on(AS_OF, Edition.TEAM, root).catalog.accounts.values()
        for kind, (field, _) in _ENTRIES.items()
        if getattr(account, field)
    }
    assert found == _ENTRIES.keys()


def test_an_entry_of_another_kind_is_on_the_strategy_page() -> None:
    assert entry_path("acme", "") == "accounts/acme/strategy.md"


@each_repository
def test_every_link_into_an_account_leads_to_an_anchor_of_its_page(
    root: Path, edition: Edition
) -> None:
    """From its own pages, from reports and from the portfolio."""
    linked = re.compile(r"\]\(([^)#\s:]*\.md)#([^)\s]+)\)")
    made = assembled_on(AS_OF, edition, root)
    for account, pages in accounts_of(made):
        ids = {page.path: ids_of(page) for page in pages.values()}
        for page in made.pages:
            for leaf, anchor in linked.findall(page.markdown):
                target = posixpath.normpath(posixpath.join(page.path, "..", leaf))
                if target.startswith(account_path(account.id, "")):
                    assert anchor in ids[target], f"{page.path}: {leaf}#{anchor}"
