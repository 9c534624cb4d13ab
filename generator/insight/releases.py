"""Release notes of the competency framework, counted from the versions of what belongs to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.definitions.definitions import Definitions
from generator.definitions.grammars import SemanticVersion
from generator.definitions.models.common import HandbookChange, HandbookDefinition

STEPS = ("new", "major", "minor", "patch")


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the framework.

    ``counts``: (kind of definition, step) -> how many versions of that kind made such a step since
    the release before, up to the day of this one; only what is not zero. What came after the
    newest release stands in a last one without a version.
    """

    version: SemanticVersion | None
    on: date | None
    counts: tuple[tuple[str, str, int], ...]


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


def _steps(definitions: Definitions) -> Iterator[tuple[str, str, date]]:
    """Kind, step and day of every version of what belongs to the framework."""
    kinds: tuple[tuple[str, Sequence[HandbookDefinition]], ...] = (
        ("role", tuple(definitions.roles.values())),
        ("competency", tuple(definitions.competencies.values())),
        ("set of rules", (definitions.fit,) if definitions.fit else ()),
    )
    for kind, items in kinds:
        for item in items:
            ordered = sorted(item.changes, key=lambda change: change.version)
            befores: list[HandbookChange | None] = [None, *ordered]
            for before, change in zip(befores, ordered, strict=False):
                yield kind, _step(before, change), change.on


def _step(before: HandbookChange | None, change: HandbookChange) -> str:
    if before is None:
        return "new"
    if change.version.major > before.version.major:
        return "major"
    return "minor" if change.version.minor > before.version.minor else "patch"


def _counted(
    steps: Sequence[tuple[str, str, date]], since: date, until: date
) -> tuple[tuple[str, str, int], ...]:
    counts = Counter((kind, step) for kind, step, on in steps if since < on <= until)
    kinds = dict.fromkeys(kind for kind, _, _ in steps)
    return tuple(
        (kind, step, counts[kind, step]) for kind in kinds for step in STEPS if counts[kind, step]
    )
