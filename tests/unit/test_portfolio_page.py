"""The page of all accounts: table and order, register, families, many accounts."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.analysis import AccountInsight, analyze
from generator.analysis.currency import families
from generator.charts import MOST_LABELS
from generator.findings.classification import Edition
from generator.model.kinds import Account
from generator.pages import Page, PageKind, inputs
from generator.pages.kit.context import Context
from generator.pages.kit.pictures import point_on
from generator.pages.kit.tables import SortableColumn
from generator.pages.portfolio import portfolio
from generator.pipeline.assemble import Assembled

NORVANE, HALLMERE, TESSALY = (
    "norvane-industrial-group",
    "hallmere-food-retail",
    "tessaly-packaging",
)


@pytest.fixture
def context(assembled: Callable[[Edition], Assembled]) -> Context:
    made = assembled(Edition.TEAM)
    return Context(made.catalog, made.insight, made.findings)


def with_accounts(context: Context, *accounts: Account) -> Context:
    """The same view with other accounts."""
    by_id = {account.id: account for account in accounts}
    definitions = context.catalog.definitions.with_kind("account", by_id)
    account_insights = {
        key: replace(context.insight.accounts.get(key, an_insight(context)), account=account)
        for key, account in by_id.items()
    }
    return replace(
        context,
        catalog=replace(context.catalog, definitions=definitions),
        insight=replace(context.insight, accounts=account_insights),
    )


def an_insight(context: Context) -> AccountInsight:
    return context.insight.accounts[TESSALY]


def page_of(context: Context) -> Page:
    return next(PageKind(inputs.portfolio, portfolio.pages).of(context))


def column(page: Page, key: str) -> SortableColumn:
    return next(each for each in page.sortable[0].columns if each.key == key)


def order(page: Page, key: str) -> list[str]:
    """First words of the names of the accounts as they stand when sorted by a column."""
    names = re.findall(r"^\| \[(\w+)[^|]*\| \w+ \| [\w ]+ \| \w+ KAM", page.markdown, re.MULTILINE)
    ranks = column(page, key).ranks
    assert len(names) == len(ranks)
    return [name for _, name in sorted(zip(ranks, names, strict=True))]


@pytest.mark.parametrize(
    ("key", "first_to_last"),
    [
        ("name", ["Hallmere", "Norvane", "Tessaly"]),
        ("tier", ["Norvane", "Hallmere", "Tessaly"]),  # global, key, standard
        ("cell", ["Norvane", "Tessaly", "Hallmere"]),  # Star, Status, Streamline
        ("stage", ["Tessaly", "Norvane", "Hallmere"]),  # early, early on the way, mid
        ("next-review", ["Hallmere", "Tessaly", "Norvane"]),  # December before April
    ],
)
def test_each_column_has_an_order_of_its_own(
    context: Context, key: str, first_to_last: list[str]
) -> None:
    assert order(page_of(context), key) == first_to_last


def test_an_account_is_found_under_each_of_its_regions(context: Context) -> None:
    facet = column(page_of(context), "regions").facet
    assert facet is not None
    names = [name for _, name in facet.choices]
    assert [names[place] for place in facet.rows[1]] == ["Americas", "APAC", "EMEA"]
    assert "| EMEA, Americas, APAC | Ana Ruiz, Global Key Account Manager | Ana Ruiz |" in (
        page_of(context).markdown
    )


def test_an_account_without_rating_stage_or_people_says_so_and_comes_last(
    context: Context,
) -> None:
    bare = context.catalog.accounts[HALLMERE].model_copy(update={"stages": (), "regions": ()})
    other = with_accounts(context, bare, context.catalog.accounts[NORVANE])
    account_insights = {
        key: replace(each, placements=(), holder=None, role=None) if key == HALLMERE else each
        for key, each in other.insight.accounts.items()
    }
    page = page_of(replace(other, insight=replace(other.insight, accounts=account_insights)))
    assert "| not rated | not judged | none | <span" in page.markdown
    assert column(page, "cell").ranks == (None, 0)
    assert column(page, "stage").ranks == (None, 0)
    assert column(page, "regions").ranks == (None, 0)
    facet = column(page, "cell").facet
    assert facet is not None
    assert [name for _, name in facet.choices] == ["Star", "not rated"]


def test_the_register_holds_every_decision_newest_first(context: Context) -> None:
    text = page_of(context).markdown
    apart, _, running = text.partition("## How the others were chosen")
    apart = apart.partition("## Candidates, and what was decided against")[2]
    assert re.findall(r"\[(\w+)[^|]*\| active \| ([\w-]+) \|", apart) == [
        ("Tessaly", "rejected"),
        ("Tessaly", "nominated"),
    ]
    assert re.findall(
        r"\[(\w+)[^|]*\| active \| ([\w-]+) \| <time datetime=.(\d+-\d+)", running
    ) == [
        ("Hallmere", "accepted", "2025-09"),
        ("Hallmere", "nominated", "2025-08"),
        ("Norvane", "accepted", "2025-03"),
        ("Norvane", "nominated", "2025-02"),
    ]


def test_a_candidate_nobody_has_decided_on_stands_first(context: Context) -> None:
    changes = {"status": "candidate", "selection": ()}
    waiting = context.catalog.accounts[HALLMERE].model_copy(update=changes)
    other = with_accounts(context, waiting, context.catalog.accounts[TESSALY])
    text = page_of(other).markdown.partition("## Candidates")[2]
    row = r"\| \[Hallmere[^|]*\| candidate \| not decided \| +\| +\| +\|"
    assert re.search(row, text)
    assert text.index("Hallmere") < text.index("Tessaly")
    assert "## How the others" not in text


def tree(context: Context, **parents: str) -> list[tuple[int, str, int]]:
    """Depth, id and count of a tree of accounts: child=parent."""
    one = context.catalog.accounts[TESSALY]
    ids = sorted({*parents, *parents.values()})
    made = {
        each: one.model_copy(update={"id": each, "name": each, "parent": parents.get(each)})
        for each in ids
    }
    return [
        (each.depth, each.account.name, each.below) for family in families(made) for each in family
    ]


def test_accounts_that_are_part_of_others_stand_below_them(context: Context) -> None:
    assert tree(context, b="a", d="b", c="a", x="w") == [
        (0, "a", 3),
        (1, "b", 1),
        (2, "d", 0),
        (1, "c", 0),
        (0, "w", 1),
        (1, "x", 0),
    ]


def test_a_circle_or_a_parent_elsewhere_makes_no_tree(context: Context) -> None:
    assert tree(context, a="b", b="a") == []
    one = context.catalog.accounts[TESSALY].model_copy(update={"parent": "elsewhere"})
    assert families({one.id: one}) == ()


def test_the_tree_is_a_nested_list(context: Context) -> None:
    accounts = context.catalog.accounts
    part = accounts[HALLMERE].model_copy(update={"parent": NORVANE})
    deeper = accounts[TESSALY].model_copy(update={"parent": HALLMERE, "status": "candidate"})
    made = with_accounts(context, accounts[NORVANE], part, deeper)
    text = page_of(replace(made, insight=analyze(made.catalog, made.insight.as_of))).markdown
    assert (
        "- [Norvane Industrial Group](norvane-industrial-group/index.md) (global): "
        "2 accounts below it\n"
        "    - [Hallmere Food Retail](hallmere-food-retail/index.md) (key): "
        "1 account below it\n"
        "        - [Tessaly Packaging](tessaly-packaging/index.md) (standard, candidate)\n"
    ) in text


def test_points_lead_to_their_accounts_and_say_what_moved(context: Context) -> None:
    picture = page_of(context).pictures[0].svg
    assert 'data-page="norvane-industrial-group/index.md"' in picture
    moved = "Star; potential up 0.25, position up 0.45 since 24 Mar 2026"
    assert f"<title>Norvane Industrial Group: {moved}</title>" in picture


def test_many_accounts_are_counted_and_the_reader_is_sent_to_the_list(context: Context) -> None:
    norvane, tessaly = (context.insight.accounts[each] for each in (NORVANE, TESSALY))
    copies = (
        tessaly.account.model_copy(update={"id": f"acme-{number}"}) for number in range(MOST_LABELS)
    )
    many = with_accounts(context, norvane.account, *copies)
    text = page_of(many).markdown
    assert f"#cell-status)**: {MOST_LABELS} accounts |" in text
    assert "#cell-strategic)**: no account |" in text
    assert "There are too many accounts for names in the picture" in text
    assert "too many accounts" not in page_of(context).markdown


def test_a_point_leads_to_its_account_from_every_page_but_its_own(context: Context) -> None:
    account_insight = context.insight.accounts[NORVANE]
    assert account_insight.placement is not None
    method = account_insight.placement.method

    def link(page: str) -> str:
        point = point_on(account_insight, method, page)
        assert point is not None
        return point.page

    assert link("accounts/index.md") == f"{NORVANE}/index.md"
    assert link(f"methods/{method.id}/index.md") == f"../../accounts/{NORVANE}/index.md"
    assert link(f"accounts/{NORVANE}/strategy.md") == ""
