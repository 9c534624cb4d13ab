"""A revision of the repository, read from Git's objects; the working tree is never touched."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.definitions.tree import ENDINGS, FOLDERS, LARGEST_FILE, PAGES, SourceFile
from generator.diagnostics import UsageError

_FILE_MODES = ("100644", "100755")
_PATIENCE = 60
"""Seconds after which Git is given up: no answer it has for us takes that long."""


def read_revision(root: Path, revision: str) -> tuple[SourceFile, ...]:
    """The definition files of a revision, by path, as :func:`read_tree` gives those of a folder.

    ``revision``: anything Git takes for a commit, such as ``main`` or ``HEAD~2``. Raises
    UsageError when there is no Git, no repository or no such commit.
    """
    commit = commit_of(root, revision)
    try:
        prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
        listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *_folders(prefix))
        wanted = dict(_definitions(listed, prefix))
        contents = _contents(root, list(wanted.values()))
    except _GitError as error:
        raise UsageError(
            f"the revision `{revision}` is incomplete here ({error}); fetch it with all its files"
        ) from error
    if not wanted:
        raise UsageError(f"the revision `{revision}` holds no definition to compare with")
    return tuple(SourceFile(path, contents[blob]) for path, blob in sorted(wanted.items()))


def commit_of(root: Path, revision: str) -> str:
    """The full name of the commit a revision names. Raises UsageError when there is none."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError(f"`{revision}` is no revision; name a branch, a tag or a commit")
    try:
        _git(root, "rev-parse", "--git-dir")
    except _GitError as error:
        raise UsageError(
            f"{root} is not in a Git repository, so there is no earlier state to compare with "
            f"({error})"
        ) from error
    try:
        name = f"{revision}^{{commit}}"
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except _GitError as error:
        raise UsageError(
            f"there is no revision `{revision}` here. `git branch --all` and `git tag` list them; "
            "a shallow clone has only the newest commits (`git fetch --unshallow`)"
        ) from error
    return found.decode().strip()


class _GitError(Exception):
    """Git answered with an error."""


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    # No hook, pager, prompt or replacement object of the repository may have a say here.
    command = ("git", "--no-pager", "--no-replace-objects", "-C", str(root), *arguments)
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=_environment(),
        )
    except FileNotFoundError as error:
        raise UsageError(
            "Git is not installed, and an earlier state can only come from it"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"Git did not answer within {_PATIENCE} seconds") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _GitError(said[0] if said else "Git gives no reason")
    return done.stdout


def _environment() -> dict[str, str]:
    """Ours without what a hook or a wrapper says about another repository; nothing is fetched."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**own, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def _folders(prefix: str) -> list[str]:
    return [f"{prefix}{folder}" for folder in FOLDERS]


def _definitions(listed: bytes, prefix: str) -> Iterator[tuple[str, str]]:
    """Path below the root and object of each file a definition may stand in."""
    for entry in listed.split(b"\0"):
        described, _, raw = entry.partition(b"\t")
        path = raw.decode(errors="replace").removeprefix(prefix)
        hidden = any(part.startswith(".") for part in path.split("/"))
        if not entry or hidden or path.startswith(f"{PAGES}/"):
            continue
        mode, _, blob = described.decode().split()
        if mode in _FILE_MODES and path.lower().endswith(ENDINGS):
            yield path, blob


def _contents(root: Path, blobs: list[str]) -> dict[str, bytes]:
    """Each object's bytes, no more of it than shows that it is too large; one call for all."""
    unique = list(dict.fromkeys(blobs))
    answer = _git(root, "cat-file", "--batch", given="".join(f"{b}\n" for b in unique).encode())
    found: dict[str, bytes] = {}
    place = 0
    for blob in unique:
        end = answer.index(b"\n", place)
        described = answer[place:end].split()
        if len(described) < 3:
            raise _GitError(f"object {blob} is missing")
        size = int(described[2])
        found[blob] = answer[end + 1 : end + 1 + min(size, LARGEST_FILE + 1)]
        place = end + 1 + size + 1
    return found
