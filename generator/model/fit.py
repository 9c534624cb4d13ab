"""What the situation of an account adds to its role: rules, kept as data."""

from typing import ClassVar

from generator.findings.classification import Subject
from generator.model.common import Context, HandbookDefinition, Structure, Tier
from generator.model.grammars import (
    CompetencyRef,
    Id,
    LevelRef,
    Line,
    MethodRef,
    Origins,
    Paragraph,
)
from generator.model.item import Item, public


class AtCell(Item):
    """A cell of a matrix the account stands in by its newest rating."""

    method: MethodRef = public("the matrix")
    cell: Id = public("the cell")


class AtStep(Item):
    """A step of a stage model the account stands on, or works towards."""

    method: MethodRef = public("the stage model")
    step: Id = public("the step")


class When(Item):
    """The situation a rule is for: every key given must apply, and of a list one entry."""

    requires_visible = ("tier", "context", "structure", "sector", "cell", "stage")

    tier: tuple[Tier, ...] = public("how the account is ranked", default=())
    context: tuple[Context, ...] = public("what marks its situation", default=())
    structure: tuple[Structure, ...] = public("how its team is organised", default=())
    sector: tuple[Line, ...] = public("the customer's sector", default=())
    cell: tuple[AtCell, ...] = public("where its newest rating places it", default=())
    stage: tuple[AtStep, ...] = public("its stage today, or the one worked towards", default=())


class Addition(Item):
    """A competency the situation requires, whatever the role requires."""

    competency: CompetencyRef = public("which competency")
    level: LevelRef = public("the level the situation asks for")


class FitRule(Item):
    """One situation, what it adds and why."""

    requires_visible = ("adds",)

    id: Id = public("short id")
    name: Line = public("the situation in a few words, as in: a customer that is going global")
    when: When = public("when it applies")
    because: Paragraph = public("why this situation asks for it")
    adds: tuple[Addition, ...] = public("what it adds", min_length=1)
    origin: Origins = public("the source article, or a list of them", default=())


class Fit(HandbookDefinition):
    """How the situation of an account raises what its manager must be good at."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    rules: tuple[FitRule, ...] = public("situations", default=())
