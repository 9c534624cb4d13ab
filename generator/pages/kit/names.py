"""What an edition calls things: the small table that pages get in place of the whole catalog."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.findings.classification import Classification, Edition, Subject, may_see
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

    def persons(self, ids: Iterable[str]) -> str:
        """Several of them in one line: ``Ana Ruiz, Jonas Lind``."""
        return ", ".join(map(self.person, ids))

    def maybe_person(self, person_id: str | None) -> str:
        """As :meth:`person`, for an optional reference; empty without one."""
        return self.person(person_id) if person_id else ""

    def owner(self, owner_id: str | None) -> str | None:
        """The name of a person or function that owns a definition, where the edition shows it."""
        return self.name("function", owner_id) or self.name("person", owner_id)

    def past(self, day: date) -> bool:
        """Whether a day lies before the one the pages are made for."""
        return day < self.as_of

    @property
    def show_amounts(self) -> bool:
        """Whether this edition shows amounts of accounts at all."""
        return may_see(self.edition, Subject.ACCOUNT, Classification.CONFIDENTIAL)

    def absences(self, person_id: str) -> list[str]:
        """Planned absences that are not over, as ``away from 7 Dec 2026, end open``."""
        found = self.people.get(person_id)
        said = []
        for absence in found.away if found else ():
            begun = "since" if absence.from_ <= self.as_of else "from"
            start = f"away {begun} {md.day_text(absence.from_)}"
            if absence.until is None:
                said.append(f"{start}, end open")
            elif absence.until >= self.as_of:
                said.append(f"{start}, until {md.day_text(absence.until)}")
        return said

    def with_absences(self, person_id: str) -> str:
        """A person's name, followed by planned absences."""
        return ", ".join([self.person(person_id), *self.absences(person_id)])

    def trade(self, person_id: str) -> str:
        """What somebody of ours is by trade: post and function, as far as the view holds them."""
        found = self.people.get(person_id)
        if found is None:
            return ""
        title = self.name("role", found.post) or self.name("post", found.post)
        return ", ".join(part for part in (title, self.name("function", found.function)) if part)

    def based(self, person_id: str) -> str:
        """The town somebody of ours works from; empty where it is not said."""
        found = self.people.get(person_id)
        return (found.based or "").partition("/")[2].replace("_", " ") if found else ""
