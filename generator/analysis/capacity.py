"""How many accounts a person carries, here and elsewhere, against the span of the role."""

from dataclasses import dataclass

from generator.analysis.needs import holder
from generator.editions import Catalog
from generator.model.company import Person
from generator.model.kinds import Account, Role


@dataclass(frozen=True, slots=True)
class Load:
    """One role holder: ``here`` counts accounts of this repository, ``elsewhere`` those declared.

    ``elsewhere`` is ``None`` where the edition does not show figures about people; then
    ``within`` is ``None`` as well, because the sum is unknown.
    """

    person: Person
    role: Role
    accounts: tuple[Account, ...]
    elsewhere: int | None

    @property
    def total(self) -> int | None:
        """Accounts in all, or ``None`` when part of it is not shown."""
        return None if self.elsewhere is None else len(self.accounts) + self.elsewhere

    @property
    def within(self) -> bool | None:
        """Whether the total lies in the role's span; ``None`` when either is unknown."""
        if self.total is None or self.role.span is None:
            return None
        return self.total in self.role.span.accounts


def loads(catalog: Catalog, figures: bool) -> tuple[Load, ...]:
    """Everybody who holds a role on an active account, by name.

    ``figures``: whether this edition shows figures about people at all.
    """
    carried: dict[tuple[str, str], list[Account]] = {}
    for account in catalog.accounts.values():
        member = holder(account)
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
