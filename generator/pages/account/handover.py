"""``/accounts/<id>/handover/``: what the next person needs, the most urgent first."""

from generator.analysis import AccountInsight
from generator.analysis.coverage import Covered
from generator.pages.account.due import due_row
from generator.pages.account.layout import account_page
from generator.pages.account.ledger import open_promises
from generator.pages.account.names import people
from generator.pages.account.people import stand_ins
from generator.pages.account.plan import assumption_rows, note_rows
from generator.pages.account.playbook import holder
from generator.pages.account.threads import single_points
from generator.pages.kit.context import Context
from generator.pages.kit.links import onboarding_paths
from generator.pages.kit.page import Page
from generator.pages.onboarding.path import path_of_role

_EXPIRING = ("notice", "review", "assumption", "decision")
Row = dict[str, object]


def page(context: Context, known: AccountInsight) -> Page:
    """The handover page of one account."""
    account, handover = known.account, known.account.handover
    values = {
        "holder": holder(context, known),
        "read_first": handover.read_first if handover else (),
        "promises": promises(context, known),
        "contacts": contacts(context, known),
        "start_with": [] if handover and handover.hear_this_week else start_with(context, known),
        "beliefs": handover.beliefs if handover else (),
        "assumptions": assumption_rows(context, account),
        "expiring": [
            due_row(context, account, due) for due in known.agenda if due.kind in _EXPIRING
        ],
        "points": single_points(context, known),
        "stand_ins": stand_ins(context, known),
        "notes": note_rows(account),
        "onboarding": _onboarding(context, known),
    }
    return account_page(
        context,
        known,
        "handover.md",
        f"Handover: {account.name}",
        values,
        description=f"What the next person who holds {account.name} needs to know first.",
    )


def promises(context: Context, known: AccountInsight) -> list[Row]:
    """Open promises of both sides in one list, by day: what is overdue comes first."""
    found = [(row, by) for by in ("us", "customer") for row in open_promises(context, known, by)]
    found.sort(key=lambda each: (each[0].due, each[0].id))
    return [{"ours": by == "us", "row": row} for row, by in found]


def contacts(context: Context, known: AccountInsight) -> list[Row]:
    """Who must hear from the next person this week, about what, and who covers them now."""
    handover = known.account.handover
    covered = {post.stakeholder.id: post for post in known.coverage.posts}
    return [
        {**_covered(context, covered[each.stakeholder]), "about": each.about}
        for each in (handover.hear_this_week if handover else ())
        if each.stakeholder in covered
    ]


def start_with(context: Context, known: AccountInsight) -> list[Row]:
    """Posts that decide, pay or can say no: where to start when nobody is named."""
    return [_covered(context, post) for post in known.coverage.posts if post.key]


def _covered(context: Context, post: Covered) -> Row:
    last = max((link.last_contact for link in post.relationships), default=None)
    return {
        "id": post.stakeholder.id,
        "post": post.stakeholder.function,
        "covered_by": people(context, [link.person for link in post.relationships]),
        "last": last,
    }


def _onboarding(context: Context, known: AccountInsight) -> Row | None:
    """The onboarding path of the role, where there is one."""
    if known.role is None:
        return None
    path = path_of_role(context.catalog, known.role)
    return {"name": path.name, "page": onboarding_paths(context.catalog)[path.id]} if path else None
