"""Effects on the office hours that regions share."""

from collections.abc import Iterable

from generator.analysis.office_hours import Overlap
from generator.changes.effects.effect import EffectTexts, Pair, compares
from generator.model.severities import Severity
from generator.text.formats import counted, duration, listed

_MOST = 3
"""Maximum number of groups of regions to report."""

_Hours = tuple[Overlap, ...]


@compares("people", "shared_hours", "minutes regions.id")
def hours(pair: Pair, then: _Hours, now: _Hours) -> EffectTexts:
    """Changed shared hours of the same regions, over the typical days."""
    older, newer = _minutes(then), _minutes(now)
    names = {each.id: each.name for each in pair.after.account.regions}
    moved = [key for key in newer if key in older and older[key] != newer[key]]
    if len(moved) > _MOST:
        unshared = sum(any(older[key]) and not any(newer[key]) for key in moved)
        also = f"; {unshared} of them share none any more" if unshared else ""
        groups = counted(len(moved), "group")
        yield Severity.MINOR, f"{groups} of regions share other office hours{also}."
    elif moved:
        clauses = (
            f"{listed([name for each, name in names.items() if each in key])} "
            f"{_range(older[key])} -> {_range(newer[key])}"
            for key in moved
        )
        yield Severity.MINOR, f"Shared office hours: {'; '.join(clauses)}."


def _minutes(overlaps: Iterable[Overlap]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Shared minutes of groups of regions on each typical day, by region ids."""
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for each in overlaps:
        key = tuple(sorted(region.id for region in each.regions))
        found[key] = (*found.get(key, ()), each.minutes)
    return found


def _range(days: tuple[int, ...]) -> str:
    """``none``, ``1 h`` or ``30 min to 2 h``: the range over the days."""
    shortest, longest = min(days), max(days)
    if not longest:
        return "none"
    if shortest == longest:
        return duration(longest)
    return f"{duration(shortest) if shortest else 'none'} to {duration(longest)}"
