"""The competency framework and its competencies."""

from typing import ClassVar

from generator.findings.classification import Subject
from generator.model.common import HandbookDefinition
from generator.model.grammars import AreaRef, Id, Line, Origins, Paragraph
from generator.model.item import Item, internal, public


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


class Framework(HandbookDefinition):
    """The competency framework: its scale, lowest level first, and its areas."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    scale: tuple[Level, ...] = public("levels, lowest first", min_length=2)
    areas: tuple[Area, ...] = public("areas, in reading order", min_length=1)
    references: Paragraph | None = public(
        "remark on references to public competency frameworks", default=None
    )


class Competency(HandbookDefinition):
    """A competency: what it is and the observable behaviour at each level."""

    subject: ClassVar[Subject] = Subject.HANDBOOK

    area: AreaRef = public("the area it belongs to")
    also_called: tuple[Line, ...] = public("other names readers search for", default=())
    what: Paragraph = public("what it is")
    why: Paragraph = public("why it matters in this job")
    levels: dict[Id, tuple[Paragraph, ...]] = public("observable behaviour, per level")
    developed_by: tuple[Paragraph, ...] = public("how it is developed", default=())
    interview: tuple[Paragraph, ...] = internal("what to ask in an interview", default=())
    origin: Origins = public("the source article, or a list of them", default=())
