"""Movement between two days: cells and values, selection decisions, triggers met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.analysis.matrix import Placement
from generator.model.grammars import Interval
from generator.model.kinds import Account
from generator.model.profile import Selection

SPAN = Interval(12, "month")
"""The period for which movement of the portfolio is shown."""

How = Literal["not rated", "new", "first rating", "moved", "shifted", "same scores", "no rating"]


@dataclass(frozen=True, slots=True)
class AccountMove:
    """One account on two days.

    ``then`` and ``now``: the placement in force, by the same method. ``arrived``: the day of its
    first version, if between the two days.
    """

    account: Account
    then: Placement | None
    now: Placement | None
    arrived: date | None

    @property
    def how(self) -> How:
        """The kind of movement.

        ``not rated``: no placement on the later day; ``new``: the account was added in between;
        ``first rating``: none on the earlier day; ``moved``: another cell; ``shifted``: other
        values in the same cell; ``same scores``: rated again with the same result; ``no rating``:
        not rated since.
        """
        if self.now is None:
            return "not rated"
        if self.then is None:
            return "new" if self.arrived else "first rating"
        if self.then.cell.id != self.now.cell.id:
            return "moved"
        before, after = ([axis.value for axis in each.axes] for each in (self.then, self.now))
        if before != after:
            return "shifted"
        return "no rating" if self.then is self.now else "same scores"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to select an account as a key account, or not."""

    account: Account
    selection: Selection


def by_method(placements: Iterable[Placement]) -> dict[str, tuple[Placement, ...]]:
    """Placements by the id of their method, in the order given (an insight's are newest first)."""
    found: dict[str, list[Placement]] = {}
    for placement in placements:
        found.setdefault(placement.method.id, []).append(placement)
    return {method_id: tuple(each) for method_id, each in found.items()}


def newest_by_method(placements: Iterable[Placement]) -> tuple[Placement, ...]:
    """The first placement of each method, in the order given."""
    return tuple(each[0] for each in by_method(placements).values())


def in_force(
    placements: Iterable[Placement], day: date, method_id: str | None = None
) -> Placement | None:
    """The first of ``placements`` (newest first) on or before a day, optionally of one method."""
    return next(
        (
            each
            for each in placements
            if each.rating.on <= day and method_id in (None, each.method.id)
        ),
        None,
    )


def move(account: Account, placements: Sequence[Placement], then: date, now: date) -> AccountMove:
    """An account on two days; ``placements``: as in the account's insight."""
    later = in_force(placements, now)
    earlier = in_force(placements, then, later.method.id) if later else None
    return AccountMove(account, earlier, later, _arrived(account, then, now))


def _arrived(account: Account, then: date, now: date) -> date | None:
    """The day of version 1, if recorded and after ``then``, up to ``now``."""
    first = next((each.on for each in account.changes if each.version == 1), None)
    return first if first is not None and then < first <= now else None


def decisions(accounts: Iterable[Account], then: date, now: date) -> tuple[Decided, ...]:
    """Selection decisions after ``then`` up to ``now``, newest first."""
    found = [
        Decided(account, each)
        for account in accounts
        for each in account.selection
        if then < each.on <= now
    ]
    found.sort(key=lambda each: (each.account.name.casefold(), each.account.id))
    return tuple(sorted(found, key=lambda each: each.selection.on, reverse=True))


def promotion_due(account: Account, placements: Iterable[Placement], day: date) -> bool:
    """Whether the newest ratings on or before a day meet the trigger for another tier."""
    promotion = account.promotion
    if promotion is None:
        return False
    dated = sorted(
        (each for each in placements if each.rating.on <= day),
        key=lambda each: each.rating.on,
        reverse=True,
    )
    values = [axis.value for each in dated for axis in each.axes if axis.axis.id == promotion.axis]
    wanted = int(promotion.reviews)
    return len(values) >= wanted and min(values[:wanted]) >= promotion.at_least


def review_round(accounts: Iterable[Account], as_of: date) -> date | None:
    """The earliest of the accounts' last reviews: every account was reviewed since then.

    At most 12 months back; ``None`` without a review on or before the day.
    """
    reviewed = [each.review.last for each in accounts if each.review.last <= as_of]
    return max(min(reviewed), SPAN.after(as_of, times=-1)) if reviewed else None
