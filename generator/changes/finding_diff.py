"""What became of the findings of one state in another: brought, fixed, or no longer evaluated.

A message quotes names, days and figures. So a finding is known by its rule and by what it is about:
the definition, the entry and the field it was found at. What differs from rule to rule is declared
with the check, see :class:`~generator.checks.check.Check`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.analysis import AccountInsight, Insight
from generator.changes.compare import Change, compare, same
from generator.changes.diff import Difference
from generator.changes.renames import Step, followed, following, renamed, value_at
from generator.changes.text import names_among, place_of
from generator.checks import check_of
from generator.checks.absent import Absent, innermost
from generator.checks.check import Basis, Check, Same, Scope, is_active
from generator.editions import Catalog
from generator.findings.finding import Finding, Location, Rule
from generator.model.definitions import Key, by_key, known_as
from generator.model.entries import places_in
from generator.model.ids import own_ids
from generator.model.item import Item
from generator.model.kinds import Account
from generator.model.rating import Rating
from generator.text.formats import capital

Said = tuple[str, str | None, str]
"""A rule's id, an account's id and a message."""


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A finding that is no longer there and was not fixed; ``because``: why, as a sentence."""

    finding: Finding
    because: str


@dataclass(frozen=True, slots=True)
class FindingDiff:
    """Findings of two states held against each other.

    ``added``: those the newer one brings; ``fixed``: those of the older one that were fixed;
    ``not_evaluated``: those that are no longer there for another reason. What both states find in
    other words is in none of them, and neither is what was found in a definition that was removed.
    """

    added: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]


def diff_findings(
    catalogs: tuple[Catalog, Catalog],
    insights: tuple[Insight, Insight],
    older: Collection[Finding],
    newer: Collection[Finding],
    changed: Collection[Difference],
) -> FindingDiff:
    """What became of findings; ``catalogs``, ``insights``: of the older and the newer state."""
    before, now = said_before(older, changed), {as_said(each) for each in newer}
    absent = [each for each in older if said_before([each], changed).isdisjoint(now)]
    came = [each for each in newer if as_said(each) not in before]
    if not absent:
        return FindingDiff(tuple(came), (), ())
    states = _States.of(catalogs, insights, absent, newer)
    lost = {each.id for each in changed if each.subject == "account" and each.after is None}
    files = {each.where.path for each in changed if each.after is None}
    absent = [
        each
        for each in absent
        if each.account not in lost and each.where.path not in files and not states.goes_on(each)
    ]
    reasons = {each: states.because(each) for each in absent}
    return FindingDiff(
        tuple(each for each in came if states.is_new(each)),
        tuple(each for each in absent if not reasons[each]),
        tuple(NotEvaluated(each, reasons[each]) for each in absent if reasons[each]),
    )


def as_said(finding: Finding) -> Said:
    """What makes a finding the same one in two states: its rule, its account and its words."""
    return finding.rule.id, finding.account, finding.message


def said_before(findings: Iterable[Finding], changed: Iterable[Difference]) -> frozenset[Said]:
    """What the older state's findings say, of accounts by the ids they have now."""
    ids = {each.former: each.id for each in changed if each.subject == "account" and each.former}
    said = (as_said(each) for each in findings)
    return frozenset((rule, ids.get(account or "", account), says) for rule, account, says in said)


def once(added: Iterable[Finding], required: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings a change brings without what is ``required`` of it anyway: a topic is named once."""
    asked = {(each.rule.topic, each.account) for each in required if each.rule.topic}
    return tuple(each for each in added if (each.rule.topic, each.account) not in asked)


# What a finding is about ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FindingKey:
    """What a finding is about.

    ``key``: the definition, by its id of today; ``path``: names of fields and entries down to the
    place, as they are today; ``about``: see :class:`~generator.findings.finding.Finding`;
    ``former``: the path as it was in the state of the finding.
    """

    rule: str
    key: Key | None
    path: tuple[str, ...]
    about: str
    former: tuple[str, ...] = field(default=(), compare=False)

    def by(self, same_by: Same, rule: Rule | None = None) -> tuple[object, ...]:
        """The part of it that makes two findings the same one; of another ``rule`` if given."""
        parts = {
            Same.ABOUT: (self.key, self.path, self.about),
            Same.PLACE: (self.key, self.path),
            Same.DEFINITION: (self.key,),
            Same.SUBJECT: (self.about,),
        }
        return same_by, rule.id if rule else self.rule, *parts[same_by]


@dataclass(frozen=True, slots=True)
class _States:
    """The findings of two states with what they are about, and what they follow from.

    ``items``: the definitions of both states, by their keys of today; in the older state
    references have the ids of today as well.
    """

    older: Mapping[Finding, FindingKey]
    newer: Mapping[Finding, FindingKey]
    items: tuple[Mapping[Key, Item], Mapping[Key, Item]]
    catalogs: tuple[Catalog, Catalog]
    insights: tuple[Insight, Insight]
    known: frozenset[tuple[object, ...]]
    found: frozenset[tuple[object, ...]]

    @classmethod
    def of(
        cls,
        catalogs: tuple[Catalog, Catalog],
        insights: tuple[Insight, Insight],
        older: Collection[Finding],
        newer: Collection[Finding],
    ) -> "_States":
        """``catalogs``: the older one has today's ids of entries."""
        held, holds = (by_key(each.definitions) for each in catalogs)
        ids = renamed(held, holds)
        now = {known_as(key, item, held): key for key, item in holds.items()}
        then = {now.get(key, key): following(item, ids) for key, item in held.items()}
        past = {each: _today(key, then, holds) for each, key in _keys(older, then, ids).items()}
        keys = _keys(newer, holds, {})
        known, found = (
            frozenset(key.by(each) for key in state.values() for each in Same)
            for state in (past, keys)
        )
        return cls(past, keys, (then, holds), catalogs, insights, known, found)

    def goes_on(self, finding: Finding) -> bool:
        """Whether what an older finding is about is still found, or something worse."""
        key, check = self.older[finding], check_of(finding.rule)
        if key.by(check.follows or check.same) in self.found:
            return True
        graver = check.graver
        return graver is not None and key.by(Same.PLACE, graver.rule) in self.found

    def is_new(self, finding: Finding) -> bool:
        """Whether what a newer finding is about was not found before."""
        return self.newer[finding].by(check_of(finding.rule).same) not in self.known

    def because(self, finding: Finding) -> str:
        """Why a finding is no longer there though nobody fixed it; empty if it was fixed."""
        key, check = self.older[finding], check_of(finding.rule)
        if check.same is Same.SUBJECT:  # wherever it stands, so no place of it can be followed
            return check.not_fixed(Absent(finding, (), frozenset(), None, self.insights))
        before, after = (each.get(key.key) if key.key else None for each in self.items)
        if before is None or after is None:
            return ""
        if says := _left(before, after, check):
            return says
        steps = followed(before, after, key.former)
        if len(steps) < len(key.former) or _is_emptied(steps):
            return self._removed(key.former[: len(steps) + 1], (before, after), check)
        chain = ((before, after), *((each.before, each.after) for each in steps))
        absent = Absent(
            finding, chain, _changed(*innermost(chain)), self._account(before, after), self.insights
        )
        return check.not_fixed(absent) or _held_against(before, after, check)

    def _account(self, before: Item, after: Item) -> tuple[AccountInsight, AccountInsight] | None:
        if not isinstance(before, Account) or not isinstance(after, Account):
            return None
        one, other = self.insights
        then, now = one.accounts.get(before.id), other.accounts.get(after.id)
        return (then, now) if then and now else None

    def _removed(self, path: tuple[str, ...], items: tuple[Item, Item], check: Check) -> str:
        """That what a finding stood in was removed, unless that is a way to fix it."""
        before, after = items
        value = value_at(before, path)
        if isinstance(value, check.removal_fixes):
            return ""
        if isinstance(value, Rating) and _is_rated_anew(value, before, after):
            return ""
        ids = [each.ids for each in reversed(self.catalogs)]
        change = Change("removed", path, value, None, before.where)
        return f"{capital(place_of(before, change, names_among([*ids, own_ids(before)])))} is gone."


def _today(key: FindingKey, then: Mapping[Key, Item], now: Mapping[Key, Item]) -> FindingKey:
    if key.key is None or key.key not in now:
        return key
    steps = followed(then[key.key], now[key.key], key.path)
    return replace(key, path=(*(each.name for each in steps), *key.path[len(steps) :]))


def _keys(
    findings: Collection[Finding], items: Mapping[Key, Item], ids: Mapping[Key, str]
) -> dict[Finding, FindingKey]:
    files = {each.where.path for each in findings}
    places: dict[Location, tuple[Key, tuple[str, ...]]] = {}
    for key, item in items.items():
        folder, _, _ = item.where.path.rpartition("/")
        held = item.where.path in files
        if held or (key[0] == "account" and any(each.startswith(f"{folder}/") for each in files)):
            for where, path in places_in(item):
                places.setdefault(where, (key, path))
    roles = {former: new for (kind, former), new in ids.items() if kind == "role"}
    return {each: _key(each, places, roles.get(each.about, each.about)) for each in findings}


def _key(
    finding: Finding, places: Mapping[Location, tuple[Key, tuple[str, ...]]], about: str
) -> FindingKey:
    rule = finding.rule
    key, path = places.get(finding.where, (None, ()))
    if key is None:  # at no place of a definition: then its words alone make it the same
        return FindingKey(rule.id, None, (finding.where.path,), about or finding.message)
    path = () if check_of(rule).same is Same.DEFINITION else path
    return FindingKey(rule.id, key, path, about, path)


# Why it is no longer there ----------------------------------------------------------------------
_STATUS = {"retired": "retired", "draft": "a draft", "candidate": "a candidate"}


def _is_emptied(steps: tuple[Step, ...]) -> bool:
    """Whether the last field on the way is a list that holds nothing any more."""
    return bool(steps) and steps[-1].after == () and bool(steps[-1].before)


def _left(before: Item, after: Item, check: Check) -> str:
    """That an account is no longer one of those the check looks at."""
    if not isinstance(before, Account) or not isinstance(after, Account):
        return ""
    left = is_active(before) and not is_active(after) and check.scope is Scope.ACTIVE_ACCOUNTS
    return f"{after.name} is {_STATUS[after.status]} now." if left else ""


def _held_against(before: Item, after: Item, check: Check) -> str:
    """That nobody touched what a finding stands in, nor anything else that could fix it."""
    if any(each.may_fix for each in check.rests_on) or not same(before, after):
        return ""
    what = "The account" if isinstance(after, Account) else "It"
    method = Basis.METHOD in check.rests_on
    return f"{what} is as before; {'its method' if method else 'what it is held against'} is not."


def _changed(before: Any, after: Any) -> frozenset[str]:
    """Keys of an entry whose values are not the same."""
    if type(before) is not type(after):
        return frozenset()
    return frozenset(change.path[0] for change in compare(before, after, apart=()))


def _is_rated_anew(rating: Rating, before: Item, after: Item) -> bool:
    """Whether an account has a rating by the same method that it did not have before."""
    older, newer = (
        {each.on for each in account.ratings if each.method == rating.method}
        for account in (before, after)
        if isinstance(account, Account)
    )
    return not newer <= older
