"""The competency framework and its competencies."""

from typing import ClassVar

from generator.findings.classification import Subject
from generator.model.common import (
    Behaviour,
    HandbookDefinition,
    MarketContext,
    PublishedWork,
    Statements,
    Structure,
    Tier,
)
from generator.model.grammars import (
    AreaRef,
    CompetencyRef,
    Id,
    LevelRef,
    Line,
    MethodRef,
    Paragraph,
    Url,
)
from generator.model.item import Item, personnel, public


class Level(Item):
    """A step of the scale."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    means: Paragraph = public("what it means, for every competency")


class Area(Item):
    """A group of competencies."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    what: Paragraph = public("what the group is about")


class PublicFramework(Item):
    """A public list of competencies to compare ours with."""

    id: Id = public("short id")
    name: Line = public("the name its publisher gives it")
    publisher: Line = public("who publishes it")
    url: Url = public("where it can be read")
    holds: Paragraph = public("what it holds")
    use: Paragraph = public("what it is good for here, in our own judgement")


class Framework(HandbookDefinition):
    """The competency framework: its scale, lowest level first, and its areas."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    scale: tuple[Level, ...] = public("levels, lowest first", min_length=2)
    areas: tuple[Area, ...] = public("areas, in reading order", min_length=1)
    references: Paragraph | None = public(
        "remark on references to public competency frameworks", default=None
    )
    public_frameworks: tuple[PublicFramework, ...] = public(
        "public frameworks to compare ours with", default=()
    )


class Competency(HandbookDefinition):
    """A competency: what it is and the observable behaviour at each level."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    area: AreaRef = public("the area it belongs to")
    also_called: tuple[Line, ...] = public("other names readers search for", default=())
    what: Paragraph = public("what it is")
    why: Statements = public("why it matters in this job", min_length=1)
    levels: dict[Id, tuple[Behaviour, ...]] = public("observable behaviour, per level")
    developed_by: tuple[Paragraph, ...] = public("how it is developed", default=())
    interview: tuple[Paragraph, ...] = personnel("what to ask in an interview", default=())
    adapted_from: tuple[PublishedWork, ...] = public(
        "published works it is adapted from, with their licences", default=()
    )


class AtCell(Item):
    """A cell of a matrix in which the newest rating places the account."""

    method: MethodRef = public("the matrix")
    cell: Id = public("the cell")


class AtStep(Item):
    """A step of a stage model that the account has reached, or works towards."""

    method: MethodRef = public("the stage model")
    step: Id = public("the step")


class When(Item):
    """The situation a rule is for: every key given must apply, and of a list one entry."""

    requires_visible = ("tier", "context", "structure", "sector", "cell", "stage")

    tier: tuple[Tier, ...] = public("how the account is ranked", default=())
    context: tuple[MarketContext, ...] = public("what marks its situation", default=())
    structure: tuple[Structure, ...] = public("how its team is organised", default=())
    sector: tuple[Line, ...] = public("the customer's sector", default=())
    cell: tuple[AtCell, ...] = public("where its newest rating places it", default=())
    stage: tuple[AtStep, ...] = public("its stage today, or the one worked towards", default=())


class Addition(Item):
    """A competency the situation requires, whatever the role requires."""

    competency: CompetencyRef = public("which competency")
    level: LevelRef = public("the level the situation requires")


class FitRule(Item):
    """One situation, what it adds and why."""

    requires_visible = ("adds",)

    id: Id = public("short id")
    name: Line = public("the situation in a few words, as in: a customer that is going global")
    when: When = public("when it applies")
    because: Statements = public("why this situation requires it", min_length=1)
    adds: tuple[Addition, ...] = public("what it adds", min_length=1)


class Fit(HandbookDefinition):
    """How the situation of an account raises what its manager must be good at."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    rules: tuple[FitRule, ...] = public("situations", default=())
