"""Names of objects in an edition: what pages get instead of the whole catalog."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.findings.classification import Classification, Edition, Subject, may_see
from generator.model.company import Person
from generator.text import markdown as md


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind and id, our people, and the edition and day.

    ``called``: kind -> id -> name of the objects in the edition; ``people``: our own staff by id.
    ``has_sources``: whether the edition has the page of source articles.
    """

    edition: Edition
    as_of: date
    called: Mapping[str, Mapping[str, str]]
    people: Mapping[str, Person]
    has_sources: bool = False

    def holds(self, kind: str, item_id: str) -> bool:
        """Whether the edition includes an object."""
        return item_id in self.called.get(kind, {})

    def name(self, kind: str, item_id: str | None) -> str | None:
        """The display name for an id, or ``None`` if not in this edition."""
        return self.called.get(kind, {}).get(item_id or "") or None

    def person(self, person_id: str) -> str:
        """A person's name; the id in words if the person is not in this edition."""
        return self.name("person", person_id) or md.sentence(person_id)

    def persons(self, ids: Iterable[str]) -> str:
        """Several names in one line: ``Ana Ruiz, Jonas Lind``."""
        return ", ".join(map(self.person, ids))

    def owner(self, owner_id: str | None) -> str | None:
        """The name of the person or function that owns a definition, if the edition shows it."""
        return self.name("function", owner_id) or self.name("person", owner_id)

    def past(self, day: date) -> bool:
        """Whether a day is before the date of the pages."""
        return day < self.as_of

    @property
    def show_amounts(self) -> bool:
        """Whether this edition shows amounts of accounts."""
        return may_see(self.edition, Subject.ACCOUNT, Classification.CONFIDENTIAL)

    @property
    def show_people(self) -> bool:
        """Whether this edition has a page for each of our people: where it shows accounts."""
        return may_see(self.edition, Subject.ACCOUNT, Classification.INTERNAL)

    def has_page(self, person_id: str) -> bool:
        """Whether a person has a page in this edition."""
        return self.show_people and person_id in self.people

    def absences(self, person_id: str) -> list[str]:
        """Planned absences that are not over, as ``away from 7 Dec 2026, return date open``."""
        found = self.people.get(person_id)
        texts = []
        for absence in found.away if found else ():
            begun = "since" if absence.from_ <= self.as_of else "from"
            start = f"away {begun} {md.day_text(absence.from_)}"
            if absence.until is None:
                texts.append(f"{start}, return date open")
            elif absence.until >= self.as_of:
                texts.append(f"{start}, until {md.day_text(absence.until)}")
        return texts

    def with_absences(self, person_id: str) -> str:
        """A person's name, followed by planned absences."""
        return ", ".join([self.person(person_id), *self.absences(person_id)])

    def post_and_function(self, person_id: str) -> str:
        """A person's post and function, if in view."""
        found = self.people.get(person_id)
        if found is None:
            return ""
        title = self.name("role", found.post) or self.name("post", found.post)
        return ", ".join(part for part in (title, self.name("function", found.function)) if part)

    def based(self, person_id: str) -> str:
        """The town a person works from; empty if not stated."""
        found = self.people.get(person_id)
        return (found.based or "").partition("/")[2].replace("_", " ") if found else ""
