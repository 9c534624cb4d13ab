"""Requirements for changes of accounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.analysis import Insight
from generator.analysis.approval import is_approved
from generator.changes.compare import same
from generator.changes.diff import Difference
from generator.changes.requirements import decisions as decided
from generator.changes.rules import (
    ACCOUNT_DELETED,
    ACCOUNT_VERSION_BACK,
    APPROVAL_OF_ANOTHER,
    APPROVAL_REPLACED,
    APPROVED_BY_OWNER,
    BY_ANOTHER,
    VERSION_UNCHANGED,
)
from generator.changes.severity import ChangeSeverity
from generator.editions import Catalog
from generator.findings.finding import Finding, Location
from generator.git.authors import Author
from generator.model.common import HandbookDefinition
from generator.model.company import Person
from generator.model.kinds import Account
from generator.model.severities import Severity
from generator.text.formats import day_text, words

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Both:
    """Two states of one view, and their differences.

    ``catalogs``: the older and the newer one; ``authors``: by path.
    """

    before: Insight
    after: Insight
    catalogs: tuple[Catalog, Catalog]
    differences: tuple[Difference, ...]
    authors: Mapping[str, frozenset[Author]]


def review_accounts(both: Both) -> Iterator[Finding]:
    """What changes of accounts are missing, and whose approval they need."""
    for difference in both.differences:
        before, after = difference.before, difference.after
        if isinstance(before, Account) and isinstance(after, Account):
            yield from _version(before, after, difference.changes)
            yield from _approval(before, after)
            yield from _approver(both.catalogs[1], before, after)
        elif isinstance(before, Account) and after is None and before.status == "active":
            message = f"{before.name}, version {before.version}, was active."
            yield ACCOUNT_DELETED.at(Location(before.where.path), message, account=before.id)
        yield from _by_another(both, difference)
    renamed = {each.id: each.former for each in both.differences if each.subject == "account"}
    former = {now: then for now, then in renamed.items() if then}
    yield from decided.decisions(both.before, both.after, both.catalogs, former)


def _version(
    before: Account, after: Account, changes: Iterable[ChangeSeverity]
) -> Iterator[Finding]:
    if after.version < before.version:
        message = f"{after.version} stands where {before.version} stood"
        yield ACCOUNT_VERSION_BACK.at(after.at("version"), message, account=after.id)
        return
    significant = [each for each in changes if each.severity > Severity.PATCH]
    drafts = before.status == after.status == "draft"
    if not significant or after.version > before.version or drafts:
        return
    significant.sort(key=lambda each: -each.severity)
    reasons = list(dict.fromkeys(each.reason for each in significant))
    more = f"; and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    said = f"{'; '.join(reasons[:_SHOWN])}{more}"
    message = f"version {after.version} stands as before, but {said}."
    yield VERSION_UNCHANGED.at(after.at("version"), message, account=after.id)


def _approval(before: Account, after: Account) -> Iterator[Finding]:
    carried = after.approved is not None and same(before.approved, after.approved)
    if after.approved and after.version > before.version and carried:
        message = f"version {after.version} carries the approval of {day_text(after.approved.on)}."
        yield APPROVAL_OF_ANOTHER.at(after.at("approved"), message, account=after.id)


def _approver(catalog: Catalog, before: Account, after: Account) -> Iterator[Finding]:
    """An approval that replaces another of the same version, or was given by the owner."""
    one, other = before.approved, after.approved
    if other is None:
        return
    name = catalog.name("person", other.by) or words(other.by)
    again = before.version == after.version and is_approved(before)
    # The approval of an older version may be replaced by that of the current one.
    if one is not None and again and not same(one, other):
        older = catalog.name("person", one.by) or words(one.by)
        message = f"{older}, {day_text(one.on)} -> {name}, {day_text(other.on)}."
        yield APPROVAL_REPLACED.at(other.where, message, account=after.id)
    new = not same(one, other) or before.owner != after.owner
    if new and other.by == after.owner:
        message = f"{name} answers for version {after.version} and approved it."
        yield APPROVED_BY_OWNER.at(other.at("by"), message, account=after.id)


def _by_another(both: Both, difference: Difference) -> Iterator[Finding]:
    """The owner before the change has to approve, not one who is taking over."""
    item = difference.before
    if not isinstance(item, Account | HandbookDefinition) or item.owner is None:
        return
    person = both.catalogs[1].person(item.owner)
    if person is None:
        return
    for path in sorted(_files(difference)):
        if not all(_is(person, each) for each in both.authors.get(path, ())):
            account = item.id if isinstance(item, Account) else None
            message = f"changed by somebody else than {person.name}, who answers for it."
            yield BY_ANOTHER.at(Location(path), message, account=account)


def _is(person: Person, author: Author) -> bool:
    """Whether the author of a commit is a person, by name or by the handle in the address."""
    handle = (person.handle or "").casefold()
    names = {person.name.casefold(), person.id.casefold(), handle} - {""}
    return author.name.casefold() in names or handle in author.handles


def _files(difference: Difference) -> set[str]:
    places = [each.change.where.path for each in difference.changes]
    return {path for path in (*places, difference.where.path) if path}
