"""Release notes of the competency framework, counted from the versions of its parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.common import HandbookChange, HandbookDefinition
from generator.model.definitions import Definitions
from generator.model.grammars import SemanticVersion
from generator.model.kinds import kind_of_item

STEPS = ("new", "major", "minor", "patch")
"""Kinds of versions, largest first."""


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the framework.

    ``counts``: (kind, step) -> number of definitions that made such a step since the previous
    release, up to the day of this one; zeros are omitted. A definition with several versions in
    between counts once, with its largest step. Changes after the newest release are in one more
    entry without a version.
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
    """The releases of the framework, newest first, preceded by unreleased changes.

    They include roles, competencies and rules of fit, whose versions HR relies on.
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
    """All versions of the framework and its parts."""
    for kind, item in _belonging(definitions):
        ordered = sorted(item.changes, key=lambda change: change.version)
        befores: list[HandbookChange | None] = [None, *ordered]
        for before, change in zip(befores, ordered, strict=False):
            yield _Step(kind, item.id, _step(before, change), change.on)


def _belonging(definitions: Definitions) -> Iterator[tuple[str, HandbookDefinition]]:
    """The parts of the framework, each with its kind."""
    belonging = (
        *definitions.roles.values(),
        *definitions.competencies.values(),
        *((definitions.fit,) if definitions.fit else ()),
    )
    return ((kind_of_item(item).called, item) for item in belonging)


def not_described(definitions: Definitions) -> list[HandbookDefinition]:
    """Parts of the framework that do not describe their version and so cannot be counted."""
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
