"""Our people on the account: who plays when, who stands in, who answers for what."""

from decimal import Decimal

from generator.analysis import AccountInsight
from generator.model.kinds import Account
from generator.model.profile import TeamMember
from generator.pages.account.names import absences, people, post_of_ours, region
from generator.pages.kit.names import Names
from generator.text import markdown as md
from generator.text.numerals import counted

Row = dict[str, object]


def member_rows(names: Names, account: Account) -> list[Row]:
    """Everybody on the account in the order of the file, the role holder first as written."""
    return [_member(names, account, member) for member in account.team]


def _member(names: Names, account: Account, member: TeamMember) -> Row:
    role = names.name("role", member.role)
    person = names.people.get(member.person)
    return {
        "name": names.person(member.person),
        "role": role or "",
        "role_page": f"roles/{member.role}/index.md" if role else "",
        "post": post_of_ours(names, member.person),
        "does": member.does,
        "plays": member.plays or "",
        "share": md.percent(member.share) if member.share is not None else "",
        "region": region(account, member.region),
        "based": (person.based or "").partition("/")[2].replace("_", " ") if person else "",
        "backup": names.maybe_person(member.backup),
        "backup_away": absences(names, member.backup) if member.backup else [],
        "since": member.since,
        "away": absences(names, member.person),
    }


def shares_in_words(account: Account) -> str:
    """What the shares of working time add up to; empty when nobody states one."""
    shares = [member.share for member in account.team if member.share is not None]
    if not shares:
        return ""
    total = sum(shares, Decimal(0)) / 100
    unsaid = len(account.team) - len(shares)
    rest = f"; {counted(unsaid, 'share')} not stated" if unsaid else ""
    team = counted(len(account.team), "person", "people")
    return f"{team}; their shares add up to {md.figure(total)} full-time posts{rest}."


def raci_rows(names: Names, account: Account) -> list[Row]:
    """Who is accountable, responsible, consulted, informed."""
    return [
        {
            "activity": each.activity,
            "accountable": names.person(each.accountable),
            "responsible": people(names, each.responsible),
            "consulted": people(names, each.consulted),
            "informed": people(names, each.informed),
        }
        for each in account.raci
    ]


def stand_ins(names: Names, insight: AccountInsight) -> list[Row]:
    """For everybody on the team who stands in, and whom of theirs the stand-in knows already."""
    account = insight.account
    rows: list[Row] = []
    for member in account.team:
        knows = [
            post.stakeholder.function
            for post in insight.coverage.posts
            if any(link.person == member.backup for link in post.relationships)
        ]
        rows.append(
            {
                "name": names.person(member.person),
                "does": member.does,
                "away": absences(names, member.person),
                "backup": names.maybe_person(member.backup),
                "backup_away": absences(names, member.backup) if member.backup else [],
                "knows": ", ".join(knows) or "nobody yet",
            }
        )
    return rows
