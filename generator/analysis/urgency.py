"""What to do first on an account, and whom to call.

The order is ours: a broken word first, then what cannot be made good later, then what holds up
others, then what may stop us, then our own work. `docs/urgency.md` tells it to readers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from generator.analysis.agenda import Due, everything
from generator.analysis.coverage import Coverage, Covered
from generator.analysis.record import ById, figure, record
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.stakeholders import STRENGTHS, Relationship, Stakeholder
from generator.model.strategy import Action, Assumption, Contract, Objective, Promise, rank


@dataclass(frozen=True, slots=True)
class Urgency:
    """A reason why something comes before something else.

    ``name``: its id; ``days``: how many days ahead it counts, 0 if only from its day on.
    ``because``: what neither the day nor the kind of thing says, if anything.
    """

    name: str
    means: str
    days: int = 0
    because: str = ""


BROKEN_PROMISE = Urgency("broken-promise", "one of our promises is overdue")
NOTICE = Urgency("notice", "the last day to give notice is near", 30)
BLOCKS = Urgency(
    "blocks", "it holds up something that is due soon", 14, "something due soon waits for it"
)
VETO = Urgency(
    "veto",
    "someone with a veto has never met us",
    because="holds a veto, and none of us has met this person",
)
LATE_ACTION = Urgency("late-action", "an action is overdue")
ASSUMPTION = Urgency("assumption", "an assumption has to be checked", 14)
RHYTHM = Urgency("rhythm", "a conversation is past its agreed rhythm")
BY_DATE = Urgency("by-date", "it falls due")

ORDER = (BROKEN_PROMISE, NOTICE, BLOCKS, VETO, LATE_ACTION, ASSUMPTION, RHYTHM, BY_DATE)
"""The most urgent first. Within one, by power of the post it concerns, then by day."""

UrgencyOrder = tuple[int, int, date, str]
"""What everything to do is ordered by, wherever it is listed."""


@record
class Urgent:
    """Something to do, and why it comes where it does.

    ``due``: the entry of the agenda; ``None`` for a post that nobody has met. ``item``: what is
    changed once it is done. ``power``: of the post it concerns, 0 where power does not count.
    """

    due: Due | None
    item: Item
    power: int
    urgency: Urgency = figure("why it is urgent", key="reason", form="name")
    what: str = figure("what it is about")
    on: date | None = figure("the day it falls due, or fell due")
    owner: str | None = figure("id of who looks after it")
    stakeholder: str | None = figure("id of the customer's post it concerns")


@record
class Call:
    """Whom to call first, and what about."""

    stakeholder: ById[Stakeholder] = figure("id of the post to call")
    caller: str = figure("id of which of our people knows the post best")
    about: Urgent = figure("what it is about")


def urgent(
    account: Account, agenda: Iterable[Due], coverage: Coverage, as_of: date
) -> tuple[Urgent, ...]:
    """Everything to do, the most urgent first; see :data:`ORDER`."""
    return tuple(sorted([*_due(account, agenda, as_of), *_vetoes(account, coverage)], key=place))


def place(found: Urgent) -> UrgencyOrder:
    """Where something stands among all that is to be done, on one account or on several."""
    return ORDER.index(found.urgency), -found.power, found.on or date.min, found.what


def by_date(on: date, what: str) -> UrgencyOrder:
    """The :func:`place` of something that is on no account, such as the review of a role."""
    return ORDER.index(BY_DATE), 0, on, what


def places(found: Iterable[Urgent]) -> Callable[[Item], int]:
    """The number of an item among ``found``; of one that is not among them, one after the last."""
    numbers = {id(each.item): number for number, each in enumerate(found)}
    return lambda item: numbers.get(id(item), len(numbers))


def by_day(agenda: Iterable[Due], found: Iterable[Urgent]) -> tuple[Due, ...]:
    """An agenda as a calendar: the earliest day first, and within a day as in ``found``."""
    number = places(found)
    return tuple(sorted(agenda, key=lambda due: (due.on, number(due.item))))


def _due(account: Account, agenda: Iterable[Due], as_of: date) -> Iterator[Urgent]:
    power = {each.id: rank(each.power) for each in account.stakeholders}
    blocking = _blocking(account, as_of)
    near = tuple(agenda)
    far = [due for due in everything(account, as_of) if _blocks(due, blocking) and due not in near]
    for due in (*near, *far):
        reason = _reason(due, as_of, blocking)
        weight = 0 if reason is BY_DATE else power.get(due.stakeholder or "", 0)
        yield Urgent(due, due.item, weight, reason, due.what, due.on, due.owner, due.stakeholder)


def _blocking(account: Account, as_of: date) -> frozenset[str]:
    """Ids of promises that something open on ``as_of`` and due soon waits for."""
    until = as_of + timedelta(days=BLOCKS.days)
    still_open = [each for each in account.objectives if each.status == "open"]
    steps = [step for each in still_open for step in each.actions if not step.done_by(as_of)]
    waiting: list[Objective | Action] = [*still_open, *steps]
    return frozenset(
        str(each.waits_for) for each in waiting if each.waits_for and each.due <= until
    )


def _blocks(due: Due, blocking: frozenset[str]) -> bool:
    return isinstance(due.item, Promise) and due.item.id in blocking


def _reason(due: Due, as_of: date, blocking: frozenset[str]) -> Urgency:
    def within(urgency: Urgency) -> bool:
        return due.on <= as_of + timedelta(days=urgency.days)

    found = BY_DATE
    match due.item:
        case Promise(by="us") if due.overdue:
            found = BROKEN_PROMISE
        case Promise() if _blocks(due, blocking):
            found = BLOCKS
        case Contract() if not due.overdue and within(NOTICE):
            found = NOTICE
        case Action() if due.overdue:
            found = LATE_ACTION
        case Assumption() if within(ASSUMPTION):
            found = ASSUMPTION
        case Relationship() if due.overdue:
            found = RHYTHM
    return found


def _vetoes(account: Account, coverage: Coverage) -> Iterator[Urgent]:
    """Until someone covers the post, it is with the owner of the plan, who has to name them."""
    for post in coverage.uncovered_key_posts:
        if "veto-holder" in post.buying:
            name, owner = post.function, account.owner
            yield Urgent(None, post, rank(post.power), VETO, name, None, owner, post.id)


def first_call(coverage: Coverage, found: Iterable[Urgent]) -> Call | None:
    """Whom to call first: the post that the most urgent matter concerns, if one of us knows it.

    For a post that nobody has met: whom it reports to, else who has the most power and knows us
    best, to be introduced. ``None`` where nothing concerns a post that somebody knows.
    """
    posts = {post.stakeholder.id: post for post in coverage.posts}
    known = {key: post for key, post in posts.items() if post.best}
    for each in found:
        post = known.get(each.stakeholder or "")
        if each.urgency is VETO:
            unknown = posts[each.stakeholder or ""].stakeholder
            post = max(known.values(), key=partial(can_introduce, unknown), default=None)
        if post and post.best:
            return Call(post.stakeholder, str(post.best.person), each)
    return None


def can_introduce(unknown: Stakeholder, post: Covered) -> tuple[bool, int, int, str]:
    """How well a post that we know can introduce us to one that we do not, the best as maximum."""
    own = post.stakeholder
    best = STRENGTHS.index(post.best.strength) if post.best else -1
    return own.id == unknown.reports_to, rank(own.power), best, own.id
