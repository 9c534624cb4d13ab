"""Competencies an account needs: the role's requirements and those its situation adds."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.analysis.matrix import Placement
from generator.analysis.movement import newest_by_method
from generator.analysis.record import ById, figure, record
from generator.editions import Catalog
from generator.model.common import text_of
from generator.model.competency import FitRule, Level, When
from generator.model.kinds import Account, Competency, Role
from generator.model.profile import TeamMember


@record
class Holder:
    """The person who answers for the account."""

    person: str = figure("id of the person")
    name: str | None = figure("the name people use")
    role: str | None = figure("id of the role held on the account")


@record
class Added:
    """A level the account requires beyond the role."""

    level: ById[Level] = figure("id of the level")
    rule: ById[FitRule] | None = figure(
        "id of the rule for its situation; absent where it says so itself"
    )
    because: str = figure("why")


@record
class Need:
    """A competency and the level it takes: the highest that role and account require.

    ``because``: why the role requires its level, where it says so.
    """

    because: str
    competency: ById[Competency] = figure("id of the competency")
    level: ById[Level] = figure("id of the level required")
    from_role: ById[Level] | None = figure("id of the level the role requires")
    added: tuple[Added, ...] = figure("what the account adds")

    @property
    def raised(self) -> bool:
        """Whether the account requires more than the role."""
        return self.from_role != self.level

    @property
    def raised_by(self) -> tuple[Added, ...]:
        """What requires the level needed where the role does not; lower additions do not count."""
        return tuple(each for each in self.added if self.raised and each.level == self.level)


def holder(account: Account, as_of: date) -> TeamMember | None:
    """The first team member who holds a role on a day, and so answers for the account.

    Where nobody does, the first of those who are to come.
    """
    held = [member for member in account.team if member.role]
    there = (member for member in held if member.is_there(as_of))
    coming = sorted(
        (member for member in held if member.since and member.since > as_of),
        key=lambda member: member.since or as_of,
    )
    return next(there, next(iter(coming), None))


def held_by(catalog: Catalog, account: Account, as_of: date) -> Holder | None:
    """The person who answers for the account on a day, with name and role, or ``None``."""
    member = holder(account, as_of)
    if member is None:
        return None
    role = str(member.role) if member.role else None
    return Holder(str(member.person), catalog.name("person", member.person), role)


def needs_of_role(catalog: Catalog, role: Role) -> tuple[Need, ...]:
    """The requirements of a role, in the order of the framework's areas."""
    return _ordered(catalog, _required(catalog, role), {})


def needs_of_account(
    catalog: Catalog, account: Account, role: Role | None, placements: tuple[Placement, ...]
) -> tuple[Need, ...]:
    """Needs of role and situation, with the highest level of each; in the order of the areas.

    ``placements``: of the account's ratings, newest first. The fit of a person depends on the
    account (article 001, on the fit of person to account).
    """
    added: dict[str, list[Added]] = {}
    for competency, each in _additions(catalog, account, placements):
        added.setdefault(competency, []).append(each)
    return _ordered(catalog, _required(catalog, role) if role else {}, added)


def matching_rules(
    catalog: Catalog, account: Account, placements: tuple[Placement, ...]
) -> tuple[FitRule, ...]:
    """The rules that apply to the account's situation, in the order of the file."""
    fit = catalog.definitions.fit
    rules = fit.rules if fit else ()
    return tuple(rule for rule in rules if _applies(rule.when, account, placements))


def _applies(when: When, account: Account, placements: tuple[Placement, ...]) -> bool:
    """Whether all given keys match; a list matches if one of its entries does."""
    newest = {each.method.id: each.cell.id for each in newest_by_method(placements)}
    steps = {(str(p.method), step) for p in account.stages for step in (p.now, p.target)}
    conditions = (
        (when.tier, account.tier in when.tier),
        (when.context, bool(set(when.context) & set(account.context))),
        (when.structure, account.structure in when.structure),
        (when.sector, account.sector.casefold() in {each.casefold() for each in when.sector}),
        (when.cell, any(newest.get(str(at.method)) == at.cell for at in when.cell)),
        (when.stage, any((str(at.method), at.step) in steps for at in when.stage)),
    )
    given = [holds for wanted, holds in conditions if wanted]
    return bool(given) and all(given)


def _additions(
    catalog: Catalog, account: Account, placements: tuple[Placement, ...]
) -> Iterator[tuple[str, Added]]:
    """Competency ids with levels added by the rules, then by the account itself."""
    for rule in matching_rules(catalog, account, placements):
        for addition in rule.adds:
            level = catalog.find("level", addition.level)
            if level is not None:
                yield str(addition.competency), Added(level, rule, text_of(rule.because))
    for own in account.adds:
        level = catalog.find("level", own.level)
        if level is not None:
            yield str(own.competency), Added(level, None, own.because)


def _required(catalog: Catalog, role: Role) -> dict[str, Need]:
    found = {}
    for each in role.requires:
        competency = catalog.find("competency", each.competency)
        level = catalog.find("level", each.level)
        if competency is not None and level is not None:
            found[competency.id] = Need(each.because or "", competency, level, level, ())
    return found


def _ordered(
    catalog: Catalog, required: Mapping[str, Need], added: Mapping[str, list[Added]]
) -> tuple[Need, ...]:
    levels, areas = list(catalog.ids["level"]), list(catalog.ids["area"])
    needs = []
    for competency_id in {**required, **added}:
        competency = catalog.find("competency", competency_id)
        if competency is None:
            continue
        before, more = required.get(competency_id), tuple(added.get(competency_id, ()))
        levels_required = [each.level for each in more] + ([before.level] if before else [])
        highest = max(levels_required, key=lambda level: levels.index(level.id))
        because, from_role = (before.because, before.from_role) if before else ("", None)
        needs.append(Need(because, competency, highest, from_role, more))
    return tuple(sorted(needs, key=lambda n: (areas.index(n.competency.area), n.competency.name)))
