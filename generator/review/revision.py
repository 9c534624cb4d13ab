"""A revision of the repository, read from Git's objects; the working tree is never touched."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.definitions.reader_source import STAND_IN
from generator.definitions.tree import ENDINGS, FOLDERS, LARGEST_FILE, PAGES, SourceFile
from generator.diagnostics import UsageError
from generator.review.git import GitError, git

_SUBMODULE = b"160000"
FILE_MODES = ("100644", "100755")
"""What Git calls a file; links and submodules are none."""


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
        contents = contents_of(root, wanted.values())
    except GitError as error:
        raise UsageError(
            f"the revision `{_shown(revision)}` is incomplete here ({error}); fetch it with all "
            "its files"
        ) from error
    if not wanted:
        raise UsageError(f"the revision `{_shown(revision)}` holds no definition to compare with")
    return tuple(SourceFile(path, contents[blob]) for path, blob in sorted(wanted.items()))


def commit_of(root: Path, revision: str) -> str:
    """The full name of the commit a revision names. Raises UsageError when there is none."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError(f"`{_shown(revision)}` is no revision; name a branch, a tag or a commit")
    try:
        git(root, "rev-parse", "--git-dir")
    except GitError as error:
        raise UsageError(
            f"{root} is not in a Git repository, so there is no earlier state ({error})"
        ) from error
    try:
        # In two steps: what follows `:/words` would belong to the words.
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        name = git(root, *asked, revision).decode().strip()
        found = git(root, *asked, f"{name}^{{commit}}")
    except GitError as error:
        if revision == "HEAD":
            raise UsageError(
                "there is no commit yet, so there is no earlier state; commit what there is first"
            ) from error
        raise UsageError(
            f"there is no revision `{_shown(revision)}` here. `git branch --all` and `git tag` "
            "list them; a shallow clone has only the newest commits (`git fetch --unshallow`)"
        ) from error
    return found.decode().strip()


def _shown(revision: str) -> str:
    """A revision as it was asked for, with nothing in it that a terminal would act on."""
    return "".join(each if each.isprintable() else STAND_IN for each in revision)


def submodules(root: Path, revision: str) -> tuple[str, ...]:
    """Folders that hold other repositories in a revision: of their files no commit of ours knows.

    Raises UsageError as :func:`commit_of`.
    """
    commit = commit_of(root, revision)
    prefix = git(root, "rev-parse", "--show-prefix").decode().strip()
    listed = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *_folders(prefix))
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
    linked = (raw for described, _, raw in entries if described.startswith(_SUBMODULE))
    return tuple(f"{raw.decode(errors='replace').removeprefix(prefix)}/" for raw in linked)


def _folders(prefix: str) -> list[str]:
    return [f"{prefix}{folder}" for folder in FOLDERS]


def _definitions(listed: bytes, prefix: str) -> Iterator[tuple[str, str]]:
    """Path below the root and object of each file a definition may stand in."""
    for entry in listed.split(b"\0"):
        described, _, raw = entry.partition(b"\t")
        path = raw.decode(errors="replace").removeprefix(prefix)
        if not entry or not may_hold_definition(path):
            continue
        mode, _, blob = described.decode().split()
        if mode in FILE_MODES:
            yield path, blob


def may_hold_definition(path: str) -> bool:
    """Whether a file of this path, from the root of the repository, is read as a definition."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and not path.startswith(f"{PAGES}/") and path.lower().endswith(ENDINGS)


def contents_of(
    root: Path, blobs: Iterable[str], *, longest: int | None = LARGEST_FILE + 1
) -> dict[str, bytes]:
    """Each object's bytes, of each at most ``longest``; one call for all.

    Without another ``longest`` no more than shows that a definition is too large. Raises GitError
    when one is not there.
    """
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
        kept = size if longest is None else min(size, longest)
        found[blob] = answer[end + 1 : end + 1 + kept]
        place = end + 1 + size + 1
    return found


def authors_since(root: Path, base: str, head: str = "HEAD") -> dict[str, frozenset[str]]:
    """Who wrote the commits from ``base`` to ``head``, by path of what they changed.

    Names as the commits give them; what is not committed yet has no author. Raises UsageError as
    :func:`commit_of`.
    """
    span = f"{commit_of(root, base)}..{commit_of(root, head)}"
    asked = (
        "log",
        "--no-show-signature",
        "-z",
        "--no-renames",
        "--name-only",
        "--format=%x01%an",
        "--relative",
        span,
    )
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
