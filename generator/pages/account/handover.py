"""``/accounts/<id>/handover/``: what the next person needs, the most urgent first."""

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.pages.account.due import due_row
from generator.pages.account.layout import AccountInput, account_page
from generator.pages.account.ledger import open_promises
from generator.pages.account.names import people
from generator.pages.account.people import stand_ins
from generator.pages.account.plan import assumption_rows, note_rows
from generator.pages.account.playbook import holder
from generator.pages.account.threads import single_points
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page

_EXPIRING = ("notice", "review", "assumption", "decision")
Row = dict[str, object]


def page(given: AccountInput) -> Page:
    """The handover page of one account."""
    insight, names = given.insight, given.names
    account, handover = insight.account, insight.account.handover
    values = {
        "holder": holder(names, insight),
        "read_first": handover.read_first if handover else (),
        "promises": promises(names, insight),
        "contacts": contacts(names, insight),
        "start_with": [] if handover and handover.hear_this_week else start_with(names, insight),
        "beliefs": handover.beliefs if handover else (),
        "assumptions": assumption_rows(names, account),
        "expiring": [
            due_row(names, account, due) for due in insight.agenda if due.kind in _EXPIRING
        ],
        "points": single_points(names, insight),
        "stand_ins": stand_ins(names, insight),
        "notes": note_rows(account),
        "onboarding": given.path,
    }
    return account_page(
        given,
        "handover.md",
        f"Handover: {account.name}",
        values,
        description=f"What the next person who holds {account.name} needs to know first.",
    )


def promises(names: Names, insight: AccountInsight) -> list[Row]:
    """Open promises of both sides in one list, by day: what is overdue comes first."""
    found = [(row, by) for by in ("us", "customer") for row in open_promises(names, insight, by)]
    found.sort(key=lambda each: (each[0].due, each[0].id))
    return [{"ours": by == "us", "row": row} for row, by in found]


def contacts(names: Names, insight: AccountInsight) -> list[Row]:
    """Who must hear from the next person this week, about what, and who covers them now."""
    handover = insight.account.handover
    covered = {post.stakeholder.id: post for post in insight.coverage.posts}
    return [
        {**_covered(names, covered[each.stakeholder]), "about": each.about}
        for each in (handover.hear_this_week if handover else ())
        if each.stakeholder in covered
    ]


def start_with(names: Names, insight: AccountInsight) -> list[Row]:
    """Posts that decide, pay or can say no: where to start when nobody is named."""
    return [_covered(names, post) for post in insight.coverage.posts if post.key]


def _covered(names: Names, post: Covered) -> Row:
    last = max((link.last_contact for link in post.relationships), default=None)
    return {
        "id": post.stakeholder.id,
        "post": post.stakeholder.function,
        "covered_by": people(names, [link.person for link in post.relationships]),
        "last": last,
    }
