"""Comparison of two states of the repository: definitions and derived results.

What the gate of the past withholds may change results of the rest: without the first of two
ratings, the second would be called the first. So a finding or an effect is reported only if two
other comparisons give it too: one without the gate, and one in which both states are empty at the
places where the gate withheld something. The others are counted as withheld.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from generator.analysis import AccountInsight, Insight, analyze
from generator.analysis.matrix import Placement
from generator.cache.memory import Memory
from generator.changes.diff import Difference, align_ids, differences
from generator.changes.effects import Effect, effects
from generator.changes.effects.position import by_method, cell_and_values
from generator.changes.finding_diff import (
    FindingIdentity,
    NotEvaluated,
    diff_findings,
    identity_of,
    once,
)
from generator.changes.gating import (
    CatalogPair,
    Gated,
    Gates,
    changed_places,
    count_withheld,
    gate_adjacent,
    withhold_in_both,
    without_places,
)
from generator.changes.likely_renames import (
    as_undeclared,
    declared_former,
    likely_renames,
    may_have_renames,
    with_aliases,
)
from generator.changes.not_compared import (
    NotCompared,
    RevisionState,
    completed_from,
    unread,
    with_possible_renames,
    without_broken_in,
    without_invalid,
)
from generator.changes.requirements import versions
from generator.changes.requirements.account import ComparedStates, review_accounts
from generator.changes.requirements.approval import with_people
from generator.changes.rules import RESTING_ON_MORE
from generator.checks import check_of, check_view
from generator.editions import Catalog, view
from generator.findings.classification import Edition
from generator.findings.finding import Finding, Location, in_order
from generator.git.authors import NO_AUTHORS, Authors
from generator.model.definitions import Definitions, Key, by_key, older_key

_Result = TypeVar("_Result")


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
    ``withheld_results``: number of findings, effects and entries not shown, because they depend on
    what the gate withheld; ``ungated``: the comparison without the gate; ``emptied``: the one with
    both states empty at the places where it withheld something; ``None`` if it withheld nothing.
    ``completed``: the comparison with what has errors in one state only as it is in the other;
    ``None`` if nothing has. ``whole``: the definitions of the newer state of which the edition sees
    everything.
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
    unread: tuple[NotCompared, ...] = ()
    withheld: int = 0
    withheld_results: int = 0
    ungated: "Comparison | None" = field(default=None, repr=False)
    emptied: "Comparison | None" = field(default=None, repr=False)
    completed: "Comparison | None" = field(default=None, repr=False)
    whole: frozenset[Key] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        left_out = self.unread or self.withheld or self.withheld_results
        return not (self.differences or self.effects or left_out)

    def placements(self, account: str) -> tuple[dict[str, Placement], dict[str, Placement]]:
        """The newest placements of an account of the newer state, before and after, by method.

        Without methods whose results are different without the gate, or with what has errors.
        """
        found = self._placements(account)
        others = [each._placements(account) for each in (self.ungated, self.completed) if each]
        if not others:
            return found
        same = {
            method
            for method in {*found[0], *found[1]}
            if all(
                cell_and_values(one.get(method)) == cell_and_values(other.get(method))
                for each in others
                for one, other in zip(found, each, strict=True)
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
    authors: Authors = NO_AUTHORS,
    hidden: frozenset[str] = frozenset(),
    gates: Gates = gate_adjacent,
) -> Comparison:
    """Compare two states as ``edition`` may see them, on one day.

    ``authors``: of the change; ``hidden``: ids that must not be mentioned;
    ``gates``: what may be shown of the two states.
    """
    memory = Memory()  # most of what was compared is in both states the same
    seen = partial(view, edition=edition, without=hidden, memory=memory)
    before, after = (
        without_invalid(RevisionState(each) if isinstance(each, Definitions) else each)
        for each in (base, head)
    )
    before, after = with_possible_renames(before, after)
    renames: Mapping[str, str] = {}
    if may_have_renames(before.definitions, after.definitions):
        former = declared_former(before.definitions, after.definitions)
        # What the team is told of an account is told of the same one to leadership.
        for by in (Edition.TEAM, edition) if edition is Edition.LEADERSHIP else (edition,):
            older, newer = gates(before.definitions, after.definitions, by)
            renames = likely_renames(
                seen(without_broken_in(older.shown, after.definitions), edition=by),
                seen(without_broken_in(newer.shown, before.definitions), edition=by),
                former,
                renames,
            )
        declared = with_aliases(before.definitions, after.definitions, renames)
        after = replace(after, definitions=declared)
    gated = gates(before.definitions, after.definitions, edition)
    inconsistent = _inconsistent(gated)
    states = before.definitions, after.definitions
    is_gated = bool(inconsistent) or any(
        a.shown is not b for a, b in zip(gated, states, strict=True)
    )

    known = with_people(authors, states)
    compare = partial(
        _compare, as_of=as_of, authors=known, renames=renames, memory=memory, states=states
    )

    def compared(
        adjusted: Callable[[Definitions, Definitions], Definitions],
    ) -> tuple[Comparison, CatalogPair]:
        """``adjusted``: a state without what has errors in the other one only, or with it."""

        def views(
            older: Definitions, newer: Definitions, apart: frozenset[Key] = frozenset()
        ) -> CatalogPair:
            one, other = adjusted(older, newer), adjusted(newer, older)
            return seen(one.without_broken(apart)), seen(other.without_broken(apart))

        pair = views(gated[0].shown, gated[1].shown, inconsistent)
        if is_gated:
            return _compare_gated(views(*states), pair, compare), pair
        return compare(*pair), pair

    found, shown = compared(without_broken_in)
    if before.definitions.broken != after.definitions.broken:
        # Without a method, another one would decide the strategy in both states, and what changed
        # by it would be told as a turn of the strategy.
        completed = compared(completed_from)[0]
        found = replace(_results_in_all(found, (completed,)), completed=completed)
    broken = before.definitions.broken | after.definitions.broken
    visible = _visible(gated, edition) if broken or inconsistent else frozenset[Key]()

    def may_name(key: Key, place: tuple[str, ...]) -> bool:
        return all(each.may_name(key, edition, place) for each in gated)

    withheld = sum(
        count_withheld(without_broken_in(each.allowed, other), catalog, hidden)
        for each, other, catalog in zip(gated, reversed(states), shown, strict=True)
        if each.shown is not each.allowed
    )
    return replace(
        found,
        unread=unread(before, after, visible, edition, hidden=hidden, may_name=may_name),
        withheld=withheld + len(inconsistent & visible),
        whole=_whole(head, after.definitions, found.after.catalog),
    )


def _whole(head: RevisionState | Definitions, read: Definitions, seen: Catalog) -> frozenset[Key]:
    """The definitions of a state, as its files have them, of which a view has everything.

    ``read``: the definitions without errors.
    """
    state = RevisionState(head) if isinstance(head, Definitions) else head
    if state.errors or state.skipped:
        return frozenset()  # what cannot be read may be classed
    written, shown = by_key(read), by_key(seen.definitions)
    return frozenset(key for key, item in written.items() if shown.get(key) is item)


def _compare_gated(
    full: CatalogPair, shown: CatalogPair, compare: Callable[[Catalog, Catalog], Comparison]
) -> Comparison:
    """The comparison of two views, without results that depend on what the gate withheld.

    ``full``: the views without the gate.
    """
    if all(a.definitions == b.definitions for a, b in zip(full, shown, strict=True)):
        return compare(*shown)
    shown, count = withhold_in_both(full, shown)
    places = changed_places(full, shown)
    emptied, emptied_now = (without_places(places, each) for each in shown)
    found = _independent(
        compare(*shown),
        compare(*full),
        compare(emptied, emptied_now),
    )
    return replace(found, withheld_results=found.withheld_results + count)


def _compare(
    before: Catalog,
    after: Catalog,
    *,
    as_of: date,
    authors: Authors,
    renames: Mapping[str, str],
    memory: Memory,
    states: tuple[Definitions, Definitions],
) -> Comparison:
    """The comparison of two views.

    ``renames``: of accounts, which their files do not declare; ``states``: all of both.
    """
    older = _analyzed(align_ids(before, after), as_of, memory)
    newer = _analyzed(after, as_of, memory)
    changed = as_undeclared(differences(before.definitions, after.definitions), renames)
    catalogs, insights = (older.catalog, newer.catalog), (older.insight, newer.insight)
    required = (
        *versions.review(before.definitions, after.definitions),
        *review_accounts(ComparedStates(*insights, catalogs, changed, authors, states)),
    )
    found = diff_findings(catalogs, insights, older.findings, newer.findings, changed)
    added = _by_file(once(found.added, required))
    there = set(added)
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
            each for each in _still_overdue(newer.findings, changed) if each not in there
        ),
    )


# Results that depend on withheld content --------------------------------------------------------
def _effect_identity(effect: Effect) -> object:
    """An effect without its line, which may differ between states."""
    return replace(effect, where=Location(effect.where.path))


def _finding_identity(finding: Finding) -> object:
    return identity_of(finding), finding.where.path, finding.about


def _absent_identity(absent: NotEvaluated) -> object:
    return _finding_identity(absent.finding), absent.because


_RESULTS: Mapping[str, Callable[[Any], object]] = {
    "effects": _effect_identity,
    "required": _finding_identity,
    "added": _finding_identity,
    "fixed": _finding_identity,
    "not_evaluated": _absent_identity,
}
"""What a comparison found, each with what makes it the same in another one."""


def _independent(shown: Comparison, ungated: Comparison, emptied: Comparison) -> Comparison:
    """The results of a comparison that the two others have too."""
    found = _results_in_all(shown, (ungated, emptied))
    withheld = sum(len(getattr(shown, name)) - len(getattr(found, name)) for name in _RESULTS)
    return replace(found, withheld_results=withheld, ungated=ungated, emptied=emptied)


def _results_in_all(shown: Comparison, others: tuple[Comparison, ...]) -> Comparison:
    """``shown`` without results that one of the others does not have.

    What a change requires follows from visible changes, except by the rules RESTING_ON_MORE.
    Whether a review is overdue depends on nothing else.
    """
    results: dict[str, Any] = {
        name: _in_all(getattr(shown, name), (getattr(each, name) for each in others), identity)
        for name, identity in _RESULTS.items()
    }
    in_all = results["required"]
    required = (
        each for each in shown.required if each.rule not in RESTING_ON_MORE or each in in_all
    )
    return replace(shown, **{**results, "required": tuple(required)})


def _in_all(
    results: tuple[_Result, ...],
    others: Iterable[tuple[_Result, ...]],
    identity: Callable[[_Result], object],
) -> tuple[_Result, ...]:
    """The results that each of ``others`` has too."""
    identities = [{identity(each) for each in other} for other in others]
    return tuple(each for each in results if all(identity(each) in other for other in identities))


def _inconsistent(states: tuple[Gated, Gated]) -> frozenset[Key]:
    """Definitions inconsistent in either state, under the ids of both states.

    They are left out of both: in one alone they would look added or removed.
    """
    keys = states[0].inconsistent | states[1].inconsistent
    if not keys:
        return keys
    older, newer = (by_key(each.shown) for each in states)
    ids = {(key, older_key(key, item, older)) for key, item in newer.items()}
    return keys.union(*(pair for pair in ids if not keys.isdisjoint(pair)))


def _visible(states: Iterable[Gated], edition: Edition) -> frozenset[Key]:
    """The definitions that an edition sees in any of the states."""
    seen = (view(each.allowed, edition).definitions for each in states)
    return frozenset(key for definitions in seen for key in by_key(definitions))


def _by_file(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(finding: Finding) -> tuple[str, str, str]:
    return finding.where.path, finding.rule.id, finding.message


def new_findings(
    comparison: Comparison, findings: Callable[[Analyzed], Iterable[Finding]]
) -> tuple[Finding, ...]:
    """Findings of the newer state that the change introduces, without those required anyway.

    ``findings``: all of a state.
    """
    every = (comparison.ungated, comparison.emptied, comparison.completed)
    others = (each for each in every if each)
    return _in_all(
        _new_findings(comparison, findings),
        (_new_findings(each, findings) for each in others),
        _finding_identity,
    )


def depending_on_withheld(
    comparison: Comparison, findings: Callable[[Analyzed], Iterable[Finding]]
) -> frozenset[FindingIdentity]:
    """The findings that are new only with, or only without, what the gate withheld."""
    if comparison.ungated is None or comparison.emptied is None:
        return frozenset()
    shown, ungated, emptied = (
        {identity_of(each) for each in _new_findings(state, findings)}
        for state in (comparison, comparison.ungated, comparison.emptied)
    )
    return frozenset((shown | ungated) - (shown & ungated & emptied))


def _new_findings(
    comparison: Comparison, findings: Callable[[Analyzed], Iterable[Finding]]
) -> tuple[Finding, ...]:
    before, after = comparison.before, comparison.after
    catalogs, insights = (before.catalog, after.catalog), (before.insight, after.insight)
    older, newer = tuple(findings(before)), tuple(findings(after))
    found = diff_findings(catalogs, insights, older, newer, comparison.differences)
    return once(found.added, comparison.required)


def _analyzed(catalog: Catalog, as_of: date, memory: Memory) -> Analyzed:
    insight = analyze(catalog, as_of, memory)
    found = check_view(catalog, insight, memory=memory)
    return Analyzed(catalog, insight, in_order(found))


def _still_overdue(
    findings: Iterable[Finding], changed: tuple[Difference, ...]
) -> Iterator[Finding]:
    touched = {each.where.path for each in changed if each.after is not None}
    for finding in findings:
        if finding.where.path in touched and check_of(finding.rule).while_overdue:
            yield finding
