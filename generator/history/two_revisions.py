"""Comparison of two revisions, which depends on them and on what the clone has after them.

Nothing here, and nothing that it imports, reads the folder: a contract in pyproject.toml refuses
``generator.reading.tree`` and all that leads to it.
"""

from datetime import date
from functools import partial
from pathlib import Path

from generator.changes.comparison import Comparison, review
from generator.changes.gating import Gated, gate
from generator.changes.not_compared import state_of
from generator.editions.past import Purpose
from generator.findings.classification import Edition
from generator.findings.finding import Finding
from generator.git.authors import authors_of
from generator.git.graph import Graph
from generator.git.revision import commit_of, links_in, read_revision
from generator.history.later import graph_since, span_since
from generator.history.redactions import check_redactions, ids_of, names_in_revision, redacted
from generator.history.snapshots import CommitSpan, States
from generator.model.definitions import Definitions
from generator.reading.files import SourceFile
from generator.reading.load import load


def between(
    root: Path,
    edition: Edition,
    as_of: date,
    base: str,
    head: str,
    *,
    approved_by: str | None = None,
) -> Comparison:
    """Compare a Git revision with another one, as ``edition`` may see both.

    ``approved_by``: see :func:`~generator.git.authors.reviewers`. Raises UsageError if a revision
    does not exist, or if its redactions cannot be read.
    """
    one, other = commit_of(root, base), commit_of(root, head)
    graph = graph_since(root, one, other)
    older, newer = committed(root, one), committed(root, other)
    before = state_of(*older[:3], (newer[0],), older[3])
    after = state_of(*newer[:3], (older[0],), newer[3])
    check_redactions(after.definitions, names_in_revision(root, other))
    gates = partial(_gates, graph, (one, other))
    hidden = redacted(
        graph,
        graph.since(one, other) | graph.since(other, one),
        after.definitions,
        ids_of(before.definitions),
    )
    authors = authors_of(root, one, other, approved_by)
    return review(before, after, edition, as_of, authors=authors, hidden=hidden, gates=gates)


def committed(
    root: Path, revision: str
) -> tuple[Definitions, tuple[Finding, ...], tuple[SourceFile, ...], list[Finding]]:
    """Definitions of a revision, their problems, its files, and findings for skipped content."""
    files = read_revision(root, revision)
    skipped: list[Finding] = []
    definitions, problems = load(files, of_the_past=True, passed_over=skipped)
    return definitions, (*links_in(root, revision), *problems), files, skipped


Revision = tuple[str, Definitions]
"""A commit and its definitions."""


def _gates(
    graph: Graph, commits: tuple[str, str], base: Definitions, head: Definitions, edition: Edition
) -> tuple[Gated, Gated]:
    """What may be shown of two commits, the base and the head."""
    one, other = commits
    if graph.since(other) >> graph.numbers[one] & 1:
        return _newer_first(graph, edition, (one, base), (other, head))
    newer, older = _newer_first(graph, edition, (other, head), (one, base))
    return older, newer


def _newer_first(
    graph: Graph, edition: Edition, newer: Revision, older: Revision
) -> tuple[Gated, Gated]:
    """What may be shown of two revisions, the older one compared with the newer.

    If they have diverged, either may be the newer: commits that lead to the other are considered.
    """
    compared = newer[1], older[1]
    states, purpose = States(graph, compared=compared), Purpose.COMPARISON
    descendants = graph.since(newer[0])
    diverged = not graph.since(older[0]) >> graph.numbers[newer[0]] & 1
    beyond = CommitSpan(
        graph.since(newer[0], older[0]),
        graph.is_complete_since(newer[0], older[0]),
        descendants,
        at=1 << graph.numbers[newer[0]],
    )
    now = older[1] if diverged else None
    first = gate(newer[1], partial(states.since, beyond), edition, purpose, now)
    own = span_since(graph, older[0], newer[0])
    span = CommitSpan(
        own.commits | descendants,
        own.complete and beyond.complete,
        descendants,
        at=own.at,
        own=own.own,
    )
    return first, gate(older[1], partial(states.since, span), edition, purpose, first.shown)
