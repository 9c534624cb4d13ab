"""What an account asks of the person: the role's requirements and what the account adds."""

from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Account, Competency, Role
from generator.definitions.models.competency import Level
from generator.definitions.models.profile import TeamMember


@dataclass(frozen=True, slots=True)
class Need:
    """One competency at the level needed; ``reasons`` say where the need comes from."""

    competency: Competency
    level: Level
    from_role: Level | None
    from_account: Level | None
    reasons: tuple[str, ...]

    @property
    def raised(self) -> bool:
        """Whether the account asks for more than the role."""
        return self.from_role != self.level


def holder(account: Account) -> TeamMember | None:
    """The first of the team who holds a role: the person who answers for the account."""
    return next((member for member in account.team if member.role), None)


def needs_of_role(catalog: Catalog, role: Role) -> tuple[Need, ...]:
    """What a role requires, in the order of the framework's areas."""
    return _ordered(
        catalog,
        {str(r.competency): _required(catalog, role, str(r.competency)) for r in role.requires},
    )


def needs_of_account(catalog: Catalog, account: Account, role: Role | None) -> tuple[Need, ...]:
    """Role plus account; the higher level wins. In the order of the framework's areas."""
    wanted = {
        str(r.competency): _required(catalog, role, str(r.competency))
        for r in (role.requires if role else ())
    }
    for added in account.adds:
        level = catalog.find("level", added.level)
        competency = catalog.find("competency", added.competency)
        if level is None or competency is None:
            continue
        before = wanted.get(str(added.competency))
        higher = before is None or _rank(catalog, level) > _rank(catalog, before.level)
        wanted[str(added.competency)] = Need(
            competency=competency,
            level=level if higher or before is None else before.level,
            from_role=before.from_role if before else None,
            from_account=level,
            reasons=(*(before.reasons if before else ()), added.because),
        )
    return _ordered(catalog, wanted)


def _required(catalog: Catalog, role: Role | None, competency_id: str) -> Need | None:
    if role is None:
        return None
    competency = catalog.find("competency", competency_id)
    required = next(each for each in role.requires if each.competency == competency_id)
    level = catalog.find("level", required.level)
    if competency is None or level is None:
        return None
    reasons = (required.because,) if required.because else ()
    return Need(competency, level, level, None, reasons)


def _rank(catalog: Catalog, level: Level) -> int:
    return list(catalog.ids["level"]).index(level.id)


def _ordered(catalog: Catalog, wanted: dict[str, Need | None]) -> tuple[Need, ...]:
    areas = list(catalog.ids["area"])
    found = [need for need in wanted.values() if need is not None]
    return tuple(sorted(found, key=lambda n: (areas.index(n.competency.area), n.competency.name)))
