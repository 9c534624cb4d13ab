"""The account team: holder, substitutes, workload."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from generator.analysis import AccountInsight, Insight
from generator.analysis.cover import coming
from generator.analysis.office_hours import typical_days
from generator.analysis.turns import turn
from generator.checks.check import Absent, Basis, CheckArea, Same, Scope, active_accounts
from generator.editions import Catalog
from generator.findings.classification import Classification
from generator.findings.finding import Finding
from generator.model.company import Person
from generator.model.kinds import Account
from generator.model.profile import TeamMember
from generator.text.formats import listed

AREA = CheckArea("team")


@AREA.warning(
    "no-role-holder",
    "Nobody on the team holds a role on the account.",
    "The customer has no main contact, and there is no competency checklist.",
    "Say who on the team holds the account (`role` of a member of `team`).",
)
def no_role_holder(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    if insight.holder is None:
        message = f"{insight.account.name} has no role holder."
        yield no_role_holder.at(insight.account.where, message)


def _holders(account: Account) -> list[TeamMember]:
    return [member for member in account.team if member.role]


@AREA.warning(
    "two-holders",
    "Two people hold the same role on an account on the same days.",
    "Each thinks that the other one has called, and the customer does not know who decides.",
    "Say when one ends (`until`) and the other begins (`since`); or take `role` out of one.",
    removal_fixes=(object,),
)
def two_holders(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    held = _holders(insight.account)
    for number, second in enumerate(held):
        for first in held[:number]:
            if first.role != second.role or first.person == second.person:
                continue
            begin = max(each.since or whole.as_of for each in (first, second))
            begin = max(begin, whole.as_of)
            if first.is_there(begin) and second.is_there(begin):
                names = (catalog.name("person", e.person) or e.person for e in (first, second))
                role = catalog.name("role", second.role) or second.role
                when = (" from ", begin, " on.") if begin > whole.as_of else (".",)
                message = f"{{}} and {{}} both hold {insight.account.name} as {role}"
                yield two_holders.at(second.at("role"), message.format(*names), *when)
                break


@AREA.warning(
    "nobody-follows",
    "The person who holds an account leaves it, and nobody holds it on the day after.",
    "In that time the customer has no main contact, and what was promised has nobody who keeps it.",
    "Name who follows, with the first day (`since`); or move one of the two days.",
)
def nobody_follows(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    held, last = _holders(insight.account), insight.holder
    while last and last.until:
        after = last.until + timedelta(days=1)
        following = next((each for each in held if each.is_there(after)), None)
        if following is None:
            name = catalog.name("person", last.person) or last.person
            message = f"{name} holds {insight.account.name} until ", last.until
            yield nobody_follows.at(last.at("until"), *message, *_next(held, after))
        last = following


def _next(held: Sequence[TeamMember], day: date) -> tuple[str | date, ...]:
    """Who holds the account next after a day, as the end of a sentence."""
    begins = min((each.since for each in held if each.since and each.since > day), default=None)
    return ("; the next one begins on ", begins, ".") if begins else ("; nobody follows.",)


def _nobody_holds_it(absent: Absent) -> str:
    _, now = absent.account or (None, None)
    return "Nobody holds a role on the account any more." if now and now.holder is None else ""


@AREA.warning(
    "no-backup",
    "The person who holds the account has no stand-in.",
    "Illness, leave or a new job would leave the customer without a contact.",
    "Name someone to stand in (`backup` in `team`).",
    same=Same.DEFINITION,
    not_fixed=_nobody_holds_it,
)
def no_backup(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    member = insight.holder
    if member is not None and member.backup is None:
        person = catalog.person(member.person)
        name = person.name if person else str(member.person)
        message = f"{name} holds {insight.account.name} without a stand-in."
        yield no_backup.at(member.where, message, *_absence(person, whole))


def _absence(person: Person | None, insight: Insight) -> tuple[str | date, ...]:
    for absence in coming(person, insight.as_of):
        verb = "An absence begins on" if absence.from_ > insight.as_of else "Absent since"
        return f" {verb} ", absence.from_, "."
    return ()


@AREA.warning(
    "backup-is-holder",
    "A person is named as their own stand-in.",
    "On paper there is a stand-in; in fact there is none.",
    "Name someone else.",
)
def backup_is_holder(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for member in insight.account.team:
        if member.backup == member.person:
            message = f"`{member.person}` is their own stand-in."
            yield backup_is_holder.at(member.at("backup"), message)


def _limit_without_anybody(absent: Absent) -> str:
    _, row = absent.entry
    if row.beyond is None and (row.limit or row.up_to is not None):
        return "Nobody is named for what goes beyond the limit any more."
    return ""


@AREA.warning(
    "beyond-oneself",
    "What goes beyond a limit is decided by the person whose limit it is.",
    "The limit means nothing; what it was there to stop is decided without a second look.",
    "Name who decides what goes beyond the limit (`beyond`), or take the limit out.",
    not_fixed=_limit_without_anybody,
)
def beyond_oneself(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for row in insight.account.raci:
        if row.beyond == row.accountable:
            name = catalog.name("person", row.accountable) or row.accountable
            message = f"{row.activity}: {name} decides, and decides what goes beyond the limit."
            yield beyond_oneself.at(row.at("beyond"), message)


def _hours_left_out(absent: Absent) -> str:
    return "" if absent.entry[1].hours else "Its hours are not stated any more."


@AREA.warning(
    "meeting-outside-hours",
    "A meeting at a fixed hour is always outside the office hours of one region.",
    "The same people give up their evening each time, and soon stay away.",
    "Move it (`hours`) into office hours that the regions share, which the team page shows; where "
    "there are none, let it rotate (`rotates`).",
    not_fixed=_hours_left_out,
)
def meeting_outside_hours(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    for meeting in insight.account.meetings:
        regions = [each for each in insight.account.regions if each.id in meeting.regions]
        if meeting.hours is None or not regions or (meeting.rotates and len(regions) > 1):
            continue
        days = typical_days(whole.as_of)
        found = [turn(regions, regions[0], meeting.hours, day) for day in days]
        outside = [
            regions[place].name
            for place in range(len(regions))
            if all(each.outside[place][1] for each in found)
        ]
        if outside:
            hours = f"{meeting.hours.start:%H:%M} to {meeting.hours.end:%H:%M}"
            clock = f" by the clock of {regions[0].name}" if len(regions) > 1 else ""
            message = f"{meeting.what}: {hours}{clock} is outside the office hours of "
            yield meeting_outside_hours.at(meeting.at("hours"), f"{message}{listed(outside)}.")


def _nobody_to_compare(absent: Absent) -> str:
    _, now = absent.account or (None, None)
    if now is None:
        return ""
    if not now.account.is_key:
        return f"Its tier is now {now.account.tier}, for which this is not required."
    if not _backups(now.account):
        return "Nobody is named as a stand-in any more."
    return "" if now.account.relationships else "No relationship is written down any more."


# A relationship can be above what an edition sees: there it only seems to be missing.
@AREA.warning(
    "backups-know-nobody",
    "No stand-in of a key account has a relationship with the customer.",
    "On the day they stand in they introduce themselves instead of deciding something.",
    "Take a stand-in along to the next meeting and record the relationship; or name a stand-in who "
    "is known there (`backup`).",
    needs=Classification.CONFIDENTIAL,
    same=Same.DEFINITION,
    not_fixed=_nobody_to_compare,
)
def backups_know_nobody(
    insight: AccountInsight, catalog: Catalog, whole: Insight
) -> Iterator[Finding]:
    account = insight.account
    if nobody_knows_a_backup(account):
        backups = _backups(account)
        names = ", ".join(catalog.name("person", each) or each for each in backups)
        message = f"nobody who stands in has a relationship with the customer: {names}."
        yield backups_know_nobody.at(next(iter(backups.values())).at("backup"), message)


def nobody_knows_a_backup(account: Account) -> bool:
    """Whether a key account has stand-ins and none of them has a relationship there."""
    backups, known = _backups(account), {link.person for link in account.relationships}
    return bool(account.is_key and backups and known and known.isdisjoint(backups))


def _backups(account: Account) -> dict[str, TeamMember]:
    """Who stands in, each with the first member they stand in for."""
    found: dict[str, TeamMember] = {}
    for member in account.team:
        if member.backup is not None and member.backup != member.person:
            found.setdefault(member.backup, member)
    return found


def _share_left_out(absent: Absent) -> str:
    one, other = (_shares(each, absent.finding.about) for each in absent.insights)
    accounts = {key for key, _ in other}
    left_out = any(
        share is not None and key[0] in accounts and other.get(key) is None
        for key, share in one.items()
    )
    return "One of their shares was removed." if left_out else ""


def _shares(insight: Insight, person: str) -> dict[tuple[str, date | None], Decimal | None]:
    """The shares of a person that hold, or are to come, by account and first day."""
    parts = (
        (key, member)
        for key, own in insight.accounts.items()
        for member in own.account.team
        if member.person == person
    )
    found: dict[tuple[str, date | None], Decimal | None] = {}
    for key, member in parts:
        found[key, None] = member.share
        found |= {(key, each.from_): each.share for each in member.later_shares}
    return found


@AREA.warning(
    "share-above-100",
    "One person is planned for more than all of their working time.",
    "Promises depend on hours that do not exist.",
    "Move work to someone else, or lower a share (`share`).",
    scope=Scope.WHOLE,
    rests_on=(Basis.ACCOUNTS,),
    same=Same.SUBJECT,
    not_fixed=_share_left_out,
)
def share_above_100(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    planned: dict[str, list[tuple[str, TeamMember]]] = {}
    for account in active_accounts(whole):
        for member in account.team:
            planned.setdefault(str(member.person), []).append((account.id, member))
    for person, parts in planned.items():
        for day in _days_of_change([member for _, member in parts], whole.as_of):
            held = [(key, each) for key, each in parts if each.share_on(day)]
            total = sum((each.share_on(day) or Decimal(0) for _, each in held), Decimal(0))
            if total > 100:
                name = catalog.name("person", person) or person
                where = ", ".join(dict.fromkeys(key for key, _ in held))
                begins = (" from ", day) if day > whole.as_of else ()
                message = f"{name} is planned for {total} %", *begins, f" ({where})."
                own, last = held[-1]
                yield share_above_100.at(last.at("share"), *message, account=own, about=person)
                break


def _days_of_change(parts: Sequence[TeamMember], as_of: date) -> list[date]:
    """``as_of``, and the days after it from which on somebody has another share."""
    days = {as_of}
    for each in parts:
        days |= {later.from_ for later in each.later_shares}
        days |= {each.since} if each.since else set()
    return sorted(day for day in days if day >= as_of)


def _span_moved(absent: Absent) -> str:
    _, person = absent.entry
    then, now = (
        next((each for each in insight.loads if each.person.id == person.id), None)
        for insight in absent.insights
    )
    if then is None or now is None:
        return f"{person.name} holds no account any more."
    if then.role.id not in (now.role.id, *now.role.aliases):
        return f"{person.name} now holds another role."
    if now.within is None:
        return "The role's span or the person's figure was removed."
    if then.person.also_carries and not person.also_carries:
        return f"The accounts {person.name} carries elsewhere were removed."
    if then.total == now.total and now.role.span:
        return f"The span is now {now.role.span.accounts}."
    return ""


@AREA.warning(
    "span-left",
    "A person carries more or fewer accounts than the role's span.",
    "With too many, none is managed; with too few, the role is a different one.",
    "Move accounts, change the role, or change the span together with its source.",
    scope=Scope.WHOLE,
    needs=Classification.CONFIDENTIAL,
    rests_on=(Basis.ACCOUNTS,),
    not_fixed=_span_moved,
)
def span_left(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for load in whole.loads:
        if load.within is False and load.role.span:
            number = "1 account" if load.total == 1 else f"{load.total} accounts"
            message = (
                f"{load.person.name} carries {number} as {load.role.name}; the span is "
                f"{load.role.span.accounts}."
            )
            yield span_left.at(
                load.person.where,
                message,
                account=load.accounts[0].id,
                secrecy=Classification.CONFIDENTIAL,
                about=load.role.id,
            )
