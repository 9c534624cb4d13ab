"""The effects of settings as data: ``playbook what-if --format json``."""

from datetime import date
from typing import Literal

from generator.analysis.settings import Assumed
from generator.analysis.what_if import Move, Near, WeightSum, WhatIf
from generator.exports.record import DocumentModel, field
from generator.findings.classification import Edition


class WhatIfDocument(DocumentModel):
    """What would follow from settings; nothing of it is written anywhere."""

    schema_: Literal["what-if/1"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("the edition it was made for")
    as_of: date = field("the day of the results")
    settings: tuple[Assumed, ...] = field("what is assumed")
    weight_sums: tuple[WeightSum, ...] = field("axes whose weights would not sum to 100", ())
    concerned: int = field("how many accounts have a rating by a method concerned")
    moves: tuple[Move, ...] = field(
        "where anything would differ: by method, those that change cell first", ()
    )
    nearest: Near | None = field(
        "who comes closest to another cell; given when none gets there", None
    )


def what_if_document(found: WhatIf, edition: Edition, as_of: date) -> WhatIfDocument:
    """The document of what-if results."""
    return WhatIfDocument(
        schema_="what-if/1",
        edition=edition,
        as_of=as_of,
        settings=found.assumed,
        weight_sums=found.sums,
        concerned=found.concerned,
        moves=found.moves,
        nearest=found.nearest,
    )
