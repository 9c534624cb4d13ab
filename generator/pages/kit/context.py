"""The whole edition, for pages about all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.analysis import Insight
from generator.cache.memory import NO_MEMORY, Memory
from generator.editions import Catalog, handbook_of
from generator.findings.finding import Finding
from generator.history.timeline import History, Timeline
from generator.pages.kit.names import Names
from generator.pages.kit.versions import VersionRecord, unseen

_Input = TypeVar("_Input")


@dataclass(frozen=True)
class Context:
    """One edition's view, its results and its findings.

    ``source_url``: address of a line of a source file, with ``{path}`` and ``{line}``, or empty.
    ``findings``: on this view only. ``history``: of the definitions, ``None`` if not requested.
    ``compare_url``: address of a comparison of two commits, with ``{base}`` and ``{head}``, or
    empty. ``memory``: of the last run.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...] = ()
    source_url: str = ""
    history: History | None = None
    compare_url: str = ""
    memory: Memory = NO_MEMORY

    @cached_property
    def names(self) -> Names:
        """The names in this edition."""
        handbook = handbook_of(self.catalog, self.memory)
        return self.memory.recall(names_of, handbook, self.insight.as_of)

    def parts_of_record(self, kind: str, item_id: str) -> tuple[Any, ...]:
        """What the history of a definition depends on."""
        if self.history is None:
            return (self.compare_url,)
        around = self.history.parts(kind, item_id)
        return (*around, self.history.unseen, self.compare_url)

    def record(self, kind: str, item_id: str) -> VersionRecord:
        """The history of a definition."""
        if self.history is None:
            return self.memory.recall(_not_read, self.compare_url)
        timeline = self.history.timeline(kind, item_id)
        return self.memory.recall(_record, timeline, self.history.unseen, self.compare_url)


def _not_read(compare_url: str) -> VersionRecord:
    return VersionRecord(compare_url=compare_url)


def _record(timeline: Timeline, unseen_of_all: str, compare_url: str) -> VersionRecord:
    return VersionRecord(timeline, tuple(unseen(unseen_of_all, timeline)), compare_url)


@dataclass(frozen=True, eq=False)
class Deferred(Generic[_Input]):
    """An input that is made only if its pages are; ``parts``: all that it is made from."""

    parts: tuple[Any, ...]
    make: Callable[[], _Input]


_NAMED = ("person", "function", "role", "post", "product", "level", "source", "method")
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
