"""The effects of settings as data: ``playbook what-if --format json``."""

from datetime import date
from typing import Literal

from pydantic import create_model

from generator.analysis.record import fields_in_data, figures_of
from generator.analysis.what_if import WhatIf
from generator.exports.record import DocumentModel, field
from generator.findings.classification import Edition


class _Heading(DocumentModel):
    """What the document says of itself, before the figures."""

    schema_: Literal["what-if/1"] = field("kind and version of this document", alias="schema")
    edition: Edition = field("the edition it was made for")
    as_of: date = field("the day of the results")


WhatIfDocument = create_model(
    "WhatIfDocument", __base__=_Heading, __doc__=WhatIf.__doc__, **fields_in_data(WhatIf)
)
"""The figures of :class:`WhatIf` under their heading."""


def what_if_document(found: WhatIf, edition: Edition, as_of: date) -> DocumentModel:
    """The document of what-if results."""
    figures = {each.key: each.of(found) for each in figures_of(WhatIf)}
    return WhatIfDocument(schema_="what-if/1", edition=edition, as_of=as_of, **figures)
