"""Where an account stands, by whose judgement and on what evidence: ratings and stages."""

from generator.model.common import Confidence
from generator.model.grammars import (
    Date,
    FunctionRef,
    Id,
    Line,
    MethodRef,
    Paragraph,
    PersonRef,
    ScoreValue,
    StakeholderRef,
)
from generator.model.item import Item, internal


class Score(Item):
    """One factor's score with what it rests on."""

    score: ScoreValue = internal("1 to 10, by the written anchors of the method")
    evidence: Paragraph | None = internal("what was seen", default=None)
    source: Line | None = internal("where it was seen", default=None)
    date: Date | None = internal(
        "when it was seen; else the day of the rating", default=None, happened=True
    )
    confidence: Confidence | None = internal("how sure we are", default=None)


class Verification(Item):
    """Who confirmed the customer's view behind the position axis."""

    by: StakeholderRef = internal("who on the customer's side")
    on: Date = internal("when", happened=True)


class Override(Item):
    """A cell chosen against the computed one."""

    cell: Id = internal("the cell chosen")
    because: Paragraph = internal("why")
    approved_by: PersonRef = internal("who approved it")


class Management(Item):
    """In whose style the relationship is managed: meetings, teams, shared data."""

    cell: Id = internal("the cell whose style it has")
    evidence: Paragraph = internal("what shows it")


class Rating(Item):
    """Scores of one day by one method."""

    key_fields = ("method", "on")

    method: MethodRef = internal("the method the scores follow")
    on: Date = internal("day of the rating", happened=True)
    raters: tuple[FunctionRef, ...] = internal("functions that scored together", min_length=1)
    verified: Verification | None = internal(
        "who on the customer's side confirmed the position axis", default=None
    )
    scores: dict[str, dict[str, Score]] = internal("axis -> factor -> score")
    grey_band_reason: Paragraph | None = internal(
        "why this cell, when an axis is inside the grey band round the cut", default=None
    )
    override: Override | None = internal("a cell chosen against the scores", default=None)
    managed_as: Management | None = internal(
        "the style in which we manage the relationship, to compare it with the cell", default=None
    )


class StagePlacement(Item):
    """Where the account stands on a stage model, and where it should be."""

    key_fields = ("method",)

    method: MethodRef = internal("the stage model")
    now: Id = internal("the stage today")
    target: Id | None = internal("the stage we work towards", default=None)
    on: Date = internal("day of the judgement", happened=True)
    by: Date | None = internal("when the target should be reached", default=None)
    evidence: tuple[Paragraph, ...] = internal("what shows it", min_length=1)
