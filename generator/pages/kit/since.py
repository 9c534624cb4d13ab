"""Since which version of a definition something in it is as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.pages.kit.versions import VersionRecord
from generator.text.formats import day_text


@dataclass(frozen=True, slots=True)
class Since:
    """A version and its day; ``at_least``: the part may be older, as earlier states are unknown."""

    version: str
    on: date | None
    at_least: bool = False

    @property
    def in_words(self) -> str:
        """``since 8.0.0, 29 Nov 2026``; ``since 8.0.0 or before`` where earlier is unknown."""
        day = f", {day_text(self.on)}" if self.on else ""
        return f"since {self.version}{' or before' if self.at_least else ''}{day}"


def since(record: VersionRecord, item: Any, part: Callable[[Any], object]) -> Since | None:
    """Since which version ``part`` of a definition has the value that it has today.

    ``record``: its history, from which earlier values are known; without one only that of a
    definition with a single version is. ``part``: gives what is compared. ``None`` where nobody can
    tell, and for what the definition has not got.
    """
    now = part(item)
    if not now:
        return None
    entries = {str(each.version): each.on for each in item.changes}
    states = record.timeline.states
    if not states:
        only = len(entries) == 1 and str(item.version) in entries
        return Since(str(item.version), entries[str(item.version)]) if only else None
    first, is_oldest = str(item.version), False
    for place, state in reversed(list(enumerate(states))):
        if part(state.item) != now:
            break
        first, is_oldest = str(state.item.version), place == 0
    unknown = is_oldest and (record.timeline.cut or record.timeline.partly_read)
    return Since(first, entries.get(first), unknown)
