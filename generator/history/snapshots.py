"""The files of one definition over time, through renames, removals and returns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import PurePosixPath

from generator.editions.past import LaterStates, UnreadableState
from generator.editions.places import FieldPlace, in_each, places_standing_in
from generator.editions.secrets import (
    NO_SECRETS,
    Secrets,
    combined,
    extended_to_aliases,
    secrets_of,
    with_uniform_classes,
)
from generator.findings.finding import FindingLevel
from generator.git.graph import UNREADABLE, Graph, PlaceFiles
from generator.git.log import Commit, Log
from generator.git.revision import may_hold_definition
from generator.history.renames import Renames, declared_names, renames_of
from generator.history.strays import Claim, strays_of
from generator.model.definitions import Definitions, Key, by_key
from generator.model.item import Item
from generator.model.kinds import KINDS, People, place_of
from generator.reading.classing import may_class
from generator.reading.files import SourceFile
from generator.reading.load import load, load_part
from generator.reading.mentions import FORMER_IDS


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a definition from one commit on; empty if it did not exist.

    ``id``: its id at the time.
    """

    commit: Commit
    id: str
    files: tuple[SourceFile, ...]


def snapshots(log: Log, kind: str, ids: Sequence[str]) -> Iterator[Snapshot]:
    """Each state of a definition's files, oldest first.

    ``ids``: its id, then its former ones. If several exist at once, the first counts.
    """
    main_file = KINDS[kind].main_file
    places = {place_of_kind(kind, each): each for each in dict.fromkeys(ids)}
    touched = sorted({number for place in places for number in log.places.get(place, ())})
    files_at: dict[str, dict[str, str]] = {place: {} for place in places}
    last: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
    for number in touched:
        commit = log.commits[number]
        for path, blob in commit.changed.items():
            if (files := files_at.get(place_of(path))) is not None:
                if blob is None:
                    files.pop(path, None)
                else:
                    files[path] = blob
        there = (each for each, name in places.items() if main_file(name) in files_at[each])
        place = next(there, "")
        now = place, tuple(sorted(files_at[place].items())) if place else ()
        if now != last:
            last = now
            files_now = tuple(log.file(path, blob) for path, blob in now[1])
            yield Snapshot(commit, places.get(place, ids[0]), files_now)


def place_of_kind(kind: str, name: str) -> str:
    """The place of a definition's files, see :func:`~generator.model.kinds.place_of`."""
    return KINDS[kind].place_of(name)


_WITH_ALIASES = tuple(name for name, kind in KINDS.items() if FORMER_IDS in kind.model.model_fields)


@dataclass(frozen=True, slots=True)
class SnapshotReading:
    """The readable content of some files of a definition.

    ``item``: the definition, ``None`` if there is none or it has errors; ``part``: its valid part,
    ``fields``: the complete fields of that, and ``secrets``: its classifications;
    ``may_classify``: whether the unreadable rest may contain classifications.
    """

    item: Item | None
    part: Item | None
    secrets: Secrets
    fields: frozenset[str] = frozenset()
    may_classify: bool = False


@lru_cache(maxsize=256)
def reading(kind: str, files: tuple[SourceFile, ...]) -> SnapshotReading:
    """The readable content of a definition's files; empty without files."""
    definitions, findings = load(files, of_the_past=True, keep=False)
    item = next((item for (its, _), item in by_key(definitions).items() if its == kind), None)
    if item is not None and not any(each.level is FindingLevel.ERROR for each in findings):
        return _of_sound(item, has_classes=any(may_class(each.data) for each in files))
    has_classes = any(may_class(each.data) for each in files)
    if item is not None and has_classes:
        item = with_uniform_classes(item)
    part = load_part(kind, files)
    readable = item or part.item
    secrets = _secrets(readable, has_classes=has_classes)
    return SnapshotReading(item, readable, secrets, part.fields, part.closed)


def _of_sound(item: Item, *, has_classes: bool) -> SnapshotReading:
    """The reading of files without errors, which define ``item``."""
    uniform = with_uniform_classes(item) if has_classes else item
    return SnapshotReading(uniform, uniform, _secrets(uniform, has_classes=has_classes))


def _secrets(item: Item | None, *, has_classes: bool) -> Secrets:
    if item is None or not (has_classes or isinstance(item, People)):
        return NO_SECRETS
    return secrets_of(item)


_STATES_AT_HAND = 256
"""States of which the places are kept; those of one definition are asked for together."""


# Since a commit ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CommitSpan:
    """The commits later than a state: ``commits``, as a bit set (see :class:`Graph`).

    ``complete``: whether all later commits are available. ``beyond``: those newer than the state it
    is compared with. ``at``: the commit of the state itself; ``own``: the same if it is past: its
    unreadable content counts too.
    """

    commits: int = 0
    complete: bool = True
    beyond: int = 0
    at: int = 0
    own: int = 0

    def has(self, active_in: int) -> bool:
        """Whether what is in force in some commits is later, or part of the state itself."""
        return bool(self.later(active_in) or self.own & active_in)

    def later(self, active_in: int) -> int:
        """Those of the later commits in which something else than in the state is in force.

        It may have been introduced before: a merge can leave out what its parents have.
        """
        return 0 if self.at & active_in else self.commits & active_in


@dataclass(frozen=True)
class States:
    """States of definitions in a commit graph, and uncommitted ones.

    ``newest``: definitions newer than every commit, such as those of the folder; ``strays``: other
    files that may contain classifications; ``loaded``: definitions without errors by their files,
    which are not read again where a commit has the same ones. ``compared``: states whose former
    ids count though no file may declare them.
    """

    graph: Graph
    newest: tuple[Definitions, ...] = ()
    strays: tuple[Claim, ...] = ()
    loaded: Mapping[tuple[SourceFile, ...], Item] = field(default_factory=dict, repr=False)
    compared: tuple[Definitions, ...] = ()
    _cached_secrets: dict[int, tuple[Item, Secrets]] = field(default_factory=dict, repr=False)
    _standing: dict[tuple[int, ...], tuple[tuple[Item, ...], frozenset[FieldPlace]]] = field(
        default_factory=dict, repr=False
    )
    _names: dict[str, Mapping[str, frozenset[str]]] = field(default_factory=dict, repr=False)
    _renames: dict[str, Renames] = field(default_factory=dict, repr=False)

    def since(self, span: CommitSpan, key: Key, then: Item | None, now: Item | None) -> LaterStates:
        """What the later states say about a definition.

        ``then``: its content at the time, ``None`` if it has errors; ``now``: the state it is
        compared with, if newer.
        """
        kind, item_id = key
        former = (getattr(each, FORMER_IDS, ()) for each in (then, now))
        own = (item_id, getattr(now, "id", item_id), *chain.from_iterable(former))
        ids = self._all_ids(kind, own)
        in_force = [
            state
            for place in dict.fromkeys(place for each in ids for place in _places(kind, each))
            for state in self.graph.in_force(place)
        ]
        found = [
            (number, active_in, self.reading(kind, self._files(files)))
            for number, files, active_in in in_force
            if files and span.has(active_in)
        ]
        newest = [each[kind, own] for each in self._newest for own in ids if (kind, own) in each]
        current = [] if now is None else [now]
        incomplete = [
            (number, active_in, each.fields)
            for number, active_in, each in found
            if each.may_classify
        ]
        incomplete += [
            (number, active_in, frozenset())
            for number, active_in in self._of_others(kind, ids)
            if span.has(active_in)
        ]
        unreadable = [
            UnreadableState(
                fields,
                (
                    *self._after(found, number),
                    *newest,
                    *([] if span.beyond & active_in else current),
                ),
            )
            for number, active_in, fields in incomplete
        ]
        gone = () if newest else ids
        if not span.complete or any(each.fits(kind, ids, gone) for each in self.strays):
            unreadable.append(UnreadableState((), (*newest, *current)))
        found_secrets = (each.secrets for _, active_in, each in found if span.later(active_in))
        secrets = combined((*found_secrets, *map(self._secrets, (*newest, *current))))
        secrets = extended_to_aliases(secrets, self._every_name)
        standing = frozenset[FieldPlace]()
        if secrets.lists or secrets.by_id:
            keys = [(kind, own) for own in ids]
            committed = self._since_each(kind, span, in_force)
            folders = ([each[key] for key in keys if key in each] for each in self._newest)
            states = (*committed, *folders, *([each] for each in current))
            standing = in_each(map(self._standing_in, states))
        return LaterStates(secrets, tuple(unreadable), now, standing, self._every_name)

    def _standing_in(self, items: Sequence[Item]) -> frozenset[FieldPlace]:
        """The places of one state, which each earlier state of the definition asks for."""
        key = tuple(map(id, items))
        if key not in self._standing:
            if len(self._standing) >= _STATES_AT_HAND:
                self._standing.clear()
            found = places_standing_in(items, self._every_name)
            self._standing[key] = tuple(items), found
        return self._standing[key][1]

    def namesakes(self, kind: str, item: Item | None) -> tuple[Item, ...]:
        """The newest definitions that have, or had, an id of ``item``, itself included."""
        own = (getattr(item, "id", kind), *getattr(item, "aliases", ()))
        ids = self._all_ids(kind, own)
        return tuple(each[kind, key] for each in self._newest for key in ids if (kind, key) in each)

    def _of_others(self, kind: str, ids: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Files that may classify a definition though they are not those of its ids.

        Each by its commit, and where it is in force (see :meth:`Graph.in_force`).
        """
        renames = self._renames_of_kind(kind)
        for number, active_in, claim in strays_of(self.graph):
            gone = (each for each in ids if renames.absent.get(each, 0) & active_in)
            if claim.fits(kind, ids, gone):
                yield number, active_in
        # What is known to be the same has been read as such, as far as it can be.
        possible = (state for each in ids for state in renames.possible.get(each, ()))
        yield from ((number, active_in) for own, number, active_in in possible if own not in ids)

    def _since_each(
        self, kind: str, span: CommitSpan, in_force: Sequence[tuple[int, PlaceFiles, int]]
    ) -> Iterator[list[Item]]:
        """What a definition was in the first later commit with each state; nothing where removed.

        States that cannot be read are left out: see ``unreadable``.
        """
        later = (span.later(active_in) for _, _, active_in in in_force)
        for first in {commits & -commits for commits in later if commits}:
            files_then = [files for _, files, active_in in in_force if active_in & first]
            read = [self.reading(kind, self._files(files)) for files in files_then if files]
            items = [each.item for each in read if each.item is not None]
            if items or not read:
                yield items

    def reading(self, kind: str, files: tuple[SourceFile, ...]) -> SnapshotReading:
        """As :func:`reading`."""
        item = self.loaded.get(files)
        if item is None:
            return reading(kind, files)
        # Without unknown keys only `class` itself classes something, plain or with an escape.
        has_classes = any(b"class" in each.data or b"\\" in each.data for each in files)
        return _of_sound(item, has_classes=has_classes)

    def _secrets(self, item: Item) -> Secrets:
        if id(item) not in self._cached_secrets:
            self._cached_secrets[id(item)] = item, secrets_of(item)
        return self._cached_secrets[id(item)][1]

    @cached_property
    def _newest(self) -> tuple[Mapping[Key, Item], ...]:
        return tuple(by_key(each) for each in self.newest)

    def _after(
        self, found: Iterable[tuple[int, int, SnapshotReading]], number: int
    ) -> Iterator[Item]:
        """The readable states that only follow a commit, nearest first.

        A merge may have taken what it has from a line that the commit is not in.
        """
        through = self.graph.through
        after = sorted(
            (other, each.item)
            for other, _, each in found
            if through[other] >> number & 1 and each.item
        )
        yield from _once(item for _, item in after)

    def _files(self, files: PlaceFiles) -> tuple[SourceFile, ...]:
        return tuple(
            SourceFile(path, self.graph.contents[blob])
            for path, blob in files
            if blob == UNREADABLE or may_hold_definition(path)
        )

    def _all_ids(self, kind: str, ids: Iterable[str]) -> tuple[str, ...]:
        """All ids of a definition that has or had one of ``ids``."""
        names = self._names_of_kind(kind)
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            each = waiting.pop(0)
            if each not in found:
                found[each] = None
                waiting += sorted(names.get(each, ()))
        return tuple(found)

    @cached_property
    def _every_name(self) -> Mapping[str, frozenset[str]]:
        """For each id the other ids of the same definition, of any kind."""
        found: dict[str, frozenset[str]] = {}
        for kind in _WITH_ALIASES:
            for name, others in self._names_of_kind(kind).items():
                found[name] = found.get(name, frozenset()) | others
        return found

    def _renames_of_kind(self, kind: str) -> Renames:
        if kind not in self._renames:
            self._renames[kind] = renames_of(self.graph, kind, self._may_lack_ids)
        return self._renames[kind]

    def _may_lack_ids(self, kind: str, files: PlaceFiles) -> bool:
        """Whether ids of a definition may be among what cannot be read in its files."""
        found = self.reading(kind, self._files(files))
        known = found.fields >= {"id", FORMER_IDS} and getattr(found.part, "id", None)
        return found.item is None and not known

    def _names_of_kind(self, kind: str) -> Mapping[str, frozenset[str]]:
        """For each id the other ids of the same definition, as declared in any state."""
        if kind not in self._names:
            names: dict[str, set[str]] = {}
            for item in self._with_aliases(kind):
                for each in getattr(item, "aliases", ()):
                    own = str(getattr(item, "id", ""))
                    names.setdefault(own, set()).add(each)
                    names.setdefault(each, set()).add(own)
            for own, each in declared_names(self.graph, kind):
                names.setdefault(own, set()).add(each)
                names.setdefault(each, set()).add(own)
            self._names[kind] = {key: frozenset(each) for key, each in names.items()}
        return self._names[kind]

    def _with_aliases(self, kind: str) -> Iterator[Item]:
        for definitions in (*self.newest, *self.compared):
            yield from definitions.of_kind(kind).values()
        top = place_of_kind(kind, "")
        prefix = top.removesuffix(".yaml")
        for place, states in self.graph.states.items():
            for _, files in states if place.startswith(prefix) else ():
                if any(FORMER_IDS.encode() in self.graph.contents[blob] for _, blob in files):
                    item = self.reading(kind, self._files(files)).part
                    if item is not None:
                        yield item


def _places(kind: str, name: str) -> Iterator[str]:
    """Possible places of a definition, and their parent folders, which may be links."""
    path = PurePosixPath(place_of_kind(kind, name))
    yield str(path)
    yield from (str(each) for each in path.parents if each.parts)


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple({id(each): each for each in items}.values())
