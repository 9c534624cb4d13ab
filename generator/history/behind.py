"""A newer state that lacks commits of the older one, whose changes then read as undone."""

import re
from pathlib import Path
from typing import Literal

from generator.analysis.record import figure, record
from generator.findings.classification import Edition
from generator.git.revision import commit_of
from generator.git.run import GitError, git
from generator.history.later import head_of
from generator.text.formats import counted

SHORT = 12
"""Length of an abbreviated commit id: enough to be unique in any repository."""


Remedy = Literal["turn", "compare", "merge"]

_PLAIN = re.compile(r"[\w./@^~-]+")


def _if_any(text: str) -> str | None:
    return text or None


def _number_if_any(number: int) -> int | None:
    return number or None


@record
class Behind:
    """What the newer of two states lacks.

    How many commits that are, and which, may tell of what is secret: leadership alone is told.
    ``base``, ``head``: the revisions as they are typed, the head empty for the folder.
    """

    remedy: Remedy = figure(
        "`turn` both round, as the newer state leads to the older one; `compare` from where they "
        "parted, or merge; `merge`, as they come from no common commit"
    )
    commits: int = figure(
        "number of commits that lead to the older state and not to the newer; in leadership alone",
        form=_number_if_any,
    )
    parted: str = figure(
        "abbreviated id of the commit from which both come; in leadership alone; absent for none",
        form=_if_any,
    )
    base: str = ""
    head: str = ""

    def sentence(self, base: str) -> str:
        """What that means and what to do; ``base``: the name of the older state.

        A command, which goes on from here, is :meth:`command`.
        """
        number = counted(self.commits, "commit") if self.commits else "commits"
        it = "it" if self.commits == 1 else "they"
        begin = (
            f"{base} has {number} that this branch lacks: what {it} changed reads as undone here."
        )
        if self.remedy == "turn":
            return f"{begin} This branch has none of its own; to read what is new, turn both round:"
        if self.remedy == "merge":
            return f"{begin} Merge {base} first."
        return f"{begin} Merge {base} first, or compare from where they parted:"

    def command(self, edition: Edition, verb: str = "diff") -> str:
        """What compares both without what the newer one lacks; empty if they have no common state.

        ``verb``: with what follows it before the revision.
        """
        if self.remedy == "merge":
            return ""
        since = self.parted or f"$(git merge-base {self.base} {self.head or 'HEAD'})"
        states = (self.head, self.base) if self.remedy == "turn" else (since, self.head)
        return f"playbook {verb} {' '.join(filter(None, states))} --edition {edition.value}"


def behind_of(root: Path, edition: Edition, base: str, head: str | None = None) -> Behind | None:
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
    knows = edition is Edition.LEADERSHIP
    apart: Remedy = "compare" if parted else "merge"
    return Behind(
        "turn" if head is not None and parted == newer else apart,
        number if knows else 0,
        parted[:SHORT] if knows else "",
        _typed(base, older),
        _typed(head, newer) if head is not None else "",
    )


def _typed(name: str, commit: str) -> str:
    """A revision as it was named, or by its id where the name would need quotes."""
    return name if _PLAIN.fullmatch(name) and not name.startswith("-") else commit[:SHORT]


def _parted(root: Path, one: str, other: str) -> str:
    try:
        return git(root, "merge-base", one, other).decode().strip()
    except GitError:
        return ""


def _is_shallow(root: Path) -> bool:
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
