"""The ledger of promises: what was kept exactly, what is overdue."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from generator.analysis.record import ById, derived, figure, record
from generator.model.kinds import Account
from generator.model.strategy import Promise


@record
class Ledger:
    """Promises of one side, as they stand on `as_of`."""

    due: tuple[ById[Promise], ...] = figure(
        "ids of promises that fell due, kept early ones among them"
    )
    exact: tuple[ById[Promise], ...] = figure(
        "ids of those that were kept exactly", key="kept_exactly"
    )
    overdue: tuple[ById[Promise], ...] = figure(
        "ids of those whose day has passed and that are not kept"
    )
    open: tuple[ById[Promise], ...] = figure("ids of those that are not yet due")

    @property
    @derived(unit="percent")
    def share(self) -> Decimal | None:
        """Kept exactly in percent of due, a whole number.

        Half-even; ``None`` when nothing was due.
        """
        if not self.due:
            return None
        ratio = Decimal(len(self.exact)) * 100 / len(self.due)
        return ratio.quantize(Decimal(1), ROUND_HALF_EVEN)


@record
class Ledgers:
    """The ledger of promises."""

    ours: Ledger = figure("what we promised the customer")
    theirs: Ledger = figure("what the customer promised us")


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
