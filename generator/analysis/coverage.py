"""Who of theirs is covered by whom of ours, and where a single thread could break."""

from dataclasses import dataclass
from datetime import date

from generator.model.kinds import Account
from generator.model.profile import Region
from generator.model.stakeholders import Relationship, Stakeholder

KEY_ROLES = ("decision-maker", "veto-holder", "economic-buyer")

STRENGTHS = ("first-contact", "working", "trusted")


@dataclass(frozen=True, slots=True)
class Covered:
    """A stakeholder with everybody of ours who covers the post, strongest first."""

    stakeholder: Stakeholder
    relationships: tuple[Relationship, ...]

    @property
    def key(self) -> bool:
        """Whether the post can decide, pay or say no."""
        return any(role in KEY_ROLES for role in self.stakeholder.buying)

    @property
    def last_contact(self) -> date | None:
        """Day of the last exchange with one of ours, ``None`` when nobody covers the post."""
        return max((link.last_contact for link in self.relationships), default=None)

    @property
    def best(self) -> Relationship | None:
        """The strongest relationship, or ``None`` when nobody covers the post."""
        return self.relationships[0] if self.relationships else None


@dataclass(frozen=True, slots=True)
class Thread:
    """A region in which exactly one of ours knows anybody."""

    region: Region
    person: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The relationship network of an account.

    ``shape``: ``bow-tie`` when one of ours and one of theirs carry every contact that exists
    (at most two people of ours), ``diamond`` when three or more of ours reach three or more of
    their areas, else ``mixed``; ``None`` without relationships.
    """

    posts: tuple[Covered, ...]
    uncovered_key_posts: tuple[Stakeholder, ...]
    single_threads: tuple[Thread, ...]
    shape: str | None
    our_people: int
    their_areas: int


def coverage(account: Account) -> Coverage:
    """The coverage of an account's stakeholders."""
    links = _by_stakeholder(account)
    posts = tuple(Covered(each, links.get(each.id, ())) for each in account.stakeholders)
    reached = [post for post in posts if post.relationships]
    ours = {link.person for post in reached for link in post.relationships}
    areas = {post.stakeholder.area for post in reached}
    return Coverage(
        posts=posts,
        uncovered_key_posts=tuple(
            post.stakeholder for post in posts if post.key and not post.relationships
        ),
        single_threads=tuple(_single_threads(account, posts)),
        shape=_shape(len(ours), len(areas)),
        our_people=len(ours),
        their_areas=len(areas),
    )


def _by_stakeholder(account: Account) -> dict[str, tuple[Relationship, ...]]:
    """The relationships to each post, strongest first."""
    strongest_first = sorted(
        account.relationships, key=lambda link: (-STRENGTHS.index(link.strength), link.since)
    )
    found: dict[str, list[Relationship]] = {}
    for link in strongest_first:
        found.setdefault(str(link.stakeholder), []).append(link)
    return {key: tuple(links) for key, links in found.items()}


def _single_threads(account: Account, posts: tuple[Covered, ...]) -> list[Thread]:
    """Regions, of accounts with several, where one person carries every relationship."""
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
