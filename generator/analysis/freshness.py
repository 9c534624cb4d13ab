"""How old is what an account rests on: reviews, conversations, ratings, estimates, beliefs.

What is too old is ours: a year for ratings and estimates, and elsewhere the day that the plan names
itself. What has no such day has an age only.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from generator.analysis.agenda import contact_day
from generator.analysis.expectations import Contentment
from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.analysis.record import figure, record
from generator.model.grammars import Interval
from generator.model.item import Item
from generator.model.kinds import Account

GOOD_FOR = Interval(12, "month")
"""How long a rating and an estimate of spending count as new."""

BasisKind = Literal[
    "review", "conversation", "rating", "stage", "post", "figure", "wallet", "answer", "assumption"
]

BASIS_KINDS: tuple[BasisKind, ...] = get_args(BasisKind)
"""In the order in which a reader asks for them."""


@record
class Freshness:
    """One thing that an account rests on, and how old it is.

    ``item``: what is changed once somebody has looked at it again.
    """

    item: Item
    kind: BasisKind = figure(
        "review: of the plan; conversation: the last of a relationship; rating: the newest by a "
        "method; stage: where the relationship stands; post: what we know of a contact; figure: of "
        "an open objective; wallet: estimate of the customer's spending; answer: the customer's "
        "newest on satisfaction by one measure; assumption: what we believe, since when"
    )
    what: str = figure("what it is about: a post, a method, a measure and so on")
    stakeholder: str | None = figure("id of the customer's post it is about")
    anchor: str | None = figure("id of the entry, where it has one", key="of")
    on: date = figure("the day it is of")
    until: date | None = figure("the last day on which it counts as new, where there is a rule")
    stale: bool = figure("whether that day is before `as_of`")
    owner: str | None = figure("id of who looks at it again")


def freshness(
    account: Account,
    placements: Sequence[Placement],
    contentment: Iterable[Contentment],
    as_of: date,
) -> tuple[Freshness, ...]:
    """What an account rests on, the oldest first; nothing that is dated after ``as_of``.

    ``placements``: of its ratings, the one that decides the strategy first.
    """
    basis = _Basis(account, as_of)
    found = (
        *basis.of_the_plan(placements),
        *basis.of_contacts(),
        *basis.of_figures(contentment),
    )
    known = (each for each in found if each.on <= as_of)
    return tuple(sorted(known, key=lambda each: (each.on, BASIS_KINDS.index(each.kind), each.what)))


@dataclass(frozen=True, slots=True)
class _Basis:
    account: Account
    as_of: date

    def of_the_plan(self, placements: Sequence[Placement]) -> Iterator[Freshness]:
        account, review = self.account, self.account.review
        yield self._made("review", account, "The plan", review.last, until=review.due)
        for placement in newest_by_method(placements):
            rating = placement.rating
            decides = placement == placements[0]
            until = GOOD_FOR.after(rating.on) if decides else None
            yield self._made("rating", rating, placement.method.name, rating.on, until=until)
        for stage in account.stages:
            yield self._made("stage", stage, str(stage.method), stage.on)
        for belief in account.assumptions:
            yield self._made(
                "assumption",
                belief,
                belief.what,
                belief.since,
                until=belief.expires,
                owner=belief.owner,
                anchor=belief.id,
            )

    def of_contacts(self) -> Iterator[Freshness]:
        functions = {each.id: each.function for each in self.account.stakeholders}
        for link in self.account.relationships:
            post = str(link.stakeholder)
            yield self._made(
                "conversation",
                link,
                functions.get(post, post),
                link.last_contact,
                until=contact_day(link),
                owner=link.person,
                stakeholder=post,
            )
        for each in self.account.stakeholders:
            yield self._made("post", each, each.function, each.on, stakeholder=each.id)

    def of_figures(self, contentment: Iterable[Contentment]) -> Iterator[Freshness]:
        for objective in self.account.objectives:
            metric = objective.metric
            if objective.status == "open" and metric and metric.on:
                yield self._made(
                    "figure",
                    metric,
                    objective.what,
                    metric.on,
                    owner=objective.owner,
                    anchor=objective.id,
                )
        if wallet := self.account.wallet:
            yield self._made(
                "wallet", wallet, wallet.category, wallet.on, until=GOOD_FOR.after(wallet.on)
            )
        for found in contentment:
            yield self._made("answer", found.answer, found.measure, found.on)

    def _made(
        self,
        kind: BasisKind,
        item: Item,
        what: str,
        on: date,
        *,
        until: date | None = None,
        owner: str | None = None,
        stakeholder: str | None = None,
        anchor: str | None = None,
    ) -> Freshness:
        """``owner``: who answers for the plan, if nobody else does."""
        stale = until is not None and until < self.as_of
        by = str(owner or self.account.owner)
        return Freshness(item, kind, what, stakeholder, anchor, on, until, stale, by)
