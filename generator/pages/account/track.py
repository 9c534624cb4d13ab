"""The history of an account's ratings by one method, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.matrix import AxisResult, Placement
from generator.analysis.movement import by_method
from generator.model.grammars import SemanticVersion
from generator.model.kinds import Account, Method
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.formats import are


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One rating: a value per axis as ``7.90 (high)``, the cell used, the movement in words.

    ``plan``: the first version of the account's plan with this rating, empty if unknown.
    """

    on: date
    plan: str
    values: tuple[str, ...]
    cell: str
    movement: str


@dataclass(frozen=True, slots=True)
class Track:
    """All ratings by one method, newest first; ``how``: by which state of the method."""

    method: Method
    how: str
    rows: tuple[TrackRow, ...]


def tracks(names: Names, insight: AccountInsight) -> list[Track]:
    """One track per method in use, the leading one first."""
    return [
        _track(names, insight.account, found) for found in by_method(insight.placements).values()
    ]


def _track(names: Names, account: Account, placements: Sequence[Placement]) -> Track:
    """The track of placements by one method, given newest first; at least one."""
    older: list[Placement | None] = [*placements[1:], None]
    method = placements[0].method
    rows = tuple(
        TrackRow(
            on=placement.rating.on,
            plan=first_plan(account, placement.rating.on),
            values=tuple(
                f"{md.figure(axis.value, 2)} ({axis.band.label})" for axis in placement.axes
            ),
            cell=_cell(placement),
            movement=f"{movement(placement, before)} {_override(names, placement)}".rstrip(),
        )
        for placement, before in zip(placements, older, strict=True)
    )
    return Track(method, _how(method, [row.on for row in rows], names.as_of), rows)


def _how(method: Method, days: Sequence[date], as_of: date) -> str:
    """The method's version used for ratings of these days, or when it changed after them.

    A patch changes wording only, so the date of the minor version counts; what came after ``as_of``
    does not.
    """
    known = sorted(
        (each for each in method.changes if each.on <= as_of), key=lambda each: each.version
    )
    ours = [each for each in known if _minor(each.version) == _minor(known[-1].version)]
    began = next(iter(ours), None)
    earlier = sum(began is not None and day < began.on for day in days)
    if began is None or not earlier:
        return f"Calculated with version {method.version} of the method."
    some = f"{earlier} of {len(days)} ratings"
    all_of = "This rating" if earlier == 1 else "These ratings"
    which, verb = some if earlier < len(days) else all_of, are(earlier)
    changed = f"{which} {verb} from before the method changed on {md.day_text(began.on)}"
    return f"{changed}; values and cells are calculated with today's method."


def _minor(version: SemanticVersion) -> tuple[int, int]:
    return version.major, version.minor


def first_plan(account: Account, on: date) -> str:
    """``version 4``: the first version of the plan from a day on, else the newest; may be empty."""
    later = [change.version for change in account.changes if change.on >= on]
    known = later or [change.version for change in account.changes]
    return f"version {min(later) if later else max(known)}" if known else ""


def movement(now: Placement, before: Placement | None) -> str:
    """The difference of a rating from the previous one, axis by axis, and of the cell."""
    if before is None:
        return "First rating."
    pairs = zip(now.axes, before.axes, strict=True)
    sentences = [_axis_moved(new, old) for new, old in pairs]
    if now.cell.id == before.cell.id:
        sentences.append(f"Stays in the cell {now.cell.name}.")
    else:
        sentences.append(f"Moves from {before.cell.name} to {now.cell.name}.")
    return " ".join(sentences)


def drift(now: Placement, before: Placement | None) -> str:
    """The movement in a few words: ``potential up 0.25, position unchanged``."""
    if before is None:
        return "first rating"
    pairs = zip(now.axes, before.axes, strict=True)
    return ", ".join(f"{new.axis.short} {_way(new, old)}" for new, old in pairs)


def _way(new: AxisResult, old: AxisResult) -> str:
    change = new.value - old.value
    if not change:
        return "unchanged"
    return f"{'up' if change > 0 else 'down'} {md.figure(abs(change), 2)}"


def _axis_moved(new: AxisResult, old: AxisResult) -> str:
    before = {result.factor.id: result.score.score for result in old.factors}
    moved = [
        f"{result.factor.name} from {before[result.factor.id]} to {result.score.score}"
        for result in new.factors
        if result.score.score != before[result.factor.id]
    ]
    reasons = f": {', '.join(moved)}" if moved else ""
    return f"{new.axis.name} {_way(new, old)}{reasons}."


def _override(names: Names, placement: Placement) -> str:
    """Why the cell differs from the computed one, and who approved it; empty if it does not."""
    override = placement.rating.override
    if override is None or not placement.overridden:
        return ""
    by = names.person(override.approved_by)
    return f"Decided against the scores, approved by {by}: {md.stop(override.because)}"


def _cell(placement: Placement) -> str:
    if placement.overridden:
        return f"{placement.cell.name} (the scores say {placement.computed.name})"
    return placement.cell.name
