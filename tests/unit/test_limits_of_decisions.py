"""How far somebody decides alone, in words: never as a whole where an amount is withheld."""

import pytest

from generator.findings.classification import Edition
from generator.pages import PageKind, account, inputs
from generator.pages.account.cover import limit_in_words
from generator.pages.kit.context import Context
from tests.conftest import AS_OF, FIXTURE, assembled_on

OPEN = "an amount may be set too"


def context(edition: Edition) -> Context:
    made = assembled_on(AS_OF, edition, root=FIXTURE)
    return Context(made.catalog, made.insight, made.findings)


@pytest.mark.parametrize(
    ("changed", "team", "leadership"),
    [
        ({"limit": "small offers"}, f"Small offers ({OPEN})", "Small offers, up to EUR 20 k"),
        ({"limit": None}, OPEN.capitalize(), "Up to EUR 20 k"),
        ({"up_to": None, "limit": "small offers"}, f"Small offers ({OPEN})", "Small offers"),
        ({"up_to": None, "limit": None, "beyond": None}, "", ""),
    ],
)
def test_a_limit_is_whole_only_where_amounts_are_shown(
    changed: dict[str, str | None], team: str, leadership: str
) -> None:
    for edition, words in ((Edition.TEAM, team), (Edition.LEADERSHIP, leadership)):
        found = context(edition)
        held = found.insight.accounts["aldane-group"].account
        row = next(each for each in held.raci if each.beyond).model_copy(update=changed)
        assert limit_in_words(found.names, held, row) == words


@pytest.mark.parametrize(("edition", "count"), [(Edition.TEAM, 1), (Edition.LEADERSHIP, 0)])
def test_the_table_says_that_amounts_are_elsewhere(edition: Edition, count: int) -> None:
    found = PageKind(inputs.accounts, account.pages).of(context(edition))
    text = next(page.markdown for page in found if page.path == "accounts/aldane-group/team.md")
    assert text.count("Ask whoever decides whether one is set") == count
