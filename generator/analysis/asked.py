"""What a review of an account is asked to decide."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from generator.analysis.agenda import Due
from generator.analysis.matrix import Placement
from generator.analysis.movement import promotion_due
from generator.analysis.record import figure, record
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.profile import Selection
from generator.model.strategy import Assumption, Contract, Decision

ReviewQuestion = Literal[
    "approve", "tier", "notice", "renew", "selection", "decision", "assumption"
]


@record
class Asked:
    """A decision that a review is asked for.

    ``item``: what is changed once it is taken. ``due``: the entry of the agenda, ``None`` for what
    has no day.
    """

    item: Item
    due: Due | None
    question: ReviewQuestion = figure(
        "approve: whether this version of the plan holds; tier: whether the account moves to "
        "another tier, as its trigger is met; notice: whether to give notice to a contract that "
        "renews by itself; renew: whether to renew one that ends; selection: whether the account "
        "is selected again; decision: whether a former decision still holds; assumption: whether "
        "what we believe still holds"
    )
    what: str = figure("what it is about: a contract, a tier, a number of a version and so on")
    on: date | None = figure("the day by which it is decided, if it has one")
    owner: str | None = figure("id of who looks after it")


def asked(
    account: Account, agenda: Iterable[Due], placements: Sequence[Placement], as_of: date
) -> tuple[Asked, ...]:
    """What a review on ``as_of`` is asked to decide: by day, and then what has none.

    ``agenda``: what is overdue or falls due soon; ``placements``: of each rating. Nothing is asked
    about a contract that has renewed itself.
    """
    found = [*_by_day(agenda), *_without_a_day(account, placements, as_of)]
    return tuple(sorted(found, key=lambda each: (each.on or date.max, each.question, each.what)))


def _by_day(agenda: Iterable[Due]) -> Iterator[Asked]:
    for due in agenda:
        question: ReviewQuestion
        match due.item:
            case Contract(renews=True):
                if due.overdue:
                    continue
                question, what = "notice", due.item.what
            case Contract():
                question, what = "renew", due.item.what
            case Decision():
                question, what = "decision", due.what
            case Assumption():
                question, what = "assumption", due.what
            case Selection():
                question, what = "selection", due.item.stage
            case _:
                continue
        yield Asked(due.item, due, question, what, due.on, due.owner)


def _without_a_day(
    account: Account, placements: Sequence[Placement], as_of: date
) -> Iterator[Asked]:
    if not account.is_approved:
        yield Asked(account, None, "approve", str(account.version), None, account.owner)
    if account.promotion and promotion_due(account, placements, as_of):
        yield Asked(account.promotion, None, "tier", account.promotion.to, None, account.owner)
