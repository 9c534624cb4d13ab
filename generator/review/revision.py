"""A revision of the repository, read from Git's objects; the working tree is never touched."""

from collections.abc import Iterator
from pathlib import Path

from generator.definitions.tree import ENDINGS, FOLDERS, LARGEST_FILE, PAGES, SourceFile
from generator.diagnostics import UsageError
from generator.review.git import GitError, git

_FILE_MODES = ("100644", "100755")


def read_revision(root: Path, revision: str) -> tuple[SourceFile, ...]:
    """The definition files of a revision, by path, as :func:`read_tree` gives those of a folder.

    ``revision``: anything Git takes for a commit, such as ``main`` or ``HEAD~2``. Raises
    UsageError when there is no Git, no repository or no such commit.
    """
    commit = commit_of(root, revision)
    try:
        prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
        listed = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *_folders(prefix))
        wanted = dict(_definitions(listed, prefix))
        contents = _contents(root, list(wanted.values()))
    except GitError as error:
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
        git(root, "rev-parse", "--git-dir")
    except GitError as error:
        raise UsageError(
            f"{root} is not in a Git repository, so there is no earlier state to compare with "
            f"({error})"
        ) from error
    try:
        name = f"{revision}^{{commit}}"
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except GitError as error:
        raise UsageError(
            f"there is no revision `{revision}` here. `git branch --all` and `git tag` list them; "
            "a shallow clone has only the newest commits (`git fetch --unshallow`)"
        ) from error
    return found.decode().strip()


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
    answer = git(root, "cat-file", "--batch", given="".join(f"{b}\n" for b in unique).encode())
    found: dict[str, bytes] = {}
    place = 0
    for blob in unique:
        end = answer.index(b"\n", place)
        described = answer[place:end].split()
        if len(described) < 3:
            raise GitError(f"object {blob} is missing")
        size = int(described[2])
        found[blob] = answer[end + 1 : end + 1 + min(size, LARGEST_FILE + 1)]
        place = end + 1 + size + 1
    return found


def authors_since(root: Path, base: str, head: str = "HEAD") -> dict[str, frozenset[str]]:
    """Who wrote the commits from ``base`` to ``head``, by path of what they changed.

    Names as the commits give them; what is not committed yet has no author. Raises UsageError as
    :func:`commit_of`.
    """
    span = f"{commit_of(root, base)}..{commit_of(root, head)}"
    asked = ("log", "-z", "--no-renames", "--name-only", "--format=%x01%an", "--relative", span)
    found: dict[str, set[str]] = {}
    try:
        told = git(root, *asked, "--", *FOLDERS).decode(errors="replace")
    except GitError as error:
        raise UsageError(f"the commits since `{base}` cannot be read here ({error})") from error
    for commit in told.split("\1")[1:]:
        author, *paths = (part.strip("\n") for part in commit.split("\0"))
        for path in paths:
            found.setdefault(path, set()).add(author)
    return {path: frozenset(names) for path, names in found.items() if path}
