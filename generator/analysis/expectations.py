"""What each side expects of a key account manager, and what of the account shows that it is met.

The expectations are those of article 001, five of the supplier's and four of the customer's. What
counts as showing them is ours.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from generator.analysis.coverage import Coverage, Covered
from generator.analysis.progress import Progress
from generator.analysis.promises import Ledger
from generator.analysis.record import figure, record
from generator.model.kinds import Account
from generator.model.strategy import Opportunity, Satisfaction

Expected = Literal[
    "understands",
    "plans",
    "coordinates",
    "lasts",
    "connects",
    "anticipates",
    "proposes",
    "exact",
    "interests",
]

ExpectingSide = Literal["company", "customer"]

_BEFORE_THEM = ("proposed", "negotiating")
"""Stages of a sale in which the customer has seen a proposal."""


@record
class Expectation:
    """One expectation, and what shows that it is met."""

    name: Expected = figure(
        "understands: one of us knows those who decide, pay or hold a veto, and what they want is "
        "confirmed; plans: open objectives have open actions; coordinates: open actions are on "
        "time; lasts: those who decide, pay or hold a veto know two of us; connects: areas of the "
        "customer know one of us; "
        "anticipates: open objectives are the customer's or joint; proposes: open opportunities "
        "have been proposed to the customer; exact: promises that fell due were kept exactly; "
        "interests: gains are confirmed by the customer"
    )
    side: ExpectingSide = figure("whose expectation it is")
    shown: int = figure("how many show it, of those that could")
    of: int = figure("how many could show it", key="out_of")
    met: bool = figure(
        "whether it is met: all show it, and there is one; of `anticipates`, `proposes` and "
        "`interests` one is enough"
    )


@record
class Contentment:
    """How content the customer is by one measure, newest answer.

    ``answer``: as it is recorded.
    """

    answer: Satisfaction
    measure: str = figure("what was asked or measured")
    level: Decimal = figure("the newest answer", unit="percent")
    on: date = figure("its day")
    change: Decimal | None = figure(
        "points more than the answer before; below 0 where it is less", unit="percentage points"
    )


def expectations(
    account: Account, coverage: Coverage, progress: Iterable[Progress], ours: Ledger, as_of: date
) -> tuple[Expectation, ...]:
    """The expectations of both sides on ``as_of``, ours first."""
    open_ones = [each for each in progress if each.objective.status == "open"]
    return (
        *_of_the_company(coverage, open_ones, as_of),
        *_of_the_customer(account, open_ones, ours),
    )


def _of_the_company(
    coverage: Coverage, open_ones: list[Progress], as_of: date
) -> Iterator[Expectation]:
    key = [post for post in coverage.posts if post.key]
    actions = [action for each in open_ones for action in each.open_actions]
    inside = [post for post in coverage.posts if post.stakeholder.outside is None]
    yield _all("understands", "company", map(_wants_confirmed, key))
    yield _all("plans", "company", (bool(each.open_actions) for each in open_ones))
    yield _all("coordinates", "company", (each.due >= as_of for each in actions))
    yield _all("lasts", "company", (len({*post.people}) > 1 for post in key))
    reached = {post.stakeholder.area for post in inside if post.relationships}
    areas = {post.stakeholder.area for post in inside}
    yield _all("connects", "company", (area in reached for area in areas))


def _wants_confirmed(post: Covered) -> bool:
    """Whether somebody of us who knows the post has confirmed what it wants."""
    found = post.stakeholder
    return bool(post.relationships) and found.known == "confirmed" and bool(found.wants)


def _of_the_customer(
    account: Account, open_ones: list[Progress], ours: Ledger
) -> Iterator[Expectation]:
    yield _one("anticipates", (each.objective.whose != "ours" for each in open_ones))
    undecided: list[Opportunity] = [each for each in account.opportunities if not each.decided]
    yield _one("proposes", (each.stage in _BEFORE_THEM for each in undecided))
    exact = {each.id for each in ours.exact}
    yield _all("exact", "customer", (each.id in exact for each in ours.due))
    yield _one("interests", (each.confirmed_by is not None for each in account.delivered))


def _all(name: Expected, side: ExpectingSide, found: Iterable[bool]) -> Expectation:
    each = list(found)
    return Expectation(name, side, sum(each), len(each), bool(each) and all(each))


def _one(name: Expected, found: Iterable[bool]) -> Expectation:
    each = list(found)
    return Expectation(name, "customer", sum(each), len(each), any(each))


def contentment(account: Account, as_of: date) -> tuple[Contentment, ...]:
    """How content the customer is by each measure on ``as_of``, in the order of the file."""
    by_measure: dict[str, list[Satisfaction]] = {}
    for each in account.satisfaction:
        if each.on <= as_of:
            by_measure.setdefault(each.measure, []).append(each)
    return tuple(_newest(each) for each in by_measure.values())


def _newest(answers: list[Satisfaction]) -> Contentment:
    newest, *before = sorted(answers, key=lambda each: each.on, reverse=True)
    change = newest.level - before[0].level if before else None
    return Contentment(newest, newest.measure, newest.level, newest.on, change)
