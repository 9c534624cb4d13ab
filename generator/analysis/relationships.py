"""What to do for the relationships of an account: whom to introduce to whom, and whom to see.

That a post with power should know two of us, and that a key account needs a sponsor, is later work
on key account management; the order is ours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, get_args

from generator.analysis.agenda import contact_day
from generator.analysis.coverage import Coverage, Covered
from generator.analysis.record import ById, figure, record
from generator.analysis.urgency import can_introduce
from generator.model.kinds import Account
from generator.model.profile import TeamMember
from generator.model.stakeholders import WITH_US, Relationship, Stakeholder
from generator.model.strategy import rank

StepKind = Literal["meet", "introduce", "speak", "sponsor", "confirm", "deepen"]

KINDS: tuple[StepKind, ...] = get_args(StepKind)
"""The most useful first; within one, by what the post decides and by its power."""


@record
class RelationshipStep:
    """Something to do for a relationship.

    ``link``: the relationship it is about, if it is about one. ``post``: with its coverage.
    """

    post: Covered
    link: Relationship | None
    kind: StepKind = figure(
        "meet: nobody of us knows a post that decides, pays or holds a veto; introduce: only one "
        "of us knows a post with power; speak: the agreed rhythm is missed; sponsor: a key account "
        "has none; confirm: how well it works is assumed; deepen: it works less well than it should"
    )
    stakeholder: ById[Stakeholder] = figure("id of the post it is about")
    by: str | None = figure("id of who does it")
    introduces: str | None = figure("id of our colleague who is introduced to the post")
    through: ById[Stakeholder] | None = figure("id of the post that can introduce us")
    day: date | None = figure("day by which they should have spoken")


def steps(account: Account, coverage: Coverage, as_of: date) -> tuple[RelationshipStep, ...]:
    """What to do for the relationships on ``as_of``, the most useful first."""
    around = _Relations(account, coverage, as_of)
    found = (
        *around.to_meet(),
        *around.to_introduce(),
        *around.to_speak(),
        *around.to_win(),
        *around.to_confirm(),
        *around.to_deepen(),
    )
    return tuple(sorted(found, key=_place))


def _place(step: RelationshipStep) -> tuple[int, bool, int, str, str]:
    post = step.stakeholder
    key = not step.post.key
    return KINDS.index(step.kind), key, -rank(post.power), post.id, step.by or ""


@dataclass(frozen=True, slots=True)
class _Relations:
    """An account, its coverage, and the day that its relationships are looked at."""

    account: Account
    coverage: Coverage
    as_of: date

    def to_meet(self) -> Iterator[RelationshipStep]:
        known = [post for post in self.coverage.posts if post.best]
        for post in self.coverage.posts:
            if post.key and not post.relationships:
                introducing = partial(can_introduce, post.stakeholder)
                through = max(known, key=introducing, default=None)
                best = through.best if through else None
                yield RelationshipStep(
                    post,
                    None,
                    "meet",
                    post.stakeholder,
                    str(best.person if best else self.account.owner),
                    str(self.account.owner),
                    through.stakeholder if through else None,
                    None,
                )

    def to_introduce(self) -> Iterator[RelationshipStep]:
        team = {str(member.person): member for member in reversed(self.account.team)}
        alone = {post.id for post in self.coverage.known_by_one}
        for post in self.coverage.posts:
            if post.stakeholder.id in alone:
                person = post.people[0]
                second = self._second(team, person)
                yield RelationshipStep(
                    post, post.best, "introduce", post.stakeholder, person, second, None, None
                )

    def _second(self, team: Mapping[str, TeamMember], person: str) -> str | None:
        """Who of us should know a post as well: the stand-in, else who answers for the plan."""
        member = team.get(person)
        others = (member.backup if member else None, self.account.owner)
        return next((str(each) for each in others if each and each != person), None)

    def to_speak(self) -> Iterator[RelationshipStep]:
        for post, link in self._links():
            day = contact_day(link)
            if day and day < self.as_of:
                yield self._of_link("speak", post, link, day)

    def to_win(self) -> Iterator[RelationshipStep]:
        """The post to win as a sponsor: one that is for us, then by power and by who knows it."""
        posts = [post for post in self.coverage.posts if post.stakeholder.outside is None]
        if not self.account.is_key or any(p.stakeholder.stance == "sponsor" for p in posts):
            return

        def promise(post: Covered) -> tuple[int, int, int, str]:
            own = post.stakeholder
            stance = WITH_US[::-1].index(own.stance) if own.stance in WITH_US else -1
            return rank(own.power), stance, len(post.relationships), own.id

        willing = (
            post for post in posts if post.best and post.stakeholder.stance in (*WITH_US, "neutral")
        )
        post = max(willing, key=promise, default=None)
        if post and post.best:
            yield self._of_link("sponsor", post, post.best, None)

    def to_confirm(self) -> Iterator[RelationshipStep]:
        for post, link in self._links():
            if link.known == "assumed":
                yield self._of_link("confirm", post, link, None)

    def to_deepen(self) -> Iterator[RelationshipStep]:
        for post, link in self._links():
            if link.above_target < 0:
                yield self._of_link("deepen", post, link, None)

    def _links(self) -> Iterator[tuple[Covered, Relationship]]:
        for post in self.coverage.posts:
            for link in post.relationships:
                yield post, link

    def _of_link(
        self, kind: StepKind, post: Covered, link: Relationship, day: date | None
    ) -> RelationshipStep:
        return RelationshipStep(
            post, link, kind, post.stakeholder, str(link.person), None, None, day
        )
