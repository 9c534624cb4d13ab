"""A newer state that lacks commits of the older one, whose changes then read as undone."""

from pathlib import Path

from generator.analysis.record import figure, record
from generator.findings.classification import Edition
from generator.git.revision import commit_of
from generator.git.run import GitError, git
from generator.history.later import head_of
from generator.text.formats import counted

SHORT = 12
"""Length of an abbreviated commit id: enough to be unique in any repository."""


def _if_any(text: str) -> str | None:
    return text or None


@record
class Behind:
    """What the newer of two states lacks; ``head``: abbreviated, empty for the folder."""

    commits: int = figure("number of commits that lead to the older state and not to the newer")
    parted: str = figure(
        "abbreviated id of the commit from which both come; absent for none", form=_if_any
    )
    base: str = ""
    head: str = ""

    def sentence(self, base: str) -> str:
        """What that means and what to do; ``base``: the name of the older state.

        A command, which goes on from here, is :meth:`command`.
        """
        it = "it" if self.commits == 1 else "they"
        begin = (
            f"{base} has {counted(self.commits, 'commit')} that this branch lacks: "
            f"what {it} changed reads as undone here."
        )
        if self.is_turned:
            return f"{begin} This branch has none of its own; to read what is new, turn both round:"
        if not self.parted:
            return f"{begin} Merge {base} first."
        return f"{begin} Merge {base} first, or compare from where they parted:"

    @property
    def is_turned(self) -> bool:
        """Whether the newer state is one of those that lead to the older one."""
        return bool(self.head) and self.parted == self.head

    def command(self, edition: Edition, verb: str = "diff") -> str:
        """What compares both without what the newer one lacks; empty if they have no common state.

        ``verb``: with what follows it before the revision.
        """
        if not self.parted:
            return ""
        states = (self.head, self.base) if self.is_turned else (self.parted, self.head)
        return f"playbook {verb} {' '.join(filter(None, states))} --edition {edition.value}"


def behind_of(root: Path, base: str, head: str | None = None) -> Behind | None:
    """What ``head``, or the commit the folder is based on, lacks of ``base``; ``None`` if nothing.

    Raises UsageError if a revision does not exist.
    """
    older = commit_of(root, base)
    newer = commit_of(root, head) if head is not None else head_of(root)
    if not newer:
        return None
    try:
        number = int(git(root, "rev-list", "--count", f"{newer}..{older}"))
        parted = _parted(root, older, newer) if number else ""
        if not number or (not parted and _is_shallow(root)):
            return None  # of a shallow clone nobody knows from where both come
    except GitError:  # incomplete clone; the comparison itself did not need these commits
        return None
    named = newer[:SHORT] if head is not None else ""
    return Behind(number, parted[:SHORT], older[:SHORT], named)


def _parted(root: Path, one: str, other: str) -> str:
    try:
        return git(root, "merge-base", one, other).decode().strip()
    except GitError:
        return ""


def _is_shallow(root: Path) -> bool:
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
