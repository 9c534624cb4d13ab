"""What every page module gets, and the last lines of every page."""

from dataclasses import dataclass, replace

from generator.analysis import Insight
from generator.editions import Catalog
from generator.findings.finding import Finding, Location
from generator.history.timeline import History
from generator.model.item import Item
from generator.text import markdown as md


@dataclass(frozen=True)
class Context:
    """One edition's view, what follows from it, and the findings about it.

    ``source_url``: address of a line of a source file, with ``{path}`` and ``{line}``, or empty.
    ``findings``: those made on this view only. ``history``: what Git tells of the definitions, or
    ``None`` where it was not asked. ``compare_url``: address of a comparison of two commits, with
    ``{base}`` and ``{head}``, or empty.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...] = ()
    source_url: str = ""
    history: History | None = None
    compare_url: str = ""

    def person(self, person_id: str) -> str:
        """A person's name; the id in words where this edition does not hold the person."""
        return self.catalog.name("person", person_id) or md.sentence(person_id)

    def maybe_person(self, person_id: str | None) -> str | None:
        """As :meth:`person`, for an optional reference."""
        return self.person(person_id) if person_id else None

    def owner(self, owner_id: str | None) -> str | None:
        """The name of a person or function that owns a definition, where the edition shows it."""
        if owner_id is None:
            return None
        return self.catalog.name("function", owner_id) or self.catalog.name("person", owner_id)

    def line_link(self, where: Location) -> str | None:
        """The address of a place in the source; ``None`` when no repository is configured.

        Findings of a view know their file only (ADR 0005): then it is the file's address.
        """
        if not self.source_url or not where.path:
            return None
        address = self.source_url.format(path=where.path, line=where.line)
        return address if where.line else address.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Footer:
    """The last lines of every page: who answers for it, which version, when it was reviewed."""

    source: str | None = None
    owner: str | None = None
    version: str | None = None
    approved: str | None = None
    reviewed: object | None = None
    next_review: object | None = None
    history: str | None = None

    def of_page(self, path: str) -> "Footer":
        """The footer on the page at ``path``, which does not lead to itself."""
        return replace(self, history=None) if self.history == path else self


def source_of(item: Item) -> str | None:
    """The file a definition stands in."""
    return item.where.path or None
