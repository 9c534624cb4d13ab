"""What each version of the competency framework brought, counted."""

from dataclasses import dataclass
from datetime import date

from generator.catalog import Catalog
from generator.formats import listed
from generator.insight.releases import not_described, releases
from generator.pages.wording import counted

_MANY = {"role": "roles", "competency": "competencies", "set of rules": "sets of rules"}
_STEPS = {
    "new": "new {}",
    "major": "{} with a major change",
    "minor": "{} with an addition",
    "patch": "{} reworded",
}


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One version of the framework and what it brought."""

    version: str
    on: date | None
    counts: list[str]


def release_rows(catalog: Catalog) -> list[ReleaseRow]:
    """The versions of the framework, newest first; before them what is not released yet."""
    return [
        ReleaseRow(
            str(release.version) if release.version else "Not released yet",
            release.on,
            [_counted(*count) for count in release.counts],
        )
        for release in releases(catalog.definitions)
    ]


def not_counted(catalog: Catalog) -> str:
    """The names of what does not say what its version brought, as a list in words; or nothing."""
    return listed(sorted(item.name for item in not_described(catalog.definitions)))


def _counted(kind: str, step: str, number: int) -> str:
    return counted(number, _STEPS[step].format(kind), _STEPS[step].format(_MANY[kind]))
