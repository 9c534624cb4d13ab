"""Everything the files say, as one object."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

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
    Redactions,
    Role,
    Sources,
)
from generator.definitions.models.common import HandbookDefinition

HELD_BY = {
    "person": "people",
    "function": "organisation",
    "post": "organisation",
    "product": "organisation",
    "level": "framework",
    "area": "framework",
    "term": "glossary",
    "source": "sources",
}
"""What can be referred to, and the file that holds all of its kind.

What is not named here has a file of its own.
"""

_GROUPS = {
    "account": "accounts",
    "role": "roles",
    "competency": "competencies",
    "method": "methods",
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
    redactions: Redactions | None = None
    broken: frozenset[str] = frozenset()

    def may_hold(self, kind: str, item_id: str) -> bool:
        """Whether an id that is nowhere may stand in a definition with errors."""
        holder = HELD_BY.get(kind)
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
            self.redactions,
        ):
            if single is not None:
                yield single

    def losing(self, keys: Collection[tuple[str, str]]) -> "Definitions":
        """Without some definitions, by kind and id (kind twice where there is one); now broken."""
        kept = self.taking(dict.fromkeys(keys))
        return replace(kept, broken=self.broken | {"/".join(key) for key in keys})

    def taking(self, items: Mapping[tuple[str, str], Item | None]) -> "Definitions":
        """With other definitions in place of some, by kind and id; ``None`` takes one out."""
        values: dict[str, Any] = {}
        for (kind, key), item in items.items():
            name = _GROUPS.get(kind, kind)
            held = getattr(self, name)
            if isinstance(held, dict):
                group = values.setdefault(name, dict(held))
                if item is None:
                    group.pop(key, None)
                else:
                    group[key] = item
            else:
                values[name] = item
        return replace(self, **values)

    def redacted(self) -> frozenset[str]:
        """Ids that no history and no comparison may mention."""
        held = self.redactions.redactions if self.redactions else ()
        return frozenset(each.id for each in held)

    def handbook(self) -> Iterator[HandbookDefinition]:
        """Every definition with a version and a review that is no account's."""
        yield from self.roles.values()
        for single in (self.framework, self.fit):
            if single is not None:
                yield single
        yield from self.competencies.values()
        yield from self.methods.values()
        yield from self.onboarding.values()
