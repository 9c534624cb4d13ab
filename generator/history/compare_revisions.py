"""Comparison with a Git revision, for ``playbook diff`` and ``playbook check --base``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.changes.comparison import (
    Analyzed,
    Comparison,
    depending_on_withheld,
    new_findings,
    review,
)
from generator.changes.finding_diff import identity_of
from generator.changes.not_compared import RevisionState, state_of, without_invalid
from generator.changes.requirements import versions
from generator.changes.rules import BY_FILE, RULE_IDS
from generator.checks import exercises
from generator.findings.classification import Classification, Edition, stricter
from generator.findings.finding import Finding, classed
from generator.git.authors import Authors, authors_of
from generator.git.graph import Graph
from generator.git.revision import ResolvedCommit, commit_of, links_in, submodules
from generator.history.folder import names_in_folder, strays_in
from generator.history.later import PastGate, graph_since, head_of
from generator.history.redactions import check_redactions
from generator.history.strays import Claim
from generator.history.two_revisions import between, committed
from generator.model.definitions import Definitions
from generator.reading.load import load
from generator.reading.tree import read_tree


@dataclass(frozen=True, slots=True)
class Base:
    """A base revision and the commits since; ``head``: the newest commit."""

    state: RevisionState
    commit: ResolvedCommit
    head: str
    graph: Graph
    authors: Authors
    strays: tuple[Claim, ...]

    def gate(self, head: Definitions) -> PastGate:
        """The gate of the past for it; ``head``: the definitions of the folder."""
        return PastGate(head, self.commit, self.graph, self.head, self.strays)


def base_of(root: Path, revision: str, approved_by: str | None = None) -> Base:
    """The base to compare the folder with. Raises UsageError if the revision does not exist.

    ``approved_by``: see :func:`~generator.git.authors.reviewers`.
    """
    commit, head = commit_of(root, revision), head_of(root)
    found = committed(root, commit)
    authors = authors_of(root, commit, head or "HEAD", approved_by)
    return Base(
        state_of(*found[:3], skipped=found[3]),
        commit,
        head,
        graph_since(root, commit, head),
        authors,
        strays_in(root),
    )


def found_since(
    base: Base, head: Definitions, as_of: date, found: Iterable[Finding]
) -> Iterator[Finding]:
    """Findings about what a change requires, and those of ``found`` that it introduces.

    Also those of overdue reviews in files it changes.
    """
    past = base.gate(head)
    hidden, gates = past.hidden(base.state.definitions), past.gated_pair
    before, after = without_invalid(base.state), without_invalid(RevisionState(head))
    team, leadership = (
        review(before, after, edition, as_of, authors=base.authors, hidden=hidden, gates=gates)
        for edition in (Edition.TEAM, Edition.LEADERSHIP)
    )
    new = new_findings(leadership, _all)
    reported = {identity_of(each) for each in (*new, *leadership.still_overdue)}
    dependent = depending_on_withheld(team, _all)
    for each in found:
        if (identity := identity_of(each)) in reported:
            secrecy = stricter(each.secrecy, Classification.CONFIDENTIAL)
            yield replace(each, secrecy=secrecy) if identity in dependent else each
    yield from _required(leadership.required, team.required)
    required = set(leadership.required)
    for finding in versions.review(base.state.definitions, head):
        if finding not in required and not any(each in _quoted(finding) for each in hidden):
            # Findings that leadership's view does not give are hidden, unless they are classified
            # themselves.
            unclassed = finding.secrecy is Classification.INTERNAL
            yield replace(finding, secrecy=Classification.RESTRICTED) if unclassed else finding


def _required(leadership: Iterable[Finding], team: Sequence[Finding]) -> Iterator[Finding]:
    """What leadership's view requires, where the team's view requires it.

    It may stand elsewhere there: at the first change, or in the file, that the team sees.
    """
    at = {_demand(each): each for each in team}
    found = [at.get(_demand(each), each) for each in leadership]
    said = {identity_of(each) for each in found}
    there = set(found)
    found += [each for each in team if each not in there and identity_of(each) in said]
    yield from classed(found, set(team))


def _demand(finding: Finding) -> tuple[object, ...]:
    """What makes a requirement of two views the same; some name the files and people in view."""
    if finding.rule in BY_FILE:
        return finding.rule.id, finding.account
    return identity_of(finding), finding.where.path


def _all(state: Analyzed) -> Iterator[Finding]:
    yield from state.findings
    yield from exercises(RULE_IDS).findings(state.catalog, state.insight)


def _quoted(finding: Finding) -> str:
    return f"{finding.where.path} {finding.message}"


def diff(
    root: Path,
    edition: Edition,
    as_of: date,
    base: str = "HEAD",
    head: str | None = None,
    *,
    approved_by: str | None = None,
) -> Comparison:
    """Compare a Git revision with another one, or with the folder.

    The result for two revisions depends on their contents and, for what may be shown, on their
    descendants in this clone, see :mod:`~generator.history.two_revisions`. Definitions with errors
    are listed but not compared. ``approved_by``: who approved the proposal, see
    :func:`~generator.git.authors.reviewers`. Raises UsageError if a revision does not exist, or if
    its redactions cannot be read.
    """
    if head is None:
        return _to_folder(root, edition, as_of, base_of(root, base, approved_by))
    return between(root, edition, as_of, base, head, approved_by=approved_by)


def _to_folder(root: Path, edition: Edition, as_of: date, against: Base) -> Comparison:
    elsewhere = (*submodules(root, against.commit), *submodules(root, "HEAD"))
    files, unread = read_tree(root)
    files = tuple(each for each in files if not each.path.startswith(elsewhere))
    skipped: list[Finding] = []
    definitions, problems = load(files, of_the_past=True, passed_over=skipped)
    findings = (each for each in (*unread, *problems) if not _is_inside(each, elsewhere))
    others = (against.state.definitions,)
    links = dict.fromkeys((*links_in(root, against.commit), *links_in(root, "HEAD")))
    not_read = (each for each in links if _is_a(each, elsewhere))
    after = state_of(definitions, (*findings, *not_read), files, others, skipped)
    check_redactions(after.definitions, names_in_folder(root))
    past = against.gate(after.definitions)
    return review(
        against.state,
        after,
        edition,
        as_of,
        authors=against.authors,
        hidden=past.hidden(against.state.definitions),
        gates=past.gated_pair,
    )


def _is_a(finding: Finding, folders: tuple[str, ...]) -> bool:
    return f"{finding.where.path}/" in folders


def _is_inside(finding: Finding, folders: tuple[str, ...]) -> bool:
    return finding.where.path.startswith(folders)
