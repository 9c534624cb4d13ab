"""What an edition calls things: the small table that pages get in place of the whole catalog."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.findings.classification import Edition
from generator.model.company import Person
from generator.text import markdown as md


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind and id, our people, and for whom and for which day they are said.

    ``called``: kind -> id -> name, of what this edition holds; ``people``: our own staff by id.
    ``has_sources``: whether the edition has the page of source articles.
    """

    edition: Edition
    as_of: date
    called: Mapping[str, Mapping[str, str]]
    people: Mapping[str, Person]
    has_sources: bool = False

    def holds(self, kind: str, item_id: str) -> bool:
        """Whether this edition holds something of a kind."""
        return item_id in self.called.get(kind, {})

    def name(self, kind: str, item_id: str | None) -> str | None:
        """The name people use for an id, or ``None`` when this edition does not hold it."""
        return self.called.get(kind, {}).get(item_id or "") or None

    def person(self, person_id: str) -> str:
        """A person's name; the id in words where this edition does not hold the person."""
        return self.name("person", person_id) or md.sentence(person_id)

    def maybe_person(self, person_id: str | None) -> str:
        """As :meth:`person`, for an optional reference; empty without one."""
        return self.person(person_id) if person_id else ""

    def owner(self, owner_id: str | None) -> str | None:
        """The name of a person or function that owns a definition, where the edition shows it."""
        return self.name("function", owner_id) or self.name("person", owner_id)
