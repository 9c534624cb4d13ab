"""Whether definitions are looked at, approved and described as they change."""

from collections.abc import Iterator

from generator.analysis import Insight
from generator.analysis.approval import changed_on, is_approved
from generator.checks.registry import Check, active, info, warning
from generator.editions import Catalog
from generator.findings.finding import Finding

AREA = "reviews"

REVIEW_OVERDUE = warning(
    "review-overdue",
    "An account's review is overdue.",
    "Plans die after the review; without one they are dead already.",
    "Review it and write the day into `review.last`.",
    AREA,
)
HANDBOOK_REVIEW_OVERDUE = warning(
    "handbook-review-overdue",
    "A role, competency, method or path is overdue for review.",
    "People are hired, assessed and trained by it.",
    "Review it and write the day into `review.last`.",
    AREA,
)
NOT_APPROVED = warning(
    "not-approved",
    "The account's current version is not approved.",
    "A team may be acting on a strategy that nobody signed.",
    "Write `approved` with who and when, after the newest change.",
    AREA,
)
VERSION_NOT_DESCRIBED = warning(
    "version-not-described",
    "The newest entry of `changes` is not the declared version.",
    "The history page would not say what this version changed.",
    "Add an entry to `changes`, or correct `version`.",
    AREA,
)
DRAFT = info(
    "draft",
    "A definition is a draft.",
    "Readers may take it for settled.",
    "Finish it and set `status: active`.",
    AREA,
)


def _accounts(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        if known.next_review < insight.as_of:
            message = f"the review of {known.account.name} was due on {known.next_review}."
            place = known.account.review.at("last")
            yield REVIEW_OVERDUE.at(place, message, account=known.account.id)


def _handbook_reviews(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for item in catalog.definitions.handbook():
        due = item.review.every.after(item.review.last)
        if item.status != "deprecated" and due < insight.as_of:
            message = f"the review of {item.name} was due on {due}."
            yield HANDBOOK_REVIEW_OVERDUE.at(item.review.at("last"), message)


def _approved(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for known in active(insight):
        account = known.account
        if account.approved is None:
            message = f"version {account.version} of {account.name} is not approved."
            yield NOT_APPROVED.at(account.where, message, account=account.id)
        elif not is_approved(account):
            message = f"approved on {account.approved.on}, changed on {changed_on(account)}."
            yield NOT_APPROVED.at(account.approved.at("on"), message, account=account.id)


def _described(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for account in catalog.accounts.values():
        newest = max((change.version for change in account.changes), default=None)
        if newest != account.version:
            message = f"version {account.version} is declared, {newest or 'none'} described."
            yield VERSION_NOT_DESCRIBED.at(account.at("version"), message, account=account.id)
    for item in catalog.definitions.handbook():
        latest = max((change.version for change in item.changes), default=None)
        if latest != item.version:
            message = f"version {item.version} is declared, {latest or 'none'} described."
            yield VERSION_NOT_DESCRIBED.at(item.at("version"), message)


def _drafts(catalog: Catalog, insight: Insight) -> Iterator[Finding]:
    for account in catalog.accounts.values():
        if account.status == "draft":
            message = f"{account.name} is a draft."
            yield DRAFT.at(account.at("status"), message, account=account.id)
    for item in catalog.definitions.handbook():
        if item.status == "draft":
            yield DRAFT.at(item.at("status"), f"{item.name} is a draft.")


CHECKS = (
    Check(REVIEW_OVERDUE, _accounts),
    Check(HANDBOOK_REVIEW_OVERDUE, _handbook_reviews),
    Check(NOT_APPROVED, _approved),
    Check(VERSION_NOT_DESCRIBED, _described),
    Check(DRAFT, _drafts),
)
