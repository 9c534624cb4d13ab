"""What we want with an account and why: ratings, objectives, decisions, doubts."""

from datetime import date
from typing import Literal, get_args

from generator.findings.classification import Classification, stricter
from generator.model.common import ActionKind, Confidence, WebLink
from generator.model.grammars import (
    Date,
    DecisionRef,
    Effort,
    Every,
    Flag,
    Id,
    Interval,
    Line,
    Money,
    Number,
    ObjectiveRef,
    Paragraph,
    Percent,
    PeriodRef,
    PersonRef,
    ProductRef,
    PromiseRef,
    StakeholderRef,
    SystemName,
)
from generator.model.item import Item, confidential, internal

Strength = Literal["low", "medium", "high"]


def rank(strength: Strength) -> int:
    """1 for low, 2 for medium, 3 for high."""
    return get_args(Strength).index(strength) + 1


OUT_OF_REACH = Interval(120, "month")
"""Ten years: nobody plans for a day beyond."""

SalesStage = Literal["identified", "qualified", "proposed", "negotiating", "won", "lost"]


class ForCustomers(Item):
    """An entry that a pack for the customer may hold, if it says so."""

    customer_safe: Flag = internal("whether it may be shown to the customer", default=False)


class Charter(Item):
    """The account in at most three sentences: where we play, what each side gains, by when."""

    field: Paragraph = internal("where we play")
    they_gain: Paragraph = internal("what the customer gains")
    we_gain: Paragraph = internal("what we gain")
    by: Date | None = internal("by when", default=None)


class Direction(Item):
    """The most important decision about the post (article 004), for this account."""

    choice: Literal["advocate", "representative"] = internal(
        "customer's advocate inside our company, or our representative to the customer"
    )
    because: Paragraph = internal("why")
    limits: tuple[Paragraph, ...] = internal("what the direction may not cost us", default=())


class Working(Item):
    """How to work with the customer."""

    customer_expects: tuple[Paragraph, ...] = internal(
        "what the customer expects of us", default=()
    )
    we_expect: tuple[Paragraph, ...] = internal("what our company expects of this post", default=())
    market: Paragraph | None = internal("market notes", default=None)
    culture: Paragraph | None = internal("culture notes", default=None)


class Metric(Item):
    """How an objective is measured.

    Either ``measure`` names a figure this playbook works out (then neither baseline nor actual is
    written), or baseline and actual are written with the day they were read.
    """

    unit: Line = internal("unit of all figures here")
    measure: Literal["contribution-share", "share-of-wallet", "promises-kept"] | None = internal(
        "a figure the playbook works out", default=None
    )
    baseline: Number | None = internal("value at the start", default=None)
    baseline_period: PeriodRef | None = confidential(
        "for contribution: the period the way is measured from; else the oldest", default=None
    )
    target: Number = internal("value to reach")
    actual: Number | None = internal("latest value", default=None)
    on: Date | None = internal("day the actual was read", default=None, happened=True)

    @property
    def own_class(self) -> Classification:
        """Confidential as a whole where it measures contribution, whatever it says itself."""
        if self.measure == "contribution-share":
            return stricter(super().own_class, Classification.CONFIDENTIAL)
        return super().own_class


class Action(ForCustomers):
    """A step towards an objective."""

    id: Id = internal("short id")
    what: Line = internal("what is done")
    owner: PersonRef = internal("who does it")
    due: Date = internal("by when")
    done: Date | None = internal("day it was done", default=None, happened=True)
    waits_for: PromiseRef | None = internal("the promise that must be kept first", default=None)
    kind: ActionKind | None = internal(
        "the type of activity, to compare it with what the cell requires", default=None
    )
    hours: Effort | None = internal("our hours it takes, all in all", default=None)

    def done_by(self, day: date) -> date | None:
        """The day it was done, as far as that is not after ``day``."""
        return self.done if self.done is not None and self.done <= day else None


class Objective(ForCustomers):
    """What we want, whose wish it is, and how we know."""

    id: Id = internal("short id")
    whose: Literal["ours", "theirs", "joint"] = internal("whose objective it is")
    what: Line = internal("the objective")
    because: Paragraph | None = internal("why it matters", default=None)
    metric: Metric | None = internal("how it is measured", default=None)
    due: Date = internal("by when")
    owner: PersonRef = internal("who answers for it")
    their_owner: StakeholderRef | None = internal(
        "who answers for the customer's part of it, for a joint objective", default=None
    )
    waits_for: PromiseRef | None = internal("the promise that must be kept first", default=None)
    status: Literal["open", "reached", "dropped"] = internal("where it stands", default="open")
    actions: tuple[Action, ...] = internal("steps towards it", default=())


class Kept(Item):
    """How a promise ended."""

    on: Date = internal("day it was fulfilled", happened=True)
    exactly: Flag = internal("fulfilled exactly as promised")
    note: Paragraph | None = internal("what differed", default=None)


class Promise(ForCustomers):
    """A commitment, ours to the customer or the customer's to us."""

    id: Id = internal("short id")
    by: Literal["us", "customer"] = internal("who promised")
    what: Line = internal("what was promised")
    made: Date = internal("day it was made", happened=True)
    due: Date = internal("day it falls due")
    owner: PersonRef = internal("which of our people looks after it")
    stakeholder: StakeholderRef | None = internal("who on the customer's side", default=None)
    kept: Kept | None = internal("how it ended; nothing while open", default=None)

    def kept_by(self, day: date) -> Kept | None:
        """How it was kept, as far as that is not after ``day``."""
        return self.kept if self.kept is not None and self.kept.on <= day else None


class Option(Item):
    """A course that was not taken."""

    what: Line = internal("the option")
    rejected_because: Paragraph = internal("why not")


class Decision(ForCustomers):
    """A decision, what was rejected, and what would reopen it."""

    id: Id = internal("short id")
    what: Line = internal("what was decided")
    on: Date = internal("day of the decision", happened=True)
    by: PersonRef = internal("who decided")
    because: Paragraph = internal("why")
    rejected: tuple[Option, ...] = internal("options not taken", default=())
    revisit_when: Paragraph | None = internal("what would reopen it", default=None)
    revisit_on: Date | None = internal("day it is looked at again in any case", default=None)


ReviewKind = Literal["weekly", "monthly", "quarterly", "half-yearly", "annual", "executive"]


class HeldReview(Item):
    """A review of the account that was held, and what came of it."""

    key_fields = ("kind", "on")

    kind: ReviewKind = internal("which of the reviews it was")
    on: Date = internal("day it was held", happened=True)
    by: PersonRef = internal("who led it")
    people: tuple[PersonRef, ...] = internal("which others of us took part", default=())
    stakeholders: tuple[StakeholderRef, ...] = internal(
        "which posts of the customer took part", default=()
    )
    minutes: Paragraph = internal("what was said, in a few sentences")
    decisions: tuple[DecisionRef, ...] = internal("the decisions taken in it", default=())


class Assumption(Item):
    """Something believed but not known, with a day it expires."""

    id: Id = internal("short id")
    what: Line = internal("what we believe")
    since: Date = internal("since when", happened=True)
    evidence: Paragraph = internal("what it rests on")
    confidence: Confidence = internal("how sure we are")
    expires: Date = internal("day it must be looked at again")
    owner: PersonRef = internal("who checks it")
    if_wrong: Paragraph | None = internal("what follows if it is wrong", default=None)


class Risk(Item):
    """What could go wrong."""

    id: Id = internal("short id")
    what: Line = internal("what could happen")
    trigger: Paragraph = internal("how we would notice")
    likelihood: Strength = internal("how likely")
    impact: Strength = internal("how bad")
    response: Paragraph = internal("what we do about it")
    owner: PersonRef = internal("who watches it")
    from_cell: Id | None = internal(
        "the cell of a method it comes from, where being in the cell is itself a risk", default=None
    )


class Opportunity(ForCustomers):
    """Business we could win or grow."""

    id: Id = internal("short id")
    what: Line = internal("the opportunity")
    product: ProductRef | None = internal("what of our offer it concerns", default=None)
    need: Paragraph = internal("which need of the customer it serves")
    stage: SalesStage | None = internal("how far the sale is", default=None)
    amount: Money | None = confidential(
        "what it would bring in revenue: a year, or in all where it is `once`", default=None
    )
    once: Flag = internal(
        "whether it is one job, so that its amount comes once and not every year", default=False
    )
    probability: Percent | None = internal(
        "how likely we win it, 0 to 100 %; not of one that is won or lost", default=None
    )
    closes: Date | None = internal("day the customer decides, or decided", default=None)
    external_id: dict[SystemName, Line] = internal(
        "its id in other systems, by a short name of each system", default={}
    )
    links: tuple[WebLink, ...] = internal("pages about it in other systems", default=())
    next_step: Line = internal("the next step")
    owner: PersonRef = internal("who takes it")

    @property
    def decided(self) -> bool:
        """Whether the customer has decided: it is won or lost."""
        return self.stage in ("won", "lost")


class DeliveredValue(ForCustomers):
    """What the customer has gained from us, with the proof."""

    id: Id = internal("short id")
    what: Line = internal("what the customer gained")
    on: Date = internal("day by which it was gained", happened=True)
    worth: Money | None = confidential("what it is worth to the customer a year", default=None)
    proof: Paragraph = internal("how we know: whose figures, measured how")
    confirmed_by: StakeholderRef | None = internal(
        "who at the customer has confirmed it", default=None
    )
    objective: ObjectiveRef | None = internal("the objective that it serves", default=None)


class Satisfaction(Item):
    """How content the customer said it was, by one measure on one day."""

    key_fields = ("measure", "on")

    measure: Line = internal("what was asked or measured, and of whom, with its own scale")
    on: Date = internal("day of the answer, or of the survey", happened=True)
    level: Percent = internal("the answer in percent of the best possible: 4 of 5 is 80 %")
    source: Line = internal("who asked, and where the answers are kept")


class PublishedFigure(ForCustomers):
    """A figure that the customer has published about itself, so that anybody may quote it."""

    id: Id = internal("short id")
    what: Line = internal("what it measures")
    figure: Line = internal("the figure with its unit, as published")
    period: Line | None = internal("the year or day it is of", default=None)
    source: Line = internal("where it was published, with page or address")


class Competitor(Item):
    """A rival in the account."""

    id: Id = internal("short id")
    name: Line = internal("the name people use")
    stands: Line = internal("its position in the account")
    strength: Paragraph = internal("what it does better")
    weakness: Paragraph | None = internal("what it does worse", default=None)
    answer: Paragraph = internal("what we answer")


class Swot(Item):
    """Strengths, weaknesses, opportunities, threats: each with a consequence in the text."""

    strengths: tuple[Paragraph, ...] = internal("ours, in this account", default=())
    weaknesses: tuple[Paragraph, ...] = internal("ours, in this account", default=())
    opportunities: tuple[Paragraph, ...] = internal("outside us", default=())
    threats: tuple[Paragraph, ...] = internal("outside us", default=())


class Promotion(Item):
    """When the account should move to another tier."""

    to: Line = internal("the tier it would move to")
    axis: Id = internal("the axis that is watched")
    at_least: Number = internal("value the axis must reach, 1 to 10")
    reviews: Literal["1", "2", "3"] = internal("ratings in a row that must reach it")


class Contract(ForCustomers):
    """A contract with its end and notice."""

    id: Id = internal("short id")
    what: Line = internal("what it covers")
    starts: Date = internal("first day")
    ends: Date = internal("last day")
    notice: Every = internal("notice period before the end")
    renews: Flag = internal("whether it renews by itself", default=False)
    owner: PersonRef = internal("who looks after it")
