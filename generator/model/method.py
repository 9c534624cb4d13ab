"""A way to place accounts: data, not code."""

from typing import ClassVar, Literal

from generator.findings.classification import Subject
from generator.model.common import ActionKind, HandbookDefinition, Statement
from generator.model.grammars import (
    Flag,
    Id,
    Line,
    MethodRef,
    Number,
    NumberOfPercent,
    Origins,
    Paragraph,
    Url,
)
from generator.model.item import Item, public


class Factor(Item):
    """One thing an axis is scored on."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    asks: Paragraph = public("the question the score answers")
    weight: NumberOfPercent = public(
        "share of the axis, in percent; the weights of an axis sum to 100"
    )
    source_words: Line | None = public("the source's own words, where ours read them", default=None)
    anchors: dict[Literal["1", "4", "7", "10"], Paragraph] = public(
        "what a score means: written anchors for 1, 4, 7 and 10", default={}
    )


class Axis(Item):
    """A weighted mean of factors, cut into low and high."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    asks: Paragraph = public("what the axis is about")
    low: Line = public("name of the lower half", default="low")
    high: Line = public("name of the upper half", default="high")
    cut: Number = public("at or above is high, on the scale of the scores")
    grey_band: Number = public("distance from the cut, inclusive, that wants a written reason")
    customers_view: Literal["yes", "no"] = public(
        "whether the customer must verify it", default="no"
    )
    factors: tuple[Factor, ...] = public("what it is made of", min_length=1)


class FurthestStep(Item):
    """How far up a stage model the strategy of a cell has to go."""

    method: MethodRef = public("the stage model")
    step: Id = public("the furthest step the strategy needs")


class Cell(Item):
    """One cell and what it asks for."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    when: dict[Id, Literal["low", "high"]] = public("axis -> half")
    strategy: Paragraph = public("the strategy")
    relationship: Paragraph = public("the type of relationship it asks for")
    activity: Paragraph = public("the type of activity it asks for")
    wants: tuple[ActionKind, ...] = public(
        "kinds of action of which a plan here has at least one", default=()
    )
    refuses: tuple[ActionKind, ...] = public(
        "kinds of action that contradict the strategy", default=()
    )
    furthest: tuple[FurthestStep, ...] = public(
        "how far the relationship has to go for this strategy; further is effort without aim",
        default=(),
    )
    risk: Paragraph | None = public(
        "why to stand here is a risk of ours, which the account then has to name", default=None
    )
    also_called: dict[Line, Line] = public("names other schemes give it", default={})
    doubt: Paragraph | None = public("what is doubtful about it", default=None)


class Step(Item):
    """One step of a stage model."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    also_called: tuple[Line, ...] = public("other names for it", default=())
    means: Paragraph = public("what it looks like")
    evidence: tuple[Paragraph, ...] = public("what would show it", default=())
    moving_up: Paragraph | None = public("what the next step asks for", default=None)
    way_out: Flag = public(
        "whether it ends the relationship from any step, instead of taking it further",
        default=False,
    )


class Citation(Item):
    """Where a method comes from."""

    text: Paragraph = public("author, work, year")
    origin: Origins = public("the source article that mentions it", default=())
    url: Url | None = public("a link", default=None)


class Method(HandbookDefinition):
    """A way to place accounts: a matrix of axes and cells, or an order of steps."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    kind: Literal["matrix", "steps"] = public("matrix of two axes, or steps in order")
    also_called: tuple[Line, ...] = public("other names readers search for", default=())
    answers: Paragraph = public("the question it answers")
    how: tuple[Paragraph, ...] = public("how we use it", default=())
    choices: tuple[Statement, ...] = public("choices where the source is open", default=())
    style_should_match: Flag = public(
        "whether the style in which an account is managed should match its cell", default=False
    )
    axes: tuple[Axis, ...] = public("the two axes of a matrix", default=())
    cells: tuple[Cell, ...] = public("the cells of a matrix", default=())
    steps: tuple[Step, ...] = public("the steps, lowest first", default=())
    citations: tuple[Citation, ...] = public("where it comes from", default=())
    doubts: tuple[Statement, ...] = public("what is doubtful", default=())
