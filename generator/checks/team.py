"""Our own people: who holds the account, who stands in, how much one carries."""

from collections.abc import Iterator
from decimal import Decimal

from generator.analysis import Insight
from generator.checks.registry import Check, active, warning
from generator.editions import Catalog
from generator.findings.classification import Secrecy
from generator.findings.finding import Finding
from generator.model.company import Person
from generator.model.profile import TeamMember

AREA = "team"

NO_ROLE_HOLDER = warning(
    "no-role-holder",
    "Nobody of the team holds a role on the account.",
    "The customer has no one contact, and no competency checklist can be made.",
    "Give one member of `team` a `role`.",
    AREA,
)
NO_BACKUP = warning(
    "no-backup",
    "The person who holds the account has no backup.",
    "Illness, leave or a new job would leave the customer without a contact.",
    "Name a `backup` for the role holder in `team`.",
    AREA,
)
BACKUP_SAME = warning(
    "backup-is-holder",
    "A person is named as their own backup.",
    "On paper somebody stands in; in fact nobody does.",
    "Name somebody else.",
    AREA,
)
OVER_SHARE = warning(
    "share-above-100",
    "One person is planned for more than all of their working time.",
    "Promises rest on hours that do not exist.",
    "Lower a `share`, or move work to somebody else.",
    AREA,
)
SPAN = warning(
    "span-left",
    "Somebody carries more or fewer accounts than the role's span.",
    "Too many and none is managed; too few and the role is a different one.",
    "Move accounts, change the role, or change the span together with its source.",
    AREA,
)


def _no_holder(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        if known.holder is None:
            message = f"{known.account.name} has no role holder."
            yield NO_ROLE_HOLDER.at(known.account.where, message, account=known.account.id)


def _no_backup(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        member = known.holder
        if member is None or member.backup is not None:
            continue
        person = catalog.person(member.person)
        name = person.name if person else str(member.person)
        message = f"{name} holds {known.account.name} without a backup.{_absence(person, insight)}"
        yield NO_BACKUP.at(member.where, message, account=known.account.id)


def _absence(person: Person | None, insight: Insight) -> str:
    for absence in person.away if person else ():
        if absence.until is None or absence.until >= insight.as_of:
            coming = absence.from_ > insight.as_of
            verb = "An absence begins on" if coming else "Absent since"
            return f" {verb} {absence.from_.isoformat()}."
    return ""


def _own_backup(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        for member in known.account.team:
            if member.backup == member.person:
                message = f"`{member.person}` is their own backup."
                yield BACKUP_SAME.at(member.at("backup"), message, account=known.account.id)


def _over_share(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    planned: dict[str, list[tuple[str, TeamMember]]] = {}
    for known in active(insight):
        for member in known.account.team:
            planned.setdefault(str(member.person), []).append((known.account.id, member))
    for person, parts in planned.items():
        total = sum((member.share or Decimal(0) for _, member in parts), Decimal(0))
        if total > 100:
            name = catalog.name("person", person) or person
            where = ", ".join(dict.fromkeys(account for account, _ in parts))
            message = f"{name} is planned for {total} % ({where})."
            place = parts[-1][1].at("share")
            yield OVER_SHARE.at(place, message, account=parts[-1][0], about=person)


def _span(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for load in insight.loads:
        if load.within is False and load.role.span:
            number = "1 account" if load.total == 1 else f"{load.total} accounts"
            message = (
                f"{load.person.name} carries {number} as {load.role.name}; the span is "
                f"{load.role.span.accounts}."
            )
            account = load.accounts[0]
            yield SPAN.at(
                load.person.where,
                message,
                account=account.id,
                secrecy=Secrecy.CONFIDENTIAL,
                about=load.role.id,
            )


CHECKS = (
    Check(NO_ROLE_HOLDER, _no_holder),
    Check(NO_BACKUP, _no_backup),
    Check(BACKUP_SAME, _own_backup),
    Check(OVER_SHARE, _over_share),
    Check(SPAN, _span, needs=Secrecy.CONFIDENTIAL),
)
