"""Which onboarding path a role has: its own, else that of the role it is a variant of."""

from generator.editions import Catalog
from generator.model.kinds import Onboarding, Role
from generator.pages.role.layout import ladder


def path_of_role(catalog: Catalog, role: Role) -> Onboarding | None:
    """The path for whoever is new in a role; ``None`` where there is none in view.

    A variant without a path of its own has the one of the role it is a variant of. Of several paths
    for one role it is the one named after the role, else the first by id.
    """
    seen: set[str] = set()
    asked: Role | None = role
    while asked is not None and asked.id not in seen:
        seen.add(asked.id)
        own = [each for each in catalog.definitions.onboarding.values() if each.role == asked.id]
        if own:
            return min(own, key=lambda path: (path.id != path.role, path.id))
        asked = catalog.roles.get(asked.variant_of) if asked.variant_of else None
    return None


def variants_on(catalog: Catalog, path: Onboarding) -> list[Role]:
    """The roles that have this path without being the one it is written for, in their order."""
    return [
        role
        for role in ladder(catalog.roles)
        if role.id != path.role and path_of_role(catalog, role) == path
    ]
