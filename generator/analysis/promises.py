"""The ledger of promises: what was kept exactly, and what is overdue."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from generator.analysis.agenda import Due, overdue
from generator.analysis.record import ById, derived, figure, record
from generator.model.kinds import Account
from generator.model.strategy import Promise


@record
class Ledger:
    """Promises of one side on `as_of`."""

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


def ledger(account: Account, by: str, as_of: date, agenda: Iterable[Due]) -> Ledger:
    """The ledger of promises made ``by`` ``us`` or ``customer`` on ``as_of``.

    ``agenda``: the account's due entries. A promise kept early counts as due; one due on ``as_of``
    is not overdue yet.
    """
    late = {each.id for each in overdue(agenda, Promise)}
    promises = [each for each in account.promises if each.by == by and each.made <= as_of]
    ended = {each.id: outcome for each in promises if (outcome := each.kept_by(as_of))}
    return Ledger(
        due=tuple(each for each in promises if each.id in ended or each.id in late),
        exact=tuple(each for each in promises if each.id in ended and ended[each.id].exactly),
        overdue=tuple(each for each in promises if each.id in late),
        open=tuple(each for each in promises if each.id not in ended and each.id not in late),
    )
