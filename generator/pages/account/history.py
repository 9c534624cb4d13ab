"""Who rated and who approved each version of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis import AccountInsight
from generator.analysis.approval import is_approved
from generator.history.timeline import State
from generator.model.kinds import Account
from generator.model.rating import Rating
from generator.pages.account.assumptions import MOST, beliefs
from generator.pages.account.layout import AccountInput, account_page, approval_in_words
from generator.pages.account.names import post
from generator.pages.account.position import picture
from generator.pages.account.results import place_rows, promise_rows
from generator.pages.account.track import tracks
from generator.pages.kit.names import Names
from generator.pages.kit.page import Page
from generator.pages.kit.versions import version_rows
from generator.text import markdown as md
from generator.text.formats import day_text, listed

NOT_ON_RECORD = "not on record"


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One version: the rating it rests on and its approval, in words."""

    version: str
    rated: str
    approved: str


def last_of_each_version(states: Sequence[State], today: Account) -> dict[int, Account]:
    """The last state of each version there was, today's included; the newest version first."""
    found: dict[int, Account] = {int(each.item.version): each.item for each in states}
    found[int(today.version)] = today
    return {version: found[version] for version in sorted(found, reverse=True)}


def approval_rows(names: Names, account: Account, states: dict[int, Account]) -> list[ApprovalRow]:
    """Every version there is, the newest first.

    Of a version that Git does not hold, the ratings tell the one it rested on; whether it was
    approved is not on record.
    """
    days = {int(change.version): change.on for change in account.changes}
    return [
        _row(names, account, version, states.get(version), days.get(version))
        for version in sorted({*states, *days}, reverse=True)
    ]


def _row(
    names: Names, today: Account, version: int, then: Account | None, made: date | None
) -> ApprovalRow:
    ratings = then.ratings if then else [each for each in today.ratings if made and each.on <= made]
    newest = max(ratings, key=lambda each: each.on, default=None)
    rated = _rated(names, then or today, newest) if newest else "not rated"
    if then is None:
        return ApprovalRow(str(version), rated, NOT_ON_RECORD)
    approved = "not approved"
    if then.approved is not None:
        approved = f"{names.person(then.approved.by)}, {day_text(then.approved.on)}"
        if not is_approved(then):
            approved = f"not approved; an earlier version by {approved}"
    return ApprovalRow(str(version), rated, approved)


def _rated(names: Names, account: Account, rating: Rating) -> str:
    raters = listed([names.name("function", each) or each for each in rating.raters])
    said = f"{raters}, {day_text(rating.on)}"
    if rating.verified:
        said += f"; confirmed by {post(account, rating.verified.by)}"
    return said


Row = dict[str, object]


def page(given: AccountInput) -> Page:
    """The history page of one account."""
    insight, names = given.insight, given.names
    account, trail = insight.account, given.record.trail
    states = last_of_each_version(trail.states, account)
    several = states if len(states) > 1 else {}
    believed = beliefs(names, insight, trail.states)
    drawn = picture(insight)
    values = {
        "versions": version_rows(names, account, given.record),
        "approval": approval_in_words(names, account),
        "approvals": approval_rows(names, account, states),
        "picture": drawn,
        "as_of": names.as_of,
        "tracks": tracks(names, insight),
        "beliefs": believed[:MOST],
        "more_beliefs": max(0, len(believed) - MOST),
        "places": place_rows(given.methods, given.leading_method, several),
        "promises": promise_rows(insight, several),
        "selection": selection(names, insight),
        "unseen": given.record.unseen,
    }
    return account_page(
        given,
        "history.md",
        f"History: {account.name}",
        values,
        description=f"What changed in the plan for {account.name}, version by version.",
        pictures=(drawn,) if drawn else (),
    )


def selection(names: Names, insight: AccountInsight) -> list[Row]:
    """How it came to be, or not to be, a key account, newest first."""
    newest = sorted(insight.account.selection, key=lambda each: each.on, reverse=True)
    return [
        {
            "stage": md.sentence(each.stage) if each.stage != "de-selected" else "De-selected",
            "on": each.on,
            "by": names.person(each.by),
            "reasons": each.reasons,
        }
        for each in newest
    ]
