"""Metadata of a comparison: commit, date, command to repeat it, and changes it leaves out."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.findings.classification import Edition
from generator.git.revision import commit_of
from generator.git.run import GitError, git
from generator.git.snapshot import day_of_commit
from generator.history.behind import SHORT, Behind, behind_of
from generator.reading.files import PAGES
from generator.text.formats import capital, counted, listed

_SETTINGS = "mkdocs.yml"

# Do not write anything, and do not start programs named in settings.
_READ_ONLY = ("-c", "core.fsmonitor=false", "--no-optional-locks")

_CHANGED = (
    *("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules"),
    *("--relative", f"-O{os.devnull}"),
)


@dataclass(frozen=True, slots=True)
class DiffMetadata:
    """Metadata of a comparison.

    ``commit``: abbreviated id of the compared commit, ``day``: its date; empty for the folder.
    ``again``: one or two revisions that give the same comparison. ``other_changes``: what else
    changed and is not compared, as a sentence. ``files`` and ``preview``: the addresses below which
    the files of the newer state and the pages built of it are shown, without a slash at the end.
    ``behind``: what the newer state lacks of the older one.
    """

    commit: str = ""
    day: date | None = None
    again: tuple[str, ...] = ()
    other_changes: str = ""
    files: str = ""
    preview: str = ""
    behind: Behind | None = None


NO_METADATA = DiffMetadata()
"""No metadata."""


def diff_metadata(
    root: Path, edition: Edition, base: str, head: str | None, proposal: str | None = None
) -> DiffMetadata:
    """Metadata of the comparison of ``base`` with ``head``, or with the folder, for an edition.

    ``proposal``: the proposed commit, if ``head`` is the result of merging it. Raises UsageError if
    a commit does not exist.
    """
    older = commit_of(root, base)
    named = proposal or head
    commit = commit_of(root, named) if named else ""
    since = _common(root, older, commit) if proposal else older
    return DiffMetadata(
        commit[:SHORT],
        day_of_commit(root, commit) if commit else None,
        tuple(each[:SHORT] for each in (since, commit) if each),
        other_changes(root, base, head),
        behind=behind_of(root, edition, base, head),
    )


def _common(root: Path, one: str, other: str) -> str:
    """The merge base; compared with it, only the change itself differs."""
    try:
        return git(root, "merge-base", one, other).decode().strip()
    except GitError:
        return one


def other_changes(root: Path, base: str, head: str | None) -> str:
    """What changed besides definitions, as a sentence; empty if nothing did.

    States numbers but no names: the name of a past page may contain a redacted id. Raises
    UsageError if a revision does not exist.
    """
    places = ("--", PAGES, _SETTINGS)
    states = [commit_of(root, each) for each in (base, head) if each is not None]
    try:
        changed = git(root, *_READ_ONLY, *_CHANGED, *states, *places)
        if head is None:
            changed += git(root, "ls-files", "--others", "--exclude-standard", "-z", *places)
    except GitError:  # incomplete clone; the comparison itself did not need these objects
        return ""
    paths = [raw.decode(errors="replace") for raw in changed.split(b"\0") if raw]
    pages, settings = sum(path.endswith(".md") for path in paths), _SETTINGS in paths
    files = len(paths) - pages - settings
    parts = [counted(pages, "hand-written page")] if pages else []
    parts += [counted(files, "file beside them", "files beside them")] if files else []
    parts += [f"the settings in {_SETTINGS}"] if settings else []
    return f"{capital(listed(parts))} changed; what they say is not compared." if parts else ""
