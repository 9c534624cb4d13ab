"""The customer's reporting lines: who is above whom, as far as the edition shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.analysis.coverage import Coverage, Covered
from generator.model.strategy import Strength


@dataclass(frozen=True, slots=True)
class Place:
    """A post in the chart; ``depth``: how many posts in view are above it, 0 for the top.

    ``last``: whether it is the last of those with the same post above it.
    """

    covered: Covered
    depth: int
    last: bool


def organisation(coverage: Coverage) -> tuple[Place, ...]:
    """The posts, each below the one it reports to; beside one another by id.

    A post whose superior is not in view stands at the top, as does one of each circle.
    """
    posts = {each.stakeholder.id: each for each in coverage.posts}
    below: dict[str, list[str]] = {}
    for key in sorted(posts):
        below.setdefault(_superior(posts, key), []).append(key)
    seen: set[str] = set()
    found = [*_branch(posts, below, "", 0, seen)]
    for key in sorted(posts):
        if key not in seen:
            seen.add(key)
            found += [Place(posts[key], 0, last=True), *_branch(posts, below, key, 1, seen)]
    return tuple(found)


def _superior(posts: Mapping[str, Covered], key: str) -> str:
    above = str(posts[key].stakeholder.reports_to or "")
    return above if above in posts else ""


def _branch(
    posts: Mapping[str, Covered],
    below: Mapping[str, list[str]],
    above: str,
    depth: int,
    seen: set[str],
) -> Iterator[Place]:
    keys = [key for key in below.get(above, ()) if key not in seen]
    seen.update(keys)
    for key in keys:
        yield Place(posts[key], depth, last=key == keys[-1])
        yield from _branch(posts, below, key, depth + 1, seen)


@dataclass(frozen=True, slots=True)
class PowerField:
    """The posts of one power and one interest, by id."""

    power: Strength
    interest: Strength
    posts: tuple[Covered, ...]


def power_fields(coverage: Coverage) -> tuple[PowerField, ...]:
    """The nine fields of power and interest (Mendelow), the highest power first."""
    posts = sorted(coverage.posts, key=lambda each: each.stakeholder.id)
    levels: tuple[Strength, ...] = ("low", "medium", "high")
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
