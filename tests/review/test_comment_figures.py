"""Of random edits, every figure in the comment is reckoned again, by code apart from the review."""

import random
import re
from collections.abc import Sequence

import pytest

from generator.reporters.comparison_markdown import as_markdown
from tests.examples import spread
from tests.review.comment_figures import unexplained
from tests.review.scenario_table import Files, reviewed, small

ACME, BROOK = "accounts/acme-pumps", "accounts/brook-dairies/account.yaml"
SCORES, METRIC = ("volume", "growth", "service"), ("baseline", "target", "actual")
Place = tuple[str, str, str]
"""A file, a pattern in it, and the kind of value it finds."""

PLACES: tuple[Place, ...] = (
    *((f"{ACME}/strategy.yaml", rf"(?<={each}: {{score: )\d+", "score") for each in SCORES),
    *((BROOK, rf"(?<={each}: {{score: )\d+", "score") for each in SCORES),
    *((f"{ACME}/strategy.yaml", rf"(?<={each}: )\d+(?=[,}}])", "number") for each in METRIC),
    *((BROOK, rf"(?<={each}: )\d+(?=[,}}])", "number") for each in METRIC),
    (f"{ACME}/strategy.yaml", r"(?<=due: )2027-06-30", "day"),
    (f"{ACME}/strategy.yaml", r"(?<=due: )2026-12-01", "day"),
    (f"{ACME}/strategy.yaml", r"(?<=expires: )2027-03-31", "day"),
    (f"{ACME}/strategy.yaml", r"(?<=ends: )2027-12-31", "day"),
    (BROOK, r"(?<=due: )2027-06-30", "day"),
    (f"{ACME}/economics.yaml", r"(?<=ours: )1 m", "amount"),
    (f"{ACME}/economics.yaml", r"(?<=total: )4 m", "whole"),
    (f"{ACME}/economics.yaml", r"(?<=revenue: )1000 k", "amount"),
    (f"{ACME}/economics.yaml", r"(?<=goods: )500 k", "amount"),
    (f"{ACME}/economics.yaml", r"(?<=cost_to_serve: )100 k", "amount"),
    (f"{ACME}/economics.yaml", r"(?<=margin_floor: )20 %", "percent"),
)


def other(kind: str, old: str, chance: random.Random) -> str:
    """Another value of the kind."""
    made = {
        "score": lambda: str(chance.randint(1, 10)),
        "number": lambda: str(chance.randint(0, 12)),
        "day": lambda: f"{chance.randint(2027, 2035)}-{chance.randint(1, 12):02}-28",
        "amount": lambda: f"{chance.randint(1, 39) * 100} k",
        "whole": lambda: f"{chance.randint(41, 79) * 100} k",
        "percent": lambda: f"{chance.randint(5, 45)} %",
    }[kind]
    return next(new for new in iter(made, None) if new not in (old, "1000 k"))


def edits(seed: int, places: Sequence[Place] = PLACES) -> tuple[Files, int]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    after = dict(small())
    places = chance.sample(places, chance.randint(1, min(5, len(places))))
    for path, pattern, kind in places:
        found = re.search(pattern, after[path])
        assert found, pattern
        new = other(kind, found[0], chance)
        after[path] = after[path][: found.start()] + new + after[path][found.end() :]
    return after, len(places)


@pytest.mark.parametrize("seed", spread(range(100), 8))
def test_every_figure_of_a_comment_is_what_the_files_say(seed: int) -> None:
    after, number = edits(seed)
    comment = as_markdown(reviewed(small(), after), "main", "HEAD")
    assert unexplained(comment, small(), after, number) == [], comment


@pytest.mark.parametrize("seed", spread(range(100), 4))
def test_what_a_step_owes_to_start_target_and_result_is_reckoned_with_each_alone(seed: int) -> None:
    """Of one objective each figure may move, so that several do at once."""
    of_acme = [each for each in PLACES if each[0].startswith(ACME) and each[2] == "number"]
    after, number = edits(seed, of_acme)
    comment = as_markdown(reviewed(small(), after), "main", "HEAD")
    assert unexplained(comment, small(), after, number) == [], comment


def test_the_reckoning_finds_a_figure_that_is_off() -> None:
    after, number = edits(0)
    comment = as_markdown(reviewed(small(), after), "main", "HEAD")
    for found in re.finditer(r"(?<=-&gt; )\d", comment):
        digit = str((int(found[0]) + 1) % 10)
        wrong = comment[: found.start()] + digit + comment[found.end() :]
        assert unexplained(wrong, small(), after, number), found
