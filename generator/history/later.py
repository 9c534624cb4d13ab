"""Later states of an earlier commit, which limit what may be shown of it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.changes.gating import Gated, all_visible, gate
from generator.editions.past import Purpose
from generator.findings.classification import Edition
from generator.findings.errors import UsageError
from generator.git.graph import Graph, read_graph
from generator.git.revision import commit_of
from generator.git.run import GitError
from generator.history.redactions import ids_of, redacted
from generator.history.snapshots import CommitSpan, States
from generator.history.strays import Claim
from generator.model.definitions import Definitions, by_key
from generator.text.characters import shown


@dataclass(frozen=True, slots=True)
class PastGate:
    """The gate of the past for a commit, from ``today`` and all later commits.

    ``head``: the commit that today's state is based on, if any; ``strays``: other files of today
    that may contain classifications.
    """

    today: Definitions
    commit: str
    graph: Graph
    head: str = ""
    strays: tuple[Claim, ...] = ()

    def gated(self, older: Definitions, edition: Edition, purpose: Purpose) -> Gated:
        """What an edition may see of the commit's definitions."""
        states = States(self.graph, (self.today,), self.strays)
        span = span_since(self.graph, self.commit, self.head)
        return gate(older, partial(states.since, span), edition, purpose, self.today)

    def gated_pair(
        self, older: Definitions, newer: Definitions, edition: Edition
    ) -> tuple[Gated, Gated]:
        """The same for a comparison with today's; ``newer``: the part of them to compare."""
        compared = replace(self, today=self.today.with_items(by_key(newer)))
        return compared.gated(older, edition, Purpose.COMPARISON), all_visible(newer)

    def hidden(self, older: Definitions) -> frozenset[str]:
        """Ids that must not be shown."""
        since = self.graph.since(self.commit, self.head)
        return redacted(self.graph, since, self.today, ids_of(older))


def span_since(graph: Graph, commit: str, other: str) -> CommitSpan:
    """What is later than a commit that is compared with another one or with today; see
    :class:`Graph`.

    Includes unreadable content of the commit itself.
    """
    own = 1 << graph.numbers[commit] if commit in graph.numbers else 0
    return CommitSpan(graph.since(commit, other), graph.is_complete_since(commit), at=own, own=own)


def head_of(root: Path) -> str:
    """The commit that is checked out; empty on a branch without commits."""
    with suppress(UsageError):
        return commit_of(root, "HEAD")
    return ""


_FETCH = "fetch the whole history"


def graph_since(root: Path, *commits: str) -> Graph:
    """The commits later than some that are compared; an empty id stands for none.

    Raises UsageError if Git fails.
    """
    start = tuple(filter(None, commits))
    try:
        return read_graph(root, start, start)
    except GitError as error:
        said = str(error)
        broken_index = "index file" in said or "signature" in said
        remedy = "delete .git/index and run `git reset`" if broken_index else _FETCH
        raise UsageError(
            f"the commits since {shown(commits[0])[:12]} cannot be read here ({said}), so nobody "
            f"knows what was secret in them; {remedy}"
        ) from error
