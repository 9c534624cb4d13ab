"""How many accounts a person carries, here and elsewhere, compared with the role's span."""

from dataclasses import dataclass
from datetime import date

from generator.analysis.needs import holder
from generator.editions import Catalog
from generator.model.company import Person
from generator.model.kinds import Account, Role


@dataclass(frozen=True, slots=True)
class Load:
    """A role holder's load: ``here``: accounts of this repository, ``elsewhere``: declared ones.

    ``elsewhere`` and ``within`` are ``None`` if the edition does not show figures about people.
    """

    person: Person
    role: Role
    accounts: tuple[Account, ...]
    elsewhere: int | None

    @property
    def total(self) -> int | None:
        """Total number of accounts, or ``None`` if part of it is not shown."""
        return None if self.elsewhere is None else len(self.accounts) + self.elsewhere

    @property
    def within(self) -> bool | None:
        """Whether the total is within the role's span; ``None`` if either is unknown."""
        if self.total is None or self.role.span is None:
            return None
        return self.total in self.role.span.accounts


def loads(catalog: Catalog, figures: bool, as_of: date) -> tuple[Load, ...]:
    """Loads of all who hold a role on an active account on a day, by name.

    ``figures``: whether this edition shows figures about people.
    """
    carried: dict[tuple[str, str], list[Account]] = {}
    for account in catalog.accounts.values():
        member = holder(account, as_of)
        if account.status == "active" and member and member.role:
            carried.setdefault((str(member.person), str(member.role)), []).append(account)
    found = []
    for (person_id, role_id), accounts in carried.items():
        person, role = catalog.person(person_id), catalog.find("role", role_id)
        if person is None or role is None:
            continue
        declared = person.also_carries.accounts if person.also_carries else 0
        found.append(Load(person, role, tuple(accounts), declared if figures else None))
    return tuple(sorted(found, key=lambda load: (load.person.name, load.role.name)))
