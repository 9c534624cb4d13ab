"""Redactions: ids that the past must no longer show."""

from generator.model.grammars import Date, Id, Line, Paragraph
from generator.model.item import Item, restricted


class Redaction(Item):
    """An id that no history and no comparison mentions, whatever the old files say."""

    id: Id = restricted("the id: of an account, a post, a person or anything else that has one")
    on: Date = restricted("day from which it is left out")
    because: Paragraph = restricted("why, without saying what is hidden")


class Redactions(Item):
    """What is left out of histories and comparisons; Git itself still holds it."""

    schema_: Line = restricted("kind and schema version of the file", alias="schema")
    redactions: tuple[Redaction, ...] = restricted("what is left out", default=())
