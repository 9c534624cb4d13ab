"""The customer's reporting lines: who is above whom, as far as the edition shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from generator.analysis.coverage import Coverage, Covered
from generator.model.strategy import Strength


@dataclass(frozen=True, slots=True)
class ReportingPost:
    """A post in the chart; ``depth``: how many posts in view are above it, 0 for the top."""

    covered: Covered
    depth: int


def organisation(coverage: Coverage) -> tuple[ReportingPost, ...]:
    """The posts, each below the one it reports to; beside one another by id.

    A post whose superior is not in view stands at the top. Circles are refused before.
    """
    posts = {each.stakeholder.id: each for each in coverage.posts}
    below: dict[str, list[str]] = {}
    for key in sorted(posts):
        above = str(posts[key].stakeholder.reports_to or "")
        below.setdefault(above if above in posts else "", []).append(key)
    return tuple(_branch(posts, below, "", 0))


def _branch(
    posts: Mapping[str, Covered], below: Mapping[str, list[str]], above: str, depth: int
) -> Iterator[ReportingPost]:
    for key in below.get(above, ()):
        yield ReportingPost(posts[key], depth)
        yield from _branch(posts, below, key, depth + 1)


ADVICE: Mapping[tuple[bool, bool], str] = {
    (True, False): "Keep satisfied",
    (True, True): "Work closely",
    (False, False): "Keep an eye on",
    (False, True): "Keep informed",
}
"""What to do, by whether power and interest are high: the four fields (Mendelow)."""


@dataclass(frozen=True, slots=True)
class PowerField:
    """The posts of one power and one interest, by id."""

    power: Strength
    interest: Strength
    posts: tuple[Covered, ...]


def power_fields(coverage: Coverage) -> tuple[PowerField, ...]:
    """The nine fields of power and interest (Mendelow), the highest power first."""
    posts = sorted(coverage.posts, key=lambda each: each.stakeholder.id)
    levels: tuple[Strength, ...] = get_args(Strength)
    return tuple(
        PowerField(
            power,
            interest,
            tuple(
                each
                for each in posts
                if (each.stakeholder.power, each.stakeholder.interest) == (power, interest)
            ),
        )
        for power in reversed(levels)
        for interest in levels
    )
