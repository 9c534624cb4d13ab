"""Reviews, approvals and version notes; and what is dated on a day that is still to come."""

from collections.abc import Iterator
from datetime import date

from generator.analysis import AccountInsight, Insight
from generator.checks.check import Absent, CheckArea, Same, Scope, put_off
from generator.editions import Catalog
from generator.findings.classification import Classification, stricter
from generator.findings.finding import Finding
from generator.model.common import HandbookDefinition
from generator.model.entries import title_field
from generator.model.grammars import Reference
from generator.model.ids import own_ids
from generator.model.item import Item, days_past, field_secrecy
from generator.model.kinds import Account, kind_of_item
from generator.model.walk import Visit, class_of, items_in, walk
from generator.text.formats import day_text, listed

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


@AREA.warning(
    "day-to-come",
    "Something is said to have happened on a day that is still to come.",
    "It counts as the newest of all, and hides that nobody called or that nothing was done.",
    "Correct the day; or take it out until it has happened.",
    scope=Scope.WHOLE,
    removal_fixes=(object,),
)
def day_to_come(catalog: Catalog, whole: Insight) -> Iterator[Finding]:
    for root in _written_for(whole.as_of, catalog):
        if not _any_to_come(root, whole.as_of):  # a walk takes much longer
            continue
        account = root.id if isinstance(root, Account) else None
        for visit in walk(root):
            for name, key in _to_come(visit.value, whole):
                item, (called, field) = visit.value, _called(visit, key, catalog)
                message = f"{called}: `{field}` is ", getattr(item, name), ", after the day of "
                own = stricter(
                    class_of(visit, Classification.INTERNAL), field_secrecy(type(item), name)
                )
                yield day_to_come.at(
                    item.at(key),
                    *message,
                    "this check, ",
                    whole.as_of,
                    ".",
                    account=account,
                    secrecy=own,
                )


def _written_for(day: date, catalog: Catalog) -> Iterator[Item]:
    """The definitions that are kept up to a day.

    The handbook goes on while the day of its examples stands still.
    """
    organisation = catalog.definitions.organisation
    of_examples = organisation is not None and organisation.examples_as_of == day
    return iter(catalog.accounts.values()) if of_examples else catalog.definitions.roots()


def _any_to_come(root: Item, as_of: date) -> bool:
    """Whether an item in a definition has a day that should have passed and has not."""
    days = (each.__dict__[name] for each in items_in(root) for name, _ in days_past(type(each)))
    return any(day is not None and day > as_of for day in days)


def _to_come(item: object, whole: Insight) -> list[tuple[str, str]]:
    """Name and key of each day of an item that should have passed and has not."""
    if not isinstance(item, Item):
        return []
    days = ((getattr(item, name), name, key) for name, key in days_past(type(item)))
    return [(name, key) for day, name, key in days if day is not None and day > whole.as_of]


def _called(visit: Visit, field: str, catalog: Catalog) -> tuple[str, str]:
    """What an item is called, or whom it names, else what it is a part of; the field in that."""
    item = visit.value
    title = title_field(item) if isinstance(item, Item) else ""
    if title:
        return str(getattr(item, title)), field
    if isinstance(item, Item) and (names := _named_in(visit, catalog)):
        return listed(names), field
    if visit.above is None:
        return kind_of_item(item).title, field
    inside = field if isinstance(visit.holder, tuple) else f"{visit.key}.{field}"
    return _called(visit.above, inside, catalog)


def _named_in(visit: Visit, catalog: Catalog) -> list[str]:
    """The names of what the key of an item refers to."""
    root = visit
    while root.above:
        root = root.above
    known = {**catalog.ids, **(own_ids(root.value) if root is not visit else {})}
    values = (getattr(visit.value, each) for each in visit.value.key_fields)
    references = [each for each in values if isinstance(each, Reference)]
    found = [known[kind].get(each) for each in references for kind in each.kinds if kind in known]
    return [str(getattr(each, title_field(each))) for each in found if each is not None]
