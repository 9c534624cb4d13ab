"""An account's profile: where it is, who works on it, how it is organised."""

from datetime import date
from decimal import Decimal
from typing import Literal

from generator.model.grammars import (
    CompetencyRef,
    Date,
    Every,
    Flag,
    Hours,
    Id,
    LevelRef,
    Line,
    Money,
    Paragraph,
    Percent,
    PersonRef,
    RegionRef,
    RoleRef,
    StakeholderRef,
    TimeZone,
)
from generator.model.item import Item, confidential, internal


class Region(Item):
    """A part of the customer's world with its own office hours."""

    id: Id = internal("short id")
    name: Line = internal("the name people use")
    also_called: tuple[Line, ...] = internal("other names readers search for", default=())
    time_zone: TimeZone = internal("IANA time zone of its main office")
    hours: Hours = internal("local office hours on working days")
    lead: PersonRef | None = internal("our lead for the region", default=None)
    note: Paragraph | None = internal("what to know about working there", default=None)


class Unit(Item):
    """A site, brand or country organisation of the customer."""

    id: Id = internal("short id")
    name: Line = internal("the name people use")
    region: RegionRef | None = internal("the region it belongs to", default=None)
    what: Line | None = internal("what it does", default=None)


class LaterShare(Item):
    """Another share of working time, from a day on."""

    key_fields = ("from_",)

    from_: Date = internal("first day of it", alias="from")
    share: Percent = internal("share of working time on the account from then on")


class TeamMember(Item):
    """One of our people who works on the account."""

    key_fields = ("person",)

    person: PersonRef = internal("who")
    role: RoleRef | None = internal("the account role this person holds, if any", default=None)
    does: Line = internal("what this person does for the account")
    plays: Line | None = internal("when this person comes in", default=None)
    share: Percent | None = internal("share of working time on the account", default=None)
    later_shares: tuple[LaterShare, ...] = internal(
        "shares of working time that hold from a day on", default=()
    )
    region: RegionRef | None = internal("the region this person covers", default=None)
    backup: PersonRef | None = internal("who stands in", default=None)
    since: Date | None = internal("since when, or from when on", default=None)
    until: Date | None = internal("last day on the account, once it is known", default=None)

    def is_there(self, day: date) -> bool:
        """Whether this person works on the account on a day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)

    def share_on(self, day: date) -> Decimal | None:
        """The share of working time on a day; ``None`` if it is not stated, or nobody is there."""
        if not self.is_there(day):
            return None
        begun = [each for each in self.later_shares if each.from_ <= day]
        newest = max(begun, key=lambda each: each.from_, default=None)
        return newest.share if newest else self.share


class Meeting(Item):
    """A recurring meeting."""

    id: Id = internal("short id")
    what: Line = internal("what it decides")
    every: Every = internal("how often")
    on: Date | None = internal(
        "a day on which it is held; the others follow by its rhythm", default=None
    )
    hours: Hours | None = internal(
        "from when to when, by the clock of its first region; if it rotates, of another each time",
        default=None,
    )
    regions: tuple[RegionRef, ...] = internal(
        "regions that take part; without any, hours are not shown where an account has several",
        default=(),
    )
    rotates: Flag = internal("whether the hour rotates between the regions", default=False)
    note: Line | None = internal("anything else", default=None)


class Responsibility(Item):
    """One row of the RACI table; exactly one person is accountable."""

    key_fields = ("activity",)

    activity: Line = internal("what has to be done")
    accountable: PersonRef = internal("the one person who answers for it")
    responsible: tuple[PersonRef, ...] = internal("who does it", min_length=1)
    consulted: tuple[PersonRef, ...] = internal("who is consulted", default=())
    informed: tuple[PersonRef, ...] = internal("who is informed", default=())
    limit: Line | None = internal(
        "how far the accountable person, or who stands in, decides alone, in words", default=None
    )
    up_to: Money | None = confidential("the largest amount decided alone", default=None)
    beyond: PersonRef | None = internal("who decides what goes beyond that", default=None)


class AddedCompetency(Item):
    """A competency this account requires beyond the role."""

    competency: CompetencyRef = internal("which competency")
    level: LevelRef = internal("the level this account requires")
    because: Paragraph = internal("what about this account requires it")


class Selection(Item):
    """How the account came to be, or not to be, a key account."""

    key_fields = ("stage", "on")

    stage: Literal["nominated", "accepted", "rejected", "de-selected"] = internal("where it stands")
    on: Date = internal("day of the decision", happened=True)
    until: Date | None = internal(
        "last day it holds, where it was decided for a time only", default=None
    )
    by: PersonRef = internal("who decided")
    reasons: tuple[Paragraph, ...] = internal("why", min_length=1)


class Exercise(Item):
    """Something a newcomer practises on this account, with `playbook check` as the examiner."""

    id: Id = internal("short id")
    role: RoleRef = internal("the role whose path it belongs to")
    title: Line = internal("what is practised")
    rule: Line = internal("the finding that must be fixed, by its rule")
    do: tuple[Paragraph, ...] = internal("what to do", min_length=1)


class Contact(Item):
    """A post that must hear from the next person early."""

    key_fields = ("stakeholder",)

    stakeholder: StakeholderRef = internal("who")
    about: Paragraph = internal("about what")


class Handover(Item):
    """What the next person needs beyond what follows from the rest."""

    read_first: tuple[Paragraph, ...] = internal("what to read or know first", default=())
    hear_this_week: tuple[Contact, ...] = internal("who must hear from you first", default=())
    beliefs: tuple[Paragraph, ...] = internal("what the last person believed, and why", default=())
