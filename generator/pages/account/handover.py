"""``/accounts/<id>/handover/``: what a successor needs, most urgent first."""

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.analysis.urgency import places
from generator.model.kinds import Account
from generator.model.profile import TeamMember
from generator.model.strategy import Assumption, Contract, Decision
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.network import single_points
from generator.pages.account.plan import PromiseRow, open_promises
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page

_EXPIRING = (Account, Assumption, Contract, Decision)


def page(given: AccountInput) -> Page:
    """The handover page of one account."""
    insight, names = given.insight, given.names
    account, handover = insight.account, insight.account.handover
    named = contacts(insight)
    values = {
        "handover": handover or {"read_first": (), "beliefs": ()},
        "promises": promises(names, insight),
        "contacts": named,
        "start_with": [] if handover and handover.hear_this_week else start_with(insight),
        "assumptions": sorted(account.assumptions, key=lambda each: each.expires),
        "agenda": [due for due in insight.agenda if isinstance(due.item, _EXPIRING)],
        "points": single_points(names, insight),
        "stand_ins": stand_ins(insight),
        "onboarding": given.path,
    }
    return account_page(
        given,
        "handover.md",
        f"Handover: {account.name}",
        values,
        description=f"What the next person who holds {account.name} needs to know first.",
        layout="wide",
    )


def promises(names: Names, insight: AccountInsight) -> list[PromiseRow]:
    """Open promises of both sides, the most urgent first."""
    found = [row for by in ("us", "customer") for row in open_promises(names, insight, by)]
    number = places(insight.urgent)
    return sorted(found, key=lambda row: (number(row.promise), row.promise.due, row.promise.id))


def contacts(insight: AccountInsight) -> list[tuple[Covered, str]]:
    """Whom a successor has to contact this week, and about what."""
    handover = insight.account.handover
    covered = {post.stakeholder.id: post for post in insight.coverage.posts}
    return [
        (covered[each.stakeholder], each.about)
        for each in (handover.hear_this_week if handover else ())
        if each.stakeholder in covered
    ]


def start_with(insight: AccountInsight) -> list[Covered]:
    """Key posts, to start with if no contacts are named."""
    return [post for post in insight.coverage.posts if post.key]


def stand_ins(insight: AccountInsight) -> list[tuple[TeamMember, str]]:
    """The team members, and whom their substitutes already know."""
    return [
        (
            member,
            "; ".join(
                post.stakeholder.function
                for post in insight.coverage.posts
                if any(link.person == member.backup for link in post.relationships)
            )
            or "nobody yet",
        )
        for member in insight.account.team
    ]
