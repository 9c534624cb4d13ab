"""The account: one folder, any number of files, each section exactly once."""

from datetime import date
from typing import ClassVar, Literal

from generator.findings.classification import Subject
from generator.model.common import (
    KEY_TIERS,
    AccountChange,
    Approval,
    MarketContext,
    Review,
    Structure,
    Tier,
    WebLink,
)
from generator.model.grammars import (
    AccountRef,
    CountedVersion,
    Currency,
    Flag,
    Id,
    Line,
    Markdown,
    Paragraph,
    PersonRef,
    SystemName,
)
from generator.model.item import Item, internal
from generator.model.money import Economics, Wallet, WhiteSpace
from generator.model.profile import (
    AddedCompetency,
    Exercise,
    Handover,
    Meeting,
    Region,
    Responsibility,
    Selection,
    TeamMember,
    Unit,
)
from generator.model.rating import Rating, StagePlacement
from generator.model.stakeholders import Relationship, Stakeholder
from generator.model.strategy import (
    Assumption,
    Charter,
    Competitor,
    Contract,
    Decision,
    DeliveredValue,
    Direction,
    HeldReview,
    Objective,
    Opportunity,
    Promise,
    Promotion,
    PublishedFigure,
    Risk,
    Satisfaction,
    Swot,
    Working,
)


class Note(Item):
    """A narrative file in ``notes/``: front matter and Markdown."""

    key_fields = ("title",)

    schema_: Line = internal("kind and schema version of the file", alias="schema")
    title: Line = internal("heading of the note")
    text: Markdown = internal("the note")


class Account(Item):
    """An account with all its sections; ``account.yaml`` holds at least the required ones."""

    subject: ClassVar[Subject] = Subject.ACCOUNT

    schema_: Line = internal("kind and schema version of the file", alias="schema")
    id: Id = internal("the folder's name; never changes")
    name: Line = internal("the name people use")
    also_called: tuple[Line, ...] = internal("other names readers search for", default=())
    aliases: tuple[Id, ...] = internal("former ids, which redirect here", default=())
    fictional: Flag = internal("an invented example", default=False)
    version: CountedVersion = internal("counts up with every change of substance")
    status: Literal["draft", "active", "candidate", "retired"] = internal("where it stands")
    owner: PersonRef = internal("who answers for the plan")
    review: Review = internal("last review and rhythm")
    approved: Approval | None = internal("who approved this version", default=None)
    tier: Tier = internal("how the account is ranked")
    sector: Line = internal("the customer's sector")
    structure: Structure = internal("how the team is organised")
    context: tuple[MarketContext, ...] = internal("what marks the account's situation", default=())
    currency: Currency = internal("currency of every amount of this account")
    parent: AccountRef | None = internal("the account it is part of", default=None)
    summary: Paragraph | None = internal("who the customer is", default=None)
    external_id: dict[SystemName, Line] = internal(
        "its id in other systems, by a short name of each system", default={}
    )
    links: tuple[WebLink, ...] = internal("pages about it in other systems", default=())
    sections: tuple[Line, ...] = internal("files of this folder that must exist", default=())

    regions: tuple[Region, ...] = internal("regions", default=())
    units: tuple[Unit, ...] = internal("units of the customer", default=())
    team: tuple[TeamMember, ...] = internal("our people on the account", default=())
    meetings: tuple[Meeting, ...] = internal("recurring meetings", default=())
    raci: tuple[Responsibility, ...] = internal("who answers for what", default=())
    adds: tuple[AddedCompetency, ...] = internal(
        "competencies the account requires beyond the role", default=()
    )
    selection: tuple[Selection, ...] = internal("how it was selected, newest first", default=())
    handover: Handover | None = internal("what the next person needs", default=None)
    exercises: tuple[Exercise, ...] = internal(
        "what newcomers practise on it, where it is an example", default=()
    )
    changes: tuple[AccountChange, ...] = internal("versions in words, newest first", default=())

    charter: Charter | None = internal("the account in three sentences", default=None)
    direction: Direction | None = internal("advocate or representative", default=None)
    working: Working | None = internal("how to work with the customer", default=None)
    ratings: tuple[Rating, ...] = internal("ratings, newest first", default=())
    stages: tuple[StagePlacement, ...] = internal("stage now and target", default=())
    objectives: tuple[Objective, ...] = internal("what we want", default=())
    promises: tuple[Promise, ...] = internal("the ledger of promises", default=())
    decisions: tuple[Decision, ...] = internal("decisions", default=())
    reviews_held: tuple[HeldReview, ...] = internal(
        "reviews that were held, with their minutes", default=()
    )
    assumptions: tuple[Assumption, ...] = internal("what we believe", default=())
    risks: tuple[Risk, ...] = internal("what could go wrong", default=())
    opportunities: tuple[Opportunity, ...] = internal("what we could win", default=())
    delivered: tuple[DeliveredValue, ...] = internal(
        "what the customer gained from us, with proof", default=()
    )
    satisfaction: tuple[Satisfaction, ...] = internal(
        "how content the customer said it was", default=()
    )
    published: tuple[PublishedFigure, ...] = internal(
        "what the customer publishes about itself", default=()
    )
    competitors: tuple[Competitor, ...] = internal("rivals in the account", default=())
    swot: Swot | None = internal("strengths, weaknesses, opportunities, threats", default=None)
    promotion: Promotion | None = internal("when the tier should change", default=None)
    contracts: tuple[Contract, ...] = internal("contracts", default=())

    stakeholders: tuple[Stakeholder, ...] = internal("the customer's people", default=())
    relationships: tuple[Relationship, ...] = internal("who covers whom", default=())

    wallet: Wallet | None = internal("share of wallet", default=None)
    economics: Economics | None = internal("contribution and its drivers", default=None)
    white_space: tuple[WhiteSpace, ...] = internal("what they could buy", default=())

    notes: tuple[Note, ...] = internal("narrative notes, from notes/", default=(), exclude=True)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, other names and former ids."""
        return self.name, *self.also_called, *self.aliases

    @property
    def is_key(self) -> bool:
        """Whether it is ranked as a key account."""
        return self.tier in KEY_TIERS

    @property
    def is_running(self) -> bool:
        """Whether it is not retired: something may be due for it."""
        return self.status != "retired"

    @property
    def selected(self) -> Selection | None:
        """The newest selection decision; ``None`` without any."""
        return max(self.selection, key=lambda each: each.on, default=None)

    @property
    def newest_reviews(self) -> tuple[HeldReview, ...]:
        """The reviews that were held, the newest first."""
        return tuple(sorted(self.reviews_held, key=lambda each: each.on, reverse=True))

    @property
    def changed_on(self) -> date | None:
        """The day of the newest version; ``None`` if no version is described."""
        return max((change.on for change in self.changes), default=None)

    @property
    def is_approved(self) -> bool:
        """Whether the approval is not older than the newest version.

        An older one was given to an earlier version.
        """
        newest = self.changed_on
        return self.approved is not None and (newest is None or self.approved.on >= newest)
