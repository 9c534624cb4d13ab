"""Methods to place accounts: data, not code."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import product
from typing import ClassVar, Literal

from generator.findings.classification import Subject
from generator.model.common import ActionKind, HandbookDefinition, Statement
from generator.model.grammars import (
    CellPlaces,
    Flag,
    Id,
    Line,
    MethodRef,
    Number,
    NumberOfPercent,
    Origins,
    Paragraph,
    Span,
    Url,
)
from generator.model.item import Item, public
from generator.text.formats import words

Anchor = Literal["1", "4", "7", "10"]


class Counted(Item):
    """A figure worked out from an account's data that a score must not contradict."""

    by: Literal["functions-reached", "key-posts-reached", "share-open"] = public(
        "functions of the customer's we have a relationship in; percent of its posts that decide, "
        "pay or hold a veto; or percent of the wallet that is not ours"
    )
    anchors: dict[Anchor, Span] = public("what it is at an anchor, from and to", min_length=1)


class Factor(Item):
    """One thing an axis is scored on."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    asks: Paragraph = public("the question the score answers")
    weight: NumberOfPercent = public(
        "share of the axis, in percent; the weights of an axis sum to 100"
    )
    source_words: Line | None = public("the source's own words, where ours read them", default=None)
    anchors: dict[Anchor, Paragraph] = public(
        "what a score means: written anchors for 1, 4, 7 and 10", default={}
    )
    counted: Counted | None = public(
        "which figure of the account a score is compared with, where an anchor can be counted",
        default=None,
    )


LOWEST, HIGHEST = 1, 10
"""The range of scores, and of every axis."""


class Band(Item):
    """A stretch of an axis, from where it begins to where the next one does."""

    id: Id = public("short id")
    name: Line | None = public("the name people use; else the id", default=None)
    from_: Number | None = public(
        "where it begins, on the scale of the scores; the lowest band begins with the scale",
        alias="from",
        default=None,
    )

    @property
    def label(self) -> str:
        """Its name, or its id in words."""
        return self.name or words(self.id)


@cache
def _halves(low: str, high: str, cut: str) -> tuple[Band, Band]:
    """The bands of an axis with a cut, which is text, as 5.0 is 5 to a cache."""
    return (
        Band.model_construct(id="low", name=low, from_=None),
        Band.model_construct(id="high", name=high, from_=Decimal(cut)),
    )


class Axis(Item):
    """A weighted mean of factors, cut into bands: at a border begins the upper one."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    asks: Paragraph = public("what the axis is about")
    low: Line = public("name of the lower half", default="low")
    high: Line = public("name of the upper half", default="high")
    cut: Number | None = public(
        "of an axis of two halves: at or above is high, on the scale of the scores", default=None
    )
    bands: tuple[Band, ...] = public(
        "two to five bands, lowest first, instead of `cut`, `low` and `high`", default=()
    )
    grey_band: Number = public("distance from a border, inclusive, that needs a written reason")
    customers_view: Literal["yes", "no"] = public(
        "whether the customer must verify it", default="no"
    )
    factors: tuple[Factor, ...] = public("what it is made of", min_length=1)

    def labels(self, bands: Collection[str]) -> list[str]:
        """What people call some of its bands, given by id; lowest first."""
        return [band.label for band in self.scale if band.id in bands]

    @property
    def short(self) -> str:
        """Its id in words if its name has them, else its name, to stand within a sentence."""
        words = self.id.replace("-", " ")
        return words if words in self.name.lower() else f"{self.name[:1].lower()}{self.name[1:]}"

    @property
    def scale(self) -> tuple[Band, ...]:
        """Its bands, lowest first; ``low`` and ``high`` for an axis with a ``cut``."""
        if self.bands or self.cut is None:
            return self.bands
        return _halves(self.low, self.high, str(self.cut))

    @property
    def borders(self) -> tuple[Decimal, ...]:
        """Where each band but the first begins, ascending."""
        return tuple(band.from_ for band in self.scale[1:] if band.from_ is not None)

    @property
    def only_border(self) -> Decimal | None:
        """The border of a two-band axis, else ``None``."""
        return self.borders[0] if len(self.borders) == 1 else None

    def band_at(self, value: Decimal) -> Band:
        """The band of a value from 1 to 10. Raises IndexError for an axis without bands."""
        return self.scale[sum(border <= value for border in self.borders)]


class FurthestStep(Item):
    """How far up a stage model the strategy of a cell has to go."""

    method: MethodRef = public("the stage model")
    step: Id = public("the furthest step the strategy needs")


class Cell(Item):
    """One cell and what it calls for."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    when: CellPlaces = public(
        "where it is: axis -> its band, or a list of bands; an axis left out counts for nothing; "
        "several such places as a list"
    )
    strategy: Paragraph = public("the strategy")
    relationship: Paragraph = public("the type of relationship it calls for")
    activity: Paragraph = public("the type of activity it calls for")
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
        "why being in this cell is a risk to us, which the account then has to name", default=None
    )
    also_called: dict[Line, Line] = public("names other schemes give it", default={})
    doubt: Paragraph | None = public("what is doubtful about it", default=None)

    @property
    def places(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """The positions of the cell: for each, the bands of every axis that it depends on."""
        written = self.when if isinstance(self.when, tuple) else (self.when,)
        return tuple(
            {axis: (bands,) if isinstance(bands, str) else bands for axis, bands in each.items()}
            for each in written
        )

    def lies_at(self, bands: Mapping[str, str]) -> bool:
        """Whether it covers a combination of bands: axis -> band."""
        return any(
            all(bands.get(axis) in wanted for axis, wanted in place.items())
            for place in self.places
        )


class Step(Item):
    """One step of a stage model."""

    id: Id = public("short id")
    name: Line = public("the name people use")
    also_called: tuple[Line, ...] = public("other names for it", default=())
    means: Paragraph = public("what it looks like")
    evidence: tuple[Paragraph, ...] = public("what would show it", default=())
    moving_up: Paragraph | None = public("what the next step requires", default=None)
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

    kind: Literal["matrix", "steps"] = public("matrix of one or two axes, or steps in order")
    also_called: tuple[Line, ...] = public("other names readers search for", default=())
    answers: Paragraph = public("the question it answers")
    how: tuple[Paragraph, ...] = public("how we use it", default=())
    choices: tuple[Statement, ...] = public("choices where the source is open", default=())
    style_should_match: Flag = public(
        "whether the style in which an account is managed should match its cell", default=False
    )
    axes: tuple[Axis, ...] = public("the axes of a matrix, the upright one first", default=())
    cells: tuple[Cell, ...] = public("the cells of a matrix", default=())
    steps: tuple[Step, ...] = public("the steps, lowest first", default=())
    citations: tuple[Citation, ...] = public("where it comes from", default=())
    doubts: tuple[Statement, ...] = public("what is doubtful", default=())

    @property
    def combinations(self) -> Iterator[Mapping[str, str]]:
        """All combinations of one band of each axis, lowest first: axis -> band."""
        axes = [axis.id for axis in self.axes]
        for bands in product(*(axis.scale for axis in self.axes)):
            yield dict(zip(axes, (band.id for band in bands), strict=True))

    def cell_at(self, bands: Mapping[str, str]) -> Cell | None:
        """The cell at a combination of bands, or ``None``."""
        return next((cell for cell in self.cells if cell.lies_at(bands)), None)
