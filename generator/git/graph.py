"""The commit graph of a clone, with the definition files in each commit."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import and_, or_
from pathlib import Path

from generator.git.revision import (
    FILE_MODES,
    LINK,
    SUBMODULE,
    listed,
    stands_among_definitions,
)
from generator.git.run import definitions_of, git
from generator.model.kinds import place_of
from generator.reading.files import FOLDERS, may_be_meant_as_definition

_REFS = "--glob=refs/*"
"""All refs but not HEAD, so that the result does not depend on what is checked out."""

_DIFF_TREE = (
    *("diff-tree", "--stdin", "--always", "-r", "-z", "--raw", "--no-abbrev", "--no-renames"),
    *("--relative", f"-O{os.devnull}"),
)

UNREADABLE = "unreadable"
"""In place of the object of a link, of a submodule, or of a file missing from this clone."""

_MISSING = b"\0"
"""The content read for such files, which no reader accepts as a definition."""

PlaceFiles = tuple[tuple[str, str], ...]
"""Path and object of each file of a place, sorted by path."""

_NOTHING: Mapping[str, frozenset[str]] = {}

Changes = Mapping[str, str | None]
"""Path -> object of each file that differs; ``None`` for a removed file."""


@dataclass(frozen=True, eq=False)
class Graph:
    """Commits, numbered so that parents precede their children.

    ``numbers``: by commit id; ``later`` and ``earlier``: descendants and ancestors of each commit,
    as bit sets; ``through``: those of its ancestors that every line of commits to it leads through,
    as bit sets; ``states``: for each place (:func:`~generator.model.kinds.place_of`) the commits
    in which its files differ from a parent's, with the files; ``contents``: bytes by object.
    ``cuts``: commits whose parents are missing from a shallow clone; ``unreachable``: such commits
    outside the graph, by start commit.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    later: Sequence[int] = ()
    earlier: Sequence[int] = ()
    through: Sequence[int] = ()
    states: Mapping[str, tuple[tuple[int, PlaceFiles], ...]] = field(
        default_factory=dict, repr=False
    )
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    cuts: tuple[int, ...] = ()
    unreachable: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _in_force: dict[str, tuple[tuple[int, PlaceFiles, int], ...]] = field(
        default_factory=dict, repr=False
    )

    @property
    def all(self) -> int:
        """All commits, as a bit set."""
        return (1 << len(self.numbers)) - 1

    @property
    def lacks_files(self) -> bool:
        """Whether the content of a file is missing from this clone."""
        return any(data == _MISSING for blob, data in self.contents.items() if blob != UNREADABLE)

    def in_force(self, place: str) -> tuple[tuple[int, PlaceFiles, int], ...]:
        """The states of a place: the commit that introduced each, its files, and where it is in
        force.

        The last is a bit set: the commit and its descendants up to the next state. Worked out once,
        as each state of a definition asks for those of all.
        """
        if place not in self._in_force:
            self._in_force[place] = tuple(self._states_in_force(place))
        return self._in_force[place]

    def _states_in_force(self, place: str) -> Iterator[tuple[int, PlaceFiles, int]]:
        states = self.states.get(place, ())
        for number, files in states:
            active_in = self.later[number] | 1 << number
            for other, _ in states:
                if self.later[number] >> other & 1:
                    active_in &= ~(self.later[other] | 1 << other)
            yield number, files, active_in

    def since(self, commit: str, other: str = "") -> int:
        """The commits later than a commit, as a bit set: its descendants.

        ``other``: the commit it is compared with. It counts as later, with those of its ancestors
        that are not ancestors of the first: on a separate branch, or merged later.
        """
        number = self.numbers.get(commit)
        if number is None:
            return 0
        against = self.numbers.get(other)
        leading = 0 if against is None else self.earlier[against] | 1 << against
        return self.later[number] | leading & ~(self.earlier[number] | 1 << number)

    def is_complete_since(self, commit: str, older: str = "") -> bool:
        """Whether no descendant of a commit is missing, as may happen in a shallow clone.

        ``older``: a commit that is not a descendant.
        """
        number = self.numbers.get(commit)
        if number is None or self.unreachable.get(commit, frozenset()) - {older}:
            return False
        return all(cut == number or self.later[cut] >> number & 1 for cut in self.cuts)


def graph_of(
    history: Iterable[tuple[str, Sequence[tuple[str | None, Changes]]]],
    contents: Mapping[str, bytes],
    *,
    shallow: bool = False,
    unreachable: Mapping[str, frozenset[str]] = _NOTHING,
    joined: Collection[str] = (),
) -> Graph:
    """A graph of commits, parents first, each with its parents and the differences from them.

    A parent ``None`` is an empty state. ``shallow``: commits without parents may have missing ones.
    ``joined``: commits with parents outside the graph.
    """
    numbers: dict[str, int] = {}
    parents: list[list[int]] = []
    trees: list[Mapping[str, Mapping[str, str]]] = []
    states: dict[str, list[tuple[int, PlaceFiles]]] = {}
    for commit, compared in history:
        numbers[commit] = number = len(numbers)
        parents.append([numbers[parent] for parent, _ in compared if parent is not None])
        first, changes = compared[0]
        before = trees[numbers[first]] if first is not None else {}
        trees.append(_changed(before, changes))
        for place in {place_of(path) for _, differs in compared for path in differs}:
            files = tuple(sorted(trees[number].get(place, {}).items()))
            states.setdefault(place, []).append((number, files))
    frozen = {place: tuple(found) for place, found in states.items()}
    cuts = tuple(number for number, above in enumerate(parents) if shallow and not above)
    later, earlier = _later(parents), _earlier(parents)
    through = _through(parents, {numbers[commit] for commit in joined})
    return Graph(numbers, later, earlier, through, frozen, contents, cuts, unreachable)


def _changed(
    before: Mapping[str, Mapping[str, str]], changes: Changes
) -> Mapping[str, Mapping[str, str]]:
    if not changes:
        return before
    places = {place_of(path) for path in changes}
    new = {place: dict(before.get(place, {})) for place in places}
    for path, blob in changes.items():
        files = new[place_of(path)]
        if blob is None:
            files.pop(path, None)
        else:
            files[path] = blob
    return {**before, **new}


def _later(parents: Sequence[Sequence[int]]) -> Sequence[int]:
    later = [0] * len(parents)
    for number in reversed(range(len(parents))):
        for parent in parents[number]:
            later[parent] |= later[number] | 1 << number
    return later


def _earlier(parents: Sequence[Sequence[int]]) -> Sequence[int]:
    earlier: list[int] = []
    for above in parents:
        earlier.append(reduce(or_, (earlier[parent] | 1 << parent for parent in above), 0))
    return earlier


def _through(parents: Sequence[Sequence[int]], joined: Collection[int]) -> Sequence[int]:
    through: list[int] = []
    for number, above in enumerate(parents):
        lines = [through[parent] | 1 << parent for parent in above if number not in joined]
        through.append(reduce(and_, lines) if lines else 0)
    return through


# Reading ----------------------------------------------------------------------------------------
def read_graph(root: Path, tips: Sequence[str], start: Sequence[str] = ()) -> Graph:
    """Read the commits from ``start`` (or all) up to every ref of this clone and ``tips``.

    If commits in ``start`` have diverged, from where they did. ``tips`` and ``start``: full commit
    ids. Raises what :func:`~.git.git` does.
    """
    refs = git(root, "for-each-ref", "--format=%(objectname)").decode().split()
    shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    tips_and_cuts = (tuple(sorted({*refs, *tips})), tuple(dict.fromkeys(start)), shallow)
    return _read(root, tuple(tips), *tips_and_cuts)


@lru_cache(maxsize=4)
def _read(
    root: Path,
    tips: tuple[str, ...],
    _refs: tuple[str, ...],  # cache key: the graph changes only with the refs
    start: tuple[str, ...],
    shallow: bool,
) -> Graph:
    parents, joined = _parents(root, tips, start)
    order = list(parents)
    history = list(zip(order, _compared(root, order, parents), strict=True))
    blobs = {blob for _, each in history for _, changes in each for blob in changes.values()}
    contents = definitions_of(root, sorted(filter(None, blobs - {UNREADABLE})), missing=_MISSING)
    return graph_of(
        history,
        {UNREADABLE: _MISSING, **contents},
        shallow=shallow and not start,
        unreachable={each: _unreachable(root, tips, each) for each in start if shallow},
        joined=joined,
    )


def _parents(
    root: Path, tips: Sequence[str], start: Sequence[str]
) -> tuple[dict[str, list[str]], frozenset[str]]:
    """Parents of each commit within the graph, oldest first, and those that have others."""
    output = git(root, "rev-list", "--topo-order", "--reverse", "--parents", _REFS, *tips)
    lines = (line.split() for line in output.decode().splitlines())
    parents = {commit: above for commit, *above in lines}
    if not start:
        return parents, frozenset()
    apart = _apart(parents, start)
    first = {*apart, *start, *(each for commit in apart for each in parents[commit])}
    found: dict[str, list[str]] = {}
    for commit, above in parents.items():
        inside = [each for each in above if each in found]
        if inside or commit in first:
            found[commit] = inside
    return found, frozenset(commit for commit in found if found[commit] != parents[commit])


def _apart(parents: Mapping[str, Sequence[str]], commits: Sequence[str]) -> set[str]:
    """Ancestors of some of ``commits`` but not of all."""
    leading: list[set[str]] = []
    for each in commits:
        found: set[str] = set()
        waiting = [each]
        while waiting:
            if (commit := waiting.pop()) not in found:
                found.add(commit)
                waiting += parents[commit]
        leading.append(found)
    return set[str]().union(*leading) - leading[0].intersection(*leading)


def _unreachable(root: Path, tips: Sequence[str], commit: str) -> frozenset[str]:
    """Commits with missing parents that are neither ``commit`` nor its ancestors."""
    output = git(root, "rev-list", "--max-parents=0", _REFS, *tips, f"^{commit}")
    return frozenset(output.decode().split())


def _compared(
    root: Path, order: Sequence[str], parents: Mapping[str, Sequence[str]]
) -> Iterator[list[tuple[str | None, Changes]]]:
    """Differences of each commit from each parent; from nothing if it has none."""
    pairs = [(commit, parent) for commit in order for parent in parents[commit]]
    changes = iter(_differences(root, pairs))
    for commit in order:
        if parents[commit]:
            yield [(parent, next(changes)) for parent in parents[commit]]
        else:
            whole_tree = {
                path: blob
                for mode, name, path in listed(root, commit, FOLDERS)
                if (blob := _blob(mode, name, path))
            }
            yield [(None, whole_tree)]


def _differences(root: Path, pairs: Sequence[tuple[str, str]]) -> Iterator[Changes]:
    given = "".join(f"{commit} {parent}\n" for commit, parent in pairs).encode()
    output = git(root, *_DIFF_TREE, "--", *FOLDERS, given=given).decode(errors="replace")
    changes: dict[str, str | None] | None = None
    parts = iter(output.split("\0"))
    for part in parts:
        if part.startswith(":") and changes is not None:
            _, mode, _, blob, _ = part.split()
            path = next(parts)
            changes[path] = _blob(mode, blob, path)
        elif part:
            if changes is not None:
                yield changes
            changes = {}
    if changes is not None:
        yield changes


def _blob(mode: str, blob: str, path: str) -> str | None:
    """The object read at a path, ``None`` for entries that are not files."""
    if mode in FILE_MODES:
        return blob if may_be_meant_as_definition(path) else None
    elsewhere = mode in (LINK, SUBMODULE) and stands_among_definitions(path)
    return UNREADABLE if elsewhere else None
