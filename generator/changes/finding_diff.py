"""Comparison of the findings of two states: added, fixed, or no longer evaluated.

Messages contain names, days and figures, so findings are matched by their rule and by what they are
about: the definition, the entry and the field. Differences between rules are declared with the
check, see :class:`~generator.checks.check.Check`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from generator.analysis import AccountInsight, Insight, analyze
from generator.changes.compare import Change, compare, same
from generator.changes.diff import (
    Difference,
    renamed,
    resolve_path,
    value_at,
    with_current_references,
)
from generator.changes.names import names_among
from generator.changes.severity import only_reworded
from generator.changes.text import place_of
from generator.checks import check_of
from generator.checks.check import Absent, Basis, Check, Same, Scope, innermost, is_active
from generator.checks.structure.methods import account_problems
from generator.editions import Catalog, resolve
from generator.findings.finding import Finding, Location, Rule
from generator.model.definitions import Definitions, Key, by_key, older_key
from generator.model.entries import places_in
from generator.model.ids import own_ids
from generator.model.item import Item
from generator.model.kinds import Account, Organisation
from generator.model.rating import Rating
from generator.text.formats import capital

FindingIdentity = tuple[str, str | None, str]
"""Rule id, account id and message."""


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A finding that is absent without having been fixed; ``because``: a sentence."""

    finding: Finding
    because: str


@dataclass(frozen=True, slots=True)
class FindingDiff:
    """The findings of two states compared.

    ``added``: introduced by the newer state; ``fixed``: of the older state; ``not_evaluated``:
    absent for another reason. Findings in both states with different messages are in none of them,
    nor are those about removed definitions.
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
    """Compare findings; ``catalogs``, ``insights``: of the older and the newer state."""
    then = list(_with_identities(older, changed))
    before, now = {identity for _, identity in then}, {identity_of(each) for each in newer}
    absent = [each for each, identity in then if identity not in now]
    added = [each for each in newer if identity_of(each) not in before]
    if not absent:
        return FindingDiff(tuple(added), (), ())
    states = _States.of(catalogs, insights, absent, newer)
    deleted = {each.id for each in changed if each.subject == "account" and each.after is None}
    files = {each.where.path for each in changed if each.after is None}
    absent = [
        each
        for each in absent
        if each.account not in deleted
        and each.where.path not in files
        and not states.continues(each)
    ]
    reasons = {each: states.because(each) for each in absent}
    return FindingDiff(
        tuple(each for each in added if states.is_new(each)),
        tuple(each for each in absent if not reasons[each]),
        tuple(NotEvaluated(each, reasons[each]) for each in absent if reasons[each]),
    )


def identity_of(finding: Finding) -> FindingIdentity:
    """What identifies a finding by its message: rule, account and message."""
    return finding.rule.id, finding.account, finding.message


def identities_before(
    findings: Iterable[Finding], changed: Iterable[Difference]
) -> frozenset[FindingIdentity]:
    """Identities of the older findings, with the current ids of accounts."""
    return frozenset(identity for _, identity in _with_identities(findings, changed))


def _with_identities(
    findings: Iterable[Finding], changed: Iterable[Difference]
) -> Iterator[tuple[Finding, FindingIdentity]]:
    ids = {each.former: each.id for each in changed if each.subject == "account" and each.former}
    for each in findings:
        rule, account, message = identity_of(each)
        yield each, (rule, ids.get(account or "", account), message)


def once(added: Iterable[Finding], required: Iterable[Finding]) -> tuple[Finding, ...]:
    """Added findings without those whose topic is already in ``required``."""
    required_topics = {(each.rule.topic, each.account) for each in required if each.rule.topic}
    return tuple(each for each in added if (each.rule.topic, each.account) not in required_topics)


# What a finding is about ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FindingKey:
    """What a finding is about.

    ``key``: the definition, by its current id; ``path``: current names of fields and entries down
    to the place; ``about``: see :class:`~generator.findings.finding.Finding`; ``account``: that of
    a check of accounts, by its current id, ``None`` for one of the whole view, whose findings only
    stand in an account; ``former``: the path in the state of the finding.
    """

    rule: str
    key: Key | None
    path: tuple[str, ...]
    about: str
    account: str | None
    former: tuple[str, ...] = field(default=(), compare=False)

    def by(self, same_by: Same, rule: Rule | None = None) -> tuple[object, ...]:
        """The part that identifies the finding, optionally as one of another ``rule``."""
        parts = {
            Same.ABOUT: (self.key, self.path, self.about),
            Same.PLACE: (self.key, self.path),
            Same.DEFINITION: (self.key,),
            Same.SUBJECT: (self.account, self.about),
        }
        return same_by, rule.id if rule else self.rule, *parts[same_by]


@dataclass(frozen=True, slots=True)
class _States:
    """The findings of two states with their keys, and the data they depend on.

    ``items``: the definitions of both states, by current keys; references in the older state have
    current ids. ``found``: keys of the newer findings; ``former``: what the former methods find.
    """

    older: Mapping[Finding, FindingKey]
    newer: Mapping[Finding, FindingKey]
    items: tuple[Mapping[Key, Item], Mapping[Key, Item]]
    catalogs: tuple[Catalog, Catalog]
    insights: tuple[Insight, Insight]
    older_keys: frozenset[tuple[object, ...]]
    found: frozenset[tuple[object, ...]]
    former: "_ByFormerMethods"

    @classmethod
    def of(
        cls,
        catalogs: tuple[Catalog, Catalog],
        insights: tuple[Insight, Insight],
        older: Collection[Finding],
        newer: Collection[Finding],
    ) -> "_States":
        """``catalogs``: the older one has current ids of entries."""
        older_items, newer_items = (by_key(each.definitions) for each in catalogs)
        ids = renamed(older_items, newer_items)
        now = {older_key(key, item, older_items): key for key, item in newer_items.items()}
        current = ((now.get(key, key), item) for key, item in older_items.items())
        then = {key: with_current_references(item, ids) for key, item in current}
        past = {
            each: _today(key, then, newer_items) for each, key in _keys(older, then, ids).items()
        }
        keys = _keys(newer, newer_items, {})
        former = _by_former_methods(past, then, catalogs[1], insights[1].as_of)
        older_keys, found = map(_parts, (past, keys))
        return cls(past, keys, (then, newer_items), catalogs, insights, older_keys, found, former)

    def continues(self, finding: Finding) -> bool:
        """Whether an older finding, or a worse one of the same kind, still exists."""
        return _continues(self.older[finding], check_of(finding.rule), self.found)

    def is_new(self, finding: Finding) -> bool:
        """Whether a newer finding did not exist before."""
        return self.newer[finding].by(check_of(finding.rule).same) not in self.older_keys

    def because(self, finding: Finding) -> str:
        """Why an absent finding does not count as fixed; empty if it does."""
        key, check = self.older[finding], check_of(finding.rule)
        return self._not_fixed(finding) or self.former.because(key, check)

    def _not_fixed(self, finding: Finding) -> str:
        key, check = self.older[finding], check_of(finding.rule)
        before, after = (each.get(key.key) if key.key else None for each in self.items)
        if reason := _left_scope(before, after, check):
            return reason
        account = self._account(before, after)
        if check.same is Same.SUBJECT:  # independent of a place, so no place can be followed
            return check.not_fixed(
                Absent(finding, (), frozenset(), frozenset(), account, self.insights)
            )
        if before is None or after is None:
            return ""
        steps = resolve_path(before, after, key.former)
        emptied = bool(steps) and steps[-1].after == () and bool(steps[-1].before)
        if len(steps) < len(key.former) or emptied:
            return self._removed(key.former[: len(steps) + 1], (before, after), check)
        chain = ((before, after), *((each.before, each.after) for each in steps))
        chain = _rated_since(chain)
        changed, reworded = _changed(*innermost(chain))
        absent = Absent(finding, chain, changed, reworded, account, self.insights)
        return check.not_fixed(absent) or _only_basis_changed(before, after, check)

    def _account(
        self, before: Item | None, after: Item | None
    ) -> tuple[AccountInsight, AccountInsight] | None:
        if not isinstance(before, Account) or not isinstance(after, Account):
            return None
        one, other = self.insights
        then, now = one.accounts.get(before.id), other.accounts.get(after.id)
        return (then, now) if then and now else None

    def _removed(self, path: tuple[str, ...], items: tuple[Item, Item], check: Check) -> str:
        """States that the finding's place was removed, unless that is a way to fix it."""
        before, after = items
        value = value_at(before, path)
        if isinstance(value, check.removal_fixes):
            return ""
        if isinstance(value, Rating) and _is_rated_again(value, before, after):
            return ""
        ids = [each.ids for each in reversed(self.catalogs)]
        change = Change("removed", path, value, None, before.where)
        place = place_of(before, change, names_among([*ids, own_ids(before)]))
        return f"{capital(place)} was removed."


def _parts(keys: Mapping[Finding, FindingKey]) -> frozenset[tuple[object, ...]]:
    return frozenset(key.by(each) for key in keys.values() for each in Same)


def _continues(key: FindingKey, check: Check, found: Collection[tuple[object, ...]]) -> bool:
    if key.by(check.follows or check.same) in found:
        return True
    worse = check.more_severe
    return worse is not None and key.by(check.follows or Same.PLACE, worse.rule) in found


def _today(key: FindingKey, then: Mapping[Key, Item], now: Mapping[Key, Item]) -> FindingKey:
    if key.key is None or key.key not in now:
        return key
    steps = resolve_path(then[key.key], now[key.key], key.path)
    return replace(key, path=(*(each.name for each in steps), *key.path[len(steps) :]))


def _keys(
    findings: Collection[Finding], items: Mapping[Key, Item], ids: Mapping[Key, str]
) -> dict[Finding, FindingKey]:
    files = {each.where.path for each in findings}
    folders = {str(each) for path in files for each in PurePosixPath(path).parents}
    places: dict[Location, tuple[Key, tuple[str, ...]]] = {}
    for key, item in items.items():
        folder, _, _ = item.where.path.rpartition("/")
        if (key[0] == "account" and folder in folders) or item.where.path in files:
            for where, path in places_in(item):
                places.setdefault(where, (key, path))
    return {each: _key(each, places, ids) for each in findings}


_ABOUT = ("role", "method")
"""Kinds of definitions that a finding may be about by id."""


def _key(
    finding: Finding,
    places: Mapping[Location, tuple[Key, tuple[str, ...]]],
    ids: Mapping[Key, str],
) -> FindingKey:
    rule, check = finding.rule.id, check_of(finding.rule)
    about = next(
        (ids[kind, finding.about] for kind in _ABOUT if (kind, finding.about) in ids),
        finding.about,
    )
    id_then = None if check.scope is Scope.WHOLE else finding.account
    account = id_then and ids.get(("account", id_then), id_then)
    key, path = places.get(finding.where, (None, ()))
    if key is None:  # outside of definitions: only the message identifies it
        return FindingKey(rule, None, (finding.where.path,), about or finding.message, account)
    path = () if check.same is Same.DEFINITION else path
    return FindingKey(rule, key, path, about, account, path)


# The account as it is, by its methods as they were ----------------------------------------------
@dataclass(frozen=True, slots=True)
class _ByFormerMethods:
    """What is found in the newer accounts by the methods of the older state.

    ``unfit``: accounts that refer to parts that these methods do not have.
    """

    found: frozenset[tuple[object, ...]] = frozenset()
    unfit: frozenset[str] = frozenset()

    def because(self, key: FindingKey, check: Check) -> str:
        """States that a finding is absent only because its method changed."""
        if Basis.METHOD not in check.rests_on:
            return ""
        if _continues(key, check, self.found):
            return "Its method changed; by the former one this would still be found."
        is_unfit = key.account in self.unfit if key.account else bool(self.unfit)
        return "Its method changed; by the former one this cannot be judged." if is_unfit else ""


def _by_former_methods(
    absent: Mapping[Finding, FindingKey], then: Mapping[Key, Item], newer: Catalog, as_of: date
) -> _ByFormerMethods:
    """``then``: older definitions by current keys; ``newer``: the catalog of the newer state."""
    resting = [each for each in absent if Basis.METHOD in check_of(each.rule).rests_on]
    former = _with_former_methods(newer.definitions, then) if resting else newer.definitions
    if former is newer.definitions:
        return _ByFormerMethods()
    checks = {each.rule.id: check_of(each.rule) for each in resting}.values()
    others = any(check.looks_at_others for check in checks)
    accounts = {
        name: account
        for name, account in former.accounts.items()
        if others or any(absent[each].account == name for each in resting)
    }
    former = former.with_kind("account", accounts)
    catalog = resolve(former, newer.edition, newer.released)
    insight = analyze(catalog, as_of)
    worse = (check.more_severe for check in checks if check.more_severe)
    found = [each for check in {*checks, *worse} for each in check.findings(catalog, insight)]
    unfit = {
        name
        for name, account in accounts.items()
        if not {*account_problems(former, account)}
        <= {*account_problems(newer.definitions, account)}
    }
    return _ByFormerMethods(_parts(_keys(found, by_key(former), {})), frozenset(unfit))


def _with_former_methods(newer: Definitions, then: Mapping[Key, Item]) -> Definitions:
    """``newer`` with the methods and the programme of ``then``; itself if they are the same."""
    former: dict[Key, Item | None] = {
        key: item.model_copy(update={"id": key[1]})
        for key, item in then.items()
        if key[0] == "method" and not same(item, newer.methods.get(key[1]))
    }
    key = ("organisation", "organisation")
    before, now = then.get(key), newer.organisation
    if isinstance(before, Organisation) and now and not same(before.programme, now.programme):
        former[key] = now.model_copy(update={"programme": before.programme})
    return newer.with_items(former) if former else newer


# Reasons for absence ----------------------------------------------------------------------------
_STATUS = {"retired": "retired", "draft": "a draft", "candidate": "a candidate"}


def _left_scope(before: Item | None, after: Item | None, check: Check) -> str:
    """States that the account is no longer in the scope of the check."""
    if not isinstance(before, Account) or not isinstance(after, Account):
        return ""
    left = is_active(before) and not is_active(after) and check.scope is Scope.ACTIVE_ACCOUNTS
    return f"{after.name} is {_STATUS[after.status]} now." if left else ""


def _only_basis_changed(before: Item, after: Item, check: Check) -> str:
    """States that neither the finding's place nor anything else that could fix it changed."""
    if check.fixed_elsewhere or not same(before, after):
        return ""
    what = "The account" if isinstance(after, Account) else "It"
    method = Basis.METHOD in check.rests_on
    return f"{what} is as before; {'its method' if method else 'what it is compared with'} is not."


def _changed(before: Any, after: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of an entry whose values differ, and those of which only some words do."""
    if type(before) is not type(after):
        return frozenset(), frozenset()
    changes = compare(before, after, apart=())
    another = {each.path[0] for each in changes if not only_reworded(each)}
    changed = frozenset(each.path[0] for each in changes)
    return changed, changed - another


def _rated_since(chain: tuple[tuple[Any, Any], ...]) -> tuple[tuple[Any, Any], ...]:
    """The values on a path; of a rating that is as it was, the after is the newest one since."""
    (_, account), (then, now) = chain[0], innermost(chain)
    if not isinstance(account, Account) or not isinstance(then, Rating) or then.on != now.on:
        return chain
    newest = max((e for e in account.ratings if e.method == now.method), key=lambda e: e.on)
    return chain if newest.on == now.on else (*chain, (then, newest))


def _is_rated_again(rating: Rating, before: Item, after: Item) -> bool:
    """Whether an account has a new rating by the same method."""
    older, newer = (
        {each.on for each in account.ratings if each.method == rating.method}
        for account in (before, after)
        if isinstance(account, Account)
    )
    return not newer <= older
