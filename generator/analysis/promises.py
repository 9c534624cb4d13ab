"""The ledger of promises: what was kept exactly, what is overdue."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from generator.model.kinds import Account
from generator.model.strategy import Promise


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promises of one direction up to a day.

    ``due``: those that have fallen due by then; ``exact``: of them kept exactly; ``share``: exact
    of due in whole percent, ``None`` when nothing was due; ``open``: not yet due; ``overdue``:
    due before the day and not kept.
    """

    due: tuple[Promise, ...]
    exact: tuple[Promise, ...]
    overdue: tuple[Promise, ...]
    open: tuple[Promise, ...]

    @property
    def share(self) -> Decimal | None:
        """Kept exactly in percent of due, 0 to 100, half-even to a whole percent."""
        if not self.due:
            return None
        ratio = Decimal(len(self.exact)) * 100 / len(self.due)
        return ratio.quantize(Decimal(1), ROUND_HALF_EVEN)


def ledger(account: Account, by: str, as_of: date) -> Ledger:
    """The ledger of promises made ``by`` ``us`` or ``customer``, as it stood on ``as_of``.

    A promise kept early counts as due; one due on ``as_of`` itself has the day to be kept.
    """
    made = [promise for promise in account.promises if promise.by == by and promise.made <= as_of]
    kept = [promise for promise in made if _kept(promise, as_of)]
    still = [promise for promise in made if not _kept(promise, as_of)]
    return Ledger(
        due=tuple(promise for promise in made if promise.due < as_of or _kept(promise, as_of)),
        exact=tuple(promise for promise in kept if promise.kept and promise.kept.exactly),
        overdue=tuple(promise for promise in still if promise.due < as_of),
        open=tuple(promise for promise in still if promise.due >= as_of),
    )


def _kept(promise: Promise, as_of: date) -> bool:
    return promise.kept is not None and promise.kept.on <= as_of
