"""The whole edition, for pages about all of it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.analysis import Insight
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.history.timeline import History
from generator.pages.kit.names import Names
from generator.pages.kit.versions import VersionRecord, unseen


@dataclass(frozen=True)
class Context:
    """One edition's view, its results and its findings.

    ``source_url``: address of a line of a source file, with ``{path}`` and ``{line}``, or empty.
    ``findings``: on this view only. ``history``: of the definitions, ``None`` if not requested.
    ``compare_url``: address of a comparison of two commits, with ``{base}`` and ``{head}``, or
    empty.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...] = ()
    source_url: str = ""
    history: History | None = None
    compare_url: str = ""

    @cached_property
    def names(self) -> Names:
        """The names in this edition."""
        return names_of(self.catalog, self.insight.as_of)

    def record(self, kind: str, item_id: str) -> VersionRecord:
        """The history of a definition."""
        if self.history is None:
            return VersionRecord(compare_url=self.compare_url)
        timeline = self.history.timeline(kind, item_id)
        return VersionRecord(
            timeline, tuple(unseen(self.history.unseen, timeline)), self.compare_url
        )


_NAMED = ("person", "function", "role", "post", "product", "level", "source")
"""Kinds of objects that pages name without being about them."""


def names_of(catalog: Catalog, as_of: date) -> Names:
    """The names in the edition of a catalog on a day."""
    return Names(
        edition=catalog.edition,
        as_of=as_of,
        called={
            kind: {each: catalog.name(kind, each) or "" for each in catalog.ids[kind]}
            for kind in _NAMED
        },
        people=catalog.ids["person"],
        has_sources=catalog.definitions.sources is not None,
    )
