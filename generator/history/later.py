"""What the commits since an earlier one, and today's definitions, let be shown of it."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.changes.gating import Gated, gate, ungated
from generator.editions.past import For
from generator.findings.classification import Edition
from generator.findings.errors import UsageError
from generator.git.graph import Graph, read_graph
from generator.git.revision import commit_of
from generator.git.run import GitError
from generator.history.redactions import ids_of, redacted
from generator.history.snapshots import Span, States
from generator.history.strays import Claim
from generator.model.definitions import Definitions
from generator.text.characters import shown


@dataclass(frozen=True, slots=True)
class Later:
    """States later than a commit: ``today``, and those of every commit that descends from it.

    ``strays``: what today has besides that may say who may see a definition.
    """

    today: Definitions
    commit: str
    graph: Graph
    strays: tuple[Claim, ...] = ()

    def gate(self, older: Definitions, edition: Edition, purpose: For) -> Gated:
        """What of the commit's definitions an edition may be shown."""
        states = States(self.graph, (self.today,), self.strays)
        span = span_since(self.graph, self.commit, and_in_it=True)
        return gate(older, partial(states.since, span), edition, purpose, self.today)

    def gates(
        self, older: Definitions, newer: Definitions, edition: Edition
    ) -> tuple[Gated, Gated]:
        """The same for a comparison with today's."""
        return self.gate(older, edition, For.COMPARISON), ungated(newer)

    def hidden(self, older: Definitions) -> frozenset[str]:
        """Ids of which nothing is shown."""
        return redacted(self.graph, self.graph.since(self.commit), self.today, ids_of(older))


def span_since(graph: Graph, commit: str, older: str = "", *, and_in_it: bool = False) -> Span:
    """What is later than a commit; ``older``: one that is not.

    ``and_in_it``: whether what cannot be read in the commit itself counts too.
    """
    own = 1 << graph.numbers[commit] if and_in_it and commit in graph.numbers else 0
    return Span(graph.since(commit), graph.is_complete_since(commit, older), own=own)


def graph_since(root: Path, *commits: str, to_folder: bool = False) -> Graph:
    """The commits that descend from some others. Raises UsageError where Git cannot tell.

    ``to_folder``: whether they are held against the folder; then the commit that is checked out
    counts, though no branch may lead to it.
    """
    tips = commits
    if to_folder:
        with suppress(UsageError):  # a branch without a commit has none
            tips = (*commits, commit_of(root, "HEAD"))
    try:
        return read_graph(root, tips, commits)
    except GitError as error:
        raise UsageError(
            f"the commits since {shown(commits[0])[:12]} cannot be read here ({error}), so nobody "
            "knows what was secret in them; fetch all there is"
        ) from error
