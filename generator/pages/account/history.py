"""``/accounts/<id>/history/``: versions in words, the track of the position, the selection."""

from generator.insight import AccountInsight
from generator.pages import markdown as md
from generator.pages.account.frame import account_page
from generator.pages.account.track import tracks
from generator.pages.context import Context
from generator.pages.page import Page

Row = dict[str, object]


def page(context: Context, known: AccountInsight) -> Page:
    """The history page of one account."""
    account = known.account
    approved = account.approved
    values = {
        "versions": versions(context, known),
        "untold": account.version not in {change.version for change in account.changes},
        "approved_by": context.person(approved.by) if approved else "",
        "approved_on": approved.on if approved else None,
        "tracks": tracks(context, known),
        "selection": selection(context, known),
    }
    return account_page(
        context,
        known,
        "history.md",
        f"History: {account.name}",
        values,
        description=f"What changed in the plan for {account.name}, version by version.",
    )


def versions(context: Context, known: AccountInsight) -> list[Row]:
    """Versions, newest first, in words."""
    newest = sorted(known.account.changes, key=lambda change: change.version, reverse=True)
    return [
        {
            "number": change.version,
            "day": md.day_text(change.on),
            "by": context.maybe_person(change.by) or "",
            "because": change.because or "",
            "what": change.what,
        }
        for change in newest
    ]


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
