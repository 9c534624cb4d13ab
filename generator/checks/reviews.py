"""Reviews, approvals and version notes of definitions."""

from collections.abc import Iterator

from generator.analysis import AccountInsight, Insight
from generator.checks.check import Absent, CheckArea, Same, Scope, put_off
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.model.common import HandbookDefinition
from generator.model.kinds import Account
from generator.text.formats import day_text

AREA = CheckArea("reviews")

_reviewed_less_often = put_off("last", every="It is now reviewed every {}.")


@AREA.warning(
    "review-overdue",
    "An account's review is overdue.",
    "A plan that is not reviewed goes out of date.",
    "Review it and write down the day (`review.last`).",
    not_fixed=_reviewed_less_often,
    while_overdue=True,
)
def review_overdue(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    if insight.next_review < whole.as_of:
        message = f"the review of {insight.account.name} was due on "
        place = insight.account.review.at("last")
        yield review_overdue.at(place, message, insight.next_review, ".")


def _no_longer_in_use(absent: Absent) -> str:
    definition = absent.chain[0][1]
    if getattr(definition, "status", "") == "deprecated":
        return "It is no longer in use."
    return _reviewed_less_often(absent)


@AREA.warning(
    "handbook-review-overdue",
    "A role, competency, method or path is overdue for review.",
    "People are hired, assessed and trained by it.",
    "Review it and write down the day (`review.last`).",
    scope=Scope.WHOLE,
    not_fixed=_no_longer_in_use,
    while_overdue=True,
)
def handbook_review_overdue(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for item in catalog.definitions.handbook():
        if item.status != "deprecated" and item.review.due < whole.as_of:
            message, place = f"the review of {item.name} was due on ", item.review.at("last")
            yield handbook_review_overdue.at(place, message, item.review.due, ".")


def _changes_dated_back(absent: Absent) -> str:
    _, after = absent.entry
    if "approved" in absent.changed:
        return ""
    if after.changed_on is None:
        return "No version is described any more; the approval is as before."
    day = day_text(after.changed_on)
    return f"The newest version is of {day} now; the approval is as before."


@AREA.warning(
    "not-approved",
    "The account's current version is not approved.",
    "A team may be acting on a strategy that nobody approved.",
    "Have it approved, and write down by whom and when (`approved`).",
    topic="approval",
    same=Same.DEFINITION,
    not_fixed=_changes_dated_back,
)
def not_approved(insight: AccountInsight, catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    account = insight.account
    if account.approved is None:
        message = f"version {account.version} of {account.name} is not approved."
        yield not_approved.at(account.where, message)
    elif not account.is_approved:
        changed = account.changed_on or "no day"
        approved, place = account.approved.on, account.approved.at("on")
        yield not_approved.at(place, "approved on ", approved, ", changed on ", changed, ".")


@AREA.warning(
    "version-not-described",
    "The newest entry of `changes` is not the declared version.",
    "The history page would not say what this version changed.",
    "Describe the version (`changes`), or correct its number (`version`).",
    scope=Scope.WHOLE,
)
def version_not_described(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for item, account in _with_versions(catalog):
        newest = max((change.version for change in item.changes), default=None)
        if newest != item.version:
            message = f"version {item.version} is declared, {newest or 'none'} described."
            yield version_not_described.at(item.at("version"), message, account=account)


@AREA.info(
    "draft",
    "A definition is a draft.",
    "Readers may take it for settled.",
    "Finish it and make it active (`status: active`).",
    scope=Scope.WHOLE,
)
def draft(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for item, account in _with_versions(catalog):
        if item.status == "draft":
            yield draft.at(item.at("status"), f"{item.name} is a draft.", account=account)


def _with_versions(catalog: Catalog) -> Iterator[tuple[Account | HandbookDefinition, str | None]]:
    """All definitions with a version, each account with its id."""
    yield from ((each, each.id) for each in catalog.accounts.values())
    yield from ((each, None) for each in catalog.definitions.handbook())
