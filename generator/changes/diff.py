"""The definitions that differ between two states, their changes, and changed ids.

A rename is one change, not one in each place that refers to it. Definitions declare their former
ids. Entries of a file (people, posts, promises) do not: they are matched by content, see
:func:`~generator.changes.compare.match_renamed`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from generator.changes.compare import Change, ChangeKind, compare, match_entries, match_renamed
from generator.changes.severity import (
    ChangeSeverity,
    highest_severity,
    same_but_day,
    severity_of,
    with_likely_renames,
    with_older_records,
    with_redated_ratings,
)
from generator.editions import Catalog, resolve
from generator.findings.finding import Location
from generator.model.definitions import Definitions, Key, by_key, older_key
from generator.model.entries import named
from generator.model.grammars import Reference
from generator.model.item import Item
from generator.model.kinds import KINDS, Account, Competency, Lists
from generator.model.rating import Rating
from generator.model.severities import Severity
from generator.model.walk import Inside, part_at, rewrite

_APART = ("schema_",)  # the format of the file, which is migrated on load


@dataclass(frozen=True, slots=True)
class NewIds:
    """Entries whose ids differ in the newer of two states.

    ``everywhere``: kind and former id -> current id, for entries any definition may refer to;
    ``inside``: changed ids in each definition, by its key in the older state, outer ones first.
    """

    everywhere: Mapping[Key, str]
    inside: Mapping[Key, tuple[Change, ...]]

    def current_ids(self, key: Key) -> Mapping[Key, str]:
        """Current ids for the references in a definition, by kind and former id."""
        return {**self.everywhere, **_referred(self.inside.get(key, ()), KINDS[key[0]].own_entries)}

    def with_current_ids(self, key: Key, item: Item) -> Any:
        """An older ``item`` whose entries have their current ids; references stay unchanged."""
        for change in self.inside.get(key, ()):
            item = _with_id(item, (*change.path[:-2], change.before), change.after)
        return item


@dataclass(frozen=True, slots=True)
class Difference:
    """One definition that differs between two states.

    ``subject``: its kind, such as ``account``; ``former``: its previous id, if renamed; ``before``:
    the older state with today's ids of entries and references; ``changes``: in the order of its
    fields; ``looks_like``: the former id of an account whose files do not declare it.
    """

    subject: str
    id: str
    kind: ChangeKind
    former: str
    before: Item | None
    after: Item | None
    changes: tuple[ChangeSeverity, ...]
    looks_like: str = ""

    @property
    def item(self) -> Item:
        """The newer state, or the older one of a removed definition."""
        found = self.after if self.after is not None else self.before
        if found is None:
            raise ValueError("a difference has a state before or after it")
        return found

    @property
    def name(self) -> str:
        """The display name; for a single definition, its title."""
        return str(getattr(self.item, "name", "") or KINDS[self.subject].title or self.subject)

    @property
    def where(self) -> Location:
        """Its location."""
        return self.item.where

    @property
    def severity(self) -> Severity:
        """The highest severity of its changes; minor if added, major if removed.

        Also major if it has another id without saying so, as links to the former one are broken.
        """
        if self.kind == "added":
            return Severity.MINOR
        is_lost = self.kind == "removed" or self.looks_like
        least = Severity.MAJOR if is_lost else Severity.PATCH
        return max(least, highest_severity(self.changes) or Severity.PATCH)


def differences(before: Definitions, after: Definitions) -> tuple[Difference, ...]:
    """All definitions that differ, by kind in order of definition, then by id.

    Definitions with errors in either state are left out.
    """
    older, newer = by_key(before), by_key(after)
    scale = [level.id for level in after.framework.scale] if after.framework else []
    return tuple(_differences(older, newer, scale, before.broken | after.broken))


def _differences(
    older: Mapping[Key, Item],
    newer: Mapping[Key, Item],
    scale: Sequence[str],
    broken: frozenset[str],
) -> Iterator[Difference]:
    before_of = {key: older_key(key, item, older) for key, item in newer.items()}
    ids, entries = renamed(older, newer), new_ids(older, newer)
    removed = older.keys() - set(before_of.values())
    order = list(KINDS)
    for key in sorted({*newer, *removed}, key=lambda key: (order.index(key[0]), key[1])):
        if "/".join(key) in broken:
            continue
        if key in newer:
            before = with_current_references(
                older.get(before_of[key]), {**ids, **entries.current_ids(before_of[key])}
            )
            yield from _one((key, before_of[key]), before, newer[key], entries, scale)
        else:
            yield Difference(*key, "removed", "", older[key], None, ())


def _one(
    keys: tuple[Key, Key],
    before: Item | None,
    after: Item,
    entries: NewIds,
    scale: Sequence[str],
) -> Iterator[Difference]:
    """``keys``: the current and the previous key."""
    key, before_key = keys
    if before is None:
        yield Difference(*key, "added", "", None, after, ())
        return
    changes = with_redated_ratings(
        [severity_of(after, change, scale) for change in compare(before, after, apart=_APART)]
    )
    if isinstance(after, Account):
        changes = with_likely_renames(with_older_records(changes))
    former = before_key[1] if before_key != key else ""
    kind: ChangeKind = "renamed" if former else "updated"
    if any(each.change.kind == "deprecated" for each in changes):
        kind = "deprecated"
    if changes or former:
        older = entries.with_current_ids(before_key, before)
        yield Difference(*key, kind, former, older, after, changes)


def renamed(older: Mapping[Key, Item], newer: Mapping[Key, Item]) -> dict[Key, str]:
    """Kind and former id of each definition whose id changed, with the current id."""
    former = ((older_key(key, item, older), key) for key, item in newer.items())
    return {then: now[1] for then, now in former if then != now}


def with_current_references(value: Any, ids: Mapping[Key, str]) -> Any:
    """``value`` with references to former ids replaced, or itself if there are none."""

    def follow(part: Any, key: str, holder: Any, _: Any) -> Any:
        if isinstance(part, Reference):
            found = next((ids[kind, part] for kind in part.kinds if (kind, part) in ids), None)
            return part if found is None else _reference(found, part)
        if isinstance(holder, Competency) and key == "levels":
            return _by_level(part, ids)
        return Inside()

    return rewrite(value, follow) if ids else value


def _by_level(levels: dict[str, Any], ids: Mapping[Key, str]) -> dict[str, Any]:
    """A competency's level descriptions, whose keys are level ids without being references."""
    found = {ids.get(("level", level), level): each for level, each in levels.items()}
    return found if found.keys() != levels.keys() else levels


def _reference(name: str, former: Reference) -> Reference:
    reference = Reference(name)
    reference.kinds, reference.where = former.kinds, former.where
    return reference


def new_ids(older: Mapping[Key, Item], newer: Mapping[Key, Item]) -> NewIds:
    """Entries with changed ids, in definitions that exist in both states."""
    ids = renamed(older, newer)
    pairs = [
        (older_key(key, item, older), item)
        for key, item in newer.items()
        if older_key(key, item, older) in older
    ]
    inside: dict[Key, tuple[Change, ...]] = {}
    everywhere: dict[Key, str] = {}
    for key, item in sorted(pairs, key=lambda pair: not KINDS[pair[0][0]].entries):
        found = _inside(key[0], with_current_references(older[key], {**ids, **everywhere}), item)
        if found:
            inside[key] = found
            everywhere |= _referred(found, KINDS[key[0]].entries)
    return NewIds(everywhere, inside)


def _inside(kind: str, before: Item, after: Item) -> tuple[Change, ...]:
    found = _ids_changed(before, after)
    if own := _referred(found, KINDS[kind].own_entries):
        # With their references aligned, more entries may match.
        found = _ids_changed(with_current_references(before, own), after)
    return tuple(sorted(found, key=lambda change: len(change.path)))


def _ids_changed(before: Item, after: Item) -> list[Change]:
    return [change for change in compare(before, after) if change.kind == "renamed"]


def _referred(changes: Iterable[Change], lists: Lists) -> dict[Key, str]:
    called = dict(lists)
    entries = ((called.get(change.path[:-2]), change) for change in changes)
    return {(what, change.before): change.after for what, change in entries if what}


def _with_id(item: Item, path: tuple[str, ...], new: str) -> Any:
    """``item`` with another id for the entry at ``path``."""

    def follow(part: Any, key: str, holder: Any, rest: tuple[str, ...]) -> Any:
        if holder is None:
            return Inside(rest)
        if key != rest[0]:
            return part
        return Inside(rest[1:]) if rest[1:] else part.model_copy(update={"id": new})

    return rewrite(item, follow, path, named)


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: its ``name`` in the newer state, and the values before and after."""

    name: str
    before: Any
    after: Any


def resolve_path(before: Any, after: Any, path: Iterable[str]) -> tuple[PathStep, ...]:
    """The steps of a path as far as both states have them."""
    found: list[PathStep] = []
    for name in path:
        step = _step(before, after, name)
        if step is None:
            break
        found.append(step)
        before, after = step.before, step.after
    return tuple(found)


def _step(before: Any, after: Any, name: str) -> PathStep | None:
    if isinstance(before, tuple) and isinstance(after, tuple):
        old, new = match_entries(before, after)
        return _entry(old, new, name)
    if isinstance(before, tuple) or isinstance(after, tuple):
        return None
    one, other = part_at(before, name), part_at(after, name)
    return None if one is None or other is None else PathStep(name, one, other)


def _entry(old: dict[str, Any], new: dict[str, Any], name: str) -> PathStep | None:
    if name not in old:
        return None
    entry = old[name]
    now = name if name in new else dict(match_renamed(old, new)).get(name)
    if now is None and isinstance(entry, Rating):
        now = next((name for name, each in new.items() if same_but_day(entry, each)), None)
    return None if now is None else PathStep(now, entry, new[now])


def value_at(item: Item, path: Iterable[str]) -> Any:
    """The value at a path of one state, or ``None``."""
    return reduce(part_at, path, item)


def align_ids(older: Catalog, newer: Catalog) -> Catalog:
    """The older of two views with the newer one's ids of people, posts, promises and other entries.

    Its results can then be compared entry by entry. Definitions keep their ids, as do the parts of
    methods, which ratings name without references. Returns ``older`` if no id changed.
    """
    items = by_key(older.definitions)
    found = new_ids(items, by_key(newer.definitions))
    if not found.inside:
        return older
    changed: dict[Key, Item | None] = {}
    for key, item in items.items():
        aligned = item if key[0] == "method" else found.with_current_ids(key, item)
        aligned = with_current_references(aligned, found.current_ids(key))
        if aligned is not item:
            changed[key] = aligned
    definitions = older.definitions.with_items(changed)
    return resolve(definitions, older.edition, older.released, older.withheld)
