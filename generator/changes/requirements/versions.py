"""Versions required by the changes since a base, and definitions removed without notice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.changes.compare import APART, closest, compare
from generator.changes.diff import new_ids, renamed, with_current_references
from generator.changes.names import ReferenceNames, names_among
from generator.changes.rules import (
    BASE_BROKEN,
    DELETED_WHILE_ACTIVE,
    RENAMED_WITHOUT_ALIAS,
    VERSION_BACK,
    VERSION_TOO_LOW,
)
from generator.changes.severity import ChangeSeverity, highest_severity, severity_of
from generator.changes.text import sentence_of
from generator.findings.classification import Classification
from generator.findings.finding import Finding, Location
from generator.model.common import HandbookDefinition
from generator.model.definitions import Definitions, Key, by_key, older_key
from generator.model.grammars import SemanticVersion
from generator.model.ids import global_ids
from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.model.severities import Severity
from generator.model.walk import walk

_SHOWN = 3


_MOSTLY = 0.5
"""Share of equal texts from which a new definition counts as a renamed one."""

_COMMON = 50
"""Texts shared by more definitions are ignored in matching."""

_SAME_NAME = 2.0
"""More than any share: equal names outweigh equal texts."""


def review(base: Definitions, head: Definitions) -> Iterator[Finding]:
    """Missing version steps of roles, competencies, methods, paths and rules since ``base``."""
    older, newer = _by_key(base), _by_key(head)
    items = by_key(base), by_key(head)
    ids = {**renamed(*items), **new_ids(*items).everywhere}
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
    if after.major == before.major == 0:
        severity = min(severity, Severity.MINOR)
    if severity is Severity.MAJOR:
        return after.major > before.major
    if severity is Severity.MINOR:
        return (after.major, after.minor) > (before.major, before.minor)
    return after > before


def least(before: SemanticVersion, severity: Severity) -> SemanticVersion:
    """The lowest version above ``before`` that is enough for ``severity``."""
    if severity is Severity.MAJOR and before.major:
        return SemanticVersion(before.major + 1, 0, 0)
    if severity is not Severity.PATCH:
        return SemanticVersion(before.major, before.minor + 1, 0)
    return SemanticVersion(before.major, before.minor, before.patch + 1)


def _versions(
    before: HandbookDefinition,
    after: HandbookDefinition,
    scale: Sequence[str],
    names: ReferenceNames,
) -> Iterator[Finding]:
    if after.version < before.version:
        message = f"the version goes back from {before.version} to {after.version}"
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
    reasons = [_reason(before, after, each, names) for each in most_severe[:_SHOWN]]
    reasons += [f"And {len(most_severe) - _SHOWN} more."] if len(most_severe) > _SHOWN else []
    message = f"The version of {after.name} {goes}, after {changes}. {' '.join(reasons)}"
    remedy = f"Write `version: {wanted}` or higher, and say under `changes` what changed."
    yield VERSION_TOO_LOW.at(after.at("version"), message, remedy=remedy)


def _reason(before: Item, after: Item, found: ChangeSeverity, names: ReferenceNames) -> str:
    text = sentence_of(before, after, found.change, names)
    return f"{text.removesuffix('.')} ({found.reason})."


def _by_key(definitions: Definitions) -> dict[Key, HandbookDefinition]:
    return {(type(item).__name__, item.id): item for item in definitions.handbook()}


def removed_since(
    older: Mapping[Key, HandbookDefinition], newer: Mapping[Key, HandbookDefinition]
) -> Iterator[Finding]:
    """Definitions removed without notice to those who rely on them.

    A definition whose id is an alias of a newer one is not reported.
    """
    aliases = {(key[0], alias) for key, item in newer.items() for alias in item.aliases}
    removed = {key: item for key, item in older.items() if key not in newer and key not in aliases}
    added = {key: item for key, item in newer.items() if key not in older}
    renamed = _renamed(removed, added)
    for key, (former, how) in renamed.items():
        message = f"`{key[1]}` {how} `{former[1]}` of the base, which was removed"
        remedy = f"Write `aliases: [{former[1]}]`, unless it is something new."
        yield RENAMED_WITHOUT_ALIAS.at(added[key].at("id"), message, remedy=remedy)
    renamed_keys = {former for former, _ in renamed.values()}
    for key, item in removed.items():
        if item.status == "active" and key not in renamed_keys:
            message = (
                f"`{key[1]}` was active at the base, in version {item.version}, and was removed"
            )
            yield DELETED_WHILE_ACTIVE.at(Location(item.where.path), message)


def _renamed(
    removed: Mapping[Key, HandbookDefinition], added: Mapping[Key, HandbookDefinition]
) -> dict[Key, tuple[Key, str]]:
    """New definitions with the one they replace and the reason; each is used at most once."""
    shares = {**_of_content(removed, added), **_of_name(removed, added)}
    found = {}
    for key, former in closest(shares):
        named = shares[key, former] == _SAME_NAME
        found[key] = (former, "has the name of" if named else "has mostly the same texts as")
    return {key: found[key] for key in added if key in found}


def _of_name(
    removed: Mapping[Key, Item], added: Mapping[Key, Item]
) -> dict[tuple[Key, Key], float]:
    by_name = defaultdict(list)
    for key, item in removed.items():
        by_name[key[0], _name(item)].append(key)
    return {
        (key, other): _SAME_NAME
        for key, item in added.items()
        for other in (by_name[key[0], _name(item)] if _name(item) else ())
    }


def _name(item: Item) -> str:
    return str(getattr(item, "name", "")).casefold()


def _of_content(
    removed: Mapping[Key, Item], added: Mapping[Key, Item]
) -> dict[tuple[Key, Key], float]:
    """Pairs with mostly equal texts, by Dice's coefficient.

    Uses an index of texts, so that definitions without common texts cost nothing.
    """
    texts = {key: set(_texts(item)) for key, item in (*removed.items(), *added.items())}
    holders = defaultdict(list)
    for key in removed:
        for text in texts[key]:
            holders[key[0], text].append(key)
    rare = {text: keys for text, keys in holders.items() if len(keys) <= _COMMON}
    shared = Counter(
        (key, old) for key in added for text in texts[key] for old in rare.get((key[0], text), ())
    )
    shares = {
        (key, old): 2 * count / (len(texts[key]) + len(texts[old]))
        for (key, old), count in shared.items()
    }
    return {pair: share for pair, share in shares.items() if share >= _MOSTLY}


def _texts(item: Item) -> Iterator[str]:
    """The prose of a definition, without ids and keywords, which many have in common."""
    for each in walk(item):
        if isinstance(each.value, str) and " " in each.value and each.path[0] not in APART:
            yield " ".join(each.value.split())
