"""Release notes of the competency framework, counted from the versions of what belongs to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.common import HandbookChange, HandbookDefinition
from generator.model.definitions import Definitions
from generator.model.grammars import SemanticVersion
from generator.model.kinds import kind_of_item

STEPS = ("new", "major", "minor", "patch")
"""What a version can be, the largest first."""


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the framework.

    ``counts``: (what a kind is called, step) -> how many of that kind made such a step since the
    release before, up to the day of this one; only what is not zero. A definition with several
    versions in between counts once, with its largest step. What came after the newest release
    stands in a last one without a version.
    """

    version: SemanticVersion | None
    on: date | None
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class _Step:
    kind: str
    id: str
    step: str
    on: date


def releases(definitions: Definitions) -> tuple[Release, ...]:
    """The releases of the framework, newest first, and before them what is not released yet.

    Roles, competencies and the rules of fit belong to it: their versions are what HR relies on.
    """
    framework = definitions.framework
    if framework is None:
        return ()
    notes = sorted(framework.changes, key=lambda change: change.version)
    steps = list(_steps(definitions))
    found = []
    since = date.min
    for note in notes:
        found.append(Release(note.version, note.on, _counted(steps, since, note.on)))
        since = max(since, note.on)
    ahead = _counted(steps, since, date.max) if notes else ()
    return (*((Release(None, None, ahead),) if ahead else ()), *reversed(found))


def _steps(definitions: Definitions) -> Iterator[_Step]:
    """Every version of what belongs to the framework."""
    for kind, item in _belonging(definitions):
        ordered = sorted(item.changes, key=lambda change: change.version)
        befores: list[HandbookChange | None] = [None, *ordered]
        for before, change in zip(befores, ordered, strict=False):
            yield _Step(kind, item.id, _step(before, change), change.on)


def _belonging(definitions: Definitions) -> Iterator[tuple[str, HandbookDefinition]]:
    """What belongs to the framework besides itself, each with its kind."""
    belonging = (
        *definitions.roles.values(),
        *definitions.competencies.values(),
        *((definitions.fit,) if definitions.fit else ()),
    )
    return ((kind_of_item(item).called, item) for item in belonging)


def not_described(definitions: Definitions) -> list[HandbookDefinition]:
    """What belongs to the framework and does not say what its version brought: it cannot count."""
    return [
        item
        for _, item in _belonging(definitions)
        if item.version not in {change.version for change in item.changes}
    ]


def _step(before: HandbookChange | None, change: HandbookChange) -> str:
    if before is None:
        return "new"
    if change.version.major > before.version.major:
        return "major"
    return "minor" if change.version.minor > before.version.minor else "patch"


def _counted(steps: Sequence[_Step], since: date, until: date) -> tuple[tuple[str, str, int], ...]:
    largest: dict[tuple[str, str], str] = {}
    for each in steps:
        if since < each.on <= until:
            before = largest.setdefault((each.kind, each.id), each.step)
            largest[each.kind, each.id] = min(before, each.step, key=STEPS.index)
    counts = Counter((kind, step) for (kind, _), step in largest.items())
    kinds = dict.fromkeys(each.kind for each in steps)
    return tuple(
        (kind, step, counts[kind, step]) for kind in kinds for step in STEPS if counts[kind, step]
    )
