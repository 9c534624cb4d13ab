"""Versions required by the changes since a base revision."""

from collections.abc import Iterator, Sequence

from generator.changes.compare import compare
from generator.changes.removed import Key, removed_since
from generator.changes.renames import new_ids, renamed, with_current_references
from generator.changes.rules import BASE_BROKEN, VERSION_BACK, VERSION_TOO_LOW
from generator.changes.severity import ChangeSeverity, highest_severity, severity_of
from generator.changes.text import Names, names_among, sentence_of
from generator.findings.classification import Classification
from generator.findings.finding import Finding, Location
from generator.model.common import HandbookDefinition
from generator.model.definitions import Definitions, by_key, older_key
from generator.model.grammars import SemanticVersion
from generator.model.ids import global_ids
from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.model.severities import Severity

_SHOWN = 3


def review(base: Definitions, head: Definitions) -> Iterator[Finding]:
    """Missing version steps of roles, competencies, methods, paths and rules since ``base``."""
    older, newer = _by_key(base), _by_key(head)
    held = by_key(base), by_key(head)
    ids = {**renamed(*held), **new_ids(*held).everywhere}
    scale = [level.id for level in head.framework.scale] if head.framework else []
    names = names_among([global_ids(head), global_ids(base)])
    for key, item in newer.items():
        before = older.get(older_key(key, item, older))
        if before is not None:
            yield from _versions(with_current_references(before, ids), item, scale, names)
    yield from removed_since(older, newer)
    for broken in sorted(base.broken):
        kind, _, name = broken.partition("/")
        message = f"`{KINDS[kind].place_of(name)}` has errors at the base"
        where = Location(KINDS[kind].main_file(name))
        yield BASE_BROKEN.at(where, message, secrecy=Classification.CONFIDENTIAL)


def change_severities(
    before: HandbookDefinition, after: HandbookDefinition, scale: Sequence[str]
) -> tuple[ChangeSeverity, ...]:
    """All changes of a definition with their severities; ``scale``: level ids, lowest first."""
    return tuple(severity_of(after, change, scale) for change in compare(before, after))


def enough(before: SemanticVersion, after: SemanticVersion, severity: Severity) -> bool:
    """Whether the version step is large enough for ``severity`` (semver.org, 2.0.0).

    Below 1.0.0 a minor step is enough for everything.
    """
    needed = (
        Severity.MINOR
        if after.major == before.major == 0 and severity > Severity.MINOR
        else severity
    )
    if after <= before:
        return False
    if needed is Severity.MAJOR:
        return after.major > before.major
    if needed is Severity.MINOR:
        return (after.major, after.minor) > (before.major, before.minor)
    return True


def least(before: SemanticVersion, severity: Severity) -> SemanticVersion:
    """The lowest version above ``before`` that is enough for ``severity``."""
    if severity is Severity.MAJOR and before.major:
        return SemanticVersion(before.major + 1, 0, 0)
    if severity is not Severity.PATCH:
        return SemanticVersion(before.major, before.minor + 1, 0)
    return SemanticVersion(before.major, before.minor, before.patch + 1)


def _versions(
    before: HandbookDefinition, after: HandbookDefinition, scale: Sequence[str], names: Names
) -> Iterator[Finding]:
    if after.version < before.version:
        message = f"{after.version} stands where {before.version} stood"
        yield VERSION_BACK.at(after.at("version"), message)
        return
    found = change_severities(before, after, scale)
    severity = highest_severity(found)
    if severity is None or enough(before.version, after.version, severity):
        return
    wanted = least(before.version, severity)
    goes = f"goes from {before.version} to {after.version}"
    if after.version == before.version:
        goes = f"is still {before.version}"
    most_severe = [each for each in found if each.severity is severity]
    changes = f"a {severity} change" if len(most_severe) == 1 else f"{severity} changes"
    said = [_reason(before, after, each, names) for each in most_severe[:_SHOWN]]
    said += [f"And {len(most_severe) - _SHOWN} more."] if len(most_severe) > _SHOWN else []
    message = f"The version of {after.name} {goes}, after {changes}. {' '.join(said)}"
    remedy = f"Write `version: {wanted}` or higher, and say under `changes` what changed."
    yield VERSION_TOO_LOW.at(after.at("version"), message, remedy=remedy)


def _reason(before: Item, after: Item, found: ChangeSeverity, names: Names) -> str:
    text = sentence_of(before, after, found.change, names)
    return f"{text.removesuffix('.')} ({found.reason})."


def _by_key(definitions: Definitions) -> dict[Key, HandbookDefinition]:
    return {(type(item).__name__, item.id): item for item in definitions.handbook()}
