"""What the commits since an earlier one, and today's definitions, let be shown of it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.definitions.definitions import Definitions
from generator.diagnostics import UsageError
from generator.editions import Edition
from generator.review.past.gate import For
from generator.review.past.gating import Gated, gate, ungated
from generator.review.past.redactions import redacted
from generator.review.past.states import Span, States
from generator.review.store.git import GitError
from generator.review.store.graph import Graph, read_graph
from generator.review.store.revision import shown


@dataclass(frozen=True, slots=True)
class Later:
    """States later than a commit: ``today``, and those of every commit that descends from it."""

    today: Definitions
    commit: str
    graph: Graph

    def gate(self, older: Definitions, edition: Edition, purpose: For) -> Gated:
        """What of the commit's definitions an edition may be shown."""
        states, span = States(self.graph, (self.today,)), span_since(self.graph, self.commit)
        return gate(older, partial(states.since, span), edition, purpose, self.today)

    def gates(
        self, older: Definitions, newer: Definitions, edition: Edition
    ) -> tuple[Gated, Gated]:
        """The same for a comparison with today's."""
        return self.gate(older, edition, For.COMPARISON), ungated(newer)

    def hidden(self, older: Definitions) -> frozenset[str]:
        """Ids of which nothing is shown."""
        return redacted(self.graph, self.graph.since(self.commit), self.today, older)


def span_since(graph: Graph, commit: str, older: str = "") -> Span:
    """What is later than a commit; ``older``: one that is not."""
    return Span(graph.since(commit), graph.is_complete_since(commit, older))


def graph_since(root: Path, *commits: str) -> Graph:
    """The commits that descend from some others. Raises UsageError where Git cannot tell."""
    try:
        return read_graph(root, commits, commits)
    except GitError as error:
        raise UsageError(
            f"the commits since {shown(commits[0])[:12]} cannot be read here ({error}), so nobody "
            "knows what was secret in them; fetch all there is"
        ) from error
