"""Coverage of the customer's posts by our people, and dependence on a single person."""

from datetime import date

from generator.analysis.record import ById, derived, figure, record
from generator.model.kinds import Account
from generator.model.profile import Region
from generator.model.stakeholders import (
    STRENGTHS,
    Relationship,
    RelationshipStrength,
    Stakeholder,
)

KEY_ROLES = ("decision-maker", "veto-holder", "economic-buyer")


@record
class Covered:
    """A post of the customer's and which of our people cover it.

    ``relationships``: the strongest first.
    """

    relationships: tuple[Relationship, ...]
    stakeholder: ById[Stakeholder] = figure("id of the stakeholder")

    @property
    @derived()
    def key(self) -> bool:
        """Whether the post decides, pays or holds a veto."""
        return any(role in KEY_ROLES for role in self.stakeholder.buying)

    @property
    def weighty(self) -> bool:
        """Whether the post weighs: it decides, has high power, or lets others through."""
        found = self.stakeholder
        return self.key or found.power == "high" or "gatekeeper" in found.buying

    @property
    @derived()
    def people(self) -> tuple[str, ...]:
        """Ids of our people who cover it, the strongest relationship first."""
        return tuple(str(link.person) for link in self.relationships)

    @property
    @derived()
    def strength(self) -> RelationshipStrength | None:
        """Of the strongest relationship."""
        return self.best.strength if self.best else None

    @property
    def last_contact(self) -> date | None:
        """Day of the last exchange with one of our people, ``None`` when nobody covers the post."""
        return max((link.last_contact for link in self.relationships), default=None)

    @property
    def best(self) -> Relationship | None:
        """The strongest relationship, or ``None`` when nobody covers the post."""
        return self.relationships[0] if self.relationships else None


@record
class AreaReach:
    """One of the customer's areas, and how many of us it knows."""

    area: str = figure("the area, in the customer's words")
    posts: int = figure("how many posts of it are recorded")
    people: tuple[str, ...] = figure("ids of our people who know one of them")


@record
class Thread:
    """A region in which exactly one of our people has relationships."""

    region: ById[Region] = figure("id of the region")
    person: str = figure("id of the one person")


@record
class Coverage:
    """The coverage of the customer's posts."""

    shape: str | None = figure(
        "bow-tie: one or two of our people carry every contact; diamond: three or more reach "
        "three or more of their areas; else mixed"
    )
    our_people: int = figure("how many of our people have a relationship")
    their_areas: int = figure("how many of their areas are reached")
    posts: tuple[Covered, ...] = figure("each stakeholder with its coverage")
    areas: tuple[AreaReach, ...] = figure("each of the customer's areas, in the order of its posts")
    known_by_one: tuple[ById[Stakeholder], ...] = figure(
        "ids of the posts with power, and of gatekeepers, whom exactly one of our people knows"
    )
    uncovered_key_posts: tuple[ById[Stakeholder], ...] = figure("ids of key posts without coverage")
    single_threads: tuple[Thread, ...] = figure(
        "regions that depend on one person; of accounts with several regions"
    )


def coverage(account: Account) -> Coverage:
    """The coverage of an account's stakeholders."""
    links = _by_stakeholder(account)
    posts = tuple(Covered(links.get(each.id, ()), each) for each in account.stakeholders)
    reached = [post for post in posts if post.relationships]
    ours = {link.person for post in reached for link in post.relationships}
    areas = {post.stakeholder.area for post in reached if post.stakeholder.outside is None}
    return Coverage(
        posts=posts,
        areas=_areas(posts),
        known_by_one=tuple(
            post.stakeholder for post in posts if post.weighty and len({*post.people}) == 1
        ),
        uncovered_key_posts=tuple(
            post.stakeholder for post in posts if post.key and not post.relationships
        ),
        single_threads=tuple(_single_threads(account, posts)),
        shape=_shape(len(ours), len(areas)),
        our_people=len(ours),
        their_areas=len(areas),
    )


def covered_in(found: Coverage, region: str) -> tuple[Covered, ...]:
    """The posts of a region that our people cover."""
    return tuple(
        each for each in found.posts if each.stakeholder.region == region and each.relationships
    )


def people_in(found: Coverage, region: str) -> frozenset[str]:
    """Our people with a relationship in a region."""
    return frozenset(person for each in covered_in(found, region) for person in each.people)


def moved_alone(before: Coverage, after: Coverage, region: str) -> tuple[Stakeholder, ...]:
    """Posts moved into a region, if more of our people are there for that reason alone.

    Empty if one of these people has a relationship there that is new.
    """
    people, then = people_in(before, region), {each.stakeholder.id: each for each in before.posts}
    further = [each for each in covered_in(after, region) if not {*each.people} <= people]
    known = ((then.get(each.stakeholder.id), each) for each in further)
    if any(was is None or not {*now.people} <= {*was.people} for was, now in known):
        return ()
    return tuple(each.stakeholder for each in further)


def _by_stakeholder(account: Account) -> dict[str, tuple[Relationship, ...]]:
    """The relationships to each post, strongest first."""
    strongest_first = sorted(
        account.relationships, key=lambda link: (-STRENGTHS.index(link.strength), link.since)
    )
    found: dict[str, list[Relationship]] = {}
    for link in strongest_first:
        found.setdefault(str(link.stakeholder), []).append(link)
    return {key: tuple(links) for key, links in found.items()}


def _areas(posts: tuple[Covered, ...]) -> tuple[AreaReach, ...]:
    """The customer's own areas; a third party's posts belong to none."""
    found: dict[str, list[Covered]] = {}
    for post in posts:
        if post.stakeholder.outside is None:
            found.setdefault(post.stakeholder.area, []).append(post)
    return tuple(
        AreaReach(
            area, len(held), tuple(sorted({person for post in held for person in post.people}))
        )
        for area, held in found.items()
    )


def _single_threads(account: Account, posts: tuple[Covered, ...]) -> list[Thread]:
    """Regions in which one person holds all relationships, for accounts with several regions."""
    if len(account.regions) < 2:
        return []
    threads = []
    for region in account.regions:
        people = {
            link.person
            for post in posts
            if post.stakeholder.region == region.id
            for link in post.relationships
        }
        if len(people) == 1:
            threads.append(Thread(region, people.pop()))
    return threads


def _shape(our_people: int, their_areas: int) -> str | None:
    if not our_people:
        return None
    if our_people >= 3 and their_areas >= 3:
        return "diamond"
    return "bow-tie" if our_people <= 2 else "mixed"
