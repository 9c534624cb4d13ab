"""Entries of lists: two about the same thing, and days in an order that cannot be."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.findings.finding import Finding, RuleArea
from generator.model.company import Absence
from generator.model.item import Item, is_item, names_by_key
from generator.model.kinds import Account
from generator.model.profile import LaterShare, Responsibility, TeamMember
from generator.model.stakeholders import Relationship
from generator.model.strategy import HeldReview, Promise, Satisfaction
from generator.model.walk import values_in

AREA = RuleArea("structure")

DUPLICATE_ID = AREA.error(
    "duplicate-id",
    "Two entries of one list have the same id, or are about the same thing.",
    "Links and history could mean either.",
    "Give one of them another id.",
)

DATES_ORDER = AREA.error(
    "dates-order",
    "Something ends before it begins.",
    "Due dates and periods computed from it would be wrong.",
    "Correct one of the two dates.",
)

ABSENCES_OVERLAP = AREA.error(
    "absences-overlap",
    "One person is away twice on the same days.",
    "A stand-in would be told of one absence as if it were two, with different last days.",
    "Merge the two absences into one, or correct `from` or `until`.",
)

# Entries without an id of which each list holds one about the same thing, and how to go on.
_REMEDIES: dict[type[Item], str] = {
    Relationship: "Merge the two: keep one entry, with the later `last_contact`.",
    Responsibility: "Keep one entry, so that one person is accountable; or say in `activity` how "
    "the two differ.",
    LaterShare: "Keep one share for each day.",
    HeldReview: "Keep one entry for each review of a day, with the minutes of both.",
    Satisfaction: "Keep one answer; or say in `measure` what else was asked, or who else was.",
}

# (earlier, later) by key in the file
_ORDER = (
    ("starts", "ends"),
    ("from", "until"),
    ("made", "due"),
    ("since", "last_contact"),
    ("since", "until"),
    ("since", "expires"),
    ("on", "until"),
    ("on", "revisit_on"),
    ("from", "to"),
)


def account_id(root: Item) -> str | None:
    """The id of the account that a definition is, if it is one."""
    return root.id if isinstance(root, Account) else None


def entry_problems(root: Item) -> tuple[Finding, ...]:
    """The errors in a definition that no other has a part in."""
    found: list[Finding] = []
    for each in values_in(root):
        if isinstance(each, tuple):
            found += _duplicates(each, root)
            found += _absences(each, root)
        elif is_item(each):
            found += _dates(each, root)
    return tuple(found)


def _duplicates(entries: tuple[Any, ...], root: Item) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in entries:
        own = getattr(each, "id", None) if isinstance(each, Item) else None
        if own in seen:
            message = f"`{own}` is the id of an earlier entry of this list"
            yield DUPLICATE_ID.at(each.at("id"), message, account=account_id(root))
        if own is not None:
            seen.add(own)
    about: set[tuple[str, ...]] = set()
    for each in entries:
        remedy = _REMEDIES.get(type(each))
        if remedy is None:
            continue
        values = [str(getattr(each, name)) for name in each.key_fields]
        key = tuple(" ".join(value.casefold().split()) for value in values)
        if key in about:
            words = " and ".join(f"`{value[:60]}`" for value in values)
            message = f"an earlier entry of this list is about {words} already"
            yield DUPLICATE_ID.at(each.where, message, remedy=remedy, account=account_id(root))
        about.add(key)


def _absences(entries: tuple[Any, ...], root: Item) -> Iterator[Finding]:
    absences = [each for each in entries if isinstance(each, Absence)]
    latest: Absence | None = None
    for absence in sorted(absences, key=lambda each: each.from_):
        if latest and latest.touches(absence.from_, absence.until):
            message = f"the absence that begins on {latest.from_} has not ended by then"
            yield ABSENCES_OVERLAP.at(absence.at("from"), message, account=account_id(root))
        latest = max(latest or absence, absence, key=lambda each: each.until or date.max)


def _dates(item: Item, root: Item) -> Iterator[Finding]:
    names = names_by_key(type(item))
    for first, second in _ORDER:
        if first not in names or second not in names:
            continue
        begin, end = getattr(item, names[first]), getattr(item, names[second])
        if begin is None or end is None or type(begin) is not type(end) or begin <= end:
            continue
        what = "is before" if isinstance(begin, date) else "is below"
        message = f"`{second}` {what} `{first}`"
        yield DATES_ORDER.at(item.at(second), message, account=account_id(root))
    if isinstance(item, Promise) and item.kept and item.kept.on < item.made:
        message = "`kept` is before `made`: `on` is the day it was fulfilled"
        yield DATES_ORDER.at(item.kept.at("on"), message, account=account_id(root))
    if isinstance(item, TeamMember):
        for each in item.later_shares:
            if not item.is_there(each.from_):
                message = "`from` is a day on which this person is not on the account"
                yield DATES_ORDER.at(each.at("from"), message, account=account_id(root))
