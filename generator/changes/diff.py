"""The definitions that differ between two states, and their changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.changes.compare import Kind, compare
from generator.changes.renames import NewIds, new_ids, renamed, with_current_references
from generator.changes.severity import (
    ChangeSeverity,
    highest_severity,
    severity_of,
    with_redated_ratings,
)
from generator.findings.finding import Location
from generator.model.definitions import Definitions, Key, by_key, older_key
from generator.model.item import Item
from generator.model.kinds import KINDS
from generator.model.severities import Severity

_APART = ("schema_",)  # the format of the file, which is migrated on load


@dataclass(frozen=True, slots=True)
class Difference:
    """One definition that differs between two states.

    ``subject``: its kind, such as ``account``; ``former``: its previous id, if renamed; ``before``:
    the older state with today's ids of entries and references; ``changes``: in the order of its
    fields.
    """

    subject: str
    id: str
    kind: Kind
    former: str
    before: Item | None
    after: Item | None
    changes: tuple[ChangeSeverity, ...]

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
        """The highest severity of its changes; minor if added, major if removed."""
        if self.kind == "added":
            return Severity.MINOR
        least = Severity.MAJOR if self.kind == "removed" else Severity.PATCH
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
                older.get(before_of[key]), {**ids, **entries.led_to(before_of[key])}
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
    former = before_key[1] if before_key != key else ""
    kind: Kind = "renamed" if former else "updated"
    if any(each.change.kind == "deprecated" for each in changes):
        kind = "deprecated"
    if changes or former:
        carried = entries.carried(before_key, before)
        yield Difference(*key, kind, former, carried, after, changes)
