"""Definitions with resolved references."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.cache.memory import NO_MEMORY, Memory
from generator.findings.classification import Edition
from generator.findings.finding import Location
from generator.model.company import Person
from generator.model.definitions import Definitions
from generator.model.grammars import Reference
from generator.model.ids import Ids, global_ids, own_ids
from generator.model.item import Item
from generator.model.kinds import KINDS, Account, Competency, Method, Role
from generator.model.walk import references_in


@dataclass(frozen=True, slots=True)
class Use:
    """A back-link: ``by`` (a definition) refers to something at ``where``."""

    by: Item
    where: Location


@dataclass(frozen=True, slots=True)
class Released:
    """Figures of an account that are less confidential than their inputs.

    ``share_of_wallet``: our part of the customer's spending in the category, in whole percent.
    """

    share_of_wallet: Decimal | None = None


@dataclass(frozen=True)
class Catalog:
    """One edition's view with all references resolved.

    ``withheld``: number of items hidden from the edition, by class; for the author, not for pages.
    """

    edition: Edition
    definitions: Definitions
    released: Mapping[str, Released]
    ids: Ids
    uses: Mapping[tuple[str, str], tuple[Use, ...]]
    withheld: Mapping[str, int] = field(default_factory=dict)

    @property
    def accounts(self) -> Mapping[str, Account]:
        """Accounts by id, in order."""
        return self.definitions.accounts

    @property
    def roles(self) -> Mapping[str, Role]:
        """Roles by id, in order."""
        return self.definitions.roles

    @property
    def competencies(self) -> Mapping[str, Competency]:
        """Competencies by id, in order."""
        return self.definitions.competencies

    @property
    def methods(self) -> Mapping[str, Method]:
        """Methods by id, in order."""
        return self.definitions.methods

    def find(self, kind: str, item_id: str | None) -> Any | None:
        """The object with this id, among those any definition may refer to, or ``None``."""
        return self.ids.get(kind, {}).get(item_id) if item_id is not None else None

    def person(self, person_id: str | None) -> Person | None:
        """One of our own staff, or ``None`` if not in this edition."""
        return self.find("person", person_id)

    def name(self, kind: str, item_id: str | None) -> str | None:
        """The display name for an id, or ``None`` if not in this edition."""
        found = self.find(kind, item_id)
        return getattr(found, "name", None) or getattr(found, "title", None)

    def used_by(self, kind: str, item_id: str) -> tuple[Use, ...]:
        """The references to an object, in the order of the definitions."""
        return self.uses.get((kind, item_id), ())


def handbook_of(catalog: Catalog, memory: Memory = NO_MEMORY) -> Catalog:
    """The same view without accounts: what an account is worked out and checked with.

    The same object while no definition of the handbook changes.
    """
    found = catalog.definitions.by_kind.items()
    rest = {kind: items for kind, items in found if KINDS[kind].model is not Account}
    return memory.recall(_handbook, catalog.edition, rest)


def _handbook(edition: Edition, by_kind: Mapping[str, Mapping[str, Item]]) -> Catalog:
    return resolve(Definitions(by_kind), edition, {})


def resolve(
    definitions: Definitions,
    edition: Edition,
    released: Mapping[str, Released],
    withheld: Mapping[str, int] | None = None,
    memory: Memory = NO_MEMORY,
) -> Catalog:
    """The catalog of a view made by :func:`generator.editions.view.view`."""
    ids = global_ids(definitions)
    uses: dict[tuple[str, str], list[Use]] = {}
    for root in definitions.roots():
        for use, reference in memory.recall(_uses_in, root):
            kind = next((kind for kind in reference.kinds if reference in ids.get(kind, {})), None)
            if kind is not None:
                uses.setdefault((kind, str(reference)), []).append(use)
    frozen = {key: tuple(found) for key, found in uses.items()}
    return Catalog(edition, definitions, released, ids, frozen, withheld or {})


def _uses_in(root: Item) -> tuple[tuple[Use, Reference], ...]:
    """The references in a definition, without those to its own entries."""
    own = own_ids(root)
    return tuple(
        (Use(root, reference.where or root.where), reference)
        for reference in references_in(root)
        if not any(reference in own.get(kind, {}) for kind in reference.kinds)
    )
