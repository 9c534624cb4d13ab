"""The pipeline of an account: opportunities that are neither won nor lost."""

from decimal import Decimal, localcontext

from generator.analysis.money import DIGITS
from generator.analysis.record import figure, money, record
from generator.model.kinds import Account


@record
class Pipeline:
    """What open opportunities would bring a year, in the account's currency.

    ``amount`` and ``weighted`` are ``None`` where no open one has the amount, or amount and
    probability, in view.
    """

    open: int = figure("how many are neither won nor lost")
    won: int = figure("how many are won")
    lost: int = figure("how many are lost")
    amount: Decimal | None = money("what the open ones would bring a year, where it is given")
    weighted: Decimal | None = money(
        "the same, each by its probability, where both are given", key="by_probability"
    )


def pipeline(account: Account) -> Pipeline:
    """The pipeline of one account; each amount times its probability, summed."""
    still_open = [each for each in account.opportunities if not each.decided]
    amounts = [each.amount for each in still_open if each.amount is not None]
    with localcontext(prec=DIGITS):
        weighted = [
            each.amount * each.probability / 100
            for each in still_open
            if each.amount is not None and each.probability is not None
        ]
        stages = [each.stage for each in account.opportunities]
        return Pipeline(
            open=len(still_open),
            won=stages.count("won"),
            lost=stages.count("lost"),
            amount=sum(amounts, Decimal(0)) if amounts else None,
            weighted=sum(weighted, Decimal(0)) if weighted else None,
        )
