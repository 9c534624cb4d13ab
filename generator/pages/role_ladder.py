"""The order of roles: a role comes after those that lead to it."""

from generator.catalog import Catalog
from generator.definitions.models import Role


def ladder(catalog: Catalog) -> list[Role]:
    """Every role of the view, first steps first; where that leaves a choice, variants last."""
    roles = catalog.roles
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
