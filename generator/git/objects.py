"""Contents of Git objects by id; sizes are checked before anything is loaded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.git.run import GitError, git
from generator.reading.tree import LARGEST_FILE

_AT_ONCE = 16 * 1024 * 1024
"""Bytes to load per Git call; a larger object is loaded alone."""


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
    fitting = {blob: size for blob, size in sizes.items() if size <= LARGEST_FILE}
    too_large = bytes(LARGEST_FILE + 1)
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
    held = 0
    for blob, size in sizes.items():
        if portion and held + size > _AT_ONCE:
            yield portion
            portion, held = [], 0
        portion.append(blob)
        held += size
    if portion:
        yield portion


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()
