"""Authors of the commits in a change."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.revision import commit_of, name_of
from generator.git.run import GitError, git
from generator.reading.files import FOLDERS

_PLAIN = ("--no-show-signature", "--encoding=UTF-8")

_LOG_COMMAND = (
    *("log", *_PLAIN, "--format=%x01%an%x02%ae"),
    *("-z", "--name-only", "--no-renames", "--relative", f"-O{os.devnull}"),
)

# No-reply addresses of forges: an optional number and the handle.
_OF_A_FORGE = re.compile(r"(?P<whole>(?:\d+[+-])?(?P<handle>[\w.-]+))@(?:users\.)?noreply\.[\w.-]+")


@dataclass(frozen=True, slots=True)
class Author:
    """The author of a commit: the name as given, and possible handles on the forge.

    ``person``: the id of the one of our people who goes by these, if known and any does.
    """

    name: str
    handles: frozenset[str] = field(default=frozenset())
    person: str = ""


@dataclass(frozen=True, slots=True)
class Authors:
    """Who made a change, by the path of each file, and who approved the proposal of it.

    ``reviewers``: their handles; ``None`` if nobody asked the forge. ``dropped``: files of which a
    merge left out what the base had changed, with who merged.
    """

    by_path: Mapping[str, frozenset[Author]] = field(default_factory=dict)
    reviewers: frozenset[str] | None = None
    dropped: Mapping[str, frozenset[Author]] = field(default_factory=dict)


NO_AUTHORS = Authors()


def reviewers(handles: str | None) -> frozenset[str] | None:
    """Who approved a proposal: handles with commas or spaces between; ``None`` if unknown."""
    if handles is None:
        return None
    names = handles.replace(",", " ").casefold().split()
    return frozenset(each.removeprefix("@") for each in names)


def author(name: str, address: str) -> Author:
    """The author for the name and e-mail address in a commit."""
    found = _OF_A_FORGE.fullmatch(address.casefold())
    return Author(name, frozenset(found.groups()) if found else frozenset())


def authors_of(root: Path, base: str, head: str, approved_by: str | None) -> Authors:
    """Who made the change from ``base`` to ``head``; ``approved_by``: see :func:`reviewers`.

    Raises UsageError as :func:`authors_since`.
    """
    since = authors_since(root, base, head)
    return Authors(since, reviewers(approved_by), dropped_since(root, base, head))


def authors_since(root: Path, base: str, head: str = "HEAD") -> dict[str, frozenset[Author]]:
    """Authors of the commits from ``base`` to ``head``, by the path of the changed files.

    Uncommitted changes have no author. Raises UsageError as
    :func:`~generator.git.revision.commit_of`.
    """
    span = f"{commit_of(root, base)}..{commit_of(root, head)}"
    found: dict[str, set[Author]] = {}
    try:
        output = git(root, *_LOG_COMMAND, span, "--", *FOLDERS).decode(errors="replace")
    except GitError as error:
        raise UsageError(
            f"the commits since `{name_of(base)}` cannot be read here ({error})"
        ) from error
    for commit in output.split("\1")[1:]:
        called, *paths = (part.strip("\n") for part in commit.split("\0"))
        name, _, address = called.rpartition("\2")
        for path in paths:
            found.setdefault(path, set()).add(author(name, address))
    return {path: frozenset(authors) for path, authors in found.items() if path}


def dropped_since(root: Path, base: str, head: str) -> dict[str, frozenset[Author]]:
    """Files of which a merge between ``base`` and ``head`` left out what ``base`` had changed.

    With who made the merge. Without files that were changed again after it, on either side; nothing
    of a clone that lacks the commits. Raises UsageError as :func:`authors_since`.
    """
    one, other = commit_of(root, base), commit_of(root, head)
    span = f"{one}..{other}"
    found: dict[str, set[Author]] = {}
    try:
        own = set(git(root, "rev-list", span).decode().split())
        log = git(root, "log", "--merges", *_PLAIN, _MERGES, "-z", span)
        for row in filter(None, log.decode(errors="replace").split("\0")):
            merge, parents, address, name = row.split("\1", 3)  # a name may hold anything
            for parent in (each for each in parents.split() if each not in own):
                others = [each for each in parents.split() if each != parent]
                paths = _left_out(root, merge, parent, others)
                if paths:
                    paths -= _paths(root, f"{parent}..{one}")
                    paths -= _paths(root, f"{merge}..{other}", "log")
                for path in paths:
                    found.setdefault(path, set()).add(author(name, address))
    except GitError:
        return {}
    return {path: frozenset(authors) for path, authors in found.items()}


_MERGES = "--format=%H%x01%P%x01%ae%x01%an"


def _left_out(root: Path, merge: str, parent: str, others: Iterable[str]) -> set[str]:
    """What ``parent`` had changed that is in the merge as one of the ``others`` has it."""
    found: set[str] = set()
    for other in others:
        theirs = _paths(root, f"{other}...{parent}") & _paths(root, f"{parent}..{merge}")
        found |= theirs - (_paths(root, f"{other}..{merge}") if theirs else set())
    return found


def _paths(root: Path, span: str, command: str = "diff") -> set[str]:
    """The files that differ between two commits, or that the commits between them changed."""
    form = (*_PLAIN, "--format=") if command == "log" else ()
    options = ("-z", "--name-only", "--no-renames", "--relative", f"-O{os.devnull}")
    output = git(root, command, *form, *options, span, "--", *FOLDERS).decode(errors="replace")
    return set(filter(None, output.split("\0")))
