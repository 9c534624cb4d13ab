"""Effects on the office hours that regions share."""

from collections.abc import Iterator, Mapping

from generator.analysis import AccountInsight
from generator.analysis.office_hours import Overlap
from generator.changes.effects.effect import Effect, Pair
from generator.model.severities import Severity
from generator.text.formats import counted, listed

_MOST = 3
"""Maximum number of groups of regions to report."""


def regions(pair: Pair) -> Iterator[Effect]:
    """Changed shared hours of the same regions, over the typical days."""
    older, newer = _minutes(pair.before), _minutes(pair.after)
    names = {each.id: each.name for each in pair.after.account.regions}
    moved = [key for key in newer if key in older and older[key] != newer[key]]
    if len(moved) > _MOST:
        lost = sum(any(older[key]) and not any(newer[key]) for key in moved)
        also = f"; {lost} of them share none any more" if lost else ""
        text = f"{counted(len(moved), 'group')} of regions share other office hours{also}."
        yield pair.say("people", Severity.MINOR, text)
    elif moved:
        groups = (listed([name for each, name in names.items() if each in key]) for key in moved)
        said = (
            f"{group} {_range(older[key])} -> {_range(newer[key])}"
            for group, key in zip(groups, moved, strict=True)
        )
        yield pair.say("people", Severity.MINOR, f"Shared office hours: {'; '.join(said)}.")


def _minutes(insight: AccountInsight) -> Mapping[tuple[str, ...], tuple[int, ...]]:
    """Shared minutes of groups of regions on each typical day, by region ids."""
    by_group: tuple[tuple[Overlap, ...], ...] = tuple(
        zip(*(overlaps for _, overlaps in insight.hours), strict=True)
    )
    return {
        tuple(sorted(region.id for region in days[0].regions)): tuple(day.minutes for day in days)
        for days in by_group
    }


def _range(days: tuple[int, ...]) -> str:
    """``none``, ``1 h`` or ``30 min to 2 h``: the range over the days."""
    shortest, longest = min(days), max(days)
    if not longest:
        return "none"
    if shortest == longest:
        return _length(longest)
    return f"{_length(shortest) if shortest else 'none'} to {_length(longest)}"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
