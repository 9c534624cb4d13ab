"""The pipeline of an account: opportunities that are neither won nor lost."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, localcontext

from generator.analysis.money import DIGITS
from generator.analysis.record import figure, money, record
from generator.model.kinds import Account
from generator.model.money import PlannedYear
from generator.model.strategy import Opportunity


@record
class Pipeline:
    """What open opportunities would bring, a year or once, in the account's currency.

    Amounts are ``None`` where no open one has the amount, or amount and probability, in view.
    """

    open: int = figure("how many are neither won nor lost")
    won: int = figure("how many are won")
    lost: int = figure("how many are lost")
    amount: Decimal | None = money("what the open ones would bring a year, where it is given")
    weighted: Decimal | None = money(
        "the same, each by its probability, where both are given", key="by_probability"
    )
    once: Decimal | None = money("what the open ones would bring once, as jobs of their own")
    once_weighted: Decimal | None = money(
        "the same, each by its probability, where both are given", key="once_by_probability"
    )


def pipeline(account: Account) -> Pipeline:
    """The pipeline of one account; each amount times its probability, summed."""
    still_open = _open(account)
    yearly = [each for each in still_open if not each.once]
    once = [each for each in still_open if each.once]
    stages = [each.stage for each in account.opportunities]
    return Pipeline(
        open=len(still_open),
        won=stages.count("won"),
        lost=stages.count("lost"),
        amount=_sum(each.amount for each in yearly),
        weighted=_sum(_weighted(each) for each in yearly),
        once=_sum(each.amount for each in once),
        once_weighted=_sum(_weighted(each) for each in once),
    )


def pipeline_in(account: Account, year: PlannedYear, as_of: date) -> Decimal | None:
    """What open opportunities can bring at most in a year that is planned, by their probability.

    Business that comes every year counts from the day after the customer decides, by days of the
    year that are left then; one that comes once counts whole where it is decided in the year. What
    has no day of decision counts as decided on ``as_of``, as does what is late. ``None`` where no
    open one has amount and probability in view.
    """
    days = (year.ends - year.starts).days + 1
    found = []
    for each in _open(account):
        if (weighted := _weighted(each)) is None:
            continue
        begins = max(each.closes or as_of, as_of) + timedelta(days=1)
        left = (year.ends - max(begins, year.starts)).days + 1
        with localcontext(prec=DIGITS):
            if each.once:
                found.append(weighted if left >= 0 else Decimal(0))
            else:
                found.append(weighted * max(left, 0) / days)
    return _sum(found)


def _open(account: Account) -> list[Opportunity]:
    return [each for each in account.opportunities if not each.decided]


def _weighted(each: Opportunity) -> Decimal | None:
    if each.amount is None or each.probability is None:
        return None
    with localcontext(prec=DIGITS):
        return each.amount * each.probability / 100


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    with localcontext(prec=DIGITS):
        return sum(known, Decimal(0)) if known else None
