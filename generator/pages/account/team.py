"""``/accounts/<id>/team/``: who plays when, who covers whom, where it hangs on one person."""

from generator.insight import AccountInsight
from generator.pages.account import network, people, regions
from generator.pages.account.frame import account_page
from generator.pages.account.threads import single_points
from generator.pages.context import Context
from generator.pages.page import Page


def page(context: Context, known: AccountInsight) -> Page:
    """The team page of one account."""
    account = known.account
    members = people.member_rows(context, account)
    meetings = regions.meeting_rows(known)
    values = {
        "members": members,
        "regional": any(row["region"] for row in members),
        "shares": people.shares_in_words(account),
        "reach": network.reach_in_words(known),
        "heat": network.heat_map(context, known),
        "relationships": network.relationship_rows(context, known),
        "shape": network.shape_in_words(context, known) if account.stakeholders else [],
        "stakeholders": network.stakeholder_rows(context, known),
        "grid": network.power_grid(known) if account.stakeholders else [],
        "points": single_points(context, known),
        "raci": people.raci_rows(context, account),
        "regions": regions.region_rows(context, known),
        "hours": regions.shared_hours(known),
        "meetings": meetings,
        "across": any(row["hour"] for row in meetings),
        "units": regions.unit_rows(known),
        "role_page": f"roles/{known.role.id}/index.md" if known.role else "",
        "role": known.role.name if known.role else "",
    }
    return account_page(
        context,
        known,
        "team.md",
        f"Team: {account.name}",
        values,
        description=f"Who works with {account.name}, who covers whom, and where it is thin.",
    )
