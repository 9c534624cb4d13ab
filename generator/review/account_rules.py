"""What a change of an account needs before it can be agreed to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.catalog import Catalog
from generator.definitions.models import Account
from generator.definitions.models.common import HandbookDefinition
from generator.diagnostics import Finding, Level, Location, Rule
from generator.insight import AccountInsight, Insight
from generator.review.compare import same
from generator.review.differences import Difference
from generator.review.handbook_table import Weight
from generator.review.weights import Weighed

AREA = "review"
_SHOWN = 3

VERSION_UNCHANGED = Rule(
    "account-version-unchanged",
    Level.WARNING,
    "A plan changed, and its version does not say so.",
    "Whoever agreed to a version believes the plan is still the one they agreed to.",
    "Raise `version` by one, and say under `changes` what changed and why.",
    AREA,
)
VERSION_BACK = Rule(
    "account-version-goes-back",
    Level.ERROR,
    "An account has a lower version than before.",
    "Nobody could tell which of two plans is the newer one.",
    "Give it a version above the one of the base.",
    AREA,
)
NOT_DECIDED = Rule(
    "cell-changed-without-decision",
    Level.WARNING,
    "The cell, the stage aimed at or the tier changed, and no decision says so.",
    "Another cell is another strategy; in a year nobody will know who wanted it and why.",
    "Write a decision: what was decided, by whom, why, what was rejected, what would reopen it.",
    AREA,
)
APPROVAL_OF_ANOTHER = Rule(
    "approval-of-another-version",
    Level.WARNING,
    "A new version carries the approval of the one before.",
    "It looks as if somebody had agreed to a plan they have not seen.",
    "Have it approved and write who and when under `approved`, or take `approved` out.",
    AREA,
)
BY_ANOTHER = Rule(
    "changed-by-another",
    Level.INFO,
    "A definition was changed by somebody else than its owner.",
    "Who answers for a plan must know what it says.",
    "Ask the owner for their approval of this change.",
    AREA,
)

DELETED = Rule(
    "account-deleted-while-active",
    Level.WARNING,
    "An account that was active at the base is gone.",
    "What was promised and learned goes with it, and whoever looks for it finds nothing.",
    "Bring it back with `status: retired` and the reason under `selection`, and delete it later; "
    "where it has another id now, write the old one under `aliases` there.",
    AREA,
)

RULES = (VERSION_UNCHANGED, VERSION_BACK, NOT_DECIDED, APPROVAL_OF_ANOTHER, BY_ANOTHER, DELETED)


@dataclass(frozen=True, slots=True)
class Both:
    """Two states of one view, and what differs; ``authors``: names of who changed a path."""

    before: Insight
    after: Insight
    catalog: Catalog
    differences: tuple[Difference, ...]
    authors: Mapping[str, frozenset[str]]


def review_accounts(both: Both) -> Iterator[Finding]:
    """What changes of accounts lack, and whose approval a change needs."""
    for difference in both.differences:
        before, after = difference.before, difference.after
        if isinstance(before, Account) and isinstance(after, Account):
            yield from _version(before, after, difference.changes)
            yield from _approval(before, after)
            yield from _decision(both, before, after)
        elif isinstance(before, Account) and after is None and before.status == "active":
            message = f"{before.name}, version {before.version}, was active."
            yield DELETED.at(Location(before.where.path), message, account=before.id)
        yield from _by_another(both, difference)


def _version(before: Account, after: Account, changes: Iterable[Weighed]) -> Iterator[Finding]:
    if after.version < before.version:
        message = f"{after.version} stands where {before.version} stood"
        yield VERSION_BACK.at(after.at("version"), message, account=after.id)
        return
    grave = [each for each in changes if each.weight > Weight.PATCH]
    if not grave or after.version > before.version or after.status == "draft":
        return
    grave.sort(key=lambda each: -each.weight)
    reasons = list(dict.fromkeys(each.reason for each in grave))
    more = f"; and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    said = f"{'; '.join(reasons[:_SHOWN])}{more}"
    message = f"version {after.version} stands as before, but {said}."
    yield VERSION_UNCHANGED.at(after.at("version"), message, account=after.id)


def _approval(before: Account, after: Account) -> Iterator[Finding]:
    carried = after.approved is not None and same(before.approved, after.approved)
    if after.approved and after.version > before.version and carried:
        message = f"version {after.version} carries the approval of {after.approved.on}."
        yield APPROVAL_OF_ANOTHER.at(after.at("approved"), message, account=after.id)


def _decision(both: Both, before: Account, after: Account) -> Iterator[Finding]:
    one, other = both.before.accounts.get(before.id), both.after.accounts.get(after.id)
    if one is None or other is None or after.status == "draft":
        return
    decided = {each.id: each for each in before.decisions}
    if not all(same(decided.get(each.id), each) for each in after.decisions):
        return
    for message, where in _turns(one, other):
        yield NOT_DECIDED.at(where, message, account=after.id)


def _turns(before: AccountInsight, after: AccountInsight) -> Iterator[tuple[str, Location]]:
    """What only a decision can turn: the cell used, the stage aimed at, the tier."""
    one, other = before.placement, after.placement
    if one and other and one.cell.name != other.cell.name:
        yield f"{one.cell.name} -> {other.cell.name}.", other.rating.where
    targets = {each.method: each.target for each in before.account.stages}
    for stage in after.account.stages:
        then = targets.get(stage.method)
        if stage.target and then and stage.target != then:
            yield f"the stage aimed at: {then} -> {stage.target}.", stage.at("target")
    if before.account.tier != after.account.tier:
        tiers = f"{before.account.tier} -> {after.account.tier}"
        yield f"the tier: {tiers}.", after.account.at("tier")


def _by_another(both: Both, difference: Difference) -> Iterator[Finding]:
    """The owner before the change is asked: who takes a plan over has not answered for it yet."""
    item = difference.before
    if not isinstance(item, Account | HandbookDefinition) or item.owner is None:
        return
    person = both.catalog.person(item.owner)
    if person is None:
        return
    own = {each.casefold() for each in (person.name, person.handle or "", person.id) if each}
    for path in sorted(_files(difference)):
        others = [each for each in both.authors.get(path, ()) if each.casefold() not in own]
        if others:
            account = item.id if isinstance(item, Account) else None
            message = f"changed by somebody else than {person.name}, who answers for it."
            yield BY_ANOTHER.at(Location(path), message, account=account)


def _files(difference: Difference) -> set[str]:
    places = [each.change.where.path for each in difference.changes]
    return {path for path in (*places, difference.where.path) if path}
