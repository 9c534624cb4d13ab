"""The needs an account's situation adds to its role follow from rules and change with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from generator.analysis import analyze
from generator.analysis.needs import Need
from generator.editions import Catalog, view
from generator.editions.catalog import resolve
from generator.findings.classification import Classification, Edition
from generator.model.competency import AtCell, AtStep, When
from generator.model.kinds import Account, Fit
from generator.pages.competency.fit import situation
from generator.pipeline.assemble import Assembled

NORVANE, HALLMERE = "norvane-industrial-group", "hallmere-food-retail"
AS_OF = date(2026, 11, 2)


@pytest.fixture(scope="module")
def catalog(assembled: Callable[[Edition], Assembled]) -> Catalog:
    return assembled(Edition.TEAM).catalog


def needs(catalog: Catalog, account: str) -> dict[str, Need]:
    insight = analyze(catalog, AS_OF)
    return {need.competency.id: need for need in insight.accounts[account].needs}


def with_account(catalog: Catalog, account: Account) -> Catalog:
    accounts = {**catalog.accounts, account.id: account}
    definitions = catalog.definitions.with_kind("account", accounts)
    return resolve(definitions, catalog.edition, catalog.released)


def with_rule(catalog: Catalog, **when: Any) -> Catalog:
    """The catalog with the first rule alone, for another situation."""
    fit = catalog.definitions.fit
    assert fit is not None
    rule = fit.rules[0].model_copy(update={"when": When.model_construct(**when)})
    only: Fit = fit.model_copy(update={"rules": (rule,)})
    definitions = catalog.definitions.with_kind("fit", {"fit": only})
    return resolve(definitions, catalog.edition, catalog.released)


def test_a_context_raises_what_the_role_asks_for(catalog: Catalog) -> None:
    need = needs(catalog, NORVANE)["cultural-versatility"]
    assert need.from_role is not None
    assert (need.from_role.id, need.level.id) == ("practitioner", "expert")
    assert [each.rule.id for each in need.added if each.rule] == ["going-global"]


def test_without_the_context_the_role_alone_asks(catalog: Catalog) -> None:
    account = catalog.accounts[NORVANE].model_copy(update={"context": ()})
    need = needs(with_account(catalog, account), NORVANE)["cultural-versatility"]
    assert need.level.id == "practitioner"
    assert not need.added


def test_another_cell_asks_for_something_else(catalog: Catalog) -> None:
    account = catalog.accounts[HALLMERE]
    newest = max(account.ratings, key=lambda rating: rating.on)
    better = {
        axis: {
            factor: score.model_copy(update={"score": 9 if axis == "potential" else score.score})
            for factor, score in scores.items()
        }
        for axis, scores in newest.scores.items()
    }
    star = account.model_copy(update={"ratings": (newest.model_copy(update={"scores": better}),)})
    added = needs(with_account(catalog, star), HALLMERE)["value-proposition"].added
    assert [each.rule.id for each in added if each.rule] == ["star"]
    assert "star" not in str(needs(catalog, HALLMERE)["value-proposition"].added)


def test_a_rule_goes_with_a_condition_the_edition_does_not_hold(
    assembled: Callable[[Edition], Assembled],
) -> None:
    whole = assembled(Edition.LEADERSHIP).catalog.definitions
    matrix = whole.methods["account-analysis-matrix"]
    hidden = matrix.model_copy(update={"secrecy": Classification.CONFIDENTIAL})
    fit = view(
        whole.with_kind("method", {**whole.methods, matrix.id: hidden}), Edition.TEAM
    ).definitions.fit
    assert whole.fit is not None
    assert fit is not None
    removed = {rule.id for rule in whole.fit.rules} - {rule.id for rule in fit.rules}
    assert removed == {"star", "streamline"}


def test_of_two_levels_the_higher_counts(catalog: Catalog) -> None:
    need = needs(catalog, HALLMERE)["customer-profitability"]
    levels = [each.level.id for each in need.added]
    assert levels == ["expert", "practitioner"]
    assert need.level.id == "expert"


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        ({"tier": ("global",)}, True),
        ({"tier": ("key", "global")}, True),
        ({"tier": ("key",)}, False),
        ({"structure": ("matrix",)}, True),
        ({"structure": ("single",)}, False),
        ({"sector": ("Industrial",)}, True),
        ({"sector": ("retail",)}, False),
        ({"tier": ("global",), "sector": ("retail",)}, False),
        ({"cell": (("account-analysis-matrix", "star"),)}, True),
        ({"cell": (("account-analysis-matrix", "status"),)}, False),
        ({"stage": (("millman-wilson", "early-kam"),)}, True),
        ({"stage": (("millman-wilson", "mid-kam"),)}, True),
        ({"stage": (("millman-wilson", "synergistic-kam"),)}, False),
        ({}, False),
    ],
)
def test_every_key_of_a_situation_counts(
    catalog: Catalog, when: dict[str, tuple[Any, ...]], applies: bool
) -> None:
    places: dict[str, Callable[[Any], Any]] = {
        "cell": lambda pair: AtCell.model_construct(method=pair[0], cell=pair[1]),
        "stage": lambda pair: AtStep.model_construct(method=pair[0], step=pair[1]),
    }
    given = {
        key: tuple(map(places.get(key, lambda each: each), each)) for key, each in when.items()
    }
    insight = analyze(with_rule(catalog, **given), AS_OF)
    assert bool(insight.accounts[NORVANE].fit_rules) is applies


def test_a_situation_by_tier_is_put_into_words(catalog: Catalog) -> None:
    lines = situation(catalog.methods, When.model_construct(tier=("key", "global")))
    assert [[link.text for link in line] for line in lines] == [["Tier: key", "global"]]


def test_only_what_asks_for_the_level_needed_raises_it(catalog: Catalog) -> None:
    need = needs(catalog, HALLMERE)["customer-profitability"]
    assert [each.rule.id for each in need.raised_by if each.rule] == ["mature-market"]
    already = needs(catalog, NORVANE)["leading-without-authority"]
    assert already.added
    assert not already.raised_by
