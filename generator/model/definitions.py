"""Everything the files say, as one object."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.model.common import HandbookDefinition
from generator.model.item import Item
from generator.model.kinds import (
    KINDS,
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


Key = tuple[str, str]
"""A definition: its kind and its id; of what there is only one, the kind twice."""


def known_as(key: Key, item: Item, older: Mapping[Key, object]) -> Key:
    """The key a definition had in an older state: its own, or that of a former id."""
    former = ((key[0], alias) for alias in getattr(item, "aliases", ()))
    return key if key in older else next((each for each in former if each in older), key)


def by_key(definitions: Definitions) -> dict[Key, Item]:
    """Every definition by kind and id."""
    kinds = {model: kind for kind, (model, _) in KINDS.items()}
    found = {}
    for item in definitions.roots():
        kind = kinds[type(item)]
        found[kind, str(getattr(item, "id", kind))] = item
    return found


def stands_in(item: Item, paths: Iterable[str]) -> bool:
    """Whether some of the files belong to a definition."""
    folder, _, _ = item.where.path.rpartition("/")
    if not isinstance(item, Account):
        return item.where.path in paths
    return any(path.startswith(f"{folder}/") for path in paths)
