"""The relationship network, and the hours in which its regions can talk."""

from datetime import date
from typing import Literal

from generator.analysis.office_hours import Overlap
from generator.exports.record import Record, says
from generator.exports.source import Source


class CoveredPost(Record):
    """A post of the customer's and who of ours covers it."""

    stakeholder: str = says("id of the stakeholder")
    key: bool = says("whether the post decides, pays or can say no")
    people: tuple[str, ...] = says("ids of ours who cover it, the strongest relationship first", ())
    strength: Literal["first-contact", "working", "trusted"] | None = says(
        "of the strongest relationship", None
    )


class SingleThread(Record):
    """A region in which exactly one of ours knows anybody."""

    region: str = says("id of the region")
    person: str = says("id of the one person")


class Network(Record):
    """The coverage of the customer's posts."""

    shape: str | None = says(
        "bow-tie: one or two of ours carry every contact; diamond: three or more of ours reach "
        "three or more of their areas; else mixed",
        None,
    )
    our_people: int = says("how many of ours know somebody")
    their_areas: int = says("how many of their areas are reached")
    posts: tuple[CoveredPost, ...] = says("each stakeholder with its coverage", ())
    uncovered_key_posts: tuple[str, ...] = says("ids of key posts that nobody covers", ())
    single_threads: tuple[SingleThread, ...] = says(
        "regions that hang on one person; of accounts with several regions", ()
    )


class SharedHours(Record):
    """Office hours that some regions have in common on one working day."""

    on: date = says("the day, in each region's own calendar")
    regions: tuple[str, ...] = says("ids of the regions")
    starts: str | None = says("when the shared hours begin, in UTC, as 2027-01-20T15:00Z", None)
    ends: str | None = says("when they end, in UTC", None)
    minutes: int = says("how long they are; 0 when there are none")


def network(source: Source) -> Network:
    """The account's coverage."""
    found = source.known.coverage
    return Network(
        shape=found.shape,
        our_people=found.our_people,
        their_areas=found.their_areas,
        posts=tuple(
            CoveredPost(
                stakeholder=post.stakeholder.id,
                key=post.key,
                people=tuple(str(link.person) for link in post.relationships),
                strength=post.best.strength if post.best else None,
            )
            for post in found.posts
        ),
        uncovered_key_posts=tuple(post.id for post in found.uncovered_key_posts),
        single_threads=tuple(
            SingleThread(region=each.region.id, person=str(each.person))
            for each in found.single_threads
        ),
    )


def shared_hours(source: Source) -> tuple[SharedHours, ...]:
    """Each pair of regions, and all of them, day by day."""
    return tuple(
        _hours(day, overlap) for day, overlaps in source.known.hours for overlap in overlaps
    )


def _hours(day: date, overlap: Overlap) -> SharedHours:
    return SharedHours(
        on=day,
        regions=tuple(region.id for region in overlap.regions),
        starts=f"{overlap.start:%Y-%m-%dT%H:%MZ}" if overlap.start else None,
        ends=f"{overlap.end:%Y-%m-%dT%H:%MZ}" if overlap.end else None,
        minutes=overlap.minutes,
    )
