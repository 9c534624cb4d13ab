"""What an approval needs before it can be relied on."""

from collections.abc import Iterator

from generator.changes.compare import same
from generator.changes.effects.effect import name_of_person
from generator.changes.rules import APPROVAL_OF_ANOTHER, APPROVAL_REPLACED, APPROVED_BY_OWNER
from generator.editions import Catalog
from generator.findings.finding import Finding
from generator.model.kinds import Account
from generator.text.formats import day_text


def approval(catalog: Catalog, before: Account, after: Account) -> Iterator[Finding]:
    """What is wrong with the approval of a plan that changed; ``catalog``: of the newer state."""
    yield from _carried(before, after)
    yield from _approver(catalog, before, after)


def _carried(before: Account, after: Account) -> Iterator[Finding]:
    carried = after.approved is not None and same(before.approved, after.approved)
    if after.approved and after.version > before.version and carried:
        message = f"version {after.version} carries the approval of {day_text(after.approved.on)}."
        yield APPROVAL_OF_ANOTHER.at(after.at("approved"), message, account=after.id)


def _approver(catalog: Catalog, before: Account, after: Account) -> Iterator[Finding]:
    """An approval that replaces another of the same version, or was given by the owner."""
    one, other = before.approved, after.approved
    if other is None:
        return
    name = name_of_person(catalog, other.by)
    again = before.version == after.version and before.is_approved
    # The approval of an older version may be replaced by that of the current one.
    if one is not None and again and not same(one, other):
        older = name_of_person(catalog, one.by)
        message = f"{older}, {day_text(one.on)} -> {name}, {day_text(other.on)}."
        yield APPROVAL_REPLACED.at(other.where, message, account=after.id)
    new = not same(one, other) or before.owner != after.owner
    if new and other.by == after.owner:
        message = f"the owner, {name}, approved version {after.version}."
        yield APPROVED_BY_OWNER.at(other.at("by"), message, account=after.id)
