"""Read-only wrapper around Git; the only module that runs it."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.findings.errors import UsageError
from generator.reading.source import MAX_BYTES

_PATIENCE = 60
"""Timeout in seconds; all our queries are faster."""

_SETTINGS = 100
"""Maximum number of settings read from the environment."""

_MOST_CONFLICTS = 127
"""What `git merge-file` exits with for these and more; above are errors."""

_ASIDE = ("warning: ", "hint: ")

_AT_ONCE = 16 * 1024 * 1024
"""Bytes to load per Git call; a larger object is loaded alone."""


class GitError(Exception):
    """Git exited with an error."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """The output of a read-only Git command, run in ``root``.

    Raises GitError if Git exits with an error, UsageError if Git is missing or times out.
    """
    done = _ended(root, arguments, given)
    if done.returncode:
        raise GitError(_reason(done.stderr.decode(errors="replace")))
    return done.stdout


def merged(ours: bytes, base: bytes, theirs: bytes, names: Sequence[str]) -> tuple[bytes, int]:
    """A file with the changes of two, and the number of places where they contradict each other.

    Such a place holds all three between marks, under ``names``: ours, the base, theirs. Raises
    GitError for what is no text, UsageError if Git is missing.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-merge-") as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, data in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(data)
        labels = [word for name in names for word in ("-L", name)]
        arguments = ("merge-file", "-p", "--diff3", *labels, *map(str, files))
        done = _ended(Path(folder), arguments, b"")
    if done.returncode > _MOST_CONFLICTS:
        raise GitError(_reason(done.stderr.decode(errors="replace")))
    return done.stdout, done.returncode


def _ended(
    root: Path, arguments: Sequence[str], given: bytes
) -> subprocess.CompletedProcess[bytes]:
    # Disable hooks, pager, prompts and replacement objects of the repository, and take paths
    # literally.
    ours = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
    command = ("git", *ours, "-C", str(root), *arguments)
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=_environment(root),
        )
    except FileNotFoundError as error:
        raise UsageError(
            "Git is not installed: earlier states come from it, and it merges two of them"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"Git did not answer within {_PATIENCE} seconds") from error


def is_none(error: GitError) -> bool:
    """Whether the error means that there is no repository."""
    return "not a git repository" in str(error)


def _reason(output: str) -> str:
    """The first line of Git's error message, after any warnings."""
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith(_ASIDE)]
    first = lines[0] if lines else "Git gives no reason"
    return first.removeprefix("fatal: ").removeprefix("error: ").strip()


def _environment(root: Path) -> dict[str, str]:
    """The environment without variables that point to another repository; nothing is fetched.

    Git's messages are set to English, because they are parsed; grafts and settings that relocate
    the files of ``root`` are disabled.
    """
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    own |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    own["GIT_GRAFT_FILE"] = os.devnull
    own |= _trusted()
    top = next((folder for folder in (root, *root.parents) if _is_top(folder)), None)
    return own if top is None else {**own, "GIT_WORK_TREE": str(top)}


def _trusted() -> dict[str, str]:
    """``safe.directory`` settings from the environment, the only ones that are passed on."""
    given = os.environ.get("GIT_CONFIG_COUNT", "")
    number = min(int(given), _SETTINGS) if given.isascii() and given.isdigit() else 0
    settings = (
        (os.environ.get(f"GIT_CONFIG_KEY_{place}", ""), os.environ.get(f"GIT_CONFIG_VALUE_{place}"))
        for place in range(number)
    )
    folders = [folder for name, folder in settings if name.lower() == "safe.directory" and folder]
    found = {"GIT_CONFIG_COUNT": str(len(folders))} if folders else {}
    for place, folder in enumerate(folders):
        found |= {f"GIT_CONFIG_KEY_{place}": "safe.directory", f"GIT_CONFIG_VALUE_{place}": folder}
    return found


def _is_top(folder: Path) -> bool:
    """Whether ``folder`` is the top of a working tree; ``.git`` without HEAD is ignored."""
    own = folder / ".git"
    return own.is_file() or (own / "HEAD").is_file()


def sizes_of(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """Size of each object in bytes. Raises GitError if one is missing."""
    unique = list(dict.fromkeys(blobs))
    sizes = _sizes(root, unique)
    for blob in unique:
        if blob not in sizes:
            raise GitError(f"object {blob} is missing")
    return sizes


def _sizes(root: Path, blobs: Sequence[str]) -> dict[str, int]:
    """Size of each object that exists."""
    output = git(root, "cat-file", "--batch-check", given=_lines(blobs)).decode().splitlines()
    described = {blob: line.split() for blob, line in zip(blobs, output, strict=True)}
    return {blob: int(words[2]) for blob, words in described.items() if len(words) == 3}


def definitions_of(
    root: Path, blobs: Iterable[str], *, missing: bytes | None = None
) -> dict[str, bytes]:
    """Contents of objects for the reader of definitions.

    Oversized objects are not loaded; a truncated stand-in lets the reader report their size.
    ``missing``: content for missing objects; without it they raise GitError.
    """
    unique = list(dict.fromkeys(blobs))
    sizes = sizes_of(root, unique) if missing is None else _sizes(root, unique)
    fitting = {blob: size for blob, size in sizes.items() if size <= MAX_BYTES}
    too_large = bytes(MAX_BYTES + 1)
    found = {blob: too_large for blob in sizes if blob not in fitting}
    found |= dict(contents_of(root, fitting))
    return found if missing is None else {**dict.fromkeys(unique, missing), **found}


def contents_of(root: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Each object with its content, loaded in batches. Raises GitError if one is missing.

    ``sizes``: the result of :func:`sizes_of`.
    """
    for blobs in _portions(sizes):
        answer = git(root, "cat-file", "--batch", given=_lines(blobs))
        place = 0
        for blob in blobs:
            start = answer.index(b"\n", place) + 1
            place = start + sizes[blob] + 1
            yield blob, answer[start : place - 1]


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    portion: list[str] = []
    size_so_far = 0
    for blob, size in sizes.items():
        if portion and size_so_far + size > _AT_ONCE:
            yield portion
            portion, size_so_far = [], 0
        portion.append(blob)
        size_so_far += size
    if portion:
        yield portion


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()
