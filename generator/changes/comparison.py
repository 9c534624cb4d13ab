"""Comparison of two states of the repository: definitions and derived results."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.analysis import Insight, analyze
from generator.changes.diff import Difference, align_ids, differences
from generator.changes.effects import Effect, effects
from generator.changes.finding_diff import NotEvaluated, diff_findings, once
from generator.changes.gating import Gated, Gates, with_nothing_between, withheld
from generator.changes.not_compared import RevisionState, Unread, parts, sound, unread
from generator.changes.requirements import versions
from generator.changes.requirements.account import Both, review_accounts
from generator.checks import check_of, check_view
from generator.editions import Catalog, view
from generator.findings.classification import Edition
from generator.findings.finding import Finding, in_order
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
    ``unread``: definitions with errors in either state, which are not compared; ``withheld``:
    number of changes not shown, because later states do not say who may see them. Findings are
    ordered by file and rule; order by line could reveal hidden lines.
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
    unread: tuple[Unread, ...]
    withheld: int = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        return not (self.differences or self.effects or self.unread or self.withheld)


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
    older, newer = _analyzed(align_ids(seen, now), as_of), _analyzed(now, as_of)
    changed = differences(seen.definitions, now.definitions)
    catalogs = older.catalog, newer.catalog
    both = Both(older.insight, newer.insight, catalogs, changed, authors or {})
    required = (
        *versions.review(seen.definitions, now.definitions),
        *review_accounts(both),
    )
    broken = before.definitions.broken | after.definitions.broken
    visible = _visible(gated, edition) if broken or lost else frozenset[Key]()

    def may_name(key: Key, inside: tuple[str, ...]) -> bool:
        return all(each.may_name(key, edition, inside) for each in gated)

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
        unread=unread(before, after, visible, edition, hidden=hidden, may_name=may_name),
        withheld=sum(
            withheld(_without(each.allowed, other), catalog, hidden)
            for each, other, catalog in zip(gated, (after, before), (seen, now), strict=True)
            if each.shown is not each.allowed
        )
        + len(lost & visible),
    )


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


def brought(
    review: Comparison, older: Collection[Finding], newer: Collection[Finding]
) -> tuple[Finding, ...]:
    """Findings of the newer state that the change introduces, without those required anyway."""
    one, other = review.before, review.after
    catalogs, insights = (one.catalog, other.catalog), (one.insight, other.insight)
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
