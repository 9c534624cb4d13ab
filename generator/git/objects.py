"""What Git's objects hold, by their names; how large they are is asked before they are fetched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.git.run import GitError, git
from generator.reading.tree import LARGEST_FILE

_AT_ONCE = 16 * 1024 * 1024
"""Bytes that one answer of Git may hold; a larger object comes alone."""


def sizes_of(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """Each object's size in bytes. Raises GitError when one is not there."""
    unique = list(dict.fromkeys(blobs))
    sizes = _sizes(root, unique)
    for blob in unique:
        if blob not in sizes:
            raise GitError(f"object {blob} is missing")
    return sizes


def _sizes(root: Path, blobs: Sequence[str]) -> dict[str, int]:
    """The size of each object that is there."""
    output = git(root, "cat-file", "--batch-check", given=_lines(blobs)).decode().splitlines()
    described = {blob: line.split() for blob, line in zip(blobs, output, strict=True)}
    return {blob: int(words[2]) for blob, words in described.items() if len(words) == 3}


def definitions_of(
    root: Path, blobs: Iterable[str], *, missing: bytes | None = None
) -> dict[str, bytes]:
    """Each object's bytes, for a reader of definitions.

    One that is too large for a definition is never fetched: as much stands for it as shows that.
    ``missing``: what stands for one that is not there; without it that raises GitError.
    """
    unique = list(dict.fromkeys(blobs))
    sizes = sizes_of(root, unique) if missing is None else _sizes(root, unique)
    fitting = {blob: size for blob, size in sizes.items() if size <= LARGEST_FILE}
    too_large = bytes(LARGEST_FILE + 1)
    found = {blob: too_large for blob in sizes if blob not in fitting}
    found |= dict(contents_of(root, fitting))
    return found if missing is None else {**dict.fromkeys(unique, missing), **found}


def contents_of(root: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Each object with its bytes, a few at a time. Raises GitError when one is not there.

    ``sizes``: what :func:`sizes_of` gives.
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
