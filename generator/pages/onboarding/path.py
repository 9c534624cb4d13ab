"""The order of roles, and the onboarding path of each."""

from collections.abc import Mapping

from generator.editions import Catalog
from generator.model.kinds import Onboarding, Role


def ladder(roles: Mapping[str, Role]) -> list[Role]:
    """All roles in career order; variants last among equals."""
    rank = dict.fromkeys(roles, 0)
    for _ in roles:
        for role in roles.values():
            for step in role.leads_to:
                if step.role in rank:
                    rank[step.role] = max(rank[step.role], rank[role.id] + 1)
        for role in roles.values():
            if role.variant_of in rank:
                rank[role.id] = max(rank[role.id], rank[role.variant_of])
    return sorted(
        roles.values(), key=lambda role: (rank[role.id], bool(role.variant_of), role.name)
    )


def path_of_role(catalog: Catalog, role: Role) -> Onboarding | None:
    """The onboarding path for a role; ``None`` if none is in view.

    A variant without a path uses that of its main role. Of several paths for one role, it is the
    one named after the role, else the first by id.
    """
    seen: set[str] = set()
    current: Role | None = role
    while current is not None and current.id not in seen:
        seen.add(current.id)
        own = [each for each in catalog.definitions.onboarding.values() if each.role == current.id]
        if own:
            return min(own, key=lambda path: (path.id != path.role, path.id))
        current = catalog.roles.get(current.variant_of) if current.variant_of else None
    return None


def variants_on(catalog: Catalog, path: Onboarding) -> list[Role]:
    """The roles that use this path although it is written for another, in order."""
    return [
        role
        for role in ladder(catalog.roles)
        if role.id != path.role and path_of_role(catalog, role) == path
    ]
