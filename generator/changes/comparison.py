"""Comparison of two states of the repository: definitions and derived results.

What the gate of the past took out of a state may change results of the rest: the second of two
ratings would be called the first. So a finding or an effect is reported only if it is the same with
everything put back that the edition saw in the state itself, and with nothing in either state at
the places from which something was taken. The others are counted as withheld.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from generator.analysis import AccountInsight, Insight, analyze
from generator.analysis.matrix import Placement
from generator.changes.diff import Difference, align_ids, differences
from generator.changes.effects import Effect, effects
from generator.changes.effects.position import by_method, stands
from generator.changes.finding_diff import (
    FindingIdentity,
    NotEvaluated,
    diff_findings,
    identity_of,
    once,
)
from generator.changes.gating import (
    Gated,
    Gates,
    Pair,
    PlaceIn,
    taken,
    with_both_or_neither,
    with_nothing_at,
    with_nothing_between,
    withheld,
)
from generator.changes.not_compared import RevisionState, Unread, parts, sound, unread
from generator.changes.requirements import versions
from generator.changes.requirements.account import Both, review_accounts
from generator.changes.rules import DECISIONS
from generator.checks import check_of, check_view
from generator.editions import Catalog, view
from generator.findings.classification import Edition
from generator.findings.finding import Finding, Location, in_order
from generator.git.authors import Author
from generator.model.definitions import Definitions, Key, by_key, older_key


@dataclass(frozen=True, slots=True)
class Analyzed:
    """One state as an edition sees it on a day, with results and findings.

    In the older state, entries of files have their ids from the newer one.
    """

    catalog: Catalog
    insight: Insight
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two states.

    ``required``: findings about what the change itself needs, such as a higher version; ``added``
    and ``fixed``: findings it introduces and fixes; ``not_evaluated``: findings that are absent
    without having been fixed; ``still_overdue``: overdue reviews of the files it changes;
    ``unread``: definitions with errors in either state, which are not compared. Findings are
    ordered by file and rule; order by line could reveal hidden lines.

    ``withheld``: number of changes not shown, because later states do not say who may see them;
    ``withheld_results``: number of findings, effects and entries not shown, because they rest on
    what the gate took out; ``whole``: the comparison with that put back, ``emptied``: the one with
    nothing at the places it was taken from; ``None`` if nothing was taken.
    """

    before: Analyzed
    after: Analyzed
    differences: tuple[Difference, ...]
    effects: tuple[Effect, ...]
    required: tuple[Finding, ...]
    added: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    still_overdue: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
    withheld: int = 0
    withheld_results: int = 0
    whole: "Comparison | None" = field(default=None, repr=False)
    emptied: "Comparison | None" = field(default=None, repr=False)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        left_out = self.unread or self.withheld or self.withheld_results
        return not (self.differences or self.effects or left_out)

    def placements(self, account: str) -> tuple[dict[str, Placement], dict[str, Placement]]:
        """The newest placements of an account of the newer state, before and after, by method.

        Without those by methods whose results are others with everything put back.
        """
        found = self._placements(account)
        if self.whole is None:
            return found
        whole = self.whole._placements(account)
        same = {
            method
            for method in {*found[0], *found[1]}
            if all(
                stands(one.get(method)) == stands(other.get(method))
                for one, other in zip(found, whole, strict=True)
            )
        }
        older, newer = ({key: each[key] for key in each if key in same} for each in found)
        return older, newer

    def _placements(self, account: str) -> tuple[dict[str, Placement], dict[str, Placement]]:
        after = self.after.insight.accounts.get(account)
        return by_method(self.account_before(account), after) if after else ({}, {})

    def account_before(self, account: str) -> AccountInsight | None:
        """The older state of an account of the newer one, if it has any."""
        renamed = (each for each in self.differences if each.subject == "account" and each.former)
        former = next((each.former for each in renamed if each.id == account), account)
        return self.before.insight.accounts.get(former)


def review(
    base: RevisionState | Definitions,
    head: RevisionState | Definitions,
    edition: Edition,
    as_of: date,
    *,
    authors: Mapping[str, frozenset[Author]] | None = None,
    hidden: frozenset[str] = frozenset(),
    gates: Gates = with_nothing_between,
) -> Comparison:
    """Compare two states as ``edition`` may see them, on one day.

    ``authors``: by path of the changed files; ``hidden``: ids that must not be mentioned;
    ``gates``: what may be shown of the two states.
    """
    before, after = (
        sound(RevisionState(each) if isinstance(each, Definitions) else each)
        for each in (base, head)
    )
    gated = gates(before.definitions, after.definitions, edition)
    lost = _inconsistent(gated)
    seen, now = (
        view(_without(each.shown, other).losing(lost), edition, without=hidden)
        for each, other in zip(gated, (after, before), strict=True)
    )
    views, states = (seen, now), (before.definitions, after.definitions)
    wholes = views
    if lost or any(each.shown is not state for each, state in zip(gated, states, strict=True)):
        own, own_now = (
            view(_without(state, other), edition, without=hidden)
            for state, other in zip(states, (after, before), strict=True)
        )
        wholes = own, own_now
    found = _compared_in_part(wholes, views, as_of, authors or {})
    broken = before.definitions.broken | after.definitions.broken
    visible = _visible(gated, edition) if broken or lost else frozenset[Key]()

    def may_name(key: Key, inside: tuple[str, ...]) -> bool:
        return all(each.may_name(key, edition, inside) for each in gated)

    return replace(
        found,
        unread=unread(before, after, visible, edition, hidden=hidden, may_name=may_name),
        withheld=sum(
            withheld(_without(each.allowed, other), catalog, hidden)
            for each, other, catalog in zip(gated, (after, before), (seen, now), strict=True)
            if each.shown is not each.allowed
        )
        + len(lost & visible),
    )


def _compared_in_part(
    wholes: Pair, views: Pair, as_of: date, authors: Mapping[str, frozenset[Author]]
) -> Comparison:
    """What follows from two views, without what rests on what they lack of the whole ones."""
    same = (one.definitions == other.definitions for one, other in zip(wholes, views, strict=True))
    if wholes is views or all(same):
        return _compared(*views, as_of, authors)
    views, count = with_both_or_neither(wholes, views)
    places = _taken_from(wholes, views)
    empty, empty_now = (with_nothing_at(places, each) for each in views)
    found = _same_in_all(
        _compared(*views, as_of, authors),
        _compared(*wholes, as_of, authors),
        _compared(empty, empty_now, as_of, authors),
    )
    return replace(found, withheld_results=found.withheld_results + count)


def _compared(
    seen: Catalog, now: Catalog, as_of: date, authors: Mapping[str, frozenset[Author]]
) -> Comparison:
    """Everything that follows from two views."""
    older, newer = _analyzed(align_ids(seen, now), as_of), _analyzed(now, as_of)
    changed = differences(seen.definitions, now.definitions)
    catalogs = older.catalog, newer.catalog
    both = Both(older.insight, newer.insight, catalogs, changed, authors)
    required = (
        *versions.review(seen.definitions, now.definitions),
        *review_accounts(both),
    )
    insights = older.insight, newer.insight
    found = diff_findings(catalogs, insights, older.findings, newer.findings, changed)
    added = _by_file(once(found.added, required))
    return Comparison(
        before=older,
        after=newer,
        differences=changed,
        effects=effects(catalogs, older.insight, newer.insight, changed),
        required=_by_file(required),
        added=added,
        fixed=_by_file(found.fixed),
        not_evaluated=tuple(sorted(found.not_evaluated, key=lambda each: _place(each.finding))),
        still_overdue=_by_file(
            each for each in _still_overdue(newer.findings, changed) if each not in added
        ),
    )


# What rests on what was taken out ---------------------------------------------------------------
_Result = TypeVar("_Result", Effect, Finding, NotEvaluated)


def _taken_from(own: Pair, shown: Pair) -> frozenset[PlaceIn]:
    """The places from which something was taken in either state, under their ids in each."""
    older, newer = (by_key(each.definitions) for each in own)
    ids = {key: older_key(key, item, older) for key, item in newer.items()}
    ids |= {former: key for key, former in ids.items() if former != key}
    places = (
        place
        for one, other in zip(own, shown, strict=True)
        for place in taken(one.definitions, other.definitions)
    )
    return frozenset((each, path) for key, path in places for each in (key, ids.get(key, key)))


def _same_in_all(shown: Comparison, whole: Comparison, emptied: Comparison) -> Comparison:
    """The part of a comparison that is in the two others too.

    What a change needs follows from changes that are shown in any case, decisions excepted. A
    review is overdue whatever else there is.
    """
    others = (whole, emptied)
    effects = _in_all(shown.effects, (each.effects for each in others), _of_effect)
    required = tuple(
        each
        for each in shown.required
        if each.rule not in DECISIONS
        or all(_of_finding(each) in map(_of_finding, other.required) for other in others)
    )
    added = _in_all(shown.added, (each.added for each in others), _of_finding)
    fixed = _in_all(shown.fixed, (each.fixed for each in others), _of_finding)
    absent = _in_all(shown.not_evaluated, (each.not_evaluated for each in others), _of_absent)
    pairs = (
        (shown.effects, effects),
        (shown.required, required),
        (shown.added, added),
        (shown.fixed, fixed),
        (shown.not_evaluated, absent),
    )
    return replace(
        shown,
        effects=effects,
        required=required,
        added=added,
        fixed=fixed,
        not_evaluated=absent,
        withheld_results=sum(len(every) - len(kept) for every, kept in pairs),
        whole=whole,
        emptied=emptied,
    )


def _in_all(
    these: tuple[_Result, ...],
    others: Iterable[tuple[_Result, ...]],
    identity: Callable[[_Result], object],
) -> tuple[_Result, ...]:
    there = [{identity(each) for each in those} for those in others]
    return tuple(each for each in these if all(identity(each) in those for those in there))


def _of_effect(effect: Effect) -> object:
    """What identifies it: a line may be another one in another state."""
    return replace(effect, where=Location(effect.where.path))


def _of_finding(finding: Finding) -> object:
    return identity_of(finding), finding.where.path, finding.about


def _of_absent(absent: NotEvaluated) -> object:
    return _of_finding(absent.finding), absent.because


def _inconsistent(states: tuple[Gated, Gated]) -> frozenset[Key]:
    """Definitions to leave out of both states under their ids in each: one alone would look new."""
    lost = states[0].inconsistent | states[1].inconsistent
    if not lost:
        return lost
    older, newer = (by_key(each.shown) for each in states)
    ids = {(key, older_key(key, item, older)) for key, item in newer.items()}
    return lost.union(*(pair for pair in ids if not lost.isdisjoint(pair)))


def _visible(states: Iterable[Gated], edition: Edition) -> frozenset[Key]:
    """The definitions that an edition sees in any of the states."""
    seen = (view(each.allowed, edition).definitions for each in states)
    return frozenset(key for definitions in seen for key in by_key(definitions))


def _by_file(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(finding: Finding) -> tuple[str, str, str]:
    return finding.where.path, finding.rule.id, finding.message


def new_findings(
    review: Comparison, findings: Callable[[Analyzed], Iterable[Finding]]
) -> tuple[Finding, ...]:
    """Findings of the newer state that the change introduces, without those required anyway.

    ``findings``: all of a state.
    """
    others = (_new_findings(each, findings) for each in (review.whole, review.emptied) if each)
    return _in_all(_new_findings(review, findings), others, _of_finding)


def depending_on_withheld(
    review: Comparison, findings: Callable[[Analyzed], Iterable[Finding]]
) -> frozenset[FindingIdentity]:
    """The findings that are new only with, or only without, what the gate took out."""
    if review.whole is None or review.emptied is None:
        return frozenset()
    shown, whole, emptied = (
        {identity_of(each) for each in _new_findings(state, findings)}
        for state in (review, review.whole, review.emptied)
    )
    return frozenset((shown | whole) - (shown & whole & emptied))


def _new_findings(
    review: Comparison, findings: Callable[[Analyzed], Iterable[Finding]]
) -> tuple[Finding, ...]:
    one, other = review.before, review.after
    catalogs, insights = (one.catalog, other.catalog), (one.insight, other.insight)
    older, newer = tuple(findings(one)), tuple(findings(other))
    found = diff_findings(catalogs, insights, older, newer, review.differences)
    return once(found.added, review.required)


def _without(these: Definitions, those: RevisionState) -> Definitions:
    """Remove what has errors in the other state, or else it would appear as added or removed."""
    return these.losing(parts(those.definitions.broken))


def _analyzed(catalog: Catalog, as_of: date) -> Analyzed:
    insight = analyze(catalog, as_of)
    return Analyzed(catalog, insight, in_order(check_view(catalog, insight)))


def _still_overdue(
    findings: Iterable[Finding], changed: tuple[Difference, ...]
) -> Iterator[Finding]:
    touched = {each.where.path for each in changed if each.after is not None}
    for finding in findings:
        if finding.where.path in touched and check_of(finding.rule).while_overdue:
            yield finding
