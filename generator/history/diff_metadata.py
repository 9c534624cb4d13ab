"""What is said of a comparison beside what it found: whose it is, and what it left out."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.git.revision import commit_of
from generator.git.run import GitError, git
from generator.git.snapshot import day_of_commit
from generator.reading.tree import PAGES
from generator.text.formats import capital, counted, listed

_SHORT = 12
"""Characters of a commit's name: enough for any repository to know it by."""

_SETTINGS = "mkdocs.yml"

# Nothing is written, and no program that a setting names is started.
_QUIETLY = ("-c", "core.fsmonitor=false", "--no-optional-locks")

_CHANGED = (
    *("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules"),
    *("--relative", f"-O{os.devnull}"),
)


@dataclass(frozen=True, slots=True)
class DiffMetadata:
    """What stands beside a comparison.

    ``commit``: short name of the commit that is looked at, ``day`` of it; none where it is the
    folder as it is. ``again``: two states, or one and the folder, whose comparison says the same.
    ``others``: what changed and is not compared, in words.
    """

    commit: str = ""
    day: date | None = None
    again: tuple[str, ...] = ()
    others: str = ""


NO_METADATA = DiffMetadata()
"""Nothing beside it."""


def diff_metadata(
    root: Path, base: str, head: str | None, proposal: str | None = None
) -> DiffMetadata:
    """What stands beside the comparison of ``base`` with ``head``, or with the folder as it is.

    ``proposal``: the commit that is proposed, where ``head`` is what it would make. Raises
    UsageError when there is no such commit.
    """
    older = commit_of(root, base)
    named = proposal or head
    commit = commit_of(root, named) if named else ""
    since = _common(root, older, commit) if proposal else older
    return DiffMetadata(
        commit[:_SHORT],
        day_of_commit(root, commit) if commit else None,
        tuple(each[:_SHORT] for each in (since, commit) if each),
        others(root, base, head),
    )


def _common(root: Path, one: str, other: str) -> str:
    """The commit from which both come: what is compared with it is the change alone."""
    try:
        return git(root, "merge-base", one, other).decode().strip()
    except GitError:
        return one


def others(root: Path, base: str, head: str | None) -> str:
    """What changed beside the definitions, in a sentence; empty where nothing did.

    How many and not which: a page of the past may be named after what must not be mentioned any
    more. Raises UsageError when there is no such revision.
    """
    places = ("--", PAGES, _SETTINGS)
    states = [commit_of(root, each) for each in (base, head) if each is not None]
    try:
        changed = git(root, *_QUIETLY, *_CHANGED, *states, *places)
        if head is None:
            changed += git(root, "ls-files", "--others", "--exclude-standard", "-z", *places)
    except GitError:  # a state that is not whole here; the comparison itself did without
        return ""
    paths = [raw.decode(errors="replace") for raw in changed.split(b"\0") if raw]
    pages, settings = sum(path.endswith(".md") for path in paths), _SETTINGS in paths
    files = len(paths) - pages - settings
    parts = [counted(pages, "hand-written page")] if pages else []
    parts += [counted(files, "file beside them", "files beside them")] if files else []
    parts += [f"the settings in {_SETTINGS}"] if settings else []
    return f"{capital(listed(parts))} changed; what they say is not compared." if parts else ""
