"""Levels of a competency differ in observable behaviour, not in degree."""

import re
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from generator.model.definitions import Definitions
from tests.conftest import shipped_definitions

# Words that only say how much or how well.
DEGREES = {
    "very",
    "highly",
    "fully",
    "partly",
    "often",
    "always",
    "usually",
    "sometimes",
    "rarely",
    "independently",
    "confidently",
    "good",
    "better",
    "best",
    "basic",
    "advanced",
    "expert",
    "strong",
    "strongly",
    "excellent",
    "well",
    "more",
    "most",
    "less",
    "some",
    "all",
    "simple",
    "complex",
    "deep",
    "deeply",
    "broad",
    "wide",
    "effectively",
}
MAX_SIMILARITY = 0.75


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return shipped_definitions()


def _core(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.lower()) if word not in DEGREES]


def alike(one: str, other: str) -> float:
    """The similarity of two texts without words of degree, 0 to 1."""
    return SequenceMatcher(None, _core(one), _core(other)).ratio()


def test_there_are_enough_competencies_in_every_area(definitions: Definitions) -> None:
    assert len(definitions.competencies) >= 24
    assert definitions.framework is not None
    areas = {area.id for area in definitions.framework.areas}
    assert areas == {str(each.area) for each in definitions.competencies.values()}
    assert [level.id for level in definitions.framework.scale] == [
        "awareness",
        "working",
        "practitioner",
        "expert",
    ]


def test_no_two_levels_describe_the_same_behaviour(definitions: Definitions) -> None:
    repeated = [
        f"{competency.id}: {one!r} ~ {other!r}"
        for competency in definitions.competencies.values()
        for (low, lower), (high, higher) in combinations(competency.levels.items(), 2)
        for one in lower
        for other in higher
        if low != high and alike(one.says, other.says) > MAX_SIMILARITY
    ]
    assert not repeated, "\n".join(repeated)


def test_every_competency_says_why_how_and_what_to_ask(definitions: Definitions) -> None:
    for competency in definitions.competencies.values():
        assert competency.developed_by, competency.id
        assert competency.interview, competency.id
        assert all(len(texts) >= 2 for texts in competency.levels.values()), competency.id


def test_every_rule_of_fit_requires_more_than_some_role(definitions: Definitions) -> None:
    assert definitions.framework is not None
    assert definitions.fit is not None
    ranks = {each.id: rank for rank, each in enumerate(definitions.framework.scale, 1)}
    own = [
        {need.competency: need.level for need in each.requires}
        for each in definitions.roles.values()
    ]
    idle = [
        f"{rule.id}: {added.competency}"
        for rule in definitions.fit.rules
        for added in rule.adds
        if all(
            ranks.get(levels.get(added.competency, ""), 0) >= ranks[added.level] for levels in own
        )
    ]
    assert not idle, "\n".join(idle)


def test_a_difference_of_degree_alone_is_seen() -> None:
    one = "Explains the customer's business very well to colleagues"
    assert alike(one, "Explains the customer's business to colleagues") > MAX_SIMILARITY
    assert alike(one, "Changes how the region plans its deliveries") < MAX_SIMILARITY
