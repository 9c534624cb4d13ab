"""Who rated and who approved each version of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.definitions.models import Account
from generator.definitions.models.rating import Rating
from generator.formats import day_text, listed
from generator.insight.approval import is_approved
from generator.pages.account.words import post
from generator.pages.context import Context
from generator.review.past.trail import State

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


def approval_rows(
    context: Context, account: Account, states: dict[int, Account]
) -> list[ApprovalRow]:
    """Every version that is known, the newest first.

    Of a version that Git does not hold, the ratings tell the one it rested on; whether it was
    approved is not on record.
    """
    days = {int(change.version): change.on for change in account.changes}
    return [
        _row(context, account, version, states.get(version), days.get(version))
        for version in sorted({*states, *days}, reverse=True)
    ]


def _row(
    context: Context, today: Account, version: int, then: Account | None, made: date | None
) -> ApprovalRow:
    ratings = then.ratings if then else [each for each in today.ratings if made and each.on <= made]
    newest = max(ratings, key=lambda each: each.on, default=None)
    rated = _rated(context, then or today, newest) if newest else "not rated"
    if then is None:
        return ApprovalRow(str(version), rated, NOT_ON_RECORD)
    approved = "not approved"
    if then.approved is not None:
        approved = f"{context.person(then.approved.by)}, {day_text(then.approved.on)}"
        if not is_approved(then):
            approved = f"not approved; an earlier version by {approved}"
    return ApprovalRow(str(version), rated, approved)


def _rated(context: Context, account: Account, rating: Rating) -> str:
    raters = listed([context.catalog.name("function", each) or each for each in rating.raters])
    said = f"{raters}, {day_text(rating.on)}"
    if rating.verified:
        said += f"; confirmed by {post(account, rating.verified.by)}"
    return said
