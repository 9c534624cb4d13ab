"""The history along first parents: one pass over the log, one over the files.

A branch counts with its merge, on the day of the merge, however many commits it had.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.graph import Graph, read_graph
from generator.git.revision import FILE_MODES, may_hold_definition
from generator.git.run import GitError, definitions_of, git, is_none
from generator.model.kinds import place_of
from generator.reading.files import FOLDERS, SourceFile
from generator.text.characters import shown
from generator.text.formats import day_text

_LOG_COMMAND = (
    *("-c", "log.showRoot=true", "log", "--first-parent", "--diff-merges=first-parent"),
    *("--raw", "-z", "--no-abbrev", "--no-renames", f"-O{os.devnull}"),
    *("--no-color", "--no-show-signature", "--relative", "--encoding=UTF-8"),
    "--format=%H%x00%ct%x00%an%x00%s",
)

_HEADER = 4

_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(9999, 12, 31)

NO_GIT = "Git is not installed where this was built, so that only the files themselves were read."

NO_REPOSITORY = "The files were not in a Git repository when this was built."

NO_COMMIT = "Nothing was committed yet when this was built."

INCOMPLETE = (
    "The copy of the repository this was built from lacks files of earlier states; "
    "a full clone has them."
)

SHALLOW = "The copy of the repository this was built from begins on {day}; a full clone goes back."

UNTRUSTED = (
    "Where this was built, the repository belongs to another user, so that Git does not read it; "
    "its setting `safe.directory` says whom it may trust."
)

FAILED = "Git could not read the history where this was built: {reason}."

_OF_AN_OBJECT = re.compile(r"\b[0-9a-f]{40}|promisor")
"""Occurs in Git's error messages if a file, folder or commit is missing."""

_ABSOLUTE = re.compile(r"(?<![^\s'\"(=])(?:[A-Za-z]:)?[/\\][^\s'\"]*")

_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the first-parent line.

    ``id``: full hash; ``day``: UTC date on which it became part of the line; ``changed``: path ->
    object of each changed definition file, ``None`` for a removed one. Author and subject are
    untrusted text.
    """

    id: str
    day: date
    author: str
    subject: str
    changed: Mapping[str, str | None]


@dataclass(frozen=True)
class Log:
    """The commits that changed a definition, oldest first, with the contents of their files.

    ``cut``: id of the commit at which a shallow clone begins, else empty; its contents are older.
    ``unseen``: what could not be read, as a sentence for readers; empty if complete.
    """

    commits: tuple[Commit, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    cut: str = ""
    unseen: str = ""
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    """Place -> numbers of the commits that changed it, oldest first; see :func:`place_of`."""
    graph: Graph = field(default_factory=Graph, repr=False)
    """All commits of the clone, for what later states declare about earlier ones."""
    head: str = ""
    """The id of the last commit."""

    @property
    def is_settled(self) -> bool:
        """Whether it stays the same without another commit, ref or start of a shallow clone.

        Not where Git refused, or misses an object that it may be given later.
        """
        is_complete = not self.unseen or bool(self.cut)
        is_known = is_complete or self.unseen in (NO_GIT, NO_REPOSITORY, NO_COMMIT)
        return is_known and not self.graph.lacks_files

    def file(self, path: str, blob: str) -> SourceFile:
        """The file with the content of an object."""
        return SourceFile(path, self.contents[blob])


def read_log(root: Path, revision: str = "HEAD") -> Log:
    """The log of the repository that contains ``root``, up to ``revision``.

    Never raises for missing history: ``Log.unseen`` states what could not be read. Cached by
    commit.
    """
    try:
        git(root, "rev-parse", "--git-dir")
    except UsageError:
        return _unread(NO_GIT)
    except GitError as error:
        return _unread(NO_REPOSITORY if is_none(error) else _why(str(error)))
    try:
        name = f"{revision}^{{commit}}"
        commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except (GitError, UsageError):
        return _unread(NO_COMMIT)
    try:
        name = commit.decode().strip()
        return _log(root, name, _cut(root, name) if shallow else "", read_graph(root, [name]))
    except (GitError, UsageError) as error:
        return _unread(_why(str(error)))


@lru_cache(maxsize=8)  # a log that is the same is the same object, see `generator.cache.memory`
def _unread(why: str) -> Log:
    return Log(unseen=why)


def _why(reason: str) -> str:
    """A sentence for readers of any edition; of the machine it shows only Git's message."""
    if "dubious ownership" in reason:
        return UNTRUSTED
    if _OF_AN_OBJECT.search(reason):
        return INCOMPLETE
    text = shown(_ABSOLUTE.sub("…", reason)).rstrip(".")
    return FAILED.format(reason=text[:_LONGEST_REASON])


@lru_cache(maxsize=2)
def _log(root: Path, commit: str, cut: str, graph: Graph) -> Log:
    """The log from ``cut`` to ``commit``.

    Raises what :func:`git` does.
    """
    output = git(root, *_LOG_COMMAND, commit, "--", *FOLDERS)
    commits = tuple(reversed(list(_commits(output))))
    blobs = {blob for each in commits for blob in each.changed.values() if blob}
    contents = definitions_of(root, sorted(blobs))
    begins = next((each.day for each in commits if each.id == cut), None)
    unseen = SHALLOW.format(day=day_text(begins)) if begins else ""
    return Log(commits, contents, cut, unseen, _places(commits), graph, commit)


def _commits(output: bytes) -> Iterator[Commit]:
    """Parse Git's output, newest first: four fields, then pairs of raw diff entry and path."""
    parts = [part.decode(errors="replace") for part in output.split(b"\0")]
    place = 0
    while place < len(parts):
        if not parts[place].strip("\n"):
            place += 1
            continue
        commit, seconds, author, subject = parts[place : place + _HEADER]
        place += _HEADER
        changed: dict[str, str | None] = {}
        while place < len(parts) and (not parts[place] or parts[place].lstrip("\n")[:1] == ":"):
            described = parts[place].split()
            if described and may_hold_definition(parts[place + 1]):
                mode, blob = described[1], described[3]
                changed[parts[place + 1]] = blob if mode in FILE_MODES else None
            place += 2 if described else 1
        if changed:
            yield Commit(commit.strip("\n"), day_of(seconds), author, subject, changed)


def day_of(seconds: str) -> date:
    """The UTC date of a timestamp, limited to the supported calendar range."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        return _FIRST_DAY if seconds.startswith("-") or not seconds.isdigit() else _LAST_DAY


def _cut(root: Path, commit: str) -> str:
    """The oldest commit of the line if its parent is missing, else empty."""
    ends = git(root, "rev-list", "--first-parent", "--max-parents=0", commit).decode().split()
    last = ends[-1] if ends else ""
    if not last:
        return ""
    headers, _, _ = git(root, "cat-file", "commit", last).partition(b"\n\n")
    return last if b"\nparent " in headers else ""


def _places(commits: tuple[Commit, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, commit in enumerate(commits):
        for place in {place_of(path) for path in commit.changed}:
            found.setdefault(place, []).append(number)
    return {place: tuple(numbers) for place, numbers in found.items()}
