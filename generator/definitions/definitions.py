"""Everything the files say, as one object."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.definitions.item import Item
from generator.definitions.models import (
    Account,
    Competency,
    Fit,
    Framework,
    Glossary,
    Method,
    Onboarding,
    Organisation,
    People,
    Role,
    Sources,
)
from generator.definitions.models.common import HandbookDefinition

# What can be referred to, and the file that holds all of its kind.
_HELD_BY = {
    "person": "people",
    "function": "organisation",
    "post": "organisation",
    "product": "organisation",
    "level": "framework",
    "area": "framework",
    "term": "glossary",
    "source": "sources",
}


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything the files say, by id in the order of ids; not yet resolved, not yet filtered.

    ``broken`` holds ``kind/id`` of what is missing only because it has errors itself.
    """

    accounts: dict[str, Account] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    competencies: dict[str, Competency] = field(default_factory=dict)
    methods: dict[str, Method] = field(default_factory=dict)
    onboarding: dict[str, Onboarding] = field(default_factory=dict)
    framework: Framework | None = None
    fit: Fit | None = None
    people: People | None = None
    organisation: Organisation | None = None
    glossary: Glossary | None = None
    sources: Sources | None = None
    broken: frozenset[str] = frozenset()

    def may_hold(self, kind: str, item_id: str) -> bool:
        """Whether an id that is nowhere may stand in a definition with errors."""
        holder = _HELD_BY.get(kind)
        return (f"{holder}/{holder}" if holder else f"{kind}/{item_id}") in self.broken

    def roots(self) -> Iterator[Item]:
        """Every definition, in a stable order."""
        for group in (self.accounts, self.roles, self.competencies, self.methods, self.onboarding):
            yield from group.values()
        for single in (
            self.framework,
            self.fit,
            self.people,
            self.organisation,
            self.glossary,
            self.sources,
        ):
            if single is not None:
                yield single

    def handbook(self) -> Iterator[HandbookDefinition]:
        """Every definition with a version and a review that is no account's."""
        yield from self.roles.values()
        for single in (self.framework, self.fit):
            if single is not None:
                yield single
        yield from self.competencies.values()
        yield from self.methods.values()
        yield from self.onboarding.values()
