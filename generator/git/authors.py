"""Authors of the commits in a change."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.findings.errors import UsageError
from generator.git.revision import commit_of, name_of
from generator.git.run import GitError, git
from generator.reading.files import FOLDERS

_LOG_COMMAND = (
    *("log", "--no-show-signature", "--encoding=UTF-8", "--format=%x01%an%x02%ae"),
    *("-z", "--name-only", "--no-renames", "--relative", f"-O{os.devnull}"),
)

# No-reply addresses of forges: an optional number and the handle.
_OF_A_FORGE = re.compile(r"(?P<whole>(?:\d+[+-])?(?P<handle>[\w.-]+))@(?:users\.)?noreply\.[\w.-]+")


@dataclass(frozen=True, slots=True)
class Author:
    """The author of a commit: the name as given, and possible handles on the forge."""

    name: str
    handles: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Authors:
    """Who made a change, by the path of each file, and who approved the proposal of it.

    ``reviewers``: their handles; ``None`` if nobody asked the forge.
    """

    by_path: Mapping[str, frozenset[Author]] = field(default_factory=dict)
    reviewers: frozenset[str] | None = None


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
