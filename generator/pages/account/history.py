"""``/accounts/<id>/history/``: versions and what changed, who approved, what was believed."""

from generator.insight import AccountInsight
from generator.pages import markdown as md
from generator.pages.account.approvals import approval_rows, last_of_each_version
from generator.pages.account.beliefs import MOST, beliefs
from generator.pages.account.frame import account_page, approval_in_words
from generator.pages.account.outcome import place_rows, promise_rows
from generator.pages.account.position import picture
from generator.pages.account.track import tracks
from generator.pages.context import Context
from generator.pages.history_steps import trail_of, unseen, version_rows
from generator.pages.page import Page

Row = dict[str, object]


def page(context: Context, known: AccountInsight) -> Page:
    """The history page of one account."""
    account = known.account
    trail = trail_of(context, "account", account.id)
    states = last_of_each_version(trail.states, account)
    believed = beliefs(context, known, trail.states)
    drawn = picture(known)
    values = {
        "versions": version_rows(context, account, trail),
        "approval": approval_in_words(context, account),
        "approvals": approval_rows(context, account, states),
        "picture": drawn,
        "as_of": context.insight.as_of,
        "tracks": tracks(context, known),
        "beliefs": believed[:MOST],
        "more_beliefs": max(0, len(believed) - MOST),
        "places": place_rows(context, states) if len(states) > 1 else [],
        "promises": promise_rows(known, states) if len(states) > 1 else [],
        "selection": selection(context, known),
        "unseen": unseen(context, trail),
    }
    return account_page(
        context,
        known,
        "history.md",
        f"History: {account.name}",
        values,
        description=f"What changed in the plan for {account.name}, version by version.",
        pictures=(drawn,) if drawn else (),
    )


def selection(context: Context, known: AccountInsight) -> list[Row]:
    """How it came to be, or not to be, a key account, newest first."""
    newest = sorted(known.account.selection, key=lambda each: each.on, reverse=True)
    return [
        {
            "stage": md.sentence(each.stage) if each.stage != "de-selected" else "De-selected",
            "on": each.on,
            "by": context.person(each.by),
            "reasons": each.reasons,
        }
        for each in newest
    ]
